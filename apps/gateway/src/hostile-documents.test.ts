import {
  categoryOf,
  idOf,
  memoryEventStore,
  memoryRows,
  startEngine,
  type AnyDecider,
  type AnyView,
  type EventStore,
  type Rows,
  type StoredRow,
} from '@wardbook/event-sourcing';
import {
  accessLog,
  door,
  keyEncryptionInMemory,
  keyring,
  memoryKeyStore,
  sealerWith,
  textsOf,
} from '@wardbook/personal-data';
import { policing, type Role } from '@wardbook/policing';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { byOf } from './demo/told.ts';
import { tellStory } from './demo/tell.ts';
import { gateway } from './gateway.ts';
import { globalId, nodeKindOf } from './global-id.ts';
import { BUDGET } from './query-limits.ts';
import { gatewaySchema } from './schema.ts';
import { hostileDocument, type Values } from './testing/hostile-documents.ts';
import { VIEWS } from './views.ts';

// P-02. Each document is the same for the same number; more of them, or others:
// HOSTILE_DOCUMENTS=10000 HOSTILE_FROM=1 npx jest apps/gateway/src/hostile-documents
const DOCUMENTS = Number(process.env['HOSTILE_DOCUMENTS'] ?? '400');
const FROM = Number(process.env['HOSTILE_FROM'] ?? '1');
/** What is read for one unit of cost, at most. */
const MOST_READ = 1;
/** Who somebody is, and what is theirs, is read before anything else. */
const READ_FIRST = 20;
const ROLES: readonly Role[] = ['OFFICER', 'AUDITOR', 'ELECTED', 'RECORDS'];

/** Rows of which there is no end: whatever is asked for, there is as much of it as was asked for. */
const endless = (
  rows: Rows,
  all: ReadonlyMap<string, readonly StoredRow[]>,
  read: (many: number) => void,
): Rows => {
  const LONGEST = 400;
  const rowsOf = (view: AnyView): readonly StoredRow[] => all.get(view.name) ?? [];
  const PLACE = /#(\d+)$/;
  const keyIn = (key: string): string => key.replace(PLACE, '');
  return {
    ...rows,
    find: async (view, keys) => {
      const found = keys.flatMap((key) => {
        const stored = rowsOf(view).find((one) => one.key === keyIn(key));
        return stored ? [{ ...stored, key }] : [];
      });
      read(1 + found.length);
      return found;
    },
    list: async (view, { limit, after }) => {
      const known = rowsOf(view);
      const [, before = '-1'] = PLACE.exec(after?.key ?? '') ?? [];
      const from = Number(before) + 1;
      const many = known.length === 0 ? 0 : Math.max(0, Math.min(limit, LONGEST - from));
      read(1 + many);
      return Array.from({ length: many }, (_, at) => {
        const stored = known[(from + at) % known.length] as StoredRow;
        return { ...stored, key: `${keyIn(stored.key)}#${String(from + at)}` };
      });
    },
    count: async (view, { limit }) => {
      read(1);
      return rowsOf(view).length === 0 ? 0 : limit;
    },
  };
};

const counted = (store: EventStore, read: (many: number) => void): EventStore => ({
  ...store,
  readStream: async (stream, range) => {
    const events = await store.readStream(stream, range);
    read(1 + events.length);
    return events;
  },
  readLog: async (range) => {
    const events = await store.readLog(range);
    read(1 + events.length);
    return events;
  },
});

interface World {
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly values: Values;
  /** How much was read since this was asked last. */
  readonly reads: () => number;
  readonly stop: () => Promise<void>;
}

const told = async (): Promise<World> => {
  const [store, access, rows] = [memoryEventStore(), memoryEventStore(), memoryRows()];
  const ring = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const record = accessLog(access, Date.now);
  const texts = textsOf({ log: store, keys: ring });
  const engine = await startEngine(policing, {
    store,
    rows,
    views: VIEWS,
    sealer: sealerWith(ring, store, texts),
  });
  await tellStory(store, engine, Date.now);
  const all = new Map<string, readonly StoredRow[]>();
  for (const view of VIEWS) all.set(view.name, await rows.list(view, { limit: 1_000 }));
  let many = 0;
  const read = (more: number): void => void (many += more);
  const app = await gateway({
    ...{ engine, texts, now: Date.now, earliest: 0 },
    store: counted(store, read),
    rows: endless(rows, all, read),
    door: door({ log: store, keys: ring, record, now: Date.now }),
    access: { log: counted(access, read), record },
    identify: async (authorization = '') => ({ by: byOf('asker', authorization as Role), clientId: 'desk' }),
    readiness: { now: async () => ({ status: 'ready' }) },
  });
  return {
    ...{ app, schema: await gatewaySchema(), values: await valuesIn(store) },
    reads: () => {
      const since = many;
      many = 0;
      return since;
    },
    stop: async () => {
      await app.close();
      await engine.stop();
    },
  };
};

