// cspell:ignore wrad
import 'reflect-metadata';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { defineView, event, memoryEventStore, memoryRows, type Fold } from '@wardbook/event-sourcing';
import { having } from './having.ts';
import { pageOf, pageOfList, withinLimit } from './page.ts';
import { reader } from './read.ts';

interface Card {
  readonly ward: string;
  readonly rank: number | null;
}

const drawn = event('CardDrawn', {});
const cardHistory: Fold<ReturnType<typeof drawn>, null> = {
  name: 'card',
  initial: null,
  events: [drawn],
  evolve: { CardDrawn: () => null },
};
const BLANK: Card = { ward: '', rank: null };

const board = defineView({
  name: 'board',
  version: 1,
  of: [cardHistory],
  initial: BLANK,
  evolve: { CardDrawn: (card) => card },
  columns: { ward: ({ ward }) => ward, rank: ({ rank }) => rank },
});

const cards = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1, maxLength: 8 }),
    ward: fc.constantFrom('Kilburn', 'Highgate'),
    rank: fc.option(fc.integer({ min: 0, max: 3 })),
  }),
  { selector: ({ key }) => key, maxLength: 40 },
);

const readerOf = async (given: readonly ({ readonly key: string } & Card)[]) => {
  const rows = memoryRows();
  await rows.open([board]);
  const changed = given.map(({ key, ...row }) => ({ key, position: 1n, row }));
  await rows.save([{ view: board, from: 0n, to: 1n, changed }]);
  return reader({ store: memoryEventStore(), rows });
};

type Page = Awaited<ReturnType<typeof pageOf<typeof board>>>;
const keysOn = ({ edges }: Page): readonly string[] => edges.map(({ node }) => node.key);

const sizes = fc.integer({ min: 1, max: 9 });

describe('pages of any size show every row of a filter once, in order', () => {
  test.each(['first', 'last'] as const)('taken from the %s', (end) =>
    fc.assert(
      fc.asyncProperty(cards, sizes, fc.boolean(), async (given, size, descending) => {
        const read = await readerOf(given);
        const query = { where: { ward: ['Kilburn'] }, orderBy: 'rank', descending } as const;
        const pages: Page[] = [];
        for (let cursor: string | null | undefined; cursor !== null;) {
          const asked = end === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
          const page = await pageOf(read, board, { ...asked }, query);
          pages.push(page);
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
          cursor =
            end === 'first' ? (hasNextPage && endCursor) || null : (hasPreviousPage && startCursor) || null;
        }
        if (end === 'last') pages.reverse();
        const whole = (await read.list(board, { ...query, limit: 1_000 })).map(({ key }) => key);
        expect(pages.flatMap(keysOn)).toEqual(whole);
        expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, at) => at > 0));
        expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual(
          pages.map((_, at) => at < pages.length - 1),
        );
      }),
    ),
  );
});

test('C-09: a page between two cursors is what Relay says it is, from either end', () =>
  fc.assert(
    fc.asyncProperty(
      cards,
      sizes,
      fc.tuple(fc.nat(), fc.nat()),
      fc.boolean(),
      async (given, size, [one, other], isOdd) => {
        const read = await readerOf(given);
        const isFor = ({ rank }: Card) => !isOdd || rank !== 1;
        const query = { orderBy: 'rank', isFor } as const;
        const all = (await pageOf(read, board, { first: 100 }, query)).edges;
        const whole = all.map(({ node }) => node.key);
        const [from, to] = [one, other].map((at) => (all.length === 0 ? 0 : at % all.length)) as [
          number,
          number,
        ];
        const bounds = { after: all[from]?.cursor ?? null, before: all[to]?.cursor ?? null };
        const within = all.length === 0 ? [] : whole.slice(from + 1, Math.max(to, from + 1));
        const isTrue = ({ pageInfo: { hasPreviousPage, hasNextPage }, ...page }: Page): void => {
          const keys = keysOn({ pageInfo: {}, ...page } as Page);
          if (keys.length === 0) return;
          expect(hasPreviousPage).toBe(keys[0] !== whole[0]);
          expect(hasNextPage).toBe(keys.at(-1) !== whole.at(-1));
        };
        const first = await pageOf(read, board, { ...bounds, first: size }, query);
        expect(keysOn(first)).toEqual(within.slice(0, size));
        isTrue(first);
        const last = await pageOf(read, board, { ...bounds, last: size }, query);
        expect(keysOn(last)).toEqual(within.slice(-size));
        isTrue(last);
      },
    ),
  ));

