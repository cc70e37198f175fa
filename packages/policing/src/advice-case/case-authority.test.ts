import { describe, expect, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { INSPECTOR, KILBURN, SUPERVISOR } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import {
  asked,
  breach,
  close,
  crew,
  decline,
  give,
  given,
  type Given,
  grant,
  NOON,
  ONE,
  policy,
  reasonOf,
  scene,
} from './advice-case-commands.test.data.ts';
import {
  advised,
  complete,
  disclaimed,
  hour,
  inContact,
  locksGiven,
  readerOfPolicy,
  toReview,
} from './advice-case.test.data.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

const on = (instant: string, ...happened: readonly AdviceCaseEvent[]): Given =>
  at<AdviceCaseEvent>(instant, ...happened);
const closed = events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', ward: KILBURN });
const closeAtTwo = { ...close, occurredAt: hour(14) };

describe('a breach is authorised by somebody else', () => {
  const reminder = on(hour(11), events.privacyNoticeGiven({ version: 'notice-2' }));
  const waiting: Given = [...advised, ...reminder, ...on(NOON, { ...asked, answerBy: hour(20) })];

  test('R-CASE-13, D-08: asking authorises nothing: only a granted breach lets the case close', () => {
    given(waiting).when(closeAtTwo).isRefusedBy('R-CASE-13', 'id');
    const granted = on(ONE, events.breachGranted({ request: 'no-disclaimers' }));
    given(waiting, granted).when(closeAtTwo).emits(closed, toReview);
    given(waiting, granted)
      .when({ ...close, occurredAt: '2023-03-06T12:30:00.000Z' })
      .isRefusedBy('R-CASE-13', 'id');
    const declined = on(ONE, events.breachDeclined({ request: 'no-disclaimers', reason: 'NOT_JUSTIFIED' }));
    given(waiting, declined).when(closeAtTwo).isRefusedBy('R-CASE-13', 'id');
  });
  test('D-08: nobody grants their own, nor what was never asked, nor twice in another way', () => {
    given(waiting)
      .when({ ...grant, by: { ...INSPECTOR, id: SUPERVISOR.id } })
      .isRefusedBy('R-AUTH-1', 'request');
    given(waiting)
      .when({ ...grant, request: 'another' })
      .isRefusedBy('R-LIFE-1', 'request');
    const granted = on(ONE, events.breachGranted({ request: 'no-disclaimers' }));
    given(waiting, granted).when(grant).emitsNothing();
    given(waiting, granted)
      .when({ ...grant, occurredAt: hour(14) })
      .isRefusedBy('R-LIFE-2', 'request');
    given(waiting, granted).when(decline).isRefusedBy('R-LIFE-2', 'request');
  });
  test('R-CASE-13, D-08: before any advice there is nothing to authorise: the line is met, or there is none', () => {
    given(inContact).when(breach).isRefusedBy('R-CASE-13', 'rule');
    given(complete).when(breach).isRefusedBy('R-CASE-13', 'rule');
  });
  test('R-CASE-13, D-08: what is still to be done is done, not authorised away', () =>
    given(advised)
      .when({ ...breach, rule: 'R-REF-7' })
      .isRefusedBy('R-CASE-13', 'rule'));
  test('D-08: what was recorded with a name in it, as it used to be, still counts', () => {
    const older = on(NOON, events.complianceBreachRecorded({ rule: 'R-CASE-9', authorisedBy: INSPECTOR.id }));
    given(disclaimed, older).when(close).emits(closed, toReview);
  });
  test('R-LIFE-1, D-08: an inspector of another force grants nothing', () =>
    given(waiting)
      .ownedBy('police')
      .when({ ...grant, by: { ...INSPECTOR, agency: 'other-police' } })
      .isRefusedBy('R-LIFE-1'));
});

describe('an override is authorised by somebody else', () => {
  const alarm = events.adviceGiven({
    ...locksGiven,
    measure: 'alarm',
    topic: 'INTRUDER_ALARM',
    overrideReason: 'The advisor is away for a month.',
    answerBy: '2023-03-09T11:00:00.000Z',
  });
  const overridden: Given = [
    ...inContact,
    ...on(hour(11), alarm),
    ...complete.filter(({ event }) => ['DisclaimerGiven', 'PrivacyNoticeGiven'].includes(event.type)),
  ];
  const allow = { ...grant, type: 'GrantOverride', request: 'item-1' } as const;

  test('D-08: the advice is on record at once, with its reason and until when somebody is to answer', () => {
    scene(inContact)
      .knowing(policy, fact(member, give.by.id, readerOfPolicy), ...crew)
      .when({
        ...give,
        measure: 'alarm',
        topic: 'INTRUDER_ALARM',
        overrideReason: 'The advisor is away for a month.',
      })
      .emits(alarm);
  });
  test('R-CASE-13, D-08: until it is granted, the case does not close', () => {
    given(overridden).when(closeAtTwo).isRefusedBy('R-CASE-13', 'id');
    expect(reasonOf(overridden, closeAtTwo)).toBe(
      'Before this case can be closed: have it authorised that no specialist gave this advice (R-CASE-3, item-1).',
    );
    given(overridden)
      .when(allow)
      .emits(events.overrideGranted({ request: 'item-1' }));
    given(overridden, on(ONE, events.overrideGranted({ request: 'item-1' })))
      .when(closeAtTwo)
      .emits(closed, toReview);
  });
  test('R-CASE-13, D-08: declined, it is a breach, and somebody may ask for that to be authorised', () => {
    const declined = on(ONE, events.overrideDeclined({ request: 'item-1', reason: 'NOT_JUSTIFIED' }));
    given(overridden)
      .when({ ...decline, type: 'DeclineOverride', request: 'item-1' })
      .emits(events.overrideDeclined({ request: 'item-1', reason: 'NOT_JUSTIFIED' }));
    given(overridden, declined).when(closeAtTwo).isRefusedBy('R-CASE-13', 'id');
    given(overridden, declined)
      .when({ ...breach, occurredAt: hour(14), rule: 'R-CASE-3', item: 'item-1' })
      .emits(
        events.complianceBreachRecorded({
          rule: 'R-CASE-3',
          item: 'item-1',
          request: 'no-disclaimers',
          requestedBy: SUPERVISOR.id,
          answerBy: '2023-03-09T14:00:00.000Z',
        }),
      );
  });
  test('R-AUTH-1, R-LIFE-1, D-08: the adviser does not grant it, and there is nothing to grant where nothing was overridden', () => {
    given(overridden)
      .when({ ...allow, by: { ...INSPECTOR, id: give.by.id } })
      .isRefusedBy('R-AUTH-1', 'request');
    given(complete).when(allow).isRefusedBy('R-LIFE-1', 'request');
  });
  test('D-08: what used to be overridden by a reason alone still counts', () => {
    const { answerBy: _none, ...older } = alarm;
    given(inContact, on(hour(11), older), overridden.slice(inContact.length + 1))
      .when(closeAtTwo)
      .emits(closed, toReview);
  });
});
