import { Arg, Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  entriesOf,
  streamOf,
  valueIn,
  valuesOf,
  type PersonalReference,
  type PointInHistory,
} from '@wardbook/event-sourcing';
import {
  behaviourContract,
  contractDisclosedTo,
  contractEndOf,
  contractResultOf,
  contractReviewDueOn,
  contractStanding,
  contractStartOf,
  isOrderLive,
  isWithoutContract,
  NO_CONTRACT_REASONS,
  personCategory,
  redactedAt,
  type ContractDisclosure,
  type ContractField,
  type OrderState,
} from '@wardbook/policing';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { PersonalText } from '../personal-text.type.ts';
import { momentOf, Optional, TokenArgs } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { DateTime, LondonDayScalar, LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { stillAgreed } from '../sharing.ts';
import { subjectBoard } from '../subject/subject-board.view.ts';
import { SubjectCategoryEnum } from '../subject/subject.type.ts';
import { Costs, Holds, RECORD } from '../weights.ts';
import {
  contractBoard,
  contractInvitations,
  contractsTold,
  explainedOrders,
  type ContractCard,
} from './behaviour-contract-board.view.ts';
import * as types from './behaviour-contract.type.ts';

type ShownContract = Shown<ContractCard> & { readonly point?: PointInHistory };

@ArgsType()
class BehaviourContractsArgs extends PageArgs {
  @Optional(() => types.ContractWorkEnum, 'Left out: OPEN.') work?: string | null;
  @Optional(() => String, 'Only those about behaviour of this category of the policy.') category?:
    string | null;
  @Optional(() => LondonMonthScalar, 'Only those that were proposed in this month in London.')
  proposedIn?: string | null;
  @Optional(() => types.ContractResultEnum, 'Only those of which this came.') result?: string | null;
}

@Resolver(() => types.BehaviourContractType)
export class BehaviourContractResolver {
  @Query(() => types.BehaviourContractConnection, {
    description:
      'The contracts of your agency, and its orders, in the order in which they began; an auditor’s are of the agencies audited.',
  })
  @Needs('REFERRAL')
  async behaviourContracts(
    @Args(() => BehaviourContractsArgs) args: BehaviourContractsArgs,
    @Ctx() context: Context,
  ) {
    await context.atLeast(args.atLeast);
    const { work, category, proposedIn, result } = args;
    const owners = await agenciesSeenBy(context);
    return pageOf(context.read, contractBoard, args, {
      orderBy: 'begunAt',
      where: {
        ...(result == null && { standing: [work ?? 'OPEN'] }),
        ...having<typeof contractBoard>({ category, proposedIn, result }),
      },
      ...(owners && { among: { owner: owners } }),
    });
  }

  @Query(() => types.BehaviourContractConnection, {
    description: 'The contracts of others that your agency was invited to sign, the newest first.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async contractsToSign(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { edges, pageInfo } = await pageOf(context.read, contractInvitations, args, {
      orderBy: 'since',
      descending: true,
      where: { agency: [context.by.agency] },
      isFor: async ({ contract }) => (await context.find('BehaviourContract', contract)) !== null,
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({
        ...{ cursor, node: await context.find('BehaviourContract', node.contract) },
      })),
    );
    return { pageInfo, edges: shown };
  }

  @Query(() => types.ContractFigures, {
    description: 'What became of contracts in a month, and of orders without one, as it is known now.',
  })
  @Needs('REFERRAL')
  @Costs(5 * RECORD)
  async contractFigures(
    @Arg('month', () => LondonMonthScalar, { description: 'The month in London.' }) month: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ): Promise<types.ContractFigures> {
    await context.atLeast(atLeast);
    const owners = await agenciesSeenBy(context);
    const counted = (where: Parameters<typeof having<typeof contractBoard>>[0]) =>
      context.read.count(contractBoard, {
        where: { ...having<typeof contractBoard>(where), ...(owners && { owner: owners }) },
        orderBy: 'begunAt',
        limit: MOST_COUNTED,
      });
    const [proposed, signed, declined, kept, broken] = await Promise.all([
      counted({ proposedIn: month }),
      counted({ signedIn: month }),
      counted({ declinedIn: month }),
      counted({ completedIn: month, result: 'KEPT' }),
      counted({ completedIn: month, result: 'BROKEN' }),
    ]);
    return { month, proposed, signed, declined, kept, broken };
  }

  @FieldResolver(() => types.ContractStandingEnum, {
    nullable: true,
    description: 'How far the contract has come; null where there is none, but an order.',
  })
  standing(@Root() card: ShownContract, @Ctx() { now }: Context) {
    return contractStanding(card, momentOf(card.point, now)) ?? null;
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: 'What the person is called.' })
  @Costs(RECORD)
  async personName(@Root() card: ShownContract, @Ctx() context: Context) {
    const person = await context.read.find(subjectBoard, card.person ?? '');
    return opened(context, card.owner, person?.name);
  }

  @FieldResolver(() => SubjectCategoryEnum, { description: 'What the person is in this record.' })
  personCategory(@Root() card: ShownContract, @Ctx() { now }: Context) {
    return personCategory(card, momentOf(card.point, now));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What the behaviour is, by the policy on antisocial behaviour; null where there is an order alone.',
  })
  category(@Root() { proposal }: ShownContract) {
    return proposal?.category ?? null;
  }

  @FieldResolver(() => [types.BehaviourCriterionEnum], {
    description: 'What was attested of the person when the contract was proposed.',
  })
  @Holds(2)
  criteria(@Root() { proposal }: ShownContract) {
    return proposal?.criteria ?? [];
  }

  @FieldResolver(() => [PersonalText], { description: 'What the person does not do any more.' })
  @Holds(5)
  prohibitions(@Root() { owner, prohibitions }: ShownContract, @Ctx() context: Context) {
    return Promise.all(prohibitions.map((term) => opened(context, owner, term)));
  }

  @FieldResolver(() => [PersonalText], { description: 'What the person does from now on.' })
  @Holds(5)
  requirements(@Root() { owner, requirements }: ShownContract, @Ctx() context: Context) {
    return Promise.all(requirements.map((term) => opened(context, owner, term)));
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When a parent or guardian was told first.',
  })
  guardianInformedAt(@Root() { guardian }: ShownContract) {
    return guardian[0]?.from ?? null;
  }

  @FieldResolver(() => [types.SupportKindEnum], { description: 'What help was offered, the oldest first.' })
  @Holds(3)
  support(@Root() { support }: ShownContract) {
    return support.map(({ value }) => value);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When the person signed.' })
  personSignedAt(@Root() { personSigned }: ShownContract) {
    return personSigned?.at ?? null;
  }

  @FieldResolver(() => [types.ContractSignature], {
    description: 'The agencies that signed, or were invited to; in the order of their ids.',
  })
  @Holds(3)
  signatures(@Root() { invited, agenciesSigned }: ShownContract): readonly types.ContractSignature[] {
    const keys = [...entriesOf(invited), ...entriesOf(agenciesSigned)].map(([agencyKey]) => agencyKey);
    return [...new Set(keys)]
      .sort()
      .map((agencyKey) => ({ agencyKey, signedAt: valueIn(agenciesSigned, agencyKey) ?? null }));
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it came into force: when the person and one agency had signed (R-ASB-1, R-ASB-3).',
  })
  startedAt(@Root() card: ShownContract) {
    return contractStartOf(card) ?? null;
  }

  @FieldResolver(() => LondonDayScalar, {
    nullable: true,
    description: 'The day on which it ends: as was agreed, or so many months after it began (R-ASB-2).',
  })
  endsOn(@Root() card: ShownContract) {
    return contractEndOf(card) ?? null;
  }

  @FieldResolver(() => LondonDayScalar, {
    nullable: true,
    description: 'The day half way by which it is to be reviewed; null once it was.',
  })
  reviewDueOn(@Root() card: ShownContract, @Ctx() { now }: Context) {
    return contractReviewDueOn(card, momentOf(card.point, now)) ?? null;
  }

  @FieldResolver(() => types.ContractReviewEnum, {
    nullable: true,
    description: 'How it went, as it was seen last.',
  })
  lastReview(@Root() { reviews }: ShownContract) {
    return reviews.at(-1)?.value ?? null;
  }

  @FieldResolver(() => types.ContractDeclineReasonEnum, {
    nullable: true,
    description: 'How the person declined, where nobody has asked again.',
  })
  declineReason(@Root() { declined }: ShownContract) {
    return declined.at(-1)?.value ?? null;
  }

  @FieldResolver(() => types.ContractResultEnum, {
    nullable: true,
    description: 'COMPLETED: whether it was kept, by the breaches that stand.',
  })
  result(@Root() card: ShownContract, @Ctx() { now }: Context) {
    return contractResultOf(card, momentOf(card.point, now)) ?? null;
  }

  @FieldResolver(() => types.ContractEndReasonEnum, {
    nullable: true,
    description: 'ENDED: why it came to nothing.',
  })
  endReason(@Root() { over }: ShownContract) {
    const last = over.at(-1)?.value;
    return last?.how === 'ENDED' ? last.reason : null;
  }

  @FieldResolver(() => types.EarlyReasonEnum, {
    nullable: true,
    description: 'COMPLETED: why that was before its end.',
  })
  earlyReason(@Root() { over }: ShownContract) {
    const last = over.at(-1)?.value;
    return last?.how === 'COMPLETED' ? (last.early ?? null) : null;
  }

  @FieldResolver(() => [types.ContractBreach], {
    description: 'How it was broken, the oldest first; for the agency whose it is.',
  })
  @Holds(3)
  breaches(@Root() { breaches, notes, owner }: ShownContract): readonly types.ContractBreach[] {
    return entriesOf(breaches)
      .map(([key, { foundWrong, ...breach }]) => ({
        ...{ key, owner, ...breach, words: valueIn(notes, key) ?? null },
        foundWrongAt: foundWrong?.at ?? null,
        foundWrongBecause: foundWrong?.reason ?? null,
      }))
      .sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  @FieldResolver(() => [types.BehaviourOrder], {
    description: 'The orders that were sought, the oldest first; for the agency whose it is.',
  })
  @Holds(2)
  orders(@Root() card: ShownContract, @Ctx() { now }: Context): readonly types.BehaviourOrder[] {
    const at = momentOf(card.point, now);
    return entriesOf(card.orders)
      .map(([key, order]) => ({
        ...{ key, criteria: order.sought.criteria, ...orderShown(order, at) },
        ...{ warnedOn: order.sought.warnedOn ?? null, whyNoContract: order.sought.whyNoContract ?? null },
        isWithoutContract: isWithoutContract(card, order),
        outcomeAt: order.outcome?.at ?? null,
        ...{ endedAt: order.ended?.at ?? null, endReason: order.ended?.reason ?? null },
      }))
      .sort((one, other) => (one.soughtAt < other.soughtAt ? -1 : 1));
  }

  @FieldResolver(() => [types.RedactedTerms], {
    description: 'What others may read instead of its terms, the oldest first; for the agency whose it is.',
  })
  @Holds(2)
  redactedTerms(@Root() { redacted, texts, owner }: ShownContract): readonly types.RedactedTerms[] {
    return entriesOf(redacted)
      .map(([key, { proposedBy, proposedAt, approved }]) => {
        const last = approved.at(-1);
        return {
          ...{ key, owner, proposedBy, proposedAt, words: valueIn(texts, key) ?? null },
          approvedAt: last?.value === true ? last.from : null,
        };
      })
      .sort((one, other) => (one.proposedAt < other.proposedAt ? -1 : 1));
  }

  @FieldResolver(() => [types.DisclosureOfContract], {
    description: 'Which agencies see what of it, in the order of their ids; for the agency whose it is.',
  })
  @Holds(3)
  disclosures(@Root() { disclosures }: ShownContract) {
    return entriesOf(disclosures)
      .flatMap(([agencyKey, told]) => {
        const { from: since = '', value } = told.at(-1) ?? {};
        return value ? [{ agencyKey, since, ...value }] : [];
      })
      .sort((one, other) => (one.agencyKey < other.agencyKey ? -1 : 1));
  }
}

