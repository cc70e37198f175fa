import { expect } from '@jest/globals';
import { StoreUnavailable, WrongExpectedRevision } from '../../errors.ts';
import type { EventStore, Position } from '../../event-store.ts';
import { verifyLog } from '../../verify.ts';
import { expectGrowing, logAfter, settled, within, type Checks, type Lab } from './lab.ts';
import { notes, put, textsOf, write, writeNext } from './notes.ts';

export const sharing: Checks = {
  '16 writers race one stream: exactly one winner per revision': async (lab) => {
    const { store, other, fresh } = lab;
    const stream = fresh();
    const wins: number[] = [];
    const race = async (writer: number): Promise<void> => {
      for (;;)
        try {
          const { revision } = await writeNext(
            writer % 2 ? other : store,
            stream,
            `writer ${String(writer)}`,
          );
          wins.push(revision);
          return;
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision)) throw error;
        }
    };
    const writers = Array.from({ length: 16 }, (_, writer) => writer);
    await within('16 racing writers', Promise.all(writers.map(race)), 30_000);
    const events = await store.readStream(stream);
    expect(events.map(({ revision }) => revision)).toEqual(writers);
    expect(wins.sort((a, b) => a - b)).toEqual(writers);
    expect(new Set(textsOf(events)).size).toBe(16);
    expectGrowing(events.map(({ position }) => position));
  },

  '16 appends of one revision under way at once: one is kept, fifteen are told': async ({
    store,
    other,
    fresh,
  }) => {
    const stream = fresh();
    const first = await writeNext(store, stream, 'a');
    const [{ hash: previousHash } = { hash: '' }] = await store.readStream(stream);
    const { won, lost } = await settled(
      Array.from({ length: 16 }, (_, index) =>
        write(index % 2 ? other : store, { stream, revision: 0, previousHash }, String(index)),
      ),
    );
    expect(won).toHaveLength(1);
    for (const error of lost) expect(error).toMatchObject({ stream, expected: 0, actual: 1 });
    expect(lost).toHaveLength(15);
    const [, kept] = await store.readStream(stream);
    expect(won).toEqual([{ revision: 1, position: kept?.position }]);
    expect(kept?.position).toBeGreaterThan(first.position);
  },

  'wakes who waits for news, whichever store brings it': async ({ store, other, fresh, patience }) => {
    for (const [waiter, writer] of [
      [store, store],
      [store, other],
      [other, store],
    ] as const) {
      const head = await store.head();
      const woken = Array.from({ length: 3 }, () => waiter.waitFor(head, 50_000));
      await write(writer, { stream: fresh() }, 'news');
      await within('a waking', Promise.all(woken), patience);
    }
  },

  'lets go at once of who waits for what is there, and in time of who waits in vain': async ({
    store,
    fresh,
  }) => {
    const { position } = await write(store, { stream: fresh() }, 'there');
    await within('what is there', store.waitFor(position - 1n, 50_000), 5_000);
    await within('what is long there', store.waitFor(0n, 50_000), 5_000);
    const started = performance.now();
    await within('the end of a short wait', store.waitFor(position + 1_000_000_000n, 200), 5_000);
    // Who is let go of at once would ask again at once, for ever.
    expect(performance.now() - started).toBeGreaterThan(100);
  },

  'a store that closes finishes what is queued, lets waiters go, and then refuses': async (lab) => {
    const store = await lab.open();
    const streams = Array.from({ length: 10 }, () => lab.fresh());
    const waiting = store.waitFor((await store.head()) + 1_000_000_000n, 50_000);
    const queued = settled(streams.map((stream) => write(store, { stream }, 'queued')));
    await within('the closing', store.close());
    await within('a waiter of a closed store', waiting, 5_000);
    const { won, lost } = await within('what was queued', queued, 5_000);
    // Settled either way; what was answered is on record, which only another store on the log can say.
    for (const error of lost) expect(error).toBeInstanceOf(StoreUnavailable);
    expect(won).toHaveLength(10);
    const calls: (() => Promise<unknown>)[] = [
      () => write(store, { stream: lab.fresh() }, 'late'),
      () => store.readStream(streams[0]!),
      () => store.readLog({ limit: 1 }),
      () => store.readSealed(streams[0]!, 0),
      () => store.head(),
    ];
    for (const call of calls) {
      await expect(within('an answer of a closed store', call())).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(call()).rejects.toMatchObject({ retryable: false });
    }
    await within('a wait for a closed store', settled([store.waitFor(0n, 50_000)]), 5_000);
    await within('a second closing', store.close());
    if (lab.other !== lab.store)
      for (const stream of streams) expect(await lab.store.readStream(stream)).toHaveLength(1);
  },
};

/** The last of all: what the others left behind must fit together. */
export const verifying: Checks = {
  'what it holds verifies': async (lab) => {
    const [ours, sealed] = [lab.fresh(), lab.fresh()];
    await put(lab.store, notes({ stream: ours }, 'a', 'b'));
    await write(lab.store, { stream: sealed }, 'c');
    for (const store of [lab.store, lab.other]) {
      const { broken, events, position } = await verifyLog(onlyOurs(lab, store));
      expect(broken).toBeUndefined();
      expect(events).toBeGreaterThanOrEqual(3);
      expect(position).toBe((await logAfter(lab, lab.start)).at(-1)?.position);
    }
  },
};

/** The log as if nobody else had ever written to it. */
const onlyOurs = (lab: Lab, store: EventStore): EventStore => ({
  ...store,
  readLog: async ({ after = 0n, limit }) => {
    let reached: Position = after > lab.start ? after : lab.start;
    for (;;) {
      const page = await store.readLog({ after: reached, limit });
      const ours = page.filter(({ stream }) => stream.includes(lab.run));
      if (ours.length > 0 || page.length < limit) return ours;
      reached = page.at(-1)?.position ?? reached;
    }
  },
});
