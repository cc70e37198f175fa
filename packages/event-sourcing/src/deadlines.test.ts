import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { dueFrom, nothingFrom, noticedAt, pausedFrom, resumedFrom } from './countdown.ts';
import { happened } from './dated.ts';
import { defineCountdown } from './deadlines.ts';
import type { Command, Decider } from './decider.ts';
import { defineDomain } from './domain.ts';
import { startEngine } from './engine.ts';
import { event, type EventOf } from './event.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { send } from './process.ts';
import { valueAt, since, type Timeline } from './timeline.ts';

// A library: a book is lent until a day, asked back once that has passed, and reads on while its reader is ill.
const lent = event('Lent', { until: z.iso.datetime({ precision: 3 }) });
const fellIll = event('FellIll', {});
const recovered = event('Recovered', {});
const returned = event('Returned', {});
const askedBack = event('AskedBack', { due: z.iso.datetime({ precision: 3 }) });
const events = [lent, fellIll, recovered, returned, askedBack] as const;
type BookEvent = EventOf<(typeof events)[number]>;
type BookCommand = Command &
  (
    | { readonly type: 'Lend'; readonly until: string }
    | { readonly type: 'FallIll' | 'Recover' | 'Return' | 'NoticeOverdue' }
  );
interface BookState {
  readonly lent: Timeline<boolean>;
  readonly asked: readonly string[];
}
const book: Decider<BookCommand, BookEvent, BookState> = {
  name: 'book',
  initial: { lent: [], asked: [] },
  events,
  facts: {},
  decide: {
    Lend: ({ until }) => [lent({ until })],
    FallIll: () => [fellIll({})],
    Recover: () => [recovered({})],
    Return: () => [returned({})],
    NoticeOverdue: ({ occurredAt: due }, state) =>
      valueAt(state.lent, due) === true && !state.asked.includes(due)
        ? [happened(due, askedBack({ due }))]
        : [],
  },
  evolve: {
    Lent: (state, _, { occurredAt }) => ({ ...state, lent: since(state.lent, occurredAt, true) }),
    FellIll: (state) => state,
    Recovered: (state) => state,
    Returned: (state, _, { occurredAt }) => ({ ...state, lent: since(state.lent, occurredAt, false) }),
    AskedBack: (state, { due }) => ({ ...state, asked: [...state.asked, due] }),
  },
};
const overdueBooks = defineCountdown({
  name: 'overdue-books',
  version: 1,
  of: [book],
  evolve: {
    Lent: (row, { until }, { occurredAt, recordedAt }) => dueFrom(row, occurredAt, until, recordedAt),
    FellIll: (row, _, { occurredAt }) => pausedFrom(row, occurredAt),
    Recovered: (row, _, { occurredAt }) => resumedFrom(row, occurredAt),
    Returned: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
    AskedBack: (row, { due }) => noticedAt(row, due),
  },
  poke: (id, due) => send(book, id, { type: 'NoticeOverdue' }, due),
});

const day = (number: number): string => new Date(Date.UTC(2026, 2, number)).toISOString();

const library = async () => {
  const store = memoryEventStore();
  let today = day(2);
  const open = () =>
    startEngine(defineDomain({ book }, { processes: [overdueBooks] }), {
      store,
      rows: memoryRows(),
      now: () => Date.parse(today),
    });
  let engine = await open();
  const tell = (command: Parameters<ReturnType<typeof engine.app.book>['send']>[0], on: number) =>
    engine.app.book('atlas').send(command, {
      by: { id: 'librarian-1', role: 'OFFICER', agency: 'library' },
      occurredAt: day(on),
    });
  return {
    tell,
    /** Ends the engine, loses its rows, and opens another one. */
    restart: async () => {
      await engine.stop();
      engine = await open();
    },
    tick: async (on: number) => {
      today = day(on);
      await engine.tick();
    },
    askedBack: async () =>
      (await store.readStream('book-atlas'))
        .filter(({ type }) => type === 'AskedBack')
        .map(({ occurredAt }) => occurredAt),
    close: () => engine.stop(),
  };
};

describe('deadlines', () => {
  test('are met once, over restarts, at the instant that was due whenever somebody looked', async () => {
    const { tell, tick, restart, askedBack: asked, close } = await library();
    await tell({ type: 'Lend', until: day(8) }, 1);
    await tick(7);
    expect(await asked()).toEqual([]);
    await restart();
    await tick(12);
    await tick(13);
    await restart();
    await tick(14);
    expect(await asked()).toEqual([day(8)]);
    await close();
  });

  test('wait as long as time does not run, and nothing is met once nothing is awaited', async () => {
    const { tell, tick, askedBack: asked, close } = await library();
    await tell({ type: 'Lend', until: day(8) }, 1);
    await tick(5);
    await tell({ type: 'FallIll' }, 4);
    await tick(9);
    expect(await asked()).toEqual([]);
    await tell({ type: 'Recover' }, 6);
    await tick(9);
    expect(await asked()).toEqual([]);
    await tell({ type: 'Return' }, 9);
    await tick(20);
    expect(await asked()).toEqual([]);
    await close();
  });

  test('once missed by a new date are met again', async () => {
    const { tell, tick, askedBack: asked, close } = await library();
    await tell({ type: 'Lend', until: day(8) }, 1);
    await tick(9);
    await tell({ type: 'Lend', until: day(11) }, 9);
    await tick(12);
    expect(await asked()).toEqual([day(8), day(11)]);
    await close();
  });

  test('leave what is recorded late the time until it is recorded', async () => {
    const { tell, tick, askedBack: asked, close } = await library();
    await tick(9);
    await tell({ type: 'Lend', until: day(8) }, 1);
    await tick(9);
    expect(await asked()).toEqual([day(8)]);
    await close();
  });
});
