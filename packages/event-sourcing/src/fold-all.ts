import type { RecordedFields } from './event-store.ts';
import { evolveRow, keyOf, seenBy, type AnyView, type StoredRow } from './view.ts';

/** What a view's rows would be had only these events happened, by key. */
export const foldAll = (view: AnyView, events: readonly RecordedFields[]): ReadonlyMap<string, StoredRow> => {
  const rows = new Map<string, StoredRow>();
  for (const recorded of events) {
    const event = seenBy(view, recorded);
    const key = event && keyOf(view, event, recorded);
    if (!event || key === undefined) continue;
    const row = evolveRow(view, rows.get(key)?.row ?? view.initial, event, recorded);
    rows.set(key, { key, position: recorded.position, row });
  }
  return rows;
};
