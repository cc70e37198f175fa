import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, valueIn, valuesOf } from '@wardbook/event-sourcing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { globalId, localId } from '../global-id.ts';
import { MemberType } from '../member/member.type.ts';
import { memberBoard } from '../member/member-board.view.ts';
import { PageArgs, pageOf } from '../page.ts';
import { PersonalText } from '../personal-text.type.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Needs } from '../scope.ts';
import { findSubject } from '../subject/find-subject.ts';
import { SubjectType } from '../subject/subject.type.ts';
import { TeamType } from '../team/team.type.ts';
import { teamBoard } from '../team/team-board.view.ts';
import { WardType } from '../ward/ward.type.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import { adviceCaseBoard } from './advice-case-board.view.ts';
import { CaseStandingEnum } from './advice-case-codes.type.ts';
import { shownForce, visibleCase } from './advice-case-visibility.ts';
import {
  AdviceCaseConnection,
  AdviceCaseType,
  AdviceItem,
  CaseContact,
  CaseReferral,
  ComplianceBreach,
  ComplianceLine,
  PrivacyNotice,
  RefusedAdvice,
} from './advice-case.type.ts';
import { complianceOf, type ShownCase } from './case-compliance.ts';

@ArgsType()
class AdviceCasesArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  wardCode?: string | null;

  @Field(() => [CaseStandingEnum], { nullable: true })
  standing?: string[] | null;
}

@Resolver(() => AdviceCaseType)
export class AdviceCaseResolver {
  @Query(() => AdviceCaseConnection, {
    description: "The cases of your force, in the order in which they were opened; an auditor's are all.",
  })
  @Needs('CASE')
  async adviceCases(
    @Args(() => AdviceCasesArgs) args: AdviceCasesArgs,
    @Ctx() { by, read, atLeast }: Context,
  ) {
    await atLeast(args.atLeast);
    const { wardCode, standing } = args;
    return pageOf(read, adviceCaseBoard, args, {
      orderBy: 'openedAt',
      where: {
        standing: standing ?? ['OPEN', 'CLOSED'],
        ...having<typeof adviceCaseBoard>({ ward: wardCode, force: shownForce(by) }),
      },
    });
  }

  @Query(() => AdviceCaseType, {
    nullable: true,
    description:
      'One case of your force, now or at a moment of its history; what it names is shown as it is now.',
  })
  @Needs('CASE')
  async adviceCase(
    @Arg('id', () => ID) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { by, read, atLeast }: Context,
  ) {
    const [key, point] = [localId('AdviceCase', id), pointOf(args)];
    await atLeast(args.atLeast);
    if (!point) return visibleCase(by, await read.find(adviceCaseBoard, key));
    const row = visibleCase(by, await read.at(adviceCaseBoard, key, [`adviceCase-${key}`], point));
    return row && { ...row, point };
  }

  @FieldResolver(() => String, { description: 'The stream that holds its history, for `events`.' })
  stream(@Root() { key }: ShownCase) {
    return `adviceCase-${key}`;
  }

  @FieldResolver(() => WardType, { nullable: true })
  async ward(@Root() { ward = '' }: ShownCase, @Ctx() { read }: Context) {
    return begun(await read.find(wardBoard, ward));
  }

  @FieldResolver(() => TeamType, { nullable: true })
  async team(@Root() { team = '' }: ShownCase, @Ctx() { read }: Context) {
    return begun(await read.find(teamBoard, team));
  }

  @FieldResolver(() => MemberType, { nullable: true })
  async officerInCase(@Root() { officerInCase = '' }: ShownCase, @Ctx() { read }: Context) {
    return begun(await read.find(memberBoard, officerInCase));
  }

  @FieldResolver(() => SubjectType, { nullable: true, description: 'INDIVIDUAL: the person.' })
  recipient(@Root() { recipientKind, recipient = '' }: ShownCase, @Ctx() context: Context) {
    return recipientKind === 'INDIVIDUAL' ? findSubject(context, recipient) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'COMMUNITY: the id of its area.' })
  communityArea(@Root() { recipientKind, recipient }: ShownCase) {
    return recipientKind === 'COMMUNITY' ? recipient : null;
  }

  @FieldResolver(() => [CaseContact], { description: 'Oldest first.' })
  contacts(@Root() { contacts }: ShownCase) {
    return entriesOf(contacts)
      .map(([id, contact]) => ({ id, ...contact }))
      .sort((a, b) => inOrder(a.startedAt ?? '', b.startedAt ?? ''));
  }

  @FieldResolver(() => [AdviceItem], { description: 'Oldest first.' })
  items(@Root() { items, reviews, policy }: ShownCase) {
    return valuesOf(items)
      .toSorted((a, b) => inOrder(a.at, b.at))
      .map((item) => {
        const { at: reviewedAt = null, reviewer } = valueIn(reviews, item.item) ?? {};
        return { ...item, id: item.item, policy, reviewedAt, reviewerMemberId: memberId(reviewer) };
      });
  }

  @FieldResolver(() => [RefusedAdvice], { description: 'Advice that was stopped.' })
  refusedAdvice(@Root() { refused }: ShownCase) {
    return refused;
  }

  @FieldResolver(() => [PrivacyNotice])
  privacyNotices(@Root() { privacyNotices }: ShownCase) {
    return privacyNotices.map(({ earlierCase, ...notice }) => ({
      ...notice,
      earlierCaseId: earlierCase === undefined ? null : globalId('AdviceCase', earlierCase),
    }));
  }

  @FieldResolver(() => [CaseReferral], { description: 'In the order in which they were asked for.' })
  referrals(@Root() { referrals }: ShownCase) {
    return entriesOf(referrals)
      .map(([referral, asked]) => ({ referral, ...asked }))
      .sort((a, b) => inOrder(a.referredAt ?? '', b.referredAt ?? ''));
  }

  @FieldResolver(() => [ComplianceBreach])
  breaches(@Root() { breaches }: ShownCase) {
    return breaches.map(({ authorisedBy, ...breach }) => ({
      ...breach,
      authorisedByMemberId: memberId(authorisedBy),
    }));
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: 'What help was given, said on closing.' })
  helpGiven(@Root() { helpGiven }: ShownCase, @Ctx() { personal }: Context) {
    return personal.consult(helpGiven, 'ADVICE');
  }

  @FieldResolver(() => [ComplianceLine], {
    description: 'The compliance checklist at the moment at which the case is shown.',
  })
  compliance(@Root() card: ShownCase, @Ctx() context: Context) {
    return complianceOf(card, context);
  }
}

const memberId = (member: string | undefined): string | null =>
  member === undefined ? null : globalId('Member', member);

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
