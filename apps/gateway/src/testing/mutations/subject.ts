import { accepted, type Step } from './step.ts';
import { PCSO, RECORDS } from './world.ts';

/** Somebody who is on record twice. */
export const subjects: readonly Step[] = [
  accepted(PCSO, 'registerSubject', { name: 'Alder Fennimarsh' }, 'person'),
  accepted(RECORDS, 'registerSubject', { name: 'A. Fennimarsh' }, 'same person'),
  accepted(RECORDS, 'correctPersonalDetails', (made) => ({
    subjectId: made('person'),
    contact: null,
    address: '4 Cedar Row',
  })),
  accepted(RECORDS, 'mergeSubjects', (made) => ({
    subjectId: made('person'),
    otherSubjectId: made('same person'),
  })),
];
