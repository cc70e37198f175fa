import { police, RECORDS } from '../kilburn.test.data.ts';

const CLERKS = [RECORDS, police('records-2', 'RECORDS')] as const;
const REQUESTS = ['words', 'more-words'] as const;

/** What the laws have to know of taking words out, of whichever kind of record. */
export const redactionSays = {
  RedactText: { by: CLERKS, request: REQUESTS, revision: [0, 1, 2, 3, 4, 5], reason: ['NAMES_A_PERSON'] },
  GrantRedaction: { by: CLERKS, request: REQUESTS },
  DeclineRedaction: { by: CLERKS, request: REQUESTS, reason: ['NOT_JUSTIFIED', 'OTHER'] },
} as const;

export const redactionLasts = {
  RedactText: { endedBy: ['GrantRedaction', 'DeclineRedaction'] },
  GrantRedaction: 'ENDS',
  DeclineRedaction: 'ENDS',
} as const;
