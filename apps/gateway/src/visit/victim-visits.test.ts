import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tellStory } from '../demo/tell.ts';
import { hoursAgo, the } from '../testing/mutations/step.ts';
import { COUNCIL, FAR, kilburn, PC, PCSO, SERGEANT, SERGEANT_ID } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const CONTROL = 'CONTROL control-1';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'OFFICER officer-9 other-police';

let wardbook: Wardbook;
let sent = 0;
const tried = (who: string, mutation: string, input: object) => {
  sent += 1;
  return sendTo(wardbook, who, mutation, { commandId: `victim-visits-${String(sent)}`, ...input });
};
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  const { receipt, userErrors } = await tried(who, mutation, input);
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};
type Node = Readonly<Record<string, unknown>>;
const asked = async (who: string, query: string) => {
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  const response = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return response.json<{ data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] }>();
};
const visits = async (who: string, args: string, node = 'id'): Promise<readonly Node[]> => {
  const { data, errors } = await asked(who, `{ victimVisits${args} { edges { node { ${node} } } } }`);
  expect(errors).toBeUndefined();
  return (data?.['victimVisits'] as { edges: { node: Node }[] }).edges.map((edge) => edge.node);
};
const visitOf = async (crimeId: string): Promise<string> =>
  ((await visits(CONTROL, `(crimeId: "${crimeId}")`))[0]?.['id'] as string | undefined) ?? '';
const only = async (id: string, fields: string, who = PC): Promise<Node | null> =>
  (await asked(who, `{ victimVisit(id: "${id}") { ${fields} } }`)).data?.['victimVisit'] as Node | null;

const person = (name: string, more: object = {}) => send(PC, 'registerSubject', { name, ...more });
const crimeOf = async (reference: string, category: string, subjectId: string): Promise<string> => {
  const crimeId = await send(CONTROL, 'recordCrime', { ...kilburn, reference, category });
  await send(CONTROL, 'registerVictim', { crimeId, subjectId });
  return crimeId;
};
const DETAILS =
  'safeToReach { ways onlyThrough { id } } contact { __typename ... on OpenText { text } } address { __typename ... on OpenText { text } }';

const ids = { robbery: '', robbed: '', shop: '', shopVisit: '', told: '' };
const considered = { considered: true, outcome: 'NOT_REQUIRED' };
let going: object = {};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  ids.told = await person('Sorrel Fenn', { contact: '020 7946 0000', address: '9 Elm Row' });
  ids.robbery = await crimeOf('V-1', 'ROBBERY', ids.told);
  ids.robbed = await visitOf(ids.robbery);
  ids.shop = await crimeOf('V-2', 'SHOPLIFTING', await person('Rowan Ash'));
  ids.shopVisit = await visitOf(ids.shop);
  going = {
    ...{ victimVisitId: ids.robbed, recipient: { subjectId: ids.told }, buddyMemberId: SERGEANT_ID },
    ...{ premisesKind: 'HOME', crew: 'LONE', address: '9 Elm Row' },
    considerations: {
      ...{ riskAssessment: considered, ppe: considered },
      ...{ conflictManagement: considered, otherTraining: considered },
    },
    ...{ expectedArrival: FAR, expectedDeparture: '2040-01-01T10:00:00Z' },
  };
}, 60_000);
afterAll(() => wardbook.stop());

