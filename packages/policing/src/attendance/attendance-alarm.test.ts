import { describe, expect, test } from '@jest/globals';
import { happened, isRefusal, type Told } from '@wardbook/event-sourcing';
import { at, fact, type Given } from '@wardbook/event-sourcing/testing';
import { OFFICER, PCSO, SUPERVISOR } from '../kilburn.test.data.ts';
import {
  alarmUnfounded,
  arrivalRecorded,
  attendanceOverdue,
  buddyChanged,
  calledOnDeparture,
  noReplyRecorded,
  overdueAttendanceResolved,
  visitCancelled,
  visitMoved,
  type AttendanceEvent,
} from './attendance.events.ts';
import { attendanceHistory, isOverdue } from './attendance.state.ts';
import {
  arrive,
  asPlanned,
  cancel,
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
  QUARTER_PAST,
  resolve,
  TEN,
} from './attendance.test.data.ts';
import type { AttendanceCommand } from './attendance.ts';

const arrived = at(NOON, arrivalRecorded({}));
const alarm = happened(QUARTER_PAST, attendanceOverdue({ buddy: OFFICER.id }));
const unfounded = happened(QUARTER_PAST, alarmUnfounded({}));
const overdue = at(QUARTER_PAST, attendanceOverdue({ buddy: OFFICER.id }));

describe('being overdue', () => {
  test('R-CASE-11: when grace is over without a call, the alarm is raised [T3-55]', () =>
    given(planned).when(notice).emits(alarm));
  test('D-28: as of the end of the grace, however late somebody looks', () =>
    given(planned)
      .when({ ...notice, occurredAt: '2023-03-09T09:00:00.000Z' })
      .emits(alarm));
  test('R-CASE-11: before that, it is not [T3-55]', () =>
    given(planned)
      .when({ ...notice, occurredAt: '2023-03-06T13:14:59.999Z' })
      .emitsNothing());
  test('R-CASE-11: it is raised once [T3-55]', () =>
    given(planned, overdue)
      .when({ ...notice, occurredAt: LATER })
      .emitsNothing());
  test('R-CASE-11: it is not raised about who has called, however late that was written down', () => {
    for (const time of [ONE, QUARTER_PAST])
      given(planned, arrived, at(time, calledOnDeparture({})))
        .when(notice)
        .emitsNothing();
  });
  test('R-CASE-11: nobody waits for a call that was never planned', () => {
    const { overdueFrom: _from, expectedDeparture: _departure, ...open } = asPlanned;
    given(at(TEN, { ...open, policePremises: true }))
      .when({ ...notice, occurredAt: LATER })
      .emitsNothing();
  });
  test('R-LIFE-1: nor of a visit that nobody planned', () =>
    given().when(notice).isRefusedBy('R-LIFE-1', 'id'));
  test('P-03: it is told to whoever expected the calls then', () =>
    given(planned, at(onDay('11:00'), buddyChanged({ buddy: SUPERVISOR.id })))
      .when(notice)
      .emits(happened(QUARTER_PAST, attendanceOverdue({ buddy: SUPERVISOR.id }))));
});

describe('finding out', () => {
  test('R-CASE-13: a supervisor puts on record how it ended', () =>
    given(planned, overdue)
      .when(resolve)
      .emits(overdueAttendanceResolved({ outcome: 'SAFE_FOUND', note: 'Her phone was flat.' })));
  test('D-28: also before anything has noticed', () =>
    given(planned)
      .when(resolve)
      .emits(overdueAttendanceResolved({ outcome: 'SAFE_FOUND', note: 'Her phone was flat.' }), alarm));
  test('R-LIFE-2: it is found out once', () => {
    const found = at(LATER, overdueAttendanceResolved({ outcome: 'SAFE_FOUND' }));
    given(planned, overdue, found).when(resolve).emitsNothing();
    given(planned, overdue, found)
      .when({ ...resolve, outcome: 'HARMED' })
      .isRefusedBy('R-LIFE-2', 'outcome');
  });
  test('R-LIFE-1: without an alarm there is nothing to resolve', () => {
    given(planned)
      .when({ ...resolve, occurredAt: ONE })
      .isRefusedBy('R-LIFE-1', 'id');
    given(planned, at(ONE, noReplyRecorded({ tried: ['BY_PHONE'] })))
      .when(resolve)
      .isRefusedBy('R-LIFE-1', 'id');
  });
});

