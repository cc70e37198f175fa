import { describe, expect, test } from '@jest/globals';
import {
  allowThirteen,
  AT,
  bookkeeper,
  count,
  entries,
  handle,
  losing,
  NOW,
  POWER,
  refused,
  rows,
  run,
  store,
} from './process.test.data.ts';
import { deterministicId, headerOf } from './envelope.ts';
import type { EventStore } from './event-store.ts';
import { handler } from './handle.ts';

describe('a process', () => {
  test('reacts to events with commands, which see the row after the event', async () => {
    await count('one', 3);
    await count('one', 4);
    await count('two', 5);
    await run();
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 5']);
    expect((await store.places.find('bookkeeper'))?.position).toBe(4n);
    expect((await rows.checkpoint(bookkeeper)).position).toBe(4n);
  });

  test('reacts to nothing twice, and to its own effects only where it says so', async () => {
    await count('one', 3);
    const bookkeeping = await run();
    await bookkeeping.step(0);
    await run();
    expect(await entries('main')).toEqual(['3 of 3']);
  });

  test('acts at the moment of its cause, as itself, for whoever’s record caused it, and names its cause', async () => {
    await count('one', 3);
    await run();
    const [cause] = await store.readStream('counter-one');
    const [entry] = await store.readStream('ledger-main');
    expect(headerOf(entry!)).toMatchObject({
      occurredAt: AT,
      actor: { id: 'process.bookkeeper', role: 'SYSTEM', agency: 'police' },
      causationId: cause?.id,
      commandId: deterministicId('bookkeeper', cause!.id, 0),
    });
  });

  test('sends several commands for one event, each under its own id', async () => {
    await count('one', 100);
    await run();
    expect(await entries('main')).toEqual(['100 of 100', '1 of 100']);
    const ids = (await store.readStream('ledger-main')).map((entry) => headerOf(entry).commandId);
    expect(new Set(ids).size).toBe(2);
  });

  test('D-01: on a machine that is behind acts all the same, and never before its cause was recorded', async () => {
    await count('one', 3);
    const [cause] = await store.readStream('counter-one');
    await run(rows, handler(store, { now: () => Date.parse(NOW) - 50 }));
    const [entry] = await store.readStream('ledger-main');
    expect(entry?.recordedAt).toBe(cause?.recordedAt);
    expect(refused).toEqual([]);
  });

  test('tells who asked when a rule refuses what it sent, and goes on', async () => {
    await count('one', 13);
    await count('one', 4);
    await run();
    expect(refused).toEqual([
      {
        process: 'bookkeeper',
        stream: 'ledger-main',
        refusal: expect.objectContaining({ rule: 'R-LEDGER-1' }),
      },
    ]);
    expect(await entries('main')).toEqual(['4 of 17']);
  });

  test('tells of a refusal on record again when it repeats', async () => {
    await count('one', 17);
    await expect(run(losing(rows, 2))).rejects.toThrow(POWER);
    await run();
    expect(refused.map(({ refusal: { rule } }) => rule)).toEqual(['R-LEDGER-2']);
    expect(await store.readStream('ledger-main')).toHaveLength(1);
  });
});

describe('a command that left nothing on record', () => {
  test('is not decided again after what came of the next ones', async () => {
    await count('one', 13);
    await count('one', 4);
    const save: EventStore['places']['save'] = (place, fence) =>
      place.position > 1n ? Promise.reject(POWER) : store.places.save(place, fence);
    await expect(run(rows, handle, { ...store, places: { ...store.places, save } })).rejects.toThrow(POWER);
    expect(await entries('main')).toEqual(['4 of 17']);
    expect((await store.places.find('bookkeeper'))?.position).toBe(1n);
    allowThirteen();
    await run();
    expect(await entries('main')).toEqual(['4 of 17']);
  });
});
