import { KILBURN } from '../../demo/camden.ts';
import { FORCE } from '../../demo/told.ts';
import { accepted, hoursAgo, type Made, refused, refusedSender, type Step } from './step.ts';
import { COUNCIL, CPA, ELSEWHERE, FAR, INSPECTOR, PCSO } from './world.ts';

const ASKED = {
  ...{
    kind: 'TO_POLICE',
    fromAgencyKey: 'demonstration-council',
    to: { ward: { force: FORCE, wardCode: KILBURN } },
  },
  ...{ topic: 'PERSONAL_SAFETY', reason: 'CRIME_CONCERN', wardCode: KILBURN, fields: [], dueAt: FAR },
  legalBasis: 'CDA1998_S115',
};
const A_CPA = { force: FORCE, code: 'CPA', area: 'lpa-1' };
const TO_CPA = { role: A_CPA };
const asked =
  (input: object = {}, referral = 'referral') =>
  (made: Made): object => ({ referralId: made(referral), ...input });

/** Referrals, and every way in which they go. */
export const referrals: readonly Step[] = [
  refused(COUNCIL, 'raiseReferral', { ...ASKED, dueAt: '2013-01-01T09:00:00Z' }, 'R-REF-4', 'dueAt'),
  accepted(COUNCIL, 'raiseReferral', ASKED, 'referral'),
  refusedSender(ELSEWHERE, 'acceptReferral', asked(), 'R-REF-5'),
  accepted(PCSO, 'requestInformation', asked({ question: 'Which path?' })),
  refusedSender(ELSEWHERE, 'requestInformation', asked({ question: 'Which path?' }), 'R-REF-5'),
  accepted(COUNCIL, 'supplyInformation', asked({ answer: 'The one by the canal.' })),
  refusedSender(PCSO, 'supplyInformation', asked({ answer: 'Nobody knows.' }), 'R-REF-4'),
  refused(COUNCIL, 'supplyInformation', asked({ answer: 'By the bridge.' }), 'R-REF-2', 'referralId'),
  refused(PCSO, 'progressReferral', asked({ note: 'Walked it.' }), 'R-REF-3', 'referralId'),
  refused(PCSO, 'completeReferral', asked({ outcome: 'HELPED', helpGiven: 'Lit.' }), 'R-REF-3', 'referralId'),
  accepted(PCSO, 'acceptReferral', asked()),
  accepted(PCSO, 'progressReferral', asked({ note: 'Walked it.' })),
  refusedSender(ELSEWHERE, 'progressReferral', asked({ note: 'Walked it.' }), 'R-REF-5'),
  accepted(PCSO, 'completeReferral', asked({ outcome: 'HELPED', helpGiven: 'Patrolled.' })),
  accepted(COUNCIL, 'raiseReferral', { ...ASKED, topic: 'PROPERTY' }, 'referral'),
  refused(PCSO, 'declineReferral', asked(), 'R-REF-4', 'reason'),
  accepted(PCSO, 'declineReferral', asked({ reason: 'NO_CAPACITY' })),
  refused(PCSO, 'acceptReferral', asked(), 'R-REF-4', 'referralId'),
  refused(PCSO, 'requestInformation', asked({ question: 'Which lock?' }), 'R-REF-4', 'referralId'),
  refusedSender(INSPECTOR, 'withdrawReferral', asked({ reason: 'OTHER' }), 'R-REF-4'),
  refusedSender(INSPECTOR, 'redirectReferral', asked({ to: TO_CPA, fields: [] }), 'R-REF-4'),
  refused(
    COUNCIL,
    'redirectReferral',
    asked({ to: { role: { ...A_CPA, area: 'lpa-9' } }, fields: [] }),
    'R-ROLE-1',
    'to',
    'role',
  ),
  accepted(COUNCIL, 'redirectReferral', asked({ to: TO_CPA, fields: [] })),
  refused(COUNCIL, 'escalateReferral', asked(), 'R-REF-4', 'referralId'),
  accepted(CPA, 'declineReferral', asked({ reason: 'OTHER' })),
  accepted(COUNCIL, 'withdrawReferral', asked({ reason: 'NO_LONGER_NEEDED' })),
  accepted(
    COUNCIL,
    'raiseReferral',
    { ...ASKED, topic: 'PROPERTY', to: TO_CPA, occurredAt: hoursAgo(3) },
    'stuck',
  ),
  accepted(CPA, 'declineReferral', asked({ reason: 'OTHER', occurredAt: hoursAgo(1) }, 'stuck')),
  refused(
    COUNCIL,
    'withdrawReferral',
    asked({ reason: 'OTHER', occurredAt: hoursAgo(2) }, 'stuck'),
    'R-REF-3',
    'occurredAt',
  ),
  accepted(COUNCIL, 'escalateReferral', asked({}, 'stuck')),
];
