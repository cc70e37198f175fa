import type { AnyView } from '../../view.ts';
import type { Rows } from '../../rows.ts';
import { but, type Wrong } from './wrong-rows.test.data.ts';

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

const remembering = () => {
  const views: AnyView[] = [];
  return { views, note: (more: readonly AnyView[]) => views.push(...more) };
};

export const WRONG_RESETS: readonly (readonly [string, Wrong])[] = [
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
];
