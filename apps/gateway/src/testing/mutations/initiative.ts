import { FORCE } from '../../demo/told.ts';
import { accepted, refused, the, type Made, type Step } from './step.ts';
import { COUNCIL, CPA, kilburn, PC } from './world.ts';

const LOCKS = {
  ...{ kind: 'LOCK_FITTING', name: 'Beesafe', subsidyPercent: 50 },
  ...{ area: [{ ...kilburn, eligibleDwellings: 400 }], criteria: ['AGE_60_PLUS'] },
  premisesKinds: ['HOME', 'ALLEY'],
};
const about =
  (input: object = {}) =>
  (made: Made) => ({ initiativeId: made('initiative'), ...input });
const HOME = { premisesKey: 'cedar-4', kind: 'HOME', ...kilburn, address: '4 Cedar Row' };
const FUNDING = { fundingKey: 'grant-1', amountPence: 2_500_000, from: '2026-01-01' };
const ASKED = { consultationKey: 'letters', asked: 24, responded: 20, agreed: 18, closedOn: '2026-01-02' };
const ORDER = { legalBasisKey: 'order-7', kind: 'PSPO', reference: 'orders/7', from: '2026-01-01' };
const GATE = { premisesKey: 'alley-1', devices: ['ALLEY_GATE'] };
const SPRING = {
  ...{ evaluationKey: 'spring', method: 'RECORDED_CRIME', before: 14, after: 1 },
  ...{ from: '2026-01-01', until: '2026-01-31' },
};

/** Locks for the elderly and gates for an alley, with the council: set up, fitted, evaluated and closed. */
export const initiatives: readonly Step[] = [
  refused(CPA, 'proposeInitiative', { ...LOCKS, kind: 'OTHER' }, 'R-INI-1', 'label'),
  accepted(CPA, 'proposeInitiative', LOCKS, 'initiative'),
  refused(
    CPA,
    'changeInitiativeOrganisers',
    about({ organiserIds: [the('Agency', FORCE)] }),
    'R-INI-4',
    'organiserIds',
    '0',
  ),
  accepted(
    CPA,
    'changeInitiativeOrganisers',
    about({ organiserIds: [the('Agency', 'demonstration-council')] }),
  ),
  refused(
    PC,
    'changeInitiativeArea',
    about({ area: [1, 2].map((eligibleDwellings) => ({ ...kilburn, eligibleDwellings })) }),
    'R-INI-5',
    'area',
  ),
  accepted(PC, 'changeInitiativeArea', about({ area: [{ ...kilburn, eligibleDwellings: 420 }] })),
  refused(COUNCIL, 'fundInitiative', about({ ...FUNDING, until: '2025-12-31' }), 'R-INI-5', 'until'),
  accepted(COUNCIL, 'fundInitiative', about(FUNDING)),
  refused(COUNCIL, 'recordConsultation', about({ ...ASKED, agreed: 21 }), 'R-INI-5', 'agreed'),
  accepted(COUNCIL, 'recordConsultation', about(ASKED)),
  refused(PC, 'admitPremises', about(HOME), 'R-INI-2', 'criteria'),
  accepted(PC, 'admitPremises', (made) => ({
    ...about({ ...HOME, criteria: ['AGE_60_PLUS'] })(made),
    recipientId: made('person'),
  })),
  accepted(
    PC,
    'admitPremises',
    about({ ...kilburn, premisesKey: 'alley-1', kind: 'ALLEY', dwellings: 24, criteria: ['AGE_60_PLUS'] }),
  ),
  refused(
    PC,
    'admitPremises',
    (made) => ({
      ...about({ ...HOME, premisesKey: 'cedar-6', criteria: ['AGE_60_PLUS'] })(made),
      recommendation: { surveyId: made('survey'), recommendationKey: 'never-made' },
    }),
    'R-INI-7',
    'recommendation',
  ),
  refused(COUNCIL, 'recordInstallation', about(GATE), 'R-INI-3', 'initiativeId'),
  refused(COUNCIL, 'recordLegalBasis', about({ ...ORDER, until: '2025-12-31' }), 'R-INI-5', 'until'),
  accepted(COUNCIL, 'recordLegalBasis', about(ORDER)),
  accepted(COUNCIL, 'recordInstallation', about(GATE)),
  accepted(COUNCIL, 'endLegalBasis', about({ legalBasisKey: 'order-7' })),
  accepted(COUNCIL, 'endInitiativeFunding', about({ fundingKey: 'grant-1' })),
  accepted(PC, 'recordInitiativeEvidence', about({ evidence: 'profiles/2026-1' })),
  accepted(PC, 'withdrawPremises', about({ premisesKey: 'cedar-4', reason: 'RECIPIENT_ASKED' })),
  refused(PC, 'evaluateInitiative', about({ ...SPRING, until: '2025-12-31' }), 'R-INI-5', 'until'),
  accepted(PC, 'evaluateInitiative', about(SPRING)),
  accepted(CPA, 'closeInitiative', about({ outcome: 'COMPLETED' })),
  accepted(CPA, 'reopenInitiative', about()),
];
