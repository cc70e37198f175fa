import { beforeEach, describe, expect, test } from '@jest/globals';
import { foldRecorded, memoryRows, type Rows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import {
  ANALYST,
  ARCADE_REPORT,
  DEALING,
  FED,
  intelligenceGathered,
  ofIntelligence,
} from '../intelligence-in-kilburn.test.data.ts';
import { CONTROL } from '../crimes-in-kilburn.test.data.ts';
import { OFFICER } from '../kilburn.test.data.ts';
import { reportHistory, statusOf } from '../report/report.state.ts';
import { report } from '../report/report.ts';
import { day, struck, type Step } from '../steps.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { actionsFor, intelligenceHistory } from './intelligence.state.ts';
import { intelligence, intelligenceReports } from './intelligence.ts';

const [received] = intelligenceGathered as readonly [Step];
const before = yearInKilburn.indexOf(received);
const submit = {
  type: 'SubmitIntelligence',
  ...day('2013-07-02', OFFICER),
  text: 'The van is a grey one.',
  priority: 'LOW',
} as const;
const evaluated = ofIntelligence(
  {
    type: 'EvaluateIntelligence',
    ...day('2013-07-05', ANALYST),
    scheme: 'THREE_BY_FIVE_BY_TWO',
    source: 'UNTESTED',
    assessment: 'KNOWN_INDIRECTLY',
    handling: 'PERMITTED',
  },
  FED,
);
const nothingDone = ofIntelligence(
  { type: 'DecideNoAction', ...day('2013-07-06', ANALYST), reason: 'TOO_LITTLE_KNOWN' },
  FED,
);
const called = (id: string) => `police.call-${id}`;
const alsoReceived = (id: string): Step => ({
  ...received,
  id: called(id),
  command: { ...received.command, receipt: `receipt-${id}`, intelligence: `police.told-${id}` } as never,
});
const patrols = (reports: readonly string[]) =>
  ofIntelligence({
    type: 'DecideAction',
    ...day('2013-07-10', ANALYST),
    action: 'patrols',
    what: 'PATROL',
    plannedFor: '2013-07-12T20:00:00.000Z',
    how: 'OPENLY',
    reports,
  });

describe('reports of the public and what they become', () => {
  let world = engine();
  let rows: Rows = memoryRows();
  const typesOf = async (stream: string) => (await world.store.readStream(stream)).map(({ type }) => type);
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await world.send(step)).refusal).toBeUndefined();
  };
  /** That nobody graded it is another matter. */
  const toldOf = async (id: string) =>
    (await typesOf(`report-${id}`)).filter((type) => type !== 'ReportDutyOverdue');
  const statusNow = async (id = ARCADE_REPORT) =>
    statusOf(foldRecorded(reportHistory, await world.store.readStream(`report-${id}`)), world.clock.now);
  const run = async (memory = rows) => expect(await world.run(intelligenceReports, memory)).toEqual([]);

  beforeEach(async () => {
    world = engine();
    rows = memoryRows();
    world.clock.now = '2013-07-20T09:00:00.000Z';
    for (const [index, step] of yearInKilburn.slice(0, before).entries())
      await world.send(step, `year-${String(index)}`);
  });

  test('R-INT-1, T1-34: a report is fed as of when it came, with its words where they were sealed', async () => {
    await sendAll(received);
    await run();
    expect(await world.eventsOf(`intelligence-${FED}`)).toEqual([
      {
        type: 'IntelligenceOpened',
        occurredAt: received.command.occurredAt,
        report: ARCADE_REPORT,
        text: `report-${ARCADE_REPORT}/0/0`,
        ward: 'E05000140',
      },
    ]);
    expect(await toldOf(ARCADE_REPORT)).toEqual(['PublicReportReceived', 'ReportFedToIntelligence']);
  });

  test('R-INT-1: once, also where the process forgot that it had sent it, or stopped in between', async () => {
    await sendAll(received);
    await run();
    await sendAll(evaluated);
    await run(memoryRows());
    await run();
    expect(await typesOf(`intelligence-${FED}`)).toEqual(['IntelligenceOpened', 'IntelligenceEvaluated']);
    expect(await toldOf(ARCADE_REPORT)).toEqual([
      ...['PublicReportReceived', 'ReportFedToIntelligence', 'ReportAssessed'],
    ]);
  });

  test('R-INT-1, T1-35: a report that was recorded late is fed as of then, and then assessed', async () => {
    world.clock.now = '2013-11-30T09:00:00.000Z';
    await sendAll(received);
    await run();
    await sendAll(evaluated);
    await run();
    expect(await world.eventsOf(`intelligence-${FED}`)).toMatchObject([
      { occurredAt: received.command.occurredAt },
      { type: 'IntelligenceEvaluated' },
    ]);
    expect(await statusNow()).toBe('ASSESSED');
  });

  test('R-INT-1: a grading that is struck is taken back of the report, and so is what was decided', async () => {
    await sendAll(received);
    await run();
    await sendAll(evaluated, nothingDone);
    await run();
    expect(await toldOf(ARCADE_REPORT)).toContain('ReportActedOn');
    await sendAll(struck(intelligence, FED, 2, ANALYST), struck(intelligence, FED, 1, ANALYST));
    await run();
    expect(await statusNow()).toBe('BEING_ASSESSED');
    expect(await toldOf(ARCADE_REPORT)).toEqual(
      expect.arrayContaining(['ReportAssessmentFoundWrong', 'ReportActionFoundWrong']),
    );
  });

  test('R-STRIKE-6: a report that is struck takes its intelligence with it, until somebody has worked on that', async () => {
    await sendAll(received);
    await run();
    await sendAll(struck(report, ARCADE_REPORT, 0, CONTROL));
    await run();
    expect(await typesOf(`intelligence-${FED}`)).toEqual(['IntelligenceOpened', 'RecordedInError']);
    expect((await world.send(evaluated)).refusal).toMatchObject({ rule: 'R-LIFE-1' });
  });

  test('T1-41: given twelve reports, when one action is decided for them, then each of them says so', async () => {
    const twelve = Array.from({ length: 12 }, (_, index) => String(index + 1));
    await sendAll(...twelve.map(alsoReceived), ofIntelligence(submit));
    await run();
    await sendAll(patrols(twelve.map(called)));
    await run();
    const known = foldRecorded(intelligenceHistory, await world.store.readStream(`intelligence-${DEALING}`));
    for (const id of twelve) {
      expect(await statusNow(called(id))).toBe('ACTED_ON');
      expect(actionsFor(known, called(id))).toHaveLength(1);
    }
    await sendAll(struck(intelligence, DEALING, 1, ANALYST));
    await run();
    expect(await statusNow(called('12'))).toBe('BEING_ASSESSED');
  });
});
