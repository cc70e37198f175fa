import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wireServer } from '@wardbook/event-store-kurrentdb/testing';
import { ask, runCommand, startServer, type Server } from './testing/server.ts';

const tokenOf = (server: Server, label: string): string => {
  const lines = server.printed().split('\n');
  return lines[lines.findIndex((line) => line.trim() === label) + 1]?.trim() ?? '';
};

const WARDS = `{ wards(first: 50) { edges { node { name inpt { name } missingCover } } } }`;
const PROMISES = `{ promises(first: 50) { edges { node { statement standing periods { result } } } } }`;

test('the demonstration runs on KurrentDB, with all the rest beside it, and survives a kill', async () => {
  const given = process.env['WARDBOOK_TEST_KURRENTDB_DEMONSTRATION_URL'];
  const wire = given === undefined ? await wireServer() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  const environment = {
    WARDBOOK_STORE: given ?? wire?.address ?? '',
    WARDBOOK_ROWS: `sqlite:${join(folder, 'beside')}`,
  };
  const first = await startServer(environment);
  const [wards, promises] = [
    await ask(first, tokenOf(first, 'auditor'), WARDS),
    await ask(first, tokenOf(first, 'auditor'), PROMISES),
  ];
  expect(wards.data.wards.edges).toHaveLength(18);
  expect(promises.data.promises.edges).toHaveLength(4);
  await first.stop('SIGKILL');

  const second = await startServer(environment);
  expect((await ask(second, tokenOf(second, 'auditor'), WARDS)).data).toEqual(wards.data);
  expect((await ask(second, tokenOf(second, 'auditor'), PROMISES)).data).toEqual(promises.data);
  expect(await second.stop()).toBe(0);

  const verified = await runCommand('apps/cli/dist/main.js', ['verify'], environment);
  expect(verified.output).toMatch(/^Log: [1-9]\d* events in [1-9]\d* streams fit/);
  expect(verified.code).toBe(0);
  const replayed = await runCommand('apps/cli/dist/main.js', ['replay', 'adviceCase-kilburn-1'], environment);
  expect(replayed.output).toContain('AdviceCaseOpened');
  wire?.close();
  rmSync(folder, { recursive: true });
}, 180_000);
