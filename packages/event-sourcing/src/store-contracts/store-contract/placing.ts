import { expect } from '@jest/globals';
import { StoreUnavailable, WrongExpectedRevision, NO_STREAM } from '../../errors.ts';
import type { EventStore } from '../../event-store.ts';
import { handler } from '../../handle.ts';
import { processStreamOf, type ParkedKey, type ProcessPlace } from '../../places.ts';
import { actorOf, processRecord } from '../../process-record.ts';
import { settled, within, type Checks } from './lab.ts';
import { iso, write } from './notes.ts';

/** What every store promises of where processes stand. */
export const placing: Checks = {
  'a process that never stood anywhere has no place': async ({ store, fresh }) => {
    const process = fresh('chaser');
    expect(await store.places.find(process)).toBeUndefined();
    await takeOver(store, process);
    expect(await store.places.find(process)).toBeUndefined();
    expect(await listed(store, process)).toEqual([]);
  },

  'a place is found as it was kept, through every store on the log': async ({ store, other, fresh }) => {
    const place = { process: fresh('chaser'), position: 9_007_199_254_740_993n, parked: [] };
    await store.places.save(place, await takeOver(store, place.process));
    for (const each of [store, other]) expect(await each.places.find(place.process)).toEqual(place);
  },

  'the newest place counts, and a key that it does not name is set aside no longer': async ({
    store,
    fresh,
  }) => {
    const process = fresh('chaser');
    let fence = await takeOver(store, process);
    const places = [
      { process, position: 5n, parked: [parked('a'), parked('b')] },
      { process, position: 5n, parked: [{ ...parked('b'), after: 5n }] },
      { process, position: 6n, parked: [] },
    ];
    for (const place of places) {
      fence = await store.places.save(place, fence);
      expect(await store.places.find(process)).toEqual(place);
      expect(await listed(store, process)).toEqual([place]);
    }
  },

  'keys that are set aside come back as they were, whatever they are called': async ({ store, fresh }) => {
    const process = fresh('chaser');
    const keys = ['', 'constructor', '__proto__', 'toString', '1', '2', '\u{1F693}', 'it\'s \\ "x"\n', 'é'];
    const place = { process, position: 7n, parked: keys.map(parked) };
    await store.places.save(place, await takeOver(store, process));
    expect(await store.places.find(process)).toEqual(place);
    expect((await store.places.find(process))?.parked.map(({ key }) => key)).toEqual(keys);
  },

  'no place is kept before anybody took the process over': async ({ store, fresh }) => {
    const process = fresh('chaser');
    for (const fence of [0, 1]) {
      const saving = store.places.save({ process, position: 1n, parked: [] }, fence);
      await expect(saving).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(saving).rejects.toMatchObject({
        stream: processStreamOf(process),
        expected: fence,
        actual: NO_STREAM,
      });
    }
    expect(await store.places.find(process)).toBeUndefined();
  },

  'whoever lost a process to another runner keeps no place of it any more': async ({
    store,
    other,
    fresh,
  }) => {
    const process = fresh('chaser');
    const [kept, late, next] = [3n, 4n, 5n].map((position) => ({ process, position, parked: [] }));
    const lost = await store.places.save(kept!, await takeOver(store, process));
    const fence = await takeOver(other, process);
    expect(fence).toBeGreaterThan(lost);
    for (const each of [store, other]) {
      const saving = each.places.save(late!, lost);
      await expect(saving).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(saving).rejects.toMatchObject({
        stream: processStreamOf(process),
        expected: lost,
        actual: fence,
      });
      // Nor by guessing what the fence will be.
      await expect(each.places.save(late!, fence + 1)).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(await each.places.find(process)).toEqual(kept);
    }
    await other.places.save(next!, fence);
    expect(await store.places.find(process)).toEqual(next);
  },

  'the fence stands where keeping a place says': async ({ store, fresh }) => {
    const process = fresh('chaser');
    let fence = await takeOver(store, process);
    for (let position = 1n; position < 5n; position += 1n) {
      fence = await store.places.save({ process, position, parked: [] }, fence);
      const [newest] = await store.readStream(processStreamOf(process), { backward: true, limit: 1 });
      expect(fence).toBe(newest?.revision);
    }
    expect(await takeOver(store, process)).toBe(fence + 1);
  },

  'a place that is kept while the process is taken over is there before the takeover, or never': async ({
    store,
    other,
    fresh,
  }) => {
    for (let round = 0; round < 15; round += 1) {
      const process = fresh('chaser');
      const fence = await store.places.save(
        { process, position: 1n, parked: [] },
        await takeOver(store, process),
      );
      const [from, taker] = round % 2 === 0 ? [store, other] : [other, store];
      const place = { process, position: 2n, parked: [] };
      const saving = settled(
        round % 3 === 0
          ? [wait(round).then(() => from.places.save(place, fence))]
          : [from.places.save(place, fence)],
      );
      await takeOver(taker, process);
      // Whoever takes over goes on from here, so nothing may move it afterwards.
      const found = await taker.places.find(process);
      const { won, lost } = await saving;
      expect(await taker.places.find(process)).toEqual(found);
      expect({ round, position: found?.position }).toEqual({ round, position: won.length === 1 ? 2n : 1n });
      for (const error of lost) expect(error).toBeInstanceOf(WrongExpectedRevision);
      await expect(from.places.save(place, fence)).rejects.toBeInstanceOf(WrongExpectedRevision);
    }
  },

  'each process has a place and a fence of its own': async ({ store, fresh }) => {
    const [one, two] = ['constructor', 'chaser'].map((name) => fresh(name));
    const placeOf = (process: string, position: bigint): ProcessPlace => ({ process, position, parked: [] });
    const fence = await store.places.save(placeOf(one!, 1n), await takeOver(store, one!));
    await takeOver(store, two!);
    await store.places.save(placeOf(two!, 2n), await takeOver(store, two!));
    await store.places.save(placeOf(one!, 3n), fence);
    expect(await store.places.find(one!)).toEqual(placeOf(one!, 3n));
    expect(await store.places.find(two!)).toEqual(placeOf(two!, 2n));
    expect(await listed(store, one!, two!)).toEqual([placeOf(two!, 2n), placeOf(one!, 3n)]);
  },

  'places that are kept at the same time do not disturb one another, nor do those that are refused': async ({
    store,
    other,
    fresh,
  }) => {
    const owned = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const process = fresh('chaser');
        const fence = await takeOver(store, process);
        return { process, fence: index % 4 === 3 ? fence + 1 : fence, from: index % 2 ? other : store };
      }),
    );
    const appended = write(store, { stream: fresh() }, 'meanwhile');
    const { won, lost } = await settled(
      owned.map(({ process, fence, from }) => from.places.save({ process, position: 4n, parked: [] }, fence)),
    );
    await appended;
    expect([won.length, lost.length]).toEqual([9, 3]);
    for (const error of lost) expect(error).toBeInstanceOf(WrongExpectedRevision);
    const found = await Promise.all(owned.map(({ process }) => store.places.find(process)));
    expect(found.map((place) => place?.position)).toEqual(
      owned.map((_, index) => (index % 4 === 3 ? undefined : 4n)),
    );
  },

  'a store that is closed keeps no place': async ({ open, fresh }) => {
    const store = await open();
    const process = fresh('chaser');
    const fence = await takeOver(store, process);
    await store.close();
    const saving = within('the refusal', store.places.save({ process, position: 1n, parked: [] }, fence));
    await expect(saving).rejects.toBeInstanceOf(StoreUnavailable);
  },
};

