import { setTimeout as sleep } from 'node:timers/promises';
import { singleSession } from './connection.ts';
import { pause, SILENCE } from './patience.ts';
import type { Session } from './session.ts';

const QUIET_IN_MILLISECONDS = 10;
// Nothing is asked of who listens, so a connection that died without a word would be listened to for ever.
const ASKED_AFTER_MILLISECONDS = 2_000;

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
  let session: Session | undefined;
  let closed = false;
  const isClosed = (): boolean => closed;
  let owing = false;
  let telling: Promise<void> | undefined;
  const say = async (current: Session, statement: string): Promise<void> => {
    await current.use((client) => client.query(statement), SILENCE);
  };

  const listen = async (): Promise<Session> => {
    const current = await singleSession(address, SILENCE);
    try {
      await current.use((client) => {
        client.on('notification', heard);
        return client.query(`LISTEN "${channel}"`);
      }, SILENCE);
      return current;
    } catch (error) {
      await current.close();
      throw error;
    }
  };
  const untilCut = async (current: Session): Promise<void> => {
    const asking = setInterval(() => void say(current, 'SELECT').catch(ignore), ASKED_AFTER_MILLISECONDS);
    await current.ended;
    clearInterval(asking);
  };
  const keepOpen = async (): Promise<void> => {
    for (let tries = 1; !isClosed(); tries += 1) {
      try {
        const current = await listen();
        session = current;
        tries = 0;
        // What was told before we listened.
        heard();
        if (owing) tell();
        if (!isClosed()) await untilCut(current);
      } catch {
        // Tried again, and nobody waits for it: who waits for news looks for it meanwhile.
      }
      const last = session;
      session = undefined;
      await last?.close();
      if (!isClosed()) await pause(tries);
    }
  };
  /** Answers false when it did not get through, and is still owed. */
  const tellOnce = async (current: Session): Promise<boolean> => {
    owing = false;
    try {
      await say(current, `NOTIFY "${channel}"`);
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
      await session?.close();
      await opened;
    },
  };
};

const ignore = (): void => undefined;