@Resolver(() => types.ContractBreach)
export class ContractBreachResolver {
  @FieldResolver(() => PersonalText, { nullable: true, description: 'What happened.' })
  note(@Root() { words, owner }: types.ContractBreach, @Ctx() context: Context) {
    return opened(context, owner, words);
  }
}

@Resolver(() => types.RedactedTerms)
export class RedactedTermsResolver {
  @FieldResolver(() => PersonalText, { nullable: true, description: 'The text.' })
  text(@Root() { words, owner }: types.RedactedTerms, @Ctx() context: Context) {
    return opened(context, owner, words);
  }
}

@Resolver(() => types.ContractFigures)
export class ContractFiguresResolver {
  @FieldResolver(() => [types.OrdersWithoutContract], {
    description:
      'Orders that were sought in the month though no contract had been offered by then, by why; none where there were none (R-ASB-4).',
  })
  @Holds(3)
  @Costs(20 * RECORD)
  async ordersWithoutContract(
    @Root() { month }: types.ContractFigures,
    @Ctx() context: Context,
  ): Promise<readonly types.OrdersWithoutContract[]> {
    const owners = await agenciesSeenBy(context);
    const explained = await context.read.list(explainedOrders, {
      where: { soughtIn: [month], ...(owners && { owner: owners }) },
      limit: MOST_EXPLAINED,
    });
    const reasons = await Promise.all(
      explained.map(async ({ contract, order, reason }) => {
        const card = await context.read.find(contractBoard, contract ?? '');
        const known = card && valueIn(card.orders, order ?? '');
        return card && known && isWithoutContract(card, known) ? reason : null;
      }),
    );
    return NO_CONTRACT_REASONS.map((reason) => ({
      ...{ reason, count: reasons.filter((one) => one === reason).length },
    })).filter(({ count }) => count > 0);
  }
}

