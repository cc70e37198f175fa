import { londonDay } from '@wardbook/policing';
import { accepted, refused, type Made, type Step } from './step.ts';
import { PCSO, RECORDS } from './world.ts';

const SECOND_CLERK = 'RECORDS records-2';
const TODAY = londonDay(new Date().toISOString());

const kept =
  (input: object = {}) =>
  (made: Made): object => ({ recordId: made('kept'), ...input });

/** Somebody who was registered long ago: held, let go of, kept on for a day, and disposed of. */
export const disposals: readonly Step[] = [
  accepted(
    PCSO,
    'registerSubject',
    { name: 'Bryony Fennimarsh', occurredAt: '2019-01-07T09:00:00Z' },
    'kept',
  ),
  accepted(RECORDS, 'placeLegalHold', kept({ holdKey: 'claim', reason: 'LITIGATION' })),
  refused(RECORDS, 'disposeOfRecord', kept(), 'R-CASE-15', 'recordId'),
  accepted(RECORDS, 'liftLegalHold', kept({ holdKey: 'claim', reason: 'NOT_NEEDED' })),
  accepted(
    SECOND_CLERK,
    'declineHoldLifting',
    kept({ requestKey: 'claim', reason: 'TOO_LITTLE_INFORMATION' }),
  ),
  accepted(
    RECORDS,
    'liftLegalHold',
    kept({ holdKey: 'claim', requestKey: 'claim-over', reason: 'MATTER_ENDED' }),
  ),
  accepted(SECOND_CLERK, 'grantHoldLifting', kept({ requestKey: 'claim-over' })),
  refused(RECORDS, 'scheduleRetentionReview', kept({ on: '2019-02-01' }), 'R-RET-4', 'on'),
  accepted(RECORDS, 'scheduleRetentionReview', kept()),
  refused(
    RECORDS,
    'retainRecord',
    kept({ reason: 'POLICING_PURPOSE', until: '2019-02-01' }),
    'R-RET-4',
    'until',
  ),
  accepted(RECORDS, 'retainRecord', kept({ reason: 'POLICING_PURPOSE', until: TODAY })),
  accepted(RECORDS, 'disposeOfRecord', kept()),
  refused(RECORDS, 'retainRecord', kept({ reason: 'OTHER' }), 'R-RET-3', 'recordId'),
];
