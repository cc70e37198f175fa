import { accepted, refused, the, type Made, type Step } from './step.ts';
import { PCSO, RECORDS } from './world.ts';

const SECOND_CLERK = 'RECORDS records-2';

const person = (made: Made) => ({ subjectId: made('person') });
const samePerson = (made: Made) => ({ subjectId: made('same person') });
const withSamePerson = (made: Made) => ({ ...person(made), otherSubjectId: made('same person') });
const withPerson = (made: Made) => ({ ...samePerson(made), otherSubjectId: made('person') });

/** Somebody who is on record twice, and somebody else who was taken for the same. */
export const subjects: readonly Step[] = [
  accepted(PCSO, 'registerSubject', { name: 'Alder Fennimarsh' }, 'person'),
  accepted(RECORDS, 'registerSubject', { name: 'A. Fennimarsh' }, 'same person'),
  accepted(RECORDS, 'correctPersonalDetails', (made) => ({
    ...person(made),
    contact: null,
    address: '4 Cedar Row',
  })),
  accepted(RECORDS, 'mergeSubjects', (made) => ({
    ...withSamePerson(made),
    requestKey: 'same-name',
    reason: 'SAME_DETAILS',
  })),
  accepted(RECORDS, 'mergeSubjects', (made) => ({
    ...withPerson(made),
    requestKey: 'the-other-way',
    reason: 'SAME_DETAILS',
  })),
  accepted(SECOND_CLERK, 'grantMerge', (made) => ({ ...person(made), requestKey: 'same-name' })),
  refused(
    SECOND_CLERK,
    'grantMerge',
    (made: Made) => ({ ...samePerson(made), requestKey: 'the-other-way' }),
    'R-PERSON-1',
    'requestKey',
  ),
  refused(
    RECORDS,
    'mergeSubjects',
    (made: Made) => ({ ...withPerson(made), requestKey: 'once-more', reason: 'OTHER' }),
    'R-PERSON-1',
    'otherSubjectId',
  ),
  accepted(SECOND_CLERK, 'declineMerge', (made) => ({
    ...samePerson(made),
    requestKey: 'the-other-way',
    reason: 'ANOTHER_WAY_FOUND',
  })),
  accepted(PCSO, 'sayHowToReach', (made) => ({ ...person(made), ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] })),
  refused(
    PCSO,
    'sayHowToReach',
    (made: Made) => ({
      ...person(made),
      ways: [],
      onlyThroughAgencyId: the('Agency', 'support-that-never-was'),
    }),
    'R-VIS-7',
    'onlyThroughAgencyId',
  ),
  accepted(RECORDS, 'findApart', (made) => ({ ...withSamePerson(made), reason: 'PERSON_SAID_SO' })),
];
