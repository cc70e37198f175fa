import { accepted, refused, type Step } from './step.ts';
import { OFFICER_ID, RECORDS } from './world.ts';

const SECOND_CLERK = 'RECORDS records-2';
const asking = { recordId: OFFICER_ID, version: 1, reason: 'NAMES_A_PERSON' };
const first = { recordId: OFFICER_ID, requestKey: 'name' };
const second = { recordId: OFFICER_ID, requestKey: 'name-after-all' };

/** The name of an officer as it was published: it is asked for twice to take it out. */
export const redactions: readonly Step[] = [
  accepted(RECORDS, 'redactText', { ...asking, ...first }),
  refused(RECORDS, 'redactText', { ...asking, ...second, version: 2 }, 'R-TEXT-1', 'version'),
  accepted(SECOND_CLERK, 'declineRedaction', { ...first, reason: 'TOO_LITTLE_INFORMATION' }),
  accepted(RECORDS, 'redactText', { ...asking, ...second }),
  accepted(SECOND_CLERK, 'grantRedaction', second),
];
