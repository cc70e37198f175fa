import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEngine } from '@wardbook/event-sourcing';
import { scenario } from '@wardbook/event-sourcing/testing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { lamp, lampBoard, lampFailed, lampInstalled, street } from './lamp.ts';

const by = { id: 'clerk-1', role: 'CLERK', agency: 'council' };
const told = { occurredAt: '2026-03-01T09:00:00.000Z', by };
const given = scenario(lamp, 'high-street-1');
const installed = lampInstalled({ watts: 40 });
const install = { type: 'InstallLamp', watts: 40, ...told } as const;
const report = { type: 'ReportFault', fault: 'BULB', ...told } as const;

test('a lamp is installed', () => given().when(install).emits(installed));
test('LAMP-1: with 250 watts at most', () =>
  given()
    .when({ ...install, watts: 251 })
    .isRefusedBy('LAMP-1', 'watts'));
test('LAMP-2: once', () => given(installed).when(install).isRefusedBy('LAMP-2'));
test('LAMP-3: only a lamp breaks', () => given().when(report).isRefusedBy('LAMP-3'));
test('a fault told twice is told once', () =>
  given(installed, lampFailed({ fault: 'WIRING' }))
    .when(report)
    .emitsNothing());

test('LAMP-4: the board shows what SQLite keeps, and only the broken is repaired', async (t) => {
  const files = sqliteFolder(mkdtempSync(join(tmpdir(), 'street-')));
  const engine = await startEngine(street, { ...files, views: [lampBoard] });
  t.after(async () => {
    await engine.stop();
    for (const file of Object.values(files)) await file.close();
  });
  const highStreet = engine.app.lamp('high-street-1');
  await highStreet.send({ type: 'InstallLamp', watts: 40 }, { by });
  await highStreet.send({ type: 'ReportFault', fault: 'BULB' }, { by });
  await engine.caughtUp(await files.store.head(), 5_000);
  const broken = await engine.rows.list(lampBoard, { where: { broken: [1] }, limit: 10 });
  assert.deepEqual(
    broken.map(({ key, row }) => [key, row.faults]),
    [['high-street-1', 1]],
  );
  assert.equal((await highStreet.send({ type: 'RepairLamp' }, { by })).refusal, undefined);
  assert.equal((await highStreet.send({ type: 'RepairLamp' }, { by })).refusal?.rule, 'LAMP-4');
});