describe('what is told after the alarm', () => {
  test('D-28: a call in time makes it none', () => {
    given(planned, arrived, overdue).when(leave).emits(calledOnDeparture({}), unfounded);
    given(planned, overdue)
      .when(noReply)
      .emits(noReplyRecorded({ tried: ['AT_THE_DOOR', 'CARD_LEFT'] }), unfounded);
    given(planned, overdue)
      .when(cancel)
      .emits(
        visitCancelled({ by: PCSO.id, reason: 'RECIPIENT_ASKED', note: 'She is with her sister.' }),
        unfounded,
      );
  });
  test('D-28: a late call does not, and is no less an alarm when told before anybody looked', () => {
    const late = { ...leave, occurredAt: onDay('14:00') };
    given(planned, arrived, overdue).when(late).emits(calledOnDeparture({}));
    given(planned, arrived).when(late).emits(calledOnDeparture({}), alarm);
    given(planned)
      .when({ ...cancel, note: 'Forgotten.', occurredAt: onDay('14:00') })
      .emits(visitCancelled({ by: PCSO.id, reason: 'RECIPIENT_ASKED', note: 'Forgotten.' }), alarm);
  });
  test('D-28: another time for the visit makes it none, and waits anew', () => {
    given(planned, overdue).when(move).emits(visitMoved(moved), unfounded);
    given(planned, overdue, at(onDay('11:00'), visitMoved(moved)), at(QUARTER_PAST, alarmUnfounded({})))
      .when({ ...notice, occurredAt: onDay('18:00') })
      .emits(happened(onDay('17:15'), attendanceOverdue({ buddy: OFFICER.id })));
  });
  test('D-28: an arrival alone changes nothing about it', () =>
    given(planned, overdue).when(arrive).warnsOf('R-CASE-11', arrivalRecorded({})));
  test('D-28: an alarm of an older record, dated when somebody noticed, stands', () => {
    const noticed = at(onDay('18:15'), attendanceOverdue({ buddy: OFFICER.id }));
    given(planned, noticed)
      .when({ ...notice, occurredAt: onDay('19:00') })
      .emitsNothing();
    given(planned, arrived, noticed)
      .when(leave)
      .emits(calledOnDeparture({}), happened(onDay('18:15'), alarmUnfounded({})));
  });
});

describe('the order of telling', () => {
  type Sent = Told<AttendanceCommand>;
  const arriveAtFour: Sent = { ...arrive, occurredAt: onDay('16:00') };
  const look: Sent = { ...notice, occurredAt: onDay('19:00') };
  const instants = [NOON, QUARTER_PAST, onDay('17:15'), onDay('18:00'), onDay('19:00')];

  /** What is on record after these commands; undefined where one of them is refused. */
  const recorded = (commands: readonly Sent[]): readonly Given<AttendanceEvent>[] | undefined =>
    commands.reduce<readonly Given<AttendanceEvent>[] | undefined>(
      (told, command) => {
        const decision =
          told &&
          given(...told)
            .knowingNothingElse()
            .when(command).decision;
        if (!decision || isRefusal(decision)) return undefined;
        const decided = 'events' in decision ? decision.events : decision;
        const dated = decided.map((one) => ('at' in one ? one : { at: command.occurredAt, event: one }));
        return [...told, ...dated];
      },
      [planned],
    );

  /** How it turned out, at each instant. */
  const outcomeOf = (told: readonly Given<AttendanceEvent>[]) => {
    const { state } = fact(attendanceHistory, 'visit-1', ...told);
    return JSON.stringify([state.alarms, instants.map((instant) => isOverdue(state, instant))]);
  };

  const orders = <One>(all: readonly One[]): readonly (readonly One[])[] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, index) => orders(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

  test.each<readonly [string, readonly Sent[], readonly string[]]>([
    ['a call in time', [{ ...leave, occurredAt: onDay('17:00') }], []],
    ['a late call', [{ ...leave, occurredAt: onDay('18:00') }], [onDay('17:15')]],
    ['no call', [], [onDay('17:15')]],
  ])('D-28: makes no difference, with somebody looking in between or not: %s', (_, departure, raised) => {
    const told = orders([move, arriveAtFour, ...departure, notice]).flatMap((order) => {
      const events = recorded([...order, look]);
      return events ? [events] : [];
    });
    expect(told.length).toBeGreaterThan(2);
    expect(new Set(told.map(outcomeOf)).size).toBe(1);
    const { state } = fact(attendanceHistory, 'visit-1', ...(told[0] ?? []));
    expect(state.alarms.map((one) => one.at)).toEqual(raised);
  });
});
