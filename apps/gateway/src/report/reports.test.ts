import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { streamOf } from '@wardbook/event-sourcing';
import { bySystem, intelligence, londonMonth, report } from '@wardbook/policing';
import { tellStory } from '../demo/tell.ts';
import { FORCE } from '../demo/told.ts';
import { localId } from '../global-id.ts';
import { kilburn, PC } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const CONTROL = 'CONTROL control-1';
const ADMIN = 'ADMIN admin-1';
/** Of whom the demonstration does not tell. */
const RESIDENTS = 'PARTNER residents-1 other-residents';
const HOUSING = 'PARTNER housing-1 demonstration-housing';
const ELECTED = 'ELECTED elected-1 demonstration-council';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'OFFICER officer-9 other-police';
const MONTH = londonMonth(new Date().toISOString());
const WORDS = 'A car without plates stands there.';

let wardbook: Wardbook;
const ids = { car: '', passedOn: '', burglary: '' };
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const commandId = `reports-${String(sent)}`;
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
const among = async (who: string, args: string, list = 'reports', node = 'id'): Promise<unknown[]> => {
  const { [list]: page } = await asked(who, `{ ${list}${args} { edges { node { ${node} } } } }`);
  return ((page?.['edges'] ?? []) as { node: Record<string, unknown> }[]).map((edge) => edge.node[node]);
};
const one = async (who: string, id: string, fields: string): Promise<Answered> =>
  (await asked(who, `{ report(id: "${id}") { ${fields} } }`))['report'] ?? null;

/** As if intelligence had said so. */
const assessed = async (id: string): Promise<void> => {
  const key = localId('Report', id);
  const [first] = await wardbook.store.readStream(streamOf(report, key), { limit: 1 });
  const { intelligence: known } = JSON.parse(first?.data ?? '{}') as { readonly intelligence: string };
  const sender = {
    occurredAt: new Date().toISOString(),
    clientId: 'told',
    correlationId: 'told',
    fingerprint: '',
  };
  const system = { ...sender, by: bySystem('reports') };
  const analyst = { id: 'intelligence-1', role: 'INTELLIGENCE', agency: FORCE } as const;
  await wardbook.engine.handle(
    ...([intelligence, known, { type: 'OpenIntelligence', report: key }] as const),
    { ...system, commandId: 'told-1' },
  );
  await wardbook.engine.handle(
    intelligence,
    known,
    {
      ...{ type: 'EvaluateIntelligence', scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED' },
      ...{ assessment: 'NOT_KNOWN', handling: 'PERMITTED' },
    },
    { ...sender, by: analyst, commandId: 'told-2' },
  );
  await wardbook.engine.handle(
    ...([report, key, { type: 'ReviewIntelligence', intelligence: known }] as const),
    { ...system, commandId: 'told-3' },
  );
};

const FIGURES =
  'received ungraded unassessed overdue late gradesInDoubt medianMinutesToGrade grades { grade reports }';

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  await send(ADMIN, 'publishPolicyVersion', {
    ...{
      number: 'G0909',
      kind: 'GRADING',
      version: 1,
      publishedOn: '2020-01-01',
      contentHash: 'b'.repeat(64),
    },
    grading: {
      ...{ targets: [{ grade: 'IMMEDIATE', withinMinutes: 15 }], mayGoUnattended: ['DRUG_USE'] },
      ...{ scheme: 'THREE_BY_FIVE_BY_TWO', guidance: [{ topic: 'HOW_TO_REPORT', wording: 'Call us.' }] },
    },
  });
  ids.car = await send(CONTROL, 'receiveReport', {
    ...kilburn,
    ...{ channel: 'CALL', matter: 'ABANDONED_VEHICLE', observed: WORDS, streetKey: 'street-9' },
  });
  ids.passedOn = await send(RESIDENTS, 'receiveReport', { force: FORCE, channel: 'THROUGH_PARTNER' });
  ids.burglary = await send(PC, 'receiveReport', { matter: 'BURGLARY', inProgress: true });
}, 60_000);
afterAll(() => wardbook.stop());

const mine = `(receivedIn: "${MONTH}")`;

