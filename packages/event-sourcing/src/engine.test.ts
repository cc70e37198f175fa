import { startEngine, type Engine, type EngineParts } from './engine.ts';
import { StaleRead, StoreUnavailable } from './errors.ts';
import type { EventStore } from './event-store.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { defineDomain } from './domain.ts';
import { defineProcess, send } from './process.ts';
import { counter } from './store-contracts/counter.ts';
import { defineView } from './view.ts';
import type { Rows } from './rows.ts';

const at = '2013-03-01T00:00:00.000Z';

const by = { id: 'a', role: 'OFFICER', agency: 'police' };

const sums = defineView({
  name: 'sums',
  version: 1,
  of: [counter],
  initial: { sum: 0 },
  evolve: { Counted: ({ sum }, { by: amount }) => ({ sum: sum + amount }) },
  columns: {},
});

/** Whatever is counted in `one` is counted in `two` as well. */
const echo = defineProcess({
  name: 'echo',
  version: 1,
  of: [counter],
  initial: {},
  keys: { Counted: (_, { stream }) => (stream === 'counter-one' ? 'one' : undefined) },
  evolve: { Counted: (row) => row },
  columns: {},
  react: {
    Counted: (_, { by: amount }) => [send(counter, 'two', { type: 'Count', amount }, at)],
  },
});

const count = (engine: Engine, id: string, commandId: string) =>
  engine.handle(
    counter,
    id,
    { type: 'Count', amount: 1 },
    { by, occurredAt: at, clientId: 'client', commandId, correlationId: 'c', fingerprint: commandId },
  );

const echoing = defineDomain({ counter }, { processes: [echo] });

const started = async (store: EventStore = memoryEventStore(), rows: Rows = memoryRows()) => {
  const engine = await startEngine(echoing, { store, rows, views: [sums] });
  return { store, rows, engine };
};

const sumOf = async (rows: Rows, key: string): Promise<unknown> => (await rows.find(sums, [key]))[0]?.row;

test('what was written is read by whoever waits for its receipt', async () => {
  const { engine, rows } = await started();
  for (let number = 0; number < 20; number += 1) {
    const { receipt } = await count(engine, 'three', String(number));
    await engine.caughtUp(receipt?.position ?? 0n, 5_000);
    expect(await sumOf(rows, 'three')).toEqual({ sum: number + 1 });
  }
  await engine.stop();
});

test('settled waits for what processes do about an event', async () => {
  const { engine, rows, store } = await started();
  await count(engine, 'one', 'first');
  await engine.settled(await store.head(), 5_000);
  await engine.caughtUp(await store.head(), 5_000);
  expect(await sumOf(rows, 'two')).toEqual({ sum: 1 });
  await engine.stop();
});

test('waiting for what nobody wrote ends in StaleRead', async () => {
  const { engine } = await started();
  await expect(engine.caughtUp(7n, 20)).rejects.toBeInstanceOf(StaleRead);
  await engine.stop();
});

test('who waits when the engine stops is told so, and nothing stays behind that keeps the process alive', async () => {
  const { engine } = await started();
  const waiting = engine.caughtUp(99n, Infinity);
  const told = expect(waiting).rejects.toBeInstanceOf(StaleRead);
  await engine.stop();
  await told;
  await expect(engine.caughtUp(99n, Infinity)).rejects.toBeInstanceOf(StaleRead);
});

