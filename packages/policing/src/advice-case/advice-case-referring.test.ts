import { describe, expect, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  sharingAgreed,
  agencyRegistered,
  capabilityOffered,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import { KILBURN, kilburn, PCSO, SNT } from '../kilburn.test.data.ts';
import { referralRaised } from '../referral/referral.events.ts';
import { referralHistory } from '../referral/referral.state.ts';
import { ward } from '../ward/ward.ts';
import {
  abandon,
  answer,
  askable,
  close,
  closed,
  crew,
  fieldsOf,
  given,
  NOON,
  refer,
  referred,
  scene,
} from './advice-case-commands.test.data.ts';
import { complete, FORCE, hour, inContact, toReview } from './advice-case.test.data.ts';
import { adviceCaseHistory, openReferrals } from './advice-case.state.ts';
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

describe('a referral is judged before it is asked for', () => {
  const { toRole: _role, area: _area, ...rest } = refer;
  const toCouncil = {
    ...rest,
    toAgency: 'council',
    legalBasis: 'CONSENT' as const,
    agreement: 'isa-1',
  };
  const asking = given(inContact).knowing(...askable, council);

  test.each<readonly [string, string, object]>([
    ['R-LIFE-1', 'toAgency', { toAgency: 'agency-that-never-was' }],
    ['R-REF-8', 'topic', { topic: 'LIGHTING' }],
    ['R-REF-1', 'agreement', { agreement: 'isa-9' }],
    ['R-REF-1', 'legalBasis', { legalBasis: 'VITAL_INTERESTS' }],
    ['R-REF-1', 'fields', { fields: ['RECIPIENT_NAME'] }],
    ['R-REF-4', 'dueAt', { dueAt: hour(9) }],
  ])(
    'P-01: an agency is not asked where raising it would be refused by %s for its %s',
    (rule, path, changed) =>
      asking
        .knowing(fact(agencyHistory, 'agency-that-never-was'))
        .when({ ...toCouncil, ...changed })
        .isRefusedBy(rule, path as 'id'),
  );
  test.each<readonly [string, string, object]>([
    ['R-ROLE-1', 'toRole', { toRole: 'NOSUCHROLE', area: undefined }],
    ['R-ROLE-1', 'toRole', { area: 'east' }],
    ['R-REF-8', 'topic', { topic: 'VEHICLE' }],
    ['R-REF-4', 'dueAt', { dueAt: refer.occurredAt }],
  ])('P-01: nor is a role, by %s for its %s', (rule, path, changed) =>
    asking.when({ ...refer, ...changed }).isRefusedBy(rule, path as 'id'),
  );
  test('R-LIFE-2, P-01: nor under the id of another referral', () => {
    const taken = fact(
      referralHistory,
      'referral-1',
      referralRaised({
        kind: 'PARTNER_SERVICE',
        from: { agency: 'police' },
        to: { agency: 'council' },
        subject: 'subject-9',
        topic: 'LIGHTING',
        reason: 'PRACTICAL_HELP',
        fields: [],
        dueAt: hour(20),
        chain: [],
      }),
    );
    given(inContact).knowing(taken, council).when(toCouncil).isRefusedBy('R-LIFE-2', 'referral');
  });
  test('R-REF-6, P-01: an agency that asks itself is a circle', () => {
    const police = fact(
      agencyHistory,
      'police',
      agencyRegistered({ kind: 'POLICE', name: 'Camden Police' }),
      capabilityOffered({ capability: 'INTRUDER_ALARM', label: 'Alarms' }),
    );
    asking
      .knowing(police)
      .when({ ...toCouncil, toAgency: 'police' })
      .isRefusedBy('R-REF-6', 'toAgency');
  });
  test('R-ROLE-1, D-16: a case that names nobody asks the team of its ward', () => {
    asking.when(rest).emits(
      events.caseReferred({
        ...fieldsOf(rest),
        recipient: 'subject-1',
        ward: KILBURN,
        force: FORCE,
        fromTeam: SNT,
        referredBy: PCSO.id,
      }),
    );
    scene(inContact)
      .knowing(fact(ward, KILBURN, kilburn), ...crew, ...askable)
      .when(rest)
      .isRefusedBy('R-ROLE-1', 'toRole');
  });
});

describe('a referral that could not be raised', () => {
  const failed = at<AdviceCaseEvent>(
    NOON,
    referred,
    events.referralOutcomeRecorded({ referral: 'referral-1', outcome: 'NOT_RAISED', rule: 'R-ROLE-1' }),
  );
  const history = [...complete, ...failed];
  const closeRefer = { ...close, occurredAt: hour(16), outcome: 'REFERRED' } as const;
  const again = { ...refer, occurredAt: hour(15), referral: 'referral-2', insteadOf: 'referral-1' } as const;
  const askedAgain = events.caseReferred({ ...referred, referral: 'referral-2', insteadOf: 'referral-1' });
  const answered = events.referralOutcomeRecorded({ referral: 'referral-2', outcome: 'DECLINED' });
  const second = fact(referralHistory, 'referral-2');

  test('R-CASE-13, P-01: stays open work, with the rule that stood against it', () => {
    given(history)
      .when({ ...closeRefer, outcome: 'ADVICE_GIVEN' })
      .isRefusedBy('R-CASE-13', 'id');
    expect(openReferrals(fact(adviceCaseHistory, 'case-1', history).state, hour(16))).toEqual(['referral-1']);
  });
  test('P-01: until it is referred again, naming it', () => {
    given(history).knowing(second).when(again).emits(askedAgain);
    given(history, at<AdviceCaseEvent>(hour(15), askedAgain, answered))
      .when(closeRefer)
      .emits(events.adviceCaseClosed({ outcome: 'REFERRED', ward: KILBURN }), toReview);
  });
  test('R-LIFE-2, P-01: or given up', () => {
    const abandoned = events.caseReferralAbandoned({ referral: 'referral-1', reason: 'NO_LONGER_NEEDED' });
    given(history).when(abandon).emits(abandoned);
    const after = given(history, at<AdviceCaseEvent>(hour(15), abandoned));
    after.when(abandon).emitsNothing();
    after.when({ ...abandon, reason: 'NOBODY_TO_ASK' }).isRefusedBy('R-LIFE-2', 'referral');
    after
      .when({ ...closeRefer, outcome: 'ADVICE_GIVEN' })
      .emits(events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', ward: KILBURN }), toReview);
  });
  test('R-REF-7, R-LIFE-1, P-01: what was raised is withdrawn, not given up, nor asked again in its place', () => {
    const waiting = [...complete, ...at<AdviceCaseEvent>(NOON, referred)];
    given(waiting).when(abandon).isRefusedBy('R-REF-7', 'referral');
    given(waiting).knowing(second).when(again).isRefusedBy('R-REF-7', 'insteadOf');
    given(complete).when(abandon).isRefusedBy('R-LIFE-1', 'referral');
  });
  test('R-CASE-13, P-01: nobody was asked: REFERRED is no outcome, nor is any other that no fact shows', () => {
    given(complete).when(closeRefer).isRefusedBy('R-CASE-13', 'outcome');
    given(
      history,
      at<AdviceCaseEvent>(
        hour(15),
        events.caseReferralAbandoned({ referral: 'referral-1', reason: 'NOBODY_TO_ASK' }),
      ),
    )
      .when(closeRefer)
      .isRefusedBy('R-CASE-13', 'outcome');
    given(complete)
      .when({ ...closeRefer, outcome: 'SIGNPOSTED' })
      .isRefusedBy('R-CASE-13', 'outcome');
    given(inContact)
      .when({ ...closeRefer, outcome: 'ADVICE_GIVEN' })
      .isRefusedBy('R-CASE-13', 'outcome');
    given(inContact)
      .when({ ...closeRefer, outcome: 'NO_CONTACT' })
      .isRefusedBy('R-CASE-13', 'outcome');
  });
  test('R-LIFE-1, D-22: a case that never asked learns of no referral', () =>
    given(complete)
      .when({ ...answer, referral: 'referral-9' })
      .isRefusedBy('R-LIFE-1', 'referral'));
});
