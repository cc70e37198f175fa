import { globalId } from '../../global-id.ts';
import { accepted, refused, refusedSender, the, type Made, type Step } from './step.ts';
import { ADMIN, INPT, INSPECTOR, kilburn, PC } from './world.ts';

const CONTROL = 'CONTROL control-1';
const CLAIMED = 'INSPECTOR sergeant-1';
const COUNCIL = { agencyId: the('Agency', 'demonstration-council') };

const CRIME = { ...kilburn, category: 'BURGLARY', circumstances: 'Somebody came in by the back door.' };
const about =
  (input: object = {}, crime = 'crime') =>
  (made: Made): object => ({ crimeId: made(crime), ...input });
const toCid =
  (input: object = {}) =>
  (made: Made): object => ({ crimeId: made('crime'), to: 'CID', teamId: made('CID'), ...input });
const asked = (requestKey: string, input: object = {}) =>
  about({ requestKey, teamId: INPT, reason: 'LOCAL_KNOWLEDGE', despite: ['GANG'], ...input });
const disclosed = (input: object = {}) =>
  about({
    ...COUNCIL,
    fields: ['CATEGORY'],
    legalBasis: 'VITAL_INTERESTS',
    purpose: 'SAFEGUARDING',
    ...input,
  });
const inCase = (made: Made): object => ({ crimeId: made('crime'), adviceCaseId: made('case') });

/** A crime that the control room records, and all that becomes of it. */
export const crimes: readonly Step[] = [
  accepted(ADMIN, 'formTeam', { kind: 'CID', name: 'West CID' }, 'CID'),
  refused(
    CONTROL,
    'recordCrime',
    {
      ...{ ...CRIME, reference: 'T-1' },
      ...{ committedFrom: '2020-01-02T09:00:00Z', committedUntil: '2020-01-01T09:00:00Z' },
    },
    'R-CRIME-1',
    'committedUntil',
  ),
  accepted(CONTROL, 'recordCrime', { ...CRIME, reference: 'T-1' }, 'crime'),
  accepted(PC, 'recategoriseCrime', about({ category: 'OTHER_THEFT' })),
  accepted(CONTROL, 'registerVictim', (made) => ({ crimeId: made('crime'), subjectId: made('person') })),
  accepted(CONTROL, 'withdrawVictim', (made) => ({
    ...{ crimeId: made('crime'), subjectId: made('person'), reason: 'NOT_A_VICTIM' },
  })),
  refused(PC, 'allocateInvestigation', toCid(), 'R-INPT-6', 'reason'),
  accepted(PC, 'allocateInvestigation', toCid({ reason: 'PART_OF_A_SERIES' })),
  accepted(PC, 'changeCrimeMarkers', about({ markers: ['GANG'] })),
  refused(PC, 'allocateInvestigation', about({ to: 'INPT', teamId: INPT }), 'R-INPT-6', 'to'),
  refused(PC, 'requestAllocation', asked('no-gang', { despite: ['HATE'] }), 'R-INPT-6', 'despite'),
  accepted(PC, 'requestAllocation', asked('stay')),
  refusedSender(
    CLAIMED,
    'declineAllocation',
    about({ requestKey: 'stay', reason: 'NOT_JUSTIFIED' }),
    'R-INPT-5',
  ),
  accepted(INSPECTOR, 'declineAllocation', about({ requestKey: 'stay', reason: 'TOO_LITTLE_INFORMATION' })),
  accepted(PC, 'requestAllocation', asked('stay-after-all')),
  refusedSender(CLAIMED, 'grantAllocation', about({ requestKey: 'stay-after-all' }), 'R-INPT-5'),
  accepted(INSPECTOR, 'grantAllocation', about({ requestKey: 'stay-after-all' })),
  refused(
    PC,
    'linkCrime',
    (made) => ({ ...inCase(made), problemId: globalId('Problem', 'demonstration-police.arcade') }),
    'R-CRIME-2',
    'adviceCaseId',
  ),
  accepted(PC, 'linkCrime', inCase),
  refused(PC, 'unlinkCrime', about(), 'R-CRIME-2', 'adviceCaseId'),
  accepted(PC, 'unlinkCrime', inCase),
  refused(PC, 'discloseCrime', disclosed({ fields: [] }), 'R-REF-2', 'fields'),
  accepted(PC, 'discloseCrime', disclosed()),
  accepted(PC, 'endCrimeDisclosure', about(COUNCIL)),
  accepted(PC, 'closeCrime', about({ outcome: 'UNABLE_TO_PROSECUTE' })),
  accepted(PC, 'reopenCrime', about()),
];
