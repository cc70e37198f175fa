import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { NewEvent } from '../../event-store.ts';
import {
  expectEachOnce,
  expectGrowing,
  followed,
  logAfter,
  within,
  type Checks,
  type Held,
  type Lab,
} from './lab.ts';
import { notes, placesOf, put, textsOf, write, writeNext } from './notes.ts';

export const ordering: Checks = {
  'whoever appends after an answer stands after it in the log': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    const positions = [start];
    const stream = fresh();
    for (let round = 0; round < 10; round += 1) {
      positions.push((await write(store, { stream: fresh() }, 'a', 'b')).position);
      positions.push((await writeNext(other, stream, 'c')).position);
    }
    expectGrowing(positions);
    expect(
      (await logAfter(lab, start)).filter((_, index) => index % 3 > 0).map(({ position }) => position),
    ).toEqual(positions.slice(1));
  },

  'what was answered is there to be read at once, by this store and by another': async ({
    store,
    other,
    fresh,
  }) => {
    const stream = fresh();
    for (let round = 0; round < 10; round += 1) {
      const [writer, reader] = round % 2 ? [other, store] : [store, other];
      const { revision, position } = await writeNext(writer, stream, 'news');
      for (const from of [writer, reader]) {
        expect((await from.readStream(stream, { from: revision }))[0]?.position).toBe(position);
        expect(await from.head()).toBeGreaterThanOrEqual(position);
      }
    }
  },

  'appends under way at once stand in the log one after the other, each in one piece': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    const all = Array.from({ length: 30 }, (_, index) =>
      notes({ stream: fresh() }, ...Array.from({ length: 1 + (index % 3) }, () => 'x')),
    );
    const answers = await Promise.all(all.map((events, index) => put(index % 2 ? other : store, events)));
    const seen = await logAfter(lab, start);
    expectEachOnce(seen, all.flat());
    const lasts = all.map((events) => events.at(-1)!);
    for (const [index, { stream }] of lasts.entries()) {
      const own = seen.filter((event) => event.stream === stream);
      expect(own.at(-1)?.position).toBe(answers[index]?.position);
      const first = seen.indexOf(own[0]!);
      expect(placesOf(seen.slice(first, first + own.length))).toEqual(placesOf(own));
    }
  },

  'a follower that catches up and then follows live sees each event once, in order': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    const [end, before] = [fresh('end'), notes({ stream: fresh() }, '1', '2', '3', '4', '5', '6', '7')];
    await put(store, before);
    const category = `live${lab.run}`;
    const followers = [
      ...[1, 3, 7, 1_000].map((limit) => followed(lab, store, { after: start, limit, end })),
      ...[2, 1_000].map((limit) => followed(lab, other, { after: start, limit, end })),
    ];
    const written: NewEvent[] = [...before];
    const writer = async (index: number): Promise<void> => {
      for (let round = 0; round < 8; round += 1) {
        // Some follow close upon each other, some after the followers have fallen asleep.
        await (round % 3 === 0 ? pause(5 * index) : nextTurn());
        const events = notes(
          { stream: fresh(round % 2 ? category : 'note') },
          ...(round % 4 ? ['a'] : ['a', 'b', 'c']),
        );
        written.push(...events);
        await put(index % 2 ? other : store, events);
      }
    };
    await Promise.all([0, 1, 2, 3].map(writer));
    await write(store, { stream: end }, 'end');
    for (const seen of await Promise.all(followers)) expectEachOnce(seen, written);
    await write(store, { stream: `${category}-${end}` }, 'end');
    const ofCategory = followed(lab, store, { after: start, limit: 3, category, end: `${category}-${end}` });
    expectEachOnce(
      await ofCategory,
      written.filter(({ stream }) => stream.startsWith(category)),
    );
  },

  'large and small appends under way at once hide none from who follows': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    const end = fresh('end');
    const follower = followed(lab, other, { after: start, limit: 2, end });
    const all = Array.from({ length: 40 }, (_, index) =>
      notes({ stream: fresh() }, 'x'.repeat(index % 5 === 0 ? 100_000 : 10), 'y'),
    );
    await Promise.all(
      all.map(async (events, index) => {
        await pause(index);
        await put(index % 2 ? other : store, events);
      }),
    );
    await write(store, { stream: end }, 'end');
    expectEachOnce(await follower, all.flat());
  },

  'a reader never sees half of an append of several events': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    const stream = fresh();
    let writing = true;
    const write5 = async (): Promise<void> => {
      for (let round = 0; round < 30; round += 1) {
        await writeNext(store, stream, '1', '2', '3', '4', '5');
        await nextTurn();
      }
      writing = false;
    };
    const halves: number[] = [];
    const read = async (count: () => Promise<number>): Promise<void> => {
      while (writing) {
        const seen = await count();
        if (seen % 5 !== 0) halves.push(seen);
        await nextTurn();
      }
    };
    await Promise.all([
      write5(),
      read(async () => (await store.readStream(stream)).length),
      read(async () => (await other.readStream(stream)).length),
      read(
        async () => 1 + ((await other.readStream(stream, { backward: true, limit: 1 }))[0]?.revision ?? -1),
      ),
      read(async () => (await logAfter(lab, start)).length),
      read(async () => (await logAfter({ ...lab, store: other }, start)).length),
    ]);
    expect(halves).toEqual([]);
    expect(await store.readStream(stream)).toHaveLength(150);
  },
};

