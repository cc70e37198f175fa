import type { Told } from '@wardbook/event-sourcing';
import { behaviourContract, type ContractCommand } from './behaviour-contract/behaviour-contract.ts';
import type { By } from './by.ts';
import { OFFICER, PCSO } from './kilburn.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, type Step } from './steps.test.data.ts';

export const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
export const PLEDGE = 'pledge-1';
export const PLEDGE_ENDED = 'pledge-2';

const ofContract = (command: Told<ContractCommand>, id = PLEDGE): Step => ({
  decider: behaviourContract,
  id,
  command,
});

/** A contract that June keeps, with the council; and one that comes to nothing, after which an order is sought. */
export const contractsMade: readonly Step[] = [
  ofContract({
    type: 'ProposeContract',
    ...day('2013-05-06', OFFICER),
    person: 'june',
    category: 'GRAFFITI',
    criteria: ['UNDER_18'],
    prohibitions: ['Not to paint on walls in Alder Row.'],
    requirements: ['To help to paint the wall anew.'],
    agencies: ['council'],
    until: '2013-06-01',
  }),
  ofContract({ type: 'InformGuardian', ...day('2013-05-07', OFFICER), how: 'IN_PERSON' }),
  ofContract({ type: 'OfferSupport', ...day('2013-05-07', OFFICER), support: 'MENTORING' }),
  ofContract({ type: 'DeclineContract', ...day('2013-05-08', OFFICER), reason: 'DID_NOT_COME' }),
  ofContract({ type: 'InviteAgain', ...day('2013-05-09', OFFICER) }),
  ofContract({
    type: 'SignContract',
    ...day('2013-05-10', OFFICER),
    as: 'PERSON',
    evidence: 'files/2013-7',
  }),
  ofContract({ type: 'SignContract', ...day('2013-05-11', CLERK), as: 'AGENCY' }),
  ofContract({
    type: 'RecordContractBreach',
    ...day('2013-05-14', OFFICER),
    breach: 'wall',
    kind: 'PROHIBITION',
    note: 'There was paint on a wall in Alder Row.',
    evidence: 'photos/2013-7',
  }),
  ofContract({
    type: 'FindBreachWrong',
    ...day('2013-05-15', OFFICER),
    breach: 'wall',
    reason: 'ANOTHER_PERSON',
  }),
  ofContract({ type: 'ReviewContract', ...day('2013-05-16', OFFICER), outcome: 'GOES_WELL' }),
  ofContract({
    type: 'ProposeRedactedTerms',
    ...day('2013-05-17', OFFICER),
    redacted: 'for-others',
    text: 'Not to paint on walls, and to help to paint one anew.',
  }),
  ofContract({ type: 'ApproveRedactedTerms', ...day('2013-05-18', PCSO), redacted: 'for-others' }),
  ofContract({
    type: 'DiscloseContract',
    ...day('2013-05-19', OFFICER),
    agency: 'council',
    fields: ['STANDING', 'TERMS'],
    legalBasis: 'CDA1998_S115',
    agreement: 'sharing-2012',
    purpose: 'PROBLEM_SOLVING',
  }),
  ofContract({ type: 'EndContractDisclosure', ...day('2013-05-20', OFFICER), agency: 'council' }),
  ofContract({ type: 'WithdrawRedactedTerms', ...day('2013-05-21', OFFICER), redacted: 'for-others' }),
  ofContract({ type: 'CompleteContract', ...day('2013-06-01', OFFICER) }),
  ofContract(
    {
      type: 'ProposeContract',
      ...day('2013-05-06', OFFICER),
      person: 'june',
      category: 'NUISANCE_NEIGHBOUR',
      criteria: [],
      prohibitions: ['Not to make noise at night.'],
      requirements: [],
      agencies: [],
    },
    PLEDGE_ENDED,
  ),
  ofContract({ type: 'EndContract', ...day('2013-05-08', OFFICER), reason: 'NEVER_SIGNED' }, PLEDGE_ENDED),
  ofContract(
    {
      type: 'SeekOrder',
      ...day('2013-05-13', OFFICER),
      order: 'order-1',
      kind: 'ASBO',
      person: 'june',
      criteria: [],
    },
    PLEDGE_ENDED,
  ),
  ofContract(
    { type: 'RecordOrderOutcome', ...day('2013-05-20', OFFICER), order: 'order-1', outcome: 'GRANTED' },
    PLEDGE_ENDED,
  ),
  ofContract(
    { type: 'EndOrder', ...day('2013-05-30', OFFICER), order: 'order-1', reason: 'DISCHARGED' },
    PLEDGE_ENDED,
  ),
  ...keptAndDisposed('2013-06', (command) => ofContract(command)),
];
