import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesAfter, corrected, since, spansBetween, toldAt, valueAt, type Timeline } from './timeline.ts';

describe('a timeline', () => {
  test('answers at every instant what was last recorded about the newest moment until then', () => {
    fc.assert(
      fc.property(anyRecordings, anyInstant, (recordings, instant) => {
        expect(valueAt(timelineOf(recordings), instant)).toBe(oracle(recordings, instant));
      }),
      { numRuns: 1_000 },
    );
  });

  test('stays in order, and forgets nothing, however late a fact is recorded', () => {
    fc.assert(
      fc.property(anyRecordings, (recordings) => {
        const timeline = timelineOf(recordings);
        expect(timeline.map(({ from }) => from)).toEqual(recordings.map(({ from }) => from).sort());
        expect(timeline.map(({ value }) => value).sort((a, b) => a - b)).toEqual(
          recordings.map((_, index) => index),
        );
      }),
    );
  });

  test('does not change what somebody else holds', () => {
    fc.assert(
      fc.property(anyRecordings, anyInstant, (recordings, from) => {
        const before = timelineOf(recordings);
        const copy = structuredClone(before);
        since(before, from, -1);
        expect(before).toEqual(copy);
      }),
    );
  });

  test('knows nothing before its first fact, and the fact from its very instant on', () => {
    const timeline = since([], '2026-03-01T12:00:00.000Z', 'open');
    expect(valueAt([], '2026-03-01T12:00:00.000Z')).toBeUndefined();
    expect(valueAt(timeline, '2026-03-01T11:59:59.999Z')).toBeUndefined();
    expect(valueAt(timeline, '2026-03-01T12:00:00.000Z')).toBe('open');
    expect(valueAt(timeline, '2036-03-01T12:00:00.000Z')).toBe('open');
  });

  test('a late recording holds only until what was already known to follow', () => {
    const timeline = since(since(since([], DAY[3], 'shut'), DAY[1], 'open'), DAY[2], 'ajar');
    expect(DAY.map((instant) => valueAt(timeline, instant))).toEqual([undefined, 'open', 'ajar', 'shut']);
  });

  test('the later recording about one instant wins', () => {
    expect(valueAt(since(since([], DAY[1], 'wrong'), DAY[1], 'right'), DAY[1])).toBe('right');
  });
});

describe('spans of a timeline', () => {
  test('say at every instant of their stretch what the timeline says, and nothing outside of it', () => {
    fc.assert(
      fc.property(anyRecordings, anyInstant, anyInstant, anyInstant, (recordings, from, to, instant) => {
        const timeline = timelineOf(recordings);
        const spans = spansBetween(timeline, from, to);
        const span = spans.find((one) => one.from <= instant && instant < one.to);
        const isWithin = from <= instant && instant < to;
        expect(span?.value).toBe(isWithin ? valueAt(timeline, instant) : undefined);
        expect(spans.every((one) => one.from < one.to)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('what was told of an instant is told of that one alone', () => {
    const timeline = since(since([], DAY[1], 'open'), DAY[1], 'ajar');
    expect(DAY.map((instant) => toldAt(timeline, instant))).toEqual([
      undefined,
      'ajar',
      undefined,
      undefined,
    ]);
  });

  test('a correction takes the place of all that was told of its instant, and of nothing else', () => {
    fc.assert(
      fc.property(anyRecordings, anyInstant, (recordings, from) => {
        const timeline = timelineOf(recordings);
        const mended = corrected(timeline, from, -1);
        expect(mended.filter((entry) => entry.from === from)).toEqual([{ from, value: -1 }]);
        expect(mended.filter((entry) => entry.from !== from)).toEqual(
          timeline.filter((entry) => entry.from !== from),
        );
        expect(mended.map((entry) => entry.from)).toEqual(mended.map((entry) => entry.from).sort());
      }),
    );
  });

  test('changes after an instant are those that were told of later ones', () => {
    const timeline = since(since(since([], DAY[3], 'shut'), DAY[1], 'open'), DAY[2], 'ajar');
    expect(changesAfter(timeline, DAY[1]).map(({ value }) => value)).toEqual(['ajar', 'shut']);
    expect(changesAfter(timeline, DAY[3])).toEqual([]);
  });
});

const DAY = [1, 2, 3, 4].map((day) => `2026-03-0${String(day)}T00:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];

interface Recording {
  readonly from: string;
}

// Few instants, so that recordings meet.
const anyInstant = fc.integer({ min: 0, max: 8 }).map((hour) => `2026-03-01T0${String(hour)}:00:00.000Z`);
const anyRecordings: fc.Arbitrary<Recording[]> = fc.array(fc.record({ from: anyInstant }), { maxLength: 15 });

const timelineOf = (recordings: readonly Recording[]): Timeline<number> =>
  recordings.reduce<Timeline<number>>((timeline, { from }, index) => since(timeline, from, index), []);

const oracle = (recordings: readonly Recording[], instant: string): number | undefined => {
  let answer: number | undefined;
  let newest = '';
  for (const [index, { from }] of recordings.entries())
    if (from <= instant && from >= newest) [newest, answer] = [from, index];
  return answer;
};
