import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { engine } from '../engine.test.data.ts';
import { INSPECTOR, schoolVisits } from '../kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import type { Step } from '../steps.test.data.ts';
import { promise, type PromiseCommand } from './promise.ts';
import { promiseAgreement } from './promise-agreement.process.ts';

/** The year in Kilburn up to the meeting at which the panel agrees to what the team has agreed to. */
const untilTheMeeting = yearInKilburn.slice(
  0,
  yearInKilburn.findIndex(({ command }) => command.type === 'AgreePromiseByCommunity'),
);

describe('the agreement of a panel', () => {
  let { send, run, eventsOf } = engine();
  const sendAll = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const agreementsOf = async (stream: string) =>
    (await eventsOf(stream)).filter(({ type }) => /^PromiseAgreed|^PromiseInForce/.test(type));

  const atTheMeeting = '2013-02-20T12:00:00.000Z';
  const byTeam = {
    type: 'PromiseAgreedByTeam',
    occurredAt: '2013-02-13T12:00:00.000Z',
    lead: INSPECTOR.id,
  };
  const byCommunity = { type: 'PromiseAgreedByCommunity', occurredAt: atTheMeeting, meeting: 'february' };

  beforeEach(() => {
    ({ send, run, eventsOf } = engine());
  });

  test('R-PROM-1: reaches the promise, which is then in force from that evening [T4-13]', async () => {
    await sendAll(untilTheMeeting);
    expect(await agreementsOf('promise-visits')).toEqual([byTeam]);
    expect(await run(promiseAgreement)).toEqual([]);
    expect(await agreementsOf('promise-visits')).toEqual([
      byTeam,
      byCommunity,
      { type: 'PromiseInForce', occurredAt: atTheMeeting, from: atTheMeeting, firstPeriod: '2013-03' },
    ]);
  });

  test('R-PROM-1: reaches a promise that the team has not agreed to, and puts nothing in force [T4-13]', async () => {
    await sendAll(untilTheMeeting.filter(({ command }) => command.type !== 'AgreePromiseByTeam'));
    await run(promiseAgreement);
    expect(await agreementsOf('promise-visits')).toEqual([byCommunity]);
  });

  test('R-PROM-1: reaches it once, whatever the process forgot', async () => {
    await sendAll(untilTheMeeting);
    await run(promiseAgreement);
    const once = await eventsOf('promise-visits');
    await run(promiseAgreement);
    expect(await eventsOf('promise-visits')).toEqual(once);
  });

  test('R-PROM-1: does not reach a promise that was amended meanwhile: the community agreed to other words', async () => {
    await sendAll(untilTheMeeting.filter(({ command }) => command.type !== 'AgreePromiseByTeam'));
    const terms = { ...schoolVisits, statement: 'We visit a school every month.' };
    const command: Told<PromiseCommand> = {
      type: 'AmendPromise',
      occurredAt: '2013-02-21T12:00:00.000Z',
      by: INSPECTOR,
      terms,
    };
    await sendAll([{ decider: promise, id: 'visits', command }]);
    expect((await run(promiseAgreement)).map(({ refusal }) => refusal.rule)).toEqual(['R-PROM-1']);
    expect(await agreementsOf('promise-visits')).toEqual([]);
  });
});
