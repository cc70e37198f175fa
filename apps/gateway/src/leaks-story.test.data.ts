import { streamOf } from '@wardbook/event-sourcing';
import {
  asbCase,
  behaviourContract,
  intelligence as intelligenceOf,
  londonDay,
  londonMonth,
  subject,
} from '@wardbook/policing';
import { CAMDEN, KILBURN } from './demo/camden.ts';
import { tellStory } from './demo/tell.ts';
import { FORCE } from './demo/told.ts';
import { globalId, localId } from './global-id.ts';
import type { KnownIds } from './leaks.test.data.ts';
import { hoursAgo, type Made } from './testing/mutations/step.ts';
import { FAR, INSPECTOR, kilburn, PC, PCSO } from './testing/mutations/world.ts';
import { sendTo } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

// A case of antisocial behaviour, a contract and intelligence, in which every place has words or a name of its own.

export const COUNCIL = 'demonstration-council';
export const HOUSING = 'demonstration-homes';
const NOW = new Date().toISOString();

/** What each place says, all of it in one answer; ids are known once they were made. */
type Canaries = Readonly<Record<string, readonly string[]>>;

export interface Told {
  readonly canaries: Canaries;
  readonly known: KnownIds;
  /** The records of the story, by the names that the steps of mutations have for theirs. */
  readonly made: Made;
}

