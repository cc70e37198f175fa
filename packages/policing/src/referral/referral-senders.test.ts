import { describe, expect, test } from '@jest/globals';
import { ADMIN, INSPECTOR, sendersOf } from '../kilburn.test.data.ts';
import {
  accept,
  ask,
  complete,
  decline,
  escalate,
  given,
  review,
  notice,
  progress,
  raised,
  redirect,
  supply,
  toCpa,
  withdraw,
} from './referral.test.data.ts';

describe('who sends what', () => {
  const senders = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
  test.each([
    { command: toCpa, roles: [...senders, 'SYSTEM'] },
    { command: accept, roles: senders },
    { command: decline, roles: senders },
    { command: redirect, roles: senders },
    { command: ask, roles: senders },
    { command: supply, roles: senders },
    { command: progress, roles: senders },
    { command: complete, roles: senders },
    { command: withdraw, roles: senders },
    { command: escalate, roles: senders },
    { command: review, roles: ['SYSTEM'] },
    { command: notice, roles: ['SYSTEM'] },
  ])('R-AUTH-2: $command.type is for $roles', ({ command, roles: expected }) => {
    expect(sendersOf(given(), command)).toEqual(expected);
  });
});

test.each([ADMIN, INSPECTOR])(
  'R-REF-4: an inspector of the sender moves it on, an administrator does not: $role',
  (by) => {
    const { decision } = given(raised).when({ ...withdraw, by });
    expect('rule' in decision ? decision.rule : 'accepted').toBe(
      by.role === 'ADMIN' ? 'R-AUTH-2' : 'accepted',
    );
  },
);
