import { Arg, Args, ArgsType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PointInHistory } from '@wardbook/event-sourcing';
import {
  isReviewOverdue,
  nextReviewDue,
  versionInForce,
  type PolicyKind,
  type PolicyTerms,
} from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional } from '../point-args.ts';
import { DateTime } from '../scalars.ts';
import { Needs } from '../scope.ts';
import type { Shown } from '../read.ts';
import { policyBoard, type PolicyCard } from './policy-board.view.ts';
import { PolicyConnection, PolicyKindEnum, PolicyReview, PolicyType, PolicyVersion } from './policy.type.ts';
import { Holds } from '../weights.ts';

@ArgsType()
class PoliciesArgs extends PageArgs {
  @Optional(() => PolicyKindEnum, 'Only those of this kind.') kind?: PolicyKind | null;
}

@Resolver(() => PolicyType)
export class PolicyResolver {
  @Query(() => PolicyConnection, { description: 'Policies, by number.' })
  @Needs('NEIGHBOURHOOD')
  async policies(@Args(() => PoliciesArgs) args: PoliciesArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    return pageOf(read, policyBoard, args, {
      orderBy: 'number',
      where: { standing: ['PUBLISHED'], ...having<typeof policyBoard>({ kind: args.kind }) },
    });
  }

  @FieldResolver(() => PolicyVersion, { nullable: true, description: 'The version in force at a time.' })
  inForce(
    @Root() card: Seen,
    @Arg('at', () => DateTime, {
      nullable: true,
      description: 'Left out: the moment at which the policy is shown.',
    })
    at: Date | null | undefined,
    @Ctx() { now }: Context,
  ) {
    const version = versionInForce(card, at?.toISOString() ?? momentOf(card.point, now))?.version;
    const found = card.versions.find((known) => known.version === version);
    return found ? versionOf(card, found) : null;
  }

  @FieldResolver(() => [PolicyVersion], { description: 'Its versions, newest first.' })
  @Holds(10)
  versions(@Root() card: Seen): readonly PolicyVersion[] {
    return card.versions.toSorted((a, b) => b.version - a.version).map((version) => versionOf(card, version));
  }

  @FieldResolver(() => [PolicyReview], { description: 'How it was reviewed, newest first.' })
  @Holds(20)
  reviews(@Root() { reviews }: Seen): readonly PolicyReview[] {
    return reviews.map(({ from, value }) => ({ reviewedAt: from, ...value })).reverse();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The day in London by which it is to be reviewed.',
  })
  nextReviewDue(@Root() card: Seen, @Ctx() { now }: Context) {
    return nextReviewDue(card, momentOf(card.point, now));
  }

  @FieldResolver(() => Boolean, { description: 'Whether that day has passed without a review.' })
  isReviewOverdue(@Root() card: Seen, @Ctx() { now }: Context) {
    return isReviewOverdue(card, momentOf(card.point, now));
  }
}

/** A policy, and the point of its history at which it is shown where that is not now. */
type Seen = Shown<PolicyCard> & { readonly point?: PointInHistory };

const versionOf = ({ withdrawals }: PolicyCard, version: PolicyTerms): PolicyVersion => {
  const withdrawn = withdrawals.find(({ value }) => value.version === version.version);
  return { ...version, withdrawnAt: withdrawn?.from ?? null, successor: withdrawn?.value.successor ?? null };
};
