import { describe, expect, test } from '@jest/globals';
import { at, fact, type Given } from '@wardbook/event-sourcing/testing';
import { isRefusal } from '@wardbook/event-sourcing';
import { contactStarted } from '../advice-case/advice-case.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { IN_2012, OFFICER, PCSO, police, SUPERVISOR } from '../kilburn.test.data.ts';
import {
  arrivalRecorded,
  attendanceOverdue,
  buddyChanged,
  calledBeforeArrival,
  calledOnDeparture,
  noReplyRecorded,
  overdueAttendanceResolved,
  visitCancelled,
  visitMoved,
  visitNotAttended,
  type AttendanceEvent,
} from './attendance.events.ts';
import {
  arrive,
  asPlanned,
  call,
  cancel,
  caseOpened,
  changeBuddy,
  didNotAttend,
  given,
  LATER,
  leave,
  move,
  moved,
  noReply,
  NOON,
  notice,
  onDay,
  ONE,
  planned,
  resolve,
  sergeant,
  TEN,
} from './attendance.test.data.ts';
import { attendanceHistory, endingOf, isOver, isOverdue } from './attendance.state.ts';

const arrived = at(NOON, arrivalRecorded({}));
const cancelled = at(onDay('11:00'), visitCancelled({ by: PCSO.id, reason: 'RECIPIENT_ASKED' }));
const unanswered = at(onDay('12:05'), noReplyRecorded({ tried: ['AT_THE_DOOR', 'CARD_LEFT'] }));
const notGone = at(ONE, visitNotAttended({ reason: 'URGENT_CALL' }));
const departed = at(ONE, calledOnDeparture({}));

describe('going there and back', () => {
  test('R-CASE-11: whoever arrives has called before [T3-55]', () => {
    given(planned).when(call).emits(calledBeforeArrival({}));
    given(planned, at(NOON, calledBeforeArrival({})))
      .when(arrive)
      .emits(arrivalRecorded({}));
  });
  test('R-CASE-11: who did not call arrives all the same, and hears of it [T3-55]', () =>
    given(planned).when(arrive).warnsOf('R-CASE-11', arrivalRecorded({})));
  test('R-CASE-11: a call before a visit was moved is none before the visit', () =>
    given(planned, at(TEN, calledBeforeArrival({})), at(onDay('11:00'), visitMoved(moved)))
      .when({ ...arrive, occurredAt: onDay('16:00') })
      .warnsOf('R-CASE-11', arrivalRecorded({})));
  test('R-CASE-11: nobody is called before arrival at police premises', () =>
    given(at(TEN, { ...asPlanned, policePremises: true }))
      .when(arrive)
      .emits(arrivalRecorded({})));
  test('R-CASE-11: a call on departure ends it [T3-55]', () =>
    given(planned, arrived).when(leave).emits(calledOnDeparture({})));
  test('R-LIFE-1: nobody departs before they arrived', () =>
    given(planned, at(LATER, arrivalRecorded({})))
      .when(leave)
      .isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-2: one arrival and one departure is once, and another is another', () => {
    given(planned, arrived).when(arrive).emitsNothing();
    given(planned, arrived)
      .when({ ...arrive, occurredAt: onDay('12:10') })
      .isRefusedBy('R-LIFE-2', 'occurredAt');
    given(planned, arrived, departed).when(leave).emitsNothing();
  });
  test('R-LIFE-2: a call before arrival twice is once', () =>
    given(planned, at(NOON, calledBeforeArrival({})))
      .when(call)
      .emitsNothing());
  test.each([call, arrive, leave, move, cancel, noReply, didNotAttend])(
    'R-LIFE-1: $type, not before there is a plan',
    (command) => given().when(command).isRefusedBy('R-LIFE-1', 'id'),
  );
});

