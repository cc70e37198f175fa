import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  catchUp,
  changesAgainst,
  decode,
  eventsMarked,
  evolveRecorded,
  foldAll,
  handler,
  parseReference,
  publicText,
  readLock,
  retired,
  verifyLog,
  z,
  type AnyDecider,
  type AnyEventDefinition,
  type AnyView,
  type RecordedEvent,
} from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { keyEncryptionInMemory, keyring, memoryKeyStore, sealerWith } from '@wardbook/personal-data';
import {
  adviceCaseEvents,
  policing,
  promise,
  promiseEvents,
  promiseHistory,
  type PromiseEvent,
} from '@wardbook/policing';
import { copyFixtureTo, HELD } from './log-v1.test.data.ts';
import { promiseBoard } from './promise/promise-board.view.ts';

// docs/how-to/change-an-event.md, step by step, on definitions of policing and on the log that an old build wrote.

const event = eventsMarked({ classification: 'OFFICIAL' });
const lock = readLock(
  readFileSync(join(import.meta.dirname, '../../../packages/policing/events.lock.json'), 'utf8'),
);

const kinds: readonly AnyDecider[] = Object.values(policing.kinds);

const definition = <T extends PromiseEvent['type']>(type: T) =>
  promiseEvents.find((each) => each.type === type) as Extract<(typeof promiseEvents)[number], { type: T }>;

/** All events of policing with some of a promise's in other words; what takes the place of none is new. */
const changedTo = (...changed: readonly AnyEventDefinition[]) => {
  const replaced = changed.flatMap(({ type, formerly }) => [type, ...formerly]);
  const ofPromise: readonly AnyEventDefinition[] = [
    ...promiseEvents.filter(({ type }) => !replaced.includes(type)),
    ...changed,
  ];
  const all = [...kinds.flatMap((one) => (one.name === 'promise' ? [] : one.events)), ...ofPromise];
  return { ofPromise, says: changesAgainst(lock, all).map(({ kind, says }) => [kind, says]) };
};

type CircumstancesRecorded = Extract<(typeof adviceCaseEvents)[number], { type: 'CircumstancesRecorded' }>;
type Steps = Readonly<Record<string, (row: never, event: never, moment: never) => object>>;
const boardOf = (events: readonly AnyEventDefinition[], steps: Steps): AnyView => ({
  ...promiseBoard,
  version: promiseBoard.version + 1,
  of: [{ ...promiseHistory, events }],
  evolve: { ...promiseBoard.evolve, ...steps },
});

let folder: string;
let opened: ReturnType<typeof sqliteFolder>;
let log: readonly RecordedEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  copyFixtureTo(folder);
  opened = sqliteFolder(join(folder, 'sqlite'));
  log = await opened.store.readLog({ limit: 10_000 });
});
afterEach(async () => {
  await Promise.all([opened.store, opened.rows, opened.keys, opened.access].map((each) => each.close()));
  rmSync(folder, { recursive: true });
});

/** Every row of the changed view, built from the old log beside the rows that the old build left. */
const rowsOf = async (view: AnyView): Promise<readonly object[]> => {
  await opened.rows.open([view]);
  await catchUp(opened.store, opened.rows, [view]);
  return (await opened.rows.list(view, { limit: 1_000 })).map(({ row }) => row);
};
const oldEvents = <T extends PromiseEvent['type']>(type: T) =>
  log
    .filter((recorded) => recorded.type === type)
    .map(({ data }) => JSON.parse(data) as Extract<PromiseEvent, { type: T }>);
const streamsWith = (type: string): readonly string[] => [
  ...new Set(log.filter((recorded) => recorded.type === type).map(({ stream }) => stream)),
];
const stateOf = (decider: AnyDecider, stream: string): unknown =>
  log
    .filter((recorded) => recorded.stream === stream)
    .reduce<unknown>((state, recorded) => evolveRecorded(decider, state, recorded), decider.initial);

