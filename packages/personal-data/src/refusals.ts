import { isRecordName, personalDataDenied, type Reader, type RecordAccess } from './access-log.ts';

/** That somebody was refused personal data. */
export interface Denial {
  readonly reader: Reader;
  readonly correlationId: string;
  /** A code: `ADVICE`, `REFERRAL`, `AUDIT`. */
  readonly purpose: string;
  /**
   * The stream of the record that was asked for, whether or not there is one: whoever says so only of records that
   * exist tells which ones do. Left out: no one record was asked for.
   */
  readonly record?: string | undefined;
}

interface Refusals {
  readonly denied: (denial: Denial) => Promise<void>;
  readonly flush: () => Promise<void>;
}

// So that a flood of invented ids does not fill the disk: the rest of a minute is one entry, without a name.
const MOST_NAMED = 100;

/** The first of each identity, purpose, record and minute is written at once; those after it are counted. */
export const refusals = (record: RecordAccess, now: () => number): Refusals => {
  const known = new Map<string, Counted>();
  const named = { minute: '', byIdentity: new Map<string, Set<string>>() };

  const nameOf = (asked: string | undefined, identity: string, minute: string): string | undefined => {
    if (asked === undefined || !isRecordName(asked)) return undefined;
    if (named.minute !== minute) {
      named.minute = minute;
      named.byIdentity.clear();
    }
    const names = named.byIdentity.get(identity) ?? new Set();
    if (names.size >= MOST_NAMED && !names.has(asked)) return undefined;
    named.byIdentity.set(identity, names.add(asked));
    return asked;
  };

  const denied: Refusals['denied'] = async ({ reader, correlationId, purpose, record: asked }) => {
    const { id, role, agency, onBehalfOf } = reader;
    const minute = minuteOf(now());
    const identity = JSON.stringify([id, role, agency, onBehalfOf]);
    const name = nameOf(asked, identity, minute);
    const key = JSON.stringify([identity, purpose, minute, name]);
    const before = known.get(key);
    if (before) {
      before.count += 1;
      // Nobody is answered before the first is on disk.
      return before.first;
    }
    const entry = { purpose, minute, ...(name !== undefined && { record: name }) };
    const first = record(reader, correlationId, personalDataDenied({ ...entry, count: 1 }));
    const counted: Counted = { reader, entry, first, count: 0 };
    known.set(key, counted);
    await first.catch((error: unknown) => {
      // Whoever waited for it is not answered either: there is nothing to count, and the next one is the first again.
      known.delete(key);
      throw error;
    });
  };

  const writeCounted = async ([key, counted]: readonly [string, Counted]): Promise<void> => {
    const { reader, entry, count } = counted;
    // Taken before anything is awaited: what is counted meanwhile, or flushed by others, is not written twice.
    counted.count = 0;
    if (count === 0) return;
    await record(reader, 'denials', personalDataDenied({ ...entry, count })).catch((error: unknown) => {
      counted.count += count;
      known.set(key, counted);
      throw error;
    });
  };

  const flush = async (): Promise<void> => {
    const minute = minuteOf(now());
    const settled = await Promise.allSettled([...known].map(writeCounted));
    for (const [key, { entry, count }] of known) if (count === 0 && entry.minute < minute) known.delete(key);
    const failed = settled.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  };

  return { denied, flush };
};

interface Counted {
  readonly reader: Reader;
  readonly entry: { readonly purpose: string; readonly minute: string; readonly record?: string };
  /** Resolves once the first of them is on disk. */
  readonly first: Promise<void>;
  /** Those after the first that no entry says yet. */
  count: number;
}

const minuteOf = (time: number): string => `${new Date(time).toISOString().slice(0, 16)}:00.000Z`;
