import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { streamOf } from '@wardbook/event-sourcing';
import { subject } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import type { Shown } from '../read.ts';
import { Needs } from '../scope.ts';
import type { SubjectCard } from './subject-board.view.ts';
import { SubjectType } from './subject.type.ts';

@Resolver(() => SubjectType)
export class SubjectResolver {
  @Query(() => SubjectType, { nullable: true, description: 'A person’s record that your force began.' })
  @Needs('CASE')
  subject(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Arg('atLeast', () => String, { nullable: true, description: 'A token of a receipt.' })
    atLeast: string | null,
    @Ctx() { findAt }: Context,
  ) {
    return findAt('Subject', localId('Subject', id), { atLeast });
  }

  @FieldResolver(() => String, { description: 'The stream that holds its history, for `events`.' })
  stream(@Root() { key }: Shown<SubjectCard>) {
    return streamOf(subject, key);
  }
}
