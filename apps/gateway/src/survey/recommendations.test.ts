import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tellStory } from '../demo/tell.ts';
import { AGREEMENT } from '../demo/kilburn-case.ts';
import { globalId } from '../global-id.ts';
import { hoursAgo } from '../testing/mutations/step.ts';
import { COUNCIL, CPA, kilburn, PCSO, SERGEANT, SERGEANT_ID } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const OTHER_COUNCIL = 'PARTNER clerk-9 other-council';
const OTHER_FORCE = 'INSPECTOR inspector-9 other-police';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const considered = { considered: true, outcome: 'NOT_REQUIRED' };
const person = globalId('Subject', 'kilburn-person-1');

let wardbook: Wardbook;
let survey = '';
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const { receipt, userErrors } = await sendTo(wardbook, who, mutation, {
    commandId: `survey-${sent}`,
    ...input,
  });
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};
const ask = async <Data>(who: string, query: string): Promise<Data> => {
  await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
  const response = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return response.json<{ data: Data }>().data;
};

interface Recommendation {
  readonly key: string;
  readonly text: { readonly text?: string } | null;
  readonly address: { readonly text?: string } | null;
}
interface Page {
  readonly recommendations: { readonly edges: readonly { readonly node: Recommendation }[] } | null;
}
const FIELDS = `key owner standing isOverdue items ward { code } priority standard dueOn declinedBecause
  text { ... on OpenText { text } } address { ... on OpenText { text } } isAddressTold`;
const recommendations = async (who: string, args = ''): Promise<readonly Recommendation[]> => {
  const { recommendations: page } = await ask<Page>(
    who,
    `{ recommendations${args} { edges { node { ${FIELDS} } } } }`,
  );
  return page?.edges.map(({ node }) => node) ?? [];
};

const made = {
  ...{ topic: 'LIGHTING', priority: 'HIGH' },
  ...{ owner: 'AGENCY', agencyId: globalId('Agency', 'demonstration-council') },
  ...{ legalBasis: 'CDA1998_S115', agreement: AGREEMENT },
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  survey = await send(PCSO, 'requestSurvey', {
    ...{ ...kilburn, recipientId: person, premisesKind: 'HOME', address: '4 Cedar Row' },
    ...{ level: 'FULL', criteria: ['VULNERABLE'] },
  });
  const attendanceId = await send(CPA, 'planAttendance', {
    ...{ surveyId: survey, recipient: { subjectId: person }, premisesKind: 'HOME', crew: 'LONE' },
    ...{ address: '4 Cedar Row', buddyMemberId: SERGEANT_ID },
    considerations: {
      ...{ riskAssessment: considered, ppe: considered },
      ...{ conflictManagement: considered, otherTraining: considered },
    },
    ...{ expectedArrival: hoursAgo(-1), expectedDeparture: hoursAgo(-2) },
  });
  await send(CPA, 'recordArrival', { attendanceId });
  await send(CPA, 'startSurvey', { surveyId: survey, attendanceId });
  const about = { surveyId: survey };
  await send(CPA, 'recordFinding', { ...about, item: 'LIGHT_AT_DOORS', answer: 'NO', attention: true });
  await send(CPA, 'recommend', {
    ...{ ...about, ...made, recommendationKey: 'lamp', text: 'Light the passage.', standard: 'BS 5489' },
    items: ['LIGHT_AT_DOORS'],
  });
  await send(CPA, 'recommend', {
    ...{ ...about, ...made, recommendationKey: 'path', text: 'Light the path.', withAddress: true },
  });
  await send(CPA, 'recommend', {
    ...{ ...about, recommendationKey: 'sash', owner: 'OCCUPANT', topic: 'PROPERTY', priority: 'LOW' },
    text: 'Fit sash locks.',
  });
  await send(CPA, 'giveReminder', { ...about, reminder: 'FIRE', how: 'VERBAL' });
}, 60_000);
afterAll(() => wardbook.stop());

