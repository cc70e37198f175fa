import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import {
  type AnyView,
  type ColumnOf,
  type Position,
  type RowOf,
  type RowQuery,
} from '@wardbook/event-sourcing';
import { cursorOf, endOf, invalidCursor, markOf, placeOf } from './cursor.ts';
import { Flag, Group, Key, OPTIONAL, PAGE, Text } from './fields.ts';
import { Optional, TokenArgs } from './point-args.ts';
import { Needs } from './scope.ts';
import type { Read, Shown } from './read.ts';
import { refusedRequest } from './refused-request.ts';
import { placeIn, walking, type Walk } from './row-walk.ts';
import { Costs, IsReadAlready, UNSAID_PAGE } from './weights.ts';

/** The most that one page holds. */
const LARGEST_PAGE = 100;

/** Relay paging, both ways. */
@ArgsType()
export class PageArgs extends TokenArgs {
  @Optional(
    () => Int,
    `How many from the beginning, 1 to ${String(LARGEST_PAGE)}; ${String(UNSAID_PAGE)} where \`last\` is not given either.`,
  )
  first?: number | null;
  @Optional(
    () => String,
    'A cursor, for example the `endCursor` of the page before: only what stands after it.',
  )
  after?: string | null;
  @Optional(() => Int, `How many from the end, 1 to ${String(LARGEST_PAGE)}; not together with \`first\`.`)
  last?: number | null;
  @Optional(
    () => String,
    'A cursor, for example the `startCursor` of the page after: only what stands before it.',
  )
  before?: string | null;
}

/** What of a list is asked for. */
export type PageAsked = {
  readonly [Name in 'first' | 'after' | 'last' | 'before']?: PageArgs[Name] | undefined;
};

/** From which end of a list a page is taken, and how much. Throws BAD_USER_INPUT (400) for both ends, and for no page. */
export const sliceOf = ({
  first,
  last,
}: PageAsked): { readonly isBackward: boolean; readonly count: number } => {
  if (first != null && last != null)
    throw refusedRequest('BAD_USER_INPUT', 'Ask for the first or for the last of a list, not for both.');
  return { isBackward: last != null, count: withinLimit(last ?? first ?? UNSAID_PAGE, LARGEST_PAGE) };
};

@ObjectType({ description: 'Where a page stands in its list (Relay).' })
@Needs('NEIGHBOURHOOD')
export class PageInfo {
  @Flag('Whether there is a page after this one.') hasNextPage!: boolean;
  @Flag('Whether there is a page before this one.') hasPreviousPage!: boolean;
  @Text('The cursor of the first of the page; give it as `before`.', OPTIONAL) startCursor!: string | null;
  @Text('The cursor of the last of the page; give it as `after`.', OPTIONAL) endCursor!: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
}

/** One whose every row is for whoever may ask for the list, so that all of them can be counted. */
export interface CountedConnection<Node> extends Connection<Node> {
  readonly count: () => Promise<number | null>;
}

/** The connection type of a node type: `WardConnection` with `WardEdge`. */
export const connectionOf = <Node extends object>(name: string, node: () => ClassType<Node>) => {
  const NodeEdge = edgeOf(name, node);

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.` })
  @Needs('NEIGHBOURHOOD')
  class NodeConnection {
    @Group(() => NodeEdge, ON_PAGE, PAGE) edges!: readonly Edge<Node>[];
    @Group(() => PageInfo, PAGE_STANDS) pageInfo!: PageInfo;
  }
  return NodeConnection;
};

// Counting stops there: it costs no more than a few pages do, however long the list is.
const MOST_COUNTED = 10_000;

/** The same of a list in which nothing is left out for anybody: it says how much there is. */
export const countedConnectionOf = <Node extends object>(name: string, node: () => ClassType<Node>) => {
  const NodeEdge = edgeOf(name, node);

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.` })
  @Needs('NEIGHBOURHOOD')
  class NodeConnection {
    @Group(() => NodeEdge, ON_PAGE, PAGE) edges!: readonly Edge<Node>[];
    @Group(() => PageInfo, PAGE_STANDS) pageInfo!: PageInfo;
    readonly count!: CountedConnection<Node>['count'];

    @Field(() => Int, {
      nullable: true,
      description: `How many there are now in the whole list, as it is filtered; null where there are more than ${String(MOST_COUNTED)}.`,
    })
    @Costs(100)
    totalCount(): Promise<number | null> {
      return this.count();
    }
  }
  return NodeConnection;
};

const ON_PAGE = 'What is on the page, in the order of the list, from whichever end it is taken.';
const PAGE_STANDS = 'Where the page stands in the list.';

const edgeOf = <Node extends object>(name: string, node: () => ClassType<Node>) => {
  @ObjectType(`${name}Edge`, { description: `One of a page of ${name}.` })
  @Needs('NEIGHBOURHOOD')
  class NodeEdge {
    @Key('Where this one stands in the list.') cursor!: string;
    @Group(node, 'What stands there.')
    @IsReadAlready()
    node!: Node;
  }
  return NodeEdge;
};

interface PageQuery<V extends AnyView> extends Omit<RowQuery<ColumnOf<V>>, 'limit' | 'after' | 'before'> {
  /** What is asked beside `where` and follows from who asks, or from what is on record now: no cursor is bound to it. */
  readonly among?: RowQuery<ColumnOf<V>>['where'];
  /** Which rows are for whoever asks; left out, all of them. */
  readonly isFor?: (row: Shown<RowOf<V>>) => boolean | Promise<boolean>;
}

