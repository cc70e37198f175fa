import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonMonth } from '@wardbook/policing';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { INSPECTOR, kilburn, PC, PCSO, RECORDS } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const ANALYST = 'INTELLIGENCE analyst-1';
const READER = 'INTELLIGENCE analyst-2';
const CONTROL = 'CONTROL control-1';
/** Of which the demonstration does not tell. */
const COUNCIL = 'PARTNER council-1 other-council';
const HOUSING = 'PARTNER housing-1 demonstration-housing';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'INTELLIGENCE analyst-9 other-police';
const EVERYBODY = [ANALYST, INSPECTOR, RECORDS, PCSO, PC, CONTROL, COUNCIL, HOUSING, AUDITOR, OTHER_FORCE];
const MONTH = londonMonth(new Date().toISOString());
/** Canaries: who may see them is what these tests are about. */
const WORDS = 'Canary of the record: somebody sells from a van.';
const SOURCE = 'Canary of the source';
const TEXT = 'Canary of the text: drugs are sold from a van.';

let wardbook: Wardbook;
const ids: Record<'known' | 'other', string> = { known: '', other: '' };
let item = '';
let sent = 0;
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const commandId = `intelligence-${String(sent)}`;
  const { receipt, userErrors } = await sendTo(wardbook, who, mutation, { commandId, ...input });
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};
const said = async (who: string, query: string): Promise<string> => {
  await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
  const { body } = await wardbook.app.inject({
    ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
  });
  return body;
};
const asked = async (who: string, query: string) =>
  (JSON.parse(await said(who, query)) as { readonly data: Record<string, unknown> }).data;
const listed = async (who: string, list: string, node: string, args = ''): Promise<unknown> => {
  const { [list]: page } = await asked(who, `{ ${list}${args} { edges { node { ${node} } } } }`);
  return ((page as { edges?: { node: unknown }[] } | null)?.edges ?? []).map((edge) => edge.node);
};
const among = async (who: string, args = ''): Promise<unknown> =>
  listed(who, 'intelligenceReports', 'id', args);
const evaluate = (intelligenceId: string, codes: object = {}) =>
  send(ANALYST, 'evaluateIntelligence', {
    ...{ intelligenceId, scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED' },
    ...{ assessment: 'KNOWN_INDIRECTLY', handling: 'PERMITTED', ...codes },
  });
const council = { agencyId: globalId('Agency', 'other-council') };
const ofItem = () => ({ intelligenceId: ids.known, itemKey: item });

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  await send('ADMIN admin-1', 'registerAgency', {
    ...{ agencyKey: 'other-council', kind: 'COUNCIL', name: 'Alderwick Council' },
  });
  ids.known = await send(PCSO, 'submitIntelligence', {
    ...{ ...kilburn, text: WORDS, sourceRef: SOURCE, priority: 'HIGH' },
  });
  ids.other = await send(PC, 'submitIntelligence', { text: 'A grey van waits.', priority: 'LOW' });
  await send(ANALYST, 'nameSubject', {
    ...{ intelligenceId: ids.known, subjectId: globalId('Subject', 'kilburn-person-1'), category: 'SUSPECT' },
  });
  await evaluate(ids.known);
  await send(ANALYST, 'sanitise', { intelligenceId: ids.known, text: TEXT });
  const { intelligence } = await asked(ANALYST, `{ intelligence(id: "${ids.known}") { sanitised { key } } }`);
  [{ key: item }] = (intelligence as { readonly sanitised: [{ key: string }] }).sanitised;
  await send(READER, 'attestSanitised', ofItem());
  await send(ANALYST, 'disseminate', {
    ...{ ...ofItem(), ...council, legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
  });
}, 60_000);
afterAll(() => wardbook.stop());

