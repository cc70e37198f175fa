import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { verifiedOnce } from './verified-tokens.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
const SECONDS = NOON / 1_000;

let now = NOON;
beforeEach(() => {
  now = NOON;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Whoever verifies says how often, and what a token says; keys can be fetched anew, or be away. */
const desk = (payload: JWTPayload = { exp: SECONDS + 60 }) => {
  const state: { generation: unknown; bad: boolean; checked: string[] } = {
    generation: 1,
    bad: false,
    checked: [],
  };
  const verify = verifiedOnce(
    async (token) => {
      state.checked.push(token);
      if (state.bad) throw new TypeError('Not good.');
      return payload;
    },
    { generation: () => state.generation, tolerance: 30 },
  );
  return { state, verify };
};

test('G-11: a token is checked once, and says the same again', async () => {
  const { state, verify } = desk({ exp: SECONDS + 60, sub: 'somebody' });
  for (let times = 0; times < 3; times += 1)
    expect(await verify('a')).toEqual({ exp: SECONDS + 60, sub: 'somebody' });
  await verify('b');
  expect(state.checked).toEqual(['a', 'b']);
});

test('G-11: a token whose key was withdrawn is good no longer than the keys', async () => {
  const { state, verify } = desk();
  await verify('a');
  Object.assign(state, { generation: 2, bad: true });
  await expect(verify('a')).rejects.toThrow('Not good.');
});

test('G-11: while nobody has the keys, nobody is remembered', async () => {
  const { state, verify } = desk();
  await verify('a');
  Object.assign(state, { generation: undefined, bad: true });
  await expect(verify('a')).rejects.toThrow('Not good.');
  Object.assign(state, { generation: undefined, bad: false });
  for (let times = 0; times < 2; times += 1) await verify('a');
  expect(state.checked).toHaveLength(4);
});

test('G-11: a token that was checked while the keys were fetched is checked again', async () => {
  const state = { generation: 1, checked: 0 };
  const verify = verifiedOnce(
    async () => {
      state.checked += 1;
      state.generation = 2;
      return { exp: SECONDS + 60 };
    },
    { generation: () => state.generation, tolerance: 30 },
  );
  for (let times = 0; times < 3; times += 1) await verify('a');
  expect(state.checked).toBe(2);
});

test.each([
  ['before it ends', { exp: SECONDS + 60 }, 59, 1],
  ['within the tolerance after it', { exp: SECONDS + 60 }, 89, 1],
  ['beyond the tolerance', { exp: SECONDS + 60 }, 90, 2],
  ['when the clock went back, within the tolerance', { exp: SECONDS + 60, nbf: SECONDS }, -30, 1],
  ['when the clock went back beyond it', { exp: SECONDS + 60, nbf: SECONDS }, -31, 2],
  ['when it never said until when', {}, 0, 2],
])('G-11: that a token is in time is looked at %s', async (_, payload, seconds, checks) => {
  const { state, verify } = desk(payload);
  await verify('a');
  now += seconds * 1_000;
  await verify('a');
  expect(state.checked).toHaveLength(checks);
});

test('G-11: what was not good is checked again', async () => {
  const { state, verify } = desk();
  state.bad = true;
  for (let times = 0; times < 2; times += 1) await expect(verify('a')).rejects.toThrow('Not good.');
  expect(state.checked).toHaveLength(2);
});

test('G-11: a thousand are remembered, and the oldest makes room', async () => {
  const { state, verify } = desk();
  for (let number = 0; number <= 1_000; number += 1) await verify(String(number));
  await verify('1000');
  await verify('1');
  expect(state.checked).toHaveLength(1_001);
  await verify('0');
  expect(state.checked).toHaveLength(1_002);
});
