import { Agent, request } from 'node:http';

/** Connections that stay open, as many as there are callers at once. */
export const httpClient = (address: string) => {
  const agent = new Agent({ keepAlive: true });
  const exchange = (
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const sent = request(new URL(path, address), { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${path} answered ${String(response.statusCode)}: ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    get: (path: string): Promise<string> => exchange(path, {}),
    post: (path: string, token: string, body: object): Promise<string> =>
      exchange(
        path,
        {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          authorization: `Bearer ${token}`,
        },
        JSON.stringify(body),
      ),
    close: () => agent.destroy(),
  };
};
