import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { EventStore, RecordedEvent } from '../../event-store.ts';
import { memoryEventStore } from '../../memory-event-store.ts';
import { clockChecks, eventStoreContract, heldChecks, storeChecks } from '../event-store-contract.ts';
import { CLOCK_CORRECTIONS } from '../../clock.ts';
import { flawedStore, type Flaw, type FlawedStore } from './flawed-store.test.data.ts';
import { openLab, type Checks, type ContractExtras, type Lab } from './lab.ts';
import { verifying } from './sharing.ts';

const checks: Checks = { ...storeChecks, ...heldChecks, ...clockChecks, ...verifying };

/** A wrong store, and the beginnings of the sentences that it must be caught by. */
interface Wrong {
  readonly open: () => EventStore;
  readonly extras?: (store: EventStore) => ContractExtras;
  readonly caughtBy: readonly string[];
}

const flawed = (flaw: Flaw, ...caughtBy: readonly string[]): [string, Wrong] => [
  `that ${flaw}`,
  {
    open: () => flawedStore(flaw),
    extras: (store) => ({ trusting: () => (store as FlawedStore).trusting() }),
    caughtBy,
  },
];

/** A right store but for some of its methods. */
const but = (
  description: string,
  change: (store: EventStore) => Partial<EventStore>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `that ${description}`,
  {
    open: () => {
      const store = memoryEventStore();
      return { ...store, ...change(store) };
    },
    caughtBy,
  },
];

/** Right about clocks but for some of its methods. */
const butOfClocks = (
  description: string,
  change: (store: EventStore) => Partial<EventStore>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `that ${description}`,
  {
    open: () => {
      const store = flawedStore();
      return { ...store, ...change(store) };
    },
    extras: (store) => ({ trusting: () => (store as FlawedStore).trusting() }),
    caughtBy,
  },
];

/** Two stores on one log, the second of which is wrong. */
const otherBut = (
  description: string,
  change: (store: EventStore) => Partial<EventStore>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `whose second ${description}`,
  {
    open: memoryEventStore,
    extras: (store) => ({ another: () => ({ ...store, ...change(store), close: () => Promise.resolve() }) }),
    caughtBy,
  },
];

/** A store that does something wrong with an append that is held open. */
const held = (
  description: string,
  hold: (store: FlawedStore) => NonNullable<ContractExtras['hold']>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `that ${description}`,
  {
    open: () => flawedStore(),
    extras: (store) => ({ hold: hold(store as FlawedStore) }),
    caughtBy,
  },
];

const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'i',
  );
const everything = async (store: EventStore): Promise<readonly RecordedEvent[]> =>
  store.readLog({ limit: 1_000_000 });
const withData =
  (change: (data: string) => string) =>
  (store: EventStore): Partial<EventStore> => {
    const changed = (event: RecordedEvent): RecordedEvent => ({ ...event, data: change(event.data) });
    return {
      readStream: async (stream, range) => (await store.readStream(stream, range)).map(changed),
      readLog: async (range) => (await store.readLog(range)).map(changed),
    };
  };

/** Events of the last few milliseconds are not there yet, as on a replica. */
const replica = (store: EventStore): Partial<EventStore> => {
  const appended = new Map<string, number>();
  return {
    append: async (stream, ...rest) => {
      const answer = await store.append(stream, ...rest);
      appended.set(stream, performance.now());
      return answer;
    },
    readStream: async (stream, range = {}) => {
      const events = await store.readStream(stream, range);
      return performance.now() - (appended.get(stream) ?? 0) < 20 ? events.slice(0, -1) : events;
    },
  };
};

