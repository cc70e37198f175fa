import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { LogReader, Rows } from '@wardbook/event-sourcing';
import { refusedRequest } from './refused-request.ts';

/** How long, and how much, one request is worked on: others have their turn, and an end. */
export interface Patience {
  /**
   * Counts what is shown. Throws QUERY_TOO_LONG (503) once the time is over or the client has left, QUERY_TOO_COSTLY (400)
   * where lists were longer than they usually are.
   */
  readonly spend: (units: number) => void;
  /** Reads, and hands over what was read, with a turn for others wherever it is time for one. Rejects with QUERY_TOO_LONG (503), however long the read takes. */
  readonly reading: <Found>(read: () => Promise<Found>) => Promise<Found>;
  /** Whether others have waited for their turn long enough. */
  readonly isTurnOver: () => boolean;
  /** Does this once others had their turn. Rejects with QUERY_TOO_LONG (503). */
  readonly inTurn: <Found>(work: () => Found) => Promise<Awaited<Found>>;
  /** From now on nothing more is read or shown. */
  readonly end: () => void;
}

/** Longer than most answers take, and no longer than somebody else's answer may be late. */
const TURN_IN_MILLISECONDS = 8;

interface Limits {
  /** How much may be shown. */
  readonly units: number;
  /** Any clock in milliseconds. */
  readonly now?: () => number;
  /** Resolves once others had their turn. */
  readonly others?: () => Promise<unknown>;
}

export const patience = ({
  units: most,
  now = () => performance.now(),
  others = setImmediate,
}: Limits): Patience => {
  let [spent, began, isOver] = [0, now(), false];
  // Most requests end when nobody waits for anything any more, and nothing is wrong then.
  const waiting = new Set<() => void>();
  const unlessEnded = async <Found>(work: Promise<Found>): Promise<Found> => {
    let end: () => void = () => undefined;
    const over = new Promise<never>((_, reject) => {
      end = () => {
        reject(ended());
      };
    });
    waiting.add(end);
    try {
      return await Promise.race([work, over]);
    } finally {
      waiting.delete(end);
    }
  };
  const check = (): void => {
    if (isOver) throw ended();
  };
  const isTurnOver = (): boolean => now() - began > TURN_IN_MILLISECONDS;
  const queue: (() => void)[] = [];
  let isHandedOn = false;
  // One at a time, each once all that came of the one before is done: only so does the clock say how long that took.
  const handOn = (): void => {
    const next = queue.shift();
    if (next === undefined) isHandedOn = false;
    else if (isTurnOver() && !isOver) {
      queue.unshift(next);
      void others().then(() => {
        began = now();
        handOn();
      });
    } else {
      next();
      onceDone(handOn);
    }
  };
  const inTurn = async <Found>(work: () => Found): Promise<Awaited<Found>> => {
    if (isHandedOn || isTurnOver()) {
      const turn = new Promise<void>((resolve) => queue.push(resolve));
      if (!isHandedOn) handOn();
      isHandedOn = true;
      await turn;
    } else {
      isHandedOn = true;
      onceDone(handOn);
    }
    check();
    return await work();
  };
  return {
    spend: (units) => {
      check();
      spent += units;
      if (spent > most)
        throw refusedRequest(
          'QUERY_TOO_COSTLY',
          'There is more here than usual, and more than one query shows. Ask for it in parts.',
        );
    },
    reading: async (read) => {
      check();
      const found = await unlessEnded(isTurnOver() ? inTurn(read) : read());
      return inTurn(() => found);
    },
    isTurnOver,
    inTurn,
    end: () => {
      isOver = true;
      for (const end of waiting) end();
    },
  };
};

/** Does this once all promises that can go on have gone on. */
const onceDone = (next: () => void): void => {
  queueMicrotask(() => process.nextTick(next));
};

const ended = (): Error =>
  refusedRequest('QUERY_TOO_LONG', 'This took too long, and was ended. Ask for less, or in parts.');

/** Patience that ends after so many milliseconds, and when whoever asked has left. */
export const patienceWith = (
  response: ServerResponse,
  { within, ...limits }: Limits & { readonly within: number },
): Patience => {
  const patient = patience(limits);
  const timer = setTimeout(patient.end, within);
  response.once('close', () => {
    clearTimeout(timer);
    patient.end();
  });
  return patient;
};

/** The same rows, read with patience. */
export const patientRows = (
  rows: Pick<Rows, 'find' | 'list' | 'count'>,
  { reading }: Patience,
): Pick<Rows, 'find' | 'list' | 'count'> => ({
  find: (view, keys) => reading(() => rows.find(view, keys)),
  list: (view, query) => reading(() => rows.list(view, query)),
  count: (view, query) => reading(() => rows.count(view, query)),
});

/** The same log, read with patience. */
export const patientLog = (log: LogReader, { reading }: Patience): LogReader => ({
  readStream: (stream, range) => reading(() => log.readStream(stream, range)),
  readLog: (range) => reading(() => log.readLog(range)),
  readSealed: (stream, revision) => reading(() => log.readSealed(stream, revision)),
  head: () => reading(() => log.head()),
});
