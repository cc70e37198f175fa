import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { payloadOf } from '../payload.ts';
import { PersonalText } from '../personal-text.type.ts';
import { Policy } from '../policy.ts';
import type { Shown } from '../read.ts';
import { findSubject } from './find-subject.ts';
import type { SubjectCard } from './subject-board.view.ts';
import * as inputs from './subject.input.ts';
import { SubjectMerge, SubjectType } from './subject.type.ts';

const CorrectPersonalDetailsPayload = payloadOf('CorrectPersonalDetails');
const MergeSubjectsPayload = payloadOf('MergeSubjects');
const RegisterSubjectPayload = payloadOf('RegisterSubject');

@Resolver(() => SubjectType)
export class SubjectResolver {
  @Query(() => SubjectType, { nullable: true, description: "A person's record that your force began." })
  @Policy('CASE')
  async subject(
    @Arg('id', () => ID) id: string,
    @Arg('atLeast', () => String, { nullable: true, description: 'A token of a receipt.' })
    token: string | null,
    @Ctx() context: Context,
  ) {
    await context.atLeast(token);
    return findSubject(context, localId('Subject', id));
  }

  @FieldResolver(() => ID)
  id(@Root() { key }: Shown<SubjectCard>) {
    return globalId('Subject', key);
  }

  @FieldResolver(() => String, { description: 'The stream that holds its history, for `events`.' })
  stream(@Root() { key }: Shown<SubjectCard>) {
    return `subject-${key}`;
  }

  @FieldResolver(() => PersonalText, { nullable: true })
  name(@Root() { name }: Shown<SubjectCard>, @Ctx() { personal }: Context) {
    return personal.consult(name, 'SUBJECT');
  }

  @FieldResolver(() => PersonalText, { nullable: true })
  contact(@Root() { contact }: Shown<SubjectCard>, @Ctx() { personal }: Context) {
    return personal.consult(contact, 'SUBJECT');
  }

  @FieldResolver(() => PersonalText, { nullable: true })
  address(@Root() { address }: Shown<SubjectCard>, @Ctx() { personal }: Context) {
    return personal.consult(address, 'SUBJECT');
  }

  @FieldResolver(() => [SubjectMerge], { description: 'Other records of the same person.' })
  merges(@Root() { merges }: Shown<SubjectCard>) {
    return merges.map(({ other, at }) => ({ subjectId: globalId('Subject', other), at }));
  }

  @Mutation(() => RegisterSubjectPayload, { description: 'Give a person a record of their own.' })
  @Policy('COMMAND')
  registerSubject(
    @Arg('input', () => inputs.RegisterSubjectInput) input: inputs.RegisterSubjectInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => CorrectPersonalDetailsPayload, {
    description: 'Correct what a record says of a person; records staff do so.',
  })
  @Policy('COMMAND')
  correctPersonalDetails(
    @Arg('input', () => inputs.CorrectPersonalDetailsInput) input: inputs.CorrectPersonalDetailsInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => MergeSubjectsPayload, {
    description: 'Say that two records are of one person; records staff do so.',
  })
  @Policy('COMMAND')
  mergeSubjects(
    @Arg('input', () => inputs.MergeSubjectsInput) input: inputs.MergeSubjectsInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }
}
