import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import { personalReference } from '@wardbook/event-sourcing/testing';
import type { AdviceCaseEvent } from '@wardbook/policing';
import { ANYWHERE, columnsAfter, rowAfter, type Happened } from '../recorded.test.data.ts';
import { adviceCaseBoard } from './advice-case-board.view.ts';

describe('the board of advice cases', () => {
  test('is filtered by force, ward, team, standing, recipient and officer, and sorted by opening', () => {
    expect(columnsAfter(adviceCaseBoard, 'alder', [opened])).toEqual({
      force: 'north-police',
      ward: 'E05000140',
      team: 'snt',
      standing: 'OPEN',
      openedAt: '2013-02-11T12:00:00.000Z',
      origin: 'CRIME',
      recipient: 'person-1',
      officerInCase: 'officer-1',
    });
    expect(columnsAfter(adviceCaseBoard, 'alder', [opened, assigned, closed])).toMatchObject({
      team: 'inpt',
      officerInCase: 'officer-2',
      standing: 'CLOSED',
    });
  });

  test('holds references to what is personal, in the places at which it was said', () => {
    const row = rowAfter(adviceCaseBoard, 'alder', [opened, considered, given]);
    expect(row.premises).toEqual({ kind: 'HOME', address: 'adviceCase-alder/0/0' });
    expect(row.circumstances.at(-1)?.text).toBe('adviceCase-alder/2/0');
    expect(valueIn(row.items, 'lock')?.note).toBe('adviceCase-alder/5/0');
  });

  test('shows that advice was stopped, and by which rule', () => {
    expect(rowAfter(adviceCaseBoard, 'alder', [opened, refused]).refused).toMatchObject([
      { rule: 'R-CASE-5', because: 'NEGATIVE', item: 'no-alarm' },
    ]);
  });

  test('a contact and a referral show how they ended, in whichever order it was recorded', () => {
    for (const told of [
      [started, completed, referred, answered],
      [completed, started, answered, referred],
    ]) {
      const row = rowAfter(adviceCaseBoard, 'alder', told);
      expect(valueIn(row.contacts, 'visit')).toMatchObject({
        channel: 'PHONE',
        startedAt: started[1],
        completedAt: completed[1],
      });
      expect(valueIn(row.referrals, 'referral-1')).toMatchObject({ toRole: 'CPA', outcome: 'COMPLETED' });
    }
  });

  test('a case that is opened again has no outcome', () => {
    expect(rowAfter(adviceCaseBoard, 'alder', [opened, closed])).toMatchObject({ outcome: 'ADVICE_GIVEN' });
    expect(rowAfter(adviceCaseBoard, 'alder', [opened, closed, reopened])).toMatchObject({
      standing: 'OPEN',
      outcome: null,
      closedAt: null,
    });
  });

  test('shows something whatever has happened before', () => {
    expect(new Set(ALL.map(([, , { type }]) => type))).toEqual(
      new Set(Object.keys(adviceCaseBoard.evolve)).difference(ANYWHERE),
    );
    const histories = ALL.flatMap((one, index) => [[one], ALL.toSpliced(index, 1), ALL.slice(index)]);
    for (const history of histories)
      expect(Object.values(columnsAfter(adviceCaseBoard, 'alder', history))).not.toContain(undefined);
  });
});

