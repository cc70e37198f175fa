import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonMonth } from '@wardbook/policing';
import { FORCE } from '../demo/told.ts';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { COUNCIL, INSPECTOR, kilburn, PC, PCSO } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const HOUSING = 'PARTNER housing-1 demonstration-homes';
const SUPPORT = 'PARTNER support-1 demonstration-victim-support';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'OFFICER officer-9 other-police';
const MONTH = londonMonth(new Date().toISOString());
const WORDS = 'Nobody sees the yard behind its wall.';

let wardbook: Wardbook;
const ids: Record<'cars' | 'gate' | 'person', string> = { cars: '', gate: '', person: '' };
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const commandId = `problems-${String(sent)}`;
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
  const name = list.replace(/\(.*/, '');
  const { [name]: page } = await asked(who, `{ ${list} { edges { node { ${node} } } } }`);
  return ((page?.['edges'] ?? []) as { node: Record<string, unknown> }[]).map((edge) => edge.node);
};
const one = (who: string, fields: string, id = ids.cars): Promise<Answered> =>
  asked(who, `{ problem(id: "${id}") { ${fields} } }`).then(({ problem }) => problem ?? null);
const agency = (id: string) => globalId('Agency', id);

const measure = (measureKey: string, kind: string, owner: string, more: object = {}) => ({
  ...{ measureKey, kind, aim: 'PREVENTION', isProactive: true, agencyId: agency(owner), dueOn: '2040-01-31' },
  ...more,
});

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  ids.cars = await send(HOUSING, 'raiseProblem', {
    ...{ ...kilburn, forceId: agency(FORCE), category: 'ABANDONED_VEHICLE' },
    ...{ title: 'Cars behind the flats', objective: 'That nobody leaves a car there.' },
  });
  const cars = { problemId: ids.cars };
  await send(PCSO, 'addScan', { ...cars, scanKey: 'calls', source: 'PUBLIC_REPORTS', count: 3, note: WORDS });
  await send(PC, 'recordAnalysis', {
    ...{ ...cars, analysisKey: 'first', causes: ['HIDDEN_PLACES', 'POOR_LIGHTING'], finding: WORDS },
  });
  await send(PC, 'recordProfile', { ...cars, profileKey: 'yard', kind: 'PROBLEM', street: 'cedar-row' });
  await send(INSPECTOR, 'adoptAtTasking', {
    ...{ ...cars, level: 1, eventLedReason: 'COMMUNITY_CONCERN' },
    lead: { agencyId: agency('demonstration-council'), post: 'ASB_COORDINATOR' },
    measures: [
      measure('lights', 'STREET_LIGHTING', 'demonstration-council', {
        ...{ approach: 'All of the yard.', isProactive: false },
      }),
      measure('walls', 'WALL_REMOVAL', 'demonstration-homes', { dependsOnKeys: ['lights'] }),
      measure('patrol', 'TARGET_OFFENDER', FORCE, {
        ...{ aim: 'ENFORCEMENT', assigneeKey: 'pc-E05000140', dueOn: '2040-02-01' },
      }),
    ],
  });
  ids.gate = await send(PC, 'raiseProblem', {
    ...{ ...kilburn, category: 'BURGLARY', title: 'A gate', objective: 'That it is shut.' },
  });
}, 60_000);
afterAll(() => wardbook.stop());

