import type { EventStore, Position, RecordedFields } from './event-store.ts';
import { lookAt, parkedAt } from './parking.ts';
import type { ParkedKey } from './places.ts';
import { foldKeys, keysOfStrike } from './refold.ts';
import { isStrike } from './striking.ts';
import type { Turn } from './turns.ts';
import { evolveRow, type AnyView } from './view.ts';
import type { Rows, StoredRow } from './rows.ts';

/** What events did to the rows of a view. */
export interface Folded {
  readonly changed: readonly StoredRow[];
  /** Keys that have no row any more. */
  readonly removed: readonly string[];
  readonly parked: readonly ParkedKey[];
}

interface FoldParts {
  readonly rows: Pick<Rows, 'find'>;
  readonly store: Pick<EventStore, 'readLog' | 'readFields' | 'readStream'>;
  readonly turn: Turn;
}

interface FoldOptions {
  /** Keys that are set aside already. */
  readonly parked: Pick<ReadonlySet<string>, 'has'>;
  /** UTC. */
  readonly now: string;
}

/**
 * Folds events into rows: each key is read once. What cannot be folded sets its key aside, and no other. Where something
 * is struck through, the rows that it had changed are folded anew from the log.
 */
export const foldInto = async (
  parts: FoldParts,
  view: AnyView,
  events: readonly RecordedFields[],
  { parked, now }: FoldOptions,
): Promise<Folded> => {
  const anew = await anewAfter(parts, view, events, { parked, now });
  const seen = events.flatMap((recorded) => {
    const looked = lookAt(view, recorded);
    return looked && !parked.has(looked.key) && !anew.keys.has(looked.key) ? [{ ...looked, recorded }] : [];
  });
  const keys = [...new Set(seen.map(({ key }) => key))];
  if (keys.length === 0) return anew;
  const current = new Map((await parts.rows.find(view, keys)).map((stored) => [stored.key, stored]));
  const changed = new Set<string>();
  const aside = new Map<string, ParkedKey>();
  for (const { key, event, error, recorded } of seen) {
    if (aside.has(key)) continue;
    try {
      if (!event) throw error;
      const row = evolveRow(view, current.get(key)?.row ?? view.initial, event, recorded);
      current.set(key, { key, position: recorded.position, row });
      changed.add(key);
    } catch (failure) {
      aside.set(key, parkedAt(key, recorded, failure, { since: now }));
    }
  }
  return {
    changed: [...anew.changed, ...[...changed].flatMap((key) => current.get(key) ?? [])],
    removed: anew.removed,
    parked: [...anew.parked, ...aside.values()],
  };
};

/** The rows that what is struck among these events had changed, as they are after all of them. */
const anewAfter = async (
  { store, turn }: FoldParts,
  view: AnyView,
  events: readonly RecordedFields[],
  { parked, now }: FoldOptions,
): Promise<Folded & { readonly keys: ReadonlySet<string> }> => {
  const strikes = events.filter(isStrike);
  const all = await Promise.all(strikes.map((strike) => keysOfStrike(store, view, strike)));
  const keys = new Set(all.flatMap((each) => [...each]).filter((key) => !parked.has(key)));
  const to: Position = events.at(-1)?.position ?? 0n;
  const changed: StoredRow[] = [];
  const removed: string[] = [];
  const aside: ParkedKey[] = [];
  for (const [key, { row, failure }] of await foldKeys(store, view, keys, { to, turn }))
    if (failure) aside.push(parkedAt(key, failure.recorded, failure.error, { since: now }));
    else if (row) changed.push(row);
    else removed.push(key);
  return { keys, changed, removed, parked: aside };
};