describe('what a survey recommends', () => {
  test('R-SUR-5, R-REF-2: an agency is shown what it owns, with what it needs to act', async () => {
    const seen = await recommendations(COUNCIL);
    expect(seen.map(({ key }) => key).sort()).toEqual(['lamp', 'path']);
    expect(seen.find(({ key }) => key === 'lamp')).toEqual({
      ...{ key: 'lamp', owner: 'AGENCY', standing: 'OPEN', isOverdue: false, items: [] },
      ...{ ward: { code: kilburn.wardCode }, priority: 'HIGH', standard: 'BS 5489', dueOn: null },
      ...{ declinedBecause: null, text: { text: 'Light the passage.' }, address: null, isAddressTold: false },
    });
  });

  test('R-REF-2: the address only where it was told, from then on', async () => {
    const path = async () => (await recommendations(COUNCIL)).find(({ key }) => key === 'path');
    expect((await path())?.address).toEqual({ text: '4 Cedar Row' });
    await send(CPA, 'discloseSurveyAddress', {
      ...{ surveyId: survey, recommendationKey: 'lamp' },
      ...{ legalBasis: 'CDA1998_S115', agreement: AGREEMENT },
    });
    const lamp = (await recommendations(COUNCIL)).find(({ key }) => key === 'lamp');
    expect(lamp?.address).toEqual({ text: '4 Cedar Row' });
  });

  test('R-AUTH-3: nobody else is shown any, and no partner the survey', async () => {
    expect(await recommendations(OTHER_COUNCIL)).toEqual([]);
    expect(await recommendations(OTHER_FORCE)).toEqual([]);
    expect(await recommendations(COUNCIL, `(agencyId: "${globalId('Agency', 'other-council')}")`)).toEqual(
      [],
    );
    for (const who of [COUNCIL, OTHER_FORCE])
      expect(await ask(who, `{ survey(id: "${survey}") { id } }`)).toEqual({ survey: null });
  });

  test('an auditor sees them without words', async () => {
    const seen = await recommendations(AUDITOR, '(owner: OCCUPANT)');
    expect(seen.find(({ key }) => key === 'sash')).toMatchObject({ items: [], text: {}, address: {} });
  });

  test('R-SUR-2: the police see which reminders were given, and when; and what each finding came to', async () => {
    interface Shown {
      readonly survey: Record<string, readonly unknown[]>;
    }
    const { survey: shown } = await ask<Shown>(
      SERGEANT,
      `{ survey(id: "${survey}") { standing priority reminders { reminder how at }
        findings { item answer isToBeReferred referral { id } } recommendations { key } } }`,
    );
    expect(shown).toMatchObject({
      ...{ standing: 'STARTED', priority: true },
      reminders: [{ reminder: 'FIRE', how: 'VERBAL' }],
      findings: [{ item: 'LIGHT_AT_DOORS', answer: 'NO', isToBeReferred: false, referral: null }],
    });
    expect(shown['recommendations']).toHaveLength(3);
    const { surveys } = await ask<{ surveys: { edges: readonly unknown[] } }>(
      SERGEANT,
      `{ surveys(wardCode: "${kilburn.wardCode}") { edges { node { id } } } }`,
    );
    expect(surveys.edges).toContainEqual({ node: { id: survey } });
  });

  test('R-AUTH-4: an agency answers for what it owns, and it is open no more', async () => {
    await send(COUNCIL, 'confirmAction', { surveyId: survey, recommendationKey: 'lamp' });
    expect((await recommendations(COUNCIL)).map(({ key }) => key)).toEqual(['path']);
    expect(await recommendations(COUNCIL, '(standing: [IMPLEMENTED])')).toMatchObject([{ key: 'lamp' }]);
    const { userErrors } = await sendTo(wardbook, COUNCIL, 'confirmAction', {
      ...{ commandId: 'survey-not-ours', surveyId: survey, recommendationKey: 'sash' },
    });
    expect(userErrors).toMatchObject([{ rule: 'R-AUTH-4', path: ['input', 'recommendationKey'] }]);
  });
});
