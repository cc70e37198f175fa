import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { defineDomain } from './domain.ts';
import { startEngine, type Engine } from './engine.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { foldAll } from './fold-all.ts';
import { foldOne } from './fold-one.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { historyAt, type PointInHistory } from './moments.ts';
import type { Rows } from './rows.ts';
import { STRIKE_RULES } from './strike-rules.ts';
import { effective } from './striking.ts';
import { bookBoard, booksOf, catalogue, librarian, loan, shelf, shelfBoard } from './striking.test.data.ts';
import { verifyLog } from './verify.ts';

const by = { id: 'ada', role: 'OFFICER', agency: 'library' };
const other = { id: 'ben', role: 'OFFICER', agency: 'library' };
const guest = { id: 'cem', role: 'PARTNER', agency: 'school' };
const AT = '2026-03-01T11:00:00.000Z';
const LATER = '2026-03-02T11:00:00.000Z';
const NOW = '2026-03-09T12:00:00.000Z';

const library = defineDomain(
  { shelf, loan, catalogue },
  {
    processes: [librarian],
    striking: {
      ...STRIKE_RULES,
      says: (fault) => ({ ...STRIKE_RULES.says(fault), reason: JSON.stringify(fault) }),
    },
  },
);

let clock = Date.parse(NOW);
let store: EventStore;
let rows: Rows;
let engine: Engine<typeof library.kinds>;

const start = async (): Promise<void> => {
  engine = await startEngine(library, {
    store,
    rows,
    views: [shelfBoard, bookBoard],
    now: () => (clock += 1_000),
  });
};

beforeEach(async () => {
  clock = Date.parse(NOW);
  store = memoryEventStore();
  rows = memoryRows();
  await start();
});
afterEach(() => engine.stop());

const send = (id: string, command: Parameters<ReturnType<typeof engine.app.shelf>['send']>[0], how = {}) =>
  engine.app.shelf(id).send(command, { by, occurredAt: AT, ...how });
const put = (books: readonly string[], how = {}) => send('hall', { type: 'PutBooks', books }, how);
const strike = (revision: number, how = {}) =>
  send('hall', { type: 'StrikeThrough', revision, reason: 'NOT_SO' }, { occurredAt: undefined, ...how });
const settled = async (): Promise<void> => {
  for (let head = -1n; head < (await store.head());) {
    head = await store.head();
    await engine.settled(head, 5_000);
  }
};
const books = async (): Promise<readonly string[]> => booksOf((await engine.app.shelf('hall').state()).state);
const shelfRow = async () => (await engine.rows.find(shelfBoard, ['hall']))[0]?.row;
const bookRows = async () =>
  (await engine.rows.list(bookBoard, { limit: 10 })).map(({ key, row }) => [key, row.puts]);
const listed = async () => (await engine.app.catalogue('main').state()).state;

/** A shelf with one book, then two put together, then one taken away. */
const filled = async (): Promise<void> => {
  await send('hall', { type: 'BuildShelf' });
  await put(['emma']);
  await put(['dracula', 'ivanhoe'], { occurredAt: LATER });
  await send('hall', { type: 'TakeBook', book: 'emma' }, { occurredAt: LATER });
};

