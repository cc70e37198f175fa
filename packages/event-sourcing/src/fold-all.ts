import type { RecordedFields } from './event-store.ts';
import { evolveRow, keyOf, seenBy, type AnyView, type RowOf, type StoredRow } from './view.ts';

/**
 * What a view's rows would be had only these events happened, by key.
 * @example
 * const rows = foldAll(lampBoard, await store.readLog({ limit: 1_000 }));
 * rows.get('high-street-1')?.row.faults;
 */
export const foldAll = <V extends AnyView>(
  view: V,
  events: readonly RecordedFields[],
): ReadonlyMap<string, StoredRow<RowOf<V>>> => {
  const rows = new Map<string, StoredRow<RowOf<V>>>();
  for (const recorded of events) {
    const event = seenBy(view, recorded);
    const key = event && keyOf(view, event, recorded);
    if (!event || key === undefined) continue;
    const row = evolveRow(view, rows.get(key)?.row ?? view.initial, event, recorded);
    rows.set(key, { key, position: recorded.position, row });
  }
  return rows;
};
