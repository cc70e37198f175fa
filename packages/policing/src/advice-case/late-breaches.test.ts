import { describe, expect, test } from '@jest/globals';
import { happened, isRefusal, type Told } from '@wardbook/event-sourcing';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { attendanceHistory } from '../attendance/attendance.state.ts';
import { INPT, inpt, KILBURN } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { policyHistory } from '../policy/policy.state.ts';
import {
  assign,
  close,
  completeCall,
  crew,
  DETECTIVE,
  detective,
  disclaim,
  fieldsOf,
  give,
  given,
  type Given,
  help,
  issue,
  NOON,
  ONE,
  phone,
  policy,
  reasonOf,
  referred,
  remind,
  reopen,
  scene,
  signpost,
} from './advice-case-commands.test.data.ts';
import {
  complete,
  hour,
  locksGiven,
  nextVersion,
  opened,
  POLICY,
  policyB,
  readerOfPolicy,
  toReview,
} from './advice-case.test.data.ts';
import { team } from '../team/team.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';
import type { AdviceCaseCommand } from './advice-case.ts';
import { adviceCaseHistory, isFound } from './advice-case.state.ts';

const closed = events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', ward: KILBURN });
const on = (instant: string, ...happenedThen: readonly AdviceCaseEvent[]): Given =>
  at<AdviceCaseEvent>(instant, ...happenedThen);
const DAY_AFTER = '2023-03-08T10:00:00.000Z';

describe('a new version of the privacy notice', () => {
  const later = fact(policyHistory, POLICY, policyB, nextVersion);
  const second = { ...phone, contact: 'call-2', occurredAt: DAY_AFTER } as const;
  const secondCall = events.contactStarted({ ...fieldsOf(second), notice: 'notice-3' });
  const closing = { ...close, occurredAt: '2023-03-09T10:00:00.000Z' } as const;

  test('D-23: a contact says which version was in force', () =>
    given(complete).knowing(later).when(second).emits(secondCall));
  test('R-CASE-13, D-23: in the middle of a case it needs a reminder of its own', () => {
    given(complete, on(DAY_AFTER, secondCall)).when(closing).isRefusedBy('R-CASE-13', 'id');
    given(complete, on(DAY_AFTER, secondCall, events.privacyNoticeGiven({ version: 'notice-3' })))
      .when(closing)
      .emits(closed, { ...toReview, on: '2029-03-09' });
  });
  test('D-23: it needs none where nobody was in touch any more', () =>
    given(complete)
      .when(closing)
      .emits(closed, { ...toReview, on: '2029-03-09' }));
});

