import { expect, test } from '@jest/globals';
import { entriesOf, keyedFrom, NONE_KEYED, valueIn, withoutValue, withValue, type Keyed } from './keyed.ts';

const NONE: Keyed<number> = NONE_KEYED;
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

test('E-01: no id meets an inherited name', () => {
  for (const id of INHERITED) {
    expect(valueIn(NONE, id)).toBeUndefined();
    const one = withValue(NONE, id, 1);
    expect(valueIn(one, id)).toBe(1);
    expect(entriesOf(withValue(one, id, 2))).toEqual([[id, 2]]);
    expect(entriesOf(withoutValue(one, id))).toEqual([]);
    const others = INHERITED.filter((name) => name !== id);
    expect(others.map((other) => valueIn(one, other))).toEqual([undefined, undefined, undefined]);
  }
});

test('values by id survive JSON', () => {
  const all = keyedFrom(INHERITED.map((id, index) => [id, index] as const));
  const back = JSON.parse(JSON.stringify(all)) as Keyed<number>;
  expect(entriesOf(back)).toEqual(entriesOf(all));
  expect(INHERITED.map((id) => valueIn(back, id))).toEqual([0, 1, 2, 3]);
});