const WRONG: Readonly<Record<string, Wrong>> = Object.fromEntries([
  flawed('ignores the expected revision', 'two creators', 'an expected revision', '16 writers', '16 appends'),
  flawed('accepts an expected revision that is ahead', 'an expected revision'),
  flawed('takes equal ids for a repeat', 'a stream that exists'),
  flawed('takes an equal first event for a repeat', 'a repeat that is not wholly'),
  flawed('knows no repeats', 'an append that is on record', 'an append that is sent twice'),
  flawed('asks the guards of a repeat', 'an append that is on record'),
  flawed(
    'keeps what it wrote before a refusal',
    'an append of several events',
    'a guard that moved',
    'nothing more is',
  ),
  flawed(
    'keeps what it wrote before a broken link',
    'an append of several events',
    'refuses events that do not',
  ),
  flawed(
    'answers the first event of an append',
    'the last event of an append',
    'a command that is sent again',
  ),
  flawed('ignores the stored chain', 'refuses an event that', 'refuses one that does not continue'),
  flawed('ignores the stored chain at revision 0', 'refuses an event that'),
  flawed(
    'does not look whether events follow one another',
    'refuses events that do not',
    'an append of several events',
  ),
  flawed('ignores the clock', 'refuses a clock', 'nor do several slow clocks'),
  flawed('compares the clock with the newest event', 'nor do several slow clocks'),
  flawed(
    'takes any time that is ahead',
    'E-07: refuses a writer',
    'E-07: stops for everybody',
    'takes no correction',
  ),
  flawed('goes on although the log is ahead', 'E-07: stops for everybody', 'goes on after a correction'),
  flawed('stays stopped after a clock that was ahead', 'E-07: refuses a writer', 'a writer that is refused'),
  flawed('asks the clock before it looks for a repeat', 'what is on record is answered'),
  flawed('never names the greatest time', 'names the greatest time', 'a command from a machine whose clock'),
  flawed('has a clock that is an hour ahead', 'says its own time', 'E-07: refuses a writer'),
  flawed(
    'judges a correction like any other event',
    'goes on after a correction',
    'one of two corrections',
    'knownAt is the longest prefix',
  ),
  flawed('takes a correction of any time', 'takes no correction'),
  flawed('takes a correction at any revision', 'a correction is checked'),
  flawed(
    'keeps the greatest time after a correction',
    'goes on after a correction',
    'judges by the correction',
  ),
  butOfClocks(
    'does not show its corrections',
    (store) => ({
      readStream: async (stream, range) =>
        stream === CLOCK_CORRECTIONS ? [] : store.readStream(stream, range),
    }),
    'knownAt is the longest prefix',
  ),
  flawed(
    'ignores guards',
    'a guard that moved',
    'a guard may ask',
    'every guard counts',
    'a guard on the own stream',
    'of two appends that each guard',
  ),
  flawed('ignores guards on missing streams', 'a guard may ask'),
  flawed('keeps one guard per stream', 'every guard counts'),
  flawed('looks at the first guard alone', 'every guard counts'),
  flawed('looks at guards after writing', 'a guard on the own stream'),
  flawed('takes its place, then looks at guards', 'a guard that names what is only'),
  flawed(
    'looks at guards, then waits',
    'of two appends',
    'an append never slips',
    'an append about a subject that races',
  ),
  flawed(
    'ignores the subjects of sealed parts',
    'nothing more is',
    'an append about a subject',
    'an append of several events',
  ),
  flawed('ignores the subjects it is told', 'nothing more is', 'an append about a subject'),
  flawed('numbers positions before it commits', 'large and small appends', 'of two appends', '16 appends'),
  flawed('writes event by event', 'appends under way at once', 'a reader never sees half'),
  flawed(
    'gives events ids of its own',
    'gives back exactly',
    'a command that is sent again',
    'a command whose answer was lost',
    'a command id that is used again',
    'one command that is sent many times',
    'what it holds verifies',
  ),
  flawed('does not close', 'a store that closes'),
  flawed('drops what is queued when it closes', 'a store that closes'),

  but(
    'loses the last event of an append',
    (store) => ({
      append: (stream, expected, events, conditions) =>
        store.append(stream, expected, events.length > 1 ? events.slice(0, -1) : events, conditions),
    }),
    'the last event of an append',
    'reads a stream forward',
    'a follower that catches up',
    'what it holds verifies',
  ),
  but(
    'lets one failure fail all that are under way',
    (store) => {
      let failed: Error | undefined;
      return {
        append: async (...call) => {
          const answer = await store.append(...call).catch((error: unknown) => {
            failed = error as Error;
            throw error;
          });
          await pause(1);
          if (failed) throw failed;
          return answer;
        },
      };
    },
    'refuses one that does not continue',
  ),
  but(
    'answers some stream for one that is missing',
    (store) => ({
      readStream: async (...call) => {
        const events = await store.readStream(...call);
        return events.length > 0 ? events : store.readLog({ limit: 1 });
      },
    }),
    'a stream that nobody wrote to',
  ),
  but(
    'normalises text',
    withData((data) => data.normalize()),
    'gives back exactly',
  ),
  but(
    'loses what is beyond 16 bits',
    withData((data) => data.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?')),
    'gives back',
  ),
  but(
    'takes NUL for the end',
    withData((data) => data.replace(/\\u0000.*/, '"}')),
    'gives back exactly',
  ),
  but(
    'cuts events at a mebibyte',
    withData((data) => (data.length > 1_000_000 ? `${data.slice(0, 1_000_000)}"}` : data)),
    'an event of five mebibytes',
  ),
  but(
    'cuts events at half a mebibyte',
    withData((data) => (data.length > 500_000 ? `${data.slice(0, 500_000)}"}` : data)),
    'accepts an event of a mebibyte',
  ),
  but(
    'keeps the small neighbours of an event that it refuses as too large',
    (store) => ({
      append: async (stream, expected, events, conditions) => {
        const fitting = events.filter(({ data }) => data.length < 4_000_000);
        if (fitting.length === events.length) return store.append(stream, expected, events, conditions);
        if (fitting.length > 0) await store.append(stream, expected, fitting.slice(0, 1), conditions);
        throw new RangeError('too large');
      },
    }),
    'an event of five mebibytes',
  ),
  but(
    'finds streams with LIKE',
    (store) => ({
      readStream: async (stream, { from = 0, to = Infinity, limit = Infinity, backward = false } = {}) => {
        const all = await everything(store);
        const found = all.filter(
          (event) => like(stream).test(event.stream) && event.revision >= from && event.revision <= to,
        );
        return (backward ? found.reverse() : found).slice(0, limit);
      },
    }),
    'keeps streams apart',
  ),
  but(
    'normalises the names of streams',
    (store) => ({
      readStream: async (stream) =>
        (await everything(store)).filter((event) => event.stream.normalize() === stream.normalize()),
    }),
    'keeps streams apart',
  ),
  but(
    'finds categories with LIKE',
    (store) => ({
      readLog: async ({ after = 0n, limit, category = '%' }) =>
        (await everything(store))
          .filter(
            ({ stream, position }) =>
              position > after && (category === '%' || like(`${category}-%`).test(stream)),
          )
          .slice(0, limit),
    }),
    'reads the log of one category',
  ),
  but(
    'finds categories by their beginning',
    (store) => ({
      readLog: async ({ after = 0n, limit, category = '' }) =>
        (await everything(store))
          .filter(({ stream, position }) => position > after && stream.startsWith(category))
          .slice(0, limit),
    }),
    'reads the log of one category',
  ),
  but(
    'ends a category at the last hyphen',
    (store) => ({
      readLog: async ({ after = 0n, limit, category }) =>
        (await everything(store))
          .filter(
            ({ stream, position }) =>
              position > after &&
              (category === undefined || stream.slice(0, stream.lastIndexOf('-')) === category),
          )
          .slice(0, limit),
    }),
    'reads the log of one category',
  ),
  but(
    'looks for a category only in the page that it has read',
    (store) => ({
      readLog: async ({ category, ...range }) =>
        (await store.readLog(range)).filter(
          ({ stream }) => category === undefined || stream.startsWith(`${category}-`),
        ),
    }),
    'reads the log page by page',
  ),
  but(
    'keeps one sealed part of each event',
    (store) => ({ readSealed: async (...place) => (await store.readSealed(...place)).slice(0, 1) }),
    'keeps sealed parts',
  ),
  but(
    'takes a limit of none for no limit',
    (store) => ({
      readStream: (stream, { limit, ...range } = {}) =>
        store.readStream(stream, { ...range, ...(limit && { limit }) }),
      readLog: (range) => store.readLog({ ...range, limit: range.limit || 1_000 }),
    }),
    'reads a stream forward',
    'reads the log after a position',
  ),
  but(
    'turns a stream round after it has cut it',
    (store) => ({
      readStream: async (stream, { backward, ...range } = {}) => {
        const events = await store.readStream(stream, range);
        return backward ? events.toReversed() : events;
      },
    }),
    'reads a stream forward',
  ),
  but(
    'repeats an event at the seam between history and news',
    (store) => ({
      readLog: async ({ after = 0n, ...range }) => {
        const page = await store.readLog({ after, ...range });
        const seam = after > 0n && page.length > 0 && page.length < range.limit;
        return seam ? store.readLog({ ...range, after: after - 1n }) : page;
      },
    }),
    'a follower that catches up',
    'reads the log after a position',
  ),
  but(
    'skips an event at the seam between history and news',
    (store) => {
      let seen = 0n;
      return {
        readLog: async ({ after = 0n, ...range }) => {
          const page = await store.readLog({ after, ...range });
          if (page.length === 0 && after > 0n) seen = after + 1n;
          return page.length > 1 ? page.filter(({ position }) => position !== seen) : page;
        },
      };
    },
    'a follower that catches up',
  ),
  but(
    'gives pages by stream and not by position',
    (store) => ({
      readLog: async (range) =>
        [...(await store.readLog(range))].sort((a, b) =>
          a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0,
        ),
    }),
    'whoever appends after an answer',
  ),
  but(
    'never wakes anybody',
    () => ({ waitFor: (_, milliseconds) => pause(milliseconds, undefined, { ref: false }) }),
    'wakes who waits',
  ),
  but(
    'forgets the last event of a page for a fold',
    (store) => ({ readFields: async (range) => (await store.readLog(range)).slice(0, -1) }),
    'reads for a fold',
  ),
  but('lets go at once of who waits', () => ({ waitFor: () => Promise.resolve() }), 'lets go at once'),
  but('shows its own appends late', replica, 'what was answered is there', '64 callers'),
  otherBut(
    'is not woken by the first',
    () => ({ waitFor: (_, milliseconds) => pause(milliseconds, undefined, { ref: false }) }),
    'wakes who waits',
  ),
  otherBut(
    'reads a copy that lags behind',
    (store) => ({
      readStream: async (...call) =>
        pause(5).then(async () => (await store.readStream(...call)).slice(0, -1)),
    }),
    'what was answered is there',
    'a reader never sees half',
  ),

  held(
    'shows a late append at the position that it was given early',
    (store) => async (_, events) => {
      const { show } = store.hold(events);
      return { commit: async () => show(), rollback: () => Promise.resolve() };
    },
    'an append that commits late',
  ),
  held(
    'keeps the first event of what is rolled back',
    (store) => async (_, events) => ({
      commit: () => Promise.resolve(),
      rollback: async () => store.hold(events.slice(0, 1)).show(),
    }),
    'an append that is rolled back',
  ),
  held(
    'shows what is not committed',
    (store) => async (_, events) => {
      store.hold(events).show();
      return { commit: () => Promise.resolve(), rollback: () => Promise.resolve() };
    },
    'an append that is held open',
  ),
  held(
    'lets two transactions create one stream',
    (store) => async (_, events) => ({
      commit: async () => store.hold(events).show(),
      rollback: () => Promise.resolve(),
    }),
    'who wants a stream that a held append',
  ),
]);

const openWrong = ({ open, extras }: Wrong): Promise<Lab> => {
  const store = open();
  return openLab(() => store, extras?.(store));
};

const caught = new Set<string>();

describe.each(Object.entries(WRONG))('a store %s', (_, wrong) => {
  test.each(wrong.caughtBy)('is caught where the contract says: %s', async (beginning) => {
    const [title, ...more] = Object.keys(checks).filter((sentence) => sentence.startsWith(beginning));
    expect({ beginning, more }).toEqual({ beginning, more: [] });
    const lab = await openWrong(wrong);
    await expect(checks[title!]?.({ ...lab, patience: 300 })).rejects.toThrow();
    await lab.close().catch(() => undefined);
    caught.add(title!);
  });
});

test('every sentence of the contract has caught a wrong store', () => {
  expect(Object.keys(checks).filter((title) => !caught.has(title))).toEqual([]);
});

describe('a store without a flaw passes', () => {
  const stores: FlawedStore[] = [];
  const open = (): FlawedStore => {
    stores.push(flawedStore());
    return stores.at(-1)!;
  };
  eventStoreContract('flawless', open, {
    trusting: () => stores.at(-1)!.trusting(),
    hold: async (stream, events) => ({
      commit: async () => {
        await stores[0]!.append(stream, events[0]!.revision - 1, events);
      },
      rollback: () => Promise.resolve(),
    }),
  });
});
