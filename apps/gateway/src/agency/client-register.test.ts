import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  handler,
  memoryEventStore,
  StoreUnavailable,
  type EventStore,
  type UnsentTo,
} from '@wardbook/event-sourcing';
import { agency } from '@wardbook/policing';
import { byOf } from '../demo/told.ts';
import { clientRegister, type ClientRegister } from './client-register.ts';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');
const HOUSING = { client: 'housing-system', agency: 'council' } as const;

let store: EventStore;
let reads: string[];
let register: ClientRegister;
let sent = 0;

beforeEach(() => {
  store = memoryEventStore({ now: () => NOW });
  reads = [];
  register = clientRegister(
    {
      ...store,
      readStream: (stream, range) => {
        reads.push(`${stream} ${range?.backward === true ? 'newest' : 'whole'}`);
        return store.readStream(stream, range);
      },
    },
    () => NOW,
  );
});

const tell = async (command: UnsentTo<typeof agency>, day = '2026-03-01', id = 'council'): Promise<void> => {
  const commandId = `command-${String((sent += 1))}`;
  const { refusal } = await handler(store, { now: () => NOW })(agency, id, command, {
    by: byOf('admin-1', 'ADMIN'),
    occurredAt: `${day}T09:00:00.000Z`,
    ...{ clientId: 'desk', commandId, correlationId: 'c', fingerprint: commandId },
  });
  expect(refusal).toBeUndefined();
};
const begin = async (id = 'council'): Promise<void> => {
  await tell({ type: 'RegisterAgency', kind: 'COUNCIL', name: 'Alderwick Council' }, '2026-03-01', id);
  await tell(
    { type: 'RegisterClient', client: 'housing-system', role: 'PARTNER', name: 'Housing' },
    '2026-03-02',
    id,
  );
};
const REFUSED = { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } };

describe('a system', () => {
  test('that speaks for its agency is its client, and says for whom it acts', async () => {
    await begin();
    expect(await register(HOUSING)).toEqual({
      by: { id: 'client.housing-system', role: 'PARTNER', agency: 'council' },
      clientId: 'housing-system',
    });
    expect(await register({ ...HOUSING, role: 'PARTNER', onBehalfOf: 'clerk-1' })).toMatchObject({
      by: { id: 'client.housing-system', onBehalfOf: 'clerk-1' },
    });
  });

  test('that was not registered, or claims another role, is nobody, in one sentence and at one cost', async () => {
    await begin();
    await register(HOUSING);
    reads = [];
    const said = [];
    for (const token of [
      { ...HOUSING, client: 'other-system' },
      { ...HOUSING, client: 'constructor' },
      { ...HOUSING, agency: 'no-agency' },
      { ...HOUSING, role: 'AUDITOR' },
    ]) {
      const asked = register(token);
      await expect(asked).rejects.toMatchObject(REFUSED);
      said.push(await asked.catch(String));
    }
    expect(new Set(said).size).toBe(1);
    expect(reads).toEqual([
      'agency-council newest',
      'agency-council newest',
      'agency-no-agency newest',
      'agency-council newest',
    ]);
  });

  test('that has ended is nobody from that day on, and at once, and may come back', async () => {
    await begin();
    await register(HOUSING);
    const end = { type: 'EndClient', client: 'housing-system', reason: 'COMPROMISED' } as const;
    await tell(end, '2026-03-09');
    await expect(register(HOUSING)).rejects.toMatchObject(REFUSED);
    const again = {
      type: 'RegisterClient',
      client: 'housing-system',
      role: 'PARTNER',
      name: 'Housing',
    } as const;
    await tell(again, '2026-03-10');
    await expect(register(HOUSING)).resolves.toMatchObject({ clientId: 'housing-system' });
    await tell({ type: 'EndAgency' }, '2026-03-10');
    await expect(register(HOUSING)).rejects.toMatchObject(REFUSED);
  });

  test('costs one event at each request, and the whole stream once for each change', async () => {
    await begin();
    for (let request = 0; request < 3; request += 1) await register(HOUSING);
    expect(reads).toEqual([
      'agency-council newest',
      'agency-council whole',
      'agency-council newest',
      'agency-council newest',
    ]);
  });

  test('of the agency that was not asked for longest is looked up again where there are very many', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => `council-${String(index)}`);
    for (const id of ids) await begin(id);
    for (const id of ids) await register({ ...HOUSING, agency: id });
    reads = [];
    for (const id of ['council-200', 'council-0']) await register({ ...HOUSING, agency: id });
    expect(reads).toEqual(['agency-council-200 newest', 'agency-council-0 newest', 'agency-council-0 whole']);
  });

  test('is told to come again while the log cannot be read', async () => {
    const down = clientRegister(
      { ...store, readStream: () => Promise.reject(new StoreUnavailable('Gone.', true)) },
      () => NOW,
    );
    await expect(down(HOUSING)).rejects.toMatchObject({
      extensions: { code: 'STORE_UNAVAILABLE', http: { status: 503 } },
    });
  });
});
