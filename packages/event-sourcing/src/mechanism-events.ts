import { clockCorrected } from './clock-correction.ts';
import type { AnyEventDefinition } from './event.ts';
import { processRecord } from './process-record.ts';
import { recordedInError } from './striking.ts';

/** What the mechanism itself writes down beside a domain's events. */
export const MECHANISM_EVENTS: readonly AnyEventDefinition[] = [
  clockCorrected,
  recordedInError,
  ...processRecord.events,
];
