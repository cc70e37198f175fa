import type { RowQuery, Rows } from '../../rows.ts';
import { but, type Wrong } from './wrong-rows.test.data.ts';
import type { Card } from './rows-lab.ts';

const withQuery =
  (change: (query: RowQuery) => RowQuery) =>
  (rows: Rows): Partial<Rows> => ({ list: (view, query) => rows.list(view, change(query)) });

export const WRONG_LISTS: readonly (readonly [string, Wrong])[] = [
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
    'end a page nowhere',
    withQuery(({ before: _, ...query }) => query),
    'has the rows between two places',
    'a place is one where',
  ),
  but(
    'know only places where a row stands',
    (rows) => ({
      list: async (view, { after, before, limit, ...query }) => {
        const whole = await rows.list(view, { ...query, limit: 100 });
        const from = after ? whole.findIndex(({ key }) => key === after.key) + 1 : 0;
        const to = before ? whole.findIndex(({ key }) => key === before.key) : whole.length;
        return whole.slice(from, Math.min(from + limit, Math.max(from, to)));
      },
    }),
    'a place is one where',
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
];
