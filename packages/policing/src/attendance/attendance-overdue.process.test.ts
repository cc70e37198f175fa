import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Rows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { ADMIN, INPT, OFFICER, PCSO, SUPERVISOR } from '../kilburn.test.data.ts';
import { day, ofMember, ofSubject, ofTeam, type Step } from '../steps.test.data.ts';
import { attendance, type AttendanceCommand } from './attendance.ts';
import { attendancesOverdue } from './attendance-overdue.process.ts';

const at = (time: string) => `2023-03-06T${time}:00.000Z`;
const of = (command: Told<AttendanceCommand>): Step => ({ decider: attendance, id: 'visit-1', command });
const arranged = { considered: true, outcome: 'ARRANGED' } as const;
const plan = of({
  type: 'PlanAttendance',
  occurredAt: at('09:00'),
  by: PCSO,
  recipient: 'subject-1',
  premisesKind: 'HOME',
  policePremises: false,
  considerations: {
    riskAssessment: arranged,
    ppe: arranged,
    conflictManagement: arranged,
    otherTraining: arranged,
  },
  crew: 'LONE',
  buddy: OFFICER.id,
  expectedArrival: at('12:00'),
  expectedDeparture: at('13:00'),
  address: '4 Invented Mews',
});
/** Who is visited, and who expects the calls. */
const known: readonly Step[] = [
  ofSubject('subject-1', { type: 'RegisterSubject', ...day('2023-01-09', PCSO), name: 'Juniper Marsh' }),
  ofTeam(INPT, { type: 'FormTeam', ...day('2023-01-09', ADMIN), kind: 'INPT', name: 'West Camden INPT' }),
  ofMember(OFFICER.id, {
    type: 'PostMember',
    ...day('2023-01-09', ADMIN),
    team: INPT,
    category: 'UNIFORMED',
    rank: 'CONSTABLE',
    source: 'RECRUIT',
    publicName: 'PC Maren Holloway',
  }),
];
const arrive = of({ type: 'RecordArrival', occurredAt: at('12:00'), by: PCSO });
const leave = of({ type: 'CallOnDeparture', occurredAt: at('13:10'), by: PCSO });

describe('the call on departure', () => {
  let { clock, send, run, eventsOf } = engine();
  let rows: Rows = memoryRows();
  const sendAt = async (now: string, ...steps: readonly Step[]): Promise<void> => {
    clock.now = now;
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const runAt = async (now: string, memory = rows) => {
    clock.now = now;
    expect(await run(attendancesOverdue, memory)).toEqual([]);
  };
  const alarms = async () =>
    (await eventsOf('attendance-visit-1')).filter(({ type }) => type === 'AttendanceOverdue');
  const alarm = (time: string) => ({ type: 'AttendanceOverdue', occurredAt: at(time), buddy: OFFICER.id });

  beforeEach(async () => {
    ({ clock, send, run, eventsOf } = engine());
    rows = memoryRows();
    await sendAt(at('08:00'), ...known);
  });

  test('R-CASE-11: is waited for until the grace has passed [T3-55]', async () => {
    await sendAt(at('09:00'), plan);
    await runAt('2023-03-06T13:14:59.999Z');
    expect(await alarms()).toEqual([]);
  });

  test('R-CASE-11: then its absence is an alarm, once [T3-55]', async () => {
    await sendAt(at('09:00'), plan);
    await runAt(at('13:15'));
    await runAt(at('14:00'));
    await runAt(at('15:00'), memoryRows());
    expect(await alarms()).toEqual([alarm('13:15')]);
  });

  test('R-CASE-11: there is no alarm after the call [T3-55]', async () => {
    await sendAt(at('09:00'), plan);
    await sendAt(at('13:10'), arrive, leave);
    await runAt(at('15:00'));
    expect(await alarms()).toEqual([]);
  });

  test('R-CASE-11: nor a second one once it is known how it ended', async () => {
    await sendAt(at('09:00'), plan);
    await runAt(at('13:15'));
    const resolved = of({
      type: 'ResolveOverdueAttendance',
      occurredAt: at('13:30'),
      by: SUPERVISOR,
      outcome: 'SAFE_CALL_LATE',
    });
    await sendAt(at('13:30'), resolved);
    await runAt(at('16:00'));
    expect(await alarms()).toEqual([alarm('13:15')]);
  });

  test('R-CASE-14: a visit put on record afterwards leaves time to record its calls', async () => {
    await sendAt(at('18:00'), plan);
    await runAt(at('18:10'));
    expect(await alarms()).toEqual([]);
    await runAt(at('18:15'));
    expect(await alarms()).toEqual([alarm('13:15')]);
  });

  test('D-28: is missed at the end of the grace, though nobody looked for a day', async () => {
    await sendAt(at('09:00'), plan);
    await runAt('2023-03-07T13:00:00.000Z');
    expect(await alarms()).toEqual([alarm('13:15')]);
  });

  test('D-28: is missed when it comes late, though nobody looked before', async () => {
    await sendAt(at('09:00'), plan);
    await sendAt(at('14:00'), arrive, of({ type: 'CallOnDeparture', occurredAt: at('14:00'), by: PCSO }));
    expect(await alarms()).toEqual([alarm('13:15')]);
    await runAt(at('15:00'));
    expect(await alarms()).toEqual([alarm('13:15')]);
  });

  test('D-28: was not missed, where that is told after the alarm', async () => {
    await sendAt(at('09:00'), plan);
    await runAt(at('13:15'));
    await sendAt(at('15:00'), arrive, leave);
    await runAt(at('15:10'));
    expect((await eventsOf('attendance-visit-1')).slice(-3)).toMatchObject([
      { type: 'ArrivalRecorded', occurredAt: at('12:00') },
      { type: 'CalledOnDeparture', occurredAt: at('13:10') },
      { type: 'AlarmUnfounded', occurredAt: at('13:15') },
    ]);
  });

  test('P-03: is not waited for once a visit is called off, and is waited for at another time', async () => {
    await sendAt(at('09:00'), plan);
    await sendAt(
      at('10:00'),
      of({
        type: 'MoveVisit',
        occurredAt: at('10:00'),
        by: PCSO,
        expectedArrival: at('16:00'),
        expectedDeparture: at('17:00'),
      }),
    );
    await runAt(at('14:00'));
    expect(await alarms()).toEqual([]);
    const called = of({ type: 'CancelVisit', occurredAt: at('15:00'), by: PCSO, reason: 'NOT_SAFE' });
    await runAt(at('17:14'));
    expect(await alarms()).toEqual([]);
    await runAt(at('17:15'));
    expect(await alarms()).toEqual([alarm('17:15')]);
    await sendAt(at('17:20'), called);
    await runAt(at('18:00'));
    expect((await eventsOf('attendance-visit-1')).at(-1)).toMatchObject({
      type: 'AlarmUnfounded',
      occurredAt: at('17:15'),
    });
  });
});
