import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@wardbook/policing';
import { copyFixtureTo } from './log-v1.test.data.ts';
import { settingsFrom, type Settings } from './settings.ts';
import { openWardbook, type Wardbook, type WardbookOptions } from './wardbook.ts';

let folder: string;
let settings: Settings;
let said: string[];
let role: Role;
beforeEach(() => {
  role = 'ADMIN';
  folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  said = [];
  copyFixtureTo(folder);
  settings = settingsFrom({
    WARDBOOK_STORE: `sqlite:${join(folder, 'sqlite')}`,
    WARDBOOK_KEY_FILE: join(folder, 'sqlite.key'),
    WARDBOOK_LEASE: '1',
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

const say = (fields: object, message: string): void => void said.push(`${message} ${JSON.stringify(fields)}`);
const open = (changed: Partial<Settings> = {}): Promise<Wardbook> =>
  openWardbook({ ...settings, ...changed }, {
    log: { warn: say, error: say, info: say },
    identify,
  } satisfies WardbookOptions);
const identify = () =>
  Promise.resolve({
    by: { id: 'somebody-1', role, agency: 'demonstration-police' },
    clientId: 'test',
  });
const removeRows = (): void => {
  for (const ending of ['', '-wal', '-shm'])
    rmSync(join(folder, 'sqlite', `rows.db${ending}`), { force: true });
};
const get = async ({ app }: Wardbook, url: string) => {
  const { statusCode, body } = await app.inject({ method: 'GET', url });
  return [statusCode, JSON.parse(body)] as const;
};

test('E-08: it is alive while it catches up, and ready afterwards', async () => {
  const wardbook = await open();
  expect(await get(wardbook, '/healthz')).toEqual([200, { status: 'alive' }]);
  expect(await get(wardbook, '/readyz')).toEqual([503, { status: 'catching up' }]);
  await wardbook.caughtUp();
  expect(await get(wardbook, '/readyz')).toEqual([200, { status: 'ready' }]);
  await wardbook.stop();
});

test('a stop that comes while it catches up is heard', async () => {
  const wardbook = await open();
  const catching = wardbook.caughtUp().catch(() => undefined);
  await wardbook.stop();
  await Promise.race([catching, new Promise((resolve) => setTimeout(resolve, 10))]);
  expect(said).toEqual([]);
});

test('E-04: a log of an older build whose rows are gone is refused, with the name of the setting, and nothing is appended', async () => {
  removeRows();
  await expect(open()).rejects.toThrow(/WARDBOOK_PROCESSES_BEGIN/);
  const wardbook = await open({ processesBegin: 'AFTER_LAST_EVENT' });
  await wardbook.engine.settled(await wardbook.store.head(), 30_000);
  const log = await wardbook.store.readLog({ after: 306n, limit: 100 });
  expect(new Set(log.map(({ type }) => type))).toEqual(new Set(['ProcessTakenOver']));
  await wardbook.stop();
});

test('E-04: once processes have their place in the log, rows may go at any time', async () => {
  const before = await open();
  await before.engine.settled(await before.store.head(), 30_000);
  const head = await before.store.head();
  await before.stop();
  removeRows();
  const wardbook = await open();
  await wardbook.engine.settled(await wardbook.store.head(), 30_000);
  const log = await wardbook.store.readLog({ after: head, limit: 100 });
  expect(new Set(log.map(({ type }) => type))).toEqual(new Set(['ProcessTakenOver']));
  await wardbook.stop();
});

test('S-05: rows of another folder are refused, with the name of the setting, or rebuilt', async () => {
  const wardbook = await open();
  await wardbook.caughtUp();
  await wardbook.stop();
  const other = join(folder, 'other');
  cpSync(join(folder, 'sqlite', 'rows.db'), join(folder, 'kept.db'));
  const elsewhere: Partial<Settings> = {
    store: { kind: 'sqlite', folder: other },
    keyFile: join(folder, 'other.key'),
  };
  const fresh = await open(elsewhere);
  await fresh.engine.settled(await fresh.store.head(), 30_000);
  await fresh.stop();
  cpSync(join(folder, 'kept.db'), join(other, 'rows.db'));
  await expect(open(elsewhere)).rejects.toThrow(/WARDBOOK_FOREIGN_ROWS/);
  const rebuilt = await open({ ...elsewhere, foreignRows: 'REBUILD' });
  await rebuilt.caughtUp();
  await rebuilt.stop();
});

test('E-17: it ends in order where the access log cannot be written, and says what is lost', async () => {
  role = 'AUDITOR';
  const wardbook = await open();
  await wardbook.caughtUp();
  const query = '{ adviceCases(first: 5) { edges { node { premises { address { __typename } } } } } }';
  // The first of a minute is on disk before it is answered; those after it are counted.
  for (let asked = 0; asked < 2; asked += 1) {
    const answer = await wardbook.app.inject({ method: 'POST', url: '/graphql', payload: { query } });
    expect(answer.body).toContain('WithheldText');
  }
  await wardbook.access.close();
  await wardbook.stop();
  expect(said).toEqual([expect.stringMatching(/^counted denials could not be written to the access log/)]);
});
