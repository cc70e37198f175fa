import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KILBURN } from '../demo/camden.ts';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const PCSO = `PCSO pcso-${KILBURN}`;
const FAR = '2040-01-01T09:00:00Z';

let wardbook: Wardbook;
let person = '';
const cases: string[] = [];
let commands = 0;
const send = (mutation: string, input: object) =>
  sendTo(wardbook, PCSO, mutation, { commandId: `lost-referral-${String((commands += 1))}`, ...input });
const open = async (): Promise<string> => {
  const { receipt, userErrors } = await send('openAdviceCase', {
    ...{ capacity: 'VICTIM', origin: 'CRIME', linkedRef: `crime/L-${String(commands)}`, wardCode: KILBURN },
    ...{ teamId: globalId('Team', `snt-${KILBURN}`), policy: 'A0609', recipient: { subjectId: person } },
    officerInCaseMemberId: globalId('Member', `pcso-${KILBURN}`),
  });
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  person = (await send('registerSubject', { name: 'Alder Fennimarsh' })).receipt?.recordId ?? '';
  cases.push(await open(), await open());
}, 60_000);
afterAll(() => wardbook.stop());

describe('P-01: a referral that nobody could answer, over HTTP', () => {
  const asking = { topic: 'PROPERTY', requestedHelp: 'A lock for the shed.', fields: [], dueAt: FAR };
  test.each([
    [
      'an agency that never was',
      { toAgencyId: globalId('Agency', 'nobody'), legalBasis: 'CONSENT' },
      'toAgencyId',
    ],
    ['a role that never was', { toRole: 'NOBODY' }, 'toRole'],
    ['by a day that is over', { toRole: 'CPA', area: 'lpa-1', dueAt: '2013-01-01T09:00:00Z' }, 'dueAt'],
  ])('is refused at once: %s', async (_, to, field) => {
    const head = await wardbook.store.head();
    const refused = await send('referAdviceCase', { adviceCaseId: cases[0], ...asking, ...to });
    expect(refused).toMatchObject({ receipt: null, userErrors: [{ path: ['input', field] }] });
    expect(await wardbook.store.head()).toBe(head);
  });

  test('does not let its case close as referred', async () => {
    const closing = await send('closeAdviceCase', { adviceCaseId: cases[0], outcome: 'REFERRED' });
    expect(closing).toMatchObject({ receipt: null, userErrors: [{ rule: 'R-CASE-13' }] });
  });
});

test('T3-22: whoever is advised after a crime for the second time is a repeat victim', async () => {
  await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: PCSO },
    payload: {
      query: `query ($first: ID!, $second: ID!) {
        first: adviceCase(id: $first) { repeat } second: adviceCase(id: $second) { repeat } }`,
      variables: { first: cases[0], second: cases[1] },
    },
  });
  expect(response.json()).toEqual({ data: { first: { repeat: false }, second: { repeat: true } } });
});
