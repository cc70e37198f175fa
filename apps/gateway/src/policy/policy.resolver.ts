import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { isReviewOverdue, nextReviewDue, versionInForce, type PolicyKind } from '@wardbook/policing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { globalId } from '../global-id.ts';
import { PageArgs, pageOf } from '../page.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Needs } from '../scope.ts';
import type { Shown } from '../read.ts';
import { policyBoard, type PolicyCard, type PolicyVersionCard } from './policy-board.view.ts';
import { PolicyConnection, PolicyKindEnum, PolicyReview, PolicyType, PolicyVersion } from './policy.type.ts';

@ArgsType()
class PoliciesArgs extends PageArgs {
  @Field(() => PolicyKindEnum, { nullable: true })
  kind?: PolicyKind | null;
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

  @Query(() => PolicyType, {
    nullable: true,
    description: 'One policy by its number, now or at a moment of its history.',
  })
  @Needs('NEIGHBOURHOOD')
  async policy(
    @Arg('number', () => String, { description: 'With or without its space: A 0609.' }) number: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { read, atLeast }: Context,
  ): Promise<Seen | null> {
    const [key, point] = [inputs.policyKeyOf(number), pointOf(args)];
    await atLeast(args.atLeast);
    if (!point) return begun(await read.find(policyBoard, key));
    const row = begun(await read.at(policyBoard, key, [`policy-${key}`], point));
    return row && { ...row, shownAt: (args.asAt ?? args.knownAt)?.toISOString() };
  }

  @FieldResolver(() => PolicyVersion, { nullable: true, description: 'The version in force at a time.' })
  inForce(
    @Root() card: Seen,
    @Arg('at', () => GraphQLISODateTime, {
      nullable: true,
      description: 'Left out: the moment at which the policy is shown.',
    })
    at: Date | null | undefined,
    @Ctx() { now }: Context,
  ) {
    const version = versionInForce(card, at?.toISOString() ?? shownAt(card, now))?.version;
    const found = card.versions.find((known) => known.version === version);
    return found ? versionOf(card, found) : null;
  }

  @FieldResolver(() => [PolicyVersion], { description: 'Newest first.' })
  versions(@Root() card: Seen): readonly PolicyVersion[] {
    return card.versions.toSorted((a, b) => b.version - a.version).map((version) => versionOf(card, version));
  }

  @FieldResolver(() => [PolicyReview], { description: 'Newest first.' })
  reviews(@Root() { reviews }: Seen): readonly PolicyReview[] {
    return reviews.map(({ from, value }) => ({ reviewedAt: from, ...value })).reverse();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The London day by which it is to be reviewed.',
  })
  nextReviewDue(@Root() card: Seen, @Ctx() { now }: Context) {
    return nextReviewDue(card, shownAt(card, now));
  }

  @FieldResolver(() => Boolean, { description: 'From the day after.' })
  isReviewOverdue(@Root() card: Seen, @Ctx() { now }: Context) {
    return isReviewOverdue(card, shownAt(card, now));
  }
}

/** A policy, and the moment at which it is shown where that is not now. */
type Seen = Shown<PolicyCard> & { readonly shownAt?: string | undefined };

const shownAt = (card: Seen, now: Context['now']): string => card.shownAt ?? new Date(now()).toISOString();

const versionOf = ({ withdrawals }: PolicyCard, version: PolicyVersionCard): PolicyVersion => {
  const withdrawn = withdrawals.find((known) => known.version === version.version);
  return {
    ...version,
    monitoredBy: version.monitoredBy ?? null,
    disclaimers: version.disclaimers ?? null,
    privacyNotice: version.privacyNotice ?? null,
    retention: version.retention ?? null,
    withdrawnAt: withdrawn?.at ?? null,
    successor: withdrawn?.successor ?? null,
  };
};