/** What a log can be asked that is opened once more. */
export const reopening: Checks = {
  'a place that was kept is there for whoever opens the log afterwards': async ({ open, fresh }) => {
    const process = fresh('chaser');
    const place = { process, position: 8n, parked: [parked('a')] };
    const first = await open();
    const fence = await first.places.save(place, await takeOver(first, process));
    await first.close();
    const second = await open();
    expect(await second.places.find(process)).toEqual(place);
    await second.places.save({ ...place, position: 9n }, fence);
    expect(await listed(second, process)).toEqual([{ ...place, position: 9n }]);
    await second.close();
  },
};

/** Becomes the one who runs the process: the fence. */
const takeOver = async (store: EventStore, process: string): Promise<number> => {
  const commandId = `${process}/${String(Math.random())}`;
  const command = { type: 'TakeOverProcess', runner: commandId } as const;
  const { receipt } = await handler(store)(processRecord, process, command, {
    by: actorOf({ name: process }, 'system'),
    occurredAt: iso(),
    clientId: process,
    commandId,
    correlationId: commandId,
    fingerprint: null,
  });
  return receipt?.revision ?? NO_STREAM;
};

/** The log may hold other places. */
const listed = async (store: EventStore, ...processes: readonly string[]): Promise<readonly ProcessPlace[]> =>
  (await store.places.list())
    .filter(({ process }) => processes.includes(process))
    .sort((a, b) => (a.process < b.process ? -1 : 1));

const parked = (key: string): ParkedKey => ({
  key,
  after: 9_007_199_254_740_995n,
  event: 'event-1',
  reason: 'SUBJECT_ERASED',
  streams: ['note-1', 'constructor'],
  since: '2026-01-01T00:00:00.000Z',
});

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
