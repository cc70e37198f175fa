import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { memoryRows } from '../../memory-rows.ts';
import type { AnyView } from '../../view.ts';
import type { RowChanges, RowQuery, Rows } from '../../rows.ts';
import { agingChecks, rowsChecks, rowsContract } from '../rows-contract.ts';
import { openRowsLab, type Card, type RowsChecks, type RowsExtras } from './rows-lab.ts';

const checks: RowsChecks = { ...rowsChecks, ...agingChecks };

interface Opened {
  readonly rows: Rows;
  readonly extras: RowsExtras;
}

interface Wrong {
  readonly open: () => Opened;
  readonly caughtBy: readonly string[];
}

/** Two openings of one place. The clock is the place's own. */
const inMemory = (change: (rows: Rows, clock: Clock) => Partial<Rows>): Opened => {
  const clock: Clock = { passed: 0, now: () => Date.now() + clock.passed };
  const plain = memoryRows({ now: () => clock.now() });
  const rows = { ...plain, ...change(plain, clock) };
  return {
    rows,
    extras: {
      another: () => ({ ...rows, close: () => Promise.resolve() }),
      age: (milliseconds) => {
        clock.passed += milliseconds;
      },
    },
  };
};

interface Clock {
  passed: number;
  now: () => number;
}

