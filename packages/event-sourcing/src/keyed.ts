declare const values: unique symbol;

/**
 * Values by id, as states and rows keep them: plain data that survives JSON. It has no index signature on purpose: an
 * id may be called `constructor`, so it is looked up by `valueIn` alone, which never meets an inherited name.
 */
export interface Keyed<Value> {
  readonly [values]?: Value;
}

/** Nothing by any id. */
export const NONE_KEYED: Keyed<never> = Object.freeze({});

/**
 * The value of an id; undefined where there is none.
 * @example
 * valueIn(keyedFrom([['high-street-1', 40]]), 'constructor'); // undefined
 */
export const valueIn = <Value>(keyed: Keyed<Value>, id: string): Value | undefined =>
  Object.hasOwn(keyed, id) ? (keyed as Readonly<Record<string, Value>>)[id] : undefined;

/**
 * The same with one more value, or with another in its place.
 * @example
 * const watts = withValue(keyedFrom([['high-street-1', 40]]), 'high-street-2', 60);
 */
export const withValue = <Value>(keyed: Keyed<Value>, id: string, value: Value): Keyed<Value> => ({
  ...keyed,
  [id]: value,
});

/**
 * The same without an id.
 * @example
 * const watts = withoutValue(keyedFrom([['high-street-1', 40]]), 'high-street-1');
 */
export const withoutValue = <Value>(keyed: Keyed<Value>, id: string): Keyed<Value> =>
  keyedFrom(entriesOf(keyed).filter(([known]) => known !== id));

/**
 * Ids and values; integer-like ids first, as JavaScript orders them, then in the order in which they came.
 * @example
 * for (const [id, watts] of entriesOf(keyedFrom([['high-street-1', 40]]))) console.log(id, watts);
 */
export const entriesOf = <Value>(keyed: Keyed<Value>): readonly (readonly [string, Value])[] =>
  Object.entries(keyed as Readonly<Record<string, Value>>);

/**
 * The values, in the same order.
 * @example
 * const total = valuesOf(keyedFrom([['high-street-1', 40]])).reduce((sum, watts) => sum + watts, 0);
 */
export const valuesOf = <Value>(keyed: Keyed<Value>): readonly Value[] =>
  entriesOf(keyed).map(([, value]) => value);

/**
 * Values by the ids that stand before them; of two under one id the later stays.
 * @example
 * const watts = keyedFrom([['high-street-1', 40], ['high-street-2', 60]]);
 */
export const keyedFrom = <Value>(entries: Iterable<readonly [string, Value]>): Keyed<Value> =>
  Object.fromEntries(entries);
