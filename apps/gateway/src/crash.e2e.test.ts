import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  catchUp,
  memoryRows,
  verifyLog,
  type AnyView,
  type EventStore,
  type Rows,
  type StoredRow,
} from '@wardbook/event-sourcing';
import * as postgres from '@wardbook/event-store-postgres';
import { postgresServer } from '@wardbook/event-store-postgres/testing';
import { sqliteEventStore, sqliteRows } from '@wardbook/event-store-sqlite';
import { policing } from '@wardbook/policing';
import { ask, startIdentityProvider, startServer } from './testing/server.ts';
import { VIEWS } from './views.ts';

const COMMANDS = 1_000;
const CALLERS = 16;

const MUTATION = `mutation ($input: RegisterPromiseTargetInput!) { registerPromiseTarget(input: $input) {
  receipt { eventIds stream } userErrors { message }
} }`;

const allRows = async (rows: Rows, view: AnyView): Promise<readonly StoredRow[]> => {
  const found: StoredRow[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await rows.list(view, {
      limit: 500,
      ...(last && { after: { value: null, key: last.key } }),
    });
    found.push(...page);
    if (page.length < 500) return found;
  }
};

interface Place {
  readonly setting: string;
  readonly open: () => Promise<{ readonly store: EventStore; readonly kept: Rows }>;
  readonly remove: () => Promise<void>;
}

const PLACES: Readonly<Record<string, (folder: string) => Promise<Place>>> = {
  sqlite: async (folder) => ({
    setting: `sqlite:${folder}`,
    open: async () => ({
      store: sqliteEventStore(join(folder, 'log.db')),
      kept: sqliteRows(join(folder, 'rows.db')),
    }),
    remove: async () => undefined,
  }),
  postgres: async () => {
    const server = await postgresServer();
    const setting = await server.freshDatabase();
    return {
      setting,
      open: async () => ({
        store: await postgres.postgresEventStore(setting),
        kept: await postgres.postgresRows(setting),
      }),
      remove: () => server.stop(),
    };
  },
};

const LOSES_NOTHING =
  'killed on %s in the middle of 1,000 commands: every acknowledged one is there, every read model is what the log says';

test.each(Object.keys(PLACES))(
  LOSES_NOTHING,
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
    const place = await PLACES[name]!(folder);
    const provider = await startIdentityProvider();
    const environment = {
      ...provider.environment,
      WARDBOOK_STORE: place.setting,
      WARDBOOK_KEY_FILE: join(folder, 'wardbook.key'),
    };
    const token = await provider.tokenFor('admin-1', 'ADMIN');
    let server = await startServer(environment);
    const founded = { commandId: 'establish-camden', boroughCode: 'E09000007', name: 'Camden' };
    const found =
      'mutation ($input: EstablishBoroughInput!) { establishBorough(input: $input) { userErrors { message } } }';
    expect((await ask(server, token, found, { input: founded })).data.establishBorough.userErrors).toEqual(
      [],
    );
    const wards = Array.from({ length: CALLERS }, (_, number) => `E0500${String(1_000 + number)}`);
    for (const [number, wardCode] of wards.entries()) {
      const input = {
        commandId: `establish-${wardCode}`,
        wardCode,
        name: `Ward ${String(number)}`,
        boroughCode: 'E09000007',
        validFrom: '2002-05-02',
      };
      const query =
        'mutation ($input: EstablishWardInput!) { establishWard(input: $input) { userErrors { message } } }';
      expect((await ask(server, token, query, { input })).data.establishWard.userErrors).toEqual([]);
    }

    const acknowledged = new Map<string, string>();
    let sent = 0;
    const call = async (wardCode: string): Promise<void> => {
      while (sent < COMMANDS) {
        const number = String((sent += 1));
        const input = {
          commandId: `register-${number}`,
          wardCode,
          target: `target-${number}`,
          kind: 'PATROL_AREA',
          label: 'An area',
        };
        const answer = await ask(server, token, MUTATION, { input });
        const { receipt } = answer.data.registerPromiseTarget;
        acknowledged.set(receipt.eventIds[0], receipt.stream);
        if (acknowledged.size === COMMANDS / 2) void server.stop('SIGKILL');
      }
    };
    await Promise.allSettled(wards.map(call));
    expect(acknowledged.size).toBeGreaterThanOrEqual(COMMANDS / 2);
    expect(acknowledged.size).toBeLessThan(COMMANDS);

    server = await startServer(environment);
    await server.stop();

    const { store, kept } = await place.open();
    const log = await store.readLog({ limit: 10_000 });
    const streamById = new Map(log.map(({ id, stream }) => [id, stream]));
    expect([...acknowledged].filter(([id, stream]) => streamById.get(id) !== stream)).toEqual([]);
    expect(streamById.size).toBe(log.length);
    expect((await verifyLog(store)).broken).toBeUndefined();

    const rebuilt = memoryRows();
    const views = [...VIEWS, ...policing.processes];
    await Promise.all([kept.open(views), rebuilt.open(views)]);
    await catchUp(store, rebuilt, views);
    for (const view of VIEWS) {
      // What concerns nobody moves a checkpoint every 500 events.
      const { position } = await kept.checkpoint(view);
      expect((await store.head()) - position).toBeLessThan(500n);
      expect(await allRows(kept, view)).toEqual(await allRows(rebuilt, view));
    }
    expect(
      await allRows(
        rebuilt,
        VIEWS.find((view) => view.name === 'ward-board')!,
      ),
    ).toHaveLength(CALLERS);
    await Promise.all([kept.close(), store.close()]);
    provider.close();
    await place.remove();
    rmSync(folder, { recursive: true });
  },
  120_000,
);
