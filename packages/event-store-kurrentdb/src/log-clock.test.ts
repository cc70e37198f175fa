import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { NO_STREAM, type EventStore } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { kurrentdbEventStore } from './kurrentdb-event-store.ts';
import { serverClock } from './log-clock.ts';
import { wireLog } from './testing/wire-log.ts';
import { wireServer } from './testing/wire-server.ts';

const HOUR = 3_600_000;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server whose clock is somewhere else than this machine's. */
const serverAt = async (off: number) => {
  const state = { off };
  const server = await wireServer({ log: wireLog(() => Date.now() + state.off) });
  closing.push(() => server.close());
  const open = async (): Promise<EventStore> => {
    const store = await kurrentdbEventStore(server.address);
    closing.push(() => store.close());
    return store;
  };
  return { state, open };
};

let names = 0;
const add = (store: EventStore, off = 0) => {
  const stream = `timed-${String((names += 1))}`;
  const recordedAt = new Date(Date.now() + off).toISOString();
  return store.append(stream, NO_STREAM, notes({ stream, recordedAt }, 'a'));
};

/** Once what the server said of its clock has come in. */
const until = async (store: EventStore, off: number): Promise<void> => {
  while (Math.abs(((await store.clock?.())?.now ?? 0) - Date.now() - off) > 2_000) await pause(5);
};

describe('a clock that is ahead of the server', () => {
  test('E-07: is known from its first event on, and refused from then on', async () => {
    const { open } = await serverAt(-HOUR);
    const fast = await open();
    // Nothing of this process has come back yet: its own clock is all that there is.
    await add(fast);
    await until(fast, -HOUR);
    await expect(add(fast)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    await expect(add(fast)).rejects.toThrow('ahead of the store');
  });

  test('is right again once the server is, which others\u2019 events show', async () => {
    const { state, open } = await serverAt(0);
    const [store, other] = [await open(), await open()];
    await add(store);
    await until(store, 0);
    state.off = -HOUR;
    await add(store);
    await until(store, -HOUR);
    await expect(add(store)).rejects.toThrow('ahead of the store');
    state.off = 0;
    await add(other);
    await until(store, 0);
    await add(store);
  });
});

describe('the clock of the server', () => {
  const event = (id: string, created: number) => ({ id, created: new Date(created) });

  test('is the machine\u2019s until something has been seen', () => {
    expect(serverClock(() => 1_000).now()).toBe(1_000);
  });

  test('is at least what another\u2019s event says, and at most what an own one says', async () => {
    const clock = serverClock(() => 1_000);
    clock.seen(event('other', 5_000));
    expect(clock.now()).toBeGreaterThanOrEqual(5_000);
    clock.sending('own');
    await pause(20);
    clock.seen(event('own', 3_000));
    expect(clock.now()).toBeGreaterThanOrEqual(3_019);
    expect(clock.now()).toBeLessThan(5_000);
    // A server whose clock was put forward since.
    clock.seen(event('other', 9_000));
    expect(clock.now()).toBeGreaterThanOrEqual(9_000);
  });

  test('forgets what was sent and never came back', () => {
    const clock = serverClock(() => 1_000);
    for (let count = 0; count <= 1_024; count += 1) clock.sending(String(count));
    clock.seen(event('0', 500));
    expect(clock.now()).toBe(1_000);
    clock.seen(event('1', 700));
    expect(clock.now()).toBeLessThan(1_000);
  });
});
