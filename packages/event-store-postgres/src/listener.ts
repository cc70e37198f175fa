import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { singleConnection } from './connection.ts';
import { pause } from './serving.ts';

const QUIET_IN_MILLISECONDS = 10;

/** What processes on one database tell each other: that there is something new, and no more. */
export interface Listener {
  /** Whether what others tell arrives now. */
  listening(): boolean;
  /** Tells the others soon, however often it is called. */
  tell(): void;
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own, and opens another when that one is cut. Never inside an append:
 * a transaction with NOTIFY commits under a lock of the whole cluster, which cost three quarters of the throughput.
 */
export const listener = (address: string, channel: string, heard: () => void): Listener => {
  let session: Client | undefined;
  let closed = false;
  const isClosed = (): boolean => closed;
  let owing = false;
  let telling: Promise<void> | undefined;

  const open = async (client: Client): Promise<void> => {
    client.on('notification', heard);
    await client.connect();
    await client.query(`LISTEN "${channel}"`);
  };
  const keepOpen = async (): Promise<void> => {
    for (let tries = 1; !isClosed(); tries += 1) {
      const client = singleConnection(address);
      const ended = new Promise<void>((resolve) => client.once('end', resolve));
      try {
        await open(client);
        session = client;
        tries = 0;
        // What was told before we listened.
        heard();
        if (owing) tell();
        if (!isClosed()) await ended;
      } catch {
        // Tried again, and nobody waits for it: who waits for news looks for it meanwhile.
      }
      session = undefined;
      await client.end().catch(() => undefined);
      if (!isClosed()) await pause(tries);
    }
  };
  /** Answers false when it did not get through, and is still owed. */
  const tellOnce = async (client: Client): Promise<boolean> => {
    owing = false;
    try {
      await client.query(`NOTIFY "${channel}"`);
    } catch {
      owing = true;
    }
    return !owing;
  };
  const tellAll = async (): Promise<void> => {
    while (owing && session && (await tellOnce(session)))
      if (!isClosed()) await sleep(QUIET_IN_MILLISECONDS, undefined, { ref: false });
    telling = undefined;
  };
  const tell = (): void => {
    owing = true;
    telling ??= tellAll();
  };
  const opened = keepOpen();

  return {
    listening: () => session !== undefined,
    tell,
    close: async () => {
      closed = true;
      await telling;
      await session?.end().catch(() => undefined);
      await opened;
    },
  };
};
