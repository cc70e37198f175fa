import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { memoryEventStore, memoryRows } from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { memoryKeyStore } from '@wardbook/personal-data';
import { THEYDON } from './epping-forest.ts';
import { fakeClock, spring } from './spring.ts';

const inMemory = () => {
  const clock = fakeClock('2026-02-01T00:00:00.000Z');
  return spring({ store: memoryEventStore(clock), rows: memoryRows(), keys: memoryKeyStore(), clock });
};

const onSqlite = async () => {
  const clock = fakeClock('2026-02-01T00:00:00.000Z');
  const folder = mkdtempSync(join(tmpdir(), 'epping-forest-'));
  const files = sqliteFolder(folder, clock);
  const answer = await spring({ ...files, clock });
  for (const file of Object.values(files)) await file.close();
  rmSync(folder, { recursive: true });
  return answer;
};

test('the process closes March as kept, and April as broken, each once it is due', async () => {
  const { events } = await inMemory();
  assert.deepEqual(events.slice(-4), [
    '2026-04-07T22:59:59.999Z PromisePeriodOpened',
    '2026-04-09T08:00:00.000Z PromisePeriodKept',
    '2026-05-11T08:00:00.000Z PromisePeriodOpened',
    '2026-05-11T08:00:00.000Z PromisePeriodBroken',
  ]);
});

test('a view of our own shows both months', async () => {
  const { promises } = await inMemory();
  const statement = 'We visit every secondary school every month.';
  assert.deepEqual(promises, [{ ward: THEYDON, statement, kept: ['2026-03'], broken: ['2026-04'] }]);
});

test('SQLite and the memory come to the same', async () => {
  assert.deepEqual(await onSqlite(), await inMemory());
});