describe('what was found late', () => {
  const callAt = { ...phone, contact: 'call-2' } as const;
  const itemAt = { ...give, item: 'item-2', contact: 'call-2' } as const;
  const disclaimers = (['BEST_OF_ABILITY', 'NO_GUARANTEE'] as const).map(
    (kind) => ({ ...disclaim, contact: 'call-2', kind }) as const,
  );
  const known = [policy, fact(member, give.by.id, readerOfPolicy), ...crew];
  const missing = events.complianceBreachRecorded({ rule: 'R-CASE-8', item: 'item-2' });
  const cleared = events.complianceBreachCleared({ rule: 'R-CASE-8', item: 'item-2' });

  /** Every command is accepted; the history that it leaves, in the order in which it was recorded. */
  const played = (commands: readonly Told<AdviceCaseCommand>[]): Given =>
    commands.reduce<Given>((history, command) => {
      const { decision } = scene(history)
        .knowing(...known)
        .when(command);
      if (isRefusal(decision)) throw new Error(`${command.type}: ${decision.rule} ${decision.reason}`);
      const decided = 'events' in decision ? decision.events : decision;
      return [
        ...history,
        ...decided.flatMap((one) => ('type' in one ? on(command.occurredAt, one) : on(one.at, one.event))),
      ];
    }, opened);
  const found = (history: Given) =>
    fact(adviceCaseHistory, 'case-1', history)
      .state.breaches.filter((one) => isFound(one) && one.clearedAt === undefined)
      .map(({ rule, item }) => [rule, item]);

  test('D-23: what was missing and is recorded after all is a breach no longer', () => {
    const late: Given = [
      ...complete,
      ...on(ONE, closed),
      ...on(hour(10), events.contactStarted({ contact: 'call-2', channel: 'PHONE', notice: 'notice-2' })),
      ...on(
        hour(11),
        events.adviceGiven({
          ...itemOf(itemAt),
          level: 'BASIC',
          adviser: give.by.id,
          adviserLevel: 'BASIC',
          policyVersion: 4,
        }),
      ),
      ...on(ONE, missing),
      ...on(hour(11), events.disclaimerGiven(fieldsOf(disclaimers[0]!))),
    ];
    expect(found(late)).toEqual([['R-CASE-8', 'item-2']]);
    scene(late)
      .knowing(...known)
      .when(disclaimers[1]!)
      .emits(events.disclaimerGiven(fieldsOf(disclaimers[1]!)), happened(ONE, cleared));
  });

  const first: readonly Told<AdviceCaseCommand>[] = [
    { ...phone },
    { type: 'RecordCircumstances', occurredAt: hour(10), by: phone.by, text: 'A window was forced.' },
    give,
    ...(['BEST_OF_ABILITY', 'NO_GUARANTEE'] as const).map((kind) => ({ ...disclaim, kind }) as const),
    { ...remind, occurredAt: hour(11) },
    close,
  ];
  test('D-23: any order in which it is recorded ends alike', () => {
    const orders: readonly (readonly Told<AdviceCaseCommand>[])[] = [
      [callAt, itemAt, ...disclaimers],
      [callAt, disclaimers[1]!, itemAt, disclaimers[0]!],
      [callAt, ...disclaimers, itemAt],
    ];
    for (const order of orders) expect(found(played([...first, ...order]))).toEqual([]);
    expect(found(played([...first, callAt, itemAt]))).toEqual([['R-CASE-8', 'item-2']]);
    expect(found(played([...first, callAt, itemAt, disclaimers[0]!]))).toEqual([['R-CASE-8', 'item-2']]);
  });
  test('R-CASE-13, D-23: a case that is opened again is judged when it closes next', () => {
    const reopened = played([...first, callAt, itemAt, reopen]);
    expect(found(reopened)).toEqual([]);
    scene(reopened)
      .knowing(...known)
      .when({ ...close, occurredAt: hour(16) })
      .isRefusedBy('R-CASE-13', 'id');
  });
  test('R-CASE-14: what was missing at a closure is judged as of then, opened again or not', () => {
    const stateAfter = (...commands: readonly Told<AdviceCaseCommand>[]) =>
      fact(adviceCaseHistory, 'case-1', played([...first, ...commands])).state.breaches.map(
        ({ eventId: _, ...breach }) => breach,
      );
    const lacking = [{ rule: 'R-CASE-8', item: 'item-2', at: ONE, authorised: false }];
    expect(stateAfter(callAt, itemAt)).toEqual(lacking);
    expect(stateAfter(callAt, itemAt, reopen)).toEqual([{ ...lacking[0], clearedAt: reopen.occurredAt }]);
    expect(stateAfter(callAt, reopen, itemAt)).toEqual([{ ...lacking[0], clearedAt: reopen.occurredAt }]);
    expect(stateAfter(callAt, itemAt, reopen, ...disclaimers)).toEqual([]);
  });
});

const itemOf = ({
  type: _t,
  occurredAt: _a,
  by: _b,
  level: _l,
  basis,
  legislation: _w,
  ...item
}: typeof give & { readonly item: string }) => ({
  ...item,
  basis: basis ?? '',
});

