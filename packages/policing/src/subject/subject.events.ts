import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier } from '../values.ts';

const details = {
  contact: personal(z.string().trim().min(1).max(300)).optional(),
  address: personal(z.string().trim().min(1).max(500)).optional(),
};

export const subjectRegistered = event('SubjectRegistered', {
  name: personal(z.string().trim().min(1).max(200)),
  ...details,
});
export const personalDetailsCorrected = event('PersonalDetailsCorrected', {
  name: personal(z.string().trim().min(1).max(200)).optional(),
  ...details,
});
/** Two records of one person. */
export const subjectsMerged = event('SubjectsMerged', { other: identifier });

export const subjectEvents = [subjectRegistered, personalDetailsCorrected, subjectsMerged] as const;
export type SubjectEvent = EventOf<(typeof subjectEvents)[number]>;
