import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonDay } from '@wardbook/policing';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { hoursAgo } from '../testing/mutations/step.ts';
import { INSPECTOR, INSPECTOR_ID, PCSO, PCSO_ID, SERGEANT, SERGEANT_ID } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const OTHER_FORCE = 'INSPECTOR inspector-9 other-police';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const considered = { considered: true, outcome: 'NOT_REQUIRED' };
const DUE = '2039-12-31T23:30:00Z';
const plan = {
  recipient: { subjectId: globalId('Subject', 'kilburn-person-1') },
  ...{ premisesKind: 'HOME', crew: 'LONE', address: '4 Cedar Row', buddyMemberId: SERGEANT_ID },
  considerations: {
    riskAssessment: considered,
    ppe: considered,
    conflictManagement: considered,
    otherTraining: considered,
  },
  ...{ expectedArrival: DUE, expectedDeparture: '2040-01-01T00:30:00Z' },
};

interface Visits {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let wardbook: Wardbook;
const ids: Record<'due' | 'silent' | 'cancelled' | 'another', string> = {
  due: '',
  silent: '',
  cancelled: '',
  another: '',
};
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const { receipt, userErrors } = await sendTo(wardbook, who, mutation, {
    commandId: `visits-${sent}`,
    ...input,
  });
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};
const asked = async (who: string, args: string, fields = 'id') => {
  await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
  const query = `{ visits${args} { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
  const response = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return response.json<{ data?: { visits: Visits | null }; errors?: { extensions: { code: string } }[] }>();
};
const visits = async (
  who: string,
  args: string,
  fields?: string,
): Promise<Visits['edges'][number]['node'][]> => {
  const { data, errors } = await asked(who, args, fields);
  expect(errors).toBeUndefined();
  return data?.visits?.edges.map(({ node }) => node) ?? [];
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  ids.due = await send(PCSO, 'planAttendance', plan);
  ids.cancelled = await send(PCSO, 'planAttendance', plan);
  await send(PCSO, 'cancelVisit', { attendanceId: ids.cancelled, reason: 'NOT_SAFE', note: 'A dog.' });
  ids.another = await send(SERGEANT, 'planAttendance', { ...plan, buddyMemberId: INSPECTOR_ID });
  ids.silent = await send(PCSO, 'planAttendance', {
    ...{ ...plan, graceMinutes: 0, occurredAt: hoursAgo(3) },
    ...{ expectedArrival: hoursAgo(2), expectedDeparture: hoursAgo(1) },
  });
}, 60_000);
afterAll(() => wardbook.stop());

describe('the visits of a force', () => {
  test('P-03: are those that are not over, by when they are expected, unless others are asked for', async () => {
    expect(await visits(INSPECTOR, '')).toEqual([ids.silent, ids.due, ids.another].map((id) => ({ id })));
    expect(
      await visits(INSPECTOR, '(standing: [CANCELLED])', 'id cancelledBy { id } endNote { __typename }'),
    ).toEqual([{ id: ids.cancelled, cancelledBy: { id: PCSO_ID }, endNote: { __typename: 'OpenText' } }]);
  });

  test('P-03: are asked for by who expects the calls, who goes, and the day in London', async () => {
    expect(await visits(SERGEANT, `(buddyMemberId: "${INSPECTOR_ID}")`)).toEqual([{ id: ids.another }]);
    expect(await visits(SERGEANT, `(memberId: "${PCSO_ID}", dueOn: "2039-12-31")`)).toEqual([
      { id: ids.due },
    ]);
    expect(await visits(SERGEANT, `(dueOn: "${londonDay(hoursAgo(2))}")`)).toEqual([{ id: ids.silent }]);
    expect(await visits(SERGEANT, '(dueOn: "2040-01-01")')).toEqual([]);
  });

  test('D-28: a missing call is seen at once, with who must act, whether or not anything has noticed it', async () => {
    const fields = 'id standing mustAct { id } address { __typename ... on OpenText { text } }';
    expect(await visits(SERGEANT, '(overdue: true)', fields)).toEqual([
      {
        id: ids.silent,
        standing: 'OVERDUE',
        mustAct: { id: SERGEANT_ID },
        address: { __typename: 'OpenText', text: '4 Cedar Row' },
      },
    ]);
    expect(
      await visits(SERGEANT, `(memberId: "${PCSO_ID}", dueOn: "2039-12-31")`, 'standing mustAct { id }'),
    ).toEqual([{ standing: 'PLANNED', mustAct: { id: PCSO_ID } }]);
  });

  test('P-03: come page by page, also while time goes by', async () => {
    await send(PCSO, 'planAttendance', {
      ...{ ...plan, graceMinutes: 0, occurredAt: hoursAgo(3) },
      ...{ expectedArrival: hoursAgo(2.5), expectedDeparture: hoursAgo(2) },
    });
    const first = (await asked(PCSO, '(overdue: true, first: 1)')).data?.visits;
    expect(first?.pageInfo.hasNextPage).toBe(true);
    const rest = await visits(PCSO, `(overdue: true, first: 1, after: "${first?.pageInfo.endCursor ?? ''}")`);
    expect(rest).toEqual([{ id: ids.silent }]);
  });

  test('P-03: are shown as moved, with the time before', async () => {
    const moved = {
      expectedArrival: '2040-01-02T09:00:00.000Z',
      expectedDeparture: '2040-01-02T10:00:00.000Z',
    };
    await send(SERGEANT, 'moveVisit', { attendanceId: ids.another, ...moved });
    const fields = 'id expectedArrival earlierTimes { expectedArrival }';
    expect(await visits(INSPECTOR, '(dueOn: "2040-01-02")', fields)).toEqual([
      {
        id: ids.another,
        expectedArrival: moved.expectedArrival,
        earlierTimes: [{ expectedArrival: '2039-12-31T23:30:00.000Z' }],
      },
    ]);
  });

  test('P-03: are for the force alone, and for auditors, who are shown no address', async () => {
    const elsewhere = (await asked(OTHER_FORCE, '')).data?.visits;
    expect(elsewhere).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
    const seen = await visits(AUDITOR, `(buddyMemberId: "${INSPECTOR_ID}")`, 'id address { __typename }');
    expect(seen).toEqual([{ id: ids.another, address: { __typename: 'WithheldText' } }]);
    const { errors } = await asked('PARTNER council-1 demonstration-council', '');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
