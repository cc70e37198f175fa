import type { Told } from '@wardbook/event-sourcing';
import type { By } from './by.ts';
import { initiative, type InitiativeCommand } from './initiative/initiative.ts';
import { KILBURN, OFFICER, police } from './kilburn.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, type Step } from './steps.test.data.ts';

const CPO: By = police('cpo-1', 'SPECIALIST');
const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };

const ofInitiative = (command: Told<InitiativeCommand>, id = 'beesafe'): Step => ({
  decider: initiative,
  id,
  command,
});

/** Locks and gates for Cedar Row, with the council; and alarms for sheds, of which nothing came. */
export const initiativesSetUp: readonly Step[] = [
  ofInitiative({
    type: 'ProposeInitiative',
    ...day('2013-02-04', CPO),
    kind: 'LOCK_FITTING',
    name: 'Beesafe',
    organisers: [],
    area: [{ ward: KILBURN, eligibleDwellings: 380 }],
    criteria: ['AGE_60_PLUS'],
    premisesKinds: ['HOME', 'ALLEY'],
    subsidyPercent: 50,
  }),
  ofInitiative({
    type: 'ChangeInitiativeOrganisers',
    ...day('2013-02-05', CPO),
    organisers: ['council'],
  }),
  ofInitiative({
    type: 'ChangeInitiativeArea',
    ...day('2013-02-06', CPO),
    area: [{ ward: KILBURN, eligibleDwellings: 400 }],
  }),
  ofInitiative({
    type: 'RecordInitiativeEvidence',
    ...day('2013-02-06', CPO),
    evidence: 'profiles/2013-2',
  }),
  ofInitiative({
    type: 'FundInitiative',
    ...day('2013-02-07', CLERK),
    funding: 'grant-1',
    funder: 'council',
    amountPence: 2_500_000,
    from: '2013-02-01',
    until: '2014-01-31',
  }),
  ofInitiative({
    type: 'RecordConsultation',
    ...day('2013-02-08', CLERK),
    consultation: 'letters',
    ...{ asked: 24, responded: 20, agreed: 18, closedOn: '2013-02-07' },
  }),
  ofInitiative({
    type: 'RecordLegalBasis',
    ...day('2013-02-08', CLERK),
    legalBasis: 'order-7',
    kind: 'GATING_ORDER',
    reference: 'orders/7',
    from: '2013-02-08',
  }),
  ofInitiative({
    type: 'AdmitPremises',
    ...day('2013-02-11', CPO),
    premises: 'cedar-4',
    kind: 'HOME',
    dwellings: 1,
    ward: KILBURN,
    recipient: 'juniper',
    criteria: ['AGE_60_PLUS'],
    address: '4 Cedar Row',
  }),
  ofInitiative({
    type: 'AdmitPremises',
    ...day('2013-02-11', CPO),
    premises: 'alley-1',
    kind: 'ALLEY',
    dwellings: 24,
    ward: KILBURN,
    criteria: ['AGE_60_PLUS'],
  }),
  ofInitiative({
    type: 'RecordInstallation',
    ...day('2013-02-18', CLERK),
    premises: 'alley-1',
    devices: ['ALLEY_GATE'],
    fittedBy: 'council',
  }),
  ofInitiative({
    type: 'WithdrawPremises',
    ...day('2013-02-20', CPO),
    premises: 'cedar-4',
    reason: 'RECIPIENT_ASKED',
  }),
  ofInitiative({
    type: 'AdmitPremises',
    ...day('2013-03-25', CPO),
    premises: 'cedar-6',
    kind: 'HOME',
    dwellings: 1,
    ward: KILBURN,
    criteria: ['AGE_60_PLUS'],
    recommendation: { survey: 'survey-1', recommendation: 'sash' },
  }),
  ofInitiative({
    type: 'RecordInstallation',
    ...day('2013-03-26', CPO),
    premises: 'cedar-6',
    devices: ['WINDOW_LOCK'],
    fittedBy: 'police',
  }),
  ofInitiative({ type: 'EndLegalBasis', ...day('2013-06-03', CLERK), legalBasis: 'order-7' }),
  ofInitiative({ type: 'EndInitiativeFunding', ...day('2013-06-03', CLERK), funding: 'grant-1' }),
  ofInitiative({ type: 'CloseInitiative', ...day('2013-06-04', CPO), outcome: 'ENDED_EARLY' }),
  ofInitiative({ type: 'ReopenInitiative', ...day('2013-06-05', CPO) }),
  ofInitiative({
    type: 'EvaluateInitiative',
    ...day('2013-06-06', CPO),
    evaluation: 'spring',
    method: 'RECORDED_CRIME',
    ...{ before: 14, after: 1, from: '2013-02-18', until: '2013-05-31' },
  }),
  ofInitiative({ type: 'CloseInitiative', ...day('2013-06-07', CPO), outcome: 'COMPLETED' }),
  ofInitiative(
    {
      type: 'ProposeInitiative',
      ...day('2013-02-04', OFFICER),
      kind: 'OTHER',
      label: 'Alarms for sheds',
      name: 'Shed Watch',
      organisers: [],
      area: [{ ward: KILBURN, eligibleDwellings: 60 }],
      criteria: [],
      premisesKinds: ['OTHER'],
    },
    'sheds',
  ),
  ofInitiative({ type: 'CloseInitiative', ...day('2013-02-04', OFFICER), outcome: 'NOT_BEGUN' }, 'sheds'),
  ...keptAndDisposed('2013-02', (command) => ofInitiative(command, 'sheds')),
];
