import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
    (await send('OFFICER pc-1', 'registerSubject', { name })).receipt?.id ?? '';
  [person, namesake] = [await register('Alder Fennimarsh'), await register('Alder Fennimarsh')];
}, 60_000);
afterAll(() => wardbook.stop());

const shown = async (who: string) => {
  const fields = `merges { subjectId } findings { subjectId isSamePerson reason }
    mergeRequests { subjectId reason authority { key matter askedByKey standing isOverdue } }`;
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query: `{ subject(id: "${person}") { ${fields} } }` },
  });
  return response.json<{ data: { subject: object | null } }>().data.subject;
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

test('P-05: to another force neither record is there', async () => {
  expect(await shown(`${CLERK} other-police`)).toBeNull();
  const merge = { subjectId: person, requestKey: 'theirs', otherSubjectId: namesake, reason: 'OTHER' };
  expect((await send(`${CLERK} other-police`, 'mergeSubjects', merge)).userErrors).toMatchObject([
    { rule: 'R-LIFE-1', path: ['input', 'subjectId'] },
  ]);
});
