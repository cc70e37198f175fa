import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { NO_STREAM, type EventStore, type NewEvent } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { kurrentdbEventStore, type KurrentdbOptions } from './kurrentdb-event-store.ts';
import { relayTo } from './testing/relay.ts';
import { ANY, wireLog, type WireEvent } from './testing/wire-log.ts';
import { UNAVAILABLE, wireServer, type WireOptions, type WireServer } from './testing/wire-server.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const serve = async (options: WireOptions = {}): Promise<WireServer> => {
  const server = await wireServer(options);
  closing.push(() => server.close());
  return server;
};
const openAt = async (address: string, options: KurrentdbOptions = {}) => {
  const store = await kurrentdbEventStore(address, options);
  closing.push(() => store.close());
  return store;
};
const relayed = async (server: WireServer) => {
  const relay = await relayTo(server.port);
  closing.push(() => relay.close());
  return { relay, address: `kurrentdb://127.0.0.1:${relay.port}?tls=false` };
};
const create = (store: EventStore, stream: string, ...texts: readonly string[]) =>
  store.append(stream, NO_STREAM, notes({ stream }, ...texts));

describe.each([
  ['26.1', true, 'appendRecords'],
  ['25.1', false, 'batchAppend'],
] as const)('against a server of version %s', (_, checks, method) => {
  test('an append whose answer was lost is repeated, written once, and answered', async () => {
    const server = await serve({ checks });
    const { relay, address } = await relayed(server);
    const store = await openAt(address);
    await create(store, 'note-1', 'a');
    relay.deafen();
    const appending = create(store, 'note-2', 'a', 'b');
    while (!server.log.stream('note-2')) await pause(5);
    relay.cut();
    expect(await appending).toEqual({ revision: 1, position: server.log.records.at(-1)?.position });
    expect(server.log.stream('note-2')).toHaveLength(2);
  });

  test('an append that nobody answers is tried again before the patience ends', async () => {
    const server = await serve({ checks });
    const store = await openAt(server.address, { deadline: 2_000 });
    server.fail(method, 'silent');
    expect(await create(store, 'note-1', 'a')).toMatchObject({ revision: 0 });
    expect(server.log.stream('note-1')).toHaveLength(1);
  });

  test('a server that is not ready, is busy or slow is given time', async () => {
    const server = await serve({ checks });
    const store = await openAt(server.address);
    for (const fault of [UNAVAILABLE, UNAVAILABLE, 300]) server.fail(method, fault);
    expect(await create(store, 'note-1', 'a')).toMatchObject({ revision: 0 });
    server.fail('read', UNAVAILABLE);
    expect(await store.readStream('note-1')).toHaveLength(1);
  });

  test('64 appends under way when the connection is cut are all served, and nothing is left unhandled', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    closing.push(() => void process.off('unhandledRejection', unhandled));
    const server = await serve({ checks });
    const { relay, address } = await relayed(server);
    const store = await openAt(address);
    const appends = Array.from({ length: 64 }, (__, index) =>
      create(store, `note-${index}`, 'x'.repeat(50_000), 'y'),
    );
    await pause(20);
    relay.cut();
    await pause(50);
    relay.cut();
    const answers = await Promise.all(appends);
    expect(answers.map(({ revision }) => revision)).toEqual(Array(64).fill(1));
    expect(server.log.records.filter(({ stream }) => stream.startsWith('note-'))).toHaveLength(128);
    await pause(50);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('a server that stops for a while is found again, by appends, reads and who waits', async () => {
    const server = await serve({ checks });
    const { relay, address } = await relayed(server);
    const [store, other] = [await openAt(address), await openAt(server.address)];
    await create(store, 'note-1', 'a');
    await relay.shut();
    const appending = create(store, 'note-2', 'a');
    const reading = store.readStream('note-1');
    await pause(400);
    await relay.open();
    expect(await appending).toMatchObject({ revision: 0 });
    expect(await reading).toHaveLength(1);
    const woken = store.waitFor(await store.head(), 20_000).then(() => 'woken');
    await create(other, 'note-3', 'a');
    expect(await woken).toBe('woken');
  });

  test('E-10: it says why nothing can be appended, and no longer once it can, though nobody appends', async () => {
    const server = await serve({ checks });
    const { relay, address } = await relayed(server);
    const store = await openAt(address, { patience: 300 });
    expect(store.trouble?.()).toBeUndefined();
    await relay.shut();
    await expect(create(store, 'note-1', 'a')).rejects.toMatchObject({ retryable: true });
    expect(store.trouble?.()).toMatch(/^KurrentDB /);
    await pause(1_500);
    expect(store.trouble?.()).toMatch(/^KurrentDB /);
    await relay.open();
    while (store.trouble?.() !== undefined) await pause(20);
    expect(await create(store, 'note-1', 'a')).toMatchObject({ revision: 0 });
  });

  test('E-16: more appends than may be under way wait in line, and are told that it is busy', async () => {
    const server = await serve({ checks });
    const add = (store: EventStore, index: number) => create(store, `note-${index}`, 'a');
    const patient = await openAt(server.address);
    await Promise.all(Array.from({ length: 100 }, (__, index) => add(patient, index)));
    const store = await openAt(server.address, { patience: 1_000, deadline: 1_500 });
    for (let fault = 0; fault < 300; fault += 1) server.fail(method, 'silent');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (__, index) => add(store, 1_000 + index)),
    );
    const told = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : ''));
    for (const sentence of told) expect(sentence).toMatch(/KurrentDB (is busy: |did not answer in time)/);
    expect(told.some((sentence) => sentence.includes('busy'))).toBe(true);
  });

  test('after it is closed, every call says so', async () => {
    const store = await openAt((await serve({ checks })).address);
    await store.close();
    const closed = { code: 'STORE_UNAVAILABLE', message: 'The store is closed.', retryable: false };
    await expect(create(store, 'note-1', 'a')).rejects.toMatchObject(closed);
    await expect(store.readStream('note-1')).rejects.toMatchObject(closed);
    await expect(store.readLog({ limit: 1 })).rejects.toMatchObject(closed);
    await expect(store.head()).rejects.toMatchObject(closed);
    await store.waitFor(0n, 60_000);
  });
});

