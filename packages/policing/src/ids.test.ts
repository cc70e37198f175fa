import { expect, test } from '@jest/globals';
import { tell } from '@wardbook/event-sourcing/testing';
import { yearInKilburn } from './year-in-kilburn.test.data.ts';
import type { Step } from './steps.test.data.ts';
import { caseOpen, ofCase, refer, toCouncil } from './referral/case-referral.test.data.ts';

/** The things in it whose ids are free; wards and boroughs have codes. */
const NAMED = 173;

test('E-01: a year in Kilburn comes to the same whatever its things are called', () => {
  expect(tell({ histories: [], steps: yearInKilburn })).toBe(NAMED * 3);
});

test.each<readonly [string, Step]>([
  ['a specialist', ofCase({ ...refer, toRole: 'CPA', area: 'west' })],
  ['a partner', ofCase(toCouncil)],
])('E-01: so does a case that is referred to %s', (_, referring) => {
  expect(tell({ histories: [], steps: [...caseOpen, referring] })).toBeGreaterThan(0);
});
