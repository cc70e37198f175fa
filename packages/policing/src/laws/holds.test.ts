import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { police, RECORDS } from '../kilburn.test.data.ts';
import { retention, type RetentionCommand } from '../retention/retention.ts';
import { holdsAt, type Keeping } from '../retention/retention.state.ts';
import { seed, times } from './law.test.data.ts';
import {
  deciderOf,
  KINDS,
  record,
  stateAt,
  streamOfStep,
  streamsOf,
  upon,
  YEAR,
  type KindName,
  type Sent,
} from './world.test.data.ts';

// A held record is not disposed of, in whatever order it was recorded that it was held, let go of, and disposed of.

const KEPT = KINDS.filter((kind) => 'PlaceLegalHold' in deciderOf(kind).decide);
const SECOND_CLERK = police('records-2', 'RECORDS');
const FOREVER = '9999-12-31T00:00:00.000Z';
const RUNS = 200;

/** Of what the year disposes of in the end, all that happened to it beside. */
const before = (kind: KindName): readonly Sent[] => {
  const disposal = YEAR.find(
    ({ decider, command }) => decider === deciderOf(kind) && command.type === 'Dispose',
  );
  return YEAR.filter(
    (step) =>
      disposal && streamOfStep(step) === streamOfStep(disposal) && !(step.command.type in retention.decide),
  );
};

/** Each hold from a day of the autumn on and for some days, or for good; and the days on which somebody disposes of it. */
const stories = fc
  .record({
    holds: fc.array(fc.record({ from: fc.nat(40), days: fc.option(fc.nat(20)) }), {
      minLength: 1,
      maxLength: 3,
    }),
    disposals: fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }),
  })
  .map(({ holds, disposals }): readonly RetentionTold[] => [
    ...holds.flatMap(({ from, days }, index): readonly RetentionTold[] => {
      const hold = `hold-${index}`;
      return [
        { after: from, by: RECORDS, type: 'PlaceLegalHold', hold, reason: 'LITIGATION' },
        ...(days === null
          ? []
          : ([
              { after: from + days, by: RECORDS, type: 'LiftLegalHold', hold, reason: 'MATTER_ENDED' },
              { after: from + days, by: SECOND_CLERK, type: 'GrantLifting', request: hold },
            ] as const)),
      ];
    }),
    ...disposals.map((after): RetentionTold => ({ after, by: RECORDS, type: 'Dispose' })),
  ])
  .chain((told) => fc.shuffledSubarray([...told.entries()], { minLength: told.length }));

type RetentionTold = (RetentionCommand extends infer One
  ? One extends RetentionCommand
    ? Omit<One, 'id' | 'owner' | 'occurredAt'>
    : never
  : never) & { readonly after: number };

const FIRST_DAY = Date.parse('2013-09-01T12:00:00.000Z');

/** In the order of recording; no two at one instant. */
const sent = (story: readonly (readonly [number, RetentionTold])[], { decider, id }: Sent): readonly Sent[] =>
  story.map(([index, { after, ...command }]) => ({
    decider,
    id,
    command: {
      ...command,
      occurredAt: new Date(FIRST_DAY + after * 86_400_000 + index * 1_000).toISOString(),
    },
    commandId: `told-${index}`,
  }));

describe.each(KEPT)('%s', (kind) => {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const [first] = before(kind);

  test('R-CASE-15: what is held is not disposed of, in whatever order that is recorded [T3-48]', async () => {
    const all = (await record(YEAR)).engine;
    const stream = first ? streamOfStep(first) : '';
    const decider = deciderOf(kind);
    const property = fc.asyncProperty(stories, async (story) => {
      const { engine } = await record(before(kind), upon(all, stream));
      for (const step of first ? sent(story, first) : []) {
        const { refusal } = await engine.send(step, step.commandId);
        count(`${step.command.type} ${refusal?.rule ?? 'accepted'}`);
        const past = (await streamsOf(engine)).get(stream)?.past ?? [];
        const { retention: kept } = stateAt(decider, past, FOREVER) as Keeping;
        const { disposed } = kept;
        if (disposed) expect(holdsAt(kept, disposed.at)).toEqual([]);
      }
    });
    await fc.assert(property, { seed, numRuns: RUNS * times });
    expect(counts.get('Dispose accepted')).toBeGreaterThan(50);
    expect(counts.get('Dispose R-CASE-15')).toBeGreaterThan(50);
    expect(counts.get('PlaceLegalHold R-TIME-2')).toBeGreaterThan(20);
  });
});

test('every kind that is about a person has it, and problems, which may have a target', () => {
  const isAboutOne = (kind: (typeof KINDS)[number]) => deciderOf(kind).subject !== undefined;
  expect(KEPT).toEqual(KINDS.filter((kind) => isAboutOne(kind) || kind === 'problem'));
});
