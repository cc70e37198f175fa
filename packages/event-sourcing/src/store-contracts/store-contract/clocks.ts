import { expect } from '@jest/globals';
import { CLOCK_CORRECTIONS } from '../../clock.ts';
import { correctClock } from '../../clock-correction.ts';
import { NO_STREAM, ClockBehind, StoreUnavailable, WrongExpectedRevision } from '../../errors.ts';
import type { EventStore, RecordedEvent } from '../../event-store.ts';
import { handler } from '../../handle.ts';
import { positionKnownAt } from '../../moments.ts';
import type { Handled } from '../../sender.ts';
import { counter } from '../counter.ts';
import type { Checks, Lab } from './lab.ts';
import { iso, notes, put, textsOf, write, writeNext } from './notes.ts';

const HOUR = 3_600_000;

/** What a store promises of clocks, on a log of its own: all but its own checks would stand still meanwhile. */
export const clocks: Checks = {
  'says its own time, and the greatest time of recording': async ({ store, other, fresh }) => {
    const recordedAt = iso();
    await write(store, { stream: fresh(), recordedAt }, 'a');
    await write(other, { stream: fresh(), recordedAt: earlier(recordedAt, 500) }, 'b');
    for (const asked of [store, other]) {
      const clock = await asked.clock?.();
      expect(clock).toMatchObject({ greatest: recordedAt });
      expect(Math.abs((clock?.now ?? 0) - Date.now())).toBeLessThan(5_000);
    }
  },

  'names the greatest time of recording to a writer that is behind it': async ({ store, other, fresh }) => {
    const greatest = iso();
    await write(store, { stream: fresh(), recordedAt: greatest }, 'a');
    const stream = fresh();
    for (const behind of [store, other]) {
      const late = write(behind, { stream, recordedAt: earlier(greatest, 2_500) }, 'late');
      await expect(late).rejects.toBeInstanceOf(ClockBehind);
      await expect(late).rejects.toMatchObject({ greatest });
    }
    await write(other, { stream, recordedAt: greatest }, 'at that time');
  },

  'a command from a machine whose clock is slow is recorded at the time of the newest event': async (lab) => {
    const { store, other, run, fresh } = lab;
    const greatest = iso();
    await write(store, { stream: fresh(), recordedAt: greatest }, 'a');
    const slow = handler(other, { now: () => Date.now() - HOUR });
    await count(slow, `${run}.slow`, 'first', -HOUR);
    await count(slow, `${run}.slow`, 'second', -HOUR);
    const events = await store.readStream(`counter-${run}.slow`);
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual([greatest, greatest]);
  },

  'E-07: refuses a writer that is more than five seconds ahead there and then, and nobody else': async ({
    store,
    other,
    fresh,
  }) => {
    for (const ahead of [6_000, 365 * 24 * HOUR]) {
      const stream = fresh();
      const early = write(store, { stream, recordedAt: iso(ahead) }, 'early');
      await expect(early).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(early).rejects.not.toBeInstanceOf(ClockBehind);
      await expect(early).rejects.toMatchObject({ retryable: true });
      await expect(early).rejects.toThrow(/^The clock of this machine is \d+ s ahead of the store's\.$/);
      expect(await store.readStream(stream)).toEqual([]);
      await write(other, { stream }, 'by another machine');
    }
    // Whoever is a little ahead is not.
    await write(store, { stream: fresh(), recordedAt: iso(1_500) }, 'a little early');
  },

  'a writer that is refused for its clock takes nobody along': async ({ store, fresh }) => {
    const [first, early, last] = [fresh(), fresh(), fresh()];
    const outcomes = await Promise.allSettled([
      write(store, { stream: first }, 'a'),
      write(store, { stream: early, recordedAt: iso(HOUR) }, 'early'),
      write(store, { stream: last }, 'b'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  },

  'E-07: stops for everybody while the newest event is further ahead than that, and says why': async (
    lab,
  ) => {
    const { store, other, fresh } = lab;
    const stream = fresh();
    await wronglyAhead(lab, stream, HOUR);
    for (const stopped of [store, other]) {
      const waiting = write(stopped, { stream: fresh() }, 'now');
      await expect(waiting).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(waiting).rejects.not.toBeInstanceOf(ClockBehind);
      await expect(waiting).rejects.toMatchObject({ retryable: true });
      await expect(waiting).rejects.toThrow(/newest event was recorded \d+ s ahead of the store's clock/);
      await expect(writeNext(stopped, stream, 'after it')).rejects.toThrow(/ahead of the store's clock/);
    }
    await correct(store);
  },

  'what is on record is answered even then': async (lab) => {
    const { store, fresh } = lab;
    const events = notes({ stream: fresh() }, 'a', 'b');
    const answer = await put(store, events);
    await wronglyAhead(lab, fresh(), HOUR);
    expect(await put(store, events)).toEqual(answer);
    await correct(store);
  },

  'goes on after a correction, also in the streams that the wrong clock wrote to': async (lab) => {
    const { store, other, run } = lab;
    const trusting = await lab.trusting();
    await count(handler(trusting, { now: () => Date.now() + HOUR }), `${run}.wrong`, 'ahead', HOUR);
    await trusting.close();
    const before = handler(other);
    await expect(count(before, `${run}.wrong`, 'stopped')).rejects.toThrow(/ahead of the store's clock/);
    const { greatest } = (await other.clock?.()) ?? {};
    await correct(store);
    const later = await openedLater(lab);
    for (const [index, handle] of [before, handler(store), handler(later.store)].entries())
      await count(handle, `${run}.wrong`, `after ${String(index)}`);
    await later.close();
    const times = (await store.readStream(`counter-${run}.wrong`)).map(({ recordedAt }) => recordedAt);
    expect(times[0]).toBe(greatest);
    expect(times.slice(1).map((time) => time < iso(5_000))).toEqual([true, true, true]);
  },

  'judges by the correction from then on, also where a store is opened later': async (lab) => {
    const { store, other, fresh } = lab;
    await wronglyAhead(lab, fresh(), HOUR);
    await correct(other);
    const [correction] = await store.readStream(CLOCK_CORRECTIONS, { backward: true, limit: 1 });
    const later = await openedLater(lab);
    for (const judging of [store, other, later.store]) {
      const recordedAt = earlier(correction?.recordedAt ?? '', 2_500);
      await expect(write(judging, { stream: fresh(), recordedAt }, 'late')).rejects.toBeInstanceOf(
        ClockBehind,
      );
      expect((await judging.clock?.())?.greatest).toBe(correction?.recordedAt);
    }
    for (const judging of [store, other, later.store]) await write(judging, { stream: fresh() }, 'now');
    await later.close();
  },

  'takes no correction whose own time is not the time of the store': async (lab) => {
    const { store, fresh } = lab;
    await wronglyAhead(lab, fresh(), HOUR);
    for (const [wrong, sentence] of [
      [-HOUR, /^The clock of this machine is \d+ s behind the store's\.$/],
      [HOUR / 2, /^The clock of this machine is \d+ s ahead of the store's\.$/],
    ] as const) {
      const correcting = correct(store, () => Date.now() + wrong);
      await expect(correcting).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(correcting).rejects.toThrow(sentence);
    }
    await expect(write(store, { stream: fresh() }, 'still')).rejects.toThrow(/ahead of the store's clock/);
    await correct(store);
    await write(store, { stream: fresh() }, 'now');
  },

  'one of two corrections at once is written, or both, and each follows the other': async (lab) => {
    const { store, other, fresh } = lab;
    await wronglyAhead(lab, fresh(), HOUR);
    const before = await store.readStream(CLOCK_CORRECTIONS);
    const [first, second] = await Promise.all([correctClock(store, OPERATOR), correctClock(other, OPERATOR)]);
    expect(first ?? second).toMatchObject({ stream: CLOCK_CORRECTIONS });
    const after = await store.readStream(CLOCK_CORRECTIONS);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.map(({ revision }) => revision)).toEqual(after.map((_, index) => index));
    await write(other, { stream: fresh() }, 'now');
  },

  'a correction is checked like any other append': async ({ store }) => {
    const made = await store.readStream(CLOCK_CORRECTIONS);
    const again = put(store, notes({ stream: CLOCK_CORRECTIONS, revision: made.length }, 'ahead'));
    await expect(again).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(await store.readStream(CLOCK_CORRECTIONS)).toHaveLength(made.length);
  },

  'knownAt is the longest prefix with nothing recorded later, before, between and after corrections': async (
    lab,
  ) => {
    const { store, other, fresh } = lab;
    const stream = fresh();
    await write(store, { stream }, 'before');
    for (const ahead of [HOUR, 24 * HOUR]) {
      await wronglyAhead(lab, fresh(), ahead);
      await wronglyAhead(lab, fresh(), ahead + 1_000);
      await correct(store);
      await writeNext(other, stream, 'right again');
    }
    const later = await openedLater(lab);
    const log = await store.readLog({ limit: 100_000 });
    const instants = log.slice(-12).flatMap(({ recordedAt }) => [earlier(recordedAt, 1), recordedAt]);
    const stores = [store, other, later.store];
    for (const [index, instant] of [...new Set(['1970-01-01T00:00:00.000Z', ...instants])].entries())
      expect({ instant, position: await positionKnownAt(stores[index % 3]!, instant) }).toEqual({
        instant,
        position: knownAt(log, instant),
      });
    await later.close();
    expect(textsOf(await store.readStream(stream))).toEqual(['before', 'right again', 'right again']);
  },
};

/** As after a restart; where the adapter's log is not outlived by its store, the same store. */
const openedLater = async ({ store, other, open }: Lab): Promise<Pick<Lab, 'store' | 'close'>> => {
  if (other === store) return { store, close: () => Promise.resolve() };
  const later = await open();
  return { store: later, close: () => later.close() };
};

/** As docs/format.md 4 says it, event by event. */
const knownAt = (log: readonly RecordedEvent[], instant: string): bigint => {
  const counts = log.map(({ recordedAt }, index) =>
    log
      .slice(index)
      .filter(({ stream }) => stream === CLOCK_CORRECTIONS)
      .reduce(
        (least, correction) => (correction.recordedAt < least ? correction.recordedAt : least),
        recordedAt,
      ),
  );
  const later = counts.findIndex((time) => time > instant);
  return (later === -1 ? log : log.slice(0, later)).at(-1)?.position ?? 0n;
};

/** What a machine leaves behind whose clock, and the store's with it, was so many milliseconds ahead. */
const wronglyAhead = async (lab: Lab, stream: string, milliseconds: number): Promise<void> => {
  const trusting = await lab.trusting();
  await trusting.append(stream, NO_STREAM, notes({ stream, recordedAt: iso(milliseconds) }, 'ahead'));
  await trusting.close();
  // Where a store learns of others' events by itself, it takes a moment.
  await settledAt(lab.store, milliseconds);
  await settledAt(lab.other, milliseconds);
};

const settledAt = async (store: EventStore, milliseconds: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (((await store.clock?.())?.greatest ?? '') >= iso(milliseconds - HOUR / 2)) return;
    await store.waitFor(1_000_000_000_000_000n, 10);
  }
};

const correct = async (store: EventStore, now: () => number = Date.now): Promise<void> => {
  const receipt = await correctClock(store, { ...OPERATOR, now });
  expect(receipt).toMatchObject({ stream: CLOCK_CORRECTIONS });
};

const OPERATOR = {
  actor: { id: 'operator-1', role: 'OPERATOR', agency: 'police' },
  reason: 'CLOCK_SET_WRONG',
};

const earlier = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) - milliseconds).toISOString();

const count = (
  handle: ReturnType<typeof handler>,
  id: string,
  commandId: string,
  off = 0,
): Promise<Handled> =>
  handle(
    counter,
    id,
    { type: 'Count', amount: 1 },
    {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: iso(off),
      clientId: 'client-1',
      commandId,
      correlationId: 'correlation-1',
      fingerprint: 1,
    },
  );
