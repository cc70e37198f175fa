import type { By } from '../by.ts';
import type { initiative } from '../initiative/initiative.ts';
import { INSPECTOR, KILBURN, OFFICER, police } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const PEOPLE: readonly By[] = [police('cpo-1', 'SPECIALIST'), OFFICER, INSPECTOR];
const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
const WITH_OTHERS = [...PEOPLE, CLERK] as const;
const AREAS = [
  [{ ward: KILBURN, eligibleDwellings: 400 }],
  [{ ward: KILBURN, eligibleDwellings: 390 }],
] as const;
const PREMISES = ['cedar-4', 'alley-1', 'cedar-6'] as const;
const FOR_GOOD = { forGood: 'It was so then; that it was not, a strike says.' } as const;

export const initiativeLaws: LawsOf<typeof initiative> = {
  ids: ['beesafe', 'sheds', 'locks'],
  says: {
    ProposeInitiative: {
      by: PEOPLE,
      kind: ['LOCK_FITTING', 'OTHER', 'WATCH'],
      label: [undefined, 'Alarms for sheds'],
      name: ['Beesafe'],
      organisers: [[], ['council']],
      area: AREAS,
      criteria: [[], ['AGE_60_PLUS']],
      premisesKinds: [['HOME', 'ALLEY']],
      subsidyPercent: [undefined, 50],
    },
    ChangeInitiativeOrganisers: { by: PEOPLE, organisers: [[], ['council']] },
    ChangeInitiativeArea: { by: PEOPLE, area: AREAS },
    FundInitiative: {
      by: WITH_OTHERS,
      funding: ['grant-1', 'grant-2'],
      funder: ['council', 'police'],
      amountPence: [100_000],
      from: ['2013-02-01'],
      until: [undefined, '2013-12-31'],
    },
    EndInitiativeFunding: { by: WITH_OTHERS, funding: ['grant-1', 'grant-2'] },
    RecordConsultation: {
      by: WITH_OTHERS,
      consultation: ['letters', 'meeting'],
      asked: [24],
      responded: [20, 25],
      agreed: [18],
      closedOn: ['2013-02-07', '2013-04-01'],
    },
    RecordLegalBasis: {
      by: WITH_OTHERS,
      legalBasis: ['order-7', 'order-8'],
      kind: ['GATING_ORDER', 'OWNERS_CONSENT'],
      reference: ['orders/7'],
      from: ['2013-02-01'],
      until: [undefined, '2013-12-31'],
    },
    EndLegalBasis: { by: WITH_OTHERS, legalBasis: ['order-7', 'order-8'] },
    RecordInitiativeEvidence: { by: WITH_OTHERS, evidence: ['profiles/2013-2', 'profiles/2013-3'] },
    AdmitPremises: {
      by: PEOPLE,
      premises: PREMISES,
      kind: ['HOME', 'ALLEY'],
      dwellings: [1, 24],
      ward: [KILBURN],
      recipient: [undefined, 'juniper'],
      criteria: [['AGE_60_PLUS']],
      recommendation: [undefined, { survey: 'survey-1', recommendation: 'sash' }],
      address: [undefined, '4 Cedar Row'],
    },
    WithdrawPremises: { by: WITH_OTHERS, premises: PREMISES, reason: ['RECIPIENT_ASKED', 'MOVED_AWAY'] },
    RecordInstallation: {
      by: WITH_OTHERS,
      premises: PREMISES,
      devices: [['DOOR_LOCK'], ['WINDOW_LOCK', 'DOOR_CHAIN'], ['ALLEY_GATE']],
      fittedBy: ['council', 'police'],
    },
    EvaluateInitiative: {
      by: WITH_OTHERS,
      evaluation: ['spring', 'summer'],
      method: ['RECORDED_CRIME', 'RESIDENTS_ASKED'],
      before: [14],
      after: [1],
      from: ['2013-02-01'],
      until: ['2013-02-28', '2013-05-31'],
    },
    CloseInitiative: { by: PEOPLE, outcome: ['COMPLETED', 'ENDED_EARLY'] },
    ReopenInitiative: { by: PEOPLE },
    ...retentionSays,
  },
  names: {
    ProposeInitiative: { 'organisers.0': 'agency', 'area.0.ward': 'ward' },
    ChangeInitiativeOrganisers: { 'organisers.0': 'agency' },
    ChangeInitiativeArea: { 'area.0.ward': 'ward' },
    FundInitiative: { funder: 'agency' },
    AdmitPremises: { ward: 'ward', recipient: 'subject', 'recommendation.survey': 'survey' },
    RecordInstallation: { fittedBy: 'agency' },
  },
  lasts: {
    ProposeInitiative: { endedBy: ['CloseInitiative'] },
    ChangeInitiativeOrganisers: 'CHANGES',
    ChangeInitiativeArea: 'CHANGES',
    FundInitiative: { endedBy: ['EndInitiativeFunding'] },
    EndInitiativeFunding: 'ENDS',
    RecordConsultation: FOR_GOOD,
    RecordLegalBasis: { endedBy: ['EndLegalBasis'] },
    EndLegalBasis: 'ENDS',
    RecordInitiativeEvidence: FOR_GOOD,
    AdmitPremises: { endedBy: ['WithdrawPremises'] },
    WithdrawPremises: 'ENDS',
    RecordInstallation: FOR_GOOD,
    EvaluateInitiative: FOR_GOOD,
    CloseInitiative: 'ENDS',
    ReopenInitiative: 'CHANGES',
    ...retentionLasts,
  },
};
