import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyLog } from '@wardbook/event-sourcing';
import { existingLog } from '@wardbook/event-store-postgres';
import { ownPostgresServer } from '@wardbook/event-store-postgres/testing';
import { ask, runCommand, startIdentityProvider, startServer } from './testing/server.ts';

const CALLERS = 16;
const KILLS = 3;

const MUTATION = `mutation ($input: RegisterPromiseTargetInput!) { registerPromiseTarget(input: $input) {
  receipt { eventIds stream } userErrors { message }
} }`;

test('PostgreSQL killed under load, again and again: nothing acknowledged is lost, and the gateway serves within 5 s of its return', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  const postgres = await ownPostgresServer();
  const address = await postgres.freshDatabase();
  const provider = await startIdentityProvider();
  const environment = { WARDBOOK_STORE: address, WARDBOOK_KEY_FILE: join(folder, 'wardbook.key') };
  const server = await startServer({ ...provider.environment, ...environment });
  const token = await provider.tokenFor('admin-1', 'ADMIN');

  const founded = { commandId: 'establish-camden', boroughCode: 'E09000007', name: 'Camden' };
  const found =
    'mutation ($input: EstablishBoroughInput!) { establishBorough(input: $input) { userErrors { message } } }';
  expect((await ask(server, token, found, { input: founded })).data.establishBorough.userErrors).toEqual([]);
  const wards = Array.from({ length: CALLERS }, (_, number) => `E0500${String(1_000 + number)}`);
  for (const wardCode of wards) {
    const query =
      'mutation ($input: EstablishWardInput!) { establishWard(input: $input) { userErrors { message } } }';
    const input = {
      commandId: `establish-${wardCode}`,
      wardCode,
      name: 'A ward',
      boroughCode: 'E09000007',
      validFrom: '2002-05-02',
    };
    expect((await ask(server, token, query, { input })).data.establishWard.userErrors).toEqual([]);
  }

  const acknowledged = new Map<string, string>();
  const done = new AbortController();
  const isDone = (): boolean => done.signal.aborted;
  let heardOf = 0;
  const call = async (wardCode: string): Promise<void> => {
    for (let number = 1; !isDone(); number += 1) {
      const target = `target-${String(number)}`;
      const commandId = `register-${wardCode}-${target}`;
      const input = { commandId, wardCode, target, kind: 'PATROL_AREA', label: 'An area' };
      for (;;) {
        const answer = await ask(server, token, MUTATION, { input });
        const { receipt } = answer.data?.registerPromiseTarget ?? {};
        if (receipt) {
          acknowledged.set(receipt.eventIds[0], receipt.stream);
          heardOf = performance.now();
          break;
        }
        expect(answer.errors?.[0]?.extensions.code).toBe('STORE_UNAVAILABLE');
        if (isDone()) return;
        await pause(20);
      }
    }
  };
  const calls = Promise.all(wards.map(call));

  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(500);
    await postgres.kill();
    await pause(300);
    await postgres.start();
    const back = performance.now();
    while (heardOf < back && performance.now() < back + 5_000) await pause(10);
    expect(heardOf).toBeGreaterThan(back);
  }
  done.abort();
  await calls;
  const ready = async (): Promise<number> => (await fetch(`${server.address}/readyz`)).status;
  for (let tries = 0; (await ready()) !== 200 && tries < 50; tries += 1) await pause(100);
  expect(await ready()).toBe(200);
  expect(await server.stop()).toBe(0);
  expect(server.printed()).not.toContain('postgres:postgres@');

  const store = await existingLog(address);
  const streamById = new Map<string, string>();
  for (let after = 0n; ;) {
    const page = await store.readLog({ after, limit: 1_000 });
    for (const { id, stream, position } of page) {
      expect(streamById.has(id)).toBe(false);
      streamById.set(id, stream);
      after = position;
    }
    if (page.length === 0) break;
  }
  expect(acknowledged.size).toBeGreaterThan(CALLERS * KILLS);
  expect([...acknowledged].filter(([id, stream]) => streamById.get(id) !== stream)).toEqual([]);
  expect((await verifyLog(store)).broken).toBeUndefined();
  await store.close();

  const { code, output } = await runCommand('apps/cli/dist/main.js', ['verify'], environment);
  expect(output).toContain('Log: ');
  expect(code).toBe(0);
  provider.close();
  await postgres.stop();
  rmSync(folder, { recursive: true });
}, 120_000);