/**
 * A page of rows; it is full, whatever between is for others. Throws INVALID_CURSOR (400) for a cursor of another filter
 * or order, whatever else was asked then, or none of ours.
 */
export const pageOf = async <V extends AnyView>(
  read: Read,
  view: V,
  asked: PageAsked,
  { isFor, among, ...query }: PageQuery<V>,
): Promise<CountedConnection<Shown<RowOf<V>>>> => {
  const { isBackward, count } = sliceOf(asked);
  const mark = once(() => markOf(view.name, query, saidBeside(asked)));
  const [from, to] = [asked.after, asked.before].map((cursor) => placeWith(cursor, mark));
  const wanted = { ...query, where: Object.assign({}, query.where, among) };
  const walk = walking(read, view, { ...wanted, isFor });
  const found = await walk({ from, to, isBackward, least: count + 1 });
  const nodes = isBackward ? found.slice(0, count).reverse() : found.slice(0, count);
  const cursorAt = (node: Shown<RowOf<V>>) => cursorOf(mark(), placeIn(view, query.orderBy, node));
  const edges = nodes.map((node) => new LateEdge(node, cursorAt));
  const [isCut, start, end] = [found.length > count, nodes[0], nodes.at(-1)];
  const [first, last] = [start, end].map((node) => node && placeIn(view, query.orderBy, node));
  // Before where a page begins there may be nothing any more: it is looked, one row.
  const isAny = async (walked: Omit<Walk, 'least'>): Promise<boolean> =>
    (await walk({ ...walked, least: 1 })).length > 0;
  // One look after the other, and only where it says something: of one that nobody waits for, a fault would end the process.
  const isBefore = async (): Promise<boolean> =>
    from !== undefined && isAny({ to: first ?? to, isBackward: true });
  const isAfter = async (): Promise<boolean> =>
    to !== undefined && isAny({ from: last ?? from, isBackward: false });
  const more = {
    hasPreviousPage: (isBackward && isCut) || (await isBefore()),
    hasNextPage: (!isBackward && isCut) || (await isAfter()),
  };
  const counted = () => read.count(view, { ...wanted, limit: MOST_COUNTED + 1 });
  return { ...connected(edges, more), count: async () => countedOf(await counted()) };
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

const placeWith = (cursor: string | null | undefined, mark: () => string) =>
  cursor == null ? undefined : placeOf(cursor, mark());

/** Most pages are read without the cursors of what is on them: each is made when it is asked for. */
class LateEdge<Node> implements Edge<Node> {
  readonly node: Node;
  readonly #cursorOf: (node: Node) => string;
  constructor(node: Node, cursorOfNode: (node: Node) => string) {
    this.node = node;
    this.#cursorOf = cursorOfNode;
  }
  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

const countedOf = (count: number): number | null => (count > MOST_COUNTED ? null : count);

/** What else clients said of a list: another filter has other cursors. */
const saidBeside = ({
  first: _first,
  last: _last,
  after: _after,
  before: _before,
  ...said
}: PageAsked & Partial<TokenArgs>): object => ({ ...said, atLeast: null });

/** What grows with the log, as it was when that was its newest position. */
interface Growing<Node> {
  readonly nodes: readonly Node[];
  readonly end: Position;
}

/**
 * A page of what is read whole, in its own order.
 * `upTo` gives all of it, or as much as there was at that position: what comes while somebody pages through it comes on no page. Throws INVALID_CURSOR (400).
 */
export const pageOfList = async <Node>(
  asked: PageAsked,
  subject: string,
  upTo: (end: Position | undefined) => Promise<Growing<Node>>,
): Promise<CountedConnection<Node>> => {
  const { isBackward, count } = sliceOf(asked);
  const mark = markOf(subject, {});
  const [from, to] = [placeOf(asked.after, mark), placeOf(asked.before, mark)];
  const { nodes, end } = await upTo(endOf(from, to));
  const least = from ? indexIn(from.key) + 1 : 0;
  const most = Math.max(least, to ? Math.min(indexIn(to.key), nodes.length) : nodes.length);
  const start = isBackward ? Math.max(least, most - count) : least;
  const stop = isBackward ? most : Math.min(most, least + count);
  const edges = nodes.slice(start, stop).map((node, index) => {
    const place = { value: null, key: String(start + index), end: String(end) };
    return { cursor: cursorOf(mark, place), node };
  });
  const more = { hasNextPage: stop < nodes.length, hasPreviousPage: start > 0 };
  return { ...connected(edges, more), count: async () => countedOf(nodes.length) };
};

/** Throws INVALID_CURSOR (400). */
const indexIn = (key: string): number => {
  if (!/^\d{1,9}$/.test(key)) throw invalidCursor();
  return Number(key);
};

/** A page of these, as clients meet it. */
export const connected = <Node>(
  edges: readonly Edge<Node>[],
  more: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
): Connection<Node> => ({
  edges,
  pageInfo: {
    ...more,
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  },
});

/** How many were asked for. Throws BAD_USER_INPUT (400) for none, and for more than `most`. */
export const withinLimit = (asked: number, most: number): number => {
  if (asked < 1 || asked > most)
    throw refusedRequest('BAD_USER_INPUT', `Ask for 1 to ${String(most)} at a time.`);
  return asked;
};