describe('recorded late, a case stays possible', () => {
  const twice: Given = [...complete, ...on(ONE, closed), ...on(hour(15), events.adviceCaseReopened({}))];

  test('R-TIME-2, R-LIFE-1, D-28: opened again at another time is no silence', () => {
    given(twice).when(reopen).emitsNothing();
    given(twice)
      .when({ ...reopen, occurredAt: hour(14) })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(twice)
      .when({ ...reopen, occurredAt: hour(16) })
      .isRefusedBy('R-LIFE-1', 'id');
    given(complete).when(reopen).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1, R-TIME-2, D-28: closed twice is once only at one time with one outcome', () => {
    const once: Given = [...complete, ...on(ONE, closed)];
    given(once).when(close).emitsNothing();
    given(once)
      .when({ ...close, outcome: 'DECLINED_BY_RECIPIENT' })
      .isRefusedBy('R-LIFE-1', 'id');
    given(once)
      .when({ ...close, occurredAt: NOON })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(once)
      .when({ ...close, occurredAt: hour(14) })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test.each([
    [
      'somebody was in touch with the recipient',
      events.contactStarted({ contact: 'call-2', channel: 'PHONE' }),
    ],
    ['circumstances were recorded', events.circumstancesRecorded({ text: 'The back door was forced.' })],
    ['advice was given', { ...locksGiven, item: 'item-2' }],
    ['the recipient was directed to somebody else', events.recipientSignposted(fieldsOf(signpost))],
    ['a disclaimer was given', events.disclaimerGiven(fieldsOf(disclaim))],
    ['the recipient was reminded of the privacy notice', events.privacyNoticeGiven(fieldsOf(remind))],
    ['somebody else was asked', referred],
    ['help was given', events.practicalHelpRecorded(fieldsOf(help))],
    ['this case was assigned', events.adviceCaseAssigned({ team: INPT, officerInCase: DETECTIVE.id })],
    ['a contact ended', events.contactCompleted({ contact: 'call-1' })],
    [
      'a referral was given up',
      events.caseReferralAbandoned({ referral: 'referral-1', reason: 'NOBODY_TO_ASK' }),
    ],
    [
      'a written record was issued',
      events.writtenAdviceRecordIssued({ ...fieldsOf(issue), policyVersion: 4 }),
    ],
  ])('R-TIME-2: it was not closed before %s', (later, event) => {
    const before = { ...close, occurredAt: '2023-03-06T11:30:00.000Z' };
    const history: Given = [...complete, ...on(NOON, event)];
    given(history).when(before).isRefusedBy('R-TIME-2', 'occurredAt');
    expect(reasonOf(history, before)).toBe(
      `On 2023-03-06 ${later}, and with this it could not have been. Choose a later time.`,
    );
  });
  test('R-TIME-2, R-CASE-13: it was not closed before a visit was planned for it', () =>
    given(complete, on(NOON, events.caseVisitPlanned({ attendance: 'visit-1' })))
      .knowing(policy, fact(attendanceHistory, 'visit-1'))
      .when({ ...close, occurredAt: '2023-03-06T11:30:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: a contact was not over before what was said in it', () =>
    given(complete)
      .when({ ...completeCall, occurredAt: '2023-03-06T10:30:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-LIFE-2, D-28: a contact that ended once did not end at another time', () => {
    const over: Given = [...complete, ...on(NOON, events.contactCompleted({ contact: 'call-1' }))];
    given(over).when(completeCall).emitsNothing();
    given(over)
      .when({ ...completeCall, occurredAt: ONE })
      .isRefusedBy('R-LIFE-2', 'contact');
  });
  test('D-28: assigned as before, of another time, is on record of that time, too', () => {
    const assigned = events.adviceCaseAssigned({ team: INPT, officerInCase: DETECTIVE.id });
    given(complete, on(NOON, assigned))
      .knowing(fact(team, INPT, inpt), detective)
      .when({ ...assign, occurredAt: hour(11) })
      .emits(assigned);
  });
});
