import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const [CLERK, SECOND_CLERK] = ['RECORDS records-1', 'RECORDS records-2'];
const ELSEWHERE = 'RECORDS records-1 other-police';
const LONG_AGO = '2019-01-07T09:00:00.000Z';
const SERGEANT = 'SUPERVISOR sergeant-1';

/** The demonstration has closed it. */
const CASE = globalId('AdviceCase', 'kilburn-1');

let wardbook: Wardbook;
let [person, recent, foreign] = ['', '', ''];
let sent = 0;

const send = async (who: string, mutation: string, input: object) => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `keeping-${String(sent)}`, ...input });
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer;
};
const done = async (who: string, mutation: string, input: object): Promise<string> => {
  const { receipt, userErrors } = await send(who, mutation, input);
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  const register = (who: string, occurredAt?: string) =>
    done(who, 'registerSubject', { name: 'Bryony Fennimarsh', ...(occurredAt && { occurredAt }) });
  person = await register('OFFICER pc-1', LONG_AGO);
  recent = await register('OFFICER pc-1');
  foreign = await register(ELSEWHERE, LONG_AGO);
}, 60_000);
afterAll(() => wardbook.stop());

const ask = async (who: string, query: string) => {
  const response = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return response.json<{ data: Readonly<Record<string, unknown>> | null; errors?: readonly object[] }>();
};
const listed = async (who: string, args = '') => {
  const { data } = await ask(who, `{ retention${args && `(${args})`} { edges { node { recordId } } } }`);
  const { edges } = data?.['retention'] as {
    readonly edges: readonly { readonly node: { readonly recordId: string } }[];
  };
  return edges.map(({ node }) => node.recordId);
};
const RETENTION = `retention { isHeld holds { key reason liftedAt } reviewOn retainedUntil retainedBecause
  requests { holdKey reason authority { key standing } } disposal { reason } }`;
const ofPerson = async (who: string) =>
  (await ask(who, `{ subject(id: "${person}") { ${RETENTION} } }`)).data?.['subject'] as {
    readonly retention: object | null;
  } | null;

const hold = { holdKey: 'claim', reason: 'LITIGATION' };
const claim = { key: 'claim', reason: 'LITIGATION', liftedAt: null };
const NOTHING = {
  ...{ isHeld: false, holds: [], requests: [], disposal: null },
  ...{ reviewOn: null, retainedUntil: null, retainedBecause: null },
};

describe('a record that is held', () => {
  test('T3-48: shows it, and is found', async () => {
    expect(await ofPerson(CLERK)).toEqual({ retention: NOTHING });
    await done(CLERK, 'placeLegalHold', { recordId: person, ...hold });
    expect(await ofPerson(CLERK)).toEqual({ retention: { ...NOTHING, isHeld: true, holds: [claim] } });
    expect(await listed(CLERK, 'standing: [HELD]')).toEqual([person]);
  });

  test('R-CASE-15: is not disposed of [T3-48]', async () => {
    expect((await send(CLERK, 'disposeOfRecord', { recordId: person })).userErrors).toMatchObject([
      { rule: 'R-CASE-15', path: ['input', 'recordId'] },
    ]);
  });

  test('R-AUTH-1: is let go of by another than asked, who sees it in the queue', async () => {
    await done(CLERK, 'liftLegalHold', { recordId: person, holdKey: 'claim', reason: 'MATTER_ENDED' });
    const answer = { recordId: person, requestKey: 'claim' };
    expect((await send(CLERK, 'grantHoldLifting', answer)).userErrors).toMatchObject([
      { rule: 'R-AUTH-1', path: ['input', 'requestKey'] },
    ]);
    const { data } = await ask(
      SECOND_CLERK,
      '{ requests(matter: [HOLD_LIFTING]) { edges { node { recordId authority { key } } } } }',
    );
    expect(data?.['requests']).toEqual({
      edges: [{ node: { recordId: person, authority: { key: 'claim' } } }],
    });
    await done(SECOND_CLERK, 'grantHoldLifting', answer);
    expect(await ofPerson(CLERK)).toMatchObject({
      retention: {
        isHeld: false,
        requests: [{ holdKey: 'claim', reason: 'MATTER_ENDED', authority: { standing: 'GRANTED' } }],
      },
    });
    expect(await listed(CLERK, 'standing: [HELD]')).toEqual([]);
  });
});

