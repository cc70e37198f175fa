import { accepted, refused, type Made } from './step.ts';
import type { Step } from './step.ts';
import { PCSO, RECORDS } from './world.ts';

const person = (version: number) => (made: Made) => ({
  recordId: made('entered twice'),
  version,
  reason: 'ENTERED_TWICE',
});

/** Somebody was entered twice; who entered them sees it. */
export const strikes: readonly Step[] = [
  accepted(PCSO, 'registerSubject', { name: 'Alder Fennimarsh' }, 'entered twice'),
  refused(PCSO, 'strikeThrough', person(2), 'R-STRIKE-1', 'version'),
  refused(`${PCSO}-other`, 'strikeThrough', person(1), 'R-STRIKE-3', 'version'),
  accepted(PCSO, 'strikeThrough', person(1)),
  refused(RECORDS, 'strikeThrough', person(1), 'R-STRIKE-2', 'version'),
];
