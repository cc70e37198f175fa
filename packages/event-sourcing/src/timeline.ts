/** What was so from when on, in the order of `from`. Of two facts about one instant the one recorded later stands. */
export type Timeline<Value> = readonly Entry<Value>[];

/** One fact, and the instant (UTC) from which it was so. */
export interface Entry<Value> {
  readonly from: string;
  readonly value: Value;
}

/** A fact for as long as it was so: `to` is the first instant (UTC) at which it was no longer. */
export interface Span<Value> extends Entry<Value> {
  readonly to: string;
}

/**
 * The timeline with one more fact in its place, however late it was recorded. Instants are UTC.
 * @example
 * const watts = since(since([], '2026-01-01T00:00:00.000Z', 40), '2026-03-01T00:00:00.000Z', 60);
 */
export const since = <Value>(timeline: Timeline<Value>, from: string, value: Value): Timeline<Value> => {
  const index = timeline.findLastIndex((entry) => entry.from <= from) + 1;
  return timeline.toSpliced(index, 0, { from, value });
};

/**
 * The list with one more thing that happened, in its place by `at` (UTC), however late it was recorded; of one instant
 * what was recorded later comes later.
 * @example
 * const faults = [{ at: '2026-03-01T00:00:00.000Z', fault: 'dark' }];
 * placed(faults, { at: '2026-01-01T00:00:00.000Z', fault: 'flickers' })[0]?.fault; // 'flickers'
 */
export const placed = <One extends { readonly at: string }>(list: readonly One[], one: One): readonly One[] =>
  list.toSpliced(list.findLastIndex(({ at }) => at <= one.at) + 1, 0, one);

/**
 * The timeline with this in place of all that was told of the same instant.
 * @example
 * corrected([{ from: '2026-01-01T00:00:00.000Z', value: 40 }], '2026-01-01T00:00:00.000Z', 45);
 */
export const corrected = <Value>(timeline: Timeline<Value>, from: string, value: Value): Timeline<Value> =>
  since(
    timeline.filter((entry) => entry.from !== from),
    from,
    value,
  );

/**
 * What was so at this instant; undefined before the first fact.
 * @example
 * valueAt([{ from: '2026-01-01T00:00:00.000Z', value: 40 }], '2026-02-01T09:00:00.000Z'); // 40
 */
export const valueAt = <Value>(timeline: Timeline<Value>, instant: string): Value | undefined =>
  timeline.findLast(({ from }) => from <= instant)?.value;

/**
 * What was told of exactly this instant; undefined where nothing was. With it "already so" compares content and date.
 * @example
 * toldAt([{ from: '2026-01-01T00:00:00.000Z', value: 40 }], '2026-02-01T09:00:00.000Z'); // undefined
 */
export const toldAt = <Value>(timeline: Timeline<Value>, instant: string): Value | undefined =>
  timeline.findLast(({ from }) => from === instant)?.value;

/**
 * What was told of later instants, the earliest first.
 * @example
 * changesAfter([{ from: '2026-03-01T00:00:00.000Z', value: 60 }], '2026-01-01T00:00:00.000Z')[0]?.value; // 60
 */
export const changesAfter = <Value>(timeline: Timeline<Value>, instant: string): Timeline<Value> =>
  timeline.filter(({ from }) => from > instant);

/**
 * What was so from one instant until another, span by span; nothing for the time before the first fact.
 * @example
 * const [first] = spansBetween([{ from: '2026-01-01T00:00:00.000Z', value: 40 }], '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z');
 * first; // { from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z', value: 40 }
 */
export const spansBetween = <Value>(
  timeline: Timeline<Value>,
  from: string,
  to: string,
): readonly Span<Value>[] =>
  timeline.flatMap(({ from: begins, value }, index) => {
    const start = begins > from ? begins : from;
    const next = timeline[index + 1]?.from ?? to;
    const end = next < to ? next : to;
    return start < end ? [{ from: start, to: end, value }] : [];
  });
