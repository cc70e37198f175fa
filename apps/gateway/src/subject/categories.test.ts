import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KILBURN } from '../demo/camden.ts';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const CLERK = 'RECORDS records-1';
const PCSO = `PCSO pcso-${KILBURN}`;
const adviceCaseId = globalId('AdviceCase', 'kilburn-1');

let wardbook: Wardbook;
let sent = 0;
let ahead = 0;

beforeAll(async () => {
  wardbook = await wardbookInMemory(undefined, undefined, () => Date.now() + ahead);
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const send = async (who: string, input: object) => {
  sent += 1;
  const said = { commandId: `saying-${String(sent)}`, ...input };
  const { userErrors } = await sendTo(wardbook, who, 'categoriseSubject', said);
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return userErrors;
};

interface Shown {
  readonly recipientCategory: string | null;
  readonly recipient: { readonly id: string; readonly categories: readonly object[] };
}

const shown = async (who: string, point = ''): Promise<Shown | null> => {
  const fields =
    'recipientCategory recipient { id categories { category adviceCase { id } visit: attendance { id } } }';
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query: `{ adviceCase(id: "${adviceCaseId}"${point}) { ${fields} } }` },
  });
  return response.json<{ data: { adviceCase: Shown | null } }>().data.adviceCase;
};

test('D-32: what the recipient of advice is in the case is said, corrected, and shown as it was', async () => {
  const subjectId = (await shown(PCSO))?.recipient.id;
  const said = { subjectId, adviceCaseId };
  expect(await send('PCSO somebody-else', { ...said, category: 'SUSPECT' })).toMatchObject([
    { rule: 'R-AUTH-4', path: ['input', 'adviceCaseId'] },
  ]);
  expect(await send(PCSO, { ...said, category: 'VICTIM' })).toEqual([]);
  expect(await shown(PCSO)).toEqual({
    recipientCategory: 'VICTIM',
    recipient: {
      id: subjectId,
      categories: [{ category: 'VICTIM', adviceCase: { id: adviceCaseId }, visit: null }],
    },
  });

  const before = new Date().toISOString();
  expect(await send(CLERK, { ...said, category: 'WITNESS' })).toEqual([]);
  expect(await shown(CLERK)).toMatchObject({ recipientCategory: 'WITNESS' });
  expect(await shown(CLERK, `, asAt: "${before}"`)).toMatchObject({ recipientCategory: 'VICTIM' });
  ahead = 5_000;
  expect(await shown(CLERK, `, knownAt: "${before}"`)).toMatchObject({ recipientCategory: 'VICTIM' });
  ahead = 0;

  expect(await send(CLERK, said)).toEqual([]);
  expect(await shown(CLERK)).toMatchObject({ recipientCategory: null, recipient: { categories: [] } });
  expect(await shown(`${CLERK} other-police`)).toBeNull();
});