describe('R-CASE-11 and R-LIFE-1: a visit that is not made as planned', () => {
  test('P-03: it is called off before arrival, by whom and why', () =>
    given(planned)
      .when(cancel)
      .emits(visitCancelled({ by: PCSO.id, reason: 'RECIPIENT_ASKED', note: 'She is with her sister.' })));
  test('P-03: after that no alarm is raised', () => given(planned, cancelled).when(notice).emitsNothing());
  test('P-03: nobody answered, and how they were tried', () =>
    given(planned)
      .when(noReply)
      .emits(noReplyRecorded({ tried: ['AT_THE_DOOR', 'CARD_LEFT'] })));
  test('P-03: nor is it after that, arrived or not', () => {
    given(planned, unanswered).when(notice).emitsNothing();
    given(planned, arrived, unanswered).when(notice).emitsNothing();
  });
  test('R-CASE-11, P-03: a no reply says how it was tried', () =>
    given(planned)
      .when({ ...noReply, tried: [] })
      .isRefusedBy('R-CASE-11', 'tried'));
  test('P-03: each way is told once', () =>
    given(planned)
      .when({ ...noReply, tried: ['BY_PHONE', 'BY_PHONE'] })
      .emits(noReplyRecorded({ tried: ['BY_PHONE'] })));
  test('P-03: whoever was to go did not, as they say or a supervisor does', () => {
    given(planned)
      .when(didNotAttend)
      .emits(visitNotAttended({ reason: 'URGENT_CALL' }));
    given(planned)
      .when({ ...didNotAttend, by: PCSO })
      .emits(visitNotAttended({ reason: 'URGENT_CALL' }));
    given(planned, notGone).when(notice).emitsNothing();
  });
  test('R-LIFE-1, P-03: a departure without an arrival silences nothing: it is refused', () =>
    given(planned).when(leave).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1, P-03: who had arrived neither moves nor calls off the visit, and did attend', () => {
    for (const command of [
      { ...move, occurredAt: ONE },
      { ...cancel, occurredAt: ONE },
      didNotAttend,
    ] as const)
      given(planned, arrived).when(command).isRefusedBy('R-LIFE-1', 'id');
  });

  const endings = { departed: [arrived, departed].flat(), cancelled, unanswered, notGone };
  test.each(Object.entries(endings))('P-03: nothing happens once it is over: %s', (_, ending) => {
    for (const command of [changeBuddy, move, cancel, call, arrive, leave, noReply, didNotAttend] as const)
      given(planned, ...ending)
        .knowing(sergeant)
        .when({ ...command, occurredAt: onDay('13:05') })
        .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-2: said again of the same moment it is the same, and otherwise it is not', () => {
    given(planned, cancelled).when(cancel).emitsNothing();
    given(planned, unanswered).when(noReply).emitsNothing();
    given(planned, notGone).when(didNotAttend).emitsNothing();
    given(planned, cancelled)
      .when({ ...cancel, reason: 'NOT_SAFE' })
      .isRefusedBy('R-LIFE-1', 'id');
  });
});

describe('a visit that is moved', () => {
  test('P-03: has a new time, and a new grace', () => given(planned).when(move).emits(visitMoved(moved)));
  test('P-03: keeps the older one, and has no alarm at it', () => {
    const { state } = fact(attendanceHistory, 'visit-1', planned, at(onDay('11:00'), visitMoved(moved)));
    expect(state.times.map(({ from, value }) => [from, value.expectedArrival])).toEqual([
      [TEN, NOON],
      [onDay('11:00'), onDay('16:00')],
    ]);
    expect(isOverdue(state, LATER)).toBe(false);
    expect(isOverdue(state, onDay('17:15'))).toBe(true);
    given(planned, at(onDay('11:00'), visitMoved(moved)))
      .when(notice)
      .emitsNothing();
  });
  test('R-LIFE-2: to the time that it has it is not moved', () =>
    given(planned, at(TEN, visitMoved(moved)))
      .when(move)
      .emitsNothing());
  test('R-CASE-11: not to the past, nor to an end before its beginning', () => {
    given(planned)
      .when({ ...move, expectedArrival: TEN })
      .isRefusedBy('R-CASE-11', 'expectedArrival');
    given(planned)
      .when({ ...move, expectedDeparture: onDay('16:00') })
      .isRefusedBy('R-CASE-11', 'expectedDeparture');
  });
  test('R-CASE-11: not out of an alarm', () => {
    given(planned)
      .when({ ...move, occurredAt: onDay('13:15') })
      .isRefusedBy('R-CASE-11', 'id');
    given(planned)
      .when({ ...move, occurredAt: onDay('13:14') })
      .emits(visitMoved(moved));
  });
});

