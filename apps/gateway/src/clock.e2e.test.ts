import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  CLOCK_CORRECTIONS,
  headerOf,
  positionKnownAt,
  verifyLog,
  type ReadOnlyLog,
} from '@wardbook/event-sourcing';
import * as postgres from '@wardbook/event-store-postgres';
import { postgresServer } from '@wardbook/event-store-postgres/testing';
import { existingLog } from '@wardbook/event-store-sqlite';
import { ask, runCommand, startIdentityProvider, startServer, type Server } from './testing/server.ts';

const CLI = 'apps/cli/dist/main.js';
const HALF_AN_HOUR = 1_800;
const YEAR = 31_536_000;

const MUTATION =
  'mutation ($input: EstablishBoroughInput!) { establishBorough(input: $input) { receipt { stream } userErrors { message } } }';

interface Place {
  readonly setting: string;
  readonly open: () => Promise<ReadOnlyLog>;
  readonly remove: () => Promise<void>;
}

const PLACES: Readonly<Record<string, (folder: string) => Promise<Place>>> = {
  sqlite: async (folder) => ({
    setting: `sqlite:${folder}/data`,
    open: async () => existingLog(`${folder}/data`),
    remove: async () => undefined,
  }),
  postgres: async () => {
    const server = await postgresServer();
    const setting = await server.freshDatabase();
    return { setting, open: () => postgres.existingLog(setting), remove: () => server.stop() };
  },
};

describe.each(Object.keys(PLACES))('a machine whose clock is ahead: %s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  const running = new Set<Server>();
  let place: Place;
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
  let token = '';
  let boroughs = 0;

  beforeAll(async () => {
    place = await PLACES[name]!(folder);
    provider = await startIdentityProvider();
    token = await provider.tokenFor('admin-1', 'ADMIN', 'test-police', {
      // The clock of the gateway that is wrong must not end the token.
      exp: Math.floor(Date.now() / 1_000) + 2 * YEAR,
    });
  });
  afterAll(async () => {
    await Promise.all([...running].map((server) => server.stop()));
    provider.close();
    await place.remove();
    rmSync(folder, { recursive: true });
  });

  /** A gateway whose process believes that it is so many seconds later. */
  const start = async (ahead = 0, more: Readonly<Record<string, string>> = {}): Promise<Server> => {
    const shift = join(folder, `shift-${String(ahead)}.mjs`);
    writeFileSync(shift, `const now = Date.now; Date.now = () => now() + ${String(ahead * 1_000)};\n`);
    const server = await startServer({
      ...provider.environment,
      WARDBOOK_STORE: place.setting,
      WARDBOOK_KEY_FILE: join(folder, 'wardbook.key'),
      NODE_OPTIONS: `--import ${pathToFileURL(shift).href}`,
      ...more,
    });
    running.add(server);
    return server;
  };
  const stop = async (server: Server): Promise<void> => {
    running.delete(server);
    await server.stop();
  };
  const establish = async (server: Server) => {
    const boroughCode = `E0900${String(1_000 + (boroughs += 1))}`;
    const input = {
      commandId: `establish-${boroughCode}`,
      boroughCode,
      name: boroughCode,
      occurredAt: '2026-01-01T12:00:00.000Z',
    };
    return ask(server, token, MUTATION, { input });
  };
  const readiness = async ({ address }: Server) => {
    const response = await fetch(`${address}/readyz`);
    return { code: response.status, ...((await response.json()) as object) };
  };
  const turned = async (server: Server, code: number): Promise<object> => {
    for (;;) {
      const found = await readiness(server);
      if (found.code === code) return found;
      await pause(100);
    }
  };
  /** Its answers may be here before what it printed. */
  const printed = async (server: Server, line: RegExp): Promise<void> => {
    while (!line.test(server.printed())) await pause(20);
  };
  const cli = (...args: readonly string[]) => runCommand(CLI, args, { WARDBOOK_STORE: place.setting });
  const correct = (...more: readonly string[]) =>
    cli(
      ...['clock', 'correct', '--actor', 'operator-1', '--agency', 'test-police'],
      ...['--reason', 'CLOCK_SET_WRONG', ...more],
    );

  test('E-07: is refused there and then, says so, and everybody else goes on', async () => {
    const right = await start();
    for (const ahead of [HALF_AN_HOUR, YEAR]) {
      const fast = await start(ahead);
      expect((await establish(fast)).errors?.[0]?.extensions.code).toBe('STORE_UNAVAILABLE');
      expect((await establish(right)).data.establishBorough).toMatchObject({ userErrors: [] });
      expect(await turned(fast, 503)).toMatchObject({ status: 'not writing' });
      await printed(
        fast,
        /"trouble":"The clock of this machine is \d+ s ahead of the store's\.","msg":"not ready"/,
      );
      expect(await turned(right, 200)).toMatchObject({ status: 'ready' });
      await stop(fast);
    }
    await stop(right);
  }, 180_000);

  test('E-07: that was trusted all the same stops writing aloud, and an operator ends that', async () => {
    // Nobody could tell: the store's clock was as wrong. Here the setting is, so that the store takes it.
    const wrong = await start(HALF_AN_HOUR, { WARDBOOK_CLOCK_AHEAD: '3600' });
    expect((await establish(wrong)).data.establishBorough).toMatchObject({ userErrors: [] });
    await stop(wrong);

    const right = await start();
    expect(await turned(right, 503)).toMatchObject({ status: 'not writing' });
    expect((await establish(right)).errors?.[0]?.extensions.code).toBe('STORE_UNAVAILABLE');
    await printed(right, /not ready/);
    expect(
      right.printed().match(/"trouble":"The log's newest event was recorded \d+ s ahead of/g),
    ).toHaveLength(1);

    expect((await cli('clock')).output).toMatch(
      /^Log: the store's clock shows .*\n {4}AHEAD: \d+ events claim to be recorded later than that, from position \d+ on\n/,
    );
    expect(await correct()).toMatchObject({ code: 2, output: expect.stringContaining('Give --actor') });
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    expect(await correct('--now', inAnHour)).toMatchObject({
      code: 2,
      output: expect.stringContaining('more than a minute from what --now says'),
    });
    expect((await establish(right)).errors?.[0]?.extensions.code).toBe('STORE_UNAVAILABLE');

    const { code, output } = await correct('--now', new Date().toISOString());
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('corrected by') });
    expect(output).toContain('Access log: in order');
    expect(await turned(right, 200)).toMatchObject({ status: 'ready' });
    expect((await establish(right)).data.establishBorough).toMatchObject({ userErrors: [] });
    await printed(right, /ready again/);
    expect((await cli('clock')).output).toContain('in order: nothing to correct');
    await stop(right);

    const store = await place.open();
    const [correction] = await store.readStream(CLOCK_CORRECTIONS);
    expect(headerOf(correction!).actor).toEqual({
      id: 'operator-1',
      role: 'OPERATOR',
      agency: 'test-police',
    });
    const log = await store.readLog({ limit: 1_000 });
    const wrongOne = log.find(({ recordedAt }) => recordedAt > correction!.recordedAt)!;
    expect(await positionKnownAt(store, correction!.recordedAt)).toBe(correction!.position);
    const before = new Date(Date.parse(correction!.recordedAt) - 1).toISOString();
    expect(await positionKnownAt(store, before)).toBe(wrongOne.position - 1n);
    expect((await verifyLog(store)).broken).toBeUndefined();
    await store.close();
    expect(await cli('verify')).toMatchObject({ code: 0 });
  }, 180_000);
});
