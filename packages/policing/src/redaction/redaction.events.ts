import { z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { declined, granted } from '../granting.ts';
import { identifier, instant } from '../values.ts';
import { REDACTION_REASONS } from './taken-out.ts';

/** Where the words are: the 0-based revision of their event in this record. */
const where = { revision: z.int().min(0), reason: z.enum(REDACTION_REASONS) };

/** Somebody asks that words are taken out: they stay until somebody else grants that (R-AUTH-1). */
export const textRedactionRequested = event('TextRedactionRequested', {
  request: identifier,
  ...where,
  requestedBy: identifier,
  answerBy: instant,
});
export const textRedactionGranted = granted('TextRedactionGranted');
export const textRedactionDeclined = declined('TextRedactionDeclined');
/** From now on nobody can read those words any more, of any moment. */
export const textRedacted = event('TextRedacted', where);

export const redactionEvents = [
  textRedactionRequested,
  textRedactionGranted,
  textRedactionDeclined,
  textRedacted,
] as const;
export type RedactionEvent = EventOf<(typeof redactionEvents)[number]>;
