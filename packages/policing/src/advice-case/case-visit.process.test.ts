import { expect, test } from '@jest/globals';
import { engine } from '../engine.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { caseVisit } from './case-visit.process.ts';

const isPlan = ({ command }: (typeof yearInKilburn)[number]): boolean => command.type === 'PlanAttendance';

test('D-21: a case hears once of each visit that is planned for it, and of no other (R-CASE-13)', async () => {
  const { send, run, eventsOf } = engine();
  const plans = yearInKilburn.filter(
    (step) => isPlan(step) && !('survey' in step.command) && !('visit' in step.command),
  );
  const before = yearInKilburn.slice(0, yearInKilburn.findIndex(isPlan));
  for (const step of [...before, ...plans]) expect((await send(step)).refusal).toBeUndefined();
  for (let times = 0; times < 2; times += 1) expect(await run(caseVisit)).toEqual([]);
  const heard = (await eventsOf('adviceCase-case-1')).filter(({ type }) => type === 'CaseVisitPlanned');
  expect(heard).toEqual([
    { type: 'CaseVisitPlanned', occurredAt: '2013-01-21T12:00:00.000Z', attendance: 'visit-1' },
  ]);
});
