import { StoreUnavailable } from '@wardbook/event-sourcing';
import type { ClientBase, QueryConfig, QueryResult } from 'pg';
import { connectSettled, type ConnectionOptions } from './connection.ts';
import { isAway } from './faults.ts';
import { whenServing, type Limits } from './patience.ts';
import type { Session } from './session.ts';

/** Connections to one schema, opened when they are needed and replaced when they are cut. */
export interface Pool {
  /** One statement that may be repeated, and is until the database serves. Throws `StoreUnavailable`. */
  query<Row extends object>(statement: QueryConfig): Promise<QueryResult<Row>>;
  /**
   * Tried once, on one connection: afterwards it is free for others, or closed where `work` failed, which rolls back
   * whatever it did.
   */
  session<T>(work: (client: ClientBase) => Promise<T>, limits: Limits): Promise<T>;
  /** Takes nobody in any more, and closes once those under way are done. */
  end(): Promise<void>;
}

/** Throws `StoreUnavailable` for an address that cannot be read. */
export const connectionPool = (address: string, options: ConnectionOptions): Pool => {
  const { connections = 4 } = options;
  const connect = connectSettled(address, options);
  const waitingLine = line(connections);
  const idle: Idle[] = [];

  const usable = (): Session | undefined => {
    for (let last = idle.pop(); last; last = idle.pop()) {
      if (last.session.isOpen() && performance.now() - last.since < LONGEST_IDLE) return last.session;
      void last.session.close();
    }
    return undefined;
  };
  const session = <T>(work: (client: ClientBase) => Promise<T>, limits: Limits): Promise<T> =>
    waitingLine.inTurn(limits.until, async () => {
      const taken = usable() ?? (await connect(limits.silence));
      try {
        const answer = await taken.use(work, limits.silence);
        idle.push({ session: taken, since: performance.now() });
        return answer;
      } catch (error) {
        void taken.close();
        throw error;
      }
    });
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await waitingLine.close();
    await Promise.all(idle.map((each) => each.session.close()));
  };

  return {
    query: (statement) => whenServing((limits) => session((client) => client.query(statement), limits)),
    session,
    end: () => (ending ??= end()),
  };
};

interface Idle {
  readonly session: Session;
  readonly since: number;
}

// Less than what firewalls and balancers remember a silent connection for.
const LONGEST_IDLE = 60_000;

/** So many work at once; the others wait for their turn in the order of their arrival. */
const line = (places: number): Line => {
  const waiting = new Set<Waiting>();
  let free = places;
  let closed: (() => void) | undefined;
  // Why a connection failed, if none has served since.
  let away: unknown;

  const enter = (until: number): Promise<void> =>
    new Promise((resolve, reject) => {
      if (closed) reject(isClosed());
      else if (free > 0) {
        free -= 1;
        resolve();
      } else {
        const last: Waiting = { enter: resolve, refuse: reject };
        waiting.add(last);
        const giveUp = (): void => {
          if (waiting.delete(last)) reject((away as Error | undefined) ?? isBusy());
        };
        last.timer = setTimeout(giveUp, until - performance.now());
      }
    });
  const leave = (): void => {
    const [next] = waiting;
    if (!next) {
      free += 1;
      if (free === places) closed?.();
      return;
    }
    // Whoever waits takes over the place, so nobody who comes later can slip in between.
    waiting.delete(next);
    clearTimeout(next.timer);
    next.enter();
  };

  return {
    inTurn: async (until, work) => {
      await enter(until);
      try {
        const answer = await work();
        away = undefined;
        return answer;
      } catch (error) {
        if (isAway(error)) away = error;
        throw error;
      } finally {
        leave();
      }
    },
    close: () =>
      new Promise((resolve) => {
        closed = resolve;
        for (const { refuse, timer } of waiting) {
          clearTimeout(timer);
          refuse(isClosed());
        }
        waiting.clear();
        if (free === places) resolve();
      }),
  };
};

interface Line {
  inTurn<T>(until: number, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Waiting {
  readonly enter: () => void;
  readonly refuse: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

const isClosed = (): StoreUnavailable => new StoreUnavailable('The store is closed.', false);

const isBusy = (): StoreUnavailable =>
  new StoreUnavailable('The database is busy: all connections of this process are in use.', true);
