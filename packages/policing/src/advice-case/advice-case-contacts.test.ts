import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { attendance } from '../attendance/attendance.ts';
import { calledOnDeparture, noReplyRecorded } from '../attendance/attendance.events.ts';
import { PCSO } from '../kilburn.test.data.ts';
import {
  askable,
  by,
  circumstances,
  closedAtOne,
  completeCall,
  crew,
  fieldsOf,
  give,
  given as begin,
  type Given,
  NOON,
  ONE,
  phone,
  policy,
  reasonOf,
  refer,
  referred,
  scene,
  TEN,
} from './advice-case-commands.test.data.ts';
import {
  advised,
  disclaimed,
  hour,
  inContact,
  locksGiven,
  opened,
  plannedVisit,
  readerOfPolicy,
} from './advice-case.test.data.ts';
import { member } from '../member/member.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

const given = (...history: readonly Given[]) => begin(...history).knowing(policy);

const visit = {
  type: 'StartContact',
  occurredAt: TEN,
  by,
  contact: 'visit-1',
  channel: 'VISIT',
  attendance: 'visit-1',
} as const;

describe('a contact', () => {
  const planned = fact(attendance, 'visit-1', plannedVisit);
  const started = (command: typeof phone | typeof visit) =>
    events.contactStarted({ ...fieldsOf(command), notice: 'notice-2' });

  test('R-CASE-11: a telephone call needs no plan', () => given(opened).when(phone).emits(started(phone)));
  test('R-CASE-11: a visit is planned before [T3-54]', () => {
    given(opened).knowing(planned).when(visit).emits(started(visit));
    const { attendance: _none, ...unplanned } = visit;
    given(opened).when(unplanned).isRefusedBy('R-CASE-11');
    given(opened).knowingNothingElse().when(visit).isRefusedBy('R-CASE-11');
    given(opened)
      .knowing(fact(attendance, 'visit-1', at(NOON, ...plannedVisit.map(({ event }) => event))))
      .when(visit)
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: so is a talk to a community [T0-06]', () => {
    const { attendance: _none, ...talk } = { ...visit, channel: 'TALK' as const };
    given(opened).when(talk).isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: advice in passing, on another duty, needs none [T3-12]', () => {
    const passing = { ...phone, channel: 'DURING_OTHER_DUTY' } as const;
    given(opened)
      .when(passing)
      .emits(events.contactStarted({ ...fieldsOf(passing), notice: 'notice-2' }));
  });
  test('R-CASE-11: a plan serves the recipient that it was made for, and one visit', () => {
    const other = plannedVisit.map(({ at: planAt, event }) => ({
      at: planAt,
      event: event.type === 'AttendancePlanned' ? { ...event, recipient: 'subject-2' } : event,
    }));
    given(opened)
      .knowing(fact(attendance, 'visit-1', other))
      .when(visit)
      .isRefusedBy('R-CASE-11');
    given(opened)
      .knowing(fact(attendance, 'visit-1', plannedVisit, at(hour(9), calledOnDeparture({}))))
      .when(visit)
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11, P-03: nobody is met on a visit that was in vain, whichever was recorded first', () => {
    const inVain = fact(
      attendance,
      'visit-1',
      plannedVisit,
      at(NOON, noReplyRecorded({ tried: ['AT_THE_DOOR'] })),
    );
    given(opened).knowing(inVain).when(visit).isRefusedBy('R-CASE-11', 'attendance');
    const calling = { ...visit, channel: 'PHONE' } as const;
    given(opened)
      .knowing(inVain)
      .when(calling)
      .emits(events.contactStarted({ ...fieldsOf(calling), notice: 'notice-2' }));
  });
  test('R-LIFE-2: a contact starts once', () => {
    given(inContact).when(phone).emitsNothing();
    given(inContact)
      .when({ ...phone, channel: 'EMAIL' })
      .isRefusedBy('R-LIFE-2');
  });

  test('R-CASE-8: with both disclaimers a contact is complete [T3-49, T3-50]', () =>
    given(disclaimed)
      .when(completeCall)
      .emits(events.contactCompleted({ contact: 'call-1' })));
  test('R-CASE-8: with one of them, or none, it is not, and which is missing is said [T3-49, T3-50]', () => {
    given(advised).when(completeCall).isRefusedBy('R-CASE-8');
    expect(reasonOf(disclaimed.slice(0, -1), completeCall)).toContain('no guarantee');
    expect(reasonOf(disclaimed.slice(0, -1), completeCall)).not.toContain('best of our ability');
  });
  test('R-CASE-8: a contact without advice needs none', () =>
    given(inContact)
      .when(completeCall)
      .emits(events.contactCompleted({ contact: 'call-1' })));
  test('R-LIFE-2: a contact is completed once, after it started', () => {
    given(disclaimed, at<AdviceCaseEvent>(NOON, events.contactCompleted({ contact: 'call-1' })))
      .when(completeCall)
      .emitsNothing();
    given(opened).when(completeCall).isRefusedBy('R-LIFE-1');
  });
  test('R-CASE-1: circumstances are recorded, as often as they change [T3-27]', () => {
    const recorded = events.circumstancesRecorded({ text: circumstances.text });
    given(opened).when(circumstances).emits(recorded);
    given(opened, at<AdviceCaseEvent>(TEN, recorded)).when(circumstances).emits(recorded);
  });
});