const of = (event: AdviceCaseEvent, day = '12'): Happened<AdviceCaseEvent> => [
  'adviceCase-alder',
  `2013-02-${day}T12:00:00.000Z`,
  event,
];
const opened = of(
  {
    type: 'AdviceCaseOpened',
    recipientKind: 'INDIVIDUAL',
    recipient: 'person-1',
    capacity: 'VICTIM',
    origin: 'CRIME',
    premises: { kind: 'HOME', address: personalReference('adviceCase-alder/0/0') },
    ward: 'E05000140',
    team: 'snt',
    officerInCase: 'officer-1',
    policy: 'A0609',
    topicHints: ['PROPERTY'],
    criteria: [],
    force: 'north-police',
  },
  '11',
);
const assigned = of({ type: 'AdviceCaseAssigned', team: 'inpt', officerInCase: 'officer-2' });
const officerLeft = of({ type: 'AdviceCaseOfficerLeft', officerInCase: 'officer-2' }, '20');
const considered = of({ type: 'CircumstancesRecorded', text: personalReference('adviceCase-alder/2/0') });
const started = of({ type: 'ContactStarted', contact: 'visit', channel: 'PHONE' });
const completed = of({ type: 'ContactCompleted', contact: 'visit' }, '13');
const given = of({
  type: 'AdviceGiven',
  contact: 'visit',
  item: 'lock',
  measure: 'FIVE_LEVER_MORTICE_LOCK',
  topic: 'PROPERTY',
  level: 'BASIC',
  stance: 'FOR',
  certainty: 'NOT_CLAIMED',
  basis: 'HOME_OFFICE',
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  purposes: ['REDUCE_CRIME'],
  note: personalReference('adviceCase-alder/5/0'),
  adviser: 'officer-1',
  adviserLevel: 'BASIC',
  policyVersion: 4,
});
const refused = of({
  type: 'AdviceRefused',
  rule: 'R-CASE-5',
  because: 'NEGATIVE',
  contact: 'visit',
  item: 'no-alarm',
  topic: 'INTRUDER_ALARM',
  adviser: 'officer-1',
});
const referred = of({
  type: 'CaseReferred',
  referral: 'referral-1',
  toRole: 'CPA',
  topic: 'INTRUDER_ALARM',
  requestedHelp: personalReference('adviceCase-alder/7/0'),
  fields: [],
  dueAt: '2013-03-01T12:00:00.000Z',
  recipient: 'person-1',
  ward: 'E05000140',
  force: 'north-police',
  fromTeam: 'snt',
  referredBy: 'officer-1',
});
const answered = of({ type: 'ReferralOutcomeRecorded', referral: 'referral-1', outcome: 'COMPLETED' });
const closed = of({
  type: 'AdviceCaseClosed',
  outcome: 'ADVICE_GIVEN',
  helpGiven: personalReference('adviceCase-alder/9/0'),
});
const reopened = of({ type: 'AdviceCaseReopened' });
const others = [
  of({ type: 'AdviceNoteReviewed', item: 'lock', reviewer: 'sergeant-1' }),
  of({ type: 'RecipientSignposted', channel: 'TRAINED_STAFF' }),
  of({ type: 'DisclaimerGiven', contact: 'visit', kind: 'NO_GUARANTEE', wordingVersion: 4 }),
  of({ type: 'PrivacyNoticeGiven', version: 'privacy-2' }),
  of({ type: 'PracticalHelpRecorded', text: personalReference('adviceCase-alder/15/0') }),
  of({
    type: 'WrittenAdviceRecordIssued',
    fields: ['caseRef'],
    delivery: 'WRITTEN',
    copyGiven: true,
    policyVersion: 4,
  }),
  of({ type: 'FollowUpRecorded', followUp: 'call-1', implemented: ['lock'] }),
  of({ type: 'RepeatVictimisationRecorded', incident: 'crime/2' }),
  of({ type: 'ComplianceBreachRecorded', rule: 'R-CASE-9' }),
  of({ type: 'ComplianceBreachCleared', rule: 'R-CASE-9' }),
  of({ type: 'BreachGranted', request: 'breach-1' }),
  of({ type: 'BreachDeclined', request: 'breach-1', reason: 'NOT_JUSTIFIED' }),
  of({ type: 'OverrideGranted', request: 'lock' }),
  of({ type: 'OverrideDeclined', request: 'lock', reason: 'NOT_JUSTIFIED' }),
  of({ type: 'CaseVisitPlanned', attendance: 'visit-1' }),
  of({ type: 'CaseReferralAbandoned', referral: 'referral-1', reason: 'NO_LONGER_NEEDED' }),
  of({ type: 'AdviceCaseMovedToWard', ward: 'E05000137' }),
];
const ALL = [
  ...[
    opened,
    assigned,
    officerLeft,
    considered,
    started,
    completed,
    given,
    refused,
    referred,
    answered,
    ...others,
  ],
  ...[closed, reopened],
];
