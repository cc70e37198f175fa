import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonMonth } from '@wardbook/policing';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { hoursAgo } from '../testing/mutations/step.ts';
import { INSPECTOR, kilburn, PC } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const COUNCIL = 'PARTNER council-1 demonstration-council';
const HOUSING = 'PARTNER housing-1 demonstration-homes';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'OFFICER officer-9 other-police';
const MONTH = londonMonth(new Date().toISOString());
const TODAY = new Date().toISOString().slice(0, 10);
const WORDS = 'Canary: the boy from number 9 painted it.';
const REDACTED = 'A wall was painted on.';
const TEXT = '{ __typename ...on OpenText { text } }';

let wardbook: Wardbook;
const ids: Record<'arcade' | 'housing', string> = { arcade: '', housing: '' };
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const commandId = `asb-cases-${String(sent)}`;
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
const listed = async (who: string, list: string, node: string): Promise<unknown[]> => {
  const page = (await asked(who, `{ ${list} { edges { node { ${node} } } } }`))[list.replace(/\(.*/, '')];
  return ((page?.['edges'] ?? []) as { node: unknown }[]).map((edge) => edge.node);
};

const onArcade = (who: string, mutation: string, input: object = {}) =>
  send(who, mutation, { asbCaseId: ids.arcade, ...input });
const incident = (incidentKey: string) =>
  onArcade(PC, 'recordIncident', {
    ...{ incidentKey, category: 'GRAFFITI', harm: incidentKey === 'wall' ? 'SERIOUS' : 'NONE' },
    ...{ happenedFrom: hoursAgo(72), reportedOn: TODAY, description: WORDS },
  });
const disclose = (fields: readonly string[]) =>
  onArcade(PC, 'discloseAsbCase', {
    ...{ agencyId: globalId('Agency', 'demonstration-council'), fields },
    ...{ legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
  });

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  ids.arcade = await send(PC, 'openAsbCase', {
    ...{ complainantId: globalId('Subject', 'kilburn-person-1'), complainantIs: 'BUSINESS' },
    ...{ category: 'GRAFFITI', ...kilburn },
  });
  await incident('wall');
  await incident('door');
  await onArcade(PC, 'requestCaseReview', { reviewKey: 'first', requestedFor: 'COMPLAINANT' });
  const subjectId = await send(HOUSING, 'registerSubject', { name: 'Sorrel Reed' });
  ids.housing = await send(HOUSING, 'openAsbCase', {
    ...{ complainantId: subjectId, complainantIs: 'INDIVIDUAL', category: 'NUISANCE_NEIGHBOUR' },
  });
}, 60_000);
afterAll(() => wardbook.stop());

describe('the cases of an agency', () => {
  test('T1-06, R-AUTH-3: are its own, whoever it is, and those of nobody else', async () => {
    expect(await listed(PC, 'asbCases(category: "GRAFFITI")', 'id')).toContainEqual({ id: ids.arcade });
    expect(await listed(PC, 'asbCases', 'id')).not.toContainEqual({ id: ids.housing });
    expect(await listed(HOUSING, 'asbCases', 'id category agencyKey')).toEqual([
      { id: ids.housing, category: 'NUISANCE_NEIGHBOUR', agencyKey: 'demonstration-homes' },
    ]);
    expect(await listed(AUDITOR, 'asbCases', 'id')).toContainEqual({ id: ids.arcade });
    for (const who of [COUNCIL, OTHER_FORCE]) {
      expect(await listed(who, 'asbCases', 'id')).toEqual([]);
      expect(await asked(who, `{ asbCase(id: "${ids.arcade}") { id } }`)).toEqual({ asbCase: null });
    }
    expect(await asked(PC, `{ asbCase(id: "${ids.housing}") { id } }`)).toEqual({ asbCase: null });
  });
  test('show their words to who works on them, and to no auditor', async () => {
    const query = `{ asbCase(id: "${ids.arcade}") { complainant { id } complainantIs ward { code }
      incidents { key harm description ${TEXT} } } }`;
    const shown = (who: string) => asked(who, query).then(({ asbCase }) => asbCase);
    expect(await shown(PC)).toEqual({
      complainant: { id: globalId('Subject', 'kilburn-person-1') },
      ...{ complainantIs: 'BUSINESS', ward: { code: kilburn.wardCode } },
      incidents: [
        { key: 'wall', harm: 'SERIOUS', description: { __typename: 'OpenText', text: WORDS } },
        { key: 'door', harm: 'NONE', description: { __typename: 'OpenText', text: WORDS } },
      ],
    });
    expect(JSON.stringify(await shown(AUDITOR))).not.toContain('Canary');
    await send(HOUSING, 'recordIncident', {
      ...{ asbCaseId: ids.housing, incidentKey: 'noise', category: 'OTHER', harm: 'SOME' },
      ...{ happenedFrom: hoursAgo(3), reportedOn: TODAY, description: 'It was loud.' },
    });
    const own = `{ asbCase(id: "${ids.housing}") { incidents { description ${TEXT} } } }`;
    expect(await asked(HOUSING, own)).toMatchObject({
      asbCase: { incidents: [{ description: { text: 'It was loud.' } }] },
    });
  });
});

