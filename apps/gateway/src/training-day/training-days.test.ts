import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FORTUNE_GREEN } from '../demo/camden.ts';
import { COUNCIL as COUNCIL_KEY } from '../demo/kilburn-case.ts';
import { tellStory } from '../demo/tell.ts';
import { FORCE } from '../demo/told.ts';
import { globalId } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const INSPECTOR = 'INSPECTOR inspector-inpt';
const COUNCIL = `PARTNER council-1 ${COUNCIL_KEY}`;
const PCSO = `pcso-${FORTUNE_GREEN}`;

const onDay = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const at = (daysAgo: number, time: string): string => `${onDay(daysAgo)}T${time}:00.000Z`;

let wardbook: Wardbook;
let trainingDayId = '';
let sent = 0;

const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `skills-${String(sent)}`, ...input });
  expect(answer.userErrors).toEqual([]);
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer.receipt?.recordId ?? '';
};

const ask = async (who: string, query: string) => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query },
  });
  return response.json<{ data: Record<string, unknown> | null; errors?: readonly object[] }>();
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  trainingDayId = await send(INSPECTOR, 'scheduleTrainingDay', {
    ...{ series: 'skills', place: 'The town hall', purpose: 'To learn together.', maximum: 30 },
    ...{ from: at(4, '09:00'), to: at(4, '15:00'), occurredAt: at(6, '12:00') },
    withAgencyIds: [globalId('Agency', COUNCIL_KEY)],
    modules: ['NIM', 'HOME_SECURITY_SURVEY'],
  });
  await send(COUNCIL, 'recordTrainingAttendance', {
    ...{ trainingDayId, personKey: 'council-1', kind: 'COUNCIL', modules: ['NIM'] },
  });
  await send(INSPECTOR, 'recordTrainingAttendance', {
    ...{ trainingDayId, personKey: PCSO, kind: 'PCSO', modules: ['NIM', 'HOME_SECURITY_SURVEY'] },
  });
  await send(COUNCIL, 'evaluateTrainingDay', {
    ...{ trainingDayId, outcome: 'MET', evidence: 'training/skills' },
  });
}, 60_000);
afterAll(() => wardbook.stop());

const attendees = async (who: string) => {
  const { data } = await ask(
    who,
    `{ trainingDay(id: "${trainingDayId}") { attendees { agencyKey personKey modules } } }`,
  );
  const { attendees: shown } = data?.['trainingDay'] as { attendees: readonly { personKey: string }[] };
  return shown.map(({ personKey }) => personKey);
};

describe('a training day', () => {
  test('T2-01, T2-07: everybody sees who organises it, what is taught and what it was good for', async () => {
    const { data } = await ask(
      'ELECTED councillor-1',
      `{ trainingDays(series: "skills", on: "${onDay(4)}") { totalCount edges { node {
        organiserKeys modules place purpose standing attended evaluation { outcome } } } } }`,
    );
    expect(data).toEqual({
      trainingDays: {
        totalCount: 1,
        edges: [
          {
            node: {
              organiserKeys: [COUNCIL_KEY, FORCE],
              modules: ['NIM', 'HOME_SECURITY_SURVEY'],
              place: 'The town hall',
              purpose: 'To learn together.',
              standing: 'SCHEDULED',
              attended: 2,
              evaluation: { outcome: 'MET' },
            },
          },
        ],
      },
    });
  });
  test('T2-03: whoever organises it sees who attended, and others only their own people', async () => {
    const everybody = ['council-1', PCSO];
    expect(await attendees(INSPECTOR)).toEqual(everybody);
    expect(await attendees(COUNCIL)).toEqual(everybody);
    expect(await attendees('INSPECTOR inspector-9 other-police')).toEqual([]);
    expect(await attendees('PARTNER fire-1 demonstration-fire')).toEqual([]);
    const asked = `{ trainingDay(id: "${trainingDayId}") { attended attendees { personKey } } }`;
    const { data, errors } = await ask('ELECTED councillor-1', asked);
    expect(data?.['trainingDay']).toEqual({ attended: 2, attendees: null });
    expect(JSON.stringify(errors)).toContain('FORBIDDEN');
  });
  test('its history is for the force whose it is', async () => {
    const events = `{ events(stream: "trainingDay-${Buffer.from(trainingDayId, 'base64url').toString().slice(12)}") { edges { node { type } } } }`;
    const theirs = await ask(INSPECTOR, events);
    expect(JSON.stringify(theirs)).toContain('TrainingAttended');
    expect(JSON.stringify(await ask('INSPECTOR inspector-9 other-police', events))).not.toContain(
      'TrainingAttended',
    );
  });
});

describe('what a member is trained for', () => {
  const holders = async (who: string, more = '') => {
    const { data } = await ask(
      who,
      `{ competences(level: BASIC_SURVEY${more}) { edges { node { member { id } evidence trainingDay { id } from until } } } }`,
    );
    const { edges } = data?.['competences'] as {
      edges: readonly { node: { member: { id: string } } }[];
    };
    // The demonstration has somebody who was trained, too.
    return edges.map(({ node }) => node).filter(({ member }) => member.id === globalId('Member', PCSO));
  };
  const held = () => ({
    member: { id: globalId('Member', PCSO) },
    evidence: Buffer.from(trainingDayId, 'base64url').toString().slice(12),
    trainingDay: { id: trainingDayId },
    from: at(4, '15:00'),
    until: expect.stringMatching(/^20\d\d-/) as unknown,
  });

  test('R-TRN-1, D-35: who may survey homes is asked of today, and of any day', async () => {
    expect(await holders(INSPECTOR)).toEqual([held()]);
    expect(await holders(INSPECTOR, `, on: "${onDay(4)}"`)).toEqual([held()]);
    expect(await holders(INSPECTOR, `, on: "${onDay(5)}"`)).toEqual([]);
    expect(await holders('INSPECTOR inspector-9 other-police')).toEqual([]);
  });
  test('R-TRN-1: the member’s own force sees by what, and until when', async () => {
    const query = `{ member(id: "${globalId('Member', PCSO)}") { competences training { level trainingDay { id } until } } }`;
    const { data } = await ask(INSPECTOR, query);
    const { until } = held();
    expect(data?.['member']).toEqual({
      competences: ['BASIC_SURVEY'],
      training: [{ level: 'BASIC_SURVEY', trainingDay: { id: trainingDayId }, until }],
    });
    const elsewhere = await ask('INSPECTOR inspector-9 other-police', query);
    expect(elsewhere.data?.['member']).toEqual({ competences: ['BASIC_SURVEY'], training: [] });
  });
  test('R-TRN-1: once it no longer counts, nobody is', async () => {
    await send('ADMIN admin-1', 'expireCompetence', {
      ...{ memberId: globalId('Member', PCSO), level: 'BASIC_SURVEY', occurredAt: at(1, '12:00') },
    });
    expect(await holders(INSPECTOR)).toEqual([]);
    expect(await holders(INSPECTOR, `, on: "${onDay(2)}"`)).toEqual([held()]);
  });
});
