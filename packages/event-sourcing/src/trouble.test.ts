import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { ClockBehind, StoreUnavailable, WrongExpectedRevision } from './errors.ts';
import { probingEvent, troubleOf } from './trouble.ts';

const full = new StoreUnavailable('The disk is full.', true);

/** Trouble whose probe fails with each of these first, and a count of how often it was asked. */
const troubled = (...faults: Error[]) => {
  let asked = 0;
  const trouble = troubleOf(async () => {
    asked += 1;
    const next = faults.shift();
    if (next) throw next;
  });
  return { trouble, asked: () => asked };
};

describe('E-10: trouble', () => {
  test('is what an append met, and ends when asking meets none', async () => {
    const { trouble, asked } = troubled(full, new StoreUnavailable('Away.', true), new Error('busy'));
    expect(trouble.now()).toBeUndefined();
    trouble.failed(full);
    trouble.failed(full);
    const told = new Set<string | undefined>();
    while (trouble.now() !== undefined) {
      told.add(trouble.now());
      await pause(20);
    }
    expect([...told]).toEqual(['The disk is full.', 'Away.']);
    expect(asked()).toBe(4);
  });

  test('is no clock that is behind: whoever appends takes the time that it is told', async () => {
    const behind = new ClockBehind('2026-03-01T12:00:00.000Z', '2026-03-01T13:00:00.000Z');
    const { trouble } = troubled(behind);
    trouble.failed(behind);
    expect(trouble.now()).toBeUndefined();
    trouble.failed(full);
    while (trouble.now() !== undefined) await pause(20);
  });

  test('ends at once with the next append, and asking then says nothing more', async () => {
    const { trouble, asked } = troubled(full, full, full);
    trouble.failed(full);
    trouble.passed();
    expect(trouble.now()).toBeUndefined();
    await pause(1_500);
    expect([trouble.now(), asked()]).toEqual([undefined, 0]);
  });

  test('that lasts is not asked about, whatever else is met meanwhile', async () => {
    const { trouble, asked } = troubled();
    trouble.failed(new StoreUnavailable('Damaged.', false), true);
    trouble.failed(full);
    await pause(1_500);
    expect([trouble.now(), asked()]).toEqual(['The disk is full.', 0]);
    trouble.passed();
    expect(trouble.now()).toBeUndefined();
  });

  test('is not what one append did wrong, and none is left once closed', async () => {
    const { trouble, asked } = troubled();
    trouble.failed(new WrongExpectedRevision('note-1', 0, 1));
    expect(trouble.now()).toBeUndefined();
    trouble.failed(full);
    trouble.close();
    trouble.failed(full);
    await pause(1_500);
    expect([trouble.now(), asked()]).toEqual([undefined, 0]);
  });
});

test('no two probes meet in one stream', () => {
  const [one, two] = [probingEvent(0), probingEvent(0)];
  expect(one.stream).not.toBe(two.stream);
  expect(one.recordedAt).toBe('1970-01-01T00:00:00.000Z');
});