describe('the reports of a force', () => {
  test('T1-32: what anybody is told who reports, before and after a policy says so', async () => {
    const query = `{ reportingGuidance(force: "${FORCE}") { policy guidance { topic wording } matters } }`;
    const before = (await asked(ELECTED, query))['reportingGuidance'] as { guidance: { topic: string }[] };
    expect(new Set(before.guidance.map(({ topic }) => topic))).toEqual(
      new Set([
        ...['HOW_TO_OBSERVE', 'WHAT_IS_SUSPICIOUS', 'HOW_TO_REPORT', 'WHAT_TO_REPORT', 'WHAT_HAPPENS_NEXT'],
      ]),
    );
    await send(ADMIN, 'adoptPolicy', { force: FORCE, kind: 'GRADING', number: 'G 0909' });
    expect(await asked(RESIDENTS, query)).toMatchObject({
      reportingGuidance: {
        policy: 'G0909/1',
        guidance: [{ topic: 'HOW_TO_REPORT', wording: 'Call us.' }],
        matters: expect.arrayContaining(['GRAFFITI', 'OTHER']),
      },
    });
  });
  test('T1-35, T1-42: are taken whatever they lack, and listed until they are graded and assessed', async () => {
    expect(await among(PC, mine)).toEqual(expect.arrayContaining(Object.values(ids)));
    expect(await among(PC, '(unassessed: true, grade: NOT_GRADED)')).toEqual(
      expect.arrayContaining(Object.values(ids)),
    );
    await send(CONTROL, 'gradeReport', {
      reportId: ids.car,
      grade: 'REFERRED',
      rationale: 'INFORMATION_ONLY',
    });
    expect(await among(PC, '(unassessed: true, grade: REFERRED)')).toContain(ids.car);
    expect(await among(PC, '(wardCode: "E05013665", matter: BURGLARY)')).toEqual([]);
    expect(await among(PC, '(standing: CLOSED)')).not.toContain(ids.car);
    expect(await among(PC, '(overdue: true)')).toEqual([]);
    expect(await one(PC, ids.passedOn, 'channel matter lacking passedOnBy { id } grade { grade }')).toEqual({
      ...{ channel: 'THROUGH_PARTNER', matter: 'OTHER', lacking: ['OBSERVED', 'WHEN', 'WHERE'] },
      ...{ passedOnBy: null, grade: null },
    });
  });
  test('R-INT-2, T1-36: what was in progress after all has a grade in doubt', async () => {
    await send(PC, 'correctReport', { reportId: ids.car, inProgress: true });
    expect(await among(CONTROL, '(gradeInDoubt: true)')).toEqual([ids.car]);
    expect(await one(CONTROL, ids.car, 'isGradeInDoubt inProgress duties { duty isOverdue }')).toEqual({
      ...{ isGradeInDoubt: true, inProgress: true },
      duties: [
        { duty: 'GRADING', isOverdue: false },
        { duty: 'ASSESSMENT', isOverdue: false },
      ],
    });
  });
  test('T1-31: of one of which nobody knows how it came the channel is OTHER', async () => {
    expect(await one(PC, ids.burglary, 'channel matter')).toEqual({ channel: 'OTHER', matter: 'BURGLARY' });
  });
  test('T1-42: a duplicate is shown with the first', async () => {
    await send(PC, 'markReportDuplicate', { reportId: ids.passedOn, ofReportId: ids.car });
    expect(await one(PC, ids.car, 'duplicates { id }')).toEqual({ duplicates: [{ id: ids.passedOn }] });
    expect(await one(PC, ids.passedOn, 'duplicateOf { id } standing')).toEqual({
      ...{ duplicateOf: { id: ids.car }, standing: 'OPEN' },
    });
  });
  test('R-AUTH-3: are shown to nobody else but auditors, and that somebody was refused is written down', async () => {
    expect(await among(AUDITOR, mine)).toEqual(expect.arrayContaining(Object.values(ids)));
    expect(await among(OTHER_FORCE, '')).toEqual([]);
    for (const who of [OTHER_FORCE, RESIDENTS, ELECTED])
      expect(await one(who, ids.passedOn, 'id')).toBeNull();
    const words = 'accounts { observed { ...on OpenText { text } ...on WithheldText { withheld } } }';
    expect(await one(PC, ids.car, words)).toEqual({ accounts: [{ observed: { text: WORDS } }] });
    expect(await one(AUDITOR, ids.car, words)).toEqual({ accounts: [{ observed: { withheld: true } }] });
    const log = `(agency: "other-police", record: "${streamOf(report, localId('Report', ids.passedOn))}")`;
    expect(await among(AUDITOR, log, 'accessLog', 'type')).toContain('PersonalDataDenied');
  });
});

