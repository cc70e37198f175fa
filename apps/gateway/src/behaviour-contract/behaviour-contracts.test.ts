import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonMonth } from '@wardbook/policing';
import { tellStory } from '../demo/tell.ts';
import { globalId, localId } from '../global-id.ts';
import { INSPECTOR, PC, PCSO } from '../testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const COUNCIL = 'PARTNER council-1 demonstration-council';
const HOUSING = 'PARTNER housing-1 demonstration-homes';
const AUDITOR = 'AUDITOR auditor-1 demonstration-audit';
const OTHER_FORCE = 'OFFICER officer-9 other-police';
const MONTH = londonMonth(new Date().toISOString());
const CANARY = {
  name: 'Rowan Canary-Teasel',
  term: 'Not to paint at canary-4 Alder Row.',
  note: 'Canary-neighbour saw it.',
  text: 'Not to paint on walls.',
};

let wardbook: Wardbook;
const ids: Record<'person' | 'pledge' | 'injunction' | 'own', string> = {
  ...{ person: '', pledge: '', injunction: '', own: '' },
};
let sent = 0;
const sendAs = (who: string, mutation: string, input: object) => {
  sent += 1;
  return sendTo(wardbook, who, mutation, { commandId: `contracts-${String(sent)}`, ...input });
};
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  const { receipt, userErrors } = await sendAs(who, mutation, input);
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
const listed = async (who: string, list: string, node = 'id'): Promise<unknown[]> => {
  const answered = await asked(who, `{ ${list} { edges { node { ${node} } } } }`);
  const [page] = Object.values(answered);
  return ((page?.['edges'] ?? []) as { node: unknown }[]).map((edge) => edge.node);
};
const agencyId = (agency: string) => globalId('Agency', agency);
const toCouncil = { agencyId: agencyId('demonstration-council') };

const TERMS = 'prohibitions { ...on OpenText { text } ...on WithheldText { withheld } }';
const ALL = `id standing category ownerKey personCategory personName { ...on OpenText { text } } ${TERMS}
  signatures { agencyKey signedAt } breaches { kind note { ...on OpenText { text } } }
  orders { kind isWithoutContract } redactedTerms { text { ...on OpenText { text } } }
  disclosures { agencyKey }`;
const shown = async (who: string, id: string, fields = ALL): Promise<Answered> => {
  const { behaviourContract = null } = await asked(who, `{ behaviourContract(id: "${id}") { ${fields} } }`);
  return behaviourContract;
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  ids.person = await send(PC, 'registerSubject', { name: CANARY.name });
  ids.pledge = await send(PC, 'proposeContract', {
    ...{ subjectId: ids.person, category: 'GRAFFITI', prohibitions: [CANARY.term] },
    agencyIds: [toCouncil.agencyId],
  });
  const behaviourContractId = ids.pledge;
  await send(PC, 'signContract', { behaviourContractId, signatory: 'PERSON', evidence: 'files/7' });
  await send(COUNCIL, 'signContract', { behaviourContractId, signatory: 'AGENCY' });
  await send(PC, 'recordContractBreach', {
    ...{ behaviourContractId, breachKey: 'wall', kind: 'PROHIBITION' },
    ...{ evidence: 'photos/7', note: CANARY.note },
  });
  ids.injunction = await send(PC, 'seekOrder', {
    ...{ orderKey: 'order-1', kind: 'CIVIL_INJUNCTION', subjectId: ids.person, whyNoContract: 'URGENT' },
  });
}, 60_000);
afterAll(() => wardbook.stop());

describe('a contract of the police', () => {
  test('R-ASB-1 and R-ASB-3: is in force for whose it is, with all that came of it', async () => {
    expect(await shown(PC, ids.pledge)).toMatchObject({
      ...{ standing: 'IN_FORCE', category: 'GRAFFITI', personCategory: 'SUSPECT' },
      ...{ personName: { text: CANARY.name }, prohibitions: [{ text: CANARY.term }] },
      signatures: [{ agencyKey: 'demonstration-council', signedAt: expect.any(String) }],
      breaches: [{ kind: 'PROHIBITION', note: { text: CANARY.note } }],
    });
    expect(await listed(PC, `behaviourContracts(proposedIn: "${MONTH}")`)).toEqual([{ id: ids.pledge }]);
  });
  test('R-AUTH-3: is shown with its terms to whoever may sign it, and with nothing that came of it', async () => {
    expect(await shown(COUNCIL, ids.pledge)).toMatchObject({
      ...{ standing: 'IN_FORCE', personName: { text: CANARY.name }, prohibitions: [{ text: CANARY.term }] },
      ...{ breaches: [], orders: [], redactedTerms: [], disclosures: [] },
    });
    expect(await listed(COUNCIL, 'contractsToSign')).toContainEqual({ id: ids.pledge });
    expect(await listed(COUNCIL, 'behaviourContracts')).toEqual([]);
  });
  test('R-AUTH-3: is to everybody else as one that is not there', async () => {
    const unknown = globalId('BehaviourContract', 'nobody');
    for (const who of [HOUSING, OTHER_FORCE])
      for (const id of [ids.pledge, unknown]) expect(await shown(who, id)).toBeNull();
    expect(await listed(HOUSING, 'contractsToSign')).toEqual([]);
    const input = { behaviourContractId: ids.pledge, signatory: 'AGENCY' };
    const { userErrors } = await sendAs(HOUSING, 'signContract', input);
    const { userErrors: ofUnknown } = await sendAs(HOUSING, 'signContract', {
      ...{ ...input, behaviourContractId: unknown },
    });
    expect(userErrors).toEqual(ofUnknown);
    expect(userErrors).toHaveLength(1);
  });
  test('is shown without a word to an auditor', async () => {
    const seen = JSON.stringify(await shown(AUDITOR, ids.pledge));
    expect(seen).toContain('"withheld":true');
    expect(seen.toLowerCase()).not.toContain('canary');
  });
  test('that it was looked for, and by whom, is written down', async () => {
    await shown(HOUSING, ids.pledge);
    const record = `behaviourContract-${localId('BehaviourContract', ids.pledge)}`;
    const logOf = (agency: string) =>
      listed(AUDITOR, `accessLog(agency: "${agency}", record: "${record}")`, 'type purpose recipient');
    expect(await logOf('demonstration-homes')).toContainEqual({
      ...{ type: 'PersonalDataDenied', purpose: 'BEHAVIOUR', recipient: null },
    });
    expect(await logOf('demonstration-council')).toContainEqual({
      ...{ type: 'PersonalDataRead', purpose: 'BEHAVIOUR', recipient: 'demonstration-council' },
    });
  });
});

