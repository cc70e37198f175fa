import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonMonth } from '@wardbook/policing';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { INPT, INSPECTOR, kilburn, PC } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const CONTROL = 'CONTROL control-1';
const COUNCIL = 'PARTNER council-1 demonstration-council';
const HOUSING = 'PARTNER housing-1 demonstration-housing';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'OFFICER officer-9 other-police';
const MONTH = londonMonth(new Date().toISOString());
/** The demonstration tells of older crimes. */
const NOW = `recordedIn: "${MONTH}"`;
const WORDS = 'Somebody took a bicycle from the hall.';

let wardbook: Wardbook;
const ids: Record<'theft' | 'gang' | 'domestic', string> = { theft: '', gang: '', domestic: '' };
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const commandId = `crimes-${String(sent)}`;
  const { receipt, userErrors } = await sendTo(wardbook, who, mutation, { commandId, ...input });
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};
type Answered = Record<string, unknown> | null;
const asked = async (who: string, query: string): Promise<Record<string, Answered>> => {
  await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
  const response = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return response.json<{ data: Record<string, Answered> }>().data;
};
const listed = async (who: string, args: string, list = 'crimes', node = 'id'): Promise<unknown[]> => {
  const { [list]: page } = await asked(who, `{ ${list}${args} { edges { node { ${node} } } } }`);
  return ((page?.['edges'] ?? []) as { node: Record<string, unknown> }[]).map((edge) => edge.node);
};
const among = async (who: string, args: string): Promise<unknown[]> =>
  (await listed(who, args)).map((node) => (node as { id: string }).id);

const record = (reference: string, input: object) =>
  send(CONTROL, 'recordCrime', { ...kilburn, reference, ...input });
const disclose = (crimeId: string, input: object = {}) =>
  send(PC, 'discloseCrime', {
    ...{ crimeId, agencyId: globalId('Agency', 'demonstration-council') },
    ...{ fields: ['CATEGORY', 'CIRCUMSTANCES'], legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
    ...input,
  });

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  ids.theft = await record('C-1', { category: 'BICYCLE_THEFT', circumstances: WORDS });
  ids.gang = await record('C-2', { category: 'OTHER_THEFT' });
  ids.domestic = await record('C-3', { category: 'VIOLENT_CRIME', markers: ['DOMESTIC'] });
  await send(PC, 'allocateInvestigation', { crimeId: ids.theft, to: 'INPT', teamId: INPT });
  await send(PC, 'allocateInvestigation', { crimeId: ids.gang, to: 'INPT', teamId: INPT });
  await send(PC, 'changeCrimeMarkers', { crimeId: ids.gang, markers: ['GANG'] });
  await disclose(ids.theft);
  await disclose(ids.gang, { fields: ['WARD'] });
}, 60_000);
afterAll(() => wardbook.stop());

describe('the crimes of a force', () => {
  test('T4-10: are listed by who investigates them, ward, category and month', async () => {
    expect(await among(PC, `(${NOW}, allocatedTo: INPT)`)).toEqual([ids.theft, ids.gang]);
    expect(await among(PC, `(${NOW}, category: BICYCLE_THEFT)`)).toEqual([ids.theft]);
    expect(await among(PC, `(${NOW}, allocatedTo: NOBODY)`)).toEqual([ids.domestic]);
    expect(await among(PC, '(wardCode: "E05013656")')).toEqual([]);
    expect(await among(PC, '(standing: CLOSED)')).toEqual([]);
  });
  test('are shown to nobody else but auditors', async () => {
    expect(await among(AUDITOR, `(${NOW})`)).toHaveLength(3);
    expect(await among(OTHER_FORCE, '')).toEqual([]);
    expect(await asked(COUNCIL, '{ crimes { edges { node { id } } } }')).toEqual({ crimes: null });
    for (const who of [OTHER_FORCE, COUNCIL])
      expect(await asked(who, `{ crime(id: "${ids.theft}") { id } }`)).toEqual({ crime: null });
  });
  test('R-INPT-6: who investigates how many, and each departure with its reason', async () => {
    const shares = `{ allocationShares(month: "${MONTH}") { inpt cid nobody explained open } }`;
    expect(await asked(INSPECTOR, shares)).toEqual({
      allocationShares: { inpt: 2, cid: 0, nobody: 1, explained: 0, open: 1 },
    });
    const [departing] = await listed(
      INSPECTOR,
      `(${NOW}, departure: [OPEN, EXPLAINED])`,
      'crimes',
      'id departures { to causes reason isOpen until } markers',
    );
    expect(departing).toEqual({
      id: ids.gang,
      departures: [{ to: 'INPT', causes: ['GANG'], reason: null, isOpen: true, until: null }],
      markers: ['GANG'],
    });
    const none = `{ allocationShares(month: "${MONTH}") { inpt nobody } }`;
    expect(await asked(OTHER_FORCE, none)).toEqual({ allocationShares: { inpt: 0, nobody: 0 } });
  });
});

