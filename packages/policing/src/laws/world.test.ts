import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { engine } from '../engine.test.data.ts';
import { ENDED_RECORDS, NEIGHBOURS, recordsOf, theirs } from './neighbours.test.data.ts';
import type { Referred } from './kind.test.data.ts';
import { seed } from './law.test.data.ts';
import { differencesOf } from './outcome.test.data.ts';
import {
  commandTypes,
  deciderOf,
  KINDS,
  record,
  streamOfStep,
  upon,
  worlds,
  YEAR,
} from './world.test.data.ts';

test('every command of every kind is sent in the year, and each is accepted when it is recorded in time', async () => {
  const sent = new Set(YEAR.map(({ command }) => command.type));
  expect(KINDS.flatMap(commandTypes).filter((type) => !sent.has(type))).toEqual([]);
  const { effective } = await record(YEAR);
  const others = YEAR.filter((step) => !effective.includes(step));
  // In time, the departure was told before any alarm, and March was kept: there was nothing to explain.
  expect(others.map(({ command: { type, occurredAt } }) => `${type} ${occurredAt.slice(0, 10)}`)).toEqual([
    'NoticeAttendanceOverdue 2013-01-24',
    'ExplainBreach 2013-04-02',
  ]);
});

test('whatever can be named had a namesake that ended, where it can end, and another force has one', async () => {
  const { effective } = await record(NEIGHBOURS);
  const begun = new Set(effective.map(streamOfStep));
  const missing = (Object.keys(ENDED_RECORDS) as readonly Referred[]).flatMap((kind) => {
    const [first = ''] = recordsOf(kind);
    const ended = ENDED_RECORDS[kind];
    return [theirs(first), ...(ended === undefined ? [] : [ended])]
      .map((id) => `${deciderOf(kind).name}-${id}`)
      .filter((stream) => !begun.has(stream));
  });
  expect(missing).toEqual([]);
});

test('what is not decided twice upon the same past comes to the same as if it were', async () => {
  const some = fc.sample(worlds(['visit', 'policy', 'roles'], { leftOut: 6 }), { seed, numRuns: 6 });
  for (const world of some) {
    const [remembered, anew] = [await record(world), await record(world, engine())];
    expect(remembered.accepted).toEqual(anew.accepted);
    expect(remembered.effective).toEqual(anew.effective);
    expect(await differencesOf(remembered, anew)).toEqual([]);
    const [stream] = new Set(world.map(streamOfStep));
    const late = world.filter((step) => streamOfStep(step) === stream).toReversed();
    const again = await record(late, upon(remembered.engine, stream));
    expect(again.effective).toEqual((await record(late, upon(anew.engine, stream))).effective);
  }
});
