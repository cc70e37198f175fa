import { once } from 'node:events';
import { request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import {
  memoryEventStore,
  memoryRows,
  startEngine,
  type AnyView,
  type EventStore,
  type Rows,
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
import { policing } from '@wardbook/policing';
import { CONCEPTS } from './concepts.ts';
import { contextFor } from './context.ts';
import { byOf } from './demo/told.ts';
import { gateway } from './gateway.ts';
import { patience } from './patience.ts';
import { gatewaySchema } from './schema.ts';
import { VIEWS } from './views.ts';

// Stopped whatever a test found: a loop that goes on would keep the run from ending.
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const IDENTITY = { by: byOf('records-1', 'RECORDS'), clientId: 'desk' };

/** Everything that serves, with these rows and this store to read from. */
const partsWith = async (store: EventStore, shown: Partial<Rows>) => {
  const ring = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const access = memoryEventStore();
  const record = accessLog(access, Date.now);
  const rows = memoryRows();
  const engine = await startEngine(policing, { store, rows, views: VIEWS, sealer: sealerWith(ring, store) });
  stops.push(() => engine.stop());
  return {
    ...{ store, engine, now: Date.now, earliest: 0, rows: { ...rows, ...shown } },
    door: door({ log: store, keys: ring, record, now: Date.now }),
    texts: textsOf({ log: store, keys: ring }),
    access: { log: access, record },
  };
};

const listening = async (shown: Partial<Rows>, answerWithin?: number) => {
  const app = await gateway({
    ...(await partsWith(memoryEventStore(), shown)),
    identify: async () => IDENTITY,
    readiness: { now: async () => ({ status: 'ready' }) },
    ...(answerWithin !== undefined && { answerWithin }),
  });
  stops.push(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const sent = () =>
    request({
      ...{ port, host: '127.0.0.1', path: '/graphql', method: 'POST' },
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    }).end(
      JSON.stringify({
        query: '{ wards(first: 3) { edges { node { promises { edges { node { version } } } } } } }',
      }),
    );
  return { app, sent };
};

/** Three rows in every list; the first waits until it is let go. */
const countedRows = () => {
  const lists: string[] = [];
  let asked: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (asked = resolve));
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const list = async (view: AnyView): Promise<never> => {
    lists.push(view.name);
    asked();
    await held;
    return ['a', 'b', 'c'].map((key) => ({
      key,
      position: 1n,
      row: { ...view.initial, name: key },
    })) as never;
  };
  return { lists, first, letGo, rows: { list } };
};

test('P-02: whoever stays is answered: each list is read', async () => {
  const { lists, letGo, rows } = countedRows();
  letGo();
  const { sent } = await listening(rows);
  const [response] = (await once(sent(), 'response')) as [{ readonly statusCode: number }];
  expect(response.statusCode).toBe(200);
  expect(lists).toEqual(['ward-board', ...Array(3).fill('promise-board')]);
});

test('P-02: for whoever has left nothing more is read', async () => {
  const { lists, first, letGo, rows } = countedRows();
  const { app, sent } = await listening(rows);
  const arrived = once(app.server, 'request') as Promise<[unknown, ServerResponse]>;
  const client = sent().on('error', () => undefined);
  const [, response] = await arrived;
  await first;
  client.destroy();
  await once(response, 'close');
  letGo();
  // Whatever would have gone on has had its turns by the time that others are answered.
  for (let asked = 0; asked < 20; asked += 1)
    await app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } });
  expect(lists).toEqual(['ward-board']);
});

test('P-02: what takes too long is ended, and said once', async () => {
  const { app } = await listening(countedRows().rows, 1);
  const query = '{ a: wards { edges { cursor } } b: wards { edges { cursor } } }';
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept: 'application/graphql-response+json' },
    payload: { query },
  });
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({
    data: null,
    errors: [
      {
        message: 'This took too long, and was ended. Ask for less, or in parts.',
        extensions: { code: 'QUERY_TOO_LONG' },
      },
    ],
  });
});

test('P-02: a command that has begun is put on record and answered, however late; the next one does not begin', async () => {
  const patient = patience({ units: Infinity });
  const store = memoryEventStore();
  const begun: string[] = [];
  const append: EventStore['append'] = (stream, ...given) => {
    if (stream.startsWith('subject-')) {
      begun.push(stream);
      patient.end();
    }
    return store.append(stream, ...given);
  };
  const parts = await partsWith({ ...store, append }, {});
  const one = (at: number) =>
    `m${String(at)}: registerSubject(input: { commandId: "register-${String(at)}", name: "Juniper" }) { receipt { version } userErrors { message } }`;
  const schema = await gatewaySchema();
  const contextValue = contextFor({ ...parts, concepts: Object.values(CONCEPTS) }, IDENTITY, 'late', patient);
  const sent = (at: number) => graphql({ schema, source: `mutation { ${one(at)} }`, contextValue });
  expect(await sent(1)).toEqual({ data: { m1: { receipt: { version: 1 }, userErrors: [] } } });
  expect(await sent(2)).toMatchObject({
    errors: [{ path: ['m2'], extensions: { code: 'QUERY_TOO_LONG' } }],
  });
  expect(begun).toHaveLength(1);
});