const valuesIn = async (store: EventStore): Promise<Values> => {
  const streams = [
    ...new Set((await store.readLog({ after: 0n, limit: 10_000 })).map(({ stream }) => stream)),
  ];
  const kinds = Object.values<AnyDecider>(policing.kinds).map(({ name }) => name);
  const known = streams.filter((stream) => kinds.includes(categoryOf(stream)));
  return {
    id: known.map((stream) => globalId(nodeKindOf(categoryOf(stream)), idOf(stream))),
    code: known.filter((stream) => stream.startsWith('ward-')).map(idOf),
    stream: known,
    asAt: ['2199-01-01T00:00:00Z'],
    number: ['A0609', 'A 0609'],
    force: ['met'],
  };
};

let world: World;
beforeAll(async () => {
  world = await told();
}, 60_000);
afterAll(() => world.stop());

/** What became of a document, and what was read for it. */
const sent = async (seed: number) => {
  const { app, schema, values, reads } = world;
  const role = ROLES[seed % ROLES.length] ?? 'OFFICER';
  reads();
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: role, accept: 'application/graphql-response+json' },
    payload: { ...hostileDocument(schema, seed, values) },
  });
  const { errors = [] } = response.json<{ errors?: readonly { extensions: { code: string } }[] }>();
  const { 'x-query-cost': cost } = response.headers;
  return {
    seed,
    status: response.statusCode,
    cost: cost === undefined ? undefined : Number(cost),
    read: reads(),
    codes: [...new Set(errors.map(({ extensions }) => extensions.code))],
  };
};

test(
  'P-02: of documents that mean harm, none is answered beyond the budget, none reads more than it costs, and nothing is read for one that is refused',
  async () => {
    const all: Awaited<ReturnType<typeof sent>>[] = [];
    for (let seed = FROM; seed < FROM + DOCUMENTS; seed += 1) all.push(await sent(seed));
    const refused = all.filter(({ cost }) => cost === undefined);
    const answered = all.filter(({ cost }) => cost !== undefined);
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    expect(all.filter(({ codes }) => codes.includes('INTERNAL'))).toEqual([]);
    expect(refused.filter(({ read }) => read > 0)).toEqual([]);
    expect(answered.filter(({ cost = 0 }) => cost > BUDGET)).toEqual([]);
    expect(answered.filter(({ cost = 0, read }) => read > MOST_READ * cost + READ_FIRST)).toEqual([]);
    if (process.env['HOSTILE_DOCUMENTS'] !== undefined)
      process.stdout.write(`${JSON.stringify(summary(all))}\n`);
    // A set in which nothing is answered, or nothing refused, would show nothing.
    expect(answered.length).toBeGreaterThan(DOCUMENTS / 4);
    expect(refused.flatMap(({ codes }) => codes)).toEqual(
      expect.arrayContaining(['QUERY_TOO_COSTLY', 'QUERY_TOO_DEEP', 'TOO_MANY_ALIASES']),
    );
  },
  60_000 + DOCUMENTS * 200,
);

const summary = (all: readonly Awaited<ReturnType<typeof sent>>[]) => {
  const codes: Record<string, number> = {};
  for (const {
    cost,
    codes: [code = 'ANSWERED'],
  } of all) {
    const name = cost === undefined ? code : 'ANSWERED';
    codes[name] = (codes[name] ?? 0) + 1;
  }
  const ratios = all.flatMap(({ cost = 0, read }) => (cost > 0 ? [read / cost] : []));
  return {
    codes,
    mostRead: Math.max(...all.map(({ read }) => read)),
    dearest: Math.max(...all.map(({ cost = 0 }) => cost)),
    readPerUnit: Math.max(...ratios),
  };
};
