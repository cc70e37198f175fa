import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KILBURN } from '../demo/camden.ts';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const SERGEANT = 'SUPERVISOR sergeant-1';
const INSPECTOR = 'INSPECTOR inspector-inpt';
const [CLERK, SECOND_CLERK] = ['RECORDS records-1', 'RECORDS records-2'];
const memberId = globalId('Member', `pcso-${KILBURN}`);

let wardbook: Wardbook;
let people: readonly string[] = [];
let sent = 0;

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `asking-${String(sent)}`, ...input });
  expect(answer.userErrors).toEqual([]);
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer.receipt?.recordId ?? '';
};

const merge = (who: string, person: number, requestKey: string, occurredAt: string) => {
  const [subjectId, otherSubjectId] = [people[person], people[person + 1]];
  return send(who, 'mergeSubjects', { subjectId, requestKey, otherSubjectId, reason: 'OTHER', occurredAt });
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  const register = (who = 'OFFICER pc-1') =>
    send(who, 'registerSubject', { name: 'Alder Fennimarsh', occurredAt: daysAgo(30) });
  people = [await register(), await register(), await register()];
  const urgent = { memberId, requestKey: 'cordon', until: '2040-01-01T00:00:00Z', urgent: true };
  await send(SERGEANT, 'abstractMember', { ...urgent, reason: 'MAJOR_INCIDENT' });
  await merge(CLERK, 0, 'this-week', daysAgo(1));
  await merge(CLERK, 1, 'last-week', daysAgo(7));
  people = [...people, await register(`${CLERK} other-police`), await register(`${CLERK} other-police`)];
  await merge(`${CLERK} other-police`, 3, 'elsewhere', daysAgo(2));
}, 60_000);
afterAll(() => wardbook.stop());

interface Page {
  readonly edges: readonly {
    readonly node: { readonly recordId: string; readonly authority: { readonly key: string } };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const FIELDS =
  'edges { node { recordId authority { key matter askedByKey standing isOverdue } } } pageInfo { hasNextPage endCursor }';

const ask = async (who: string, args = '') => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query: `{ requests${args && `(${args})`} { ${FIELDS} } }` },
  });
  return response.json<{ data: { requests: Page }; errors?: readonly object[] }>();
};
const asked = async (who: string, args?: string) => (await ask(who, args)).data.requests;
const keys = async (who: string, args?: string) =>
  (await asked(who, args)).edges.map(({ node }) => node.authority.key);

describe('R-AUTH-1: what waits for whom', () => {
  test('is one list over all kinds of records, the first to be answered first', async () => {
    const { edges } = await asked(SECOND_CLERK);
    const request = { matter: 'SUBJECT_MERGE', askedByKey: 'records-1', standing: 'WAITING' };
    expect(edges.map(({ node }) => node)).toEqual([
      { recordId: people[1], authority: { ...request, key: 'last-week', isOverdue: true } },
      { recordId: people[0], authority: { ...request, key: 'this-week', isOverdue: false } },
    ]);
    expect((await asked(INSPECTOR)).edges.map(({ node }) => node)).toEqual([
      {
        recordId: memberId,
        authority: {
          ...{ key: 'cordon', matter: 'ABSTRACTION', askedByKey: 'sergeant-1' },
          ...{ standing: 'WAITING', isOverdue: false },
        },
      },
    ]);
  });

  test('comes in pages, which are full whatever between is for others', async () => {
    const first = await asked(SECOND_CLERK, 'first: 1');
    expect(first.edges.map(({ node }) => node.authority.key)).toEqual(['last-week']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await asked(SECOND_CLERK, `first: 1, after: "${first.pageInfo.endCursor}"`);
    expect(second.edges.map(({ node }) => node.authority.key)).toEqual(['this-week']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test('is nothing of what one asked for oneself, unless one wants to see that, too', async () => {
    expect(await keys(CLERK)).toEqual([]);
    expect(await keys(CLERK, 'mayAnswer: false')).toEqual(['last-week', 'this-week']);
  });

  test('is of the records of the own force alone', async () => {
    expect(await keys(`${SECOND_CLERK} other-police`)).toEqual(['elsewhere']);
  });

  test.each(['OFFICER pc-1', SERGEANT, 'AUDITOR auditor-1 demonstration-audit'])(
    'is nothing for a role that may answer nothing: %s',
    async (who) => {
      expect(await keys(who)).toEqual([]);
      expect(await keys(who, 'mayAnswer: false, matter: [SUBJECT_MERGE, ABSTRACTION]')).toEqual([]);
    },
  );

  test.each(['ELECTED councillor-1', 'PARTNER council-1 demonstration-council'])(
    'is not for those who see no cases: %s',
    async (who) => {
      expect(await ask(who)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    },
  );

  test('waits no more once somebody has answered, and is found by its answer', async () => {
    await send(SECOND_CLERK, 'grantMerge', { subjectId: people[1], requestKey: 'last-week' });
    expect(await keys(SECOND_CLERK)).toEqual(['this-week']);
    expect(await keys(SECOND_CLERK, 'standing: [GRANTED]')).toEqual(['last-week']);
    expect(await keys(SECOND_CLERK, 'standing: [GRANTED], matter: [ABSTRACTION]')).toEqual([]);
  });
});
