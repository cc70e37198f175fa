import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

let wardbook: Wardbook;
let sent = 0;

const send = async (who: string, mutation: string, input: object) => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `reaching-${String(sent)}`, ...input });
  expect(answer.userErrors).toEqual([]);
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer.receipt?.recordId ?? '';
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
}, 60_000);
afterAll(() => wardbook.stop());

const safeToReach = async (subject: string): Promise<unknown> => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: 'OFFICER pc-1' },
    payload: { query: `{ subject(id: "${subject}") { safeToReach { ways onlyThrough { name } } } }` },
  });
  return response.json<{ data: { subject: { safeToReach: unknown } } }>().data.subject.safeToReach;
};

test('R-VIS-7: how it is safe to reach a person is what the strictest of their records says', async () => {
  const register = (name: string) => send('OFFICER pc-1', 'registerSubject', { name });
  const [person, namesake] = [await register('Alder Fennimarsh'), await register('Alder Fennimarsh')];
  const agencyId = await send('ADMIN admin-1', 'registerAgency', {
    ...{ agencyKey: 'support-1', kind: 'VICTIM_SUPPORT', name: 'Elm Support' },
  });
  expect(await safeToReach(person)).toBeNull();

  await send('OFFICER pc-1', 'sayHowToReach', { subjectId: person, ways: ['SAFE_TO_CALL'] });
  expect(await safeToReach(person)).toEqual({ ways: ['SAFE_TO_CALL'], onlyThrough: null });

  const through = { subjectId: namesake, ways: [], onlyThroughAgencyId: agencyId };
  await send('OFFICER pc-1', 'sayHowToReach', through);
  const asked = { subjectId: person, requestKey: 'same-name' };
  await send('RECORDS records-1', 'mergeSubjects', {
    ...{ ...asked, otherSubjectId: namesake, reason: 'SAME_DETAILS' },
  });
  await send('RECORDS records-2', 'grantMerge', asked);
  expect(await safeToReach(person)).toEqual({ ways: [], onlyThrough: { name: 'Elm Support' } });
});

test('R-VIS-7: also a record says it that another of theirs leads to, and of each of them', async () => {
  const register = () => send('OFFICER pc-1', 'registerSubject', { name: 'Rowan Fennimarsh' });
  const [first, second, third] = [await register(), await register(), await register()];
  await send('OFFICER pc-1', 'sayHowToReach', { subjectId: first, ways: ['SAFE_TO_CALL'] });
  await send('OFFICER pc-1', 'sayHowToReach', { subjectId: third, ways: [] });
  for (const [subjectId, otherSubjectId] of [
    [second, third],
    [first, second],
  ]) {
    const asked = { subjectId, requestKey: 'same-person' };
    const merge = { ...asked, otherSubjectId, reason: 'SAME_DETAILS' };
    await send('RECORDS records-1', 'mergeSubjects', merge);
    await send('RECORDS records-2', 'grantMerge', asked);
  }
  for (const record of [first, second, third])
    expect(await safeToReach(record)).toEqual({ ways: [], onlyThrough: null });
  await send('RECORDS records-1', 'findApart', {
    ...{ subjectId: first, otherSubjectId: second, reason: 'DIFFERENT_DETAILS' },
  });
  expect(await safeToReach(first)).toEqual({ ways: ['SAFE_TO_CALL'], onlyThrough: null });
});
