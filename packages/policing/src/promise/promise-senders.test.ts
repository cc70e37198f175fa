import { describe, expect, test } from '@jest/globals';
import { OFFICER, sendersOf } from '../kilburn.test.data.ts';
import {
  amend,
  ashVisited,
  close,
  communityAgrees,
  correct,
  explain,
  given,
  propose,
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
    { command: close, roles: ['INSPECTOR', 'SYSTEM'] },
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