describe('what became of a report', () => {
  const byReceipt = async (who: string, code: string): Promise<Answered> =>
    (await asked(who, `{ reportByReceipt(receiptCode: "${code}") { reportId status } }`))[
      'reportByReceipt'
    ] ?? null;

  test('R-INT-7, T1-33: whoever asks with its code is told how far it has come, and no more', async () => {
    const { receiptCode } = (await one(CONTROL, ids.car, 'receiptCode')) as { receiptCode: string };
    expect(await byReceipt(CONTROL, receiptCode)).toMatchObject({ reportId: ids.car });
    await assessed(ids.car);
    expect(await byReceipt(CONTROL, receiptCode)).toEqual({ reportId: ids.car, status: 'ASSESSED' });
    for (const who of [RESIDENTS, HOUSING, OTHER_FORCE]) expect(await byReceipt(who, receiptCode)).toBeNull();
    expect(await byReceipt(CONTROL, 'no-such-code')).toBeNull();
  });
  test('R-INT-7, T1-33, T1-17: a partner is told of those that it passed on', async () => {
    expect(await among(RESIDENTS, '', 'reportsPassedOn', 'reportId')).toEqual([ids.passedOn]);
    expect(await among(HOUSING, '', 'reportsPassedOn', 'reportId')).toEqual([]);
    const [code] = (await among(RESIDENTS, '', 'reportsPassedOn', 'receiptCode')) as [string];
    expect(await byReceipt(RESIDENTS, code)).toMatchObject({ reportId: ids.passedOn });
    expect(await byReceipt(HOUSING, code)).toBeNull();
    await send(RESIDENTS, 'sayMoreOfReport', { reportId: ids.passedOn, observed: WORDS });
    expect(await one(PC, ids.passedOn, 'lacking')).toEqual({ lacking: ['WHEN', 'WHERE'] });
  });
  test('R-INT-7: and what whoever reported was told is on record', async () => {
    await send(CONTROL, 'informReporter', { reportId: ids.car, what: 'ASSESSED', way: 'WHEN_ASKED' });
    await send(CONTROL, 'regradeReport', {
      ...{ reportId: ids.car, grade: 'IMMEDIATE', rationale: 'CRIME_IN_PROGRESS', reason: 'MORE_IS_KNOWN' },
    });
    await send(CONTROL, 'closeReport', { reportId: ids.car, outcome: 'DEALT_WITH' });
    expect(
      await one(
        PC,
        ids.car,
        'standing outcome status informed { what way } grades { grade reason } actions { at }',
      ),
    ).toEqual({
      ...{ standing: 'CLOSED', outcome: 'DEALT_WITH', status: 'ASSESSED', actions: [] },
      informed: [{ what: 'ASSESSED', way: 'WHEN_ASKED' }],
      grades: [
        { grade: 'REFERRED', reason: null },
        { grade: 'IMMEDIATE', reason: 'MORE_IS_KNOWN' },
      ],
    });
  });
  test('T1-35: how many there are, ungraded and unassessed, is for everybody to see', async () => {
    const query = `{ reportFigures(force: "${FORCE}", month: "${MONTH}") { ${FIGURES} } }`;
    const { reportFigures: figures } = await asked(ELECTED, query);
    const mineOnly = figures as { received: number; ungraded: number; unassessed: number };
    expect(mineOnly.received).toBeGreaterThanOrEqual(3);
    expect(mineOnly.received - mineOnly.unassessed).toBeGreaterThanOrEqual(1);
    expect(figures).toMatchObject({
      ...{ overdue: 0, late: 0, gradesInDoubt: 0, medianMinutesToGrade: expect.any(Number) },
      grades: expect.arrayContaining([{ grade: 'NOT_GRADED', reports: mineOnly.ungraded }]),
    });
    const none = `{ reportFigures(force: "other-police", month: "${MONTH}") { received medianMinutesToGrade } }`;
    expect(await asked(AUDITOR, none)).toEqual({
      reportFigures: { received: 0, medianMinutesToGrade: null },
    });
  });
});

test('T1-35: the figures of this month are of London’s, which begins before that of the clocks of servers', async () => {
  const summer = await wardbookInMemory(undefined, undefined, () => Date.UTC(2026, 5, 30, 23, 30));
  const response = await summer.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: ELECTED } },
    payload: { query: '{ reportFigures { month } }' },
  });
  await summer.stop();
  expect(response.json()).toMatchObject({ data: { reportFigures: { month: '2026-07' } } });
});
