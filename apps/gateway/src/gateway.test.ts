import {
  memoryEventStore,
  memoryRows,
  startEngine,
  StoreUnavailable,
  type EventStore,
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
import { gateway } from './gateway.ts';
import { VIEWS } from './views.ts';

const CANARY = 'canary-typed-by-somebody';

// Stopped whatever a test found: a loop that goes on would keep the run from ending.
let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

/** A gateway in this process, whose stores can be made to fail. */
const started = async () => {
  const [store, access] = [memoryEventStore(), memoryEventStore()];
  const faults: unknown[] = [];
  const requests: object[] = [];
  const broken = { reading: false, logging: false };
  const failing = (whole: EventStore, isBroken: () => boolean, error: () => Error): EventStore => ({
    ...whole,
    readStream: async (...range) => {
      if (isBroken()) throw error();
      return whole.readStream(...range);
    },
    append: async (...given) => {
      if (isBroken()) throw error();
      return whole.append(...given);
    },
  });
  const log = failing(
    store,
    () => broken.reading,
    () => new TypeError(CANARY),
  );
  const accesses = failing(
    access,
    () => broken.logging,
    () => new StoreUnavailable('The disk is full.', true),
  );
  const ring = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const record = accessLog(accesses, Date.now);
  const rows = memoryRows();
  const engine = await startEngine(policing, {
    store,
    rows,
    views: VIEWS,
    sealer: sealerWith(ring, store),
  });
  const app = await gateway({
    store: log,
    rows,
    engine,
    door: door({ log: store, keys: ring, record, now: Date.now }),
    texts: textsOf({ log: store, keys: ring }),
    access: { log: accesses, record },
    now: Date.now,
    earliest: 0,
    identify: async () => ({ by: { id: 'records-1', role: 'RECORDS', agency: 'police' }, clientId: 'desk' }),
    readiness: { now: async () => ({ status: 'ready' }) },
    onFault: (request, error) => {
      requests.push(request);
      faults.push(error);
    },
  });
  const ask = async (query: string, variables: object = {}, headers: Record<string, string> = {}) => {
    const payload = { query, variables };
    const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
    return {
      status: response.statusCode,
      text: response.body,
      body: response.json<{ data: Record<string, never> }>(),
    };
  };
  stop = async () => {
    await app.close();
    await engine.stop();
  };
  return { ask, broken, engine, faults, requests, store };
};

test('what goes wrong inside leaves as INTERNAL, without a word of what was said; the fault is told to the operator', async () => {
  const { ask, broken, faults } = await started();
  broken.reading = true;
  const { text, body } = await ask('{ events(stream: "ward-E05000140") { edges { cursor } } }');
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
  expect(text).not.toContain(CANARY);
  expect(faults).toEqual([new TypeError(CANARY)]);
});

test('C-09: a fault is told to the operator with the names that its request came with', async () => {
  const { ask, broken, requests } = await started();
  broken.reading = true;
  const query = '{ events(stream: "ward-E05000140") { edges { cursor } } }';
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const correlationId = '7f3f2a3c-8a54-4b0e-9e5e-0d1c2b3a4f5e';
  await ask(query, {}, { traceparent, 'x-request-id': correlationId });
  await ask(query, {}, { traceparent: CANARY, 'x-request-id': CANARY });
  expect(requests).toEqual([
    { correlationId, traceparent },
    { correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ]);
});

test('while the access log cannot be written, personal data is refused and everything else goes on', async () => {
  const { ask, broken, engine, store } = await started();
  const { body } = await ask(
    `mutation { registerSubject(input: { commandId: "register-1", name: "${CANARY}" }) { receipt { recordId } } }`,
  );
  const { receipt } = body.data['registerSubject'] as unknown as {
    readonly receipt: { readonly recordId: string };
  };
  await engine.caughtUp(await store.head(), 5_000);
  const query = `{ subject(id: "${receipt.recordId}") { name { ... on OpenText { text } } } }`;
  expect((await ask(query)).text).toContain(CANARY);
  broken.logging = true;
  const refused = await ask(query);
  expect(refused).toMatchObject({
    status: 200,
    body: { data: { subject: { name: null } }, errors: [{ extensions: { code: 'STORE_UNAVAILABLE' } }] },
  });
  expect(refused.text).not.toContain(CANARY);
  expect((await ask(`{ subject(id: "${receipt.recordId}") { version } }`)).body.data).toEqual({
    subject: { version: 1 },
  });
});

test('P-08: of a list with more wrong values than are told, the client is told, and no fault is logged', async () => {
  const { ask, faults } = await started();
  const query =
    'mutation ($input: AgreeSharingInput!) { agreeSharing(input: $input) { userErrors { message } } }';
  const { status, text, body } = await ask(query, { input: { fields: Array(60).fill(CANARY) } });
  expect(status).toBe(200);
  const { errors } = body as unknown as { errors: readonly { extensions: { code: string } }[] };
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  expect(text).toContain('Too many');
  expect(faults).toEqual([]);
});