describe('what was struck through', () => {
  test('counts no more for its record: the state is as if it had not happened', async () => {
    await filled();
    expect(await strike(2)).toMatchObject({ receipt: { revision: 5 } });
    expect(await books()).toEqual([]);
    expect(await put(['emma'])).toMatchObject({ receipt: { revision: 6 } });
    expect(await books()).toEqual(['emma']);
  });

  test('is all that one command put there', async () => {
    await filled();
    await strike(3);
    expect(effective(await store.readStream('shelf-hall')).map(({ revision }) => revision)).toEqual([
      0, 1, 4, 5,
    ]);
  });

  test('is not there for the next command, in this gateway and in another', async () => {
    await filled();
    const elsewhere = handler(store, { now: () => clock, striking: library.striking });
    const take = (commandId: string, through = engine.handle) =>
      through(
        shelf,
        'hall',
        { type: 'TakeBook', book: 'dracula' },
        { by, clientId: 'c', commandId, correlationId: 'c', fingerprint: commandId },
      );
    // Both have the record in memory.
    expect(
      await elsewhere(
        shelf,
        'hall',
        { type: 'BuildShelf' },
        { by, clientId: 'c', commandId: 'warm', correlationId: 'c', fingerprint: 0 },
      ),
    ).toMatchObject({ receipt: { eventIds: [] } });
    await strike(2);
    expect(await take('one', elsewhere)).toMatchObject({ refusal: { rule: 'SHELF-1' } });
    expect(await take('two')).toMatchObject({ refusal: { rule: 'SHELF-1' } });
  });

  test('is in no row: rows are what they would be without it, but for the version', async () => {
    await filled();
    await settled();
    expect(await bookRows()).toEqual([
      ['dracula', 1],
      ['emma', 1],
      ['ivanhoe', 1],
    ]);
    await strike(2);
    await settled();
    expect(await shelfRow()).toEqual({ version: 6, books: [] });
    expect(await bookRows()).toEqual([['emma', 1]]);
  });

  test('is in no row that is folded for the first time afterwards, nor where strikes come between', async () => {
    await filled();
    await strike(2);
    await put(['dracula']);
    await strike(6);
    await put(['beowulf']);
    await settled();
    await engine.stop();
    rows = memoryRows();
    await start();
    await settled();
    expect(await shelfRow()).toEqual({ version: 9, books: ['beowulf'] });
    expect(await bookRows()).toEqual([
      ['beowulf', 1],
      ['emma', 1],
    ]);
    const log = await store.readLog({ after: 0n, limit: 100 });
    expect([...foldAll(bookBoard, log).keys()].sort()).toEqual(['beowulf', 'emma']);
  });

  test('takes the row with it where nothing else made it', async () => {
    await send('hall', { type: 'BuildShelf' });
    await settled();
    expect(await shelfRow()).toEqual({ version: 1, books: [] });
    await strike(0);
    await settled();
    expect(await shelfRow()).toBeUndefined();
    const log = await store.readLog({ after: 0n, limit: 100 });
    expect(foldOne(shelfBoard, 'hall', log)).toBeUndefined();
    await put(['emma']);
    await settled();
    expect(await shelfRow()).toEqual({ version: 3, books: ['emma'] });
  });

  test('is taken back where a process had carried it, and what it had looked at is looked at again', async () => {
    await filled();
    await settled();
    expect(await listed()).toEqual({ books: ['emma', 'dracula', 'ivanhoe'], count: 2 });
    await strike(2);
    await settled();
    expect(await listed()).toEqual({ books: ['emma'], count: 0 });
    // Once: a process that folds everything anew has nothing to add.
    const before = await store.head();
    await engine.stop();
    rows = memoryRows();
    await start();
    await settled();
    const after = await store.readLog({ after: before, limit: 10 });
    expect(after.filter(({ stream }) => !stream.startsWith('process-'))).toEqual([]);
  });

  test('stays in the log, which is proven as before', async () => {
    await filled();
    const before = (await store.readStream('shelf-hall')).map(({ hash }) => hash);
    await strike(2);
    expect((await store.readStream('shelf-hall')).slice(0, 5).map(({ hash }) => hash)).toEqual(before);
    await expect(verifyLog(store)).resolves.toMatchObject({});
  });

  test('is answered by its first receipt when its command comes again', async () => {
    await send('hall', { type: 'BuildShelf' });
    const first = await put(['emma'], { commandId: 'once', clientId: 'c' });
    await strike(1);
    const again = await put(['emma'], { commandId: 'once', clientId: 'c' });
    expect(again.receipt).toEqual({ ...first.receipt, replayed: true });
    expect(await books()).toEqual([]);
  });

  test('and so is the strike: sent again it strikes nothing else', async () => {
    await filled();
    const how = { commandId: 'strike', clientId: 'c', occurredAt: NOW };
    const first = await strike(2, how);
    expect((await strike(2, how)).receipt).toEqual({ ...first.receipt, replayed: true });
    expect((await store.readStream('shelf-hall')).length).toBe(6);
  });
});

describe('the moments of a history', () => {
  const typesAt = async (point?: PointInHistory) =>
    (await historyAt(store, ['shelf-hall'], point)).map(({ type }: RecordedEvent) => type);
  const rowAt = async (point: PointInHistory) =>
    foldOne(shelfBoard, 'hall', await historyAt(store, ['shelf-hall'], point))?.row.books;

  test('asAt: it had never happened, at whatever moment; knownAt and exactly show what was known before', async () => {
    await filled();
    await settled();
    const known = new Date(clock).toISOString();
    await strike(2);
    await settled();
    expect(await rowAt({ asAt: LATER })).toEqual([]);
    expect(await rowAt({ knownAt: known })).toEqual(['dracula', 'ivanhoe']);
    expect(await rowAt({ knownAt: new Date(clock).toISOString() })).toEqual([]);
    expect(await rowAt({ exactly: 4 })).toEqual(['dracula', 'ivanhoe']);
    expect(await rowAt({ exactly: 5 })).toEqual([]);
    expect(await typesAt()).toContain('RecordedInError');
    expect((await typesAt({ asAt: NOW })).filter((type) => type === 'BookPut')).toEqual(['BookPut']);
  });
});

