import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Rows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { OFFICER, PCSO, SUPERVISOR } from '../kilburn.test.data.ts';
import type { Step } from '../steps.test.data.ts';
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

  beforeEach(() => {
    ({ clock, send, run, eventsOf } = engine());
    rows = memoryRows();
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
    expect(await alarms()).toEqual([alarm('18:15')]);
  });
});
