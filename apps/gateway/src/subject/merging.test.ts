import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nodeIdOf } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const [CLERK, SECOND_CLERK] = ['RECORDS records-1', 'RECORDS records-2'];

let wardbook: Wardbook;
let [person, namesake] = ['', ''];
let sent = 0;

const send = async (who: string, mutation: string, input: object) => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `merging-${String(sent)}`, ...input });
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer;
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  const register = async (name: string) =>
    (await send('OFFICER pc-1', 'registerSubject', { name })).receipt?.recordId ?? '';
  [person, namesake] = [await register('Alder Fennimarsh'), await register('Alder Fennimarsh')];
}, 60_000);
afterAll(() => wardbook.stop());

const ask = async <Data>(who: string, query: string): Promise<Data> => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query },
  });
  return response.json<{ data: Data }>().data;
};

const shown = async (
  who: string,
  fields = `merges { subjectId } findings { subjectId isSamePerson reason }
    mergeRequests { subjectId reason authority { key matter askedByKey standing isOverdue } }`,
) => {
  const query = `{ subject(id: "${person}") { ${fields} } }`;
  return (await ask<{ subject: object | null }>(who, query)).subject;
};

/** What auditors read of combinations, the oldest first. */
const combinations = async () => {
  const query =
    '{ accessLog(first: 100) { edges { node { type category actor purpose subjects fields } } } }';
  interface Entries {
    readonly accessLog: {
      readonly edges: readonly { readonly node: { readonly category: string | null } }[];
    };
  }
  const { accessLog } = await ask<Entries>('AUDITOR auditor-1', query);
  return accessLog.edges.map(({ node }) => node).filter(({ category }) => category === 'COMBINATION');
};

test('P-05: two namesakes are taken as one by two people, and found apart by one', async () => {
  const asked = { subjectId: person, requestKey: 'same-name' };
  const merge = { ...asked, otherSubjectId: namesake, reason: 'SAME_DETAILS' };
  expect((await send(CLERK, 'mergeSubjects', merge)).userErrors).toEqual([]);
  const waiting = {
    subjectId: namesake,
    reason: 'SAME_DETAILS',
    authority: {
      ...{ key: 'same-name', matter: 'SUBJECT_MERGE', askedByKey: 'records-1' },
      ...{ standing: 'WAITING', isOverdue: false },
    },
  };
  expect(await shown(CLERK)).toEqual({ merges: [], findings: [], mergeRequests: [waiting] });

  expect((await send(CLERK, 'grantMerge', asked)).userErrors).toMatchObject([
    { rule: 'R-AUTH-1', path: ['input', 'requestKey'] },
  ]);
  expect(await combinations()).toEqual([]);
  expect((await send(SECOND_CLERK, 'grantMerge', asked)).userErrors).toEqual([]);
  const granted = { ...waiting, authority: { ...waiting.authority, standing: 'GRANTED' } };
  const same = { subjectId: namesake, isSamePerson: true, reason: null };
  expect(await shown(CLERK)).toEqual({
    merges: [{ subjectId: namesake }],
    findings: [same],
    mergeRequests: [granted],
  });

  const apart = { subjectId: person, otherSubjectId: namesake, reason: 'PERSON_SAID_SO' };
  expect((await send(CLERK, 'findApart', apart)).userErrors).toEqual([]);
  expect(await shown(CLERK)).toEqual({
    merges: [],
    findings: [same, { subjectId: namesake, isSamePerson: false, reason: 'PERSON_SAID_SO' }],
    mergeRequests: [granted],
  });
});

test('P-05: that two were taken as one, and what was shown of the one in the other, is logged as a combination', async () => {
  const subjects = [person, namesake].map((id) => nodeIdOf(id).key).sort();
  const made = {
    ...{ type: 'PersonalDataCombined', category: 'COMBINATION', actor: 'records-2', purpose: 'SUBJECT' },
    ...{ subjects, fields: [] },
  };
  expect(await combinations()).toEqual([made]);
  // Found apart, each shows its own again.
  const details = 'merges { name { __typename ... on OpenText { text } } contact { __typename } }';
  expect(await shown('OFFICER pc-1', details)).toEqual({ merges: [] });

  const again = { subjectId: person, requestKey: 'after-all' };
  const merge = { ...again, otherSubjectId: namesake, reason: 'IDENTITY_DOCUMENT' };
  expect((await send(CLERK, 'mergeSubjects', merge)).userErrors).toEqual([]);
  expect((await send(SECOND_CLERK, 'grantMerge', again)).userErrors).toEqual([]);
  expect(await shown('OFFICER pc-1', details)).toEqual({
    merges: [{ name: { __typename: 'OpenText', text: 'Alder Fennimarsh' }, contact: null }],
  });
  const read = { type: 'PersonalDataRead', category: 'COMBINATION', actor: 'pc-1', purpose: 'SUBJECT' };
  const fields = [`subject-${nodeIdOf(namesake).key}/0/0`];
  expect(await combinations()).toEqual([made, made, { ...read, subjects, fields }]);

  // Whoever may not see what a person is called is told so, and nothing of it is opened.
  expect(await shown('AUDITOR auditor-1', details)).toEqual({
    merges: [{ name: { __typename: 'WithheldText' }, contact: null }],
  });
  const apart = { subjectId: person, otherSubjectId: namesake, reason: 'DIFFERENT_DETAILS' };
  expect((await send(CLERK, 'findApart', apart)).userErrors).toEqual([]);
  expect(await shown('OFFICER pc-1', details)).toEqual({ merges: [] });
  expect(await combinations()).toHaveLength(3);
});

test('P-05: to another force neither record is there', async () => {
  expect(await shown(`${CLERK} other-police`)).toBeNull();
  const merge = { subjectId: person, requestKey: 'theirs', otherSubjectId: namesake, reason: 'OTHER' };
  expect((await send(`${CLERK} other-police`, 'mergeSubjects', merge)).userErrors).toMatchObject([
    { rule: 'R-LIFE-1', path: ['input', 'subjectId'] },
  ]);
});