test('P-16: every row that was there and did not move comes exactly once, whatever comes and goes meanwhile', () =>
  fc.assert(
    fc.asyncProperty(
      cards,
      fc.array(
        fc.array(fc.record({ key: fc.string({ minLength: 1, maxLength: 8 }), rank: fc.nat(3) }), {
          maxLength: 5,
        }),
      ),
      fc.boolean(),
      async (given, arriving, isBackward) => {
        const rows = memoryRows();
        await rows.open([board]);
        const read = reader({ store: memoryEventStore(), rows });
        let position = 0n;
        const write = (
          changed: readonly ({ readonly key: string } & Card)[],
          removed: readonly string[] = [],
        ) =>
          rows.save([
            {
              view: board,
              from: position,
              to: (position += 1n),
              changed: changed.map(({ key, ...row }) => ({ key, position, row })),
              removed,
            },
          ]);
        await write(given);
        const staying = new Set(given.map(({ key }) => key));
        const seen: string[] = [];
        for (let turn = 0, cursor: string | null | undefined; cursor !== null; turn += 1) {
          const asked = isBackward ? { last: 3, before: cursor } : { first: 3, after: cursor };
          const page: Page = await pageOf(read, board, asked, { orderBy: 'rank' });
          seen.push(...keysOn(page));
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
          cursor = isBackward ? (hasPreviousPage && startCursor) || null : (hasNextPage && endCursor) || null;
          const coming = (arriving[turn] ?? []).filter(({ key }) => !staying.has(key));
          // The row at which the page ended goes, too: its place stays.
          const gone = turn % 2 === 0 ? keysOn(page).slice(-1) : keysOn(page).slice(0, 1);
          await write(
            coming.map((one) => ({ ward: 'Kilburn', ...one })),
            gone,
          );
        }
        const counts = [...staying].map((key) => seen.filter((one) => one === key).length);
        expect(counts).toEqual(counts.map(() => 1));
      },
    ),
  ));

test('C-09: a page has 20 from the beginning where nobody says how many, and never both ends', async () => {
  const given = Array.from({ length: 25 }, (_, index) => ({
    key: String(index),
    ward: 'Kilburn',
    rank: index,
  }));
  const read = await readerOf(given);
  const page = await pageOf(read, board, {}, { orderBy: 'rank' });
  expect(keysOn(page)).toEqual(given.slice(0, 20).map(({ key }) => key));
  const { cursor } = page.edges[5]!;
  expect(keysOn(await pageOf(read, board, { before: cursor }, { orderBy: 'rank' }))).toHaveLength(5);
  for (const [asked, sentence] of [
    [{ first: 1, last: 1 }, 'Ask for the first or for the last of a list, not for both.'],
    [{ first: 0 }, 'Ask for 1 to 100 at a time.'],
    [{ last: -1 }, 'Ask for 1 to 100 at a time.'],
    [{ last: 101 }, 'Ask for 1 to 100 at a time.'],
  ] as const)
    await expect(pageOf(read, board, asked, {})).rejects.toMatchObject({
      message: sentence,
      extensions: { code: 'BAD_USER_INPUT' },
    });
});

