import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
});
afterAll(() => wardbook.stop());

const ask = async (query: string, variables: object): Promise<unknown> => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: 'ADMIN admin-1', accept: 'application/json' },
    payload: { query, variables },
  });
  const { errors } = response.json<{
    errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  }>();
  return errors?.map(({ message, extensions: { code } }) => [code, message]);
};

const WARDS =
  'query ($after: String, $standing: [WardStanding!]) { wards(after: $after, standing: $standing) { edges { cursor } } }';
const TOO_LONG = [['BAD_USER_INPUT', 'after is longer than 2,000 characters.']];

test('C-08: an argument is held to the limit that its description says', async () => {
  expect(await ask(WARDS, { after: 'x'.repeat(2_001) })).toEqual(TOO_LONG);
  expect(await ask(WARDS, { after: 'x'.repeat(2_000) })).toMatchObject([
    ['INVALID_CURSOR', expect.anything()],
  ]);
  const standing = ['LIVE'];
  expect(await ask(WARDS, { standing })).toBeUndefined();
  const most = /Give at most (\d+) of standing/;
  const [[code, message] = []] = (await ask(WARDS, {
    standing: Array<string>(50).fill('LIVE'),
  })) as string[][];
  expect([code, most.test(message ?? '')]).toEqual(['BAD_USER_INPUT', true]);
  const many = Number(most.exec(message ?? '')?.[1]);
  expect(await ask(WARDS, { standing: Array<string>(many).fill('LIVE') })).toBeUndefined();
});

test('C-08: a version is one from 1 on', async () => {
  const ward = 'query ($exactly: Int) { ward(code: "E05000140", exactly: $exactly) { name } }';
  for (const exactly of [0, -1])
    expect(await ask(ward, { exactly })).toEqual([
      ['BAD_USER_INPUT', 'Give a version from 1 on as exactly.'],
    ]);
  expect(await ask(ward, { exactly: 1 })).toBeUndefined();
});
