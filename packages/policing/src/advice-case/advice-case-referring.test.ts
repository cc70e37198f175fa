import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  sharingAgreed,
  agencyRegistered,
  capabilityOffered,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import { KILBURN, PCSO, SNT } from '../kilburn.test.data.ts';
import {
  answer,
  askable,
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

const council = fact(
  agencyHistory,
  'council',
  at<AgencyEvent>(
    '2023-01-18T09:00:00.000Z',
    agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }),
    capabilityOffered({ capability: 'INTRUDER_ALARM', label: 'Alarms for those at risk' }),
    sharingAgreed({
      agreement: 'isa-1',
      fields: ['TOPIC', 'WARD'],
      legalBasis: 'CONSENT',
      from: '2023-01-18',
      until: '2024-01-17',
    }),
  ),
);

describe('referring', () => {
  test('R-CASE-3: a referral carries all that raising it takes [T3-32]', () =>
    given(inContact)
      .knowing(...askable)
      .when(refer)
      .emits(referred));
  test('R-REF-3: it goes to one agency or one role [T3-33]', () => {
    const { toRole: _role, ...nobody } = refer;
    const asking = given(inContact).knowing(...askable, fact(agencyHistory, 'council'));
    asking.when(nobody).isRefusedBy('R-REF-3', 'area');
    asking.when({ ...nobody, toRole: 'CPA', toAgency: 'council' }).isRefusedBy('R-REF-3', 'toAgency');
  });
  test('R-REF-1: what leaves the force has a legal basis', () => {
    const { toRole: _role, area: _area, ...rest } = refer;
    const toCouncil = { ...rest, toAgency: 'council' };
    const asking = given(inContact).knowing(...askable, council);
    asking.when(toCouncil).isRefusedBy('R-REF-1', 'legalBasis');
    const withBasis = { ...toCouncil, legalBasis: 'CONSENT' as const, agreement: 'isa-1' };
    asking.when(withBasis).emits(
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
  test('R-LIFE-2: the same referral twice is one', () => {
    const asked = given(inContact, at<AdviceCaseEvent>(NOON, referred)).knowing(...askable);
    asked.when({ ...refer, requestedHelp: 'Which alarm?' }).emitsNothing();
    asked.when({ ...refer, fields: [] }).isRefusedBy('R-LIFE-2', 'referral');
  });
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
