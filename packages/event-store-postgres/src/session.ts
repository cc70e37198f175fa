import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** One session with the server, and never an 'error' event. */
export interface Session {
  /** False once it has ended, whoever ended it. */
  isOpen(): boolean;
  /** Resolves then. */
  readonly ended: Promise<void>;
  /**
   * Works with it. When the server says nothing for so many milliseconds while it works, the session is cut, which
   * fails whatever waits for an answer.
   */
  use<T>(work: (client: Client) => Promise<T>, silence: number): Promise<T>;
  /** Takes leave of the server, and does not wait long for its answer. */
  close(): Promise<void>;
}

/** Not yet connected: that is the first work. */
export const newSession = (address: string, config: ClientConfig): Session => {
  const socket = new Socket();
  const client = new Client({ ...config, stream: () => socket });
  let users = 0;
  let open = true;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      open = false;
      sessionsWith(address).delete(peer);
      resolve();
    };
    // Whoever uses a session that is cut learns of it by the call; of idle ones nobody needs to.
    client.on('error', end);
    client.once('end', end);
  });
  const peer: Peer = {
    cutIfIdle: () => {
      if (users === 0) socket.destroy();
    },
  };
  sessionsWith(address).add(peer);

  return {
    isOpen: () => open,
    ended,
    use: async (work, silence) => {
      users += 1;
      const stop = whenSilent(socket, silence, () => {
        socket.destroy(new Silence());
        for (const other of sessionsWith(address)) other.cutIfIdle();
      });
      try {
        return await work(client);
      } finally {
        stop();
        users -= 1;
      }
    },
    close: async () => {
      open = false;
      // A server that went away without a word does not answer this one either.
      const cutting = setTimeout(() => socket.destroy(), LEAVE_TAKING);
      await client.end().catch(() => undefined);
      clearTimeout(cutting);
      sessionsWith(address).delete(peer);
    },
  };
};

const LEAVE_TAKING = 500;

/** As the operating system says it, when it is the first to notice. */
class Silence extends Error {
  readonly code = 'ETIMEDOUT';
}

interface Peer {
  readonly cutIfIdle: () => void;
}

// What swallows one connection has mostly swallowed those beside it as well: where one falls silent, those that nobody
// uses are not trusted either. Otherwise each of them would cost somebody the same wait.
const sessions = new Map<string, Set<Peer>>();

const sessionsWith = (address: string): Set<Peer> => {
  const known = sessions.get(address) ?? new Set();
  sessions.set(address, known);
  return known;
};

/** Calls `act` once when nothing has arrived for so long. Returns how to stop. */
const whenSilent = (socket: Socket, milliseconds: number, act: () => void): (() => void) => {
  let stopped = false;
  let heard = socket.bytesRead;
  const judge = (): void => {
    if (stopped) return;
    if (socket.bytesRead === heard) {
      act();
      return;
    }
    heard = socket.bytesRead;
    timer = setTimeout(look, milliseconds);
  };
  // What arrived while this process was busy is read before the judgement.
  const look = (): void => void setImmediate(judge);
  let timer = setTimeout(look, milliseconds);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