describe('recording late', () => {
  const late = (...history: readonly Given[]) =>
    scene(...history).knowing(policy, fact(member, PCSO.id, readerOfPolicy), ...crew);
  const second = { ...give, item: 'item-2', contact: 'call-2' };
  const secondGiven = { ...locksGiven, item: 'item-2', contact: 'call-2' };
  const secondCall = at<AdviceCaseEvent>(TEN, events.contactStarted({ contact: 'call-2', channel: 'PHONE' }));

  test('R-CASE-14: advice before the closure is recorded after it, when it complies [T3-12]', () =>
    late(closedAtOne)
      .when({ ...give, item: 'item-2' })
      .emits({ ...locksGiven, item: 'item-2' }));
  test('R-CASE-14: what it leaves unmet goes on record as a breach that nobody authorised [T3-12, T3-48]', () =>
    late(closedAtOne, secondCall)
      .when(second)
      .emits(
        secondGiven,
        happened(ONE, events.complianceBreachRecorded({ rule: 'R-CASE-8', item: 'item-2' })),
      ));
  test('R-CASE-14: once', () =>
    late(
      closedAtOne,
      secondCall,
      at<AdviceCaseEvent>(ONE, events.complianceBreachRecorded({ rule: 'R-CASE-8', item: 'item-2' })),
    )
      .when(second)
      .emits(secondGiven));
  test('R-CASE-14: a case that is open again was closed over its gaps until then', () =>
    late(closedAtOne, secondCall, at<AdviceCaseEvent>(hour(14), events.adviceCaseReopened({})))
      .when(second)
      .emits(
        secondGiven,
        happened(ONE, events.complianceBreachRecorded({ rule: 'R-CASE-8', item: 'item-2' })),
        happened(hour(14), events.complianceBreachCleared({ rule: 'R-CASE-8', item: 'item-2' })),
      ));
  test('R-REF-7: nor was it to close over a referral', () =>
    late(closedAtOne)
      .knowing(...askable)
      .when(refer)
      .emits(referred, happened(ONE, events.complianceBreachRecorded({ rule: 'R-REF-7' }))));
  test('R-CASE-13: nor over a visit without help', () =>
    late(closedAtOne)
      .knowing(fact(attendance, 'visit-1', plannedVisit))
      .when(visit)
      .emits(
        events.contactStarted({ ...fieldsOf(visit), notice: 'notice-2' }),
        happened(ONE, events.complianceBreachRecorded({ rule: 'R-CASE-13' })),
      ));
  test('R-LIFE-1: advice after the closure is not recorded at all', () =>
    late(closedAtOne)
      .when({ ...give, item: 'item-2', occurredAt: hour(14) })
      .isRefusedBy('R-LIFE-1'));
});