describe('K-07: on a log of format version 1', () => {
  test('a field is added: old events have what the step says, new ones are written with it', async () => {
    const proposed = definition('PromiseProposed');
    const reviewed = proposed.becomes(
      { ...proposed.schema.shape, reviewedEvery: z.int().min(1).max(12) },
      (older) => ({ ...older, reviewedEvery: 12 }),
    );
    const { ofPromise, says } = changedTo(reviewed);
    expect(says).toEqual([['ADDED', 'PromiseProposed has a version 3.']]);
    const board = boardOf(ofPromise, {});
    const rows = await rowsOf(board);
    expect(rows).toHaveLength(oldEvents('PromiseProposed').length);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ reviewedEvery: 12 });

    const changed: AnyDecider = {
      ...promise,
      events: ofPromise,
      facts: {},
      decide: {
        ProposePromise: ({ terms }: { terms: Parameters<typeof reviewed>[0] }) => [reviewed(terms)],
      },
    };
    const { type: _, ...terms } = { ...oldEvents('PromiseProposed')[0]!, reviewedEvery: 3 };
    const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
    const handle = handler(opened.store, { now: () => HELD, sealer: sealerWith(keys, opened.store) });
    const command = { type: 'ProposePromise', terms };
    const { receipt } = await handle(changed, 'reviewed', command, {
      by: { id: 'inspector-1', role: 'INSPECTOR', agency: 'demonstration-police' },
      clientId: 'test',
      commandId: 'propose',
      correlationId: 'propose',
      fingerprint: null,
    });
    const [written] = await opened.store.readStream('promise-reviewed');
    expect(written).toMatchObject({ type: 'PromiseProposed', schemaVersion: 3, id: receipt?.eventIds[0] });
    expect(foldAll(board, [written!]).get('reviewed')?.row).toMatchObject({ reviewedEvery: 3 });
    expect((await verifyLog(opened.store)).broken).toBeUndefined();
  });

  test('a field is renamed: old events have it under the new name', async () => {
    const explained = definition('BreachExplained');
    const { explanation, ...rest } = explained.schema.shape;
    const told = explained.becomes(
      { ...rest, account: explanation },
      ({ explanation: account, ...others }) => ({
        ...others,
        account,
      }),
    );
    const { ofPromise, says } = changedTo(told);
    expect(says).toEqual([['ADDED', 'BreachExplained has a version 3.']]);
    const accounts: string[] = [];
    await rowsOf(
      boardOf(ofPromise, {
        BreachExplained: (row: object, { account }: { account: string }) => {
          accounts.push(account);
          return row;
        },
      }),
    );
    expect(accounts).toEqual(oldEvents('BreachExplained').map((old) => old.explanation));
    expect(accounts).toHaveLength(1);
  });

  test('a personal field is renamed: the reference is the same, and still says where the value is', () => {
    const recorded = adviceCaseEvents.find(
      ({ type }) => type === 'CircumstancesRecorded',
    ) as CircumstancesRecorded;
    const { text, ...rest } = recorded.schema.shape;
    const told = recorded.becomes({ ...rest, account: text }, ({ text: account, ...others }) => ({
      ...others,
      account,
    }));
    expect(told.personalFields).toContain('account');
    const old = log.filter(({ type }) => type === 'CircumstancesRecorded');
    expect(old.length).toBeGreaterThan(0);
    for (const one of old) {
      const { account } = decode(told, one) as unknown as { account: string };
      expect(parseReference(account)).toMatchObject({ stream: one.stream, revision: one.revision });
    }
  });

  test('an event is renamed: state and rows are folded under the new name', async () => {
    const broken = definition('PromisePeriodBroken');
    const missed = event('PromiseMonthMissed', broken.schema.shape, { formerly: ['PromisePeriodBroken'] });
    const { ofPromise, says } = changedTo(missed);
    expect(says).toEqual([['ADDED', 'PromiseMonthMissed was PromisePeriodBroken.']]);
    const { PromisePeriodBroken, ...steps } = promise.evolve;
    const changed: AnyDecider = {
      ...promise,
      events: ofPromise,
      evolve: { ...steps, PromiseMonthMissed: PromisePeriodBroken },
    };
    const streams = streamsWith('PromisePeriodBroken');
    expect(streams.length).toBeGreaterThan(0);
    for (const stream of streams) expect(stateOf(changed, stream)).toEqual(stateOf(promise, stream));

    const { PromisePeriodBroken: _, ...boardSteps } = promiseBoard.evolve as Record<string, object>;
    const board = boardOf(ofPromise, {});
    const count = (row: { missed?: number }) => ({ ...row, missed: (row.missed ?? 0) + 1 });
    const rows = await rowsOf({ ...board, evolve: { ...boardSteps, PromiseMonthMissed: count } });
    const counted = rows.map((row) => (row as { missed?: number }).missed ?? 0);
    expect(counted.reduce((sum, each) => sum + each, 0)).toBe(oldEvents('PromisePeriodBroken').length);
  });

  test('an event is retired: it is read as before, and written no more', async () => {
    const { ofPromise, says } = changedTo(retired(definition('PromiseWithdrawn')));
    expect(says).toEqual([['ADDED', 'PromiseWithdrawn is retired.']]);
    const board = boardOf(ofPromise, {});
    const rows = await rowsOf(board);
    expect(rows.filter((row) => (row as { standing?: string }).standing === 'WITHDRAWN')).toHaveLength(1);
    const before = [...foldAll(promiseBoard, log)].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(rows).toEqual(before.map(([, { row }]) => row));

    const [old] = oldEvents('PromiseWithdrawn');
    const careless: AnyDecider = {
      ...promise,
      events: ofPromise,
      facts: {},
      decide: { WithdrawPromise: () => [{ ...old, type: 'PromiseWithdrawn' }] },
    };
    const command = { type: 'WithdrawPromise' };
    const sending = handler(opened.store, { now: () => HELD })(careless, 'other', command, {
      by: { id: 'inspector-1', role: 'INSPECTOR', agency: 'demonstration-police' },
      clientId: 'test',
      commandId: 'withdraw',
      correlationId: 'withdraw',
      fingerprint: null,
    });
    await expect(sending).rejects.toThrow('PromiseWithdrawn is retired');
    expect(await opened.store.readStream('promise-other')).toEqual([]);
  });

  test('an event is split: the old one is retired, and folds as both of the new ones', async () => {
    const corrected = definition('FulfilmentCorrected');
    const { fulfilment, reason, targets } = corrected.schema.shape;
    const struck = event('FulfilmentStruck', { fulfilment, reason });
    const moved = event('FulfilmentMoved', {
      fulfilment,
      reason,
      targets: targets.min(1),
      note: publicText(80).optional(),
    });
    const { ofPromise, says } = changedTo(retired(corrected), struck, moved);
    expect(says).toEqual([
      ['ADDED', 'FulfilmentCorrected is retired.'],
      ['ADDED', 'FulfilmentMoved is new.'],
      ['ADDED', 'FulfilmentStruck is new.'],
    ]);
    interface Corrections {
      readonly struck?: number;
      readonly moved?: number;
    }
    const strike = (row: Corrections) => ({ ...row, struck: (row.struck ?? 0) + 1 });
    const move = (row: Corrections) => ({ ...row, moved: (row.moved ?? 0) + 1 });
    const board = boardOf(ofPromise, {
      FulfilmentStruck: strike,
      FulfilmentMoved: move,
      FulfilmentCorrected: (row: Corrections, made: { readonly targets: readonly string[] }) =>
        made.targets.length === 0 ? strike(row) : move(row),
    });
    const old = oldEvents('FulfilmentCorrected');
    const rows: readonly Corrections[] = await rowsOf(board);
    const sum = (kind: 'struck' | 'moved') => rows.reduce((all, row) => all + (row[kind] ?? 0), 0);
    expect([sum('struck'), sum('moved')]).toEqual([
      old.filter((made) => made.targets.length === 0).length,
      old.filter((made) => made.targets.length > 0).length,
    ]);
    expect(sum('struck') + sum('moved')).toBe(1);
  });
});