describe('two who strike', () => {
  const sender = { by, clientId: 'c', correlationId: 'c' };
  const striking = (revision: number) => ({ type: 'StrikeThrough', revision, reason: 'NOT_SO' }) as const;

  test('the same at once, in two gateways: one is recorded, the other told so', async () => {
    await filled();
    const elsewhere = handler(store, { now: () => clock, striking: library.striking });
    const answers = await Promise.all(
      [engine.handle, elsewhere].map((handle, index) =>
        handle(shelf, 'hall', striking(2), { ...sender, commandId: String(index), fingerprint: index }),
      ),
    );
    expect(answers.filter(({ receipt }) => receipt)).toHaveLength(1);
    expect(answers.find(({ refusal }) => refusal)?.refusal?.reason).toContain('STRUCK');
    expect(effective(await store.readStream('shelf-hall')).map(({ revision }) => revision)).toEqual([
      0, 1, 4, 5,
    ]);
  });

  test('under one command id name one event: another is another use of that id', async () => {
    await filled();
    const commandId = 'once';
    await engine.handle(shelf, 'hall', striking(2), { ...sender, commandId, fingerprint: 2 });
    await expect(
      engine.handle(shelf, 'hall', striking(4), { ...sender, commandId, fingerprint: 4 }),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test('are recorded when they were decided, however long that took and whoever wrote meanwhile', async () => {
    await filled();
    let looks = 0;
    const busy = handler(store, { now: () => clock });
    const slow: EventStore = {
      ...store,
      // The log behind what is struck is long: while it is read, others write.
      readLog: async (range) => {
        looks += 1;
        clock += 10_000;
        const commandId = `meanwhile-${String(looks)}`;
        const another = { type: 'PutBooks', books: ['moby'] } as const;
        if (looks < 20) await busy(shelf, 'attic', another, { ...sender, commandId, fingerprint: looks });
        return store.readLog(range);
      },
    };
    const handle = handler(slow, { now: () => clock, striking: library.striking });
    expect(
      await handle(shelf, 'hall', striking(2), { ...sender, commandId: 's', fingerprint: 2 }),
    ).toMatchObject({
      receipt: { revision: 5 },
    });
    expect(looks).toBe(1);
  });
});

describe('nothing is struck', () => {
  const why = async (answer: ReturnType<typeof strike>): Promise<unknown> => {
    const { refusal } = await answer;
    return refusal && JSON.parse(refusal.reason);
  };

  test('that is not there, or was struck already', async () => {
    await filled();
    for (const revision of [5, -1, 1.5, Number.NaN])
      expect(await why(strike(revision))).toEqual({ why: 'ABSENT' });
    expect(await why(send('attic', { type: 'StrikeThrough', revision: 0, reason: 'NOT_SO' }))).toEqual({
      why: 'ABSENT',
    });
    await strike(3);
    expect(await why(strike(2))).toEqual({ why: 'STRUCK' });
    expect(await why(strike(5))).toEqual({ why: 'STRIKE', type: 'RecordedInError' });
  });

  test('by another agency, to which the record does not exist, unless it is what they recorded there', async () => {
    await filled();
    expect(await why(strike(2, { by: guest }))).toEqual({ why: 'ABSENT' });
    await put(['beowulf'], { by: guest });
    expect(await why(strike(5))).toEqual({ why: 'ANOTHER_AGENCY' });
    expect(await strike(5, { by: guest })).toMatchObject({ receipt: { revision: 6 } });
    expect(await books()).toEqual(['dracula', 'ivanhoe']);
  });

  test('by whoever the domain does not let', async () => {
    await filled();
    expect((await strike(2, { by: other })).refusal).toMatchObject({ rule: 'STRIKE-1', path: 'revision' });
  });

  test('on which something later of the record rests: that is named', async () => {
    await filled();
    expect((await strike(1)).refusal).toMatchObject({ rule: 'TIME', path: 'revision' });
    await strike(4);
    expect(await strike(1)).toMatchObject({ receipt: { revision: 6 } });
    expect(await books()).toEqual(['dracula', 'ivanhoe']);
  });

  test('with which the record begins, as long as more is on record there, or others rest on it', async () => {
    await send('hall', { type: 'BuildShelf' });
    await put(['emma']);
    expect(await why(strike(0))).toEqual({ why: 'BEGINS', type: 'BookPut', isKept: false });
    await strike(1);
    await engine.app.loan('one').send({ type: 'Borrow', shelf: 'hall' }, { by });
    expect(await why(strike(0))).toEqual({ why: 'REFERRED', stream: 'loan-one' });
    await engine.app.loan('one').send({ type: 'StrikeThrough', revision: 0, reason: 'NOT_SO' }, { by });
    expect(await strike(0)).toMatchObject({ receipt: { revision: 3 } });
    expect(await engine.app.loan('two').send({ type: 'Borrow', shelf: 'hall' }, { by })).toMatchObject({
      refusal: { rule: 'SHELF-1' },
    });
  });

  test('and a record of another agency that rests on it is not named', async () => {
    await send('hall', { type: 'BuildShelf' });
    await engine.app.loan('theirs').send({ type: 'Borrow', shelf: 'hall' }, { by: guest });
    expect(await why(strike(0))).toEqual({ why: 'REFERRED' });
  });

  test('that came of a process', async () => {
    await filled();
    await settled();
    const answer = engine.app
      .catalogue('main')
      .send({ type: 'StrikeThrough', revision: 0, reason: 'NOT_SO' }, { by: { ...by, agency: 'library' } });
    expect(await why(answer)).toEqual({ why: 'CONSEQUENCE', type: 'BookListed' });
  });
});