const disclosed = (fields: readonly string[]) => ({
  ...{ agencyId: globalId('Agency', COUNCIL), fields },
  ...{ legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
});

/** Whoever said what is known. */
export const SUBMITTER = PCSO;

/** Which text was sanitised last. */
const lastItem = async ({ store }: Wardbook, key: string): Promise<string> => {
  const log = await store.readStream(streamOf(intelligenceOf, key));
  const data = log.findLast(({ type }) => type === 'IntelligenceSanitised')?.data ?? '{}';
  return (JSON.parse(data) as { readonly item: string }).item;
};

/** Tells it, one command after the other. */
export const tellCanaries = async (wardbook: Wardbook): Promise<Told> => {
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  let sent = 0;
  const send = async (who: string, mutation: string, input: object): Promise<string> => {
    sent += 1;
    const { receipt, userErrors } = await sendTo(wardbook, who, mutation, {
      commandId: `canary-${String(sent)}`,
      ...input,
    });
    if (!receipt || userErrors.length > 0)
      throw new Error(`${mutation}: ${JSON.stringify(userErrors)} ${JSON.stringify(input)}`);
    await wardbook.engine.caughtUp(await wardbook.store.head(), 10_000);
    return receipt.recordId;
  };
  const person = (name: string): Promise<string> =>
    send(PC, 'registerSubject', {
      ...{ name: `Canary ${name}`, contact: `canary-${name}@example.org`, address: `1 Canary ${name} Row` },
    });

  const contractPerson = await person('Signer');
  const contract = await send(PC, 'proposeContract', {
    ...{ subjectId: contractPerson, category: 'GRAFFITI', agencyIds: [globalId('Agency', HOUSING)] },
    ...{ prohibitions: ['Canary prohibition.'], requirements: ['Canary requirement.'] },
  });
  const ofContract = (who: string, mutation: string, input: object) =>
    send(who, mutation, { behaviourContractId: contract, ...input });
  await ofContract(PC, 'signContract', { signatory: 'PERSON', evidence: 'canary-paper' });
  await ofContract(`PARTNER housing-1 ${HOUSING}`, 'signContract', { signatory: 'AGENCY' });
  await ofContract(PC, 'recordContractBreach', {
    ...{ breachKey: 'canary-breach', kind: 'PROHIBITION' },
    ...{ evidence: 'canary-photo', note: 'Canary note.' },
  });
  await ofContract(PC, 'proposeRedactedTerms', { redactedKey: 'canary-read', text: 'Canary terms.' });
  await ofContract(PCSO, 'approveRedactedTerms', { redactedKey: 'canary-read' });
  await ofContract(PC, 'proposeRedactedTerms', { redactedKey: 'canary-draft', text: 'Canary draft.' });
  await ofContract(PC, 'discloseContract', disclosed(['STANDING', 'TERMS']));

  const complainant = await person('Complainant');
  const caseId = await send(PC, 'openAsbCase', {
    ...{ complainantId: complainant, complainantIs: 'INDIVIDUAL', category: 'GRAFFITI', ...kilburn },
  });
  const ofCase = (who: string, mutation: string, input: object) =>
    send(who, mutation, { asbCaseId: caseId, ...input });
  await ofCase(PC, 'recordIncident', {
    ...{ incidentKey: 'canary-incident', category: 'GRAFFITI', harm: 'SOME', happenedFrom: hoursAgo(72) },
    ...{ reportedOn: londonDay(NOW), description: 'Canary incident.' },
  });
  await ofCase(PC, 'recordAsbResponse', { responseKey: 'canary-response', what: 'PATROL' });
  await ofCase(PC, 'requestCaseReview', {
    ...{ reviewKey: 'canary-review', requestedFor: 'THIRD_PARTY', consent: 'canary-consent' },
  });
  await ofCase(PC, 'linkAsbCase', { behaviourContractId: contract });
  for (const [wordsKey, text] of [
    ['canary-told', 'Canary words told.'],
    ['canary-kept', 'Canary words kept.'],
  ])
    await ofCase(PC, 'proposeAsbWords', { wordsKey, incidentKey: 'canary-incident', text });
  await ofCase(INSPECTOR, 'approveAsbWords', { wordsKey: 'canary-told' });
  await ofCase(PC, 'discloseAsbCase', disclosed(['CATEGORY', 'WORDS']));

  const suspect = await person('Suspect');
  const [analyst, reader] = ['INTELLIGENCE analyst-1', 'INTELLIGENCE analyst-2'];
  const intelligence = await send(SUBMITTER, 'submitIntelligence', {
    ...{ text: 'Canary text.', sourceRef: 'Canary source.', priority: 'MEDIUM', ...kilburn },
  });
  const ofIntelligence = (who: string, mutation: string, input: object) =>
    send(who, mutation, { intelligenceId: intelligence, ...input });
  await ofIntelligence(analyst, 'nameSubject', { subjectId: suspect, category: 'SUSPECT' });
  await ofIntelligence(analyst, 'evaluateIntelligence', {
    ...{ scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED', assessment: 'KNOWN_INDIRECTLY' },
    ...{ handling: 'PERMITTED' },
  });
  const items: string[] = [];
  for (const text of ['Canary sanitised.', 'Canary unread.']) {
    await ofIntelligence(analyst, 'sanitise', { text });
    items.push(await lastItem(wardbook, localId('Intelligence', intelligence)));
  }
  const [item = '', unread = ''] = items;
  await ofIntelligence(reader, 'attestSanitised', { itemKey: item });
  const { fields: _fields, ...dissemination } = disclosed([]);
  await ofIntelligence(analyst, 'disseminate', { itemKey: item, ...dissemination });
  await ofIntelligence(INSPECTOR, 'decideAction', {
    ...{ actionKey: 'canary-action', what: 'PATROL', plannedFor: FAR, how: 'OPENLY' },
  });

  const keys = {
    intelligence: localId('Intelligence', intelligence),
    suspect: localId('Subject', suspect),
    contract: localId('BehaviourContract', contract),
    asbCase: localId('AsbCase', caseId),
    signer: localId('Subject', contractPerson),
    complainant: localId('Subject', complainant),
  };
  const words = {
    'intelligence.text': 'Canary text.',
    'intelligence.source': 'Canary source.',
    'intelligence.action': 'canary-action',
    'intelligence.sanitised': 'Canary sanitised.',
    'intelligence.unread': 'Canary unread.',
    'intelligence.item.id': item,
    'intelligence.unread.id': unread,
    'intelligence.person.name': 'Canary Suspect',
    'contract.person.name': 'Canary Signer',
    'contract.person.contact': 'canary-Signer@example.org',
    'contract.prohibitions': 'Canary prohibition.',
    'contract.requirements': 'Canary requirement.',
    'contract.evidence': 'canary-paper',
    'contract.breach': 'canary-breach',
    'contract.breach.evidence': 'canary-photo',
    'contract.breach.note': 'Canary note.',
    'contract.redacted': 'Canary terms.',
    'contract.redacted.key': 'canary-read',
    'contract.draft': 'Canary draft.',
    'case.complainant.name': 'Canary Complainant',
    'case.complainant.address': '1 Canary Complainant Row',
    'case.incident': 'canary-incident',
    'case.incident.words': 'Canary incident.',
    'case.response': 'canary-response',
    'case.review': 'canary-review',
    'case.review.consent': 'canary-consent',
    'case.words': 'Canary words told.',
    'case.draft': 'Canary words kept.',
  };
  const madeAs: Readonly<Record<string, string>> = {
    ...{ contract, 'second contract': contract, order: contract, 'asb-case': caseId, person: complainant },
    ...{ intelligence, 'own intelligence': intelligence, item },
  };
  return {
    canaries: {
      ...Object.fromEntries(Object.entries(words).map(([place, one]) => [place, [one]])),
      ...Object.fromEntries(Object.entries(keys).map(([name, key]) => [`${name}.id`, [key]])),
      // What only together says something: whom it is about, whence a text came, and to whom it went.
      'intelligence.about': [keys.intelligence, keys.suspect],
      'intelligence.submitter': [keys.intelligence, SUBMITTER.replace('PCSO ', '')],
      'intelligence.item.of': [keys.intelligence, item],
      'intelligence.told': [item, COUNCIL],
      'contract.told': [keys.contract, COUNCIL],
      'case.told': [keys.asbCase, COUNCIL],
    },
    made: (name) => madeAs[name] ?? globalId('Subject', 'never-made'),
    known: {
      records: [
        ...[contract, contractPerson, caseId, complainant, intelligence, suspect],
        ...[globalId('Ward', KILBURN), globalId('Agency', COUNCIL)],
      ],
      texts: {
        key: [item, unread],
        stream: [
          streamOf(intelligenceOf, keys.intelligence),
          streamOf(behaviourContract, keys.contract),
          streamOf(asbCase, keys.asbCase),
          streamOf(subject, keys.signer),
        ],
        record: [streamOf(behaviourContract, keys.contract), streamOf(asbCase, keys.asbCase)],
        subject: [keys.signer, keys.complainant],
        force: [FORCE],
        code: [KILBURN, CAMDEN.code],
        number: ['A 0609'],
        area: ['kilburn'],
        day: [londonDay(NOW)],
        month: [londonMonth(NOW)],
      },
    },
  };
};
