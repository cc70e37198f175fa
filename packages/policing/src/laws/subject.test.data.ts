import { OFFICER, RECORDS } from '../kilburn.test.data.ts';
import type { subject } from '../subject/subject.ts';
import type { LawsOf } from './kind.test.data.ts';

const SUBJECTS = ['juniper', 'june', 'rowan'] as const;

export const subjectLaws: LawsOf<typeof subject> = {
  ids: SUBJECTS,
  says: {
    RegisterSubject: {
      by: [OFFICER, RECORDS],
      name: ['Rowan Thistle'],
      contact: [undefined, 'rowan@example.org'],
      address: [undefined, '5 Cedar Row'],
    },
    CorrectPersonalDetails: {
      by: [RECORDS],
      name: [undefined, 'Rowan Thorne'],
      contact: [undefined, null, 'thorne@example.org'],
      address: [undefined, null],
    },
    MergeSubjects: { by: [RECORDS], other: SUBJECTS },
  },
  names: { MergeSubjects: { other: 'subject' } },
  lasts: {
    RegisterSubject: { endedBy: [] },
    CorrectPersonalDetails: 'CHANGES',
    MergeSubjects: { endedBy: [] },
  },
  repeatable: { CorrectPersonalDetails: 'what the record says is sealed, and never compared' },
};
