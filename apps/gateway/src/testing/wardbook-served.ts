import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { IDENTITIES } from '../demo/people.ts';
import { demoIssuer } from '../demo/tokens.ts';
import { identifyBy } from '../identity.ts';
import { settingsFrom } from '../settings.ts';
import { openWardbook, type Wardbook, type WardbookOptions } from '../wardbook.ts';
import { explorerWith } from './wardbook-in-memory.ts';

/** A whole Wardbook that keeps nothing, behind a real socket, with tokens that are checked. */
export interface Served {
  readonly wardbook: Wardbook;
  readonly address: string;
  /** Of an auditor. */
  readonly token: string;
  readonly tokenFor: (role: string) => Promise<string>;
  /** What the operator reads, as text. */
  readonly said: () => string;
  /** Bytes as they go over the wire; answers all that came back until the connection was closed. */
  readonly send: (bytes: string | Uint8Array) => Promise<string>;
  stop(): Promise<void>;
}

interface ServedOptions extends Partial<Pick<WardbookOptions, 'deadlines'>> {
  /** What stands at `/`. */
  readonly page?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export const wardbookServed = async ({
  environment = {},
  page,
  ...options
}: ServedOptions = {}): Promise<Served> => {
  const { issuer, tokenFor } = await demoIssuer();
  const lines: string[] = [];
  const note = (fields: object, message: string): number =>
    lines.push(`${message} ${JSON.stringify(fields)}`);
  const wardbook = await openWardbook(settingsFrom({ WARDBOOK_STORE: 'memory:', ...environment }), {
    log: { warn: note, error: note, info: note },
    identify: identifyBy(issuer),
    ...(page !== undefined && { explorer: explorerWith(page) }),
    ...options,
  });
  const address = await wardbook.app.listen({ port: 0, host: '127.0.0.1' });
  await wardbook.caughtUp();
  const { port } = wardbook.app.server.address() as AddressInfo;
  const tokenOf = (role: string): Promise<string> => {
    const identity = IDENTITIES.find((one) => one.role === role);
    if (!identity) throw new TypeError(`Nobody is ${role}.`);
    return tokenFor(identity);
  };
  return {
    wardbook,
    address,
    token: await tokenOf('AUDITOR'),
    tokenFor: tokenOf,
    said: () => lines.join('\n'),
    send: async (bytes) => {
      const socket = connect(port, '127.0.0.1');
      const parts: Buffer[] = [];
      socket.on('data', (part: Buffer) => parts.push(part));
      socket.on('error', () => undefined);
      socket.write(bytes);
      await once(socket, 'close');
      return Buffer.concat(parts).toString();
    },
    stop: () => wardbook.stop(),
  };
};