describe('the problems of a force', () => {
  test('are listed by ward, category, who leads, and how far they have come', async () => {
    const here = async (args: string) =>
      (await listed(PC, `problems(${args})`, 'id')).map((node) => (node as { id: string }).id);
    expect(await here('category: ABANDONED_VEHICLE, standing: ADOPTED')).toContain(ids.cars);
    expect(await here('leadAgencyKey: "demonstration-council", standing: ADOPTED')).toContain(ids.cars);
    expect(await here('standing: RAISED')).toContain(ids.gate);
    expect(await here('wardCode: "E05013656"')).toEqual([]);
  });
  test('T1-12: show police what is known of them', async () => {
    const fields = `title causes scans { count note } analyses { finding } hotspots { street reports { street } }
      reports { reportKey } eventLedReason lead { agencyKey post } raisedByKey targets { key }`;
    expect(await one(INSPECTOR, fields)).toEqual({
      ...{ title: 'Cars behind the flats', causes: ['HIDDEN_PLACES', 'POOR_LIGHTING'] },
      ...{ scans: [{ count: 3, note: WORDS }], analyses: [{ finding: WORDS }] },
      ...{ hotspots: [{ street: 'cedar-row', reports: [] }], reports: [] },
      ...{ eventLedReason: 'COMMUNITY_CONCERN', raisedByKey: 'demonstration-homes', targets: [] },
      lead: { agencyKey: 'demonstration-council', post: 'ASB_COORDINATOR' },
    });
  });
  test('T1-25: whom intelligence points at is for those who see intelligence', async () => {
    expect(await one(PC, 'title targets { key } intelligenceKeys')).toEqual({
      ...{ title: 'Cars behind the flats', targets: null, intelligenceKeys: null },
    });
    expect(await one(AUDITOR, 'targets { key } intelligenceKeys')).toEqual({
      ...{ targets: [], intelligenceKeys: [] },
    });
  });
  test('T1-25: the history of a problem, which may name a target, is for those who see intelligence', async () => {
    const key = Buffer.from(ids.cars, 'base64url').toString().replace('Problem:', '');
    const told = (who: string) => listed(who, `events(stream: "problem-${key}")`, 'type');
    expect(await told(INSPECTOR)).toContainEqual({ type: 'ProblemAdopted' });
    expect(await told(AUDITOR)).toContainEqual({ type: 'ProblemAdopted' });
    for (const who of [PC, OTHER_FORCE]) expect(await told(who)).toEqual([]);
  });
  test('are not there for another force, or a partner that has no part in them', async () => {
    for (const who of [OTHER_FORCE, SUPPORT]) {
      expect(await one(who, 'title')).toBeNull();
      expect(await listed(who, 'problems', 'id')).toEqual([]);
    }
    expect(await one(COUNCIL, 'title', ids.gate)).toBeNull();
  });
});

describe('what a partner sees of a problem', () => {
  test('T2-26: what it is to reach, and what all of them do, with what waits for what', async () => {
    const measures = 'measures { key agencyKey dependsOnKeys dependantKeys waitsForKeys assigneeKey family }';
    expect(await one(HOUSING, `title objective category ${measures}`)).toEqual({
      ...{ title: 'Cars behind the flats', objective: 'That nobody leaves a car there.' },
      category: 'ABANDONED_VEHICLE',
      measures: [
        {
          ...{ key: 'lights', agencyKey: 'demonstration-council', family: 'DESIGN_OUT_CRIME' },
          ...{ dependsOnKeys: [], dependantKeys: ['walls'], waitsForKeys: [], assigneeKey: null },
        },
        {
          ...{ key: 'walls', agencyKey: 'demonstration-homes', family: 'DESIGN_OUT_CRIME' },
          ...{ dependsOnKeys: ['lights'], dependantKeys: [], waitsForKeys: ['lights'], assigneeKey: null },
        },
        {
          ...{ key: 'patrol', agencyKey: FORCE, family: 'ENFORCEMENT' },
          ...{ dependsOnKeys: [], dependantKeys: [], waitsForKeys: [], assigneeKey: null },
        },
      ],
    });
  });
  test('R-REF-2: nothing of reports, profiles, intelligence, or what police saw', async () => {
    const hidden = ['scans { key }', 'analyses { key }', 'reports { reportKey }', 'hotspots { key }'];
    for (const field of [
      ...hidden,
      'targets { key }',
      'intelligenceKeys',
      'eventLedReason',
      'studies { key }',
    ])
      expect(Object.values((await one(HOUSING, field)) ?? {})).toEqual([null]);
  });
  test('lists the problems in which it has a part, and what is its own to do', async () => {
    expect(await listed(HOUSING, 'problems', 'id')).toContainEqual({ id: ids.cars });
    expect(await listed(COUNCIL, 'problems(category: ABANDONED_VEHICLE)', 'id')).toContainEqual({
      id: ids.cars,
    });
    expect(await listed(COUNCIL, 'problems(standing: CLOSED)', 'id')).not.toContainEqual({ id: ids.cars });
    const own = await listed(HOUSING, 'measures', 'key agencyKey isOverdue problem { id }');
    expect(own).toContainEqual({
      ...{ key: 'walls', agencyKey: 'demonstration-homes', isOverdue: false, problem: { id: ids.cars } },
    });
    const keys = own.map((node) => (node as { agencyKey: string }).agencyKey);
    expect(new Set(keys)).toEqual(new Set(['demonstration-homes']));
    expect(await listed(HOUSING, `measures(agencyKey: "${FORCE}", overdue: true)`, 'key')).not.toContainEqual(
      {
        key: 'patrol',
      },
    );
    expect(await listed(PC, `measures(agencyKey: "${FORCE}")`, 'key assigneeKey')).toContainEqual({
      ...{ key: 'patrol', assigneeKey: 'pc-E05000140' },
    });
  });
});

