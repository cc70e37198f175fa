import { accepted, hoursAgo, type Made, refused, type Step, the } from './step.ts';
import { INSPECTOR_ID, PCSO, PCSO_ID, SERGEANT, SERGEANT_ID } from './world.ts';

const CONSIDERED = { considered: true, outcome: 'NOT_REQUIRED' };
const PLAN = {
  ...{ premisesKind: 'HOME', crew: 'LONE', address: '4 Cedar Row', buddyMemberId: SERGEANT_ID },
  considerations: {
    ...{ riskAssessment: CONSIDERED, ppe: CONSIDERED },
    ...{ conflictManagement: CONSIDERED, otherTraining: CONSIDERED },
  },
  ...{ expectedArrival: '2039-12-31T09:00:00Z', expectedDeparture: '2039-12-31T10:00:00Z' },
};
const plan = (made: Made) => ({ ...PLAN, recipient: { subjectId: made('person') } });
const about =
  (visit: string, input: object = {}) =>
  (made: Made) => ({ attendanceId: made(visit), ...input });
const PUT_OFF = { expectedArrival: '2040-01-01T09:00:00Z', expectedDeparture: '2040-01-01T10:00:00Z' };

/** A visit from which somebody comes back, three that are not made, and one from which nobody calls. */
export const visits: readonly Step[] = [
  refused(
    PCSO,
    'planAttendance',
    (made) => ({ ...plan(made), buddyMemberId: PCSO_ID }),
    'R-CASE-11',
    'buddyMemberId',
  ),
  refused(
    PCSO,
    'planAttendance',
    (made) => ({ ...plan(made), policePremises: true }),
    'R-CASE-11',
    'policePremises',
  ),
  accepted(PCSO, 'planAttendance', plan, 'visit'),
  refused(PCSO, 'changeBuddy', about('visit', { buddyMemberId: PCSO_ID }), 'R-CASE-11', 'buddyMemberId'),
  accepted(PCSO, 'changeBuddy', about('visit', { buddyMemberId: INSPECTOR_ID })),
  refused(
    PCSO,
    'moveVisit',
    about('visit', { ...PUT_OFF, expectedDeparture: PUT_OFF.expectedArrival }),
    'R-CASE-11',
    'expectedDeparture',
  ),
  accepted(PCSO, 'moveVisit', about('visit', PUT_OFF)),
  ...(['callBeforeArrival', 'recordArrival', 'callOnDeparture'] as const).map((mutation) =>
    accepted(PCSO, mutation, about('visit')),
  ),
  accepted(PCSO, 'planAttendance', plan, 'cancelled visit'),
  accepted(PCSO, 'cancelVisit', about('cancelled visit', { reason: 'RECIPIENT_ASKED', note: 'Away.' })),
  accepted(PCSO, 'planAttendance', plan, 'unanswered visit'),
  refused(PCSO, 'recordNoReply', about('unanswered visit', { tried: [] }), 'R-CASE-11', 'tried'),
  accepted(PCSO, 'recordNoReply', about('unanswered visit', { tried: ['AT_THE_DOOR'] })),
  accepted(PCSO, 'planAttendance', plan, 'forgotten visit'),
  accepted(SERGEANT, 'recordDidNotAttend', about('forgotten visit', { reason: 'OVERLOOKED' })),
  accepted(
    PCSO,
    'planAttendance',
    () => ({
      ...{ ...PLAN, recipient: { subjectId: the('Subject', 'kilburn-person-1') }, graceMinutes: 0 },
      ...{ occurredAt: hoursAgo(3), expectedArrival: hoursAgo(2), expectedDeparture: hoursAgo(1) },
    }),
    'overdue visit',
  ),
  accepted(SERGEANT, 'resolveOverdueAttendance', about('overdue visit', { outcome: 'SAFE_FOUND' })),
];
