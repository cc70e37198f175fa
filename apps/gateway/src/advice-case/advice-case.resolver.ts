import { Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, streamOf, valueAt, valueIn, valuesOf } from '@wardbook/event-sourcing';
import { recordNamed, subject } from '@wardbook/policing';
import { requestsAt } from '../authority-request.ts';
import { AuthorityRequest } from '../authority-request.type.ts';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional } from '../point-args.ts';
import { Needs } from '../scope.ts';
import { subjectBoard } from '../subject/subject-board.view.ts';
import { SubjectCategoryEnum, SubjectType } from '../subject/subject.type.ts';
import { adviceCaseBoard, type AdviceCaseCard, type ItemCard } from './advice-case-board.view.ts';
import { CaseStandingEnum } from './advice-case-codes.type.ts';
import { AdviceItem, CaseContact, CaseReferral, ComplianceLine } from './advice-case-parts.type.ts';
import { AdviceCaseConnection, AdviceCaseType } from './advice-case.type.ts';
import { complianceOf, versionOf, type ShownCase } from './case-compliance.ts';
import { Costs, HISTORY, Holds, RECORD } from '../weights.ts';

@ArgsType()
class AdviceCasesArgs extends PageArgs {
  @Optional(() => String, 'Only those in this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => [CaseStandingEnum], 'Left out: all of them.') standing?: string[] | null;
  @Optional(() => ID, 'Only those of this officer.') officerMemberId?: string | null;
  @Optional(() => Boolean, 'Only those whose officer left: they wait for a supervisor of their team.')
  withoutOfficer?: boolean | null;
}

@Resolver(() => AdviceCaseType)
export class AdviceCaseResolver {
  @Query(() => AdviceCaseConnection, {
    description:
      'The cases of your force, in the order in which they were opened; an auditor’s are of the forces audited.',
  })
  @Needs('CASE')
  async adviceCases(@Args(() => AdviceCasesArgs) args: AdviceCasesArgs, @Ctx() context: Context) {
    const { read } = context;
    await context.atLeast(args.atLeast);
    const { wardCode, standing, officerMemberId, withoutOfficer } = args;
    const officer = withoutOfficer ? '' : null;
    const forces = await agenciesSeenBy(context);
    return pageOf(read, adviceCaseBoard, args, {
      orderBy: 'openedAt',
      where: {
        standing: standing ?? Object.keys(CaseStandingEnum),
        ...having<typeof adviceCaseBoard>({
          ward: wardCode,
          officerInCase: officerMemberId == null ? officer : localId('Member', officerMemberId),
        }),
      },
      ...(forces && { among: { force: forces } }),
    });
  }

  @FieldResolver(() => SubjectType, { nullable: true, description: 'INDIVIDUAL: the person.' })
  recipient(@Root() { recipientKind, recipient }: ShownCase, @Ctx() { find }: Context) {
    return recipientKind === 'INDIVIDUAL' ? find('Subject', recipient) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'COMMUNITY: the id of its area.' })
  communityArea(@Root() { recipientKind, recipient }: ShownCase) {
    return recipientKind === 'COMMUNITY' ? recipient : null;
  }

  @FieldResolver(() => [CaseContact], { description: 'The contacts with the recipient, oldest first.' })
  @Holds(20)
  contacts(@Root() { contacts }: ShownCase) {
    return entriesOf(contacts)
      .map(([id, contact]) => ({ id, ...contact }))
      .sort((a, b) => inOrder(a.startedAt ?? '', b.startedAt ?? ''));
  }

  @FieldResolver(() => [AdviceItem], { description: 'The advice that was given, oldest first.' })
  @Holds(20)
  items(@Root() { items, reviews, policy }: ShownCase) {
    return valuesOf(items)
      .toSorted((a, b) => inOrder(a.at, b.at))
      .map((item) => {
        const { at: reviewedAt = null, reviewer } = valueIn(reviews, item.item) ?? {};
        return { ...item, policy, reviewedAt, reviewer };
      });
  }

  @FieldResolver(() => [CaseReferral], {
    description: 'What was asked of others, in the order in which it was asked.',
  })
  @Holds(10)
  referrals(@Root() { referrals }: ShownCase) {
    return entriesOf(referrals)
      .map(([referral, asked]) => ({ referral, ...asked }))
      .sort((a, b) => inOrder(a.referredAt ?? '', b.referredAt ?? ''));
  }

  @FieldResolver(() => [AuthorityRequest], {
    description: 'What somebody else is to authorise in it, the oldest first, and how that stands.',
  })
  @Holds(5)
  authorityRequests(@Root() { breachRequests, overrideRequests, point }: ShownCase, @Ctx() { now }: Context) {
    const at = momentOf(point, now);
    return [
      ...requestsAt(breachRequests, 'COMPLIANCE_BREACH', at),
      ...requestsAt(overrideRequests, 'ADVICE_OVERRIDE', at),
    ].sort((a, b) => inOrder(a.askedAt, b.askedAt));
  }

  @FieldResolver(() => SubjectCategoryEnum, {
    nullable: true,
    description: 'What the recipient is in this case (DPA 2018 s.38), as far as somebody has said so.',
  })
  @Costs(RECORD)
  async recipientCategory(@Root() { key, recipient, point }: ShownCase, @Ctx() { read, now }: Context) {
    if (recipient === undefined) return null;
    const streams = [streamOf(subject, recipient)];
    const person = point
      ? await read.at(subjectBoard, recipient, streams, point)
      : await read.find(subjectBoard, recipient);
    const told = person && valueIn(person.categories, recordNamed({ adviceCase: key }))?.told;
    return valueAt(told ?? [], momentOf(point, now)) ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the recipient was advised after a crime before, and is again: a repeat victim.',
  })
  @Costs(RECORD)
  async repeat(
    @Root() { recipientKind, recipient, origin, force, openedAt }: ShownCase,
    @Ctx() { read }: Context,
  ) {
    if (recipientKind !== 'INDIVIDUAL' || recipient === undefined || origin !== 'CRIME') return false;
    const cases = await read.list(adviceCaseBoard, {
      where: { recipient: [recipient], origin: ['CRIME'], ...having<typeof adviceCaseBoard>({ force }) },
      orderBy: 'openedAt',
      limit: 1,
    });
    return (cases[0]?.openedAt ?? '') < (openedAt ?? '');
  }

  @FieldResolver(() => [ComplianceLine], {
    description: 'The compliance checklist at the moment at which the case is shown.',
  })
  @Holds(20)
  @Costs(HISTORY)
  compliance(@Root() card: ShownCase, @Ctx() context: Context) {
    return complianceOf(card, context);
  }
}

@Resolver(() => AdviceItem)
export class AdviceItemResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the catalogue of that policy version says of the measure.',
  })
  @Costs(RECORD)
  async wording(
    @Root() { measure, policy, policyVersion }: ItemCard & Pick<AdviceCaseCard, 'policy'>,
    @Ctx() { read }: Context,
  ) {
    const version = await versionOf(read, policy, policyVersion);
    return version?.measures.find(({ code }) => code === measure)?.wording ?? null;
  }
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
