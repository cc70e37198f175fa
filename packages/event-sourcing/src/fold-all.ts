import type { RecordedFields } from './event-store.ts';
import { viewUnderPrefix } from './prefix.ts';
import { evolveRow, keyOf, seenBy, type AnyView, type RowOf } from './view.ts';
import type { StoredRow } from './rows.ts';
import { effective, isStrike } from './striking.ts';

/**
 * What a view's rows would be had only these events happened, and stood; by key. The events are those of the log: where its domain
 * has a prefix, that is to be said.
 * @example
 * const rows = foldAll(lampBoard, await store.readLog({ limit: 1_000 }));
 * rows.get('high-street-1')?.row.faults;
 */
export const foldAll = <V extends AnyView>(
  view: V,
  events: readonly RecordedFields[],
  { prefix = '' }: { readonly prefix?: string } = {},
): ReadonlyMap<string, StoredRow<RowOf<V>>> => {
  const under = viewUnderPrefix(view, prefix);
  const rows = new Map<string, StoredRow<RowOf<V>>>();
  for (const recorded of effective(events)) {
    const event = seenBy(under, recorded);
    const key = event && keyOf(under, event, recorded);
    if (!event || key === undefined || (isStrike(recorded) && !rows.has(key))) continue;
    const row = evolveRow(under, rows.get(key)?.row ?? view.initial, event, recorded);
    rows.set(key, { key, position: recorded.position, row });
  }
  return rows;
};
