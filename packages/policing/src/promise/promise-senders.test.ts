import { describe, expect, test } from '@jest/globals';
import { OFFICER, sendersOf, SYSTEM } from '../kilburn.test.data.ts';
import {
  amend,
  APRIL,
  ashVisited,
  close,
  communityAgrees,
  correct,
  explain,
  given,
  notPossible,
  propose,
  proposeWithdrawal,
  review,
  schools,
  teamAgrees,
  visit,
  withdraw,
} from './promise.test.data.ts';

describe('who sends what', () => {
  test.each([
    { command: propose, roles: ['INSPECTOR'] },
    { command: amend, roles: ['INSPECTOR'] },
    { command: teamAgrees, roles: ['INSPECTOR'] },
    { command: communityAgrees, roles: ['SYSTEM'] },
    { command: visit, roles: ['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR'] },
    { command: correct, roles: ['SUPERVISOR', 'INSPECTOR', 'RECORDS'] },
    { command: close, roles: ['INSPECTOR'] },
    { command: review, roles: ['SYSTEM'] },
    { command: { type: 'ReviewPromise', occurredAt: APRIL, by: SYSTEM } as const, roles: ['SYSTEM'] },
    { command: notPossible, roles: ['INSPECTOR'] },
    { command: proposeWithdrawal, roles: ['INSPECTOR'] },
    { command: explain, roles: ['INSPECTOR'] },
    { command: withdraw, roles: ['INSPECTOR'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
  test('R-AUTH-2: nor do others correct what is on record', () =>
    given(schools, ashVisited)
      .when({ ...correct, by: OFFICER })
      .isRefusedBy('R-AUTH-2'));
});