describe('what a partner sees of crimes', () => {
  const FIELDS =
    'crimeId fields category markers ward { code } standing circumstances { ...on OpenText { text } }';
  const one = (id: string, who = COUNCIL) =>
    asked(who, `{ disclosedCrime(id: "${id}") { ${FIELDS} } }`).then(({ disclosedCrime }) => disclosedCrime);

  test('T4-20: is what was disclosed to it, and nothing else of the same crime', async () => {
    expect(await one(ids.theft)).toEqual({
      ...{ crimeId: ids.theft, fields: ['CATEGORY', 'CIRCUMSTANCES'] },
      ...{ category: 'BICYCLE_THEFT', circumstances: { text: WORDS } },
      ...{ markers: null, ward: null, standing: null },
    });
    expect(await listed(COUNCIL, '', 'disclosedCrimes', 'crimeId')).toEqual(
      [ids.gang, ids.theft].map((crimeId) => ({ crimeId })),
    );
  });
  test('R-REF-2: one that was not disclosed is as one that is not there', async () => {
    const unknown = globalId('Crime', 'demonstration-police.C-99');
    expect([await one(unknown), await one(ids.domestic), await one(ids.theft, HOUSING)]).toEqual([
      ...[null, null, null],
    ]);
    expect(await listed(HOUSING, '', 'disclosedCrimes', 'crimeId')).toEqual([]);
  });
  test('T4-20: that somebody was shown its words, or refused it, is written down', async () => {
    await one(ids.theft);
    await one(ids.domestic);
    const stream = (id: string) => `crime-${Buffer.from(id, 'base64url').toString().replace('Crime:', '')}`;
    const logOf = (crime: string) =>
      listed(
        AUDITOR,
        `(agency: "demonstration-council", record: "${stream(crime)}")`,
        'accessLog',
        'type purpose recipient',
      );
    expect(await logOf(ids.theft)).toContainEqual({
      ...{ type: 'PersonalDataRead', purpose: 'EMERGENCY', recipient: 'demonstration-council' },
    });
    expect(await logOf(ids.domestic)).toContainEqual({
      ...{ type: 'PersonalDataDenied', purpose: 'CRIME', recipient: null },
    });
  });
  test('R-CRIME-3, T4-20: domestic abuse told of later is hidden, where it rests on too little', async () => {
    await disclose(ids.gang, { fields: ['CATEGORY'], legalBasis: 'CDA1998_S115', agreement: 'sharing-1' });
    expect(await one(ids.gang)).toMatchObject({ category: 'OTHER_THEFT' });
    await send(PC, 'changeCrimeMarkers', { crimeId: ids.gang, markers: ['DOMESTIC'] });
    expect(await one(ids.gang)).toBeNull();
    expect(await listed(COUNCIL, '', 'disclosedCrimes', 'crimeId')).toEqual([{ crimeId: ids.theft }]);
    const query = `{ crime(id: "${ids.gang}") { disclosures { agencyKey isHidden } } }`;
    expect(await asked(PC, query)).toEqual({
      crime: { disclosures: [{ agencyKey: 'demonstration-council', isHidden: true }] },
    });
  });
  test('R-REF-1: is nothing once the agreement ended on which that rests', async () => {
    const agencyId = globalId('Agency', 'demonstration-council');
    const basis = { agreement: 'isa-crime', legalBasis: 'CDA1998_S115' };
    await send('ADMIN admin-1', 'agreeSharing', {
      ...{ ...basis, agencyId, fields: ['TOPIC'], from: '2026-01-01', until: '2039-12-31' },
    });
    const burglary = await record('C-4', { category: 'BICYCLE_THEFT' });
    await disclose(burglary, { ...basis, fields: ['CATEGORY'] });
    expect(await one(burglary)).toMatchObject({ category: 'BICYCLE_THEFT' });
    await send('ADMIN admin-1', 'endSharing', { agencyId, agreement: 'isa-crime' });
    expect(await one(burglary)).toBeNull();
    const query = `{ crime(id: "${burglary}") { disclosures { isHidden } } }`;
    expect(await asked(PC, query)).toEqual({ crime: { disclosures: [{ isHidden: true }] } });
  });
  test('R-REF-2: is nothing once the disclosure ended', async () => {
    await send(PC, 'endCrimeDisclosure', {
      ...{ crimeId: ids.theft, agencyId: globalId('Agency', 'demonstration-council') },
    });
    expect(await one(ids.theft)).toBeNull();
  });
});

