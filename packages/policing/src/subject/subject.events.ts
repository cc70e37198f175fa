import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier } from '../values.ts';

const name = personal(z.string().trim().min(1).max(200));
const contact = personal(z.string().trim().min(1).max(300));
const address = personal(z.string().trim().min(1).max(500));
const details = { contact: contact.optional(), address: address.optional() };

export const subjectRegistered = event('SubjectRegistered', {
  name,
  ...details,
});
/** What is not named stays as it is; null: there is none. */
export const personalDetailsCorrected = event('PersonalDetailsCorrected', {
  name: name.optional(),
  ...details,
}).becomes(
  { name: name.optional(), contact: contact.nullable().optional(), address: address.nullable().optional() },
  (older) => older,
);
/** Two records of one person. */
export const subjectsMerged = event('SubjectsMerged', { other: identifier });

export const subjectEvents = [subjectRegistered, personalDetailsCorrected, subjectsMerged] as const;
export type SubjectEvent = EventOf<(typeof subjectEvents)[number]>;
