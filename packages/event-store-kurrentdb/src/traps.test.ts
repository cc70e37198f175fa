import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import {
  ChainBroken,
  NO_STREAM,
  StoreUnavailable,
  WrongExpectedRevision,
  type EventStore,
  type NewEvent,
} from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { afterChecks } from './client-appends.ts';
import { clientReads } from './client-reads.ts';
import { connect } from './connection.ts';
import { kurrentdbEventStore, type KurrentdbOptions } from './kurrentdb-event-store.ts';
import { idOf, toClientEvent } from './stored-event.ts';
import { relayTo } from './testing/relay.ts';
import { ANY, type WireEvent } from './testing/wire-log.ts';
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
const put = (store: EventStore, [first, ...rest]: readonly NewEvent[]) =>
  store.append(first!.stream, first!.revision - 1, [first!, ...rest]);
/** An event as the server would hold it, had we appended it. */
const onWire = (event: NewEvent): WireEvent => {
  const { id, type, data, metadata } = toClientEvent(event);
  return {
    stream: event.stream,
    id,
    type,
    isJson: true,
    data: Buffer.from(JSON.stringify(data)),
    metadata: Buffer.from(JSON.stringify(metadata)),
  };
};
const foreign = (stream: string): WireEvent => ({
  stream,
  id: crypto.randomUUID(),
  type: 'Other',
  isJson: true,
  data: Buffer.from('{}'),
  metadata: Buffer.from(''),
});
const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error('Waited in vain.');
    await pause(10);
  }
};

describe.each([
  ['26.1', true],
  ['25.1', false],
])('against a server of version %s', (_, checks) => {
  test('trap 1: every append names the state of its own stream, and never any', async () => {
    const server = await serve({ checks });
    const store = await openAt(server.address);
    const [first, second, third] = notes({ stream: 'note-1' }, 'a', 'b', 'c');
    await put(store, [first!]);
    await put(store, [second!]);
    await store.append('note-1', 1, [third!], { guards: [{ stream: 'ward-1', revision: NO_STREAM }] });
    expect(server.log.checked.map((all) => all.find(({ stream }) => stream === 'note-1')?.expected)).toEqual([
      -1, 0, 1,
    ]);
    expect(server.log.checked.flat().some(({ expected }) => expected === ANY)).toBe(false);
  });

  test('trap 2: a conflict tells numbers, -1 for no stream, whatever the client calls it', async () => {
    const store = await openAt((await serve({ checks })).address);
    const events = notes({ stream: 'note-1' }, 'a', 'b', 'c', 'd');
    await put(store, events.slice(0, 3));
    const [, other] = notes({ stream: 'note-2' }, 'a', 'b');
    const conflict = put(store, [other!]);
    await expect(conflict).rejects.toBeInstanceOf(WrongExpectedRevision);
    await expect(conflict).rejects.toMatchObject({ stream: 'note-2', expected: 0, actual: -1 });
    await expect(put(store, notes({ stream: 'note-1' }, 'A'))).rejects.toMatchObject({
      expected: -1,
      actual: 2,
    });
  });

  test('trap 3: a conflict tells the revision where the stream is, and not 1', async () => {
    const server = await serve({ checks });
    const [one, two] = [await openAt(server.address), await openAt(server.address)];
    const events = notes({ stream: 'note-1' }, 'a', 'b', 'c', 'd', 'e');
    await put(one, events.slice(0, 1));
    await put(two, events.slice(1));
    // The first store still has the first event's hash, so only the server can tell.
    const late = notes({ stream: 'note-1', revision: 0, previousHash: events[0]!.hash }, 'late');
    await expect(put(one, late)).rejects.toMatchObject({ expected: 0, actual: 4 });
    await expect(kurrentdbEventStore(`${server.address}&throwOnAppendFailure=false`)).rejects.toThrow(
      'throwOnAppendFailure=false makes the KurrentDB client report a wrong revision for every conflict.',
    );
  });

  test('trap 5: a first append of n events answers n - 1, and where its last event stands', async () => {
    const server = await serve({ checks });
    const store = await openAt(server.address);
    const events = notes({ stream: 'note-1' }, 'a', 'b', 'c');
    if (!checks) server.fail('batchAppend', 'without position');
    const appended = await put(store, events);
    expect(appended).toEqual({ revision: 2, position: server.log.records.at(-1)?.position });
    expect(await put(store, events)).toEqual(appended);
  });

  test('trap 6: an event id is made from all that the event holds, so the same id is the same event', async () => {
    const server = await serve({ checks });
    const store = await openAt(server.address);
    const [event] = notes({ stream: 'note-1' }, 'a');
    const [twin] = notes({ stream: 'note-1' }, 'a');
    // The same command id and the same words, but another salt.
    expect([event!.id, event!.data]).toEqual([twin!.id, twin!.data]);
    expect(idOf(event!)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOf(event!)).not.toBe(idOf(twin!));
    const first = await put(store, [event!]);
    expect(await put(store, [event!])).toEqual(first);
    await expect(put(store, [twin!])).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(server.log.stream('note-1')).toHaveLength(1);
  });

  test('trap 14: what is too large is refused with its size, whole, and takes nobody along', async () => {
    const server = await serve({ checks, largest: 1_048_576 });
    const store = await openAt(server.address, { deadline: 2_000 });
    const large = put(store, notes({ stream: 'note-1' }, 'small', 'x'.repeat(1_500_000)));
    const others = ['note-2', 'note-3', 'note-4'].map((stream) => put(store, notes({ stream }, 'small')));
    await expect(large).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(large).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/150\d{4} bytes/),
    });
    await Promise.all(others);
    expect(server.log.stream('note-1')).toBeUndefined();
  });

  test('trap 15: a stream that was cut, or deleted and begun again, is told and not folded from its middle', async () => {
    const server = await serve({ checks });
    const store = await openAt(server.address);
    const events = notes({ stream: 'note-1' }, 'a', 'b', 'c', 'd');
    await put(store, events.slice(0, 3));
    await put(store, notes({ stream: 'note-2' }, 'a', 'b'));
    server.log.truncate('note-1', 2);
    const missing = { code: 'CHAIN_BROKEN', stream: 'note-1', revision: 0 };
    await expect(store.readStream('note-1')).rejects.toMatchObject(missing);
    await expect(store.readStream('note-1', { backward: true })).rejects.toMatchObject(missing);
    await expect(store.readStream('note-1', { from: 1 })).rejects.toMatchObject({ ...missing, revision: 1 });
    expect(await store.readStream('note-1', { from: 2 })).toHaveLength(1);
    expect(await store.readStream('note-1', { backward: true, limit: 1 })).toHaveLength(1);
    // The chain goes on from the last event, which is there.
    await put(await openAt(server.address), events.slice(3));
    server.log.softDelete('note-2');
    await expect(put(store, notes({ stream: 'note-2' }, 'again'))).rejects.toBeInstanceOf(ChainBroken);
  });
});

