import type { Told } from '@wardbook/event-sourcing';
import { describe, expect, test } from '@jest/globals';
import { fact } from '@wardbook/event-sourcing/testing';
import { member } from '../member/member.ts';
import { PCSO, sendersOf } from '../kilburn.test.data.ts';
import {
  abandon,
  again,
  answer,
  assign,
  breach,
  by,
  circumstances,
  close,
  completeCall,
  decline,
  disclaim,
  followUp,
  give,
  given,
  grant,
  help,
  here,
  issue,
  moveOn,
  noteVisit,
  open,
  phone,
  policy,
  refer,
  remind,
  reopen,
  review,
  reviewOfficer,
  reviewWard,
  signpost,
} from './advice-case-commands.test.data.ts';
import { ADVISOR, terms } from './advice-case.test.data.ts';
import type { AdviceCaseCommand } from './advice-case.ts';
import * as events from './advice-case.events.ts';

const ADVISERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'];

describe('who sends it', () => {
  test.each<Told<AdviceCaseCommand>>([
    open,
    phone,
    completeCall,
    circumstances,
    { ...give, purposes: [] },
    signpost,
    disclaim,
    remind,
    refer,
    abandon,
    help,
    issue,
    { ...followUp, implemented: [] },
    close,
  ])('R-AUTH-2: $type is for those who advise', (command) => {
    expect(sendersOf(given().knowing(policy), { ...command, by: { ...by, id: PCSO.id } })).toEqual(ADVISERS);
  });
  test.each<Told<AdviceCaseCommand>>([assign, breach, reopen, moveOn])(
    'R-AUTH-2: $type is for those over them',
    (command) => {
      expect(sendersOf(given(), command)).toEqual(['SUPERVISOR', 'INSPECTOR']);
    },
  );
  test.each<Told<AdviceCaseCommand>>([grant, decline, { ...grant, type: 'GrantOverride' }])(
    'R-AUTH-2: $type is for inspectors',
    (command) => {
      expect(sendersOf(given(), command)).toEqual(['INSPECTOR']);
    },
  );
  test('R-AUTH-2: notes are read by specialists and supervisors', () => {
    expect(sendersOf(given(), review)).toEqual(['SPECIALIST', 'SUPERVISOR', 'INSPECTOR']);
  });
  test.each<Told<AdviceCaseCommand>>([answer, noteVisit, reviewWard, reviewOfficer])(
    'R-AUTH-2: $type comes from a process',
    (command) => {
      expect(sendersOf(given(), command)).toEqual(['SYSTEM']);
    },
  );
  test('R-AUTH-2: a repeat may be found by a process', () => {
    expect(sendersOf(given(), again)).toEqual([...ADVISERS, 'SYSTEM']);
  });
  test('a specialist opens a case of their own', () => {
    given()
      .knowing(...here)
      .knowing(fact(member, ADVISOR.id))
      .when({ ...open, by: ADVISOR, officerInCase: ADVISOR.id })
      .emits(events.adviceCaseOpened({ ...terms, officerInCase: ADVISOR.id }));
  });
});