describe('a record that is kept', () => {
  test('R-RET-1: is not disposed of before its day [T3-60]', async () => {
    expect((await send(CLERK, 'disposeOfRecord', { recordId: recent })).userErrors).toMatchObject([
      { rule: 'R-RET-1', path: ['input', 'recordId'] },
    ]);
  });

  test('is found by the day on which it is due, the first first', async () => {
    await done(CLERK, 'scheduleRetentionReview', { recordId: person });
    await done(CLERK, 'retainRecord', { recordId: recent, reason: 'LEGAL_CLAIM', until: '2038-05-01' });
    expect(await listed(CLERK, 'dueBy: "2025-01-06"')).toEqual([]);
    expect(await listed(CLERK, 'dueBy: "2025-01-07"')).toEqual([person]);
    expect(await listed(CLERK, 'dueBy: "2038-05-01", standing: [KEPT]')).toEqual([person, CASE, recent]);
    expect((await ask(CLERK, '{ retention(dueBy: "soon") { edges { cursor } } }')).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

test('R-CASE-15: a case that is held is not disposed of, either [T3-48]', async () => {
  await done(CLERK, 'placeLegalHold', { recordId: CASE, ...hold });
  expect((await send(CLERK, 'disposeOfRecord', { recordId: CASE })).userErrors).toMatchObject([
    { rule: 'R-CASE-15', path: ['input', 'recordId'] },
  ]);
  expect(await listed(CLERK, 'standing: [HELD]')).toEqual([CASE]);
});

test('T3-60: a case that closed has a day for its review; before, it had none', async () => {
  const reviewOf = async (args = '') =>
    (await ask(CLERK, `{ adviceCase(id: "${CASE}"${args}) { retention { reviewOn } } }`)).data?.[
      'adviceCase'
    ];
  expect(await reviewOf(', exactly: 1')).toEqual({ retention: { reviewOn: null } });
  expect(await reviewOf()).toEqual({ retention: { reviewOn: expect.stringMatching(/^20\d\d-/) } });
});

describe('a record that was disposed of', () => {
  test('shows it, is found, and takes nothing more', async () => {
    await done(CLERK, 'disposeOfRecord', { recordId: person });
    expect(await ofPerson(CLERK)).toMatchObject({
      retention: { reviewOn: '2025-01-07', disposal: { reason: 'NO_LONGER_NEEDED' } },
    });
    expect(await listed(CLERK, 'standing: [DISPOSED]')).toEqual([person]);
    const correction = { subjectId: person, contact: '020 7946 0000' };
    expect((await send(CLERK, 'correctPersonalDetails', correction)).userErrors).toMatchObject([
      { rule: 'R-RET-3', path: ['input', 'subjectId'] },
    ]);
  });
});

describe('R-AUTH-3: another force', () => {
  test('is answered as for an id that nobody gave', async () => {
    const nobody = globalId('Subject', 'nobody');
    const answers = await Promise.all(
      [person, nobody].map((recordId) => send(ELSEWHERE, 'placeLegalHold', { recordId, ...hold })),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.userErrors).toMatchObject([{ rule: 'R-LIFE-1', path: ['input', 'recordId'] }]);
  });

  test('has a list of its own records alone', async () => {
    await done(ELSEWHERE, 'placeLegalHold', { recordId: foreign, ...hold });
    await done(CLERK, 'placeLegalHold', { recordId: recent, ...hold });
    expect(await listed(ELSEWHERE)).toEqual([foreign]);
    expect(await listed(CLERK, 'standing: [HELD]')).toEqual([CASE, recent]);
  });
});

test.each([SERGEANT, 'AUDITOR auditor-1 demonstration-audit', 'PARTNER council-1 demonstration-council'])(
  'R-AUTH-2: the list is for records staff: %s',
  async (who) => {
    expect(await ask(who, '{ retention { edges { cursor } } }')).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  },
);

test('only what is about a person is held', async () => {
  const ward = { recordId: globalId('Ward', 'E05000140'), ...hold };
  expect((await send(CLERK, 'placeLegalHold', ward)).userErrors).toMatchObject([
    { constraint: 'isNodeId', path: ['input', 'recordId'] },
  ]);
});