describe('the client', () => {
  test('trap 4: appends take the one way that the server has, with metadata that all of them take', async () => {
    const [newer, older] = [await serve(), await serve({ checks: false })];
    for (const { address } of [newer, older]) {
      const store = await openAt(address);
      await put(store, notes({ stream: 'note-1' }, 'a'));
    }
    expect([newer.calls.get('batchAppend'), older.calls.get('appendRecords')]).toEqual([
      undefined,
      undefined,
    ]);
    for (const { log } of [newer, older]) {
      const metadata = JSON.parse(Buffer.from(log.records.at(-1)!.metadata).toString()) as object;
      expect(Object.keys(metadata)).toEqual(expect.arrayContaining(['header', 'salt', 'sealed']));
      expect(Object.values(metadata).every((value) => typeof value === 'string')).toBe(true);
    }
    const ofClocks =
      "The server's clock is known from what was appended only: the first event of a machine whose clock is ahead is not refused.";
    expect((await openAt(newer.address)).notices).toEqual([ofClocks]);
    expect((await openAt(older.address)).notices).toEqual([
      ofClocks,
      'Guards are checked before an append, not in it: this server is older than 26.1.',
      'Processes are run by one gateway only: whoever lost its place is not refused in the append, because this server is older than 26.1.',
    ]);
  });

  test('trap 4: with credentials an older server gets each append by itself, and conflicts read the same', async () => {
    const server = await serve({ checks: false });
    // Credentials without TLS are refused at the door; here they only choose the way.
    const connection = connect({ address: server.address, credentials: { username: 'a', password: 'b' } });
    closing.push(() => connection.close());
    const tryAppend = afterChecks({ connection, reads: clientReads(connection, 2_000), deadline: 2_000 });
    const stream = 'note-1';
    const append = (events: readonly NewEvent[], expected: number) =>
      tryAppend({ stream, expected, events, guards: [] });
    const events = notes({ stream }, ...Array.from({ length: 40 }, () => 'a'));
    expect(await append(events, NO_STREAM)).toMatchObject({ revision: 39 });
    await expect(append(notes({ stream }, 'b'), NO_STREAM)).rejects.toMatchObject({
      expected: -1,
      actual: 39,
    });
    await expect(append(notes({ stream }, 'b'), 50)).rejects.toMatchObject({ expected: 50, actual: 39 });
    expect([server.calls.get('append'), server.calls.get('batchAppend')]).toEqual([3, undefined]);
  });

  test('trap 7: an event whose commit stands apart from its prepare is refused, wherever it is read', async () => {
    const server = await serve();
    const [first, second] = notes({ stream: 'note-1' }, 'a', 'b');
    server.log.write(
      [{ stream: 'note-1', expected: ANY }],
      [onWire(first!), { ...onWire(second!), prepare: 1n }],
    );
    const store = await openAt(server.address);
    const finding = 'note-1, revision 1: was committed apart from where it was written.';
    await expect(store.readStream('note-1')).rejects.toThrow(finding);
    await expect(store.readLog({ limit: 10 })).rejects.toThrow(finding);
    expect(await store.readStream('note-1', { to: 0 })).toHaveLength(1);
  });

  test('trap 8: what is known to be quiet is not walked again, for the log and for a category', async () => {
    const server = await serve();
    const store = await openAt(server.address);
    const { position } = await put(store, notes({ stream: 'note-1' }, 'a'));
    const noise = Array.from({ length: 200 }, (_, index) => foreign(`$noise-${index}`));
    server.log.write(
      noise.map(({ stream }) => ({ stream, expected: ANY })),
      noise,
    );
    const fromOf = (): bigint => {
      const all = server.reads
        .findLast((read) => read.getOptions()?.hasCount())
        ?.getOptions()
        ?.getAll();
      return BigInt(all?.getPosition()?.getCommitPosition() ?? 0);
    };
    await pause(300);
    for (const range of [{ after: position }, { after: 0n, category: 'ward' }]) {
      expect(await store.readLog({ ...range, limit: 10 })).toEqual([]);
      expect(await store.readLog({ ...range, limit: 10 })).toEqual([]);
      expect(fromOf()).toBeGreaterThan(position);
    }
    // Nothing new is missed for it.
    await put(store, notes({ stream: 'ward-1' }, 'b'));
    expect(await store.readLog({ after: position, limit: 10 })).toHaveLength(1);
    expect(await store.readLog({ after: 0n, category: 'ward', limit: 10 })).toHaveLength(1);
    expect(await store.readLog({ after: 0n, limit: 10 })).toHaveLength(2);
  });

  test.each([
    ['fails', UNAVAILABLE],
    ['ends', undefined],
  ])('trap 9: a live subscription that %s is made again, and nobody is forgotten', async (_, error) => {
    const server = await serve();
    const [store, other] = [await openAt(server.address), await openAt(server.address)];
    await until(() => (server.calls.get('subscribe') ?? 0) >= 2);
    for (let round = 1; round <= 3; round += 1) {
      const woken = store.waitFor(await store.head(), 20_000).then(() => 'woken');
      server.endSubscriptions(error);
      await put(other, notes({ stream: `note-${round}` }, 'news'));
      expect(await woken).toBe('woken');
    }
    await until(() => (server.calls.get('subscribe') ?? 0) >= 4);
  });

  test('trap 10: persistent subscriptions, whose order is not the order of the log, are not used', () => {
    const folder = new URL('.', import.meta.url);
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    expect(sources.length).toBeGreaterThan(10);
    for (const name of sources)
      expect(readFileSync(new URL(name, folder), 'utf8')).not.toMatch(/persistentSubscription/i);
  });

  test('trap 11: reads have a deadline of their own, and both connections fail with one error', async () => {
    const server = await serve();
    const relay = await relayTo(server.port);
    closing.push(() => relay.close());
    const store = await openAt(`kurrentdb://127.0.0.1:${relay.port}?tls=false`, {
      patience: 100,
      deadline: 1_500,
    });
    await put(store, notes({ stream: 'note-1' }, 'a'));
    // The new subscription looks at the log once; this is to meet the read below.
    await pause(300);
    server.fail('read', 'silent');
    const slow = store.readStream('note-1');
    await expect(slow).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(slow).rejects.toMatchObject({
      message: 'KurrentDB did not answer in time.',
      retryable: true,
    });
    expect(await store.readStream('nobody-1')).toEqual([]);
    await relay.shut();
    const away = { code: 'STORE_UNAVAILABLE', retryable: true };
    await expect(store.readStream('note-1')).rejects.toMatchObject(away);
    await expect(store.head()).rejects.toMatchObject(away);
    await expect(put(store, notes({ stream: 'note-2' }, 'a'))).rejects.toMatchObject(away);
    await expect(
      openAt(`kurrentdb://127.0.0.1:${relay.port}?tls=false`, { patience: 100 }),
    ).rejects.toMatchObject(away);
    await relay.open();
    expect(await store.readStream('note-1')).toHaveLength(1);
  });

  test('trap 12: the native half of the client is there for every platform that we name', () => {
    const client = createRequire(createRequire(import.meta.url).resolve('@kurrent/kurrentdb-client'));
    const manifest = new URL('../package.json', pathToFileURL(client.resolve('@kurrent/bridge')));
    const { optionalDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    expect(Object.keys(optionalDependencies).join()).toMatch(
      /(?=.*linux-x64-gnu)(?=.*linux-x64-musl)(?=.*linux-arm64)(?=.*darwin)(?=.*win32)/,
    );
  });

  test.each([
    ['http://localhost:2113', 'A KurrentDB address looks like'],
    ['kurrentdb://', 'A KurrentDB address looks like'],
    ['kurrentdb://user:pass:word@localhost', 'must be written as %3A'],
    ['kurrentdb://user:p@ss@localhost', 'must be written as %3A or %40'],
    ['kurrentdb://user:p%zz@localhost', 'must be written as %25'],
    ['kurrentdb://user@localhost', 'both a user and a password'],
    ['kurrentdb://user:secret@localhost?tls=false', 'drops credentials silently'],
    ['kurrentdb://localhost?tls=false&userCertFile=a&userKeyFile=b', 'drops credentials silently'],
    ['kurrentdb://localhost?tlsVerifyCert=false', 'tlsVerifyCert=false would accept any certificate'],
    ['kurrentdb://localhost?TLS_Verify-cert=false', 'tlsVerifyCert=false would accept any certificate'],
    ['kurrentdb://localhost?tls=false&secret=1', 'a key that the client does not know'],
    ['kurrentdb://localhost?__proto__=1', 'a key that the client does not know'],
    ['kurrentdb://localhost?tls=no', 'a value for tls that the client does not take'],
    ['kurrentdb://localhost?tls=true&tls=false', 'gives tls twice'],
    ['kurrentdb://localhost?nodePreference=follower', 'nodePreference must be leader'],
    ['kurrentdb://secret pass', 'does not name its hosts'],
    ['kurrentdb://localhost?tlsCAFile=/nowhere/secret.pem', 'does not accept the address'],
  ])('trap 13: refuses %s, in words that give nothing away', async (address, reason) => {
    const refused = kurrentdbEventStore(address, { patience: 0 });
    await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refused).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining(reason),
    });
    await expect(refused).rejects.not.toMatchObject({
      message: expect.stringMatching(/secret|pass:|p@ss|p%zz/),
    });
  });

  test.each(['kurrentdb', 'kurrent', 'kdb', 'esdb', 'kurrentdb+discover', 'esdb+discover'])(
    'trap 13: accepts %s://',
    async (scheme) => {
      const server = await serve();
      const store = await openAt(`${scheme}://127.0.0.1:${server.port}/?tls=false&keepAliveInterval=-1`);
      await put(store, notes({ stream: 'note-1' }, 'a'));
      expect(await store.readStream('note-1')).toHaveLength(1);
    },
  );
});

test("the status codes that faults name are gRPC's own", () => {
  expect([
    status.INVALID_ARGUMENT,
    status.RESOURCE_EXHAUSTED,
    status.FAILED_PRECONDITION,
    status.UNAVAILABLE,
  ]).toEqual([3, 8, 9, 14]);
});
