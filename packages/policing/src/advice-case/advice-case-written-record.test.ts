import { describe, expect, test } from '@jest/globals';
import { at } from '@wardbook/event-sourcing/testing';
import { PCSO, SUPERVISOR } from '../kilburn.test.data.ts';
import {
  close,
  fieldsOf,
  given,
  type Given,
  issue,
  NOON,
  ONE,
  open,
  policy,
  review,
} from './advice-case-commands.test.data.ts';
import {
  advised,
  complete,
  disclaimed,
  hour,
  inContact,
  locksGiven,
  opened,
  terms,
} from './advice-case.test.data.ts';
import type { RecordField } from '../policy/policy.events.ts';
import { adviceCase } from './advice-case.ts';
import { adviceCaseHistory } from './advice-case.state.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

describe('the written record', () => {
  const issued = events.writtenAdviceRecordIssued({
    ...fieldsOf(issue),
    policyVersion: 4,
  });
  const noted = [
    ...inContact,
    ...at<AdviceCaseEvent>(hour(11), events.adviceGiven({ ...locksGiven, note: 'The lower sash first.' })),
    ...complete.slice(advised.length),
  ];

  test('R-CASE-12: it has what the policy version requires [T3-41]', () =>
    given(complete).knowing(policy).when(issue).emits(issued));
  test('R-CASE-12: what it lacks is named [T3-41]', () => {
    const { decision } = given(complete)
      .knowing(policy)
      .when({ ...issue, fields: ['circumstances', 'adviceItems'] });
    expect(decision).toMatchObject({
      rule: 'R-CASE-12',
      reason: 'This record lacks: disclaimers, privacy notice, delivery.',
    });
  });
  test('R-CASE-12: it cannot have what the case has not', () => {
    const lacking = (history: Given) => given(history).knowing(policy).when(issue).decision;
    expect(lacking(disclaimed)).toMatchObject({ reason: 'This record lacks: privacy notice.' });
    expect(lacking(advised)).toMatchObject({ reason: 'This record lacks: disclaimers, privacy notice.' });
    expect(lacking(opened)).toMatchObject({
      reason: 'This record lacks: circumstances, advice items, disclaimers, privacy notice.',
    });
  });
  test('R-CASE-2: it is issued under a policy in force', () =>
    given(complete).knowingNothingElse().when(issue).isRefusedBy('R-CASE-2'));
  test('R-LIFE-1: of a case that there is not, this is said, and nothing of a policy', () =>
    given().knowingNothingElse().when(issue).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-2: issued twice at one moment is once', () =>
    given(complete, at<AdviceCaseEvent>(NOON, issued)).knowing(policy).when(issue).emitsNothing());

  test('R-CASE-5: free words are read by somebody else before it is issued', () => {
    given(noted).knowing(policy).when(issue).isRefusedBy('R-CASE-5');
    const read = events.adviceNoteReviewed({ item: 'item-1', reviewer: SUPERVISOR.id });
    given(noted).when(review).emits(read);
    given(noted, at<AdviceCaseEvent>(NOON, read)).knowing(policy).when(issue).emits(issued);
    given(noted, at<AdviceCaseEvent>(ONE, read)).knowing(policy).when(issue).isRefusedBy('R-CASE-5');
  });
  test('R-AUTH-1: not by whoever wrote them', () =>
    given(noted)
      .when({ ...review, by: { ...SUPERVISOR, id: PCSO.id } })
      .isRefusedBy('R-AUTH-1'));
  test('R-LIFE-2: read twice is read once, and only what was written', () => {
    given(
      noted,
      at<AdviceCaseEvent>(NOON, events.adviceNoteReviewed({ item: 'item-1', reviewer: 'sergeant-2' })),
    )
      .when(review)
      .emitsNothing();
    given(advised).when(review).emitsNothing();
    given(inContact).when(review).isRefusedBy('R-LIFE-1');
  });
});

describe('what a record claims to hold', () => {
  const claiming = (history: Given, ...fields: readonly RecordField[]) =>
    given(history)
      .knowing(policy)
      .when({ ...issue, fields: [...issue.fields, ...fields] });
  const { premises: _premises, linkedRef: _ref, ...bare } = terms;
  const noPremises: Given = [
    ...at<AdviceCaseEvent>(hour(9), events.adviceCaseOpened(bare)),
    ...complete.slice(opened.length),
  ];
  const ALWAYS: readonly RecordField[] = [
    ...(['caseRef', 'adviceGivenAt', 'recordedAt', 'adviser', 'recipient', 'origin', 'fourTests'] as const),
    ...(['referralsAndSignposts', 'policyVersion'] as const),
  ];

  test('D-20: what the case has, the record may hold', () => {
    const fields = [...issue.fields, ...ALWAYS, 'premises', 'linkedCrimeOrIncidentRef'] as const;
    claiming(complete, ...ALWAYS, 'premises', 'linkedCrimeOrIncidentRef').emits(
      events.writtenAdviceRecordIssued({ ...fieldsOf(issue), fields: [...fields], policyVersion: 4 }),
    );
  });
  test.each(['premises', 'linkedCrimeOrIncidentRef', 'proportionalityNote', 'regulatoryReminders'] as const)(
    'D-20: %s is claimed by no record of a case without',
    (field) => claiming(noPremises, field).isRefusedBy('R-CASE-12', 'fields'),
  );
  test('R-CASE-12, D-20: nor before there was any', () => {
    const weighed = events.circumstancesRecorded({ text: 'Forced.', proportionality: 'A lock will do.' });
    claiming([...complete, ...at<AdviceCaseEvent>(ONE, weighed)], 'proportionalityNote').isRefusedBy(
      'R-CASE-12',
      'fields',
    );
    const fields = [...issue.fields, 'proportionalityNote'] as const;
    claiming([...complete, ...at<AdviceCaseEvent>(hour(11), weighed)], 'proportionalityNote').emits(
      events.writtenAdviceRecordIssued({ ...fieldsOf(issue), fields: [...fields], policyVersion: 4 }),
    );
  });
  test.each(['adviceGivenAt', 'recordedAt', 'adviser', 'fourTests', 'adviceItems'] as const)(
    'D-20: without advice there is no %s',
    (field) => {
      const { decision } = claiming(inContact, field);
      const words = field.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
      expect(decision).toMatchObject({ rule: 'R-CASE-12', reason: expect.stringContaining(words) });
    },
  );
});

describe('personal data', () => {
  test('is the recipient’s, in every command', () => {
    expect(adviceCase.subject?.(adviceCaseHistory.initial, { ...open, id: 'case-1', owner: 'police' })).toBe(
      'subject-1',
    );
    expect(
      adviceCase.subject?.(adviceCaseHistory.initial, { ...close, id: 'case-1', owner: 'police' }),
    ).toBeUndefined();
  });
  test('is every free text', () => {
    expect(
      events.adviceCaseEvents.flatMap(({ type, personalFields }) =>
        personalFields.map((f) => `${type}.${f}`),
      ),
    ).toEqual([
      'AdviceCaseOpened.premises.address',
      'CircumstancesRecorded.proportionality',
      'CircumstancesRecorded.text',
      'AdviceGiven.givenDirectlyBecause',
      'AdviceGiven.note',
      'AdviceGiven.overrideReason',
      'RecipientSignposted.reason',
      'CaseReferred.requestedHelp',
      'ReferralOutcomeRecorded.note',
      'PracticalHelpRecorded.text',
      'FollowUpRecorded.note',
      'AdviceCaseClosed.helpGiven',
    ]);
  });
});
