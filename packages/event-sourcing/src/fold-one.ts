import type { RecordedFields } from './event-store.ts';
import { viewUnderPrefix } from './prefix.ts';
import { evolveRow, keyOf, seenBy, type AnyView, type RowOf } from './view.ts';
import type { StoredRow } from './rows.ts';
import { effective, isStrike } from './striking.ts';

/**
 * What a view's row would be had only these events happened, and stood; undefined when none is about it. The events are those of
 * the log: where its domain has a prefix, that is to be said.
 * @example
 * const events = await historyAt(store, ['lamp-high-street-1'], { asAt: occurredAt });
 * const faults = foldOne(lampBoard, 'high-street-1', events)?.row.faults ?? 0;
 */
export const foldOne = <V extends AnyView>(
  view: V,
  key: string,
  events: readonly RecordedFields[],
  { prefix = '' }: { readonly prefix?: string } = {},
): StoredRow<RowOf<V>> | undefined => {
  const under = viewUnderPrefix(view, prefix);
  return effective(events).reduce<StoredRow<RowOf<V>> | undefined>((stored, recorded) => {
    const event = seenBy(under, recorded);
    if (!event || keyOf(under, event, recorded) !== key || (!stored && isStrike(recorded))) return stored;
    return {
      key,
      position: recorded.position,
      row: evolveRow(under, stored?.row ?? view.initial, event, recorded),
    };
  }, undefined);
};
