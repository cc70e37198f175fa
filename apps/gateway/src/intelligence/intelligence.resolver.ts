import { Arg, Args, ArgsType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, valueIn, type PointInHistory } from '@wardbook/event-sourcing';
import {
  agreementInForce,
  ASSESSMENT_CODES,
  disseminatedTo,
  gradingInCodes,
  HANDLING_CODES,
  evaluationAt,
  isEventLed,
  isRegistered,
  itemAt,
  LEGAL_BASES,
  SOURCE_CODES,
  subjectsOf,
  type ActionState,
  type Evaluation,
} from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional, TokenArgs } from '../point-args.ts';
import { ProblemType } from '../problem/problem.type.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { ReportType } from '../report/report.type.ts';
import { LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { Costs, Holds, RECORD } from '../weights.ts';
import {
  intelligenceBoard,
  intelligenceTold,
  sanitisedTexts,
  toldKey,
  UNGRADED,
  type IntelligenceCard,
  type IntelligenceToldCard,
} from './intelligence-board.view.ts';
import * as types from './intelligence.type.ts';
import { linkedTo } from '../linked-to.ts';

type ShownIntelligence = Shown<IntelligenceCard> & { readonly point?: PointInHistory };

@ArgsType()
class IntelligenceArgs extends PageArgs {
  @Optional(() => String, 'Only what is graded so, for example 2/C/P.') grading?: string | null;
  @Optional(() => Boolean, 'Only what nobody has graded, or only what somebody has.') unassessed?:
    boolean | null;
  @Optional(() => String, 'Only what is about this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => types.IntelligencePriorityEnum, 'Only what has this priority.') priority?: string | null;
  @Optional(() => [types.IntelligenceStandingEnum], 'Left out: OPEN.') standing?: string[] | null;
  @Optional(() => types.LedByEnum, 'Only what was acted on first because of this.') ledBy?: string | null;
}

@ArgsType()
class DisseminationsArgs extends PageArgs {
  @Optional(() => LondonMonthScalar, 'Only what first went out in this month in London.')
  month?: string | null;
  @Optional(() => String, 'Only what went to this agency, by the id that its tokens carry.')
  agencyKey?: string | null;
}

/** Intelligence of a force, for those who work with it. */
@Resolver(() => types.IntelligenceType)
export class IntelligenceResolver {
  @Query(() => types.IntelligenceConnection, {
    description:
      'The intelligence of your force, in the order in which it came in; an auditor’s is of the forces audited.',
  })
  @Needs('INTELLIGENCE')
  async intelligenceReports(@Args(() => IntelligenceArgs) args: IntelligenceArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { grading, unassessed, wardCode: ward, priority, standing, ledBy } = args;
    const forces = await agenciesSeenBy(context);
    return pageOf(context.read, intelligenceBoard, args, {
      orderBy: 'openedAt',
      where: {
        standing: standing ?? ['OPEN'],
        ...having<typeof intelligenceBoard>({ grading, ward, priority, ledBy }),
        ...(unassessed === true && { grading: [UNGRADED] }),
      },
      ...(unassessed === false && {
        isFor: ({ evaluations }: IntelligenceCard) => Promise.resolve(evaluations.length > 0),
      }),
      ...(forces && { among: { force: forces } }),
    });
  }

  @Query(() => types.IntelligenceConnection, {
    description: 'What you submitted yourself, in the order in which you did.',
  })
  @Needs('CASE')
  async submittedIntelligence(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { by } = context;
    return pageOf(context.read, intelligenceBoard, args, {
      orderBy: 'openedAt',
      where: { submittedBy: [by.id], force: [by.agency], standing: ['OPEN', 'CLOSED'] },
    });
  }

  @Query(() => types.IntelligenceFigures, {
    description:
      'Of the intelligence of a month: how it is graded now, what nobody has graded, what is done, and on which basis agencies were told.',
  })
  @Needs('INTELLIGENCE')
  @Costs(34 * RECORD)
  async intelligenceFigures(
    @Arg('month', () => LondonMonthScalar, { description: 'The month in London.' }) month: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ): Promise<types.IntelligenceFigures> {
    await context.atLeast(atLeast);
    const forces = await agenciesSeenBy(context);
    const among = forces && { force: forces };
    const counted = (where: Parameters<typeof having<typeof intelligenceBoard>>[0]) =>
      context.read.count(intelligenceBoard, {
        ...{ where: { ...having<typeof intelligenceBoard>(where), ...among } },
        ...{ orderBy: 'openedAt', limit: MOST_COUNTED },
      });
    const told = (legalBasis: string) =>
      context.read.count(intelligenceTold, {
        where: { ...having<typeof intelligenceTold>({ toldIn: month, legalBasis }), ...among },
        ...{ orderBy: 'toldAt', limit: MOST_COUNTED },
      });
    const openedIn = month;
    const [opened, unassessed, bySource, byAssessment, byHandling, disseminated, actedOn, eventLed] =
      await Promise.all([
        counted({ openedIn }),
        counted({ openedIn, grading: UNGRADED }),
        eachCounted(SOURCE_CODES, (source) => counted({ openedIn, source })),
        eachCounted(ASSESSMENT_CODES, (assessment) => counted({ openedIn, assessment })),
        eachCounted(HANDLING_CODES, (handling) => counted({ openedIn, handling })),
        eachCounted(LEGAL_BASES, told),
        counted({ actedIn: month }),
        counted({ actedIn: month, ledBy: 'EVENT' }),
      ]);
    return { month, opened, unassessed, bySource, byAssessment, byHandling, disseminated, actedOn, eventLed };
  }

  @Query(() => types.IntelligenceDisseminationConnection, {
    description: 'What of your force’s intelligence went to which agency, in the order in which it did.',
  })
  @Needs('INTELLIGENCE')
  @Costs(20 * RECORD)
  async intelligenceDisseminations(
    @Args(() => DisseminationsArgs) args: DisseminationsArgs,
    @Ctx() context: Context,
  ) {
    await context.atLeast(args.atLeast);
    const { month: toldIn, agencyKey: agency } = args;
    const forces = await agenciesSeenBy(context);
    const { edges, pageInfo } = await pageOf(context.read, intelligenceTold, args, {
      orderBy: 'toldAt',
      where: having<typeof intelligenceTold>({ toldIn, agency }),
      ...(forces && { among: { force: forces } }),
    });
    const shown = edges.map(async ({ cursor, node }) => ({ cursor, node: await goingOut(context, node) }));
    return { pageInfo, edges: await Promise.all(shown) };
  }

  @FieldResolver(() => types.IntelligencePriorityEnum, {
    nullable: true,
    description: 'How soon somebody is to look at it; null for what a report told.',
  })
  priority(@Root() { opening }: ShownIntelligence) {
    return opening.priority ?? null;
  }

  @FieldResolver(() => types.IntelligenceGrading, {
    nullable: true,
    description: 'How it is graded; null while nobody has.',
  })
  @Needs('INTELLIGENCE')
  grading(@Root() card: ShownIntelligence, @Ctx() { now }: Context) {
    const at = momentOf(card.point, now);
    const last = card.evaluations.findLast(({ from }) => from <= at);
    return last ? gradingOf(last.from, last.value) : null;
  }

  @FieldResolver(() => [types.IntelligenceGrading], {
    description: 'How it was graded since when, the oldest first; each as it was graded.',
  })
  @Needs('INTELLIGENCE')
  @Holds(5)
  gradings(@Root() { evaluations }: ShownIntelligence) {
    return evaluations.map(({ from, value }) => gradingOf(from, value));
  }

  @FieldResolver(() => [types.IntelligenceSubject], {
    description: 'Whom it is about, in the order of their ids.',
  })
  @Needs('INTELLIGENCE')
  @Holds(5)
  subjects(@Root() card: ShownIntelligence, @Ctx() { now }: Context) {
    return subjectsOf(card, momentOf(card.point, now));
  }

  @FieldResolver(() => ReportType, {
    nullable: true,
    description: 'The report of the public that it came of.',
  })
  @Needs('INTELLIGENCE')
  report(@Root() { opening }: ShownIntelligence, @Ctx() { find }: Context) {
    return find('Report', opening.report);
  }

  @FieldResolver(() => [types.SanitisedText], { description: 'Its texts without the source.' })
  @Needs('INTELLIGENCE')
  @Holds(5)
  sanitised(@Root() { items, texts }: ShownIntelligence) {
    return entriesOf(items).flatMap(([key, { sanitisedBy, standing }]) => {
      const { from: since = '', value } = standing.at(-1) ?? {};
      const text = valueIn(texts, key);
      return value && text ? [{ key, text, standing: value, since, sanitisedBy }] : [];
    });
  }

  @FieldResolver(() => [ProblemType], { description: 'The problems that it is linked to.' })
  @Needs('INTELLIGENCE')
  @Holds(5)
  async problems(@Root() card: ShownIntelligence, @Ctx() { find }: Context) {
    const found = await Promise.all(linkedTo(card, 'problem ').map((key) => find('Problem', key)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [types.IntelligenceType], {
    description: 'The other intelligence that it is linked to.',
  })
  @Needs('INTELLIGENCE')
  @Holds(5)
  async pattern(@Root() card: ShownIntelligence, @Ctx() { find }: Context) {
    const found = await Promise.all(linkedTo(card, 'intelligence ').map((key) => find('Intelligence', key)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [types.DecidedAction], { description: 'What was decided, the oldest first.' })
  @Needs('INTELLIGENCE')
  @Holds(5)
  actions(@Root() card: ShownIntelligence) {
    return entriesOf(card.actions)
      .map(([key, action]) => actionShown(card, key, action))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  @FieldResolver(() => [types.DecidedNoAction], { description: 'That nothing is done, the oldest first.' })
  @Needs('INTELLIGENCE')
  @Holds(5)
  noActions(@Root() { noAction }: ShownIntelligence) {
    return noAction.map(({ from: at, value: reason }) => ({ at, reason }));
  }

  @FieldResolver(() => [types.IntelligenceDissemination], {
    description: 'Which agencies see what of it, and on what that rests.',
  })
  @Needs('INTELLIGENCE')
  @Holds(5)
  async disseminations(@Root() card: ShownIntelligence, @Ctx() context: Context) {
    const at = momentOf(card.point, context.now);
    const going = entriesOf(card.disseminations).flatMap(([name, told]) => {
      const last = told.findLast(({ from }) => from <= at);
      const [item = '', agencyKey = ''] = name.split(' ');
      return last?.value ? [{ item, agencyKey, since: last.from, ...last.value }] : [];
    });
    return Promise.all(
      going.map(async (one) => ({
        ...one,
        isHidden: !(await seenBy(context, card, one.agencyKey)).some(({ item }) => item === one.item),
      })),
    );
  }
}

/** What an action answers. */
@Resolver(() => types.DecidedAction)
export class DecidedActionResolver {
  @FieldResolver(() => [ReportType], { description: 'The reports that it answers.' })
  @Holds(12)
  async reports(@Root() { reports }: types.DecidedAction, @Ctx() { find }: Context) {
    const found = await Promise.all(reports.map((key) => find('Report', key)));
    return found.filter((one) => one !== null);
  }
}

/** What all of a force may read of its intelligence. */
@Resolver()
export class SanitisedIntelligenceResolver {
  @Query(() => types.SanitisedIntelligenceConnection, {
    description: 'The attested texts of your force’s intelligence, the newest first.',
  })
  @Needs('CASE')
  @Costs(20 * RECORD)
  async sanitisedIntelligence(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const forces = await agenciesSeenBy(context);
    const { edges, pageInfo } = await pageOf(context.read, sanitisedTexts, args, {
      ...{ orderBy: 'sanitisedAt', descending: true, where: {} },
      ...(forces && { among: { force: forces } }),
      isFor: async (row) => (await readInForce(context, row)) !== null,
    });
    const shown = edges.map(async ({ cursor, node }) => ({ cursor, node: await readInForce(context, node) }));
    return { pageInfo, edges: await Promise.all(shown) };
  }
}

/** What was disseminated to the agency of whoever asks; of what was not there is nothing to find out. */
@Resolver()
export class DisseminatedIntelligenceResolver {
  @Query(() => types.DisseminatedIntelligenceConnection, {
    description: 'The intelligence that was disseminated to your agency, the newest first.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async disseminatedIntelligence(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { edges, pageInfo } = await pageOf(context.read, intelligenceTold, args, {
      ...{ orderBy: 'toldAt', descending: true, where: { agency: [context.by.agency] } },
      isFor: async (row) => (await readElsewhere(context, row)) !== null,
    });
    const shown = edges.map(async ({ cursor, node }) => ({
      ...{ cursor, node: await readElsewhere(context, node) },
    }));
    return { pageInfo, edges: await Promise.all(shown) };
  }

  @Query(() => types.DisseminatedIntelligence, {
    nullable: true,
    description:
      'Intelligence that was disseminated to your agency; null where it was not, or there is none.',
  })
  @Needs('REFERRAL')
  @Costs(2 * RECORD)
  async disseminatedItem(
    @Arg('key', () => String, { description: 'Its own id, as it was shown.' }) key: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ) {
    await context.atLeast(atLeast);
    const row = await context.read.find(intelligenceTold, toldKey(context.by.agency, key));
    const seen = await readElsewhere(context, row ?? NOWHERE);
    if (seen === null) await context.denied({ purpose: 'INTELLIGENCE' });
    return seen;
  }
}

const MOST_COUNTED = 100_000;

const eachCounted = async (
  codes: readonly string[],
  count: (code: string) => Promise<number>,
): Promise<types.CodeCount[]> => {
  const all = await Promise.all(codes.map(async (code) => ({ code, count: await count(code) })));
  return all.filter((one) => one.count > 0);
};

const gradingOf = (from: string, evaluation: Evaluation) => ({
  ...{ from, grading: gradingInCodes(evaluation) },
  ...evaluation,
});

const actionShown = (card: IntelligenceCard, key: string, action: ActionState) => {
  const { at, what, plannedFor, how, reports, ended } = action;
  const ledBy = isEventLed(card, action) ? ('EVENT' as const) : ('INTELLIGENCE' as const);
  return { key, at, what, plannedFor, how, reports, ledBy, end: ended.at(-1)?.value ?? null };
};

type Reading = Pick<Context, 'agencyKnown' | 'by' | 'now' | 'read'>;
type Told = Pick<IntelligenceToldCard, 'agency' | 'item' | 'record' | 'force' | 'told'>;

const NOWHERE: Told = { agency: null, item: null, record: null, force: null, told: [] };

const instantOf = ({ now }: Pick<Context, 'now'>): string => new Date(now()).toISOString();

/** What an agency sees of it now, as its agreements are; nothing once it has ended. */
const seenBy = async (reading: Reading, card: IntelligenceCard, agency: string) => {
  const known = await reading.agencyKnown(agency);
  const at = instantOf(reading);
  const force = card.force ?? '';
  if (!isRegistered(known, at)) return [];
  return disseminatedTo(card, agency, at, (id) => agreementInForce(known, id, { force, at }) !== undefined);
};

/** One text as an agency sees it; null for nothing. As much is read where there is nothing. */
const readElsewhere = async (reading: Reading, { item, record }: Told) => {
  const card = await reading.read.find(intelligenceBoard, record ?? '');
  const seen = await seenBy(reading, card ?? intelligenceBoard.initial, reading.by.agency);
  const one = seen.find((each) => each.item === item);
  const text = card && valueIn(card.texts, item ?? '');
  if (!one || !text) return null;
  const { evaluation, legalBasis, agreement, purpose, since } = one;
  return {
    ...{ key: one.item, text, grading: gradingInCodes(evaluation), conditions: evaluation.conditions },
    ...{ legalBasis, agreement, purpose, since },
  };
};

/** One text as all of the force may read it; null for nothing. */
const readInForce = async (
  reading: Reading,
  { item, record }: { readonly item: string | null; readonly record: string | null },
) => {
  const card = await reading.read.find(intelligenceBoard, record ?? '');
  const at = instantOf(reading);
  const text = card && valueIn(card.texts, item ?? '');
  const evaluation = card && evaluationAt(card, at);
  if (!card || !text || !evaluation || item === null) return null;
  const isRead = itemAt(card, item, at) === 'ATTESTED' && evaluation.handling !== 'NO_FURTHER';
  const since = valueIn(card.items, item)?.standing.findLast(({ from }) => from <= at)?.from ?? at;
  const { conditions } = evaluation;
  return isRead ? { key: item, text, grading: gradingInCodes(evaluation), conditions, since } : null;
};

/** What went to an agency, and whether it still sees it. */
const goingOut = async (reading: Reading, { agency, item, record, told }: Told) => {
  const card = (await reading.read.find(intelligenceBoard, record ?? '')) ?? intelligenceBoard.initial;
  const seen = await seenBy(reading, card, agency ?? '');
  const last = told.at(-1);
  return {
    ...{ item, agencyKey: agency, since: last?.from, ...last?.value },
    isHidden: !seen.some((each) => each.item === item),
  };
};