/** Right but for some of its methods. */
const but = (
  description: string,
  change: (rows: Rows, clock: Clock) => Partial<Rows>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [`that ${description}`, { open: () => inMemory(change), caughtBy }];

const withChanges =
  (change: (changes: RowChanges) => RowChanges) =>
  (rows: Rows): Partial<Rows> => ({ save: (changes) => rows.save(changes.map(change)) });

/** The changes as if each began where its view stands. */
const forced = (rows: Rows, changes: readonly RowChanges[]): Promise<readonly RowChanges[]> =>
  Promise.all(
    changes.map(async (change) => ({ ...change, from: (await rows.checkpoint(change.view)).position })),
  );

/** Each view as another one: a table that is shared, or one that nobody has seen yet. */
const asViews =
  (as: <V extends AnyView>(view: V) => V) =>
  (rows: Rows): Partial<Rows> => ({
    open: (views) => rows.open(views.map(as)),
    checkpoint: (view) => rows.checkpoint(as(view)),
    find: (view, keys) => rows.find(as(view), keys),
    list: (view, query) => rows.list(as(view), query),
    count: (view, query) => rows.count(as(view), query),
    parked: (view) => rows.parked(as(view)),
    save: (changes) => rows.save(changes.map((change) => ({ ...change, view: as(change.view) }))),
    reset: (view, holder) => rows.reset(as(view), holder),
  });

/** Emptied before it is opened, whenever somebody says so. */
const emptying = (whom: (view: AnyView, known: readonly AnyView[]) => readonly AnyView[]) => (rows: Rows) => {
  const known = new Map<string, AnyView>();
  return {
    open: async (views: readonly AnyView[]) => {
      await rows.open(views);
      for (const view of views) {
        for (const one of whom(view, [...known.values()])) await rows.reset(one);
        known.set(`${view.name}@${String(view.version)}`, view);
      }
    },
  };
};

const withQuery =
  (change: (query: RowQuery) => RowQuery) =>
  (rows: Rows): Partial<Rows> => ({ list: (view, query) => rows.list(view, change(query)) });

const remembering = () => {
  const views: AnyView[] = [];
  return { views, note: (more: readonly AnyView[]) => views.push(...more) };
};

const HOUR = 60 * 60_000;

const WRONG: Readonly<Record<string, Wrong>> = Object.fromEntries([
  but(
    'ignore where a change starts',
    (rows) => ({ save: async (changes) => rows.save(await forced(rows, changes)) }),
    'rows and checkpoint move together',
    'changes of several views',
    'keys are set aside and released',
    'a checkpoint remembers',
  ),
  but(
    'save whatever keys a change left out',
    withChanges(({ aside: _, ...change }) => change),
    'a change that left out',
  ),
  but(
    'save whoever has the lease',
    withChanges(({ holder: _, ...change }) => change),
    'whoever lost the lease',
  ),
  but(
    'reset whoever has the lease',
    (rows) => ({ reset: (view) => rows.reset(view) }),
    'whoever lost the lease',
  ),
  but(
    'look where a change starts, then wait',
    (rows) => ({
      save: async (changes) => {
        for (const { view, from } of changes)
          if ((await rows.checkpoint(view)).position !== from) return false;
        await pause(2);
        return rows.save(await forced(rows, changes));
      },
    }),
    'of several who save',
  ),
  but(
    'save each view by itself',
    (rows) => ({
      save: async (changes) =>
        (await Promise.all(changes.map((change) => rows.save([change])))).every((saved) => saved),
    }),
    'changes of several views',
  ),
  but(
    'save and say that they did not',
    (rows) => ({ save: async (changes) => (await rows.save(changes)) && changes.length > 1 }),
    'rows and checkpoint move together',
  ),
  but(
    'keep positions as numbers',
    withChanges((change) => ({ ...change, to: BigInt(Number(change.to)) })),
    'rows and checkpoint move together',
  ),
  but(
    'take a checkpoint that stays for a change that was made',
    (rows) => ({
      save: async (changes) => (changes.some(({ from, to }) => from === to) ? true : rows.save(changes)),
    }),
    'a change may leave the checkpoint',
    'keys are set aside and released',
  ),
  but(
    'know a hash where there is no event',
    (rows) => ({
      checkpoint: async (view) => ({ ...(await rows.checkpoint(view)), hash: '' }),
    }),
    'a new view stands',
  ),
  but(
    'forget the hash',
    withChanges(({ hash: _, ...change }) => change),
    'a checkpoint remembers',
  ),
  but(
    'forget the hash when the checkpoint stays',
    withChanges((change) => ({ hash: '', ...change })),
    'a checkpoint remembers',
  ),
  but(
    'keep the hash of an event that they left behind',
    (rows) => ({
      save: async (changes) =>
        rows.save(
          await Promise.all(
            changes.map(async (change) => {
              const { hash } = await rows.checkpoint(change.view);
              return { ...(hash !== undefined && { hash }), ...change };
            }),
          ),
        ),
    }),
    'a checkpoint remembers',
  ),
  but(
    'reset rows and not where they stand',
    (rows) => ({
      reset: async (view) => {
        const { position: to, hash } = await rows.checkpoint(view);
        await rows.reset(view);
        return rows.save([{ view, from: 0n, to, changed: [], ...(hash !== undefined && { hash }) }]);
      },
    }),
    'a view that is reset',
  ),
  but(
    'reset where rows stand and not the rows',
    (rows) => ({
      reset: async (view) => {
        const changed = await rows.list(view, { limit: 100 });
        await rows.reset(view);
        return rows.save([{ view, from: 0n, to: 0n, changed }]);
      },
    }),
    'a view that is reset',
  ),
  but(
    'reset all but the keys that are set aside',
    (rows) => ({
      reset: async (view) => {
        const parked = await rows.parked(view);
        await rows.reset(view);
        return rows.save([{ view, from: 0n, to: 0n, changed: [], parked }]);
      },
    }),
    'a view that is reset',
  ),
  but(
    'reset every view',
    (rows) => {
      const { views, note } = remembering();
      return {
        open: async (more) => {
          note(more);
          await rows.open(more);
        },
        reset: async () => {
          for (const view of views) await rows.reset(view);
          return true;
        },
      };
    },
    'a view that is reset',
  ),
  but(
    'forget keys that are set aside',
    withChanges(({ parked: _, ...change }) => change),
    'keys are set aside and released',
    'keys that are set aside come back',
  ),
  but(
    'keep keys that were released',
    withChanges(({ released: _, ...change }) => change),
    'keys are set aside and released',
  ),
  but(
    'keep what was said of a key first',
    (rows) => ({
      save: async (changes) =>
        rows.save(
          await Promise.all(
            changes.map(async ({ parked = [], ...change }) => {
              const known = (await rows.parked(change.view)).map(({ key }) => key);
              return { ...change, parked: parked.filter(({ key }) => !known.includes(key)) };
            }),
          ),
        ),
    }),
    'keys are set aside and released',
  ),
  but(
    'set keys aside although the change is refused',
    (rows) => ({
      save: async (changes) => {
        if (await rows.save(changes)) return true;
        for (const change of await forced(rows, changes))
          await rows.save([{ ...change, to: change.from, changed: [] }]);
        return false;
      },
    }),
    'keys are set aside and released',
    'changes of several views',
  ),
  but(
    'release all keys with one',
    (rows) => ({
      save: async (changes) =>
        rows.save(
          await Promise.all(
            changes.map(async ({ released = [], ...change }) => ({
              ...change,
              released:
                released.length > 0 ? (await rows.parked(change.view)).map(({ key }) => key) : released,
            })),
          ),
        ),
    }),
    'keys that are set aside come back',
  ),
  but(
    'keep keys in an object',
    withChanges(({ parked = [], ...change }) => {
      const keys: Record<string, (typeof parked)[number]> = {};
      for (const one of parked) keys[one.key] = one;
      return { ...change, parked: Object.values(keys) };
    }),
    'keys that are set aside come back',
  ),
  but(
    'begin anew whenever a view is opened',
    emptying((view) => [view]),
    'a view that is opened again',
  ),
  but(
    'empty an older version when a newer one is opened',
    emptying((view, known) =>
      known.filter(({ name, version }) => name === view.name && version < view.version),
    ),
    'a view of another version',
    'an older version that is opened',
  ),
  but(
    'empty a newer version when an older one is opened',
    emptying((view, known) =>
      known.filter(({ name, version }) => name === view.name && version > view.version),
    ),
    'an older version that is opened',
  ),
  but(
    'keep all versions in one table',
    asViews((view) => ({ ...view, version: 1 })),
    'a view of another version',
  ),
  but(
    'never clean up',
    (rows, clock) => ({
      open: async (views) => {
        const { passed } = clock;
        clock.passed = 0;
        await rows.open(views);
        clock.passed = passed;
      },
    }),
    'rows of another version go',
  ),
  but(
    'count an hour from when a view was first opened',
    (rows) => {
      const known = new Set<string>();
      return {
        open: async (views) => {
          // Who is known is not touched, but for the newest version, which does the cleaning up.
          const news = views.filter(
            ({ name, version }) => version > 1 || !known.has(`${name}@${String(version)}`),
          );
          for (const { name, version } of views) known.add(`${name}@${String(version)}`);
          await rows.open(news);
        },
      };
    },
    'opening a view is using it',
  ),
  but(
    'drop what is opened together with another version',
    (rows) => ({
      open: async (views) => {
        for (const view of views) await rows.open([view]);
      },
    }),
    'opening a view is using it',
  ),
  but(
    'know no clock for leases',
    (rows) => {
      const holders = new Map<string, string>();
      return {
        lease: async (name, holder, milliseconds) => {
          const held = holders.get(name);
          if (held !== undefined && held !== holder) return false;
          if (milliseconds === 0) holders.delete(name);
          else holders.set(name, holder);
          return rows.lease(name, holder, milliseconds);
        },
      };
    },
    'a lease that ran out',
    'a lease lasts',
  ),
  but(
    'give a lease to whoever asks',
    (rows) => ({ lease: (name, _, milliseconds) => rows.lease(name, '', milliseconds) }),
    'a lease has one holder',
    'of many who ask',
    'a lease that its holder gives back',
    'a lease that ran out',
    'a holder may renew',
    'a lease lasts',
  ),
  but(
    'have one lease for all',
    (rows) => ({ lease: (_, holder, milliseconds) => rows.lease('', holder, milliseconds) }),
    'a lease has one holder',
  ),
  but(
    'look who has a lease, then wait',
    (rows) => {
      const held = new Map<string, { readonly holder: string; readonly until: number }>();
      return {
        lease: async (name, holder, milliseconds) => {
          const found = held.get(name);
          await pause(1);
          if (found && found.holder !== holder && found.until > Date.now()) return false;
          held.set(name, { holder, until: Date.now() + milliseconds });
          return (await rows.lease(name, '', milliseconds)) || true;
        },
      };
    },
    'of many who ask',
  ),
  but(
    'ask when a lease ends and not when it was taken',
    (rows, clock) => {
      const ends = new Map<string, { readonly holder: string; readonly until: number }>();
      return {
        lease: async (name, holder, milliseconds) => {
          const held = ends.get(name);
          if (held && held.holder !== holder && held.until > clock.now()) return false;
          ends.set(name, { holder, until: clock.now() + milliseconds });
          return true;
        },
      };
    },
    'a lease that was taken in the future',
  ),
  but(
    'take nothing back',
    (rows) => ({
      lease: (name, holder, milliseconds) =>
        rows.lease(name, holder, milliseconds === 0 ? HOUR : milliseconds),
    }),
    'a lease that its holder gives back',
  ),
  but(
    'take a lease back from anybody',
    (rows) => {
      const holders = new Map<string, string>();
      return {
        lease: async (name, holder, milliseconds) => {
          if (milliseconds === 0) return rows.lease(name, holders.get(name) ?? holder, 0);
          const held = await rows.lease(name, holder, milliseconds);
          if (held) holders.set(name, holder);
          return held;
        },
      };
    },
    'a lease that its holder gives back',
    'a lease that ran out',
  ),
  but(
    'let nobody renew',
    (rows) => {
      let taken = 0;
      return { lease: (name, _, milliseconds) => rows.lease(name, String((taken += 1)), milliseconds) };
    },
    'a lease has one holder',
    'a lease lasts',
  ),
  but(
    'shut out a holder who came too late',
    (rows) => {
      const ends = new Map<string, number>();
      return {
        lease: async (name, holder, milliseconds) => {
          const end = ends.get(`${name} ${holder}`);
          if (end !== undefined && end <= Date.now()) return false;
          ends.set(`${name} ${holder}`, Date.now() + milliseconds);
          return rows.lease(name, holder, milliseconds);
        },
      };
    },
    'a holder may renew',
  ),
  but(
    'renew and leave the end where it was',
    (rows) => {
      const holders = new Map<string, string>();
      return {
        lease: async (name, holder, milliseconds) => {
          if (holders.get(name) === holder && milliseconds > 0) return !(await rows.lease(name, 'nobody', 0));
          const held = await rows.lease(name, holder, milliseconds);
          if (held) holders.set(name, holder);
          return held;
        },
      };
    },
    'a holder may renew',
    'a lease lasts',
  ),
  but(
    'put null last',
    (rows) => ({
      list: async (view, query) => {
        const found = await rows.list(view, { ...query, limit: 100 });
        const last = found.filter(({ row }) => (row as Card).kept < 0);
        return [...found.filter((stored) => !last.includes(stored)), ...last].slice(0, query.limit);
      },
    }),
    'lists by filter and order',
  ),
  but(
    'let any one filter do',
    withQuery(({ where: _, ...query }) => query),
    'lists by filter and order',
  ),
  but(
    'compare text by its units',
    (rows) => ({
      list: async (view, query) =>
        [...(await rows.list(view, query))].sort((a, b) => (a.key < b.key ? -1 : 1)),
    }),
    'compares text by code point',
    'lists by filter and order',
  ),
  but(
    'begin a page with the row that ended the last one',
    (rows) => ({
      list: async (view, { after, limit, ...query }) => {
        const whole = await rows.list(view, { ...query, limit: 100 });
        const from = after ? whole.findIndex(({ key }) => key === after.key) : 0;
        return whole.slice(from, from + limit);
      },
    }),
    'pages through an order',
  ),
  but(
    'skip whoever shares a value with the last row',
    (rows) => ({
      list: async (view, { after, ...query }) =>
        (await rows.list(view, { ...query, ...(after && { after }), limit: 100 }))
          .filter(({ row }) => !after || ((row as Card).kept < 0 ? null : (row as Card).kept) !== after.value)
          .slice(0, query.limit),
    }),
    'pages through an order',
  ),
  but(
    'have no rows where the column is unknown',
    (rows) => ({
      list: async (view, query) => rows.list(view, query).catch(() => []),
    }),
    'refuses a column',
  ),
  but(
    'count none where the column is unknown',
    (rows) => ({ count: async (view, query) => rows.count(view, query).catch(() => 0) }),
    'refuses a column',
  ),
  but(
    'count without an end',
    (rows) => ({ count: (view, query) => rows.count(view, { ...query, limit: 100 }) }),
    'counts up to a limit',
  ),
]);

const caught = new Set<string>();

describe.each(Object.entries(WRONG))('rows %s', (_, { open, caughtBy }) => {
  test.each(caughtBy)('are caught where the contract says: %s', async (beginning) => {
    const [title, ...more] = Object.keys(checks).filter((sentence) => sentence.startsWith(beginning));
    expect({ beginning, more }).toEqual({ beginning, more: [] });
    const { rows, extras } = open();
    const lab = await openRowsLab(() => rows, extras);
    await expect(checks[title!]?.({ ...lab, patience: 300 })).rejects.toThrow();
    await lab.close();
    caught.add(title!);
  });
});

test('every sentence of the contract has caught wrong rows', () => {
  expect(Object.keys(checks).filter((title) => !caught.has(title))).toEqual([]);
});

describe('rows without a flaw pass', () => {
  const { rows, extras } = inMemory(() => ({}));
  rowsContract('flawless', () => rows, extras);
});
