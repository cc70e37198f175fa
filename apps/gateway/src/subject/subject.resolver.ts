import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { valueIn } from '@wardbook/event-sourcing';
import { requestsAt } from '../authority-request.ts';
import type { Context } from '../context.ts';
import type { SubjectCard } from './subject-board.view.ts';
import { SubjectMerge, SubjectMergeRequest, SubjectType } from './subject.type.ts';

@Resolver(() => SubjectType)
export class SubjectResolver {
  @FieldResolver(() => [SubjectMerge], { description: 'Other records of the same person.' })
  merges(@Root() { findings }: SubjectCard): readonly SubjectMerge[] {
    const newest = new Map(findings.map((finding) => [finding.other, finding]));
    return [...newest.values()].filter(({ isSamePerson }) => isSamePerson);
  }

  @FieldResolver(() => [SubjectMergeRequest], {
    description: 'What was asked for about other records, the oldest first.',
  })
  mergeRequests(@Root() { requests }: SubjectCard, @Ctx() { now }: Context): readonly SubjectMergeRequest[] {
    return requestsAt(requests, 'SUBJECT_MERGE', new Date(now()).toISOString()).flatMap((authority) => {
      const asked = valueIn(requests, authority.key);
      return asked ? [{ authority, other: asked.other, reason: asked.reason }] : [];
    });
  }
}