test.each(['first', 'last'] as const)(
  'P-02: of a page between two cursors, taken from the %s, only what it says is looked for, and no fault ends the process',
  async (end) => {
    const read = await readerOf(
      ['a', 'b', 'c', 'd', 'e'].map((key, rank) => ({ key, ward: 'Kilburn', rank })),
    );
    const { edges } = await pageOf(read, board, {}, { orderBy: 'rank' });
    const asked = { [end]: 1, after: edges[0]?.cursor, before: edges[4]?.cursor };
    const forgotten: unknown[] = [];
    const onForgotten = (error: unknown): void => void forgotten.push(error);
    process.on('unhandledRejection', onForgotten);
    const left = new TypeError('Whoever asked has left.');
    let lists = 0;
    const interrupted = {
      ...read,
      list: async (...query: Parameters<typeof read.list>) => {
        if ((lists += 1) > 1) throw left;
        return read.list(...query);
      },
    };
    await expect(pageOf(interrupted, board, asked, { orderBy: 'rank' })).rejects.toBe(left);
    await setImmediate();
    process.off('unhandledRejection', onForgotten);
    expect(forgotten).toEqual([]);
    expect(lists).toBe(2);
  },
);

test('C-09: totalCount is how many a filter has, and null for more than are counted', async () => {
  const read = await readerOf([
    { key: 'a', ward: 'Kilburn', rank: 1 },
    { key: 'b', ward: 'Kilburn', rank: 2 },
    { key: 'c', ward: 'Highgate', rank: 3 },
  ]);
  const where = { ward: ['Kilburn'] };
  expect(await (await pageOf(read, board, { first: 1 }, { where })).count()).toBe(2);
  expect(await (await pageOf(read, board, {}, { where, among: { rank: [1, 3] } })).count()).toBe(1);
  const counting = (most: number) => ({
    ...read,
    count: async (_: unknown, { limit }: { readonly limit: number }) => Math.min(limit, most),
  });
  expect(await (await pageOf(counting(10_000), board, {}, {})).count()).toBe(10_000);
  expect(await (await pageOf(counting(10_001), board, {}, {})).count()).toBeNull();
});

test('a cursor is bound to what was asked: another filter, order or list refuses it', async () => {
  const read = await readerOf([{ key: 'a', ward: 'Kilburn', rank: 1 }]);
  const { pageInfo } = await pageOf(read, board, { first: 1 }, { where: { ward: ['Kilburn'] } });
  const page = { first: 1, after: pageInfo.endCursor };
  for (const query of [
    {},
    { where: { ward: ['Highgate'] } },
    { where: { ward: ['Kilburn'] }, orderBy: 'rank' },
  ] as const)
    await expect(pageOf(read, board, page, query)).rejects.toMatchObject({
      extensions: { code: 'INVALID_CURSOR' },
    });
  const inMemory = pageOfList(page, 'events', async () => ({ nodes: [1], end: 1n }));
  await expect(inMemory).rejects.toThrow('This cursor belongs to no page of this list.');
});

test('P-15: a cursor is bound to whatever else was asked, and to nothing that may be otherwise later', async () => {
  const read = await readerOf([{ key: 'a', ward: 'Kilburn', rank: 1 }]);
  const asked = { first: 1, dueBy: '2026-03-01' };
  const { pageInfo } = await pageOf(read, board, asked, { among: { rank: [1] }, atMost: { rank: 1 } });
  const next = { last: 3, atLeast: 'token', dueBy: '2026-03-01', kind: null, after: pageInfo.endCursor };
  expect(await pageOf(read, board, next, { among: { rank: [1, 2] }, atMost: { rank: 2 } })).toMatchObject({
    edges: [],
    pageInfo: { hasPreviousPage: true, hasNextPage: false },
  });
  const later = { ...next, dueBy: '2026-03-02' };
  await expect(pageOf(read, board, later, {})).rejects.toMatchObject({
    extensions: { code: 'INVALID_CURSOR' },
  });
});

