// cspell:ignore cuont cuonted
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App } from './app.ts';
import type { Decider } from './decider.ts';
import { defineDomain } from './domain.ts';
import { startEngine, type Engine } from './engine.ts';
import { headerOf } from './envelope.ts';
import { EventInvalid } from './errors.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import type { EventStore } from './event-store.ts';
import { defineProcess } from './process.ts';
import { refuse } from './refusal.ts';
import {
  counter,
  type CounterCommand,
  type CounterEvent,
  type CounterFacts,
} from './store-contracts/counter.ts';
import { defineView } from './view.ts';

const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
const SENDER = { by, clientId: 'c', commandId: 'a', correlationId: 'c', fingerprint: null };
const numbered: Decider<CounterCommand, CounterEvent, number, CounterFacts> = {
  ...counter,
  name: 'numbered',
  ids: { pattern: /^\d{3}$/, otherwise: refuse('R-NUMBER-1', 'A number has three digits.', 'id') },
};
const domain = defineDomain({ counter, numbered });
const sums = defineView({
  name: 'sums',
  version: 1,
  of: [counter],
  initial: { sum: 0 },
  evolve: { Counted: (row, { by: amount }) => ({ sum: row.sum + amount }) },
  columns: { sum: ({ sum }) => sum },
});

let store: EventStore;
let engine: Engine<(typeof domain)['kinds']>;
let app: App<(typeof domain)['kinds']>;
beforeEach(async () => {
  store = memoryEventStore();
  engine = await startEngine(domain, { store, rows: memoryRows(), views: [sums] });
  ({ app } = engine);
});
afterEach(() => engine.stop());

const nothingIsRecorded = async (): Promise<void> => expect(await store.head()).toBe(0n);

describe('K-02: an id', () => {
  test.each([
    ['', 'counter'],
    ['-', 'counter'],
    ['a b', 'counter'],
    ['one\n', 'counter'],
    ['one\0', 'counter'],
    ['__proto__', 'counter'],
    ['x'.repeat(121), 'counter'],
    [undefined as never, 'counter'],
    [12 as never, 'counter'],
  ] as const)('that no register gives is refused, and nothing is recorded: %j', async (id, kind) => {
    const { refusal, receipt } = await app[kind](id).send({ type: 'Count', amount: 1 }, { by });
    expect(refusal).toEqual(
      refuse(
        'ID-FORM',
        'An id has 1 to 120 letters, digits or . _ : @ -, and begins with a letter or a digit.',
        'id',
      ),
    );
    expect(receipt).toBeUndefined();
    await nothingIsRecorded();
  });

  test('that is not of its kind is refused as the kind says', async () => {
    for (const id of ['12', '1234', 'one', 123 as never]) {
      const answer = await app.numbered(id).send({ type: 'Count', amount: 1 }, { by });
      expect(answer).toEqual({ refusal: numbered.ids?.otherwise });
    }
    await nothingIsRecorded();
    const { receipt } = await app.numbered('123').send({ type: 'Count', amount: 1 }, { by });
    expect(receipt?.stream).toBe('numbered-123');
  });

  test('is what its decider is told, whatever a command from JavaScript says of itself', async () => {
    const told: unknown[] = [];
    const curious = {
      ...counter,
      decide: { ...counter.decide, Count: (command: object) => (told.push(command), []) },
    };
    const other = await startEngine(defineDomain({ counter: curious }), { store, rows: memoryRows() });
    const sent = { type: 'Count', amount: 1, id: 'two', by: 'me', occurredAt: 'now' };
    const occurredAt = '2026-03-01T11:00:00.000Z';
    await other.app.counter('one').send(sent as never, { by, occurredAt });
    expect(told).toEqual([{ type: 'Count', amount: 1, id: 'one', by, owner: 'police', occurredAt }]);
    await other.stop();
  });
});

test('K-02: an id is wholly of its form, the same at every call, however its pattern is written', async () => {
  const otherwise = refuse('R-NUMBER-1', 'A number.', 'id');
  for (const pattern of [/\d+/, /^\d+$/g, /\d+/y, /^\d+$/m]) {
    const kind = { ...counter, ids: { pattern, otherwise } };
    const sent = (id: string) => engine.handle(kind, id, { type: 'Count', amount: 0 }, SENDER);
    for (const id of ['17', '17', '17']) expect((await sent(id)).refusal).toBeUndefined();
    for (const id of ['a17', '17/', '17\n', 'x\n17', '\ud800'])
      expect(await sent(id)).toEqual({ refusal: otherwise });
  }
});