describe('a contract of a council', () => {
  test('R-AUTH-3: is the council’s alone, from the person to the order', async () => {
    const person = await send(COUNCIL, 'registerSubject', { name: 'Sorrel Canary-Reed' });
    ids.own = await send(COUNCIL, 'proposeContract', {
      ...{ subjectId: person, category: 'NUISANCE_NEIGHBOUR', prohibitions: [CANARY.term] },
    });
    const behaviourContractId = ids.own;
    await send(COUNCIL, 'signContract', { behaviourContractId, signatory: 'AGENCY' });
    await send(COUNCIL, 'signContract', { behaviourContractId, signatory: 'PERSON', evidence: 'files/8' });
    await send(COUNCIL, 'seekOrder', {
      ...{ behaviourContractId, orderKey: 'order-1', kind: 'CIVIL_INJUNCTION', subjectId: person },
    });
    expect(await shown(COUNCIL, ids.own)).toMatchObject({
      ...{ ownerKey: 'demonstration-council', standing: 'IN_FORCE' },
      ...{ personName: { text: 'Sorrel Canary-Reed' }, prohibitions: [{ text: CANARY.term }] },
      orders: [{ kind: 'CIVIL_INJUNCTION', isWithoutContract: false }],
    });
    expect(await listed(COUNCIL, 'behaviourContracts')).toEqual([{ id: ids.own }]);
    for (const who of [PC, HOUSING]) expect(await shown(who, ids.own)).toBeNull();
  });
});