describe('P-16: a list that grows', () => {
  const grown = (asked: object, length: number) =>
    pageOfList({ ...asked }, 'numbers', async (end = BigInt(length)) => ({
      nodes: Array.from({ length: Number(end) }, (_, index) => index),
      end,
    }));
  const shownOn = ({ edges }: Awaited<ReturnType<typeof grown>>) => edges.map(({ node }) => node);

  test('ends where it ended when its paging began, from either end', async () => {
    const first = await grown({ first: 2 }, 5);
    expect(shownOn(first)).toEqual([0, 1]);
    const rest = await grown({ first: 9, after: first.pageInfo.endCursor }, 100);
    expect(shownOn(rest)).toEqual([2, 3, 4]);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await grown({ last: 2 }, 5);
    expect(shownOn(last)).toEqual([3, 4]);
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await grown({ last: 9, before: last.pageInfo.startCursor }, 100);
    expect(shownOn(before)).toEqual([0, 1, 2]);
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(await before.count()).toBe(5);
    expect(shownOn(await grown({ after: first.edges[0]?.cursor, before: last.edges[1]?.cursor }, 9))).toEqual(
      [1, 2, 3],
    );
    expect(shownOn(await grown({ after: last.edges[1]?.cursor, before: first.edges[0]?.cursor }, 9))).toEqual(
      [],
    );
  });

  test('has one end: cursors that say two ends, or none, are refused', async () => {
    const [one, other] = [await grown({}, 5), await grown({}, 6)];
    const [mark] = JSON.parse(Buffer.from(one.edges[0]!.cursor, 'base64url').toString()) as string[];
    const told = (...rest: readonly unknown[]) =>
      Buffer.from(JSON.stringify([mark, null, ...rest])).toString('base64url');
    expect(shownOn(await grown({ after: told('3', '5') }, 9))).toEqual([4]);
    for (const asked of [
      { after: one.edges[0]?.cursor, before: other.edges[3]?.cursor },
      { after: told('3') },
      { after: told('3', '') },
      { after: told('-3', '5') },
      { after: told('x', '5') },
    ])
      await expect(grown(asked, 9)).rejects.toMatchObject({ extensions: { code: 'INVALID_CURSOR' } });
  });
});

test('no text makes anything but INVALID_CURSOR', () =>
  fc.assert(
    fc.asyncProperty(fc.string(), fc.json(), async (text, json) => {
      const read = await readerOf([]);
      for (const after of [text, Buffer.from(json).toString('base64url')])
        await expect(pageOf(read, board, { first: 1, after }, {})).rejects.toMatchObject({
          extensions: { code: 'INVALID_CURSOR' },
        });
    }),
  ));

test('K-06: what a page shows is typed by its view: no other field, no other column', async () => {
  const read = await readerOf([{ key: 'a', ward: 'Kilburn', rank: 1 }]);
  const { edges } = await pageOf(read, board, { first: 1 }, { orderBy: 'rank' });
  expect(edges[0]?.node.rank).toBe(1);
  // @ts-expect-error -- no field of a row
  expect(edges[0]?.node.sector).toBeUndefined();
  // @ts-expect-error -- no column of the view
  await expect(pageOf(read, board, { first: 1 }, { orderBy: 'sector' })).rejects.toThrow(TypeError);
  // @ts-expect-error -- no column of the view
  await expect(read.count(board, { where: { wrad: ['Kilburn'] }, limit: 1 })).rejects.toThrow(
    'The view board has no column wrad. Did you mean ward?',
  );
  // @ts-expect-error -- no column of the view
  expect(having<typeof board>({ sector: 'sector-1' })).toEqual({ sector: ['sector-1'] });
});

test('how many are asked for is what is shown, or it is refused: nothing is cut in silence', () => {
  expect([withinLimit(1, 120), withinLimit(120, 120)]).toEqual([1, 120]);
  for (const asked of [0, -1, 121])
    expect(() => withinLimit(asked, 120)).toThrow('Ask for 1 to 120 at a time.');
});
