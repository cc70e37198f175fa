import type { RecordedFields } from './event-store.ts';
import { lookAt, parkedAt } from './parking.ts';
import type { ParkedKey } from './places.ts';
import { evolveRow, type AnyView } from './view.ts';
import type { Rows, StoredRow } from './rows.ts';

/** What events did to the rows of a view. */
export interface Folded {
  readonly changed: readonly StoredRow[];
  readonly parked: readonly ParkedKey[];
}

interface FoldOptions {
  /** Keys that are set aside already. */
  readonly parked: Pick<ReadonlySet<string>, 'has'>;
  /** UTC. */
  readonly now: string;
}

/** Folds events into rows: each key is read once. What cannot be folded sets its key aside, and no other. */
export const foldInto = async (
  rows: Pick<Rows, 'find'>,
  view: AnyView,
  events: readonly RecordedFields[],
  { parked, now }: FoldOptions,
): Promise<Folded> => {
  const seen = events.flatMap((recorded) => {
    const looked = lookAt(view, recorded);
    return looked && !parked.has(looked.key) ? [{ ...looked, recorded }] : [];
  });
  const keys = [...new Set(seen.map(({ key }) => key))];
  if (keys.length === 0) return { changed: [], parked: [] };
  const current = new Map((await rows.find(view, keys)).map((stored) => [stored.key, stored]));
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
  return { changed: [...changed].flatMap((key) => current.get(key) ?? []), parked: [...aside.values()] };
};
