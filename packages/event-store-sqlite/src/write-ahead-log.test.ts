import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { NO_STREAM } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { sqliteRows } from './sqlite-rows.ts';
import { runStore } from './testing/run-store.ts';
import { wideRow, wideView } from './testing/wide-view.ts';

let folder: string;
let files = 0;
const freshFile = (): string => join(folder, `${String((files += 1))}.db`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-wal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

// What docs/operations.md states.
const STATED_IN_BYTES = 16_000_000;
const WRITTEN_IN_BYTES = 60_000_000;

const logSize = (file: string): number => statSync(`${file}-wal`).size;

/** Two processes that read one after the other's page, so that hardly a moment is left. */
const readers = async (scenario: 'read' | 'countRows', file: string): Promise<() => Promise<void>> => {
  const started = ['a', 'b'].map((name) => `${file}.${name}`);
  const reading = started.map((marker) => runStore([scenario, file, marker]));
  while (!started.every((marker) => existsSync(marker))) await pause(10);
  return async () => {
    for (const { told, complaint } of await Promise.all(reading)) {
      expect(complaint).toBe('');
      expect(told).toBeDefined();
    }
  };
};

/** How long the write-ahead log grows while so much is written. */
const longestWhile = async (file: string, each: number, write: () => Promise<unknown>): Promise<number> => {
  let longest = 0;
  for (let written = 0; written < WRITTEN_IN_BYTES; written += each) {
    await write();
    longest = Math.max(longest, logSize(file));
    await pause(0);
  }
  return longest;
};

describe('E-14: the write-ahead log, while other processes read without a break,', () => {
  test('of the log stays short, and nobody is refused', async () => {
    const file = freshFile();
    const store = sqliteEventStore(file);
    let streams = 0;
    const add = (stream = `note-${String((streams += 1))}`) =>
      store.append(
        stream,
        NO_STREAM,
        notes({ stream }, ...Array.from({ length: 10 }, () => 'x'.repeat(9_900))),
      );
    for (let before = 0; before < 100; before += 1) await add();
    const ended = await readers('read', file);
    const longest = await longestWhile(file, 100_000, () => add());
    await add('note-end');
    await ended();
    await store.close();
    expect(longest).toBeLessThan(STATED_IN_BYTES);
  });

  test('of the rows stays short too', async () => {
    const file = freshFile();
    const rows = sqliteRows(file);
    await rows.open([wideView]);
    let position = 0n;
    const save = async (names: readonly string[], length?: number): Promise<void> => {
      const [from, to] = [position, position + 1n];
      position = to;
      const changed = names.map((name) => wideRow(name, to, length));
      expect(await rows.save([{ view: wideView, from, to, changed }])).toBe(true);
    };
    // So many that counting them takes a while.
    await save(
      Array.from({ length: 60_000 }, (_, number) => `small-${String(number)}`),
      200,
    );
    const ten = Array.from({ length: 10 }, (_, number) => String(number));
    const ended = await readers('countRows', file);
    const longest = await longestWhile(file, 300_000, () => save(ten));
    await save(['end']);
    await ended();
    await rows.close();
    expect(longest).toBeLessThan(STATED_IN_BYTES);
  });
});

test('a reader who never pauses holds up nobody for long, and the log is emptied once they end', async () => {
  const file = freshFile();
  const store = sqliteEventStore(file);
  const add = (number: number) => {
    const stream = `note-${String(number)}`;
    return store.append(
      stream,
      NO_STREAM,
      notes({ stream }, ...Array.from({ length: 40 }, () => 'x'.repeat(9_900))),
    );
  };
  await add(0);
  const other = new Database(file, { readonly: true });
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM event').get();
  for (let number = 1; number <= 30; number += 1) await add(number);
  expect(logSize(file)).toBeGreaterThan(10_000_000);
  other.exec('COMMIT');
  for (let number = 31; number <= 60; number += 1) await add(number);
  expect(logSize(file)).toBeLessThan(STATED_IN_BYTES);
  other.close();
  await store.close();
});
