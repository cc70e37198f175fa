import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AnyView, StoredRow } from '@wardbook/event-sourcing';
import { rowCache } from './row-cache.ts';
import { sqliteRows } from './sqlite-rows.ts';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-row-cache-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const view: AnyView = {
  name: 'board',
  version: 1,
  initial: {},
  of: [],
  evolve: {},
  columns: { standing: ({ standing }: { readonly standing: string }) => standing },
};
const card = (standing: string, position = 1n): StoredRow => ({ key: 'a', position, row: { standing } });
const saved = { view, from: 0n, to: 1n };

const twoOnOneFile = async () => {
  files += 1;
  const both = [1, 2].map(() => sqliteRows(join(folder, `${String(files)}.db`)));
  for (const rows of both) await rows.open([view]);
  const [ours, theirs] = both;
  if (!ours || !theirs) throw new TypeError('There are two.');
  await ours.save([{ ...saved, changed: [card('first')] }]);
  const seen = async () => {
    const found = await ours.find(view, ['a']);
    expect(await ours.list(view, { limit: 10 })).toEqual(found);
    return found.map(({ row }) => (row as { readonly standing: string }).standing);
  };
  const close = () => Promise.all(both.map((rows) => rows.close()));
  return { ours, theirs, seen, close };
};

test('G-11: a row that is read again is the same, and nobody can change it', async () => {
  const { ours, close } = await twoOnOneFile();
  const [first] = await ours.find(view, ['a']);
  const [again] = await ours.list(view, { limit: 1 });
  expect(again).toBe(first);
  expect(() => Object.assign(first?.row ?? {}, { standing: 'other' })).toThrow(TypeError);
  await close();
});

test('G-11: a row that was written anew at the same position is read anew, whoever wrote it', async () => {
  const { ours, theirs, seen, close } = await twoOnOneFile();
  expect(await seen()).toEqual(['first']);
  await ours.save([{ ...saved, from: 1n, to: 2n, changed: [card('ours')] }]);
  expect(await seen()).toEqual(['ours']);
  await theirs.save([{ ...saved, from: 2n, to: 3n, changed: [card('theirs')] }]);
  expect(await seen()).toEqual(['theirs']);
  await close();
});

test('G-11: a row that was taken away is gone, whoever took it', async () => {
  const { ours, theirs, seen, close } = await twoOnOneFile();
  expect(await seen()).toEqual(['first']);
  await ours.save([{ ...saved, from: 1n, to: 2n, changed: [], removed: ['a'] }]);
  expect(await seen()).toEqual([]);
  await ours.save([{ ...saved, from: 2n, to: 3n, changed: [card('again')] }]);
  expect(await seen()).toEqual(['again']);
  await theirs.save([{ ...saved, from: 3n, to: 4n, changed: [], removed: ['a'] }]);
  expect(await seen()).toEqual([]);
  await close();
});

test('G-11: rows that are rebuilt at the same positions are those of the rebuild, whoever emptied them', async () => {
  for (const whose of ['ours', 'theirs'] as const) {
    const made = await twoOnOneFile();
    expect(await made.seen()).toEqual(['first']);
    await made[whose].reset(view);
    expect(await made.seen()).toEqual([]);
    await made[whose].save([{ ...saved, changed: [card('rebuilt')] }]);
    expect(await made.seen()).toEqual(['rebuilt']);
    await made.close();
  }
});

test('G-11: a save that was refused leaves what is remembered as it is on file', async () => {
  const { ours, seen, close } = await twoOnOneFile();
  expect(await ours.save([{ ...saved, from: 9n, to: 10n, changed: [card('late')] }])).toBe(false);
  expect(await seen()).toEqual(['first']);
  await close();
});

test('G-11: what was not asked for lately makes room, and what is too large is not remembered', () => {
  const cache = rowCache(new Database(':memory:'), 100);
  const keep = (key: string, length: number) =>
    cache.keep('board', { key, position: 1n, body: JSON.stringify({ text: 'x'.repeat(length - 11) }) });
  const isKept = (key: string): boolean => cache.get('board', key, 1n) !== undefined;
  keep('a', 60);
  keep('b', 60);
  expect(isKept('a')).toBe(true);
  keep('c', 60);
  expect(['a', 'b', 'c'].map(isKept)).toEqual([true, false, true]);
  keep('d', 101);
  expect(isKept('d')).toBe(false);
  expect(cache.get('board', 'a', 2n)).toBeUndefined();
  expect(cache.get('other', 'a', 1n)).toBeUndefined();
});
