import {
  DummyDriver,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
} from 'kysely';
import type { ColumnValue, RowQuery } from '@wardbook/event-sourcing';
import { columnOf, type Cell } from './view-table.ts';

/** Two queries of one shape share their SQL and differ only in what they bind. */
export const shapeOf = ({ where = {}, atMost = {}, after, before, ...order }: RowQuery): string =>
  JSON.stringify([
    Object.entries(where).map(([name, values]) => [name, known(values).length, values?.includes(null)]),
    Object.keys(atMost),
    order.orderBy,
    order.descending,
    ...[after, before].map((place) => place && (order.orderBy === undefined || place.value === null)),
  ]);

/** Where the rows of a page are. */
export const listSql = (table: string, query: RowQuery): string => {
  const direction = query.descending ? 'desc' : 'asc';
  const chosen = filtered(compiler.selectFrom(table), [...conditions(query), ...betweenPlaces(query)])
    .select(['key', 'position'])
    .limit(slot);
  const ordered = query.orderBy === undefined ? chosen : chosen.orderBy(column(query.orderBy), direction);
  return ordered.orderBy('key', direction).compile().sql;
};

/** How many rows there are, counted no further than the limit. */
export const countSql = (table: string, query: RowQuery): string => {
  const chosen = filtered(compiler.selectFrom(table), conditions(query)).select('key').limit(slot);
  return compiler
    .selectFrom(chosen.as('chosen'))
    .select(({ fn }) => fn.countAll().as('count'))
    .compile().sql;
};

/** What `listSql` binds, in the order of its text. */
export const listValues = (query: RowQuery): readonly Cell[] => [
  ...conditionValues(query),
  ...placeValues(query),
  query.limit,
];

/** What `countSql` binds, in the order of its text. */
export const countValues = (query: RowQuery): readonly Cell[] => [...conditionValues(query), query.limit];

// It compiles and never connects: Kysely's own transactions would hold the lock across turns of the event loop.
const compiler = new Kysely<Record<string, ViewTable>>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

interface ViewTable {
  readonly key: string;
  readonly position: bigint;
}

// Every value is bound when the statement runs; here only its place counts.
const slot = sql<number>`${0}`;
const column = (name: string) => sql.ref(columnOf(name));
const key = sql.ref('key');

type Condition = RawBuilder<SqlBool>;

const filtered = <T>(
  rows: SelectQueryBuilder<Record<string, ViewTable>, string, T>,
  wanted: readonly Condition[],
) => wanted.reduce((narrowed, condition) => narrowed.where(condition), rows);

const conditions = ({ where = {}, atMost = {} }: RowQuery): readonly Condition[] => [
  ...Object.entries(where).map(([name, values]) => isOneOf(name, values)),
  ...Object.keys(atMost).map((name) => sql<SqlBool>`${column(name)} <= ${slot}`),
];

const conditionValues = ({ where = {}, atMost = {} }: RowQuery): readonly Cell[] => [
  ...Object.values(where).flatMap((values) => known(values)),
  ...Object.values(atMost).map((most) => most ?? null),
];

const isOneOf = (name: string, values: readonly ColumnValue[] = []): Condition => {
  const slots = sql.join(known(values).map(() => slot));
  const among = sql<SqlBool>`${column(name)} in (${slots})`;
  return values.includes(null) ? sql<SqlBool>`(${among} or ${column(name)} is null)` : among;
};

/** Where a page begins and ends: to be before a place is to be after it the other way round. */
const betweenPlaces = ({ after, before, orderBy, descending = false }: RowQuery): readonly Condition[] => [
  ...beyondPlace(after, orderBy, descending),
  ...beyondPlace(before, orderBy, !descending),
];

/** Nulls stand first, as in SQLite, and so last when descending. */
const beyondPlace = (
  place: RowQuery['after'],
  orderBy: string | undefined,
  descending: boolean,
): readonly Condition[] => {
  if (!place) return [];
  const beyond = descending ? sql`<` : sql`>`;
  const byKey = sql<SqlBool>`${key} ${beyond} ${slot}`;
  if (orderBy === undefined) return [byKey];
  const isNull = sql`${column(orderBy)} is null`;
  if (place.value === null)
    return [descending ? sql`(${isNull} and ${byKey})` : sql`((${isNull} and ${byKey}) or not (${isNull}))`];
  const byBoth = sql<SqlBool>`(${column(orderBy)}, ${key}) ${beyond} (${slot}, ${slot})`;
  return [descending ? sql`(${byBoth} or ${isNull})` : byBoth];
};

const placeValues = ({ after, before, orderBy }: RowQuery): readonly Cell[] =>
  [after, before].flatMap((place) => {
    if (!place) return [];
    return orderBy === undefined || place.value === null ? [place.key] : [place.value, place.key];
  });

const known = (values: readonly ColumnValue[] = []): readonly (string | number)[] =>
  values.filter((value) => value !== null);
