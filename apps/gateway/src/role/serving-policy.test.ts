import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_ESTABLISHMENT } from '@wardbook/policing';
import { FORCE } from '../demo/told.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const ADMIN = 'ADMIN admin-1';
let wardbook: Wardbook;
let sent = 0;
beforeEach(async () => {
  wardbook = await wardbookInMemory();
});
afterEach(() => wardbook.stop());

const send = async (mutation: string, input: object) => {
  sent += 1;
  return sendTo(wardbook, ADMIN, mutation, { commandId: `serving-policy-${String(sent)}`, ...input });
};
const accepted = async (mutation: string, input: object): Promise<void> =>
  expect(await send(mutation, input)).toMatchObject({ userErrors: [] });

/** Which policy serves, and what it says, at a point of the history of the force's roles. */
const serving = async (point: string): Promise<unknown> => {
  await wardbook.engine.settled(await wardbook.store.head(), 30_000);
  const query = `{ roles(force: "${FORCE}"${point}) { policies {
    kind since policy { number inForce(at: "2024-07-01T12:00:00Z") { version establishment { evidenceGraceDays } } }
  } } }`;
  const headers = { authorization: ADMIN };
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers,
    payload: { query },
  });
  return response.json<{ data?: { roles: unknown } }>().data?.roles;
};

test('D-33: which policy serves is shown as it was at any time, in whatever order it was recorded', async () => {
  for (const [number, evidenceGraceDays] of [
    ['E 0117', 7],
    ['E 0118', 14],
  ] as const)
    await accepted('publishPolicyVersion', {
      ...{
        number,
        kind: 'ESTABLISHMENT',
        version: 1,
        publishedOn: '2020-01-01',
        contentHash: 'e'.repeat(64),
      },
      establishment: { ...DEFAULT_ESTABLISHMENT, evidenceGraceDays },
    });
  const adopt = (number: string, occurredAt: string) =>
    accepted('adoptPolicy', { force: FORCE, kind: 'ESTABLISHMENT', number, occurredAt });
  const shown = (number: string, since: string, evidenceGraceDays: number) => ({
    policies: [
      {
        kind: 'ESTABLISHMENT',
        since,
        policy: { number, inForce: { version: 1, establishment: { evidenceGraceDays } } },
      },
    ],
  });
  await adopt('E 0118', '2024-06-03T09:00:00.000Z');
  await adopt('e0117', '2023-01-02T09:00:00.000Z');
  expect(await serving('')).toEqual(shown('E 0118', '2024-06-03T09:00:00.000Z', 14));
  const before = ', asAt: "2024-06-03T08:59:59.999Z"';
  expect(await serving(before)).toEqual(shown('E 0117', '2023-01-02T09:00:00.000Z', 7));
  expect(await serving(', asAt: "2023-01-02T08:59:59.999Z"')).toBeNull();
});

test('R-POL-8: an establishment policy without figures is refused, by the field that lacks', async () => {
  const policy = { number: 'E 0117', kind: 'ESTABLISHMENT', version: 1, publishedOn: '2020-01-01' };
  expect(await send('publishPolicyVersion', { ...policy, contentHash: 'e'.repeat(64) })).toMatchObject({
    receipt: null,
    userErrors: [{ rule: 'R-POL-8', path: ['input', 'establishment'] }],
  });
});
