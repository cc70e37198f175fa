import type { attendance } from '../attendance/attendance.ts';
import { INSPECTOR, OFFICER, PCSO, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const arranged = { considered: true, outcome: 'ARRANGED' } as const;

export const attendanceLaws: LawsOf<typeof attendance> = {
  ids: ['visit-1', 'visit-2', 'visit-5'],
  says: {
    PlanAttendance: {
      by: [PCSO, OFFICER],
      case: ['case-1', undefined],
      visit: [undefined, undefined, 'visit-9'],
      survey: [undefined, 'survey-1'],
      recipient: ['juniper'],
      recipientKind: [undefined, 'INDIVIDUAL'],
      premisesKind: ['HOME'],
      policePremises: [false, true],
      considerations: [
        { riskAssessment: arranged, ppe: arranged, conflictManagement: arranged, otherTraining: arranged },
      ],
      crew: ['LONE', 'DOUBLE'],
      buddy: [OFFICER.id, PCSO.id, undefined],
      expectedArrival: ['2013-01-22T12:00:00.000Z', '2013-05-01T12:00:00.000Z'],
      expectedDeparture: ['2013-05-01T13:00:00.000Z'],
      graceMinutes: [undefined, 30],
      address: ['4 Cedar Row'],
    },
    ChangeBuddy: { by: [PCSO, OFFICER], buddy: [OFFICER.id, INSPECTOR.id] },
    MoveVisit: {
      by: [PCSO, OFFICER],
      expectedArrival: ['2013-01-23T12:00:00.000Z', '2013-05-02T12:00:00.000Z'],
      expectedDeparture: ['2013-05-02T13:00:00.000Z'],
    },
    CancelVisit: {
      by: [PCSO, OFFICER],
      reason: ['RECIPIENT_ASKED'],
      note: [undefined, 'She has moved away.'],
    },
    CallBeforeArrival: { by: [PCSO, OFFICER] },
    RecordArrival: { by: [PCSO, OFFICER] },
    CallOnDeparture: { by: [PCSO, OFFICER] },
    RecordNoReply: {
      by: [PCSO, OFFICER],
      tried: [['AT_THE_DOOR']],
      note: [undefined, 'Nobody came to the door.'],
    },
    RecordDidNotAttend: { by: [PCSO, SUPERVISOR], reason: ['ILL'] },
    NoticeAttendanceOverdue: { by: [SYSTEM] },
    ResolveOverdueAttendance: {
      by: [SUPERVISOR, INSPECTOR],
      outcome: ['SAFE_CALL_LATE', 'SAFE_FOUND', 'NOT_ATTENDED'],
      note: [undefined, 'She had no signal.'],
    },
    ...retentionSays,
  },
  names: {
    PlanAttendance: {
      visit: 'visit',
      case: 'adviceCase',
      survey: 'survey',
      recipient: 'subject',
      buddy: 'member',
    },
    ChangeBuddy: { buddy: 'member' },
  },
  lasts: {
    PlanAttendance: { endedBy: ['CallOnDeparture', 'CancelVisit', 'RecordNoReply', 'RecordDidNotAttend'] },
    ChangeBuddy: 'CHANGES',
    MoveVisit: 'CHANGES',
    CancelVisit: 'ENDS',
    RecordNoReply: 'ENDS',
    RecordDidNotAttend: 'ENDS',
    CallBeforeArrival: 'MOMENT',
    RecordArrival: { endedBy: ['CallOnDeparture'] },
    CallOnDeparture: 'ENDS',
    NoticeAttendanceOverdue: { endedBy: ['ResolveOverdueAttendance'] },
    ResolveOverdueAttendance: 'ENDS',
    ...retentionLasts,
  },
};
