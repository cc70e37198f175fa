import {
  subject,
  type FoundApartReason,
  type SafeWay,
  type RequestDeclineReason,
  type SubjectCategory,
  type SubjectMergeReason,
} from '@wardbook/policing';
import { RequestDeclineReasonEnum } from '../authority-request.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import { as, Choice, CLEARABLE, list, LocalKey, NodeId, OPTIONAL, PersonalWords } from '../fields.ts';
import { Sends } from '../sends.ts';
import {
  FoundApartReasonEnum,
  SafeWayEnum,
  SubjectCategoryEnum,
  SubjectMergeReasonEnum,
} from './subject.type.ts';

const AboutSubject = aboutRecord(subject, NodeId('Subject', 'The person’s record.', as('subjectId')));

@Sends('Give a person a record of their own.')
export class RegisterSubjectInput extends CommandInput {
  @PersonalWords(200, 'What the person is called.') name!: string;
  @PersonalWords(300, 'A telephone number, or an address for mail.', OPTIONAL) contact?: string;
  @PersonalWords(500, 'Where the person lives.', OPTIONAL) address?: string;

  toCommand() {
    const { name, contact, address } = this;
    return addressed(subject, undefined, { type: 'RegisterSubject', name, contact, address });
  }
}

@Sends('Correct what a record says of a person; records staff do so. What is left out stays as it is.')
export class CorrectPersonalDetailsInput extends AboutSubject {
  @PersonalWords(200, 'What the person is called.', OPTIONAL) name?: string;
  @PersonalWords(300, 'A telephone number, or an address for mail. Null takes it off.', CLEARABLE)
  contact?: string | null;
  @PersonalWords(500, 'Where the person lives. Null takes it off.', CLEARABLE) address?: string | null;

  toCommand() {
    const { name, contact, address } = this;
    return this.about({ type: 'CorrectPersonalDetails', name, contact, address });
  }
}

@Sends(
  'Ask that two records are taken as one person\u2019s; records staff do so, and another of them grants it.',
)
export class MergeSubjectsInput extends AboutSubject {
  @LocalKey('Your name for this request, within the record.', as('requestKey')) request!: string;
  @NodeId('Subject', 'The other record of the same person.', as('otherSubjectId')) other!: string;
  @Choice(SubjectMergeReasonEnum, 'Why they are one.') reason!: SubjectMergeReason;

  toCommand() {
    const { request, other, reason } = this;
    return this.about({ type: 'MergeSubjects', request, other, reason });
  }
}

@Sends(
  'Grant that two records are taken as one person\u2019s; another of the records staff than asked does so.',
)
export class GrantMergeInput extends AboutSubject {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;

  toCommand() {
    return this.about({ type: 'GrantMerge', request: this.request });
  }
}

@Sends(
  'Decline that two records are taken as one person\u2019s; another of the records staff than asked does so.',
)
export class DeclineMergeInput extends AboutSubject {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why it is declined.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return this.about({ type: 'DeclineMerge', request, reason });
  }
}

@Sends('Find that two records which were taken as one person\u2019s are of two people; records staff do so.')
export class FindApartInput extends AboutSubject {
  @NodeId('Subject', 'The other record.', as('otherSubjectId')) other!: string;
  @Choice(FoundApartReasonEnum, 'Why they are of two people.') reason!: FoundApartReason;

  toCommand() {
    const { other, reason } = this;
    return this.about({ type: 'FindApart', other, reason });
  }
}

@Sends(
  'Say what a person is in one record about them: those whose work it is, and records staff, do so. Left out: it is not known any more.',
)
export class CategoriseSubjectInput extends AboutSubject {
  @NodeId('AdviceCase', 'The case, of which the person is the recipient.', OPTIONAL, as('adviceCaseId'))
  adviceCase?: string;
  @NodeId('Attendance', 'Or the visit, which is to the person.', OPTIONAL, as('attendanceId'))
  attendance?: string;
  @NodeId('Referral', 'Or the referral, which is about the person.', OPTIONAL, as('referralId'))
  referral?: string;
  @Choice(SubjectCategoryEnum, 'What the person is in it.', OPTIONAL) category?: SubjectCategory;

  toCommand() {
    const { adviceCase, attendance, referral, category } = this;
    return this.about({ type: 'CategoriseSubject', adviceCase, attendance, referral, category });
  }
}

@Sends(
  'Say how it is safe to reach a person. No way, and no agency: it is not. Police and records staff do so.',
)
export class SayHowToReachInput extends AboutSubject {
  @Choice(SafeWayEnum, 'In which ways it is safe.', list(2)) ways!: readonly SafeWay[];
  @NodeId('Agency', 'Or the agency through which alone.', OPTIONAL, as('onlyThroughAgencyId'))
  onlyThrough?: string;

  toCommand() {
    const { ways, onlyThrough } = this;
    return this.about({ type: 'SayHowToReach', ways, onlyThrough });
  }
}
