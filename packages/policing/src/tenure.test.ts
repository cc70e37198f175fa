import { expect, test } from '@jest/globals';
import { givenTo, holders, leftBy, leftThen, type Tenure } from './tenure.ts';

const JANUARY = '2013-01-07T09:00:00.000Z';
const FEBRUARY = '2013-02-04T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';

type Telling = (tenure: Tenure) => Tenure;
const ivyCame: Telling = (tenure) => givenTo(tenure, JANUARY, 'ivy');
const rowanCame: Telling = (tenure) => givenTo(tenure, FEBRUARY, 'rowan');
const ivyLeft: Telling = (tenure) => leftBy(tenure, MARCH, 'ivy');
const allLeft: Telling = (tenure) => leftBy(tenure, MARCH);
const told = (...tellings: readonly Telling[]): Tenure =>
  tellings.reduce<Tenure>((tenure, tell) => tell(tenure), []);

test('R-TIME-2: who held a place comes to the same in whatever order it is told', () => {
  const once = holders(told(ivyCame, rowanCame, ivyLeft));
  expect(once.map(({ value }) => value)).toEqual(['ivy', 'rowan']);
  expect(holders(told(ivyLeft, rowanCame, ivyCame))).toEqual(once);
  expect(holders(told(ivyCame, ivyLeft, rowanCame))).toEqual(once);
});

test('R-TIME-2: an end without a name ends whoever holds the place', () => {
  const ended = [{ from: MARCH, value: undefined }];
  expect(holders(told(allLeft, rowanCame)).slice(1)).toEqual(ended);
  expect(holders(told(allLeft, ivyCame)).slice(1)).toEqual(ended);
});

test('R-LIFE-2: that somebody left is said again of the same instant only, and of the same person', () => {
  const tenure = told(ivyCame, ivyLeft);
  expect(leftThen(tenure, MARCH, 'ivy')).toBe(true);
  expect([leftThen(tenure, FEBRUARY, 'ivy'), leftThen(tenure, MARCH, 'rowan')]).toEqual([false, false]);
  expect(leftThen(tenure, JANUARY, 'ivy')).toBe(false);
});