describe('one crime', () => {
  const victims = 'victims { person { id } criteria visit { crime { id } } }';

  test('R-VIS-1: shows who suffered it, what it is linked to, and how it stands', async () => {
    const person = globalId('Subject', 'kilburn-person-1');
    await send(CONTROL, 'registerVictim', {
      ...{ crimeId: ids.theft, subjectId: person, criteria: ['VULNERABLE'] },
    });
    const raised = await send(PC, 'raiseProblem', {
      ...{ ...kilburn, category: 'BURGLARY', title: 'The arcade', objective: 'That it is quiet.' },
    });
    await send(PC, 'linkCrime', { crimeId: ids.theft, problemId: raised });
    await send(PC, 'closeCrime', { crimeId: ids.theft, outcome: 'NO_SUSPECT_IDENTIFIED' });
    await wardbook.engine.settled(await wardbook.store.head(), 10_000);
    const query = `{ crime(id: "${ids.theft}") { standing outcome problems { id } cases { id } ${victims}
      allocation { to team { id } } allocations { to } authorityRequests { standing }
      circumstances { ...on OpenText { text } } } }`;
    expect(await asked(PC, query)).toEqual({
      crime: {
        ...{ standing: 'CLOSED', outcome: 'NO_SUSPECT_IDENTIFIED', problems: [{ id: raised }], cases: [] },
        victims: [{ person: { id: person }, criteria: ['VULNERABLE'], visit: { crime: { id: ids.theft } } }],
        ...{ allocation: { to: 'INPT', team: { id: INPT } }, allocations: [{ to: 'INPT' }] },
        ...{ authorityRequests: [], circumstances: { text: WORDS } },
      },
    });
  });
  test('R-CRIME-2: shows no link that has ended', async () => {
    const problemId = await send(PC, 'raiseProblem', {
      ...{ ...kilburn, category: 'OTHER', title: 'Bicycles', objective: 'That they stay.' },
    });
    const shown = () => asked(PC, `{ crime(id: "${ids.domestic}") { problems { id } } }`);
    await send(PC, 'linkCrime', { crimeId: ids.domestic, problemId });
    expect(await shown()).toEqual({ crime: { problems: [{ id: problemId }] } });
    await send(PC, 'unlinkCrime', { crimeId: ids.domestic, problemId });
    expect(await shown()).toEqual({ crime: { problems: [] } });
  });
});

test('R-REF-1: an agency that has ended sees nothing of a crime, in an emergency neither', async () => {
  const told = await record('C-9', { category: 'BICYCLE_THEFT' });
  const query = `{ disclosedCrime(id: "${told}") { category } }`;
  await disclose(told);
  expect(await asked(COUNCIL, query)).toEqual({ disclosedCrime: { category: 'BICYCLE_THEFT' } });
  await send('ADMIN admin-1', 'endAgency', { agencyId: globalId('Agency', 'demonstration-council') });
  expect(await asked(COUNCIL, query)).toEqual({ disclosedCrime: null });
});
