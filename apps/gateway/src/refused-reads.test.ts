import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { headerOf } from '@wardbook/event-sourcing';
import { tellStory } from './demo/tell.ts';
import { globalId, type NodeKind } from './global-id.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

let before = 0n;
let people = 0;
beforeEach(async () => {
  before = await wardbook.access.head();
  people += 1;
});

/** Somebody who was not refused anything yet: the first of a minute is written at once. */
const somebody = (role: string, agency: string): string => `${role} somebody-${String(people)} ${agency}`;

const ask = async (who: string, query: string) => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query },
  });
  return response.json<{ data?: unknown; errors?: readonly { extensions: { code: string } }[] }>();
};

/** What the access log says of refusals since the test began: who, what for, of which record. */
const refused = async () => {
  const entries = await wardbook.access.readLog({ after: before, limit: 100 });
  const said = entries
    .filter(({ type }) => type === 'PersonalDataDenied')
    .map((entry) => {
      const { purpose, record = '', count } = JSON.parse(entry.data) as Record<string, string>;
      const { id, agency } = headerOf(entry).actor;
      expect(id).toBe(`somebody-${String(people)}`);
      return `${agency} ${String(purpose)} ${record} ${String(count)}`;
    });
  // Where a minute ended meanwhile, the next one has a first of its own.
  return [...new Set(said)];
};

const ABOUT_PEOPLE = [
  ['AdviceCase', 'adviceCase', 'ADVICE', 'kilburn-1'],
  ['Attendance', 'attendance', 'ATTENDANCE', 'kilburn-visit-1'],
  ['Referral', 'referral', 'REFERRAL', 'kilburn-lighting-1'],
  ['Subject', 'subject', 'SUBJECT', 'kilburn-person-1'],
] as const satisfies readonly (readonly [NodeKind, string, string, string])[];

const STRANGERS = [
  ['OFFICER', 'other-police'],
  ['RECORDS', 'other-police'],
  ['PARTNER', 'other-council'],
  ['ELECTED', 'demonstration-council'],
  ['ADMIN', 'demonstration-police'],
  ['AUDITOR', 'other-audit'],
] as const;

describe.each(STRANGERS)('P-07: of %s, %s, what is refused is in the access log', (role, agency) => {
  test.each(
    ABOUT_PEOPLE.flatMap(([kind, category, purpose, key]) =>
      [key, 'invented'].map((asked) => [category, asked, kind, purpose] as const),
    ),
  )('%s %s, by its query, as a node, at a moment, and its history', async (category, key, kind, purpose) => {
    const id = globalId(kind, key);
    const record = `${category}-${key}`;
    const who = somebody(role, agency);
    for (const query of [
      `{ ${category}(id: "${id}") { id } }`,
      `{ node(id: "${id}") { id } }`,
      ...(kind === 'AdviceCase' || kind === 'Referral'
        ? [`{ ${category}(id: "${id}", asAt: "2026-01-01T00:00:00Z") { id } }`]
        : []),
      `{ events(stream: "${record}") { edges { cursor } } }`,
    ])
      await ask(who, query);
    expect(await refused()).toEqual([`${agency} ${purpose} ${record} 1`]);
  });
});

test('P-07: each way to be refused is logged by itself', async () => {
  const id = globalId('Referral', 'kilburn-lighting-1');
  const asked = [
    ['PARTNER', `{ referral(id: "${id}") { id } }`],
    ['PARTNER', `{ referral(id: "${id}", asAt: "2026-01-01T00:00:00Z") { id } }`],
    ['PARTNER', `{ node(id: "${id}") { id } }`],
    ['PARTNER', '{ events(stream: "referral-kilburn-lighting-1") { edges { cursor } } }'],
    ['OFFICER', '{ events(stream: "referral-kilburn-lighting-1") { edges { cursor } } }'],
    ['ELECTED', `{ referral(id: "${id}") { id } }`],
  ] as const;
  for (const [role, query] of asked) {
    people += 1;
    before = await wardbook.access.head();
    await ask(somebody(role, 'elsewhere'), query);
    expect([query, await refused()]).toEqual([query, ['elsewhere REFERRAL referral-kilburn-lighting-1 1']]);
  }
});