const MOST_COUNTED = 100_000;
/** Of these each is looked at. */
const MOST_EXPLAINED = 1_000;

/** To whoever signs for another agency it is a disclosure; a partner reads what is its own in the same way. */
const opened = (
  { by, personal }: Pick<Context, 'by' | 'personal'>,
  owner: string | undefined,
  words: PersonalReference | null | undefined,
) =>
  by.role === 'PARTNER' || (by.agency !== owner && by.role !== 'AUDITOR')
    ? personal.disclosed(words, 'BEHAVIOUR')
    : personal.consult(words, 'BEHAVIOUR');

const orderShown = (order: OrderState, at: string) => ({
  ...{ kind: order.sought.kind, soughtAt: order.soughtAt, isLive: isOrderLive(order, at) },
  ...{ outcome: order.outcome?.outcome ?? null, until: order.outcome?.until ?? null },
});

/** What was disclosed of a contract to the agency of whoever asks; of what is not shown there is nothing to find out. */
@Resolver(() => types.DisclosedContract)
export class DisclosedContractResolver {
  @Query(() => types.DisclosedContractConnection, {
    description: 'The contracts of which something was disclosed to your agency, the newest first.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async disclosedContracts(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { edges, pageInfo } = await pageOf(context.read, contractsTold, args, {
      orderBy: 'since',
      descending: true,
      where: { agency: [context.by.agency] },
      isFor: async ({ contract }) => (await seenOf(context, contract ?? '')) !== null,
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({ cursor, node: await seenOf(context, node.contract ?? '') })),
    );
    return { pageInfo, edges: shown };
  }

  @Query(() => types.DisclosedContract, {
    nullable: true,
    description:
      'A contract as far as it was disclosed to your agency; null where nothing was, or there is none.',
  })
  @Needs('REFERRAL')
  @Costs(2 * RECORD)
  async disclosedContract(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ) {
    await context.atLeast(atLeast);
    const key = localId('BehaviourContract', id);
    const seen = await seenOf(context, key);
    if (seen === null)
      await context.denied({ purpose: 'BEHAVIOUR', record: streamOf(behaviourContract, key) });
    return seen;
  }

  @FieldResolver(() => [types.DisclosedOrder], {
    nullable: true,
    description: 'The orders that were sought, the oldest first.',
  })
  @Holds(2)
  orders(@Root() { orders }: ContractSeen) {
    return orders;
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: 'What the person is called.' })
  @Costs(RECORD)
  async personName(@Root() seen: ContractSeen, @Ctx() { personal, read }: Context) {
    const person = seen.person === null ? undefined : await read.find(subjectBoard, seen.person);
    return personal.disclosed(person?.name, purposeOf(seen));
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'Its terms, as the redacted text has them that was approved last (R-ASB-7).',
  })
  terms(@Root() seen: ContractSeen, @Ctx() { personal }: Context) {
    return personal.disclosed(seen.words, purposeOf(seen));
  }
}

