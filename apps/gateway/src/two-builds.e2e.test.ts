import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  event,
  idOf,
  publicText,
  startEngine,
  z,
  type AnyDecider,
  type AnyView,
  type Engine,
  type RecordedEvent,
  type Rows,
} from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import { policing, promise, promiseEvents, promiseHistory, type PromiseEvent } from '@wardbook/policing';
import { globalId } from './global-id.ts';
import { COMMANDS, copyFixtureTo, HELD, startOn } from './log-v1.test.data.ts';
import { promiseBoard } from './promise/promise-board.view.ts';
import { settingsFrom } from './settings.ts';
import { startIdentityProvider, type IdentityProvider, type Json } from './testing/server.ts';
import { VIEWS } from './views.ts';
import type { Wardbook } from './wardbook.ts';

// The older build is this one. The newer is made here, of the same sources: one event has a second version, one is new.
const amended = promiseEvents.find(({ type }) => type === 'PromiseAmended') as Extract<
  (typeof promiseEvents)[number],
  { type: 'PromiseAmended' }
>;
const { shape } = amended.schema;
const amendedSince = amended.becomes({ ...shape, reviewedEvery: z.int().min(1).max(12) }, (older) => ({
  ...older,
  reviewedEvery: 12,
}));
const praised = event('PromisePraised', { words: publicText(80) });
const newerEvents = [...promiseEvents.filter(({ type }) => type !== 'PromiseAmended'), amendedSince, praised];
const newerPromise: AnyDecider = {
  ...promise,
  events: newerEvents,
  facts: {},
  decide: {
    AmendPromise: ({ terms }: { terms: Parameters<typeof amendedSince>[0] }) => [amendedSince(terms)],
    PraisePromise: () => [praised({ words: 'Well done.' })],
  },
  evolve: { ...promise.evolve, PromisePraised: (state: object) => state },
};
const newerPolicing = {
  ...policing,
  kinds: { ...policing.kinds, promise: newerPromise },
  processes: policing.processes.map((process) => ({
    ...process,
    of: process.of.map((fold) => (fold.name === promise.name ? { ...fold, events: newerEvents } : fold)),
  })),
};
const newerBoard: AnyView = {
  ...promiseBoard,
  version: promiseBoard.version + 1,
  of: [{ ...promiseHistory, events: newerEvents }],
  evolve: { ...promiseBoard.evolve, PromisePraised: (row: object) => ({ ...row, praised: true }) },
};
const newerViews = VIEWS.map((view) => (view.name === newerBoard.name ? newerBoard : view));

const PCSO = { id: 'pcso-E05000140', role: 'PCSO', agency: 'demonstration-police' } as const;
const now = (): number => HELD;

let provider: IdentityProvider;
let folder: string;
let older: Wardbook;
let files: ReturnType<typeof sqliteFolder>;
let newer: Engine;
/** What still runs, whatever a test found: a loop that goes on would keep the run from ending. */
const running = new Set<() => Promise<void>>();
const stop = async (one: () => Promise<void>): Promise<void> => {
  running.delete(one);
  await one();
};
const stopOlder = (): Promise<void> => older.stop();

const startNewer = async (): Promise<void> => {
  files = sqliteFolder(join(folder, 'sqlite'));
  const { store, rows, keys } = files;
  const encryption = (how: { readonly make: boolean }) =>
    keyEncryptionInFile(join(folder, 'sqlite.key'), how);
  const sealer = sealerWith(await bindKeys({ log: store, keys, encryption }), store);
  newer = await startEngine(newerPolicing, { store, rows, views: newerViews, now, sealer });
  running.add(stopNewer);
};
const stopNewer = async (): Promise<void> => {
  await newer.stop();
  await Promise.all([files.store, files.rows, files.keys, files.access].map((each) => each.close()));
};

beforeEach(async () => {
  provider = await startIdentityProvider();
  folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  copyFixtureTo(folder);
  const settings = settingsFrom({
    ...provider.environment,
    WARDBOOK_STORE: `sqlite:${join(folder, 'sqlite')}`,
    WARDBOOK_KEY_FILE: join(folder, 'sqlite.key'),
  });
  older = await startOn(settings, now);
  running.add(stopOlder);
  await startNewer();
});
afterEach(async () => {
  for (const one of running) await stop(one);
  provider.close();
  rmSync(folder, { recursive: true });
});