describe('R-LIFE-1: how it ended', () => {
  const after = (...told: readonly Given<AttendanceEvent>[]) =>
    fact(attendanceHistory, 'visit-1', planned, ...told).state;

  test('P-03: is one of four, from its moment on', () => {
    expect(endingOf(after(), LATER)).toBeUndefined();
    expect(endingOf(after(arrived, departed), NOON)).toBeUndefined();
    const how = [[arrived, departed].flat(), cancelled, unanswered, notGone].map(
      (told) => endingOf(after(...told), LATER)?.how,
    );
    expect(how).toEqual(['ATTENDED', 'CANCELLED', 'NO_REPLY', 'NOT_ATTENDED']);
    expect(isOver(after(cancelled), onDay('11:00'))).toBe(false);
    expect(isOver(after(cancelled), NOON)).toBe(true);
  });
  test('R-LIFE-1, D-28: an arrival after the departure is none, whenever it is told', () =>
    given(planned, arrived, departed)
      .when({ ...arrive, occurredAt: onDay('13:30') })
      .isRefusedBy('R-LIFE-1', 'id'));
  test('P-03: of older records that say more than one thing the first counts', () => {
    const told = after(at(ONE, calledOnDeparture({})), at(onDay('11:00'), calledOnDeparture({})));
    expect(endingOf(told, LATER)?.at).toBe(onDay('11:00'));
  });
  test('R-LIFE-1, P-03: nobody had gone, where that is what is found out about a missing call', () => {
    const overdue = at(onDay('13:15'), attendanceOverdue({ buddy: OFFICER.id }));
    const found = overdueAttendanceResolved({ outcome: 'NOT_ATTENDED' });
    expect(endingOf(after(overdue, at(LATER, found)), LATER)?.how).toBe('NOT_ATTENDED');
    given(planned, overdue)
      .when({ ...resolve, outcome: 'NOT_ATTENDED', note: 'She had overlooked it.' })
      .emits(overdueAttendanceResolved({ outcome: 'NOT_ATTENDED', note: 'She had overlooked it.' }));
    given(planned, arrived, overdue)
      .when({ ...resolve, outcome: 'NOT_ATTENDED' })
      .isRefusedBy('R-LIFE-1', 'outcome');
  });
  test('R-LIFE-1, P-03: who went where nobody answered is not found not to have gone', () =>
    given(
      planned,
      at(onDay('13:15'), attendanceOverdue({})),
      at(onDay('13:30'), noReplyRecorded({ tried: ['AT_THE_DOOR'] })),
    )
      .when({ ...resolve, outcome: 'NOT_ATTENDED' })
      .isRefusedBy('R-LIFE-1', 'outcome'));
  const metThere = (channel: 'VISIT' | 'PHONE', attendance = 'visit-1') =>
    fact(
      adviceCaseHistory,
      'case-1',
      at(IN_2012, caseOpened),
      at(onDay('12:10'), contactStarted({ contact: 'contact-1', channel, attendance })),
    );
  test.each([cancel, noReply, didNotAttend])(
    'R-LIFE-1, P-03: a visit on which somebody was met was not in vain: no $type',
    (command) => {
      given(planned).knowing(metThere('VISIT')).when(command).isRefusedBy('R-LIFE-1', 'id');
      for (const known of [metThere('PHONE'), metThere('VISIT', 'visit-2')])
        expect(isRefusal(given(planned).knowing(known).when(command).decision)).toBe(false);
    },
  );
  test('R-LIFE-1, P-03: nor is it found out that nobody had gone', () => {
    const missing = given(planned, at(onDay('13:15'), attendanceOverdue({}))).knowing(metThere('VISIT'));
    missing.when({ ...resolve, outcome: 'NOT_ATTENDED' }).isRefusedBy('R-LIFE-1', 'outcome');
    const { note } = resolve;
    missing.when(resolve).emits(overdueAttendanceResolved({ outcome: 'SAFE_FOUND', note }));
  });
  test('P-03: nobody had gone to what was called off once its call was missing', () => {
    const { note: _note, ...found } = { ...resolve, outcome: 'NOT_ATTENDED' } as const;
    given(
      planned,
      at(onDay('13:15'), attendanceOverdue({})),
      at(onDay('13:30'), visitCancelled({ by: PCSO.id, reason: 'OTHER' })),
    )
      .when(found)
      .emits(overdueAttendanceResolved({ outcome: 'NOT_ATTENDED' }));
  });
  test('P-03: who was found safe still comes away, and says so', () =>
    given(
      planned,
      arrived,
      at(onDay('13:15'), attendanceOverdue({})),
      at(onDay('13:30'), overdueAttendanceResolved({ outcome: 'SAFE_FOUND' })),
    )
      .when({ ...leave, occurredAt: LATER })
      .emits(calledOnDeparture({})));
});

describe('R-TIME-2: what is recorded late', () => {
  const someone = police('sergeant-2', 'SUPERVISOR');

  test.each([
    ['an arrival', cancel, [arrived]],
    ['a departure', { ...noReply, occurredAt: onDay('12:30') }, [arrived, departed]],
    ['a call before arrival', cancel, [at(onDay('11:30'), calledBeforeArrival({}))]],
    ['another buddy', cancel, [at(onDay('11:30'), buddyChanged({ buddy: SUPERVISOR.id }))]],
    ['a no reply', cancel, [unanswered]],
    ['a cancellation', { ...didNotAttend, occurredAt: TEN }, [cancelled]],
    ['a cancellation', { ...noReply, occurredAt: TEN }, [cancelled]],
    ['an absence', cancel, [notGone]],
    ['a move', { ...arrive, occurredAt: TEN }, [at(onDay('11:00'), visitMoved(moved))]],
    ['a move', cancel, [at(onDay('11:30'), visitMoved(moved))]],
  ] as const)('D-28: does not undo what came after it: %s', (_, command, later) => {
    given(planned, ...later.flat())
      .knowing(fact(memberHistory, someone.id))
      .when({ ...command, by: someone })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test.each([arrive, noReply, { ...noReply, occurredAt: onDay('14:00') }])(
    'R-TIME-2, R-LIFE-1, D-28: nor that it was found out that nobody had gone: $type at $occurredAt',
    (command) =>
      given(
        planned,
        at(onDay('13:15'), attendanceOverdue({})),
        at(LATER, overdueAttendanceResolved({ outcome: 'NOT_ATTENDED' })),
      )
        .when({ ...command, by: SUPERVISOR })
        .isRefusedBy('R-TIME-2', 'occurredAt'),
  );
});
