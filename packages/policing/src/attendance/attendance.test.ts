import { describe, expect, test } from '@jest/globals';
import { at, scenario } from '@wardbook/event-sourcing/testing';
import { INSPECTOR, OFFICER, PCSO, SUPERVISOR, SYSTEM, sendersOf } from '../kilburn.test.data.ts';
import { attendance } from './attendance.ts';
import {
  attendanceHistory,
  isOver,
  isOverdue,
  isPlanned,
  isResolved,
  plannedFor,
} from './attendance.state.ts';
import {
  arrivalRecorded,
  attendanceEvents,
  attendanceOverdue,
  attendancePlanned,
  calledBeforeArrival,
  calledOnDeparture,
  CONSIDERATIONS,
  overdueAttendanceResolved,
  PREMISES_KINDS,
} from './attendance.events.ts';

const given = scenario(attendance, 'visit-1');
const TEN = '2023-03-06T10:00:00.000Z';
const NOON = '2023-03-06T12:00:00.000Z';
const ONE = '2023-03-06T13:00:00.000Z';
const QUARTER_PAST = '2023-03-06T13:15:00.000Z';
const LATER = '2023-03-06T15:00:00.000Z';

const arranged = { considered: true, outcome: 'ARRANGED' } as const;
const notRequired = { considered: true, outcome: 'NOT_REQUIRED' } as const;
const plan = {
  type: 'PlanAttendance',
  occurredAt: TEN,
  by: PCSO,
  case: 'case-1',
  recipient: 'subject-1',
  premisesKind: 'HOME',
  policePremises: false,
  considerations: {
    riskAssessment: arranged,
    ppe: notRequired,
    conflictManagement: notRequired,
    otherTraining: { considered: true, outcome: 'NOT_AVAILABLE' },
  },
  crew: 'LONE',
  buddy: OFFICER.id,
  expectedArrival: NOON,
  expectedDeparture: ONE,
  address: '4 Invented Mews',
} as const;
const { type: _type, occurredAt: _at, by: _by, ...terms } = plan;
const asPlanned = attendancePlanned({
  ...terms,
  member: PCSO.id,
  graceMinutes: 15,
  overdueFrom: QUARTER_PAST,
});
const planned = at(TEN, asPlanned);
const call = { type: 'CallBeforeArrival', occurredAt: NOON, by: PCSO } as const;
const arrive = { type: 'RecordArrival', occurredAt: NOON, by: PCSO } as const;
const leave = { type: 'CallOnDeparture', occurredAt: ONE, by: PCSO } as const;
const notice = { type: 'NoticeAttendanceOverdue', occurredAt: QUARTER_PAST, by: SYSTEM } as const;
const resolve = {
  type: 'ResolveOverdueAttendance',
  occurredAt: LATER,
  by: SUPERVISOR,
  outcome: 'SAFE_FOUND',
  note: 'Her phone was flat.',
} as const;
const overdue = at(QUARTER_PAST, attendanceOverdue({ buddy: OFFICER.id }));