describe('what others are told of a contract', () => {
  const FIELDS = `contractId fields category standing startedAt endsOn orders { kind }
    personName { ...on OpenText { text } } terms { ...on OpenText { text } }`;
  const told = async (who: string): Promise<Answered> => {
    const { disclosedContract = null } = await asked(
      who,
      `{ disclosedContract(id: "${ids.pledge}") { ${FIELDS} } }`,
    );
    return disclosedContract;
  };
  const toHousing = (fields: readonly string[]) =>
    sendAs(PC, 'discloseContract', {
      ...{ behaviourContractId: ids.pledge, agencyId: agencyId('demonstration-homes'), fields },
      ...{ legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
    });

  test('R-ASB-7: is nothing of its terms before somebody else has read a redaction, and that text alone', async () => {
    const { userErrors } = await toHousing(['TERMS']);
    expect(userErrors).toMatchObject([{ rule: 'R-ASB-7', path: ['input', 'fields'] }]);
    const text = { behaviourContractId: ids.pledge, redactedKey: 'for-others' };
    await send(PC, 'proposeRedactedTerms', { ...text, text: CANARY.text });
    const { userErrors: own } = await sendAs(PC, 'approveRedactedTerms', text);
    expect(own).toMatchObject([{ rule: 'R-AUTH-1', path: ['input', 'redactedKey'] }]);
    await send(PCSO, 'approveRedactedTerms', text);
    expect((await toHousing(['STANDING', 'TERMS'])).userErrors).toEqual([]);
    expect(await told(HOUSING)).toEqual({
      ...{ contractId: ids.pledge, fields: ['STANDING', 'TERMS'], standing: 'IN_FORCE' },
      ...{ category: null, startedAt: null, endsOn: null, orders: null, personName: null },
      terms: { text: CANARY.text },
    });
    expect(await listed(HOUSING, 'disclosedContracts', 'contractId')).toEqual([{ contractId: ids.pledge }]);
    expect(await shown(HOUSING, ids.pledge)).toBeNull();
  });
  test('R-REF-2: is what was disclosed last, and nothing after its end', async () => {
    expect((await toHousing(['PERSON', 'DATES', 'ORDERS', 'CATEGORY'])).userErrors).toEqual([]);
    expect(await told(HOUSING)).toMatchObject({
      ...{ category: 'GRAFFITI', orders: [], personName: { text: CANARY.name } },
      ...{ standing: null, terms: null, startedAt: expect.any(String), endsOn: expect.any(String) },
    });
    await send(PC, 'endContractDisclosure', {
      ...{ behaviourContractId: ids.pledge, agencyId: agencyId('demonstration-homes') },
    });
    expect(await told(HOUSING)).toBeNull();
    expect(await listed(HOUSING, 'disclosedContracts', 'contractId')).toEqual([]);
  });
  test('R-REF-1: is nothing once the agreement ended on which that rests', async () => {
    const agency = { agencyId: agencyId('demonstration-homes') };
    const basis = { agreement: 'isa-contract', legalBasis: 'CDA1998_S115' };
    await send('ADMIN admin-1', 'agreeSharing', {
      ...{ ...basis, ...agency, fields: ['TOPIC'], from: '2026-01-01', until: '2039-12-31' },
    });
    await send(PC, 'discloseContract', {
      ...{ behaviourContractId: ids.pledge, ...agency, ...basis },
      ...{ fields: ['CATEGORY'], purpose: 'PROBLEM_SOLVING' },
    });
    expect(await told(HOUSING)).toMatchObject({ category: 'GRAFFITI' });
    await send('ADMIN admin-1', 'endSharing', { ...agency, agreement: 'isa-contract' });
    expect(await told(HOUSING)).toBeNull();
    expect(await listed(HOUSING, 'disclosedContracts', 'contractId')).toEqual([]);
  });
});

describe('what became of contracts in a month', () => {
  const FIGURES = `{ contractFigures(month: "${MONTH}") {
    proposed signed declined kept broken ordersWithoutContract { reason count } } }`;

  test('R-ASB-4: is counted, with the orders that no contract came before, and why', async () => {
    await send(PC, 'completeContract', { behaviourContractId: ids.pledge, earlyReason: 'BY_AGREEMENT' });
    const before = { proposed: 1, signed: 1, declined: 0, kept: 0, broken: 1 };
    const ordersWithoutContract = [{ reason: 'URGENT', count: 1 }];
    expect(await asked(INSPECTOR, FIGURES)).toEqual({
      contractFigures: { ...before, ordersWithoutContract },
    });
    await send(PC, 'findBreachWrong', {
      ...{ behaviourContractId: ids.pledge, breachKey: 'wall', reason: 'NOT_PROVEN' },
    });
    expect(await asked(INSPECTOR, FIGURES)).toMatchObject({ contractFigures: { kept: 1, broken: 0 } });
    const own = { proposed: 1, signed: 1, ordersWithoutContract: [] };
    expect(await asked(COUNCIL, FIGURES)).toMatchObject({ contractFigures: own });
  });
});

describe('a contract that an agency was invited to sign, and never signed', () => {
  const offered = async (): Promise<string> => {
    const id = await send(PC, 'proposeContract', {
      ...{ subjectId: ids.person, category: 'GRAFFITI', prohibitions: [CANARY.term] },
      agencyIds: [toCouncil.agencyId],
    });
    expect(await shown(COUNCIL, id)).toMatchObject({ standing: 'PROPOSED' });
    return id;
  };

  test('R-AUTH-3: is as one that is not there once it came to nothing, at every moment of its history', async () => {
    const id = await offered();
    const before = new Date().toISOString();
    const atThatTime = `{ behaviourContract(id: "${id}", asAt: "${before}") { ${ALL} } }`;
    expect(await asked(COUNCIL, atThatTime)).toMatchObject({ behaviourContract: { standing: 'PROPOSED' } });
    await send(PC, 'endContract', { behaviourContractId: id, reason: 'NEVER_SIGNED' });
    expect(await shown(COUNCIL, id)).toBeNull();
    expect(await asked(COUNCIL, atThatTime)).toEqual({ behaviourContract: null });
    expect(await listed(COUNCIL, 'contractsToSign')).not.toContainEqual({ id });
    expect(await asked(PC, atThatTime)).toMatchObject({ behaviourContract: { standing: 'PROPOSED' } });
  });
  test('R-AUTH-3: is not shown while the person declines it', async () => {
    const behaviourContractId = await offered();
    await send(PC, 'declineContract', { behaviourContractId, reason: 'NOT_WANTED' });
    expect(await shown(COUNCIL, behaviourContractId)).toBeNull();
    await send(PC, 'inviteAgain', { behaviourContractId });
    expect(await shown(COUNCIL, behaviourContractId)).toMatchObject({ standing: 'PROPOSED' });
  });
  test('R-AUTH-3: stays with whoever signed it, though it is over', async () => {
    expect(await shown(COUNCIL, ids.pledge)).toMatchObject({ standing: 'COMPLETED', breaches: [] });
    expect(await listed(COUNCIL, 'contractsToSign')).toContainEqual({ id: ids.pledge });
  });
});
