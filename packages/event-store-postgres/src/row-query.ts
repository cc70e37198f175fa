import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
} from 'kysely';
import type { RowQuery } from '@wardbook/event-sourcing';
import { AFTER_NULL, orderedBytes, textOfKey } from './row-query-order.ts';
import { columnOf } from './view-table.ts';

/** Two queries of one shape share their SQL and differ only in what they bind. */
export const shapeOf = ({ where = {}, atMost = {}, after, before, ...order }: RowQuery): string =>
  JSON.stringify([
    Object.keys(where),
    Object.keys(atMost),
    order.orderBy,
    order.descending ?? false,
    after !== undefined,
    before !== undefined,
  ]);

/** The rows of a page. */
export const listSql = (table: string, query: RowQuery): string => {
  const direction = query.descending ? 'desc' : 'asc';
  const chosen = filtered(compiler.selectFrom(table), [...conditions(query), ...betweenPlaces(query)])
    .select(['key', 'position', 'body'])
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
export const listValues = (query: RowQuery): Bound[] => [
  ...conditionValues(query),
  ...placeValues(query),
  query.limit,
];

/** What `countSql` binds, in the order of its text. */
export const countValues = (query: RowQuery): Bound[] => [...conditionValues(query), query.limit];

type Bound = Buffer | readonly Buffer[] | string | number;

// It compiles and never connects: statements run by name on the connections that this package keeps.
const compiler = new Kysely<Record<string, ViewTable>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

interface ViewTable {
  readonly key: string;
  readonly position: string;
  readonly body: string;
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

// One list is one value, so that a query has the same shape however many values it names.
const conditions = ({ where = {}, atMost = {} }: RowQuery): readonly Condition[] => [
  ...Object.keys(where).map((name) => sql<SqlBool>`${column(name)} = any(${slot})`),
  ...Object.keys(atMost).map((name) => sql<SqlBool>`${column(name)} between ${slot} and ${slot}`),
];

const conditionValues = ({ where = {}, atMost = {} }: RowQuery): readonly Bound[] => [
  ...Object.values(where).map((values) => (values ?? []).map(orderedBytes)),
  ...Object.values(atMost).flatMap((most) => [AFTER_NULL, orderedBytes(most ?? null)]),
];

/** Where a page begins and ends: to be before a place is to be after it the other way round. */
const betweenPlaces = ({ after, before, orderBy, descending = false }: RowQuery): readonly Condition[] => [
  ...(after ? [beyondPlace(orderBy, descending)] : []),
  ...(before ? [beyondPlace(orderBy, !descending)] : []),
];

/** Nulls are bytes like any other value, so one comparison serves all. */
const beyondPlace = (orderBy: string | undefined, descending: boolean): Condition => {
  const beyond = descending ? sql`<` : sql`>`;
  return orderBy === undefined
    ? sql`${key} ${beyond} ${slot}`
    : sql`(${column(orderBy)}, ${key}) ${beyond} (${slot}, ${slot})`;
};

const placeValues = ({ after, before, orderBy }: RowQuery): readonly Bound[] =>
  [after, before].flatMap((place) => {
    if (!place) return [];
    const text = textOfKey(place.key);
    return orderBy === undefined ? [text] : [orderedBytes(place.value), text];
  });
