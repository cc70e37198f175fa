import type { By } from '../by.ts';
import { KILBURN, OFFICER, police, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { referral } from '../referral/referral.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
const CPO = police('cpo-1', 'SPECIALIST');
const ASKED = [CLERK, CPO] as const;
const ASKERS = [OFFICER, SUPERVISOR] as const;
const PARTIES = [
  { agency: 'council' },
  { force: 'police', role: 'CPO' },
  { force: 'police', ward: KILBURN },
] as const;

export const referralLaws: LawsOf<typeof referral> = {
  ids: ['lamps', 'gates', 'paths'],
  says: {
    RaiseReferral: {
      by: ASKERS,
      kind: ['PARTNER_SERVICE', 'INTERNAL_CONSULTATION'],
      case: [undefined],
      problem: [undefined, 'dark-paths'],
      survey: [undefined],
      subject: [undefined, 'juniper'],
      from: [{ agency: 'police' }],
      to: PARTIES,
      topic: ['LIGHTING', 'PROPERTY'],
      reason: ['PRACTICAL_HELP', 'LONG_TERM_PROBLEM'],
      requestedHelp: [undefined, 'Please light it.'],
      legalBasis: ['CDA1998_S115', undefined],
      agreement: ['sharing-2012', undefined],
      fields: [['TOPIC', 'WARD'], []],
      dueAt: ['2013-05-20T17:00:00.000Z', '2013-09-20T17:00:00.000Z'],
      ward: [KILBURN, undefined],
      parent: [undefined, 'lamps'],
      fromTeam: [undefined],
      raisedBy: [undefined],
    },
    AcceptReferral: { by: ASKED },
    DeclineReferral: {
      by: ASKED,
      reason: ['NO_CAPACITY', undefined],
      note: [undefined, 'Ask again in June.'],
    },
    RedirectReferral: {
      by: ASKERS,
      to: PARTIES,
      fields: [['TOPIC', 'WARD'], []],
      legalBasis: [undefined, 'CDA1998_S115'],
      agreement: [undefined, 'sharing-2012'],
    },
    RequestInformation: { by: ASKED, question: ['Which passage?'] },
    SupplyInformation: {
      by: ASKERS,
      answer: ['Beside the chapel.'],
      fields: [undefined, ['PREMISES_ADDRESS'], ['WARD']],
    },
    ProgressReferral: { by: ASKED, note: ['Surveyed.'] },
    CompleteReferral: { by: ASKED, outcome: ['HELPED', 'ADVISED'], helpGiven: ['It is lit.'] },
    WithdrawReferral: { by: ASKERS, reason: ['NO_LONGER_NEEDED'] },
    EscalateToLastResort: { by: ASKERS },
    ReviewReferralOwner: { by: [SYSTEM] },
    NoticeReferralOverdue: { by: [SYSTEM] },
    ...retentionSays,
  },
  names: {
    RaiseReferral: {
      case: 'adviceCase',
      subject: 'subject',
      'to.agency': 'agency',
      'to.ward': 'ward',
      ward: 'ward',
      parent: 'referral',
    },
    RedirectReferral: { 'to.agency': 'agency', 'to.ward': 'ward' },
  },
  lasts: {
    RaiseReferral: { endedBy: ['CompleteReferral', 'WithdrawReferral'] },
    AcceptReferral: { endedBy: ['CompleteReferral', 'WithdrawReferral', 'DeclineReferral'] },
    DeclineReferral: { endedBy: ['RedirectReferral', 'WithdrawReferral', 'EscalateToLastResort'] },
    RedirectReferral: 'CHANGES',
    RequestInformation: { endedBy: ['SupplyInformation'] },
    SupplyInformation: 'ENDS',
    ProgressReferral: 'MOMENT',
    CompleteReferral: 'ENDS',
    WithdrawReferral: 'ENDS',
    EscalateToLastResort: 'CHANGES',
    ReviewReferralOwner: 'CHANGES',
    NoticeReferralOverdue: { endedBy: ['CompleteReferral', 'WithdrawReferral'] },
    ...retentionLasts,
  },
  places: ['overdueOnRecord'],
  repeatable: {
    RequestInformation: 'another question, for all that a rule can tell',
    ProgressReferral: 'another note, for all that a rule can tell',
  },
};