describe('planning', () => {
  test('R-CASE-11: a plan says what was considered, who expects the calls and until when [T3-55]', () =>
    given().when(plan).emits(asPlanned));
  test('R-CASE-11: grace is 15 minutes unless the plan says otherwise', () =>
    given()
      .when({ ...plan, graceMinutes: 30 })
      .emits(
        attendancePlanned({
          ...terms,
          member: PCSO.id,
          graceMinutes: 30,
          overdueFrom: '2023-03-06T13:30:00.000Z',
        }),
      ));
  test.each(CONSIDERATIONS)('R-CASE-11: three considerations without %s are not enough [T3-54]', (one) => {
    given()
      .when({ ...plan, considerations: { ...plan.considerations, [one]: { considered: false } } })
      .isRefusedBy('R-CASE-11');
    given()
      .when({ ...plan, considerations: { ...plan.considerations, [one]: { considered: true } } })
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: to police premises nothing needs to be considered, and nobody called [T3-54]', () => {
    const none = { considered: false };
    const { buddy: _buddy, expectedArrival: _arrival, expectedDeparture: _departure, ...bare } = plan;
    const considerations = { riskAssessment: none, ppe: none, conflictManagement: none, otherTraining: none };
    const { type: _t, occurredAt: _a, by: _b, ...said } = { ...bare, considerations, policePremises: true };
    given()
      .when({ ...bare, considerations, policePremises: true })
      .emits(attendancePlanned({ ...said, member: PCSO.id, graceMinutes: 15 }));
  });
  test('R-CASE-11: a plan without anybody who expects the calls is none [T3-55]', () => {
    const { buddy: _buddy, ...alone } = plan;
    given().when(alone).isRefusedBy('R-CASE-11');
    given()
      .when({ ...plan, buddy: PCSO.id })
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: a plan says when arrival and departure are expected [T3-55]', () => {
    const { expectedDeparture: _departure, ...open } = plan;
    given().when(open).isRefusedBy('R-CASE-11');
    const { expectedArrival: _arrival, ...unknown } = plan;
    given().when(unknown).isRefusedBy('R-CASE-11');
    given()
      .when({ ...plan, expectedDeparture: NOON })
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: what was considered afterwards was not considered before', () => {
    given()
      .when({ ...plan, occurredAt: '2023-03-06T12:00:00.001Z' })
      .isRefusedBy('R-CASE-11');
    given()
      .when({ ...plan, occurredAt: NOON })
      .emits(asPlanned);
  });
  test.each(PREMISES_KINDS)('R-CASE-11: premises may be %s [T3-20]', (premisesKind) =>
    given()
      .when({ ...plan, premisesKind })
      .emits({ ...asPlanned, premisesKind }),
  );
  test('R-LIFE-2: the same plan again is no other plan', () => given(planned).when(plan).emitsNothing());
  test('R-LIFE-2: another plan is another attendance', () =>
    given(planned)
      .when({ ...plan, crew: 'DOUBLE' })
      .isRefusedBy('R-LIFE-2'));
});

describe('going there and back', () => {
  test('R-CASE-11: whoever arrives has called before [T3-55]', () => {
    given(planned).when(call).emits(calledBeforeArrival({}));
    given(planned, at(NOON, calledBeforeArrival({})))
      .when(arrive)
      .emits(arrivalRecorded({}));
  });
  test('R-CASE-11: who did not call arrives all the same, and hears of it [T3-55]', () =>
    given(planned).when(arrive).warnsOf('R-CASE-11', arrivalRecorded({})));
  test('R-CASE-11: nobody is called before arrival at police premises', () =>
    given(at(TEN, { ...asPlanned, policePremises: true }))
      .when(arrive)
      .emits(arrivalRecorded({})));
  test('R-CASE-11: a call on departure ends it [T3-55]', () =>
    given(planned).when(leave).emits(calledOnDeparture({})));
  test('R-LIFE-1: nobody departs before they arrived', () =>
    given(planned, at(LATER, arrivalRecorded({})))
      .when(leave)
      .isRefusedBy('R-LIFE-1'));
  test.each([
    ['CallBeforeArrival', call, calledBeforeArrival({})],
    ['RecordArrival', arrive, arrivalRecorded({})],
    ['CallOnDeparture', leave, calledOnDeparture({})],
  ] as const)('R-LIFE-2: %s twice is once, and not before there is a plan', (_, command, event) => {
    given(planned, at(command.occurredAt, event)).when(command).emitsNothing();
    given().when(command).isRefusedBy('R-LIFE-1');
  });
});

