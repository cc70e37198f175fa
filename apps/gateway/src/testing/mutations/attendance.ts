import { accepted, hoursAgo, type Made, refused, type Step } from './step.ts';
import { PCSO, SERGEANT, SERGEANT_ID } from './world.ts';

const CONSIDERED = { considered: true, outcome: 'NOT_REQUIRED' };
const PLAN = {
  ...{ premisesKind: 'HOME', crew: 'LONE', address: '4 Cedar Row' },
  considerations: {
    ...{ riskAssessment: CONSIDERED, ppe: CONSIDERED },
    ...{ conflictManagement: CONSIDERED, otherTraining: CONSIDERED },
  },
  ...{ expectedArrival: '2039-12-31T09:00:00Z', expectedDeparture: '2039-12-31T10:00:00Z' },
};
const plan = (made: Made) => ({ ...PLAN, recipient: { subjectId: made('person') } });

/** A visit from which somebody comes back, and one from which nobody calls. */
export const visits: readonly Step[] = [
  refused(PCSO, 'planAttendance', plan, 'R-CASE-11', 'buddyMemberId'),
  accepted(PCSO, 'planAttendance', (made) => ({ ...plan(made), buddyMemberId: SERGEANT_ID }), 'visit'),
  ...(['callBeforeArrival', 'recordArrival', 'callOnDeparture'] as const).map((mutation) =>
    accepted(PCSO, mutation, (made) => ({ attendanceId: made('visit') })),
  ),
  accepted(
    PCSO,
    'planAttendance',
    (made) => ({
      ...{ ...plan(made), buddyMemberId: SERGEANT_ID, graceMinutes: 0 },
      ...{ occurredAt: hoursAgo(3), expectedArrival: hoursAgo(2), expectedDeparture: hoursAgo(1) },
    }),
    'overdue visit',
  ),
  accepted(SERGEANT, 'resolveOverdueAttendance', (made) => ({
    attendanceId: made('overdue visit'),
    outcome: 'SAFE_FOUND',
  })),
];
