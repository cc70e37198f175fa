import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Role } from '@wardbook/policing';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** The real server, built, in a process of its own. */
export interface Server {
  readonly address: string;
  /** Everything it has printed so far, both streams. */
  readonly printed: () => string;
  /** Asks it to stop, or kills it; resolves with its exit code once it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `apps/gateway/dist/main.js` on a free port and waits until it listens. */
export const startServer = async (environment: Readonly<Record<string, string>>): Promise<Server> => {
  const child = run('apps/gateway/dist/main.js', [], { PORT: '0', ...environment });
  const lines: string[] = [];
  let heard: (address: string) => void = () => undefined;
  const listening = new Promise<string>((resolve) => (heard = resolve));
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const [, address] = /serves GraphQL on (\S+)\/graphql/.exec(line) ?? [];
        if (address !== undefined) heard(address);
      });
  const gone = once(child, 'exit').then(([code]) => code as number | null);
  const address = await Promise.race([
    listening,
    gone.then((code) => {
      throw new TypeError(`The server ended with ${String(code)}: ${lines.join('\n')}`);
    }),
  ]);
  return {
    address,
    printed: () => lines.join('\n'),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return gone;
    },
  };
};

/** Runs the command line to its end. */
export const runCommand = async (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> => {
  const child = run(script, args, environment);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
};

const run = (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess => {
  const own = Object.entries(process.env).filter(
    ([name]) => name !== 'PORT' && !name.startsWith('WARDBOOK_'),
  );
  return spawn(process.execPath, [join(ROOT, script), ...args], {
    env: { ...Object.fromEntries(own), NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** An identity provider on loopback: a key set over HTTP, and tokens signed with its key. */
export interface IdentityProvider {
  readonly environment: Readonly<Record<string, string>>;
  tokenFor(
    actor: string,
    role: Role,
    agency?: string,
    overrides?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  close(): void;
}

export const startIdentityProvider = async (): Promise<IdentityProvider> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'test' }];
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const [issuer, audience] = ['https://identity.example', 'wardbook'];
  return {
    environment: {
      WARDBOOK_ISSUER: issuer,
      WARDBOOK_AUDIENCE: audience,
      WARDBOOK_JWKS: `http://127.0.0.1:${String(port)}/keys`,
    },
    tokenFor: (actor, role, agency = 'test-police', overrides = {}) =>
      new SignJWT({
        iss: issuer,
        aud: audience,
        sub: `subject-of-${actor}`,
        exp: Math.floor(Date.now() / 1_000) + 3_600,
        wardbook_role: role,
        wardbook_agency: agency,
        wardbook_actor: actor,
        client_id: 'test-client',
        ...overrides,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .sign(privateKey),
    close: () => server.close(),
  };
};

/** What a client gets back: the test that reads it knows its shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly data: Json;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** One GraphQL request over HTTP. */
export const ask = async (
  { address }: Pick<Server, 'address'>,
  token: string | undefined,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
};
