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

/** The value of an id; undefined where there is none. */
export const valueIn = <Value>(keyed: Keyed<Value>, id: string): Value | undefined =>
  Object.hasOwn(keyed, id) ? (keyed as Readonly<Record<string, Value>>)[id] : undefined;

/** The same with one more value, or with another in its place. */
export const withValue = <Value>(keyed: Keyed<Value>, id: string, value: Value): Keyed<Value> => ({
  ...keyed,
  [id]: value,
});

/** The same without an id. */
export const withoutValue = <Value>(keyed: Keyed<Value>, id: string): Keyed<Value> =>
  keyedFrom(entriesOf(keyed).filter(([known]) => known !== id));

/** Ids and values; integer-like ids first, as JavaScript orders them, then in the order in which they came. */
export const entriesOf = <Value>(keyed: Keyed<Value>): readonly (readonly [string, Value])[] =>
  Object.entries(keyed as Readonly<Record<string, Value>>);

/** The values, in the same order. */
export const valuesOf = <Value>(keyed: Keyed<Value>): readonly Value[] =>
  entriesOf(keyed).map(([, value]) => value);

export const keyedFrom = <Value>(entries: Iterable<readonly [string, Value]>): Keyed<Value> =>
  Object.fromEntries(entries);