describe('the case reviews of a month', () => {
  const FIGURES = `{ caseReviewFigures(month: "${MONTH}") { requested thresholdMet thresholdNotMet answered overdue } }`;
  const figures = (who = PC) => asked(who, FIGURES).then(({ caseReviewFigures }) => caseReviewFigures);
  const REVIEW = 'key standing isThresholdMet isToBeToldAnew isSeriousHarm counted isOverdue case { id }';

  test('R-ASB-6: are counted by what is on record, and told anew where that changed', async () => {
    const before = await figures();
    expect(before).toMatchObject({ thresholdMet: 0, overdue: 0 });
    expect(await figures(OTHER_FORCE)).toMatchObject({ requested: 0 });
    await onArcade(INSPECTOR, 'decideCaseReview', { reviewKey: 'first' });
    expect(await figures()).toEqual({ ...before, answered: 1 });
    await incident('bench');
    expect(await figures()).toEqual({ ...before, thresholdMet: 1, thresholdNotMet: 0 });
    const of = `caseReviews(requestedIn: "${MONTH}")`;
    expect(await listed(PC, of, REVIEW)).toEqual([
      {
        ...{ key: 'first', standing: 'THRESHOLD_NOT_MET', isThresholdMet: true, isToBeToldAnew: true },
        ...{ isSeriousHarm: true, isOverdue: false, case: { id: ids.arcade } },
        counted: ['bench', 'door', 'wall'],
      },
    ]);
    await onArcade(INSPECTOR, 'decideCaseReview', { reviewKey: 'first' });
    expect(await listed(PC, of, 'standing isToBeToldAnew')).toEqual([
      { standing: 'THRESHOLD_MET', isToBeToldAnew: false },
    ]);
  });
});

describe('what others see of a case', () => {
  const FIELDS = `asbCaseId fields category standing ward { code } words ${TEXT}
    incidents { category reportedOn } reviews { isThresholdMet outcome recommendations }`;
  const one = (who = COUNCIL) =>
    asked(who, `{ disclosedAsbCase(id: "${ids.arcade}") { ${FIELDS} } }`).then(
      ({ disclosedAsbCase }) => disclosedAsbCase,
    );
  const NOTHING = { category: null, standing: null, ward: null, words: [], fields: [] };

  test('R-REF-2: is nothing, as of one that is not there', async () => {
    expect(await one()).toBeNull();
    const arcade = { asbCaseId: ids.arcade };
    expect(await listed(COUNCIL, 'disclosedAsbCases', 'asbCaseId')).not.toContainEqual(arcade);
    const unknown = globalId('AsbCase', 'asb-99');
    expect(await asked(COUNCIL, `{ disclosedAsbCase(id: "${unknown}") { category } }`)).toEqual({
      disclosedAsbCase: null,
    });
  });
  test('R-REF-2: who took part in a review sees its dates, its categories and its outcome', async () => {
    await onArcade(INSPECTOR, 'holdReviewMeeting', {
      ...{ reviewKey: 'first', agencyIds: [globalId('Agency', 'demonstration-council')] },
      ...{ outcome: 'MORE_TO_BE_DONE', recommendations: ['PLACE_IMPROVED'] },
    });
    expect(await one()).toEqual({
      ...{ asbCaseId: ids.arcade, ...NOTHING },
      incidents: ['bench', 'door', 'wall'].map(() => ({ category: 'GRAFFITI', reportedOn: TODAY })),
      reviews: [{ isThresholdMet: true, outcome: 'MORE_TO_BE_DONE', recommendations: ['PLACE_IMPROVED'] }],
    });
    expect(await listed(COUNCIL, 'disclosedAsbCases', 'asbCaseId')).toContainEqual({
      asbCaseId: ids.arcade,
    });
    expect(await one(HOUSING)).toBeNull();
  });
  test('R-ASB-7: and words only as somebody else than wrote them has read them', async () => {
    await onArcade(PC, 'proposeAsbWords', { wordsKey: 'paint', incidentKey: 'wall', text: REDACTED });
    await onArcade(INSPECTOR, 'approveAsbWords', { wordsKey: 'paint' });
    await onArcade(PC, 'proposeAsbWords', { wordsKey: 'unread', incidentKey: 'door', text: WORDS });
    await disclose(['CATEGORY', 'WORDS']);
    const seen = await one();
    expect(seen).toMatchObject({
      ...{ category: 'GRAFFITI', standing: null, words: [{ __typename: 'OpenText', text: REDACTED }] },
    });
    expect(JSON.stringify(seen)).not.toContain('Canary');
    await onArcade(PC, 'withdrawAsbWords', { wordsKey: 'paint' });
    expect(await one()).toMatchObject({ category: 'GRAFFITI', words: [] });
  });
  test('R-REF-2: is nothing more once that ended', async () => {
    await disclose(['STANDING', 'WARD', 'INCIDENT_DATES', 'REVIEW']);
    expect(await one()).toMatchObject({ standing: 'OPEN', ward: { code: kilburn.wardCode }, category: null });
    await onArcade(PC, 'endAsbCaseDisclosure', {
      agencyId: globalId('Agency', 'demonstration-council'),
    });
    expect(await one()).toMatchObject(NOTHING);
  });
  test('R-REF-1: is nothing more once the agreement ended on which that rests', async () => {
    const agencyId = globalId('Agency', 'demonstration-council');
    const basis = { agreement: 'isa-asb', legalBasis: 'CDA1998_S115' };
    await send('ADMIN admin-1', 'agreeSharing', {
      ...{ ...basis, agencyId, fields: ['TOPIC'], from: '2026-01-01', until: '2039-12-31' },
    });
    await onArcade(PC, 'discloseAsbCase', {
      ...{ ...basis, agencyId, fields: ['CATEGORY'], purpose: 'PROBLEM_SOLVING' },
    });
    expect(await one()).toMatchObject({ category: 'GRAFFITI' });
    await send('ADMIN admin-1', 'endSharing', { agencyId, agreement: 'isa-asb' });
    expect(await one()).toMatchObject(NOTHING);
  });
});