describe('K-03: from plain JavaScript, one sentence', () => {
  const sentBy = (sender: unknown) => app.counter('one').send({ type: 'Count', amount: 1 }, sender as never);

  test('for a misspelt command, with the one that was probably meant', async () => {
    const sending = app.counter('one').send({ type: 'Cuont', amount: 1 } as never, { by });
    await expect(sending).rejects.toThrow(
      new TypeError('counter knows no command Cuont. Did you mean Count?'),
    );
    await nothingIsRecorded();
  });

  test('for a command that nobody meant', async () => {
    for (const type of ['Nope', 'constructor']) {
      const sending = app.counter('one').send({ type } as never, { by });
      await expect(sending).rejects.toThrow(new TypeError(`counter knows no command ${type}.`));
    }
    await nothingIsRecorded();
  });

  test('for what somebody typed in place of a command: it is not repeated', async () => {
    const sending = app.counter('one').send({ type: 'Ann of 5 High Street' } as never, { by });
    await expect(sending).rejects.toThrow(new TypeError('counter knows no command of that name.'));
  });

  test('for what is no command at all', async () => {
    for (const command of [undefined, null, 'Count', {}, { type: undefined }, { type: 5 }]) {
      const sending = app.counter('one').send(command as never, { by });
      await expect(sending).rejects.toThrow(
        new TypeError("What is sent to counter is no command: { type: '…' }."),
      );
    }
    await nothingIsRecorded();
  });

  const misstated: readonly (readonly [string, object])[] = [
    ['clientId', { clientId: '' }],
    ['commandId', { commandId: {}, correlationId: 'c' }],
    ['correlationId', { correlationId: 5 }],
    ['onBehalfOf, causationId', { onBehalfOf: '\ud800', causationId: [] }],
  ];
  test.each(misstated)('for a header that would say nothing of %s', async (names, said) => {
    await expect(sentBy({ by, ...said })).rejects.toThrow(new TypeError(`Say as text for Count: ${names}.`));
    await nothingIsRecorded();
  });

  test.each(['2026-02-31T00:00:00.000Z', '0000-99-99T99:99:99.999Z', '2026-01-01', new Date(0)])(
    'for a moment that no calendar has: %s',
    async (occurredAt) => {
      await expect(sentBy({ by, occurredAt })).rejects.toThrow(new EventInvalid('Count', ['occurredAt']));
      await nothingIsRecorded();
    },
  );

  test('for content that could not be told from other content', async () => {
    const sent = {
      type: 'Count',
      amount: 1,
      on: [new Date(1), new Map()],
      at: { x: 0.5, y: '\ud800', z: 1n },
    };
    const sending = app.counter('one').send(sent as never, { by });
    const paths = ['on.0', 'on.1', 'at.x', 'at.y', 'at.z'];
    await expect(sending).rejects.toThrow(new EventInvalid('Count', paths));
    await nothingIsRecorded();
  });

  test('and nobody passes for a process', async () => {
    const fence = { stream: 'process-echo', revision: 7 };
    const { receipt } = await sentBy({ by, process: { fence } });
    expect(receipt).toMatchObject({ revision: 0 });
  });

  test('but what is undefined was not given: it has its default', async () => {
    const nothing = {
      clientId: undefined,
      commandId: undefined,
      correlationId: undefined,
      fingerprint: undefined,
    };
    const { receipt } = await sentBy({ by, ...nothing });
    const [recorded] = await app.counter('one').events();
    expect(receipt).toMatchObject({ revision: 0, replayed: false });
    expect(headerOf(recorded!)).toMatchObject({ correlationId: headerOf(recorded!).commandId });
  });

  test('for a command that nobody sends', async () => {
    for (const sender of [
      undefined,
      {},
      { by: undefined },
      { by: 'Ann' },
      { by: { id: 'a', role: 'OFFICER' } },
    ])
      await expect(sentBy(sender)).rejects.toThrow(
        new TypeError('Say who sends Count: by: { id, role, agency }.'),
      );
    const handled = engine.handle(counter, 'one', { type: 'Count', amount: 1 }, undefined as never);
    await expect(handled).rejects.toThrow('Say who sends Count: by: { id, role, agency }.');
    await nothingIsRecorded();
  });

  test('for a moment that is none', async () => {
    for (const occurredAt of ['yesterday', '2026-03-01', '2026-03-01T11:00:00Z'])
      await expect(sentBy({ by, occurredAt })).rejects.toMatchObject({
        code: 'EVENT_INVALID',
        paths: ['occurredAt'],
      });
    await nothingIsRecorded();
  });

  test('K-06: for a column that a view does not have', async () => {
    const unknown = new TypeError('The view sums has no column sun. Did you mean sum?');
    await expect(engine.rows.list(sums, { orderBy: 'sun' as never, limit: 1 })).rejects.toThrow(unknown);
    const where = { sun: [1] } as never;
    await expect(engine.rows.count(sums, { where, limit: 1 })).rejects.toThrow(unknown);
  });

  const plain = { name: 'all', version: 1, of: [counter] as const, initial: {}, columns: {} };
  const evolve = { Counted: (row: object) => row };
  test.each<[string, () => unknown, string]>([
    [
      'a view without folds',
      () => defineView({ ...plain, of: [] as never, evolve }),
      'The view all names no folds: it would stay empty.',
    ],
    [
      'a view without steps',
      () => defineView({ ...plain, evolve: {} }),
      'The view all has no steps: it would stay empty.',
    ],
    [
      'a view with a step for an event that no fold has',
      () => defineView({ ...plain, evolve: { Cuonted: evolve.Counted } as never }),
      'The view all has a step for Cuonted, which none of its folds define.',
    ],
    [
      'a view with a key for an event that no fold has',
      () => defineView({ ...plain, evolve, keys: { Cuonted: () => 'a' } as never }),
      'The view all has a step for Cuonted, which none of its folds define.',
    ],
    [
      'a view that counts the events of a fold that it does not name',
      () => defineView({ ...plain, evolve, versionOf: numbered as never }),
      'The view all counts the events of a fold that it does not name.',
    ],
    [
      'a process with a reaction but no step',
      () => defineProcess({ ...plain, evolve, react: { CountRefused: () => [] } }),
      'The process all reacts to CountRefused, and has no step for it.',
    ],
    [
      'a process with deadlines that has no column for them',
      () => defineProcess({ ...plain, evolve, react: {}, whenDue: (() => []) as never }),
      'The process all needs both `whenDue` and the column `dueAt`, or neither.',
    ],
    [
      'a process with a column for deadlines that nobody asks for',
      () => defineProcess({ ...plain, evolve, columns: { dueAt: () => null }, react: {} }),
      'The process all needs both `whenDue` and the column `dueAt`, or neither.',
    ],
  ])('K-06: for %s', (_, define, why) => {
    expect(define).toThrow(new TypeError(why));
  });
});

