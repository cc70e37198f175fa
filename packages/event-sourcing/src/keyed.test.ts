import { expect, test } from '@jest/globals';
import { decide, evolve, factsFor } from './deciding.ts';
import {
  entriesOf,
  keyedFrom,
  NONE_KEYED,
  valueIn,
  valuesOf,
  withoutValue,
  withValue,
  type Keyed,
} from './keyed.ts';
import { reactionsTo } from './process.ts';
import { counter } from './store-contracts/counter.ts';
import { evolveRow, keyOf } from './view.ts';

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
  expect(valuesOf(back)).toEqual([0, 1, 2, 3]);
  expect(INHERITED.map((id) => valueIn(back, id))).toEqual([0, 1, 2, 3]);
});

test.each(INHERITED)('E-01: no decider, view or process has a step for %s that it inherits', (type) => {
  const occurredAt = '2026-03-01T11:00:00.000Z';
  const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
  const command = { type, id: 'one', occurredAt, by, owner: by.agency };
  const event = { type } as never;
  const moment = {
    stream: 'counter-one',
    revision: 0,
    id: 'event-0',
    occurredAt,
    recordedAt: occurredAt,
  };
  const view = { ...counter, version: 1, of: [counter], initial: {}, columns: {}, keys: {}, react: {} };
  expect(() => decide(counter, command, 0, {})).toThrow(`counter knows no command ${type}.`);
  expect(factsFor(counter, command, 0)).toEqual({});
  expect(evolve(counter, 7, event, moment)).toBe(7);
  expect(keyOf(view, event, moment)).toBeUndefined();
  expect(keyOf(view, { type: 'Counted' }, moment)).toBe('one');
  expect(evolveRow(view, { row: 1 }, event, moment)).toEqual({ row: 1 });
  expect(reactionsTo(view, {}, event, moment)).toEqual([]);
});
