import { describe, expect, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { attendance } from '../attendance/attendance.ts';
import {
  attendanceOverdue,
  calledOnDeparture,
  overdueAttendanceResolved,
} from '../attendance/attendance.events.ts';
import { INSPECTOR, KILBURN, SUPERVISOR } from '../kilburn.test.data.ts';
import {
  again,
  answer,
  asked,
  breach,
  circumstances,
  close,
  closed,
  closedAtOne,
  decline,
  disclaim,
  fieldsOf,
  followUp,
  given,
  type Given,
  grant,
  help,
  noteVisit,
  NOON,
  ONE,
  phone,
  policy,
  reasonOf,
  refer,
  referred,
  remind,
  reopen,
  signpost,
} from './advice-case-commands.test.data.ts';
import {
  advised,
  complete,
  disclaimed,
  hour,
  inContact,
  opened,
  plannedVisit,
  toReview,
} from './advice-case.test.data.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

describe('afterwards', () => {
  test('R-CASE-13: help that was given is recorded [T0-18]', () =>
    given(inContact)
      .when(help)
      .emits(events.practicalHelpRecorded({ text: help.text })));
  test('R-LIFE-2: a follow-up says what was put into practice, once, in a closed case, too [T3-14]', () => {
    const followed = events.followUpRecorded({ followUp: 'june', implemented: ['item-1'] });
    given(closedAtOne)
      .when({ ...followUp, occurredAt: hour(20) })
      .emits(followed);
    given(advised, at<AdviceCaseEvent>(followUp.occurredAt, followed))
      .when({ ...followUp })
      .emitsNothing();
    given(advised, at<AdviceCaseEvent>(NOON, followed)).when(followUp).isRefusedBy('R-LIFE-2', 'followUp');
  });
  test('R-LIFE-1: nor what nobody advised', () =>
    given(advised)
      .when({ ...followUp, implemented: ['item-2'] })
      .isRefusedBy('R-LIFE-1', 'implemented'));
  test('R-LIFE-2: a repeat burglary is recorded once, in a closed case, too [T3-14]', () => {
    const repeated = events.repeatVictimisationRecorded({ incident: 'crime/2023-99' });
    given(closedAtOne)
      .when({ ...again, occurredAt: hour(20) })
      .emits(repeated);
    given(advised, at<AdviceCaseEvent>(NOON, repeated)).when(again).emitsNothing();
    given().when(again).isRefusedBy('R-LIFE-1');
  });
  test('R-AUTH-1: a breach is put on record by one, and authorised by another [T3-15, T3-48]', () => {
    const waiting: Given = [...advised, ...at<AdviceCaseEvent>(ONE, asked)];
    given(advised).when(breach).emits(asked);
    given(waiting).when(breach).emitsNothing();
    given(waiting)
      .when({ ...breach, rule: 'R-CASE-9' })
      .isRefusedBy('R-LIFE-2', 'request');
    given(waiting)
      .when(grant)
      .emits(events.breachGranted({ request: 'no-disclaimers' }));
    given(waiting)
      .when(decline)
      .emits(events.breachDeclined({ request: 'no-disclaimers', reason: 'NOT_JUSTIFIED' }));
    given(waiting)
      .when({ ...grant, by: { ...INSPECTOR, id: SUPERVISOR.id } })
      .isRefusedBy('R-AUTH-1', 'request');
    given(advised).when(grant).isRefusedBy('R-LIFE-1', 'request');
    given(advised)
      .when({ ...breach, item: 'item-9' })
      .isRefusedBy('R-LIFE-1', 'item');
  });
});

describe('a visit that was planned for the case', () => {
  const noted = at<AdviceCaseEvent>(hour(10), events.caseVisitPlanned({ attendance: 'visit-1' }));
  const visit = fact(attendance, 'visit-1', plannedVisit);
  test('R-LIFE-1, D-21: the case knows of it once', () => {
    given(complete)
      .when(noteVisit)
      .emits(events.caseVisitPlanned({ attendance: 'visit-1' }));
    given(complete, noted).when(noteVisit).emitsNothing();
    given().when(noteVisit).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-CASE-13, D-21: while it is overdue and unexplained, or has not ended, the case does not close', () => {
    const planned = given(complete, noted);
    planned.knowing(visit).when(close).isRefusedBy('R-CASE-13', 'id');
    const alarm = at(hour(12), attendanceOverdue({}));
    planned
      .knowing(fact(attendance, 'visit-1', plannedVisit, alarm))
      .when(close)
      .isRefusedBy('R-CASE-13', 'id');
    const found = at(hour(12), overdueAttendanceResolved({ outcome: 'NOT_ATTENDED' }));
    planned
      .knowing(fact(attendance, 'visit-1', plannedVisit, alarm, found))
      .when(close)
      .emits(closed, toReview);
    planned
      .knowing(fact(attendance, 'visit-1', plannedVisit, at(hour(11), calledOnDeparture({}))))
      .when(close)
      .emits(closed, toReview);
  });
  test('D-21: and it says so', () => {
    const { decision } = given(complete, noted).knowing(visit).when(close);
    expect(decision).toMatchObject({
      reason: 'Before this case can be closed: find out how every visit that was planned ended.',
    });
  });
});

describe('closing', () => {
  test('R-CASE-13: a case that complies closes', () => given(complete).when(close).emits(closed, toReview));
  test('R-CASE-13: without the disclaimers it does not [T3-15]', () => {
    const reminded = [...advised, ...complete.slice(disclaimed.length)];
    given(reminded).when(close).isRefusedBy('R-CASE-13');
    expect(reasonOf(reminded, close)).toBe(
      'Before this case can be closed: tell the recipient both disclaimers (R-CASE-8, item-1).',
    );
  });
  test('R-CASE-13: without the privacy reminder it does not [T3-62]', () => {
    given(disclaimed).when(close).isRefusedBy('R-CASE-13');
    expect(reasonOf(disclaimed, close)).toBe(
      'Before this case can be closed: remind the recipient of the privacy notice (R-CASE-9).',
    );
  });
  test('R-CASE-13: a breach on record, authorised by another, lets it close [T3-15]', () => {
    const recorded = events.complianceBreachRecorded({ rule: 'R-CASE-9', authorisedBy: INSPECTOR.id });
    given(disclaimed, at<AdviceCaseEvent>(NOON, recorded)).when(close).emits(closed, toReview);
    given(disclaimed, at<AdviceCaseEvent>(hour(14), recorded))
      .when(close)
      .isRefusedBy('R-CASE-13');
    given(disclaimed, at<AdviceCaseEvent>(NOON, events.complianceBreachRecorded({ rule: 'R-CASE-9' })))
      .when(close)
      .isRefusedBy('R-CASE-13');
  });
  test('R-REF-7: with a live referral it does not close, whatever is authorised', () => {
    const waived = events.complianceBreachRecorded({ rule: 'R-REF-7', authorisedBy: INSPECTOR.id });
    given(complete, at<AdviceCaseEvent>(NOON, referred)).when(close).isRefusedBy('R-CASE-13');
    given(complete, at<AdviceCaseEvent>(NOON, referred, waived))
      .when(close)
      .isRefusedBy('R-CASE-13');
    given(complete, at<AdviceCaseEvent>(NOON, referred, events.referralOutcomeRecorded(fieldsOf(answer))))
      .when(close)
      .emits(closed, toReview);
  });

  const visited: Given = [
    ...complete,
    ...at<AdviceCaseEvent>(
      hour(10),
      events.contactStarted({ contact: 'visit-1', channel: 'VISIT', attendance: 'visit-1' }),
    ),
  ];
  const left = fact(attendance, 'visit-1', plannedVisit, at(hour(11), calledOnDeparture({})));
  test('R-CASE-13: after a visit it says what help was given [T0-18]', () => {
    given(visited).knowing(left).when(close).isRefusedBy('R-CASE-13');
    given(visited)
      .knowing(left)
      .when({ ...close, helpGiven: '  ' })
      .isRefusedBy('R-CASE-13');
    given(visited)
      .knowing(left)
      .when({ ...close, helpGiven: 'A chain for the door.' })
      .emits(
        events.adviceCaseClosed({
          outcome: 'ADVICE_GIVEN',
          helpGiven: 'A chain for the door.',
          ward: KILBURN,
        }),
        toReview,
      );
    given(visited, at<AdviceCaseEvent>(NOON, events.practicalHelpRecorded({ text: 'A chain for the door.' })))
      .knowing(left)
      .when({ ...close, helpGiven: ' ' })
      .emits(closed, toReview);
  });
  test('R-CASE-13: while somebody is missed it does not close', () => {
    const helped = { ...close, helpGiven: 'A chain for the door.' };
    const alarm = [...plannedVisit, ...at(hour(12), attendanceOverdue({}))];
    const safe = at(hour(12), overdueAttendanceResolved({ outcome: 'SAFE_FOUND' }));
    given(visited)
      .knowing(fact(attendance, 'visit-1', alarm))
      .when(helped)
      .isRefusedBy('R-CASE-13');
    given(visited)
      .knowing(fact(attendance, 'visit-1', alarm, safe))
      .when(helped)
      .emits(
        events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', helpGiven: helped.helpGiven, ward: KILBURN }),
        toReview,
      );
  });
  test('R-CASE-13: nobody was ever reached: there is nobody to remind', () =>
    given(opened)
      .when({ ...close, outcome: 'NO_CONTACT' })
      .emits(events.adviceCaseClosed({ outcome: 'NO_CONTACT', ward: KILBURN }), toReview));
  test('R-CASE-13: it does not close before what was done in it', () =>
    given(complete)
      .when({ ...close, occurredAt: '2023-03-06T10:30:00.000Z' })
      .isRefusedBy('R-CASE-13'));
  test('R-LIFE-2: closed twice is closed once', () => given(closedAtOne).when(close).emitsNothing());
  test('R-LIFE-1: what was never opened is not closed', () => given().when(close).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: a supervisor opens it again', () => {
    given(closedAtOne)
      .when(reopen)
      .emits(events.adviceCaseReopened({ ward: KILBURN }));
    given(closedAtOne, at<AdviceCaseEvent>(reopen.occurredAt, events.adviceCaseReopened({})))
      .when(reopen)
      .emitsNothing();
  });
  test('R-LIFE-1: nothing happens in it while it is closed', () => {
    for (const command of [phone, circumstances, help, signpost, disclaim, remind, refer])
      given(closedAtOne)
        .knowing(policy)
        .when({ ...command, occurredAt: hour(14) })
        .isRefusedBy('R-LIFE-1');
  });
});