test.each([
  ['adviceCases(first: 1)', 'ADVICE'],
  ['visits(first: 1)', 'ATTENDANCE'],
  ['referrals(first: 1)', 'REFERRAL'],
])('P-07: a list that is refused as a whole is logged without a record: %s', async (list, purpose) => {
  await ask(somebody('ELECTED', 'demonstration-council'), `{ ${list} { edges { cursor } } }`);
  expect(await refused()).toEqual([`demonstration-council ${purpose}  1`]);
});

test('P-07: a list that leaves rows out is no refusal', async () => {
  const answer = await ask(
    somebody('OFFICER', 'other-police'),
    '{ adviceCases { edges { cursor } } visits { edges { cursor } } referrals { edges { cursor } } }',
  );
  expect(answer.errors).toBeUndefined();
  expect(await refused()).toEqual([]);
});

test('P-07: a value that is withheld is logged by the record that holds it', async () => {
  const person = `{ adviceCase(id: "${globalId('AdviceCase', 'kilburn-1')}") { recipient { name { __typename } } } }`;
  await ask(somebody('AUDITOR', 'demonstration-audit'), person);
  expect(await refused()).toEqual(['demonstration-audit SUBJECT subject-kilburn-person-1 1']);
});

test('P-07: who is shown a record, or asks for one of their own that is not there yet, is refused nothing', async () => {
  const who = somebody('PCSO', 'demonstration-police');
  for (const [kind, category, , key] of ABOUT_PEOPLE) {
    const id = globalId(kind, key);
    await ask(who, `{ ${category}(id: "${id}") { id } node(id: "${id}") { id } }`);
  }
  const asAt = `{ adviceCase(id: "${globalId('AdviceCase', 'kilburn-1')}", asAt: "1999-01-01T00:00:00Z") { id } }`;
  expect(await ask(who, asAt)).toEqual({ data: { adviceCase: null } });
  expect(await refused()).toEqual([]);
});

describe('P-07: a command that is refused', () => {
  const place = (recordId: string, who: string) =>
    sendTo(wardbook, who, 'placeLegalHold', {
      commandId: `hold-${String(people)}-${recordId}`,
      recordId,
      holdKey: 'hold-1',
      reason: 'COMPLAINT',
    });

  test.each(['kilburn-1', 'invented'])('is logged where its record is not theirs: %s', async (key) => {
    await place(globalId('AdviceCase', key), somebody('RECORDS', 'other-police'));
    expect(await refused()).toEqual([`other-police ADVICE adviceCase-${key} 1`]);
  });

  test('is not where it is their own', async () => {
    const { userErrors } = await place(
      globalId('AdviceCase', 'kilburn-1'),
      somebody('PCSO', 'demonstration-police'),
    );
    expect(userErrors).toHaveLength(1);
    expect(await refused()).toEqual([]);
  });
});

test('P-07: auditors of the force whose record was asked for read who asked', async () => {
  const id = globalId('Subject', 'kilburn-person-1');
  await ask(somebody('OFFICER', 'other-police'), `{ subject(id: "${id}") { id } }`);
  const log = `{ accessLog(first: 100, actor: "somebody-${String(people)}") { edges { node { agency type record count } } } }`;
  expect(await ask('AUDITOR auditor-1 demonstration-audit', log)).toEqual({
    data: {
      accessLog: {
        edges: [
          {
            node: {
              agency: 'other-police',
              type: 'PersonalDataDenied',
              record: 'subject-kilburn-person-1',
              count: 1,
            },
          },
        ],
      },
    },
  });
});