describe('intelligence of a force', () => {
  test('T1-34: is listed by grading, ward and priority for those who work with it, and by what nobody assessed', async () => {
    expect(await among(ANALYST, `(grading: "2/C/P")`)).toEqual([{ id: ids.known }]);
    expect(await among(INSPECTOR, `(wardCode: "${kilburn.wardCode}", priority: HIGH)`)).toEqual([
      { id: ids.known },
    ]);
    expect(await among(AUDITOR, `(unassessed: true, priority: LOW)`)).toEqual([{ id: ids.other }]);
    expect(await among(ANALYST, `(unassessed: false, priority: HIGH)`)).toEqual([{ id: ids.known }]);
    for (const who of [PCSO, PC, CONTROL, COUNCIL, OTHER_FORCE]) expect(await among(who)).toEqual([]);
  });
  test('R-INT-5: whoever submitted it sees what they said, and nothing of what became of it', async () => {
    const query = (id: string) => `{ intelligence(id: "${id}") {
      text { ...on OpenText { text } } sourceRef { ...on OpenText { text } } grading { grading } subjects { category } } }`;
    expect(await asked(PCSO, query(ids.known))).toEqual({
      intelligence: { text: { text: WORDS }, sourceRef: { text: SOURCE }, grading: null, subjects: null },
    });
    expect(await asked(ANALYST, query(ids.known))).toEqual({
      intelligence: {
        ...{ text: { text: WORDS }, sourceRef: { text: SOURCE } },
        ...{ grading: { grading: '2/C/P' }, subjects: [{ category: 'SUSPECT' }] },
      },
    });
    expect(await asked(PCSO, query(ids.other))).toEqual({ intelligence: null });
    expect(await listed(PCSO, 'submittedIntelligence', 'id')).toEqual([{ id: ids.known }]);
  });
  test('R-INT-5: no role and no path shows what it may not: 0 leaks', async () => {
    const record = Buffer.from(ids.known, 'base64url').toString().replace('Intelligence:', '');
    const wide = 'text { ...on OpenText { text } } sourceRef { ...on OpenText { text } } sanitised { text }';
    const paths = [
      `{ intelligence(id: "${ids.known}") { ${wide} } }`,
      `{ node(id: "${ids.known}") { id ...on Intelligence { ${wide} } } }`,
      `{ intelligenceReports { edges { node { ${wide} } } } }`,
      `{ submittedIntelligence { edges { node { ${wide} } } } }`,
      `{ intelligenceDisseminations { edges { node { item agencyKey } } } }`,
      `{ sanitisedIntelligence { edges { node { key text grading } } } }`,
      `{ disseminatedIntelligence { edges { node { key text grading } } } }`,
      `{ disseminatedItem(key: "${item}") { key text grading } }`,
      `{ events(stream: "intelligence-${record}") { edges { node { type data } } } }`,
    ];
    const seen = async (canary: string) => {
      const found = await Promise.all(
        EVERYBODY.map(async (who) => {
          const bodies = await Promise.all(paths.map((path) => said(who, path)));
          return bodies.some((body) => body.includes(canary)) ? [who] : [];
        }),
      );
      return found.flat();
    };
    expect(await seen(WORDS)).toEqual([ANALYST, INSPECTOR, RECORDS, PCSO]);
    expect(await seen(SOURCE)).toEqual([ANALYST, INSPECTOR, RECORDS, PCSO]);
    expect(await seen(TEXT)).toEqual([ANALYST, INSPECTOR, RECORDS, PCSO, PC, CONTROL, COUNCIL, AUDITOR]);
    expect(await seen(record)).toEqual([ANALYST, INSPECTOR, RECORDS, AUDITOR]);
  });
});