describe('a record', () => {
  test('tells what it came to, and what happened', async () => {
    expect(await app.counter('one').state()).toEqual({ state: 0, revision: -1 });
    await app.counter('one').send({ type: 'CountTogether', amount: 3, times: 2 }, { by });
    expect(await app.counter('one').state()).toEqual({ state: 6, revision: 1 });
    expect((await app.counter('one').events()).map(({ data }) => data)).toEqual(['{"by":3}', '{"by":3}']);
    expect((await app.counter('one').events()).map(({ event }) => event)).toEqual([
      { type: 'Counted', by: 3 },
      { type: 'Counted', by: 3 },
    ]);
  });

  test('takes what is sent twice for two commands, unless it has an id of its own', async () => {
    const one = app.counter('one');
    for (let times = 0; times < 2; times += 1) await one.send({ type: 'Count', amount: 1 }, { by });
    const sender = { by, commandId: 'mine' };
    const first = await one.send({ type: 'Count', amount: 5 }, sender);
    const again = await one.send({ type: 'Count', amount: 5, more: undefined } as never, sender);
    expect(again).toEqual({ receipt: { ...first.receipt, replayed: true } });
    await expect(one.send({ type: 'Count', amount: 6 }, sender)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect((await one.state()).state).toBe(7);
  });
});
