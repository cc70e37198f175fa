import { setTimeout as pause } from 'node:timers/promises';
import type { RowChanges, Rows } from '../../rows.ts';
import { but, type Wrong } from './wrong-rows.test.data.ts';

const withChanges =
  (change: (changes: RowChanges) => RowChanges) =>
  (rows: Rows): Partial<Rows> => ({ save: (changes) => rows.save(changes.map(change)) });

/** The changes as if each began where its view stands. */
const forced = (rows: Rows, changes: readonly RowChanges[]): Promise<readonly RowChanges[]> =>
  Promise.all(
    changes.map(async (change) => ({ ...change, from: (await rows.checkpoint(change.view)).position })),
  );

export const WRONG_SAVES: readonly (readonly [string, Wrong])[] = [
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
    'keep rows that are to go',
    withChanges(({ removed: _, ...change }) => change),
    'rows are removed',
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
];
