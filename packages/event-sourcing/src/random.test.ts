import { expect, test } from '@jest/globals';
import { randomBytes } from './random.ts';

test('random bytes have the length asked for, and none is handed out twice', () => {
  const all = Array.from({ length: 2_000 }, (_, index) => randomBytes(12 + (index % 3) * 4));
  expect(all.map(({ length }) => length)).toEqual(all.map((_, index) => 12 + (index % 3) * 4));
  expect(new Set(all.map((bytes) => bytes.subarray(0, 12).toString('hex'))).size).toBe(all.length);
});

test('random bytes are the caller’s own: what is done to them changes no others', () => {
  const [first, second] = [randomBytes(16), randomBytes(16)];
  const before = second.toString('hex');
  first.fill(0);
  expect(second.toString('hex')).toBe(before);
});