describe('visits to victims', () => {
  test('R-VIS-1, T4-23: every registered victim has one that is due, whatever the crime', async () => {
    expect(await only(ids.robbed, 'standing category crime { id } duties { duty isOverdue doneAt }')).toEqual(
      {
        ...{ standing: 'DUE', category: 'ROBBERY', crime: { id: ids.robbery } },
        duties: ['OFFER', 'NEEDS', 'INFORMING'].map((duty) => ({ duty, isOverdue: false, doneAt: null })),
      },
    );
    expect(await visits(CONTROL, '(category: SHOPLIFTING, standing: [DUE])')).toHaveLength(1);
  });

  test('R-VIS-7: contact and address are withheld until somebody says that there is a safe way', async () => {
    expect(await only(ids.robbed, DETAILS)).toEqual({
      safeToReach: null,
      contact: { __typename: 'WithheldText' },
      address: { __typename: 'WithheldText' },
    });
    const { userErrors } = await tried(CONTROL, 'offerVictimVisit', {
      ...{ victimVisitId: ids.robbed, channel: 'PHONE' },
    });
    expect(userErrors).toMatchObject([{ rule: 'R-VIS-7', path: ['input', 'channel'] }]);
    await send(PC, 'sayHowToReach', { subjectId: ids.told, ways: ['SAFE_TO_CALL'] });
    expect(await only(ids.robbed, DETAILS)).toEqual({
      safeToReach: { ways: ['SAFE_TO_CALL'], onlyThrough: null },
      contact: { __typename: 'OpenText', text: '020 7946 0000' },
      address: { __typename: 'OpenText', text: '9 Elm Row' },
    });
    await send(PC, 'sayHowToReach', {
      ...{ subjectId: ids.told, ways: [], onlyThroughAgencyId: the('Agency', 'demonstration-council') },
    });
    expect(await only(ids.robbed, DETAILS)).toMatchObject({ contact: { __typename: 'WithheldText' } });
    await send(PC, 'sayHowToReach', { subjectId: ids.told, ways: ['SAFE_TO_CALL'] });
  });

  test('R-VIS-3: what became of it is told step by step, and figures say who failed', async () => {
    const about = { victimVisitId: ids.robbed };
    await send(CONTROL, 'offerVictimVisit', { ...about, channel: 'PHONE' });
    await send(CONTROL, 'acceptVictimVisit', about);
    const first = await send(PCSO, 'planAttendance', going);
    await send(PCSO, 'recordNoReply', { attendanceId: first, tried: ['AT_THE_DOOR'] });
    await send(PCSO, 'recordRecipientUnavailable', {
      ...{ ...about, attendanceId: first, tried: ['AT_THE_DOOR'], note: 'The lights were off.' },
    });
    expect(await only(ids.robbed, 'standing')).toEqual({ standing: 'RECIPIENT_UNAVAILABLE' });
    const second = await send(PCSO, 'planAttendance', going);
    await send(PCSO, 'recordArrival', { attendanceId: second });
    await send(PCSO, 'recordVictimVisited', {
      ...{ ...about, attendanceId: second, where: 'VICTIMS_PREMISES', purpose: 'VICTIM_CARE' },
      help: ['LISTENED_TO'],
    });
    await send(PCSO, 'assessVictimNeeds', { ...about, criteria: ['VULNERABLE'], enhanced: true });
    await send(PCSO, 'informVictim', { ...about, what: 'RIGHTS' });
    await send(CONTROL, 'closeVictimVisit', { ...about, outcome: 'VISITED' });
    const told = 'standing course { how said attendance { id victimVisit { id } } } needs { enhanced }';
    const fields = `${told} informed { what } appointments { car } notes { note { __typename } } duties { isOverdue }`;
    expect(await only(ids.robbed, fields)).toEqual({
      standing: 'CLOSED',
      course: [
        { how: 'OFFERED', said: 'PHONE', attendance: null },
        { how: 'ACCEPTED', said: '', attendance: null },
        ...[
          { how: 'RECIPIENT_UNAVAILABLE', said: 'AT_THE_DOOR', id: first },
          { how: 'ATTENDED', said: 'VICTIMS_PREMISES VICTIM_CARE LISTENED_TO', id: second },
        ].map(({ id, ...one }) => ({ ...one, attendance: { id, victimVisit: { id: ids.robbed } } })),
        { how: 'CLOSED', said: 'VISITED', attendance: null },
      ],
      ...{ needs: { enhanced: true }, informed: [{ what: 'RIGHTS' }], appointments: [] },
      notes: [{ note: { __typename: 'OpenText' } }],
      duties: [{ isOverdue: false }, { isOverdue: false }, { isOverdue: false }],
    });
  });

  test('T4-03: offers due, made, kept and overdue are counted by category, and who failed', async () => {
    const counts =
      'category due made overdue accepted declined kept officerDidNotAttend recipientUnavailable';
    const months = [...new Set([await dueMonth(ids.robbed), await dueMonth(ids.shopVisit)])];
    const all = await Promise.all(
      months.map(async (month) => {
        const { data } = await asked(SERGEANT, `{ victimVisitFigures(month: "${month}") { ${counts} } }`);
        return data?.['victimVisitFigures'] as Node[];
      }),
    );
    const of = (category: string) => all.flat().find((one) => one['category'] === category);
    expect(of('ROBBERY')).toEqual({
      ...{ category: 'ROBBERY', due: 1, made: 1, overdue: 0, accepted: 1, declined: 0, kept: 1 },
      ...{ officerDidNotAttend: 0, recipientUnavailable: 1 },
    });
    expect(of('SHOPLIFTING')).toMatchObject({ due: 1, made: 0, kept: 0 });
  });

  test('R-VIS-2: what is overdue is asked for as of now, whether or not anybody has noticed it', async () => {
    const late = await send(CONTROL, 'recordCrime', {
      ...{ ...kilburn, reference: 'V-3', category: 'POSSESSION_OF_WEAPONS', occurredAt: hoursAgo(24 * 30) },
    });
    const subjectId = await person('Hazel Birch', { occurredAt: hoursAgo(24 * 31) });
    await send(CONTROL, 'registerVictim', { crimeId: late, subjectId, occurredAt: hoursAgo(24 * 30) });
    const [node] = await visits(
      CONTROL,
      `(crimeId: "${late}", overdue: true)`,
      'standing duties { isOverdue }',
    );
    expect(node).toEqual({
      ...{ standing: 'DUE', duties: [{ isOverdue: true }, { isOverdue: true }, { isOverdue: true }] },
    });
    expect(await visits(CONTROL, `(crimeId: "${ids.shop}", overdue: true)`)).toEqual([]);
  });

  test('R-AUTH-3: they are for the force alone, and for auditors, who are shown no contact', async () => {
    expect(await visits(OTHER_FORCE, '')).toEqual([]);
    expect(await only(ids.robbed, 'id', OTHER_FORCE)).toBeNull();
    expect(await only(ids.robbed, 'standing contact { __typename }', AUDITOR)).toMatchObject({
      standing: 'CLOSED',
    });
    const { errors } = await asked(COUNCIL, '{ victimVisits { edges { node { id } } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

const dueMonth = async (id: string): Promise<string> =>
  String((await only(id, 'offerBy'))?.['offerBy']).slice(0, 7);
