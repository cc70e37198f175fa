import type { behaviourContract } from '../behaviour-contract/behaviour-contract.ts';
import { CLERK, PLEDGE, PLEDGE_ENDED } from '../behaviour-contracts-in-kilburn.test.data.ts';
import { OFFICER, PCSO } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const WORKERS = [OFFICER, PCSO] as const;
const WITH_PARTNER = [OFFICER, PCSO, CLERK] as const;
const CRITERIA = [[], ['UNDER_18']] as const;
const BREACHES = ['wall', 'gate'] as const;
const ORDERS = ['order-1', 'order-2'] as const;
const TEXTS = ['for-others', 'shorter'] as const;
const FOR_GOOD = { forGood: 'It was so then; that it was not, a strike says.' } as const;

export const behaviourContractLaws: LawsOf<typeof behaviourContract> = {
  ids: [PLEDGE, PLEDGE_ENDED, 'pledge-3'],
  says: {
    ProposeContract: {
      by: WORKERS,
      person: ['june', 'juniper'],
      category: ['GRAFFITI', 'OTHER'],
      criteria: CRITERIA,
      prohibitions: [[], ['Not to paint on walls in Alder Row.']],
      requirements: [['To help to paint the wall anew.']],
      agencies: [[], ['council']],
      until: [undefined, '2013-06-01', '2013-09-01'],
    },
    InformGuardian: { by: WORKERS, how: ['IN_PERSON', 'BY_PHONE'] },
    OfferSupport: { by: WORKERS, support: ['MENTORING', 'OTHER'] },
    SignContract: { by: WITH_PARTNER, as: ['PERSON', 'AGENCY'], evidence: [undefined, 'files/2013-7'] },
    DeclineContract: { by: WORKERS, reason: ['NOT_WANTED', 'DID_NOT_COME'] },
    InviteAgain: { by: WORKERS },
    ReviewContract: { by: WORKERS, outcome: ['GOES_WELL', 'DOES_NOT_GO'] },
    RecordContractBreach: {
      by: WORKERS,
      breach: BREACHES,
      kind: ['PROHIBITION', 'REQUIREMENT'],
      note: [undefined, 'There was paint on a wall.'],
      evidence: ['photos/2013-7'],
    },
    FindBreachWrong: { by: WORKERS, breach: BREACHES, reason: ['NOT_PROVEN', 'ANOTHER_PERSON'] },
    CompleteContract: { by: WORKERS, early: [undefined, 'AIM_REACHED'] },
    EndContract: { by: WORKERS, reason: ['PERSON_WITHDREW', 'OTHER'] },
    SeekOrder: {
      by: WORKERS,
      order: ORDERS,
      kind: ['ASBO', 'CIVIL_INJUNCTION'],
      person: ['june', 'juniper'],
      criteria: CRITERIA,
      warnedOn: [undefined, '2013-03-04'],
      whyNoContract: [undefined, 'URGENT', 'NOT_REACHED'],
    },
    RecordOrderOutcome: {
      by: WORKERS,
      order: ORDERS,
      outcome: ['GRANTED', 'REFUSED'],
      until: [undefined, '2014-05-20'],
    },
    EndOrder: { by: WORKERS, order: ORDERS, reason: ['DISCHARGED', 'OTHER'] },
    ProposeRedactedTerms: { by: WORKERS, redacted: TEXTS, text: ['Not to paint on walls.'] },
    ApproveRedactedTerms: { by: WORKERS, redacted: TEXTS },
    WithdrawRedactedTerms: { by: WORKERS, redacted: TEXTS },
    DiscloseContract: {
      by: WORKERS,
      agency: ['council'],
      fields: [['STANDING'], ['CATEGORY', 'TERMS']],
      legalBasis: ['CDA1998_S115', 'VITAL_INTERESTS'],
      agreement: [undefined, 'sharing-2012'],
      purpose: ['PROBLEM_SOLVING', 'SAFEGUARDING'],
    },
    EndContractDisclosure: { by: WORKERS, agency: ['council'] },
    ...retentionSays,
  },
  names: {
    ProposeContract: { person: 'subject', 'agencies.0': 'agency' },
    SeekOrder: { person: 'subject' },
    DiscloseContract: { agency: 'agency' },
    EndContractDisclosure: { agency: 'OWN' },
  },
  lasts: {
    ProposeContract: { endedBy: ['CompleteContract', 'EndContract', 'DeclineContract'] },
    InformGuardian: FOR_GOOD,
    OfferSupport: FOR_GOOD,
    SignContract: { endedBy: ['CompleteContract', 'EndContract'] },
    DeclineContract: { endedBy: ['InviteAgain'] },
    InviteAgain: 'ENDS',
    ReviewContract: 'MOMENT',
    RecordContractBreach: { endedBy: ['FindBreachWrong'] },
    FindBreachWrong: 'ENDS',
    CompleteContract: 'ENDS',
    EndContract: 'ENDS',
    SeekOrder: { endedBy: ['RecordOrderOutcome'] },
    RecordOrderOutcome: { endedBy: ['EndOrder'] },
    EndOrder: 'ENDS',
    ProposeRedactedTerms: { endedBy: ['WithdrawRedactedTerms'] },
    ApproveRedactedTerms: { endedBy: ['WithdrawRedactedTerms'] },
    WithdrawRedactedTerms: 'ENDS',
    DiscloseContract: { endedBy: ['EndContractDisclosure'] },
    EndContractDisclosure: 'ENDS',
    ...retentionLasts,
  },
};
