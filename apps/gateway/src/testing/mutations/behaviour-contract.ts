import { accepted, refused, the, type Made, type Step } from './step.ts';
import { COUNCIL, PC, PCSO } from './world.ts';

const AGENCY = { agencyId: the('Agency', 'demonstration-council') };

const proposed =
  (input: object = {}) =>
  (made: Made): object => ({
    subjectId: made('person'),
    category: 'GRAFFITI',
    prohibitions: ['Not to paint on walls in Alder Row.'],
    ...input,
  });
const about =
  (input: object = {}, contract = 'contract') =>
  (made: Made): object => ({ behaviourContractId: made(contract), ...input });
const breach = { breachKey: 'wall', kind: 'PROHIBITION', evidence: 'photos/7', note: 'There was paint.' };
const sought =
  (input: object = {}) =>
  (made: Made): object => ({
    ...{ orderKey: 'order-1', kind: 'CIVIL_INJUNCTION', subjectId: made('person') },
    ...input,
  });
const disclosed = (input: object) =>
  about({ ...AGENCY, legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING', ...input });
const signed = { signatory: 'PERSON', evidence: 'files/7' };
const goesWell = about({ outcome: 'GOES_WELL' });
const order = (input: object) => about({ orderKey: 'order-1', ...input }, 'order');

/** A contract that a young person signs with the council, and an order that is sought without one. */
export const contracts: readonly Step[] = [
  refused(PC, 'proposeContract', proposed({ prohibitions: [] }), 'R-ASB-11', 'prohibitions'),
  accepted(
    PC,
    'proposeContract',
    proposed({ criteria: ['UNDER_18'], agencyIds: [AGENCY.agencyId] }),
    'contract',
  ),
  refused(PC, 'signContract', about(signed), 'R-ASB-1', 'signatory'),
  accepted(PC, 'informGuardian', about({ how: 'IN_PERSON' })),
  accepted(PC, 'offerSupport', about({ support: 'MENTORING' })),
  accepted(PC, 'declineContract', about({ reason: 'DID_NOT_COME' })),
  accepted(PC, 'inviteAgain', about()),
  accepted(PC, 'signContract', about(signed)),
  refused(PC, 'reviewContract', goesWell, 'R-ASB-3', 'behaviourContractId'),
  refused(PC, 'recordContractBreach', about(breach), 'R-ASB-3', 'behaviourContractId'),
  accepted(COUNCIL, 'signContract', about({ signatory: 'AGENCY' })),
  accepted(PC, 'reviewContract', goesWell),
  accepted(PC, 'recordContractBreach', about(breach)),
  accepted(PC, 'findBreachWrong', about({ breachKey: 'wall', reason: 'NOT_PROVEN' })),
  refused(PC, 'discloseContract', disclosed({ fields: ['TERMS'] }), 'R-ASB-7', 'fields'),
  accepted(PC, 'proposeRedactedTerms', about({ redactedKey: 'for-others', text: 'Not to paint on walls.' })),
  accepted(PCSO, 'approveRedactedTerms', about({ redactedKey: 'for-others' })),
  accepted(PC, 'discloseContract', disclosed({ fields: ['STANDING', 'TERMS'] })),
  accepted(PC, 'endContractDisclosure', about(AGENCY)),
  accepted(PC, 'withdrawRedactedTerms', about({ redactedKey: 'for-others' })),
  refused(PC, 'completeContract', about(), 'R-ASB-2', 'earlyReason'),
  accepted(PC, 'completeContract', about({ earlyReason: 'AIM_REACHED' })),
  accepted(PC, 'proposeContract', proposed(), 'second contract'),
  accepted(PC, 'endContract', about({ reason: 'NEVER_SIGNED' }, 'second contract')),
  refused(PC, 'seekOrder', sought(), 'R-ASB-4', 'whyNoContract'),
  accepted(PC, 'seekOrder', sought({ whyNoContract: 'URGENT' }), 'order'),
  refused(PC, 'recordOrderOutcome', order({ outcome: 'REFUSED', until: '2040-01-01' }), 'R-ASB-13', 'until'),
  accepted(PC, 'recordOrderOutcome', order({ outcome: 'GRANTED', until: '2040-01-01' })),
  accepted(PC, 'endOrder', order({ reason: 'DISCHARGED' })),
];