describe('what is known without its source', () => {
  test('R-INT-5: all of the force read attested texts, and nothing else of the record', async () => {
    const [first] = (await listed(CONTROL, 'sanitisedIntelligence', 'key text grading')) as [object];
    expect(first).toEqual({ key: item, text: TEXT, grading: '2/C/P' });
    const unread = await send(ANALYST, 'sanitise', {
      intelligenceId: ids.known,
      text: 'Nobody has read this.',
    });
    expect(unread).toBe(ids.known);
    expect(await said(CONTROL, '{ sanitisedIntelligence { edges { node { text } } } }')).not.toContain(
      'Nobody',
    );
  });
  test('R-INT-4: a partner reads what was disseminated to it: text, grading, basis and since when', async () => {
    const fields = 'key text grading conditions { until } legalBasis agreement purpose';
    const shown = {
      ...{ key: item, text: TEXT, grading: '2/C/P', conditions: null },
      ...{ legalBasis: 'VITAL_INTERESTS', agreement: null, purpose: 'SAFEGUARDING' },
    };
    expect(await listed(COUNCIL, 'disseminatedIntelligence', fields)).toEqual([shown]);
    const one = (who: string, key = item) => asked(who, `{ disseminatedItem(key: "${key}") { ${fields} } }`);
    expect(await one(COUNCIL)).toEqual({ disseminatedItem: shown });
    expect([await one(HOUSING), await one(COUNCIL, 'no-such-item')]).toEqual([
      { disseminatedItem: null },
      { disseminatedItem: null },
    ]);
    const denials = (agency: string) =>
      listed(AUDITOR, 'accessLog', 'type purpose', `(agency: "${agency}")`) as Promise<unknown[]>;
    const denied = { type: 'PersonalDataDenied', purpose: 'INTELLIGENCE' };
    expect(await denials('demonstration-housing')).toContainEqual(denied);
    expect(await denials('other-council')).toContainEqual(denied);
  });
  test('R-INT-4: a stricter grading hides it at once, and shows it as hidden to whoever works with it', async () => {
    const going = () =>
      listed(
        ANALYST,
        'intelligenceDisseminations',
        'agencyKey legalBasis isHidden',
        '(agencyKey: "other-council")',
      );
    const told = { agencyKey: 'other-council', legalBasis: 'VITAL_INTERESTS' };
    expect(await going()).toEqual([{ ...told, isHidden: false }]);
    await evaluate(ids.known, { assessment: 'SUSPECTED_FALSE' });
    expect(await listed(COUNCIL, 'disseminatedIntelligence', 'key')).toEqual([]);
    expect(await going()).toEqual([{ ...told, isHidden: true }]);
    const both = `{ intelligence(id: "${ids.known}") { gradings { grading } disseminations { isHidden } } }`;
    expect(await asked(ANALYST, both)).toEqual({
      intelligence: {
        gradings: [{ grading: '2/C/P' }, { grading: '2/E/P' }],
        disseminations: [{ isHidden: true }],
      },
    });
    await evaluate(ids.known);
    expect(await listed(COUNCIL, 'disseminatedIntelligence', 'key')).toEqual([{ key: item }]);
  });
  test('R-REF-1: an agreement that is over hides it, too', async () => {
    await send('ADMIN admin-1', 'agreeSharing', {
      ...{ ...council, agreement: 'isa-9', fields: ['CIRCUMSTANCES'], legalBasis: 'CDA1998_S115' },
      ...{ from: '2026-01-01', until: '2039-12-31' },
    });
    const other = await send(PC, 'submitIntelligence', { text: 'Somebody breaks lamps.', priority: 'LOW' });
    await evaluate(other);
    await send(ANALYST, 'sanitise', { intelligenceId: other, text: 'Lamps are broken.' });
    const { intelligence } = await asked(ANALYST, `{ intelligence(id: "${other}") { sanitised { key } } }`);
    const [{ key }] = (intelligence as { readonly sanitised: [{ key: string }] }).sanitised;
    await send(READER, 'attestSanitised', { intelligenceId: other, itemKey: key });
    await send(ANALYST, 'disseminate', {
      ...{ intelligenceId: other, itemKey: key, ...council, purpose: 'PROBLEM_SOLVING' },
      ...{ legalBasis: 'CDA1998_S115', agreement: 'isa-9' },
    });
    const one = () => asked(COUNCIL, `{ disseminatedItem(key: "${key}") { text } }`);
    expect(await one()).toEqual({ disseminatedItem: { text: 'Lamps are broken.' } });
    await send('ADMIN admin-1', 'endSharing', { ...council, agreement: 'isa-9' });
    expect(await one()).toEqual({ disseminatedItem: null });
  });
});

describe('the figures of a month', () => {
  test('T1-40: by grading, what nobody graded, who was told on which basis, and what was event-led', async () => {
    await send(INSPECTOR, 'decideAction', {
      ...{ intelligenceId: ids.known, actionKey: 'patrols', what: 'PATROL', how: 'OPENLY' },
      plannedFor: '2040-01-01T09:00:00Z',
    });
    const query = `{ intelligenceFigures(month: "${MONTH}") {
      opened unassessed bySource { code count } disseminated { code count } actedOn eventLed } }`;
    const { intelligenceFigures: figures } = await asked(AUDITOR, query);
    expect(figures).toEqual({
      ...{ opened: 3, unassessed: 1, bySource: [{ code: 'UNTESTED', count: 2 }], actedOn: 1, eventLed: 1 },
      disseminated: [
        { code: 'CDA1998_S115', count: 1 },
        { code: 'VITAL_INTERESTS', count: 1 },
      ],
    });
    await send(ANALYST, 'linkPattern', { intelligenceId: ids.known, otherId: ids.other });
    const led = `{ intelligence(id: "${ids.known}") { actions { key ledBy end reports { id } } pattern { id } problems { id } } }`;
    expect(await asked(INSPECTOR, led)).toEqual({
      intelligence: {
        actions: [{ key: 'patrols', ledBy: 'EVENT', end: null, reports: [] }],
        pattern: [{ id: ids.other }],
        problems: [],
      },
    });
    expect(await asked(PC, query)).toEqual({ intelligenceFigures: null });
  });
});

test('R-INT-4: an agency that has ended is shown nothing more, in an emergency neither', async () => {
  expect(await listed(COUNCIL, 'disseminatedIntelligence', 'key')).toEqual([{ key: item }]);
  await send('ADMIN admin-1', 'endAgency', council);
  expect(await listed(COUNCIL, 'disseminatedIntelligence', 'key')).toEqual([]);
  expect(await asked(COUNCIL, `{ disseminatedItem(key: "${item}") { text } }`)).toEqual({
    disseminatedItem: null,
  });
});
