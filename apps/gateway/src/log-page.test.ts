import { expect, test } from '@jest/globals';
import type { LogRange, LogReader, RecordedEvent } from '@wardbook/event-sourcing';
import { pageOfLog } from './log-page.ts';
import type { PageAsked } from './page.ts';

/** A log of so many events, of which only the position is looked at, and how often it was read. */
const logOf = (length: number) => {
  let [end, reads] = [length, 0];
  const log = {
    head: async () => BigInt(end),
    readLog: async ({ after = 0n, limit }: LogRange) => {
      reads += 1;
      const left = Math.min(limit, end - Number(after));
      return Array.from({ length: left }, (_, index) => ({ position: after + BigInt(index + 1) }));
    },
  } as unknown as LogReader;
  const grow = (): void => {
    end += 1;
  };
  return { log, grow, reads: () => reads };
};

const positions = (log: LogReader, first: number, after: string | null, isFor: (at: bigint) => boolean) =>
  pageAsked(log, { first, after }, isFor);
const pageAsked = (log: LogReader, asked: PageAsked, isFor: (at: bigint) => boolean) =>
  pageOfLog(log, asked, {
    subject: 'log',
    filter: {},
    isFor: ({ position }) => isFor(position),
    shown: shownAt,
  });
const shownAt = ({ position }: RecordedEvent): bigint => position;

const all = async (log: LogReader, first: number, isFor: (at: bigint) => boolean, each?: () => void) => {
  const [nodes, sizes]: [bigint[], number[]] = [[], []];
  let after: string | null = null;
  for (let isMore = true; isMore;) {
    const page: Awaited<ReturnType<typeof positions>> = await positions(log, first, after, isFor);
    nodes.push(...page.edges.map(({ node }) => node));
    sizes.push(page.edges.length);
    ({ hasNextPage: isMore, endCursor: after } = page.pageInfo);
    each?.();
  }
  return { nodes, sizes };
};

test('P-16: what is written while it is paged through comes on no page', async () => {
  const { log, grow } = logOf(7);
  expect((await all(log, 1, () => true, grow)).nodes).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n]);
  expect((await all(log, 100, () => true)).nodes).toHaveLength(14);
});

test('P-16: of a log of others nobody reads more than a bound for one page, and all of it in pages', async () => {
  const { log, reads } = logOf(100_000);
  const last = (at: bigint) => at === 99_999n;
  const first = await positions(log, 20, null, last);
  expect(first).toMatchObject({ edges: [], pageInfo: { hasNextPage: true, startCursor: null } });
  expect(reads()).toBe(40);
  expect(await all(log, 20, last)).toEqual({ nodes: [99_999n], sizes: [0, 0, 0, 0, 1] });
});

const allBack = async (log: LogReader, last: number, isFor: (at: bigint) => boolean, each?: () => void) => {
  const [nodes, sizes]: [bigint[], number[]] = [[], []];
  let before: string | null = null;
  for (let isMore = true; isMore;) {
    const page: Awaited<ReturnType<typeof pageAsked>> = await pageAsked(log, { last, before }, isFor);
    nodes.unshift(...page.edges.map(({ node }) => node));
    sizes.unshift(page.edges.length);
    ({ hasPreviousPage: isMore, startCursor: before } = page.pageInfo);
    each?.();
  }
  return { nodes, sizes };
};

test('C-09: from its end a log is paged back to its beginning, without what came meanwhile', async () => {
  const { log, grow } = logOf(7);
  expect(await allBack(log, 3, () => true, grow)).toEqual({
    nodes: [1n, 2n, 3n, 4n, 5n, 6n, 7n],
    sizes: [1, 3, 3],
  });
  expect(await allBack(log, 100, (at) => at % 2n === 0n)).toEqual({
    nodes: [2n, 4n, 6n, 8n, 10n],
    sizes: [5],
  });
  expect(await allBack(logOf(0).log, 3, () => true)).toEqual({ nodes: [], sizes: [0] });
});

test('P-16: back, too, nobody reads more than a bound for one page', async () => {
  const { log, reads } = logOf(100_000);
  const early = (at: bigint) => at === 2n;
  const page = await pageAsked(log, { last: 20 }, early);
  expect(page).toMatchObject({
    edges: [],
    pageInfo: { hasPreviousPage: true, hasNextPage: false, endCursor: null },
  });
  expect(reads()).toBe(40);
  expect(await allBack(log, 20, early)).toEqual({ nodes: [2n], sizes: [1, 0, 0, 0, 0] });
});

test('C-09: between two cursors, from either end, says truly what stands beside it', async () => {
  const { log } = logOf(9);
  const { edges } = await pageAsked(log, { first: 9 }, () => true);
  const bounds = { after: edges[1]!.cursor, before: edges[7]!.cursor };
  const shown = async (asked: PageAsked) => {
    const { edges: on, pageInfo } = await pageAsked(log, { ...bounds, ...asked }, () => true);
    return [on.map(({ node }) => Number(node)), pageInfo.hasPreviousPage, pageInfo.hasNextPage];
  };
  expect(await shown({ first: 2 })).toEqual([[3, 4], true, true]);
  expect(await shown({ first: 20 })).toEqual([[3, 4, 5, 6, 7], true, true]);
  expect(await shown({ last: 2 })).toEqual([[6, 7], true, true]);
  expect(await shown({ last: 20 })).toEqual([[3, 4, 5, 6, 7], true, true]);
  expect(await shown({ last: 20, after: null })).toEqual([[1, 2, 3, 4, 5, 6, 7], false, true]);
  expect(await shown({ first: 20, before: null })).toEqual([[3, 4, 5, 6, 7, 8, 9], true, false]);
  // A page that ends nowhere has no other end either.
  expect(await shown({ last: 3, after: bounds.before, before: bounds.after })).toEqual([[], true, true]);
});

test('an empty log is one page', async () => {
  expect(await all(logOf(0).log, 20, () => true)).toEqual({ nodes: [], sizes: [0] });
});

test.each(['1', '1 x', ''])('P-16: a cursor of another kind is none: %s', async (key) => {
  const page = await positions(logOf(3).log, 1, null, () => true);
  const [mark] = JSON.parse(Buffer.from(page.pageInfo.endCursor ?? '', 'base64url').toString()) as string[];
  const after = Buffer.from(JSON.stringify([mark, null, key])).toString('base64url');
  await expect(positions(logOf(3).log, 1, after, () => true)).rejects.toMatchObject({
    extensions: { code: 'INVALID_CURSOR' },
  });
});
