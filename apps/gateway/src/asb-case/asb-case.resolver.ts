import { Arg, Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  entriesOf,
  streamOf,
  valueIn,
  type PersonalReference,
  type PointInHistory,
} from '@wardbook/event-sourcing';
import {
  asbCase as asbCaseOf,
  asbDisclosedTo,
  asbReviewProgress,
  asbReviewsAttendedBy,
  asbReviewThreshold,
  asbWordsGoing,
  incidentCounts,
  type AsbCaseDisclosure,
  type AsbCaseField,
  type IncidentState,
} from '@wardbook/policing';
import { BehaviourContractType } from '../behaviour-contract/behaviour-contract.type.ts';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional, TokenArgs } from '../point-args.ts';
import { PersonalText } from '../personal-text.type.ts';
import { ProblemType } from '../problem/problem.type.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { walking } from '../row-walk.ts';
import { LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { stillAgreed } from '../sharing.ts';
import type { SubjectCard } from '../subject/subject-board.view.ts';
import { SubjectResolver } from '../subject/subject.resolver.ts';
import { SafeContact } from '../subject/subject.type.ts';
import { Costs, HISTORY, Holds, RECORD } from '../weights.ts';
import { asbCaseBoard, asbCasesTold, caseReviewsAsked, type AsbCaseCard } from './asb-case-board.view.ts';
import * as types from './asb-case.type.ts';
import { linkedTo } from '../linked-to.ts';

type Card = Shown<AsbCaseCard> & { readonly point?: PointInHistory };

@ArgsType()
class AsbCasesArgs extends PageArgs {
  @Optional(() => String, 'Only those in this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => String, 'Only those of this category.') category?: string | null;
  @Optional(() => [types.AsbCaseStandingEnum], 'Left out: OPEN.') standing?: string[] | null;
}

@ArgsType()
class CaseReviewsArgs extends PageArgs {
  @Optional(() => LondonMonthScalar, 'Only those that were asked for in this month in London.')
  requestedIn?: string | null;
}

/** Figures are of no more reviews than so many: a month of the largest agency has fewer. */
const MOST_COUNTED = 10_000;

@Resolver(() => types.AsbCaseType)
export class AsbCaseResolver {
  @Query(() => types.AsbCaseConnection, {
    description:
      'The cases of antisocial behaviour of your agency, in the order in which they were opened; an auditor’s are of the forces audited.',
  })
  @Needs('REFERRAL')
  async asbCases(@Args(() => AsbCasesArgs) args: AsbCasesArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { wardCode: ward, category, standing } = args;
    const agencies = await agenciesSeenBy(context);
    return pageOf(context.read, asbCaseBoard, args, {
      orderBy: 'openedAt',
      where: { standing: standing ?? ['OPEN'], ...having<typeof asbCaseBoard>({ ward, category }) },
      ...(agencies && { among: { agency: agencies } }),
    });
  }

  @Query(() => types.AsbCaseReviewConnection, {
    description: 'The case reviews that somebody asked of your agency, the newest first.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async caseReviews(@Args(() => CaseReviewsArgs) args: CaseReviewsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const agencies = await agenciesSeenBy(context);
    const { edges, pageInfo } = await pageOf(context.read, caseReviewsAsked, args, {
      orderBy: 'requestedAt',
      descending: true,
      where: having<typeof caseReviewsAsked>({ requestedIn: args.requestedIn }),
      ...(agencies && { among: { agency: agencies } }),
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({ cursor, node: await reviewOf(context, node) })),
    );
    return { pageInfo, edges: shown.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : [])) };
  }

  @Query(() => types.CaseReviewFigures, {
    description:
      'Of the case reviews that were asked of your agency in a month, how they stand now. Each of these is in `caseReviews`.',
  })
  @Needs('REFERRAL')
  @Costs(HISTORY)
  async caseReviewFigures(
    @Arg('month', () => LondonMonthScalar, { description: 'The month in London.' }) month: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ): Promise<types.CaseReviewFigures> {
    await context.atLeast(atLeast);
    const agencies = await agenciesSeenBy(context);
    const where = { requestedIn: [month], ...(agencies && { agency: [...agencies] }) };
    const walk = walking(context.read, caseReviewsAsked, { where, orderBy: 'requestedAt' });
    const rows = await walk({ isBackward: false, least: MOST_COUNTED });
    const all = (await Promise.all(rows.map((row) => reviewOf(context, row)))).filter((one) => one !== null);
    const counted = (is: (one: (typeof all)[number]) => boolean): number => all.filter(is).length;
    return {
      ...{ month, requested: all.length },
      thresholdMet: counted(({ isThresholdMet }) => isThresholdMet),
      thresholdNotMet: counted(({ isThresholdMet }) => !isThresholdMet),
      answered: counted(({ dueOn }) => dueOn === undefined),
      overdue: counted(({ isOverdue }) => isOverdue),
    };
  }

  @FieldResolver(() => SafeContact, {
    nullable: true,
    description:
      'How it is safe to reach the complainant: read it before anything else. Null: nobody has said so, and nobody calls or writes.',
  })
  @Needs('CASE')
  async safeToReach(@Root() { complainant }: Card, @Ctx() context: Context): Promise<SafeContact | null> {
    const subject = (await context.find('Subject', complainant)) as SubjectCard | null;
    return subject && new SubjectResolver().safeToReach(subject, context);
  }

  @FieldResolver(() => types.AsbOutcomeEnum, { nullable: true, description: 'CLOSED: how it ended.' })
  outcome(@Root() { closed }: Card) {
    return closed.at(-1)?.value ?? null;
  }

  @FieldResolver(() => [types.AsbIncident], {
    description: 'What happened, in the order in which it was reported.',
  })
  @Holds(5)
  incidents(@Root() { incidents, descriptions }: Card) {
    return entriesOf(incidents)
      .flatMap(([key, { recorded, wrong }]) => {
        if (!recorded) return [];
        const { at: recordedAt, ...said } = recorded;
        const shown = { key, ...said, recordedAt, words: valueIn(descriptions, key) };
        return [wrong ? { ...shown, foundWrong: wrong.reason } : shown];
      })
      .sort(byReport);
  }

  @FieldResolver(() => [types.AsbCaseResponse], { description: 'What was done, in the order of the names.' })
  @Holds(5)
  responses(@Root() { responses }: Card) {
    return entriesOf(responses)
      .flatMap(([key, told]) => {
        const { from: since = '', value } = told.at(-1) ?? {};
        return value ? [{ key, since, ...value }] : [];
      })
      .sort(byKey);
  }

  @FieldResolver(() => [types.AsbCaseReview], {
    description: 'The reviews that somebody asked for, in the order of the names.',
  })
  @Holds(3)
  reviews(@Root() card: Card, @Ctx() { now }: Context) {
    const at = momentOf(card.point, now);
    return entriesOf(card.reviews)
      .flatMap(([key]) => reviewShown(card, key, at) ?? [])
      .sort(byKey);
  }

  @FieldResolver(() => [BehaviourContractType], {
    description: 'The behaviour contracts that it is linked to.',
  })
  @Holds(3)
  @Costs(RECORD)
  async contracts(@Root() card: Card, @Ctx() { find }: Context) {
    const found = await Promise.all(linkedTo(card, 'contract ').map((key) => find('BehaviourContract', key)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [ProblemType], { description: 'The problems that it is linked to.' })
  @Holds(3)
  @Costs(RECORD)
  async problems(@Root() card: Card, @Ctx() { find }: Context) {
    const found = await Promise.all(linkedTo(card, 'problem ').map((key) => find('Problem', key)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [types.AsbCaseWords], {
    description: 'Words for others to see, in the order of the names.',
  })
  @Holds(5)
  words(@Root() { words, texts }: Card) {
    return entriesOf(words)
      .flatMap(([key, { proposed, approvedAt, withdrawnAt }]) => {
        if (!proposed) return [];
        const shown = {
          key,
          incident: proposed.incident,
          proposedBy: proposed.by,
          text: valueIn(texts, key),
        };
        return [
          {
            ...shown,
            ...(approvedAt !== undefined && { approvedAt }),
            ...(withdrawnAt !== undefined && { withdrawnAt }),
          },
        ];
      })
      .sort(byKey);
  }

  @FieldResolver(() => [types.DisclosureOfAsbCase], {
    description: 'Which agencies see what of it, in the order of their ids.',
  })
  @Holds(5)
  disclosures(@Root() { disclosures }: Card) {
    return entriesOf(disclosures)
      .flatMap(([agencyKey, told]) => {
        const { from: since = '', value } = told.at(-1) ?? {};
        return value ? [{ agencyKey, since, ...value }] : [];
      })
      .sort((a, b) => (a.agencyKey < b.agencyKey ? -1 : 1));
  }
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1);

interface Reported {
  readonly reportedOn: string;
  readonly happenedFrom: string;
}
const byReport = (a: Reported, b: Reported): number =>
  `${a.reportedOn} ${a.happenedFrom}` < `${b.reportedOn} ${b.happenedFrom}` ? -1 : 1;

const reviewShown = (card: Card, key: string, at: string) => {
  const { requested, meetings = [] } = valueIn(card.reviews, key) ?? {};
  const progress = asbReviewProgress(card, key, at);
  if (!requested || !progress) return undefined;
  const { at: requestedAt, acknowledgeBy: _by, ...said } = requested;
  const { isMet: isThresholdMet, counted } = asbReviewThreshold(card, key, at);
  return {
    ...{ key, asbCase: card.key, requestedAt, ...said, ...progress, isThresholdMet, counted },
    isSeriousHarm: entriesOf(card.incidents).some(
      ([, one]) => one.recorded?.harm === 'SERIOUS' && incidentCounts(one, at),
    ),
    isResponseIneffective: entriesOf(card.responses).some(
      ([, told]) => told.at(-1)?.value.effective === false,
    ),
    meetingsHeld: meetings,
  };
};

const reviewOf = async (
  { read, now }: Context,
  { asbCase, review }: { readonly asbCase: string | null; readonly review: string | null },
) => {
  const card = asbCase === null ? undefined : await read.find(asbCaseBoard, asbCase);
  return (card && review !== null && reviewShown(card, review, new Date(now()).toISOString())) || null;
};

/** What happened, in the words of whoever recorded it: for the agency whose case it is. */
@Resolver(() => types.AsbIncident)
export class AsbIncidentResolver {
  @FieldResolver(() => PersonalText, { nullable: true, description: 'What happened, in words.' })
  description(@Root() { words }: { readonly words?: PersonalReference }, @Ctx() context: Context) {
    return ownWords(words, context);
  }
}

@Resolver(() => types.AsbCaseWords)
export class AsbWordsResolver {
  @FieldResolver(() => PersonalText, { nullable: true, description: 'The words.' })
  text(@Root() { text }: { readonly text?: PersonalReference }, @Ctx() context: Context) {
    return ownWords(text, context);
  }
}

/** Partners have words of their own as well, which nobody else disclosed to them. */
const ownWords = (words: PersonalReference | undefined, { by, personal }: Context) =>
  personal[by.role === 'PARTNER' ? 'disclosed' : 'consult'](words, 'BEHAVIOUR');

@Resolver(() => types.AsbCaseReview)
export class CaseReviewResolver {
  @FieldResolver(() => [types.CaseReviewMeeting], {
    description: 'When agencies met, and what came of it, the oldest first.',
  })
  @Holds(2)
  meetings(@Root() { meetingsHeld }: { readonly meetingsHeld: AsbCaseMeetings }) {
    return meetingsHeld.map(({ from: heldAt, value: { agencies: agencyKeys, ...said } }) => ({
      ...{ heldAt, agencyKeys, ...said },
    }));
  }
}

type AsbCaseMeetings = NonNullable<ReturnType<typeof reviewShown>>['meetingsHeld'];

/** What was disclosed of a case to the agency of whoever asks; of what is not shown there is nothing to find out. */
@Resolver(() => types.DisclosedAsbCase)
export class DisclosedAsbCaseResolver {
  @Query(() => types.DisclosedAsbCaseConnection, {
    description:
      'The cases of antisocial behaviour of which something was disclosed to your agency, or in whose review it took part, the newest first.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async disclosedAsbCases(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { edges, pageInfo } = await pageOf(context.read, asbCasesTold, args, {
      orderBy: 'toldAt',
      descending: true,
      where: { agency: [context.by.agency] },
      isFor: async ({ asbCase }) => (await seenOf(context, asbCase ?? '')) !== null,
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({ cursor, node: await seenOf(context, node.asbCase ?? '') })),
    );
    return { pageInfo, edges: shown };
  }

  @Query(() => types.DisclosedAsbCase, {
    nullable: true,
    description:
      'A case of antisocial behaviour as far as it was disclosed to your agency; null where nothing was, or there is none.',
  })
  @Needs('REFERRAL')
  @Costs(2 * RECORD)
  async disclosedAsbCase(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ) {
    await context.atLeast(atLeast);
    const key = localId('AsbCase', id);
    const seen = await seenOf(context, key);
    if (seen === null) await context.denied({ purpose: 'BEHAVIOUR', record: streamOf(asbCaseOf, key) });
    return seen;
  }

  @FieldResolver(() => [types.DisclosedIncident], {
    description:
      'What happened, in the order in which it was reported: all of it, or what a review was about.',
  })
  @Holds(5)
  incidents(@Root() { told }: Seen) {
    return told.incidents;
  }

  @FieldResolver(() => [types.DisclosedCaseReview], {
    description: 'Its reviews, in the order of their names.',
  })
  @Holds(2)
  reviews(@Root() { told }: Seen) {
    return told.reviews;
  }

  @FieldResolver(() => [PersonalText], {
    description: 'What happened, in words that somebody else has read before they went out.',
  })
  @Holds(5)
  words(@Root() { told, legalBasis, agreement }: Seen, @Ctx() { personal }: Context) {
    const isEmergency = legalBasis === 'VITAL_INTERESTS' && agreement === null;
    const purpose = isEmergency ? 'EMERGENCY' : 'BEHAVIOUR';
    return Promise.all(told.words.map((one) => personal.disclosed(one, purpose)));
  }
}

type Seen = ReturnType<typeof shownOf>;

const seenOf = async (
  { by, now, read, agencyKnown }: Pick<Context, 'by' | 'now' | 'read' | 'agencyKnown'>,
  key: string,
) => {
  const card = await read.find(asbCaseBoard, key);
  const at = new Date(now()).toISOString();
  const said = card && asbDisclosedTo(card, by.agency, at);
  const told = await stillAgreed(agencyKnown, said, { agency: by.agency, from: card?.agencyKey ?? '', at });
  if (!card || card.standing === 'EXPECTED') return null;
  const attended = asbReviewsAttendedBy(card, by.agency, at);
  return told || attended.length > 0 ? shownOf(card, { told, attended, at }) : null;
};

interface Telling {
  readonly told: AsbCaseDisclosure | undefined;
  /** The reviews in which the agency took part. */
  readonly attended: readonly string[];
  readonly at: string;
}

const shownOf = (card: Card, { told, attended, at }: Telling) => {
  const { fields = [], legalBasis = null, agreement = null, purpose = null } = told ?? {};
  const isTold = (field: AsbCaseField): boolean => fields.includes(field);
  const where = <Value>(field: AsbCaseField, value: Value): Value | null => (isTold(field) ? value : null);
  return {
    ...{ asbCaseId: globalId('AsbCase', card.key), fields, legalBasis, agreement, purpose },
    category: where('CATEGORY', card.category),
    ward: where('WARD', card.ward),
    standing: where('STANDING', card.standing === 'CLOSED' ? ('CLOSED' as const) : ('OPEN' as const)),
    outcome: where('STANDING', card.closed.at(-1)?.value ?? null),
    told: {
      incidents: incidentsTold(card, { isAll: isTold('INCIDENT_DATES'), attended, at }),
      reviews: entriesOf(card.reviews)
        .filter(([review]) => isTold('REVIEW') || attended.includes(review))
        .flatMap(([review]) => reviewTold(card, review, at))
        .sort(byRequest),
      words: isTold('WORDS') ? wordsTold(card, at) : [],
    },
  };
};

const incidentsTold = (
  card: Card,
  { isAll, attended, at }: { readonly isAll: boolean } & Omit<Telling, 'told'>,
) => {
  const reviewed = attended.flatMap((review) => asbReviewThreshold(card, review, at).counted);
  return entriesOf(card.incidents)
    .filter(([key, one]) => incidentCounts(one, at) && (isAll || reviewed.includes(key)))
    .flatMap(([, { recorded }]: readonly [string, IncidentState]) => (recorded ? [recorded] : []))
    .sort(byReport);
};

const reviewTold = (card: Card, review: string, at: string) => {
  const { requested, meetings = [] } = valueIn(card.reviews, review) ?? {};
  if (!requested) return [];
  const { from: heldAt = null, value } = meetings.at(-1) ?? {};
  const { outcome = null, recommendations = [] } = value ?? {};
  return [
    {
      ...{ requestedAt: requested.at, isThresholdMet: asbReviewThreshold(card, review, at).isMet },
      ...{ heldAt, outcome, recommendations },
    },
  ];
};

const byRequest = (a: { readonly requestedAt: string }, b: { readonly requestedAt: string }): number =>
  a.requestedAt < b.requestedAt ? -1 : 1;

const wordsTold = (card: Card, at: string): readonly PersonalReference[] =>
  asbWordsGoing(card, at).flatMap((key) => valueIn(card.texts, key) ?? []);
