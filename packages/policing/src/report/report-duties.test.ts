import { beforeEach, describe, expect, test } from '@jest/globals';
import { foldRecorded, memoryRows, type Rows } from '@wardbook/event-sourcing';
import { CONTROL } from '../crimes-in-kilburn.test.data.ts';
import { engine } from '../engine.test.data.ts';
import { ofReport, REPORTED, reportsReceived } from '../reports-in-kilburn.test.data.ts';
import { day, struck, type Step } from '../steps.test.data.ts';
import { reportHistory } from './report.state.ts';
import { report, reportDutiesOverdue } from './report.ts';

const STREAM = `report-${REPORTED}`;
const AFTERNOON = '2013-03-04T15:00:00.000Z';
/** An hour after it came: the policy on grading says so. */
const ONE = '2013-03-04T13:00:00.000Z';
const MIDNIGHT = '2013-03-05T00:00:00.000Z';
const graded = ofReport({
  type: 'GradeReport',
  ...day('2013-03-04', CONTROL),
  grade: 'REFERRED',
  rationale: 'INFORMATION_ONLY',
});

describe('what is owed to a report', () => {
  let world = engine();
  let rows: Rows = memoryRows();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await world.send(step)).refusal).toBeUndefined();
  };
  const look = async (now: string, memory = rows) => {
    world.clock.now = now;
    expect(await world.run(reportDutiesOverdue, memory)).toEqual([]);
  };
  const overdue = async () =>
    (await world.eventsOf(STREAM))
      .filter(({ type }) => type === 'ReportDutyOverdue')
      .map((one) => [(one as unknown as { readonly duty: string }).duty, one.occurredAt]);
  const received = async (now: string) => {
    world.clock.now = now;
    await sendAll(
      ...reportsReceived.slice(0, 2),
      ofReport({
        type: 'ReceiveReport',
        ...day('2013-03-04', CONTROL),
        channel: 'CALL',
        matter: 'ABANDONED_VEHICLE',
        inProgress: false,
        receipt: 'receipt-1',
        intelligence: 'police.2013-31',
      }),
    );
  };

  beforeEach(() => {
    world = engine();
    rows = memoryRows();
  });

  test('R-INT-1, T1-35: is overdue once its minutes, or its London day, are over, and once', async () => {
    await received('2013-03-04T12:30:00.000Z');
    await look('2013-03-04T12:59:59.999Z');
    expect(await overdue()).toEqual([]);
    await look(ONE);
    expect(await overdue()).toEqual([['GRADING', ONE]]);
    await look('2013-03-05T12:00:00.000Z');
    await look('2013-03-06T12:00:00.000Z', memoryRows());
    expect(await overdue()).toEqual([
      ['GRADING', ONE],
      ['ASSESSMENT', MIDNIGHT],
    ]);
  });
  test('R-INT-1: is not overdue where it was graded in time', async () => {
    await received('2013-03-04T12:30:00.000Z');
    await sendAll(graded);
    await look('2013-03-06T12:00:00.000Z');
    expect(await overdue()).toEqual([['ASSESSMENT', MIDNIGHT]]);
  });
  test('R-INT-1: is not overdue at once where all of it is put on record afterwards', async () => {
    await received(AFTERNOON);
    await look('2013-03-04T15:10:00.000Z');
    expect(await overdue()).toEqual([]);
    await look(MIDNIGHT);
    expect(await overdue()).toEqual([
      ['GRADING', ONE],
      ['ASSESSMENT', MIDNIGHT],
    ]);
  });
  test('R-INT-1: is asked for once more where it was found wrong that it was overdue, and that is struck', async () => {
    await received('2013-03-04T12:30:00.000Z');
    await look(ONE);
    await sendAll(graded);
    expect((await world.eventsOf(STREAM)).at(-1)).toMatchObject({ type: 'ReportDutyOverdueFoundWrong' });
    const types = (await world.store.readStream(STREAM)).map(({ type }) => type);
    const strike = struck(report, REPORTED, types.lastIndexOf('ReportGraded'), CONTROL);
    expect((await world.send(strike)).refusal).toBeUndefined();
    await look(AFTERNOON);
    const all = await world.store.readStream(STREAM);
    expect(foldRecorded(reportHistory, all).overdue).toEqual([{ duty: 'GRADING', dueAt: ONE }]);
  });
  test('R-TIME-2: a grade is not struck as long as the report was regraded', async () => {
    await received('2013-03-04T12:30:00.000Z');
    world.clock.now = '2013-03-06T12:00:00.000Z';
    await sendAll(
      graded,
      ofReport({
        type: 'RegradeReport',
        ...day('2013-03-05', CONTROL),
        grade: 'EXTENDED',
        rationale: 'CAN_WAIT',
        reason: 'MORE_IS_KNOWN',
      }),
    );
    const types = (await world.store.readStream(STREAM)).map(({ type }) => type);
    const strike = struck(report, REPORTED, types.indexOf('ReportGraded'), CONTROL);
    expect((await world.send(strike)).refusal).toMatchObject({ rule: 'R-TIME-2' });
  });
});
