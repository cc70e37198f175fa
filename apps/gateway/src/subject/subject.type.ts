import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import { subject } from '@wardbook/policing';
import { as, Group, Instant, LIST, NodeId, OPTIONAL, Personal, StreamOf } from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { Needs } from '../scope.ts';
import type { SubjectCard } from './subject-board.view.ts';

@ObjectType({ description: 'That another record is of the same person.' })
@Needs('CASE')
export class SubjectMerge {
  @NodeId('Subject', 'The other record.', as('subjectId')) other!: string;
  @Instant('Since when that is known.') at!: string;
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
  @Group(() => SubjectMerge, 'Other records of the same person.', LIST) merges!: readonly SubjectMerge[];
}
