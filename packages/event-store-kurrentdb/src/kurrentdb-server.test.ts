import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { binaryEvent, jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { NO_STREAM, StoreUnavailable, type EventStore, type NewEvent } from '@wardbook/event-sourcing';
import {
  differential,
  eventStoreContract,
  notes,
  placesContract,
} from '@wardbook/event-sourcing/store-contracts';
import { kurrentdbEventStore, type KurrentdbOptions } from './kurrentdb-event-store.ts';
import { idOf } from './stored-event.ts';
import { relayTo } from './testing/relay.ts';

const address = process.env['WARDBOOK_TEST_KURRENTDB_URL'];

const againstServer = (url: string): void => {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  const run = randomBytes(4).toString('hex');
  let count = 0;
  const fresh = (): string => `note-${run}.${(count += 1)}`;
  const openAt = async (at = url, options: KurrentdbOptions = {}) => {
    const store = await kurrentdbEventStore(at, options);
    closing.push(() => store.close());
    return store;
  };
  const client = (): KurrentDBClient => {
    const opened = KurrentDBClient.connectionString(url);
    closing.push(() => opened.dispose());
    return opened;
  };
  /** A wire to the server that can be cut; only where the address names one host. */
  const relayed = async () => {
    const [, host = '', port = '2113'] = /^kurrentdb:\/\/([\w.]+)(?::(\d+))?\/?\?/.exec(url) ?? [];
    const relay = await relayTo(Number(port), host);
    closing.push(() => relay.close());
    return { relay, at: url.replace(/\/\/[^?/]+/, `//127.0.0.1:${relay.port}`) };
  };
  const put = (store: EventStore, [first, ...rest]: readonly NewEvent[]) =>
    store.append(first!.stream, first!.revision - 1, [first!, ...rest]);
  const create = (store: EventStore, stream: string, ...texts: readonly string[]) =>
    put(store, notes({ stream }, ...texts));

  test('an append whose answer was lost is repeated, written once, and answered', async () => {
    const { relay, at } = await relayed();
    const [store, other] = [await openAt(at), await openAt()];
    await create(store, fresh(), 'a');
    const stream = fresh();
    relay.deafen();
    const appending = create(store, stream, 'a', 'b');
    while ((await other.readStream(stream)).length === 0) await pause(5);
    relay.cut();
    const appended = await appending;
    const events = await other.readStream(stream);
    expect(events).toHaveLength(2);
    expect(appended).toEqual({ revision: 1, position: events[1]?.position });
  });

  test('64 appends under way when the connection is cut are all served, and nothing is left unhandled', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    closing.push(() => void process.off('unhandledRejection', unhandled));
    const { relay, at } = await relayed();
    const store = await openAt(at);
    const streams = Array.from({ length: 64 }, fresh);
    const appends = streams.map((stream) => create(store, stream, 'x'.repeat(50_000), 'y'));
    for (let cuts = 0; cuts < 2; cuts += 1) {
      await pause(20);
      relay.cut();
    }
    expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(Array(64).fill(1));
    for (const stream of streams) expect(await store.readStream(stream)).toHaveLength(2);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('a server that is away for a while is found again, by appends, reads and who waits', async () => {
    const { relay, at } = await relayed();
    const [store, other, stream] = [await openAt(at), await openAt(), fresh()];
    await create(store, stream, 'a');
    await relay.shut();
    const appending = create(store, fresh(), 'a');
    const reading = store.readStream(stream);
    await pause(400);
    await relay.open();
    expect(await appending).toMatchObject({ revision: 0 });
    expect(await reading).toHaveLength(1);
    const woken = store.waitFor(await store.head(), 20_000).then(() => 'woken');
    await create(other, fresh(), 'a');
    expect(await woken).toBe('woken');
  });

  test('events are kept as JSON that other tools read, with ids made from their hash', async () => {
    const [store, stream] = [await openAt(), fresh()];
    const [event] = notes({ stream }, 'a');
    await put(store, [event!]);
    for await (const { event: kept } of client().readStream(stream))
      expect(kept).toMatchObject({
        isJson: true,
        id: idOf(event!),
        data: { text: 'a' },
        metadata: { header: event!.header, salt: Buffer.from(event!.salt).toString('hex'), sealed: '[]' },
      });
  });

  test('commit and prepare are one for all that is appended, alone or with others', async () => {
    const [store, stream] = [await openAt(), fresh()];
    const appended = await create(store, stream, 'a', 'b', 'c');
    const positions: unknown[] = [];
    for await (const { event } of client().readStream(stream)) positions.push(event?.position);
    expect(positions).toHaveLength(3);
    expect(positions[2]).toEqual({ commit: appended.position, prepare: appended.position });
    for (const position of positions as { commit: bigint; prepare: bigint }[])
      expect(position.commit).toBe(position.prepare);
  });

  test('what is too large is refused with its size, whole, and takes nobody along', async () => {
    const [store, stream] = [await openAt(), fresh()];
    const [small, huge] = notes({ stream }, 'small', 'x');
    const large = put(store, [
      small!,
      { ...huge!, data: JSON.stringify({ text: 'x'.repeat(17 * 1_048_576) }) },
    ]);
    const others = [fresh(), fresh(), fresh()].map((other) => create(store, other, 'small'));
    await expect(large).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(large).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/178\d{5} bytes/),
    });
    await Promise.all(others);
    expect(await store.readStream(stream)).toEqual([]);
  });

  test('a stream that was cut, or deleted and begun again, is told and not folded from its middle', async () => {
    const [store, stream, deleted] = [await openAt(), fresh(), fresh()];
    const events = notes({ stream }, 'a', 'b', 'c', 'd');
    await put(store, events.slice(0, 3));
    await create(store, deleted, 'a', 'b');
    await client().setStreamMetadata(stream, { truncateBefore: 2 });
    const missing = { code: 'CHAIN_BROKEN', stream, revision: 0 };
    await expect(store.readStream(stream)).rejects.toMatchObject(missing);
    await expect(store.readStream(stream, { backward: true })).rejects.toMatchObject(missing);
    expect(await store.readStream(stream, { from: 2 })).toHaveLength(1);
    await put(await openAt(), events.slice(3));
    await client().deleteStream(deleted);
    await expect(create(store, deleted, 'again')).rejects.toMatchObject({ code: 'CHAIN_BROKEN' });
    const tombstoned = fresh();
    await create(store, tombstoned, 'a');
    await client().tombstoneStream(tombstoned);
    await expect(store.readStream(tombstoned)).rejects.toMatchObject({ code: 'CHAIN_BROKEN' });
    await expect(create(store, tombstoned, 'b')).rejects.toMatchObject({ code: 'CHAIN_BROKEN' });
  });

  test('events of other products are passed over', async () => {
    const [store, stream] = [await openAt(), fresh()];
    const start = await store.head();
    const theirs = Array.from({ length: 50 }, (_, index) =>
      index % 2
        ? jsonEvent({ type: 'Other', data: { index } })
        : binaryEvent({ type: 'Other', data: Buffer.from('x') }),
    );
    await client().appendToStream(`order-${run}`, theirs);
    await create(store, stream, 'a');
    expect((await store.readLog({ after: start, limit: 1 })).map((event) => event.stream)).toEqual([stream]);
    await client().appendToStream(`order-${run}`, jsonEvent({ type: 'Other', data: {} }));
    expect((await store.readStream(stream))[0]?.position).toBe(await store.head());
  });

  test('an append of nothing writes nothing, where the stream is as expected', async () => {
    const [store, stream] = [await openAt(), fresh()];
    const { position } = await create(store, stream, 'a');
    expect(await store.append(stream, 0, [])).toEqual({ revision: 0, position });
    await expect(store.append(stream, NO_STREAM, [])).rejects.toMatchObject({
      expected: NO_STREAM,
      actual: 0,
    });
    const kept: unknown[] = [];
    for await (const event of client().readStream(stream)) kept.push(event);
    expect(kept).toHaveLength(1);
  });

  test('a quiet log is not walked again, and nothing new is missed for it', async () => {
    const [store, category] = [await openAt(), `quiet${run}`];
    for (let poll = 0; poll < 3; poll += 1) expect(await store.readLog({ category, limit: 10 })).toEqual([]);
    await create(store, `${category}-1`, 'a');
    expect(await store.readLog({ category, limit: 10 })).toHaveLength(1);
    await create(store, `${category}-2`, 'b');
    expect(await store.readLog({ category, limit: 10 })).toHaveLength(2);
  });
};

if (address === undefined)
  describe('a real KurrentDB', () => {
    test.skip('is tested where WARDBOOK_TEST_KURRENTDB_URL names one', () => undefined);
  });
else {
  const open = () => kurrentdbEventStore(address);
  eventStoreContract('kurrentdb (server)', open, { another: open });
  placesContract('kurrentdb (server)', open, { another: open });
  differential('kurrentdb (server)', open, { another: open, seed: 401 });
  describe('a real KurrentDB', () => againstServer(address));
}
