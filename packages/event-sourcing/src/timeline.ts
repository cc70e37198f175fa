/** What was so from when on. Ordered by `from`; a later recording about the same instant wins. */
export type Timeline<Value> = readonly { readonly from: string; readonly value: Value }[];

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
 * What was so at this instant; undefined before the first fact.
 * @example
 * valueAt([{ from: '2026-01-01T00:00:00.000Z', value: 40 }], '2026-02-01T09:00:00.000Z'); // 40
 */
export const valueAt = <Value>(timeline: Timeline<Value>, instant: string): Value | undefined =>
  timeline.findLast(({ from }) => from <= instant)?.value;
