import { expect, test } from '@jest/globals';
import { candidates } from './candidates.ts';
import { ranges } from './compare.ts';
import { figuresNamed } from './figures.ts';

const names = (name: string): readonly string[] => figuresNamed(name).map(([figure]) => figure);

test('a name stands for one figure, for a group, or for the stores on one database', () => {
  expect(names('views')).toEqual(['views-long', 'views-rebuild']);
  expect(names('gateway')).toEqual([
    'gateway-page',
    'gateway-page-in-production',
    'gateway-texts',
    'gateway-nested',
    'gateway-commands-1-promise-1-caller',
    'gateway-commands-1-promise-8-callers',
    'gateway-commands-1-promise-32-callers',
    'gateway-commands-32-promises-1-caller',
    'gateway-commands-32-promises-8-callers',
    'gateway-commands-32-promises-32-callers',
  ]);
  expect(names('views-long')).toEqual(['views-long']);
  expect([...names('sqlite'), ...names('postgres')]).toEqual(names('stores'));
  expect(names('toString')).toEqual([]);
});

test('every figure has its candidates', () => {
  const all = ['stores', 'views', 'gateway'].flatMap((group) => figuresNamed(group));
  const used = new Set(all.flatMap(([, { candidate, baselines }]) => [candidate, ...baselines]));
  expect([...used].toSorted()).toEqual(Object.keys(candidates).toSorted());
});

test('two checkouts differ where their ranges do not overlap', () => {
  expect(ranges([5, 4, 6], [7, 9, 8])).toEqual({
    there: { median: 5, min: 4, max: 6 },
    here: { median: 8, min: 7, max: 9 },
    overlap: false,
  });
  expect(ranges([5, 4, 7], [7, 9, 8]).overlap).toBe(true);
  expect(ranges([10, 11], [1, 2]).overlap).toBe(false);
  expect(ranges([1, 10], [4, 5]).overlap).toBe(true);
});
