import { describe, test } from '@jest/globals';
import { at } from '@wardbook/event-sourcing/testing';
import { KILBURN, PCSO, SNT } from '../kilburn.test.data.ts';
import {
  answer,
  closed,
  fieldsOf,
  given,
  NOON,
  refer,
  referred,
  TEN,
} from './advice-case-commands.test.data.ts';
import { FORCE, inContact } from './advice-case.test.data.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

describe('referring', () => {
  test('R-CASE-3: a referral carries all that raising it takes [T3-32]', () =>
    given(inContact).when(refer).emits(referred));
  test('R-REF-3: it goes to one agency or one role [T3-33]', () => {
    const { toRole: _role, ...nobody } = refer;
    given(inContact).when(nobody).isRefusedBy('R-REF-3');
    given(inContact)
      .when({ ...nobody, toRole: 'CPA', toAgency: 'council' })
      .isRefusedBy('R-REF-3');
  });
  test('R-REF-1: what leaves the force has a legal basis', () => {
    const { toRole: _role, area: _area, ...rest } = refer;
    const toCouncil = { ...rest, toAgency: 'council' };
    given(inContact).when(toCouncil).isRefusedBy('R-REF-1');
    const withBasis = { ...toCouncil, legalBasis: 'CONSENT' as const, agreement: 'isa-1' };
    given(inContact)
      .when(withBasis)
      .emits(
        events.caseReferred({
          ...fieldsOf(withBasis),
          recipient: 'subject-1',
          ward: KILBURN,
          force: FORCE,
          fromTeam: SNT,
          referredBy: PCSO.id,
        }),
      );
  });
  test('R-LIFE-2: the same referral twice is one', () =>
    given(inContact, at<AdviceCaseEvent>(TEN, referred))
      .when({ ...refer, fields: [] })
      .emitsNothing());
  test('R-REF-7: the case learns how it ended, even when it is closed', () => {
    const ended = events.referralOutcomeRecorded({ referral: 'referral-1', outcome: 'COMPLETED' });
    given(inContact, at<AdviceCaseEvent>(NOON, referred)).when(answer).emits(ended);
    given(inContact, at<AdviceCaseEvent>(NOON, referred, closed))
      .when(answer)
      .emits(ended);
    given(inContact, at<AdviceCaseEvent>(NOON, referred, ended))
      .when(answer)
      .emitsNothing();
    given(inContact, at<AdviceCaseEvent>(NOON, referred, ended))
      .when({ ...answer, outcome: 'WITHDRAWN' })
      .isRefusedBy('R-LIFE-2');
    given(inContact).when(answer).isRefusedBy('R-LIFE-1');
  });
});
