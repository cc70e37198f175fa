import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KILBURN } from '../demo/camden.ts';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { COUNCIL, CPA, PC } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

let wardbook: Wardbook;
let id = '';
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const { receipt, userErrors } = await sendTo(wardbook, who, mutation, {
    commandId: `initiative-${sent}`,
    ...input,
  });
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};
const asked = async (who: string, fields: string, of = id) => {
  await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
  const query = `{ initiative(id: "${of}") { ${fields} } }`;
  const response = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return response.json<{ data?: { initiative: unknown }; errors?: { extensions: { code: string } }[] }>();
};
const shown = async (who: string, fields: string, of?: string): Promise<unknown> => {
  const { data, errors } = await asked(who, fields, of);
  expect(errors).toBeUndefined();
  return data?.initiative;
};

const home = {
  ...{ premisesKey: 'cedar-4', kind: 'HOME', wardCode: KILBURN, criteria: ['AGE_60_PLUS'] },
  address: '4 Cedar Row',
};
const locks = {
  ...{ kind: 'LOCK_FITTING', name: 'Beesafe', subsidyPercent: 50 },
  ...{ area: [{ wardCode: KILBURN, eligibleDwellings: 400 }], criteria: ['AGE_60_PLUS'] },
  premisesKinds: ['HOME', 'BLOCK_OF_FLATS'],
};
const PREMISES =
  'premises { edges { node { key address { __typename ... on OpenText { text } } recipient { id } installations { devices } } } }';
const cedar = (address: object, recipient: object | null) => ({
  premises: {
    edges: [
      { node: { key: 'cedar-4', address, recipient, installations: [{ devices: ['DOOR_LOCK'] }] } },
      {
        node: {
          ...{ key: 'juniper-house', address: null, recipient: null },
          installations: [{ devices: ['ENTRY_DOOR'] }],
        },
      },
    ],
  },
});

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  id = await send(CPA, 'proposeInitiative', {
    ...{ ...locks, organiserIds: [globalId('Agency', 'demonstration-council')] },
  });
  await send(PC, 'admitPremises', {
    ...{ ...home, initiativeId: id, recipientId: globalId('Subject', 'kilburn-person-1') },
  });
  await send(COUNCIL, 'admitPremises', {
    ...{ initiativeId: id, premisesKey: 'juniper-house', kind: 'BLOCK_OF_FLATS', dwellings: 40 },
    ...{ wardCode: KILBURN, criteria: ['AGE_60_PLUS'] },
  });
  await send(COUNCIL, 'recordInstallation', {
    ...{ initiativeId: id, premisesKey: 'cedar-4', devices: ['DOOR_LOCK'] },
  });
  await send(COUNCIL, 'recordInstallation', {
    ...{ initiativeId: id, premisesKey: 'juniper-house', devices: ['ENTRY_DOOR'] },
  });
}, 60_000);
afterAll(() => wardbook.stop());

describe('an initiative', () => {
  test('T0-09: is for everybody to see, with how many of the eligible dwellings it has reached', async () => {
    const fields = 'name kind leadAgencyKey subsidyPercent criteria organisers { agencyKey }';
    expect(
      await shown(
        'ELECTED councillor-1 demonstration-police',
        `${fields} coverage { wardCode eligibleDwellings premises dwellings installations fittedDwellings }`,
      ),
    ).toEqual({
      ...{ name: 'Beesafe', kind: 'LOCK_FITTING', leadAgencyKey: 'demonstration-police' },
      ...{ subsidyPercent: 50, criteria: ['AGE_60_PLUS'] },
      organisers: [{ agencyKey: 'demonstration-council' }],
      coverage: [
        {
          ...{ wardCode: KILBURN, eligibleDwellings: 400, premises: 2, dwellings: 41 },
          ...{ installations: 2, fittedDwellings: 41 },
        },
      ],
    });
  });

  test('is found by who leads it, its kind and whether it is open', async () => {
    await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
    const query =
      '{ initiatives(kind: LOCK_FITTING, standing: OPEN, leadAgencyKey: "demonstration-police") { totalCount edges { node { id } } } }';
    const response = await wardbook.app.inject({
      ...{ method: 'POST', url: '/graphql', headers: { authorization: COUNCIL }, payload: { query } },
    });
    const { data } = response.json<{ data: { initiatives: { edges: { node: unknown }[] } } }>();
    expect(data.initiatives.edges).toContainEqual({ node: { id } });
  });
});

describe('the premises of an initiative', () => {
  test('R-REF-2: the agency that leads sees where they are, and who lives there', async () => {
    expect(await shown(PC, PREMISES)).toEqual(
      cedar({ __typename: 'OpenText', text: '4 Cedar Row' }, { id: globalId('Subject', 'kilburn-person-1') }),
    );
  });
  test('R-REF-2: one that organises it besides sees them, and not where somebody lives', async () => {
    expect(await shown(COUNCIL, PREMISES)).toEqual(cedar({ __typename: 'WithheldText' }, null));
  });
  test('R-REF-2: for which survey it is done, only those are told who are shown that', async () => {
    const beesafe = globalId('Initiative', 'beesafe');
    const fields = 'premises { edges { node { survey { id } recommendationKey } } }';
    const seen = (survey: object | null, recommendationKey: string | null) => ({
      premises: { edges: [{ node: { survey, recommendationKey } }] },
    });
    const survey = { id: globalId('Survey', 'kilburn-survey-1') };
    expect(await shown(PC, fields, beesafe)).toEqual(seen(survey, 'door-lock'));
    expect(await shown(COUNCIL, fields, beesafe)).toEqual(seen(null, null));
  });
  test('R-REF-2: auditors see them without personal details', async () => {
    expect(await shown('AUDITOR auditor-1 demonstration-audit', PREMISES)).toEqual(
      cedar({ __typename: 'WithheldText' }, { id: globalId('Subject', 'kilburn-person-1') }),
    );
  });
  test('R-REF-2: others see none, and nobody is told whether there are any', async () => {
    for (const who of ['PARTNER watch-1 other-council', 'OFFICER pc-9 other-police'])
      expect(await shown(who, PREMISES)).toEqual({ premises: null });
    const { errors } = await asked('ELECTED councillor-1 demonstration-police', PREMISES);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
  test('are asked for by whether anything was fitted', async () => {
    expect(await shown(PC, 'premises(fitted: false) { edges { node { key } } }')).toEqual({
      premises: { edges: [] },
    });
    expect(await shown(PC, `premises(wardCode: "${KILBURN}", first: 1) { edges { node { key } } }`)).toEqual({
      premises: { edges: [{ node: { key: 'cedar-4' } }] },
    });
  });
  test('R-REF-2: a partner that leads sees where the homes are that it took in', async () => {
    const own = await send(COUNCIL, 'proposeInitiative', locks);
    await send(COUNCIL, 'admitPremises', { ...home, initiativeId: own });
    expect(
      await shown(COUNCIL, 'premises { edges { node { address { ... on OpenText { text } } } } }', own),
    ).toEqual({
      premises: { edges: [{ node: { address: { text: '4 Cedar Row' } } }] },
    });
    expect(await shown(PC, 'premises { edges { node { key } } }', own)).toEqual({ premises: null });
  });
});
