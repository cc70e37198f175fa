import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  subject,
  type FoundApartReason,
  type SafeWay,
  type SubjectCategory,
  type SubjectMergeReason,
} from '@wardbook/policing';
import { AuthorityRequest } from '../authority-request.type.ts';
import {
  as,
  Choice,
  choice,
  Flag,
  Group,
  Instant,
  Linked,
  NodeId,
  OPTIONAL,
  Personal,
  StreamOf,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { Needs } from '../scope.ts';
import type { SubjectCard } from './subject-board.view.ts';

export const SubjectMergeReasonEnum = choice<SubjectMergeReason>(
  'SubjectMergeReason',
  'Why two records are taken as one person\u2019s.',
  {
    PERSON_SAID_SO: 'The person said so.',
    SAME_DETAILS: 'Both say the same of name, address or contact.',
    IDENTITY_DOCUMENT: 'A document showed it.',
    ENTERED_TWICE: 'One call or form was entered twice.',
    OTHER: 'For another reason.',
  },
);

export const FoundApartReasonEnum = choice<FoundApartReason>(
  'FoundApartReason',
  'Why two records are of two people after all.',
  {
    PERSON_SAID_SO: 'One of them said so.',
    DIFFERENT_DETAILS: 'What they say of name, address or contact cannot be one person\u2019s.',
    IDENTITY_DOCUMENT: 'A document showed it.',
    TAKEN_AS_ONE_BY_MISTAKE: 'Somebody chose the wrong record.',
    OTHER: 'For another reason.',
  },
);

export const SubjectCategoryEnum = choice<SubjectCategory>(
  'SubjectCategory',
  'What a person is in one record (DPA 2018 s.38).',
  {
    VICTIM: 'A victim of what the record is about.',
    WITNESS: 'A witness of it.',
    SUSPECT: 'Suspected of it, or of being about to do it.',
    CONVICTED: 'Convicted of it.',
    OTHER: 'Somebody else.',
  },
);

export const SafeWayEnum = choice<SafeWay>('SafeWay', 'How it is safe to reach a person directly.', {
  SAFE_TO_CALL: 'By telephone.',
  SAFE_TO_WRITE: 'In writing.',
});

@ObjectType({
  description:
    'How it is safe to reach a person: read it before any number or address. Without a way, and through nobody: it is not.',
})
@Needs('CASE')
export class SafeContact {
  @Choice(SafeWayEnum, 'In which ways.', usually(2)) ways!: readonly SafeWay[];
  @Linked('Agency', 'Only through this agency, and not directly.', OPTIONAL) onlyThrough!: string | null;
}

@ObjectType({ description: 'What a person is in one record about them.' })
@Needs('CASE')
export class SubjectCategorisation {
  @Choice(SubjectCategoryEnum, 'What the person is in it.') category!: SubjectCategory;
  @Instant('Since when.') since!: string;
  @Linked('AdviceCase', 'The record, where it is a case.', OPTIONAL) adviceCase!: string | null;
  @Linked('Attendance', 'The record, where it is a visit.', OPTIONAL) attendance!: string | null;
  @Linked('Referral', 'The record, where it is a referral.', OPTIONAL) referral!: string | null;
  @Linked('Crime', 'The record, where it is a crime: whoever suffered it is its victim.', OPTIONAL)
  crime!: string | null;
}

@ObjectType({
  description:
    'That another record is of the same person, and what that one says, if it is for you: shown here it is logged as a combination (DPA 2018 s.62).',
})
@Needs('CASE')
export class SubjectMerge {
  @NodeId('Subject', 'The other record.', as('subjectId')) other!: string;
  @Instant('Since when that is known.') at!: string;
}

@ObjectType({
  description: 'What was found about another record. A later finding leaves an earlier one as it was.',
})
@Needs('CASE')
export class SubjectFinding {
  @NodeId('Subject', 'The other record.', as('subjectId')) other!: string;
  @Instant('From when on that was found.') at!: string;
  @Flag('Whether both were found to be of one person, or of two after all.') isSamePerson!: boolean;
  @Choice(FoundApartReasonEnum, 'Why they are of two people after all.', OPTIONAL)
  reason!: FoundApartReason | null;
}

@ObjectType({ description: 'That somebody asked to take two records as one person\u2019s.' })
@Needs('CASE')
export class SubjectMergeRequest {
  @Group(() => AuthorityRequest, 'Who asked, and what came of it.') authority!: AuthorityRequest;
  @NodeId('Subject', 'The other record.', as('subjectId')) other!: string;
  @Choice(SubjectMergeReasonEnum, 'Why they are to be one.') reason!: SubjectMergeReason;
}

@NodeType('Subject', 'A person whom records are about.')
@Needs('CASE')
export class SubjectType extends Node implements Partial<SubjectCard> {
  @StreamOf(subject) override key!: string;
  @Instant('When the person was given a record.') registeredAt!: string;
  @Instant('When the details were last corrected.', OPTIONAL) correctedAt!: string | null;
  @Personal('SUBJECT', 'What the person is called.', OPTIONAL) name!: PersonalReference | null;
  @Personal('SUBJECT', 'How to reach the person.', OPTIONAL) contact!: PersonalReference | null;
  @Personal('SUBJECT', 'Where the person lives.', OPTIONAL) address!: PersonalReference | null;
  @Group(
    () => SubjectFinding,
    'What was found about other records, in the order in which it was found.',
    usually(5),
  )
  findings!: readonly SubjectFinding[];
}