describe('being overdue', () => {
  test('R-CASE-11: when grace is over without a call, the alarm is raised [T3-55]', () =>
    given(planned)
      .when(notice)
      .emits(attendanceOverdue({ buddy: OFFICER.id })));
  test('R-CASE-11: before that, it is not [T3-55]', () =>
    given(planned)
      .when({ ...notice, occurredAt: '2023-03-06T13:14:59.999Z' })
      .isRefusedBy('R-CASE-11'));
  test('R-CASE-11: it is raised once [T3-55]', () =>
    given(planned, overdue)
      .when({ ...notice, occurredAt: LATER })
      .emitsNothing());
  test('R-CASE-11: it is not raised about who has called, however late that was written down', () =>
    given(planned, at(ONE, calledOnDeparture({})))
      .when(notice)
      .emitsNothing());
  test('R-CASE-11: nobody waits for a call that was never planned', () => {
    const { overdueFrom: _from, ...open } = asPlanned;
    given(at(TEN, { ...open, policePremises: true }))
      .when(notice)
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-13: a supervisor puts on record how it ended', () =>
    given(planned, overdue)
      .when(resolve)
      .emits(overdueAttendanceResolved({ outcome: 'SAFE_FOUND', note: 'Her phone was flat.' })));
  test('R-LIFE-2: it ends once', () =>
    given(planned, overdue, at(LATER, overdueAttendanceResolved({ outcome: 'SAFE_FOUND' })))
      .when(resolve)
      .emitsNothing());
  test('R-LIFE-1: without an alarm there is nothing to resolve', () =>
    given(planned).when(resolve).isRefusedBy('R-LIFE-1'));
});

describe('who sends it', () => {
  const visitors = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'];
  test.each([plan, call, arrive, leave])('R-AUTH-2: $type is for those who go there', (command) => {
    expect(sendersOf(given(), command)).toEqual(visitors);
  });
  test('R-AUTH-2: only a process notices', () => {
    expect(sendersOf(given(), notice)).toEqual(['SYSTEM']);
  });
  test('R-AUTH-2: who was missed does not resolve it', () => {
    expect(sendersOf(given(), { ...resolve, by: INSPECTOR })).toEqual(['SUPERVISOR', 'INSPECTOR']);
  });
});

describe('an attendance at an instant', () => {
  const { evolve, initial } = attendanceHistory;
  const moment = (occurredAt: string) => ({
    stream: 'attendance-visit-1',
    revision: 0,
    id: 'event-0',
    occurredAt,
    recordedAt: LATER,
  });
  const after = evolve.OverdueAttendanceResolved(
    evolve.AttendanceOverdue(
      evolve.AttendancePlanned(initial, asPlanned, moment(TEN)),
      attendanceOverdue({}),
      moment(QUARTER_PAST),
    ),
    overdueAttendanceResolved({ outcome: 'SAFE_FOUND' }),
    moment(LATER),
  );

  test('is planned, overdue and resolved from the moment on at which it was', () => {
    expect([NOON, QUARTER_PAST, LATER].map((instant) => isPlanned(after, instant))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isPlanned(after, '2023-03-06T09:00:00.000Z')).toBe(false);
    expect([NOON, QUARTER_PAST, LATER].map((instant) => isOverdue(after, instant))).toEqual([
      false,
      true,
      false,
    ]);
    expect([QUARTER_PAST, LATER].map((instant) => isResolved(after, instant))).toEqual([false, true]);
    expect(isOver(after, LATER)).toBe(false);
    expect(isOver(after, '2023-03-07T09:00:00.000Z')).toBe(true);
  });
  test('keeps no address in its state', () => {
    expect(plannedFor(after)).toBe('subject-1');
    expect(JSON.stringify(after)).not.toContain('Mews');
  });
  test('seals the address and the note, for whom the visit is to', () => {
    expect(
      attendanceEvents.flatMap(({ type, personalFields }) => personalFields.map((f) => [type, f])),
    ).toEqual([
      ['AttendancePlanned', 'address'],
      ['OverdueAttendanceResolved', 'note'],
    ]);
    expect(attendance.subject?.(initial, { ...plan, id: 'visit-1', owner: 'police' })).toBe('subject-1');
    expect(attendance.subject?.(after, { ...resolve, id: 'visit-1', owner: 'police' })).toBe('subject-1');
    expect(attendance.subject?.(initial, { ...resolve, id: 'visit-1', owner: 'police' })).toBeUndefined();
  });
});
