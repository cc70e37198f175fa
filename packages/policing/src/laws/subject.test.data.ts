import { OFFICER, police, RECORDS, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { subject } from '../subject/subject.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const REQUESTS = ['same-house', 'same-name'] as const;
const SUBJECTS = ['juniper', 'june', 'rowan'] as const;

const CLERKS = [RECORDS, police('records-2', 'RECORDS')] as const;

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
    MergeSubjects: {
      by: CLERKS,
      request: REQUESTS,
      other: SUBJECTS,
      reason: ['SAME_DETAILS', 'PERSON_SAID_SO'],
    },
    GrantMerge: { by: CLERKS, request: REQUESTS },
    DeclineMerge: { by: CLERKS, request: REQUESTS, reason: ['NOT_JUSTIFIED', 'OTHER'] },
    NoticeMerge: { by: [SYSTEM], other: SUBJECTS },
    FindApart: { by: CLERKS, other: SUBJECTS, reason: ['DIFFERENT_DETAILS'] },
    ...retentionSays,
    CategoriseSubject: {
      by: [RECORDS, SUPERVISOR],
      // One of them, or the command is refused.
      adviceCase: [undefined, undefined, 'case-1'],
      attendance: [undefined, undefined, 'visit-2'],
      referral: [undefined, 'lamps'],
      category: ['VICTIM', 'SUSPECT', undefined],
    },
    SayHowToReach: {
      by: [RECORDS, OFFICER],
      ways: [[], ['SAFE_TO_CALL'], ['SAFE_TO_WRITE', 'SAFE_TO_CALL']],
      onlyThrough: [undefined, 'council'],
    },
  },
  names: {
    MergeSubjects: { other: 'subject' },
    // It looks at what another record says, of which there may be none by then.
    NoticeMerge: { other: 'OWN' },
    FindApart: { other: 'subject' },
    CategoriseSubject: { adviceCase: 'adviceCase', attendance: 'attendance', referral: 'referral' },
    SayHowToReach: { onlyThrough: 'agency' },
  },
  lasts: {
    RegisterSubject: { endedBy: ['Dispose'] },
    CorrectPersonalDetails: 'CHANGES',
    MergeSubjects: { endedBy: ['DeclineMerge', 'FindApart'] },
    GrantMerge: { endedBy: ['FindApart'] },
    DeclineMerge: 'ENDS',
    NoticeMerge: 'CHANGES',
    FindApart: 'ENDS',
    ...retentionLasts,
    CategoriseSubject: { endedBy: ['CategoriseSubject'] },
    SayHowToReach: 'CHANGES',
  },
  repeatable: {
    CorrectPersonalDetails: 'what the record says is sealed, and never compared',
    NoticeMerge: 'it looks at another record, of which more may be on record by then',
  },
};