type ContractSeen = ReturnType<typeof shownOf>;

const purposeOf = ({ legalBasis, agreement }: Pick<ContractSeen, 'legalBasis' | 'agreement'>) =>
  legalBasis === 'VITAL_INTERESTS' && agreement === null ? 'EMERGENCY' : 'BEHAVIOUR';

const seenOf = async (
  { by, now, read, agencyKnown }: Pick<Context, 'by' | 'now' | 'read' | 'agencyKnown'>,
  key: string,
) => {
  const card = await read.find(contractBoard, key);
  const at = new Date(now()).toISOString();
  const said = card && contractDisclosedTo(card, by.agency, at);
  const told = await stillAgreed(agencyKnown, said, { agency: by.agency, from: card?.owner ?? '', at });
  return card && told ? shownOf(card, told, at) : null;
};

const shownOf = (card: Shown<ContractCard>, told: ContractDisclosure, at: string) => {
  const { fields, legalBasis, agreement = null, purpose } = told;
  const where = <Value>(field: ContractField, value: Value): Value | null =>
    fields.includes(field) ? value : null;
  const redacted = redactedAt(card.redacted, at);
  return {
    ...{ contractId: globalId('BehaviourContract', card.key), fields, legalBasis, agreement, purpose },
    category: where('CATEGORY', card.proposal?.category ?? null),
    standing: where('STANDING', contractStanding(card, at) ?? null),
    proposedAt: where('DATES', card.proposedAt ?? null),
    startedAt: where('DATES', contractStartOf(card) ?? null),
    endsOn: where('DATES', contractEndOf(card) ?? null),
    orders: where(
      'ORDERS',
      valuesOf(card.orders)
        .map((order) => orderShown(order, at))
        .sort((one, other) => (one.soughtAt < other.soughtAt ? -1 : 1)),
    ),
    person: where('PERSON', card.person ?? null),
    words: where('TERMS', redacted === undefined ? null : (valueIn(card.texts, redacted) ?? null)),
  };
};
