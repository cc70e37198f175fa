import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const ask = async (who: string, query: string) => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query },
  });
  return response.json<{ data: { accessLog: Page } }>().data;
};

interface Page {
  readonly edges: readonly { readonly node: { readonly agency: string; readonly type: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const entriesFor = async (who: string, first = 100, after = '', filter = '') => {
  const args = `first: ${String(first)}${after && `, after: "${after}"`}${filter && `, ${filter}`}`;
  const { accessLog } = await ask(
    who,
    `{ accessLog(${args}) { edges { node { agency type } } pageInfo { hasNextPage endCursor } } }`,
  );
  const { edges, pageInfo } = accessLog;
  return { read: edges.map(({ node }) => `${node.agency} ${node.type}`), ...pageInfo };
};

const FORCE = 'demonstration-police PersonalDataRead';
const COUNCIL = 'demonstration-council PersonalDataRead';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const ELSEWHERE = 'AUDITOR auditor-1 other-audit';

test('G-09: an auditor reads who was shown something of the forces audited, and of no other', async () => {
  const name = '{ recipient { name { __typename } } }';
  const theCase = `{ adviceCase(id: "${globalId('AdviceCase', 'kilburn-1')}") ${name} }`;
  await ask('PCSO pcso-E05000140', theCase);
  await ask('PCSO pcso-E05000140', theCase);
  const disclosed = '{ disclosed { value { __typename } } }';
  const partner = 'PARTNER council-1 demonstration-council';
  await ask(partner, `{ referral(id: "${globalId('Referral', 'kilburn-lighting-1')}") ${disclosed} }`);

  expect(await entriesFor(ELSEWHERE)).toMatchObject({ read: [], hasNextPage: false });
  // That they asked is for those who audit them; nobody audits the auditors of this force.
  expect(await entriesFor(ELSEWHERE)).toMatchObject({ read: ['other-audit AccessLogRead'] });
  expect(await entriesFor(AUDITOR)).toMatchObject({ read: [FORCE, FORCE, COUNCIL], hasNextPage: false });
});

test('G-09: pages are full, whatever between is for others', async () => {
  const first = await entriesFor(AUDITOR, 2);
  expect(first).toMatchObject({ read: [FORCE, FORCE], hasNextPage: true });
  const second = await entriesFor(AUDITOR, 2, first.endCursor ?? '');
  expect(second.read).toEqual([COUNCIL, 'demonstration-audit AccessLogRead']);
});

test('P-16: page after page of one entry each comes to an end, though each page is an entry itself', async () => {
  const { read: all } = await entriesFor(AUDITOR);
  const seen: string[] = [];
  let after = '';
  for (let isMore = true; isMore;) {
    const page = await entriesFor(AUDITOR, 1, after);
    seen.push(...page.read);
    [isMore, after] = [page.hasNextPage, page.endCursor ?? ''];
    expect(seen.length).toBeLessThan(100);
  }
  expect(seen).toEqual([...all, 'demonstration-audit AccessLogRead']);
});

test.each([
  ['actor: "council-1"', [COUNCIL]],
  ['agency: "demonstration-council"', [COUNCIL]],
  ['actor: "council-1", agency: "demonstration-police"', []],
  ['record: "adviceCase-kilburn-1"', [COUNCIL]],
  ['record: "subject-kilburn-person-1"', [FORCE, FORCE, COUNCIL]],
  ['record: "adviceCase-kilburn"', []],
  ['subject: "kilburn-person-1"', [FORCE, FORCE, COUNCIL]],
  ['subject: "kilburn-person-1", agency: "demonstration-council"', [COUNCIL]],
  ['subject: "kilburn-person-9"', []],
])('P-16: who read what is found by %s', async (filter, found) => {
  expect(await entriesFor(AUDITOR, 100, '', filter)).toMatchObject({ read: found, hasNextPage: false });
});

test('P-16: a cursor is of the entries that were asked for', async () => {
  const { endCursor } = await entriesFor(AUDITOR, 1, '', 'agency: "demonstration-police"');
  const query = `{ accessLog(first: 1, after: "${endCursor ?? ''}") { edges { node { type } } } }`;
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: AUDITOR },
    payload: { query },
  });
  expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_CURSOR' } }] });
});
