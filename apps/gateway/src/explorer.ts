import type { FastifyInstance } from 'fastify';

/** A page at `/` from which a person asks: with one, clients may also ask for the schema. */
export interface Explorer {
  /** As HTML, for whoever asks now. */
  readonly page: () => Promise<string>;
  /** What a browser lets the page do. */
  readonly contentSecurityPolicy: string;
}

export const serveExplorer = (app: FastifyInstance, { page, contentSecurityPolicy }: Explorer): void => {
  // On a loopback, to compress nine megabytes takes longer than to send them.
  app.get('/', { compress: false }, async (_, reply) =>
    reply
      .headers({
        'content-security-policy': contentSecurityPolicy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .type('text/html')
      .send(await page()),
  );
};