test('when another node leads, the store finds it', async () => {
  const log = wireLog();
  let led = 0;
  const [one, two] = [await serve({ log, leader: () => led }), await serve({ log, leader: () => led })];
  led = one.port;
  const store = await openAt(`kurrentdb://127.0.0.1:${one.port},127.0.0.1:${two.port}?tls=false`);
  await create(store, 'note-1', 'a');
  led = two.port;
  expect(await create(store, 'note-2', 'a')).toMatchObject({ revision: 0 });
  expect(two.calls.get('appendRecords')).toBeGreaterThan(0);
});

test('what cannot be repeated in vain is not repeated', async () => {
  const server = await serve();
  const store = await openAt(server.address);
  server.fail('appendRecords', { code: 7, details: 'Access Denied' });
  await expect(create(store, 'note-1', 'a')).rejects.toMatchObject({
    message: 'KurrentDB refuses these credentials.',
    retryable: false,
  });
});

describe('a server that others use too', () => {
  const foreign = (stream: string, metadata = ''): WireEvent => ({
    stream,
    id: crypto.randomUUID(),
    type: 'Other',
    isJson: true,
    data: Buffer.from('{"theirs":1}'),
    metadata: Buffer.from(metadata),
  });
  const write = (server: WireServer, ...events: readonly WireEvent[]) =>
    server.log.write(
      [...new Set(events.map(({ stream }) => stream))].map((stream) => ({ stream, expected: ANY })),
      events,
    );

  test('their events are passed over, however many stand together', async () => {
    const server = await serve();
    const theirs = ['', '{"user":1}', '[1]', 'not json', '{"header":"h","salt":"s","sealed":"[]"}'];
    const some = theirs.flatMap((metadata, index) =>
      Array.from({ length: 20 }, () => foreign(`order-${index}`, metadata)),
    );
    write(server, ...some);
    const store = await openAt(server.address);
    expect(await store.head()).toBe(0n);
    expect(await store.readLog({ limit: 2 })).toEqual([]);
    const { position } = await create(store, 'note-1', 'a', 'b', 'c');
    write(server, ...some);
    expect((await store.readLog({ limit: 2 })).map(({ revision }) => revision)).toEqual([0, 1]);
    expect(await store.readLog({ limit: 10 })).toHaveLength(3);
    expect(await store.readLog({ limit: 10, category: 'order' })).toEqual([]);
    // Pages that end with one of ours, and go on with it.
    const { position: before } = await create(store, 'note-2', 'a');
    for (let round = 3; round < 9; round += 1) {
      write(server, foreign('order-9'));
      await create(store, `note-${round}`, 'a');
    }
    for (const size of [2, 3, 4, 5, 6, 7])
      expect((await store.readLog({ after: before, limit: size })).map(({ stream }) => stream)).toEqual(
        ['note-3', 'note-4', 'note-5', 'note-6', 'note-7', 'note-8'].slice(0, size),
      );
    const ended = await store.head();
    expect(ended).toBeGreaterThan(position);
    expect((await openAt(server.address)).name).toBe('kurrentdb');
  });

  test('an event in a stream of ours that is not as we wrote it is told, never passed over', async () => {
    const server = await serve();
    const store = await openAt(server.address);
    await create(store, 'note-1', 'a');
    write(server, foreign('note-1'));
    const broken = { code: 'CHAIN_BROKEN', stream: 'note-1', revision: 1 };
    await expect(store.readLog({ limit: 10 })).rejects.toMatchObject(broken);
    await expect(store.readStream('note-1')).rejects.toMatchObject(broken);
    await expect(store.readSealed('note-1', 1)).rejects.toMatchObject(broken);
  });
});

test('two streams whose names differ only by case are never checked together', async () => {
  const server = await serve();
  const store = await openAt(server.address);
  const appending = (events: readonly NewEvent[]) =>
    store.append('note-a', NO_STREAM, events, { guards: [{ stream: 'note-A', revision: NO_STREAM }] });
  await expect(appending(notes({ stream: 'note-a' }, 'a'))).rejects.toMatchObject({ retryable: false });
  expect(server.calls.get('appendRecords')).toBe(1);
});

test('data that is not canonical JSON comes back byte for byte all the same', async () => {
  const store = await openAt((await serve()).address);
  const texts = ['{"b":1, "a":1.0}', '{"2":1,"1":2}', 'no json', '1', '{"a":1,"a":2}', '{"é":"\u2028"}'];
  for (const [index, data] of texts.entries()) {
    const [event] = notes({ stream: `note-${index}` }, 'a');
    await store.append(`note-${index}`, NO_STREAM, [{ ...event!, data }]);
    expect((await store.readStream(`note-${index}`))[0]?.data).toBe(data);
  }
  const [event] = notes({ stream: 'note-x' }, 'a');
  await expect(store.append('note-x', NO_STREAM, [{ ...event!, data: '"\ud800"' }])).rejects.toMatchObject({
    code: 'EVENT_INVALID',
    paths: ['data'],
  });
});
