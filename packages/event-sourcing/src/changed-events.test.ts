import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { AnyDecider } from './decider.ts';
import { UnknownEventVersion } from './errors.ts';
import { event, retired } from './event.ts';
import type { EventStore } from './event-store.ts';
import { foldAll } from './fold-all.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import type { AnyProcess } from './process.ts';
import { onRecord, refuse } from './refusal.ts';
import { counter } from './store-contracts/counter.ts';
import { runnerOf, runToEnd } from './store-contracts/run-process.ts';
import { foldOne } from './fold-one.ts';
import type { AnyView } from './view.ts';

const AT = '2026-03-01T11:00:00.000Z';
const code = z.string().regex(/^R-[A-Z]{1,9}-\d$/);
const full = (): ReturnType<typeof refuse> => refuse('R-BOX-1', 'The box is full.');

/** As a first build had it. */
const put = event('Put', { amount: z.int() });
const putRefused = event('PutRefused', { rule: code }, { refusal: full });
const shaken = event('Shaken', {});
const before: AnyDecider = {
  name: 'box',
  initial: 0,
  events: [put, putRefused, shaken],
  facts: {},
  decide: {
    Put: ({ amount }: { amount: number }, sum: number) =>
      sum + amount > 9 ? onRecord(full(), putRefused({ rule: 'R-BOX-1' })) : [put({ amount })],
    Shake: () => [shaken({})],
  },
  evolve: {
    Put: (sum: number, { amount }: { amount: number }) => sum + amount,
    PutRefused: same,
    Shaken: same,
  },
};

/** As the next build has it: one event renamed and given a unit, one renamed, one retired. */
const stored = event('Stored', { amount: z.int() }, { formerly: ['Put'] }).becomes(
  { grams: z.int() },
  ({ amount }) => ({ grams: amount * 1_000 }),
);
const storeRefused = event('StoreRefused', { rule: code }, { formerly: ['PutRefused'], refusal: full });
const evolve = {
  Stored: (sum: number, { grams }: { grams: number }) => sum + grams,
  StoreRefused: same,
  Shaken: (sum: number) => sum + 1,
};
const after: AnyDecider = {
  ...before,
  events: [stored, storeRefused, retired(shaken)],
  decide: {
    Put: ({ amount }: { amount: number }, sum: number) =>
      sum + amount * 1_000 > 9_999
        ? onRecord(full(), storeRefused({ rule: 'R-BOX-1' }))
        : [stored({ grams: amount * 1_000 })],
    Shake: () => [shaken({})],
    PutAsBefore: () => [put({ amount: 1 })],
  },
  evolve,
};
function same(sum: number): number {
  return sum;
}

const weights: AnyView = {
  name: 'weights',
  version: 1,
  initial: { sum: 0 },
  of: [after],
  evolve: Object.fromEntries(
    Object.entries(evolve).map(([type, step]) => [
      type,
      ({ sum }: { sum: number }, made: never) => ({ sum: step(sum, made) }),
    ]),
  ),
  columns: {},
};

let log: EventStore;
beforeEach(async () => {
  log = memoryEventStore();
  await send(before, 'Put', { amount: 4 }, 'first');
  await send(before, 'Shake', {}, 'second');
  await send(before, 'Put', { amount: 6 }, 'third');
});

const send = (decider: AnyDecider, type: string, given: object, commandId: string) => {
  const command = { type, ...given };
  return handler(log)(decider, 'one', command, {
    occurredAt: AT,
    by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
    clientId: 'client-1',
    commandId,
    correlationId: 'correlation-1',
    fingerprint: [type, given] as never,
  });
};
const recorded = async (): Promise<readonly string[]> =>
  (await log.readStream('box-one')).map(
    ({ type, schemaVersion, data }) => `${type} ${String(schemaVersion)} ${data}`,
  );
const OLD = ['Put 1 {"amount":4}', 'Shaken 1 {}', 'PutRefused 1 {"rule":"R-BOX-1"}'];

describe('K-07: a log from before its events were renamed, given another shape, and retired', () => {
  test('is decided on as it reads today, and goes on under the new names', async () => {
    const accepted = await send(after, 'Put', { amount: 5 }, 'fourth');
    expect(accepted.receipt).toMatchObject({ revision: 3, replayed: false });
    // 4,000 and 5,000 grams, and one for the shaking.
    const refused = await send(after, 'Put', { amount: 1 }, 'fifth');
    expect(refused).toMatchObject({ refusal: { rule: 'R-BOX-1' }, receipt: { revision: 4 } });
    expect(await recorded()).toEqual([
      ...OLD,
      'Stored 2 {"grams":5000}',
      'StoreRefused 1 {"rule":"R-BOX-1"}',
    ]);
  });

  test('answers old commands with their first receipts, also one that was refused', async () => {
    expect(await send(after, 'Put', { amount: 4 }, 'first')).toMatchObject({
      receipt: { revision: 0, replayed: true },
    });
    expect(await send(after, 'Put', { amount: 6 }, 'third')).toMatchObject({
      refusal: { rule: 'R-BOX-1', reason: 'The box is full.' },
      receipt: { revision: 2, replayed: true },
    });
    expect(await recorded()).toEqual(OLD);
  });

  test('is folded by views and processes', async () => {
    const events = await log.readStream('box-one');
    expect(foldAll(weights, events).get('one')?.row).toEqual({ sum: 4_001 });
    expect(foldOne(weights, 'one', events)?.row).toEqual({ sum: 4_001 });

    const told: string[] = [];
    const process: AnyProcess = {
      ...weights,
      name: 'teller',
      react: {
        Stored: ({ sum }: { sum: number }, { grams }: { grams: number }) => {
          told.push(`${String(grams)} of ${String(sum)}`);
          return [];
        },
        Shaken: () => (told.push('shaken'), []),
      },
    };
    const rows = memoryRows();
    await rows.open([process]);
    const runner = runnerOf(process, { store: log, rows, handle: handler(log) });
    await runner.takeOver();
    await runToEnd(runner, log);
    expect(told).toEqual(['4000 of 4000', 'shaken']);
    expect((await rows.find(process, ['one']))[0]?.row).toEqual({ sum: 4_001 });
  });

  test('takes no retired event, and none under a former name', async () => {
    await expect(send(after, 'Shake', {}, 'fourth')).rejects.toThrow(
      'Shaken is retired: it is read, and never written again.',
    );
    await expect(send(after, 'PutAsBefore', {}, 'fifth')).rejects.toThrow(UnknownEventVersion);
    expect(await recorded()).toEqual(OLD);
  });
});

test('K-07: a command that rests on a newer event as a fact is refused, and nothing is written', async () => {
  const decider: AnyDecider = counter;
  const counting = (id: string, commandId: string, type: string, given: object) =>
    handler(newer)(
      decider,
      id,
      { type, ...given },
      {
        occurredAt: AT,
        by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
        clientId: 'client-1',
        commandId,
        correlationId: 'correlation-1',
        fingerprint: null,
      },
    );
  const newer: EventStore = {
    ...log,
    readStream: async (stream, range) =>
      (await log.readStream(stream, range)).map((one) =>
        stream === 'counter-other' ? { ...one, schemaVersion: 2 } : one,
      ),
  };
  await counting('other', 'one', 'Count', { amount: 3 });
  const head = await log.head();
  await expect(counting('mine', 'two', 'CountLike', { other: 'other' })).rejects.toThrow(UnknownEventVersion);
  expect(await log.head()).toBe(head);
});
