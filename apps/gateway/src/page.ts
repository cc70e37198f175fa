import { createHash } from 'node:crypto';
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import {
  canonicalize,
  columnsOf,
  type AnyView,
  type ColumnOf,
  type ColumnValue,
  type RowOf,
  type RowQuery,
} from '@wardbook/event-sourcing';
import { Flag, Group, Key, OPTIONAL, PAGE, Text } from './fields.ts';
import { Optional, TokenArgs } from './point-args.ts';
import { Needs } from './scope.ts';
import type { Read, Shown } from './read.ts';
import { refusedRequest } from './refused-request.ts';
import { IsReadAlready } from './weights.ts';

/** The most that one page holds. */
export const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 20;

/** Relay paging, forward. */
@ArgsType()
export class PageArgs extends TokenArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: `How many, 1 to ${String(LARGEST_PAGE)}.` })
  first!: number;
  @Optional(() => String, 'The `endCursor` of the page before.') after?: string | null;
}

@ObjectType({ description: 'Where a page stands in its list (Relay).' })
@Needs('NEIGHBOURHOOD')
export class PageInfo {
  @Flag('Whether there is a page after this one.') hasNextPage!: boolean;
  @Flag('Whether there is a page before this one.') hasPreviousPage!: boolean;
  @Text('The cursor of the first of the page.', OPTIONAL) startCursor!: string | null;
  @Text('The cursor of the last of the page; give it as `after`.', OPTIONAL) endCursor!: string | null;
}

interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
}

/** The connection type of a node type: `WardConnection` with `WardEdge`. */
export const connectionOf = <Node extends object>(name: string, node: () => ClassType<Node>) => {
  @ObjectType(`${name}Edge`, { description: `One of a page of ${name}.` })
  @Needs('NEIGHBOURHOOD')
  class NodeEdge {
    @Key('Where this one stands in the list.') cursor!: string;
    @Group(node, 'What stands there.')
    @IsReadAlready()
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.` })
  @Needs('NEIGHBOURHOOD')
  class NodeConnection {
    @Group(() => NodeEdge, 'What is on the page, in order.', PAGE) edges!: readonly NodeEdge[];
    @Group(() => PageInfo, 'Where the page stands in the list.') pageInfo!: PageInfo;
  }
  return NodeConnection;
};

interface PageQuery<V extends AnyView> extends Omit<RowQuery<ColumnOf<V>>, 'limit' | 'after'> {
  /** Which rows are for whoever asks; left out, all of them. */
  readonly isFor?: (row: Shown<RowOf<V>>) => boolean | Promise<boolean>;
}

/**
 * A page of rows; it is full, whatever between is for others. Throws INVALID_CURSOR (400) for a cursor of another filter
 * or order, or none of ours.
 */
export const pageOf = async <V extends AnyView>(
  read: Read,
  view: V,
  { first, after }: Pick<PageArgs, 'first' | 'after'>,
  { isFor = () => true, ...query }: PageQuery<V>,
): Promise<Connection<Shown<RowOf<V>>>> => {
  withinLimit(first, LARGEST_PAGE);
  const mark = markOf(view.name, query);
  const start = after == null ? undefined : placeOf(after, mark);
  const sortedBy = (row: Shown<RowOf<V>>): ColumnValue =>
    query.orderBy === undefined ? null : (columnsOf(view, row)[query.orderBy] ?? null);
  const found: Shown<RowOf<V>>[] = [];
  let from = start;
  for (let isMore = true; isMore;) {
    const rows = await read.list(view, { ...query, ...(from && { after: from }), limit: first + 1 });
    for (const row of rows) if (await isFor(row)) found.push(row);
    const last = rows.at(-1);
    isMore = last !== undefined && rows.length > first && found.length <= first;
    from = last && { value: sortedBy(last), key: last.key };
  }
  const edges = found
    .slice(0, first)
    .map((node) => ({ cursor: cursorOf(mark, sortedBy(node), node.key), node }));
  return connected(edges, { hasNextPage: found.length > first, hasPreviousPage: start !== undefined });
};

/** A page of what is already in memory, in its own order; the cursor is the place in it. */
export const pageOfList = <Node>(
  nodes: readonly Node[],
  { first, after }: Pick<PageArgs, 'first' | 'after'>,
  subject: string,
): Connection<Node> => {
  withinLimit(first, LARGEST_PAGE);
  const mark = markOf(subject, {});
  const start = after == null ? 0 : Number(placeOf(after, mark).key) + 1;
  const edges = nodes
    .slice(start, start + first)
    .map((node, index) => ({ cursor: cursorOf(mark, null, String(start + index)), node }));
  return connected(edges, { hasNextPage: nodes.length > start + first, hasPreviousPage: start > 0 });
};

/** A page of these, as clients meet it. */
export const connected = <Node>(
  edges: readonly Edge<Node>[],
  more: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
): Connection<Node> => ({
  edges,
  pageInfo: { ...more, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
});

/** How many were asked for. Throws BAD_USER_INPUT (400) for none, and for more than `most`. */
export const withinLimit = (asked: number, most: number): number => {
  if (asked < 1 || asked > most)
    throw refusedRequest('BAD_USER_INPUT', `Ask for 1 to ${String(most)} at a time.`);
  return asked;
};

/** Binds a cursor to what was asked; not to how late it was then (`atMost`), which moves from page to page. */
export const markOf = (
  subject: string,
  { atMost: _atMost, ...query }: Omit<RowQuery, 'limit' | 'after'>,
): string =>
  createHash('sha256')
    .update(canonicalize([subject, query]))
    .digest('base64url')
    .slice(0, 12);

/** Where something stands in the list of this mark. */
export const cursorOf = (mark: string, value: ColumnValue, key: string): string =>
  Buffer.from(JSON.stringify([mark, value, key])).toString('base64url');

/** The place in a cursor. Throws INVALID_CURSOR (400) for one of another list, or none of ours. */
export const placeOf = (
  cursor: string,
  mark: string,
): { readonly value: ColumnValue; readonly key: string } => {
  const [boundTo, value, key] = parsed(cursor);
  const isValue = value === null || typeof value === 'string' || typeof value === 'number';
  if (boundTo !== mark || !isValue || typeof key !== 'string')
    throw refusedRequest(
      'INVALID_CURSOR',
      'This cursor belongs to no page of this list. Ask for the first page again.',
    );
  return { value, key };
};

const parsed = (cursor: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};
