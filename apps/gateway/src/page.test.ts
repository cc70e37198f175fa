// cspell:ignore wrad
import 'reflect-metadata';
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

test('pages of any size show every row of a filter once, in order', () =>
  fc.assert(
    fc.asyncProperty(
      cards,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (given, first, descending) => {
        const read = await readerOf(given);
        const query = { where: { ward: ['Kilburn'] }, orderBy: 'rank', descending } as const;
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof pageOf<typeof board>>> = await pageOf(
            read,
            board,
            { first, after },
            query,
          );
          seen.push(...page.edges.map(({ node }) => node.key));
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        const whole = await read.list(board, { ...query, limit: 1_000 });
        expect(seen).toEqual(whole.map(({ key }) => key));
        expect(new Set(seen).size).toBe(given.filter(({ ward }) => ward === 'Kilburn').length);
      },
    ),
  ));

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
  expect(() => pageOfList([1], page, 'events')).toThrow('This cursor belongs to no page of this list.');
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
