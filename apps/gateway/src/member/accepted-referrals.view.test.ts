import { expect, test } from '@jest/globals';
import { columnsAfter } from '../recorded.test.data.ts';
import {
  accepted,
  completed,
  declined,
  escalated,
  raised,
  redirected,
} from '../referral/referral.test.data.ts';
import { acceptedReferrals } from './accepted-referrals.view.ts';

test('P-06: a referral waits for whoever took it on, until it moves or ends', () => {
  expect(columnsAfter(acceptedReferrals, 'lamp', [raised, accepted])).toEqual({
    agency: 'council',
    member: 'council-1',
  });
  for (const end of [declined, redirected, escalated, completed])
    expect(columnsAfter(acceptedReferrals, 'lamp', [raised, accepted, end])).toEqual({
      agency: null,
      member: null,
    });
});
