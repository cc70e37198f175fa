import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { clockWatch, type ClockWatch } from './clock-watch.ts';
import type { StoreClock } from './event-store.ts';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');
const iso = (milliseconds: number): string => new Date(NOON + milliseconds).toISOString();

/** A watch over a store whose clock a test turns. */
const watching = async (clock: StoreClock) => {
  const state = { machine: NOON, clock, fails: false, looks: 0 };
  const store = {
    clock: async (): Promise<StoreClock> => {
      state.looks += 1;
      if (state.fails) throw new TypeError('The store is away.');
      return state.clock;
    },
  };
  const watch = await clockWatch(store, {
    now: () => state.machine,
    every: 1,
  });
  /** Once the watch has looked at what the test set. */
  const looked = async (): Promise<void> => {
    for (const until = state.looks + 2; state.looks < until;) await pause(1);
  };
  return { state, watch, looked };
};

const stopped = async (watch: ClockWatch, state: { readonly looks: number }): Promise<void> => {
  await watch.stop();
  const { looks } = state;
  await pause(10);
  expect(state.looks).toBe(looks);
};

test('E-07: says from the start that the log is ahead, until time has caught up with it', async () => {
  const { state, watch, looked } = await watching({ now: NOON, greatest: iso(1_800_000) });
  expect(watch.trouble()).toBe(
    "The log's newest event was recorded 1800 s ahead of the store's clock: nothing is written until then, or until an operator corrects it.",
  );
  state.clock = { now: NOON + 1_000, greatest: iso(1_800_000) };
  await looked();
  expect(watch.trouble()).toContain('1799 s ahead');
  state.clock = { now: NOON + 1_795_000, greatest: iso(1_800_000) };
  await looked();
  expect(watch.trouble()).toBeUndefined();
  await stopped(watch, state);
});

test('E-07: says that this machine is ahead, and that it is no longer', async () => {
  const { state, watch, looked } = await watching({ now: NOON, greatest: iso(-60_000) });
  expect(watch.trouble()).toBeUndefined();
  state.machine = NOON + 5_001;
  await looked();
  expect(watch.trouble()).toBe("The clock of this machine is 6 s ahead of the store's.");
  state.fails = true;
  await looked();
  expect(watch.trouble()).toContain('6 s ahead');
  state.fails = false;
  state.machine = NOON + 5_000;
  await looked();
  expect(watch.trouble()).toBeUndefined();
  await stopped(watch, state);
});

test('a machine that is slow, and a store without a clock, are no trouble', async () => {
  const { state, watch, looked } = await watching({ now: NOON + 3_600_000, greatest: iso(3_600_000) });
  await looked();
  state.clock = { now: undefined, greatest: iso(86_400_000) };
  await looked();
  expect(watch.trouble()).toBeUndefined();
  await watch.stop();
});
