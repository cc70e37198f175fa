import { accepted, hoursAgo, refused, the, type Made } from './step.ts';
import type { Step } from './step.ts';
import { INSPECTOR, kilburn, PC } from './world.ts';

const COUNCIL = the('Agency', 'demonstration-council');
const today = new Date().toISOString().slice(0, 10);

const about =
  (input: object = {}) =>
  (made: Made): object => ({ asbCaseId: made('asb-case'), ...input });
const opened =
  (category: string) =>
  (made: Made): object => ({
    ...{ complainantId: made('person'), complainantIs: 'INDIVIDUAL', category, ...kilburn },
  });
const incident = (incidentKey: string, input: object = {}) =>
  about({
    ...{ incidentKey, category: 'GRAFFITI', harm: 'SOME', reportedOn: today },
    ...{ happenedFrom: hoursAgo(72), description: 'The wall was painted on.', ...input },
  });
const disclosed = (input: object = {}) =>
  about({
    ...{ agencyId: COUNCIL, fields: ['CATEGORY'], legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
    ...input,
  });
const CONTRACT = (made: Made): object => ({ behaviourContractId: made('contract') });
const met = { reviewKey: 'first', agencyIds: [COUNCIL], outcome: 'MORE_TO_BE_DONE' };

/** A case that is opened for somebody, and all that becomes of it. */
export const asbCases: readonly Step[] = [
  refused(PC, 'openAsbCase', opened('NOISE'), 'R-ASB-5', 'category'),
  accepted(PC, 'openAsbCase', opened('GRAFFITI'), 'asb-case'),
  refused(PC, 'recordIncident', incident('wall', { reportedOn: '2020-01-01' }), 'R-ASB-20', 'reportedOn'),
  ...['wall', 'door', 'bench', 'twice'].map((key) => accepted(PC, 'recordIncident', incident(key))),
  accepted(PC, 'findIncidentWrong', about({ incidentKey: 'twice', reason: 'RECORDED_TWICE' })),
  accepted(PC, 'recordAsbResponse', about({ responseKey: 'walks', what: 'PATROL' })),
  refused(
    PC,
    'linkAsbCase',
    (made) => ({ ...about(CONTRACT(made))(made), problemId: the('Problem', 'police.arcade') }),
    ...(['R-ASB-22', 'behaviourContractId'] as const),
  ),
  accepted(PC, 'linkAsbCase', (made) => about(CONTRACT(made))(made)),
  refused(PC, 'unlinkAsbCase', about(), 'R-ASB-22', 'behaviourContractId'),
  accepted(PC, 'unlinkAsbCase', (made) => about(CONTRACT(made))(made)),
  refused(
    PC,
    'requestCaseReview',
    about({ reviewKey: 'first', requestedFor: 'THIRD_PARTY' }),
    ...(['R-ASB-21', 'consent'] as const),
  ),
  accepted(PC, 'requestCaseReview', about({ reviewKey: 'first', requestedFor: 'COMPLAINANT' })),
  accepted(PC, 'acknowledgeCaseReview', about({ reviewKey: 'first' })),
  refused(INSPECTOR, 'holdReviewMeeting', about(met), 'R-ASB-6', 'reviewKey'),
  accepted(INSPECTOR, 'decideCaseReview', about({ reviewKey: 'first' })),
  accepted(INSPECTOR, 'holdReviewMeeting', about(met)),
  accepted(
    PC,
    'proposeAsbWords',
    about({ wordsKey: 'paint', incidentKey: 'wall', text: 'A wall was painted.' }),
  ),
  accepted(INSPECTOR, 'proposeAsbWords', about({ wordsKey: 'own', incidentKey: 'wall', text: 'A wall.' })),
  refused(INSPECTOR, 'approveAsbWords', about({ wordsKey: 'own' }), 'R-ASB-7', 'wordsKey'),
  refused(PC, 'discloseAsbCase', disclosed({ fields: ['WORDS'] }), 'R-ASB-7', 'fields'),
  accepted(INSPECTOR, 'approveAsbWords', about({ wordsKey: 'paint' })),
  accepted(PC, 'discloseAsbCase', disclosed()),
  accepted(PC, 'endAsbCaseDisclosure', about({ agencyId: COUNCIL })),
  accepted(PC, 'withdrawAsbWords', about({ wordsKey: 'own' })),
  accepted(PC, 'closeAsbCase', about({ outcome: 'BEHAVIOUR_ENDED' })),
  accepted(PC, 'reopenAsbCase', about()),
];
