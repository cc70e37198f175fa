import { police, RECORDS } from '../kilburn.test.data.ts';

const CLERKS = [RECORDS, police('records-2', 'RECORDS')] as const;
const HOLDS = ['claim', 'inquiry'] as const;
const REQUESTS = ['claim', 'claim-over', 'inquiry-over'] as const;
const DAYS = ['2013-03-15', '2013-09-15'] as const;

/** What the laws have to know of holds and retention, of whichever kind of record. */
export const retentionSays = {
  PlaceLegalHold: { by: CLERKS, hold: HOLDS, reason: ['LITIGATION', 'COMPLAINT'] },
  LiftLegalHold: { by: CLERKS, hold: HOLDS, request: [undefined, ...REQUESTS], reason: ['MATTER_ENDED'] },
  GrantLifting: { by: CLERKS, request: REQUESTS },
  DeclineLifting: { by: CLERKS, request: REQUESTS, reason: ['NOT_JUSTIFIED', 'OTHER'] },
  ScheduleReview: { by: CLERKS, on: [undefined, ...DAYS] },
  Retain: { by: CLERKS, reason: ['POLICING_PURPOSE'], until: [undefined, ...DAYS] },
  Dispose: { by: CLERKS, reason: [undefined, 'RECORDED_TWICE'] },
} as const;

export const retentionLasts = {
  PlaceLegalHold: { endedBy: ['GrantLifting'] },
  LiftLegalHold: { endedBy: ['GrantLifting', 'DeclineLifting'] },
  GrantLifting: 'ENDS',
  DeclineLifting: 'ENDS',
  ScheduleReview: { endedBy: ['Dispose', 'Retain'] },
  Retain: { endedBy: ['Dispose', 'ScheduleReview'] },
  Dispose: 'ENDS',
} as const;
