import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const ADMIN = 'ADMIN admin-1';
const wardCode = 'E05000140';
const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

interface Page {
  readonly edges: readonly { readonly node: { readonly version: number } }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly startCursor: string;
    readonly endCursor: string;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

let wardbook: Wardbook;
let sent = 0;
const send = async (mutation: string, days: number, input: object): Promise<void> => {
  const commandId = `paged-history-${String((sent += 1))}`;
  const told = { commandId, occurredAt: daysAgo(days), ...input };
  expect(await sendTo(wardbook, ADMIN, mutation, told)).toMatchObject({ userErrors: [] });
};
const asked = async (page: string) => {
  const { app } = wardbook;
  const query = `{ events(stream: "ward-${wardCode}", ${page}) {
    totalCount edges { node { version } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;
  const headers = { authorization: 'AUDITOR auditor-1' };
  const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  return response.json<{ data: { events: Page | null }; errors?: { extensions: { code: string } }[] }>();
};
const shown = async (page: string) => {
  const { data, errors } = await asked(page);
  expect(errors).toBeUndefined();
  const { edges, ...rest } = data.events!;
  return { ...rest, versions: edges.map(({ node }) => node.version) };
};
const codeOf = async (page: string) => (await asked(page)).errors?.[0]?.extensions.code;

const rename = (days: number, name: string) =>
  send(sent < 3 ? 'nameSaferNeighbourhood' : 'renameSaferNeighbourhood', days, { wardCode, name });

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  const boroughCode = 'E09000007';
  await send('establishBorough', 200, { boroughCode, name: 'Camden' });
  await send('establishWard', 200, { wardCode, boroughCode, name: 'Kilburn', validFrom: '2002-05-02' });
  for (const days of [100, 90, 80]) await rename(days, `Kilburn and Priory ${String(days)}`);
});
afterAll(() => wardbook.stop());

test('P-15: a cursor of a page at one moment is none of a page at another, or now', async () => {
  const asAt = `asAt: "${daysAgo(95)}"`;
  const { pageInfo, versions } = await shown(`first: 1, ${asAt}`);
  expect(versions).toEqual([1]);
  const after = `after: "${pageInfo.endCursor}"`;
  expect((await shown(`${after}, ${asAt}`)).versions).toEqual([2]);
  for (const other of ['', `asAt: "${daysAgo(85)}"`, `knownAt: "${daysAgo(95)}"`, 'exactly: 3'])
    expect(await codeOf(`${after}, ${other}`)).toBe('INVALID_CURSOR');
});

test('P-16: a history ends where it ended when its paging began, from either end, now and as it was', async () => {
  const asAt = `asAt: "${daysAgo(70)}"`;
  const [now, then, back] = [
    await shown('first: 2'),
    await shown(`first: 2, ${asAt}`),
    await shown('last: 2'),
  ];
  expect(now).toMatchObject({ versions: [1, 2], totalCount: 4 });
  expect(back).toMatchObject({ versions: [3, 4], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  // Late, and so long before the moment that is asked for.
  await rename(75, 'Kilburn and Highgate');
  const rest = { versions: [3, 4], totalCount: 4, pageInfo: { hasNextPage: false, hasPreviousPage: true } };
  expect(await shown(`after: "${now.pageInfo.endCursor}"`)).toMatchObject(rest);
  expect(await shown(`after: "${then.pageInfo.endCursor}", ${asAt}`)).toMatchObject(rest);
  expect(await shown(`last: 9, before: "${back.pageInfo.startCursor}"`)).toMatchObject({
    versions: [1, 2],
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  expect(await shown(`last: 1, ${asAt}`)).toMatchObject({ versions: [5], totalCount: 5 });
});