/** What only an adapter can be asked that has transactions to keep open. */
export const holding: Checks = {
  'an append that commits late is seen by who had read past it': async (lab) => {
    for (let round = 0; round < 3; round += 1)
      await whileHeld(lab, async (held) => {
        await held.commit();
        return 'committed';
      });
  },

  'an append that is rolled back leaves nothing, and hides nothing': async (lab) => {
    for (let round = 0; round < 3; round += 1)
      await whileHeld(lab, async (held) => {
        await held.rollback();
        return 'rolled back';
      });
  },

  'an append that is held open is not seen, by anybody, before it commits': async (lab) => {
    const { store, other, fresh } = lab;
    const [start, events] = [await store.head(), notes({ stream: fresh() }, 'a', 'b')];
    const held = await lab.hold(events[0]!.stream, events);
    for (const reader of [store, other]) {
      expect(await reader.readStream(events[0]!.stream)).toEqual([]);
      expect(placesOf(await logAfter({ ...lab, store: reader }, start))).toEqual([]);
    }
    await held.commit();
    for (const reader of [store, other]) {
      expect(textsOf(await reader.readStream(events[0]!.stream))).toEqual(['a', 'b']);
      expectEachOnce(await logAfter({ ...lab, store: reader }, start), events);
    }
  },

  'who wants a stream that a held append creates is refused if it commits, and served if not': async (
    lab,
  ) => {
    const { store, fresh } = lab;
    for (const end of ['commit', 'rollback'] as const) {
      const stream = fresh();
      const held = await lab.hold(stream, notes({ stream }, 'held'));
      // Where writers do not wait for each other, the one who is first wins.
      const rival = write(store, { stream }, 'rival').then(
        () => 'rival',
        () => 'held',
      );
      await pause(20);
      const ended = await held[end]().then(
        () => true,
        () => false,
      );
      const expected = end === 'commit' && ended ? 'held' : 'rival';
      expect(await within('the rival of a held append', rival)).toBe(expected);
      expect(textsOf(await store.readStream(stream))).toEqual([expected]);
    }
  },
};

/** Others append and follow while one append is held open; then it ends, and the followers must have seen it all. */
const whileHeld = async (
  lab: Lab,
  finish: (held: Held) => Promise<'committed' | 'rolled back'>,
): Promise<void> => {
  const { store, other, fresh } = lab;
  const [start, end] = [await store.head(), fresh('end')];
  const before = notes({ stream: fresh() }, 'before');
  await put(store, before);
  const followers = [1, 1_000].flatMap((limit) =>
    [store, other].map((from) => followed(lab, from, { after: start, limit, end })),
  );
  const inFlight = notes({ stream: fresh() }, 'held', 'held too');
  const held = await lab.hold(inFlight[0]!.stream, inFlight);
  const others = Array.from({ length: 6 }, (_, index) =>
    notes({ stream: fresh() }, 'x', `of ${String(index)}`),
  );
  // Not awaited before the end: where writers wait for each other, these do.
  const appended = others.map((events, index) => put(index % 2 ? other : store, events));
  await pause(100);
  const outcome = await finish(held);
  const answers = await within('appends beside a held one', Promise.all(appended));
  const after = notes({ stream: fresh() }, 'after');
  await put(other, after);
  await write(store, { stream: end }, 'end');
  const written = [...before, ...others.flat(), ...after, ...(outcome === 'committed' ? inFlight : [])];
  for (const seen of await Promise.all(followers)) {
    expectEachOnce(seen, written);
    const last = seen.filter(({ revision, stream }) => revision === 1 && stream !== inFlight[0]?.stream);
    expect(last.map(({ position }) => position).sort()).toEqual(
      answers.map(({ position }) => position).sort(),
    );
  }
};