let commands = 0;
const byNewer = (id: string, command: { readonly type: string; readonly terms?: object }) => {
  const commandId = `newer-${String((commands += 1))}`;
  const sender = { by: PCSO, clientId: 'newer', commandId, correlationId: commandId, fingerprint: null };
  return newer.handle(newerPromise, id, command, sender);
};
const ask = async (
  query: string,
  variables: object,
): Promise<{ readonly status: number; readonly body: Json }> => {
  const token = await provider.tokenFor(PCSO.id, PCSO.role, PCSO.agency, { client_id: 'older' });
  const headers = { authorization: `Bearer ${token}` };
  const { statusCode, body } = await older.app.inject({
    method: 'POST',
    url: '/graphql',
    headers,
    payload: { query, variables },
  });
  return { status: statusCode, body: JSON.parse(body) };
};
const visit = COMMANDS.find(({ mutation }) => mutation === 'recordVisit');
const recordVisit = (promiseId: string, commandId: string) =>
  ask(
    `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) {
      receipt { replayed version } userErrors { message } } }`,
    {
      input: {
        commandId,
        promiseId,
        memberId: visit?.input?.['memberId'],
        target: 'place-of-worship-3',
        evidence: 'pocket-book/2026-11/20',
      },
    },
  );
const answersAt = (promiseId: string) =>
  ask(`query ($id: ID!, $asAt: DateTime) { promise(id: $id, asAt: $asAt) { statement version } }`, {
    id: promiseId,
    asAt: new Date(HELD).toISOString(),
  });
const UPGRADE = {
  message: 'A newer build of Wardbook wrote to this record. Send the same request again.',
  extensions: { code: 'UPGRADE_UNDER_WAY' },
};

test('K-08: an older gateway goes on beside a newer one, and touches nothing that it cannot read', async () => {
  const promises = (await older.store.readLog({ limit: 10_000 })).filter(
    ({ type }) => type === 'PromiseProposed',
  );
  const idOfVisited = visit?.id ?? '';
  const others = promises.map(({ stream }) => idOf(stream)).filter((id) => id !== idOfVisited);
  const [amendedId = '', praisedId = ''] = others;
  const { type: _, ...terms } = termsOf(promises, amendedId);
  const before = await rowOf(older, promiseBoard, amendedId);

  await byNewer(amendedId, { type: 'AmendPromise', terms: { ...terms, reviewedEvery: 3 } });
  const { receipt } = await byNewer(praisedId, { type: 'PraisePromise' });
  const reached = receipt?.position ?? 0n;
  await Promise.all([older.engine.caughtUp(reached, 30_000), newer.caughtUp(reached, 30_000)]);

  // Views: the key of the one is set aside and its row stays; nobody notices the other, and no other view either one.
  expect(older.engine.trouble()).toBeUndefined();
  expect(await older.engine.parked()).toEqual([
    expect.objectContaining({ follower: 'promise-board', key: amendedId, reason: 'UNKNOWN_EVENT_VERSION' }),
    // The process that looks at what has become of a promise's ward: it goes on once it is the newer one's.
    expect.objectContaining({ follower: 'promise-wards', key: amendedId, reason: 'UNKNOWN_EVENT_VERSION' }),
  ]);
  expect(await rowOf(older, promiseBoard, amendedId)).toEqual(before);
  expect(await rowOf(files, newerBoard, amendedId)).toMatchObject({ reviewedEvery: 3 });
  expect(await rowOf(files, newerBoard, praisedId)).toMatchObject({ praised: true });

  // Commands on the two streams: one code, retryable, and nothing is written.
  for (const id of [amendedId, praisedId]) {
    const refused = await recordVisit(globalId('Promise', id), `visit-of-${id}`);
    expect([refused.status, refused.body.data]).toEqual([200, { recordVisit: null }]);
    expect(refused.body.errors).toEqual([expect.objectContaining(UPGRADE)]);
  }
  expect(await older.store.head()).toBe(reached);

  // Histories: what would have to be read is refused alike; what the view does not fold is no hindrance.
  expect((await answersAt(globalId('Promise', amendedId))).body.errors).toEqual([
    expect.objectContaining(UPGRADE),
  ]);
  expect((await answersAt(globalId('Promise', praisedId))).body).toMatchObject({
    data: { promise: { statement: expect.any(String) } },
  });

  // All other records are served by both.
  const served = await recordVisit(globalId('Promise', idOfVisited), 'visit-of-another');
  expect(served.body.data.recordVisit).toMatchObject({ receipt: { replayed: false }, userErrors: [] });

  // The newer build takes the command, and once it is alone nothing is set aside any more.
  const taken = await byNewer(praisedId, { type: 'PraisePromise' });
  expect(taken.receipt).toMatchObject({ replayed: false });
  await stop(stopOlder);
  await stop(stopNewer);
  await startNewer();
  await newer.settled(await files.store.head(), 30_000);
  expect(await newer.parked()).toEqual([]);
});

const termsOf = (promises: readonly RecordedEvent[], id: string) =>
  JSON.parse(promises.find(({ stream }) => idOf(stream) === id)?.data ?? '') as Extract<
    PromiseEvent,
    { type: 'PromiseProposed' }
  >;
const rowOf = async (
  { rows }: { readonly rows: Rows },
  view: AnyView,
  key: string,
): Promise<object | undefined> => (await rows.find(view, [key]))[0]?.row;