describe('problems in figures', () => {
  test('T0-26, T1-24, T1-26, T4-11, T4-12: by aim, what goes before, on what it rests, and which partners are in it', async () => {
    const fields = `month measures proactive prevention enforcement intelligenceLed eventLed
      offendersBroughtToJustice byAgency { agencyKey tasked due overdue completed } byWard { wardCode count limit isOverLimit }`;
    const query = `{ problemFigures(month: "${MONTH}") { ${fields} } }`;
    await send(PC, 'completeMeasure', {
      ...{ problemId: ids.cars, measureKey: 'patrol', result: 'OFFENDER_BROUGHT_TO_JUSTICE' },
    });
    const { problemFigures: figures } = await asked(INSPECTOR, query);
    expect(figures).toMatchObject({ month: MONTH });
    const { byAgency, byWard, ...counts } = figures as Record<string, number>;
    // Of the measures of this month one is reactive, and the problem rests on no intelligence.
    expect(counts).toEqual({
      ...{ month: MONTH, measures: 3, proactive: 2, prevention: 2, enforcement: 1 },
      ...{ intelligenceLed: 0, eventLed: 1, offendersBroughtToJustice: 1 },
    });
    const open = { tasked: 1, due: 1, overdue: 0, completed: 0 };
    expect(byAgency).toEqual([
      { agencyKey: 'demonstration-council', ...open },
      { agencyKey: 'demonstration-homes', ...open },
      { agencyKey: FORCE, tasked: 1, due: 0, overdue: 0, completed: 1 },
    ]);
    expect(byWard).toContainEqual(
      expect.objectContaining({ wardCode: 'E05000140', limit: 5, isOverLimit: false }),
    );
    expect(await asked(COUNCIL, query)).toEqual({ problemFigures: null });
  });
  test('R-PROB-7: more live problems in a ward than the policy says are seen', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five'])
      await send(PC, 'raiseProblem', { ...kilburn, category: 'OTHER', title, objective: 'That it ends.' });
    const query = `{ problemFigures(month: "${MONTH}") { byWard { wardCode isOverLimit } } }`;
    const { problemFigures } = await asked(INSPECTOR, query);
    expect(problemFigures?.['byWard']).toContainEqual({ wardCode: 'E05000140', isOverLimit: true });
  });
});

describe('the end of a problem', () => {
  test('T2-21, T2-28: closed without any change, it shows as not achieved', async () => {
    const cars = { problemId: ids.cars };
    for (const measureKey of ['lights', 'walls'])
      await send(COUNCIL, 'completeMeasure', { ...cars, measureKey, result: 'DONE' });
    await send(COUNCIL, 'assessProblem', {
      ...{ ...cars, assessmentKey: 'spring', result: 'UNCHANGED', evidence: ['figures/1'] },
      tangible: 'The yard is light.',
    });
    await send(INSPECTOR, 'closeProblem', cars);
    expect(await one(HOUSING, 'standing result isNotAchieved assessments { tangible }')).toEqual({
      ...{ standing: 'CLOSED', result: 'UNCHANGED', isNotAchieved: true },
      assessments: [{ tangible: 'The yard is light.' }],
    });
  });
  test('T2-27: a case study is for everybody, once another has read it', async () => {
    const study = { problemId: ids.cars, studyKey: 'study-9' };
    const fields = 'key text category result';
    const all = () => listed('ELECTED elected-1 demonstration-council', 'caseStudies', fields);
    await send(PC, 'draftCaseStudy', { ...study, text: 'Light helps.' });
    expect(await all()).not.toContainEqual(expect.objectContaining({ key: 'study-9' }));
    expect(await one(PC, 'studies { key standing text }')).toEqual({
      studies: [{ key: 'study-9', standing: 'DRAFTED', text: 'Light helps.' }],
    });
    await send(INSPECTOR, 'attestCaseStudy', study);
    expect(await all()).toContainEqual({
      ...{ key: 'study-9', text: 'Light helps.', category: 'ABANDONED_VEHICLE', result: 'UNCHANGED' },
    });
    await send(PC, 'withdrawCaseStudy', study);
    expect(await all()).not.toContainEqual(expect.objectContaining({ key: 'study-9' }));
  });
});