test('a store that fails for a while is trouble, then none, and nothing is lost', async () => {
  const whole = memoryEventStore();
  let broken = false;
  const store: EventStore = {
    ...whole,
    readLog: async (range) => {
      if (broken) throw new StoreUnavailable('gone', true);
      return whole.readLog(range);
    },
  };
  const { engine, rows } = await started(store);
  broken = true;
  const { receipt } = await count(engine, 'three', 'first');
  while (engine.trouble() === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(engine.trouble()).toMatch(/gone$/);
  broken = false;
  await engine.caughtUp(receipt?.position ?? 0n, 5_000);
  expect(await sumOf(rows, 'three')).toEqual({ sum: 1 });
  while (engine.trouble() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  await engine.stop();
});

test('read models that know more than the log has stop the start: the log is an older copy, or another one', async () => {
  const { engine, rows, store } = await started();
  await count(engine, 'one', 'first');
  await engine.caughtUp(await store.head(), 5_000);
  await engine.stop();
  await expect(started(memoryEventStore(), rows)).rejects.toBeInstanceOf(StoreUnavailable);
});

test('E-15: deadlines tick by time, although the log never rests', async () => {
  const whole = memoryEventStore();
  const other = handler(whole);
  let written = 0;
  const write = (id: string) =>
    other(
      counter,
      id,
      { type: 'Count', amount: 1 },
      {
        by,
        occurredAt: at,
        clientId: 'other',
        commandId: String((written += 1)),
        correlationId: 'c',
        fingerprint: null,
      },
    );
  // Whoever looks for its end finds one event more.
  const restless: EventStore = {
    ...whole,
    head: async () => {
      await write('busy');
      return whole.head();
    },
  };
  const due = '2013-03-02T00:00:00.000Z';
  const waiting: { readonly dueAt: string | null } = { dueAt: null };
  const reminder = defineProcess({
    name: 'reminder',
    version: 1,
    of: [counter],
    initial: waiting,
    keys: { Counted: (_, { stream }) => (stream === 'counter-one' ? 'one' : undefined) },
    evolve: { Counted: () => ({ dueAt: due }) },
    columns: { dueAt: ({ dueAt }) => dueAt },
    react: {},
    whenDue: () => [send(counter, 'reminded', { type: 'Count', amount: 1 }, due)],
  });
  await write('one');
  const engine = await startEngine(defineDomain({ counter }, { processes: [reminder] }), {
    store: restless,
    rows: memoryRows(),
    processesBegin: 'AT_FIRST_EVENT',
  });
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && (await whole.readStream('counter-reminded')).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await whole.readStream('counter-reminded')).toHaveLength(1);
  await engine.stop();
});

describe('K-12: a tick that somebody asks for', () => {
  const DUE = '2013-03-02T00:00:00.000Z';
  interface Waiting {
    readonly dueAt: string | null;
  }
  const NOTHING: Waiting = { dueAt: null };
  /** Reminds whoever counted the day before; `lifted` is counted where nothing is due any more. */
  const reminder = defineProcess({
    name: 'reminder',
    version: 1,
    of: [counter],
    initial: NOTHING,
    keys: { Counted: (_, { stream }) => (stream === 'counter-reminded' ? undefined : 'one') },
    evolve: { Counted: (_, { by: amount }) => ({ dueAt: amount === 13 ? null : DUE }) },
    columns: { dueAt: ({ dueAt }) => dueAt },
    react: {},
    whenDue: () => [send(counter, 'reminded', { type: 'Count', amount: 1 }, DUE)],
  });
  const reminding = defineDomain({ counter }, { processes: [reminder] });
  const before = Date.parse(DUE) - 1;
  const after = Date.parse(DUE) + 1;

  /** An engine whose time stands still: by itself it looks at no deadline twice. */
  const still = async (parts: Partial<EngineParts> = {}) => {
    const clock = { now: before };
    const [store, rows] = [memoryEventStore(), memoryRows()];
    const timing = { elapsed: () => 0 };
    const engine = await startEngine(reminding, { store, rows, timing, now: () => clock.now, ...parts });
    const counts = (amount = 1) =>
      engine.app.counter('one').send({ type: 'Count', amount }, { by, occurredAt: at });
    const reminded = () => (parts.store ?? store).readStream('counter-reminded');
    return { clock, store, rows, engine, counts, reminded };
  };

  test('sends what is due by the clock of the engine, and has sent it when it is done', async () => {
    const { clock, engine, counts, reminded } = await still();
    await counts();
    await engine.tick();
    expect(await reminded()).toHaveLength(0);
    clock.now = after;
    await engine.tick();
    expect(await reminded()).toHaveLength(1);
    await engine.tick();
    expect(await reminded()).toHaveLength(1);
    await engine.stop();
  });

  test('knows what is on record already: nobody has to wait for it first', async () => {
    const { clock, engine, counts, reminded } = await still();
    await engine.tick();
    clock.now = after;
    await counts();
    await Promise.all([engine.tick(), engine.tick()]);
    expect(await reminded()).toHaveLength(1);
    await counts(13);
    await engine.tick();
    expect(await reminded()).toHaveLength(1);
    await engine.stop();
  });

  test('is the only one where time stands still', async () => {
    const { clock, store, engine, counts, reminded } = await still();
    await engine.tick();
    await counts();
    clock.now = after;
    await engine.settled(await store.head(), 5_000);
    await counts();
    await engine.settled(await store.head(), 5_000);
    expect(await reminded()).toHaveLength(0);
    await engine.stop();
  });

  test('leaves alone what another engine runs', async () => {
    const first = await still();
    await first.counts();
    await first.engine.tick();
    const { store, rows } = first;
    const second = await still({ store, rows });
    second.clock.now = after;
    await second.engine.tick();
    expect(await first.reminded()).toHaveLength(0);
    // And it is not the clock of another that counts.
    await first.engine.tick();
    expect(await first.reminded()).toHaveLength(0);
    await Promise.all([first, second].map(({ engine }) => engine.stop()));
  });

  test('throws what keeps a process from going on, and does it later', async () => {
    const whole = memoryEventStore();
    let isBroken = false;
    const append: EventStore['append'] = (...given) =>
      isBroken ? Promise.reject(new StoreUnavailable('gone', true)) : whole.append(...given);
    const { clock, engine, counts, reminded } = await still({ store: { ...whole, append } });
    await counts();
    await engine.tick();
    clock.now = after;
    isBroken = true;
    await expect(engine.tick()).rejects.toBeInstanceOf(StoreUnavailable);
    isBroken = false;
    await engine.tick();
    expect(await reminded()).toHaveLength(1);
    await engine.stop();
  });

  test('is nothing to an engine that stops, or has stopped', async () => {
    const { engine, counts } = await still();
    await counts();
    await Promise.all([engine.tick(), engine.stop()]);
    await engine.tick();
    expect(engine.trouble()).toBeUndefined();
  });
});
