import { Arg, Args, ArgsType, Ctx, Query, Resolver } from 'type-graphql';
import { entriesOf, valueIn, valuesOf, type Keyed } from '@wardbook/event-sourcing';
import {
  DEFAULT_TASKING,
  londonDay,
  londonMonth,
  measureFamilyOf,
  PROBLEM_STANDINGS,
  type MeasureProgress,
} from '@wardbook/policing';
import type { Asking } from '../concept.ts';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf, type Connection } from '../page.ts';
import { Optional, TokenArgs } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { Costs, RECORD } from '../weights.ts';
import {
  caseStudyBoard,
  hasPartIn,
  problemBoard,
  problemMeasures,
  problemsShared,
  type ProblemCard,
} from './problem-board.view.ts';
import {
  CaseStudyConnection,
  MeasureConnection,
  MeasureStandingEnum,
  ProblemCategoryEnum,
  ProblemConnection,
  ProblemFigures,
  ProblemStandingEnum,
  ProblemType,
} from './problem.type.ts';

@ArgsType()
class ProblemsArgs extends PageArgs {
  @Optional(() => String, 'Only those in this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => ProblemCategoryEnum, 'Only those of this category.') category?: string | null;
  @Optional(() => [ProblemStandingEnum], 'Left out: all that are not CLOSED.') standing?: string[] | null;
  @Optional(() => String, 'Only those that this agency leads, by its own id.') leadAgencyKey?: string | null;
}

@ArgsType()
class MeasuresArgs extends PageArgs {
  @Optional(() => String, 'Only those of this agency, by its own id; a partner is shown its own.')
  agencyKey?: string | null;
  @Optional(() => [MeasureStandingEnum], 'Left out: TASKED and STARTED.') standing?: string[] | null;
  @Optional(() => Boolean, 'True: only those that were due before today in London, and are still to be done.')
  overdue?: boolean | null;
}

const OPEN: readonly string[] = ['TASKED', 'STARTED'];
const LIVE = PROBLEM_STANDINGS.filter((one) => one !== 'CLOSED');
const MOST_COUNTED = 10_000;

@Resolver(() => ProblemType)
export class ProblemResolver {
  @Query(() => ProblemConnection, {
    description:
      'The problems of your force, in the order in which they were raised; a partner’s are those that it raised, leads, or is to do something about.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async problems(@Args(() => ProblemsArgs) args: ProblemsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { wardCode: ward, category, leadAgencyKey: lead } = args;
    const standing = args.standing ?? LIVE;
    if (!context.scopes.has('CASE')) {
      const isAsked = (card: ProblemCard | undefined): boolean =>
        card !== undefined &&
        hasPartIn(card, context.by.agency) &&
        standing.includes(card.standing) &&
        (ward == null || card.state.raised?.ward === ward) &&
        (category == null || card.state.raised?.category === category) &&
        (lead == null || card.state.adoption.at(-1)?.value.lead.agency === lead);
      const found = await pageOf(context.read, problemsShared, args, {
        orderBy: 'sharedAt',
        where: { agency: [context.by.agency] },
        isFor: async ({ problem: key }) => isAsked(await context.read.find(problemBoard, key ?? '')),
      });
      return shownOn(found, ({ problem: key }) => context.read.find(problemBoard, key ?? ''), context);
    }
    const forces = await agenciesSeenBy(context);
    const found = await pageOf(context.read, problemBoard, args, {
      orderBy: 'raisedAt',
      where: { standing, ...having<typeof problemBoard>({ ward, category, lead }) },
      ...(forces && { among: { force: forces } }),
    });
    return shownOn(found, (card) => Promise.resolve(card), context);
  }

  @Query(() => MeasureConnection, {
    description:
      'What is to be done about problems of your force, by the day on which it is due; a partner is shown what is its own.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async measures(@Args(() => MeasuresArgs) args: MeasuresArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const isPolice = context.scopes.has('CASE');
    const forces = isPolice ? await agenciesSeenBy(context) : undefined;
    const { edges, pageInfo } = await pageOf(context.read, problemMeasures, args, {
      orderBy: 'dueOn',
      where: {
        standing: (args.standing ?? OPEN).filter((one) => args.overdue !== true || OPEN.includes(one)),
        ...having<typeof problemMeasures>({ agency: isPolice ? args.agencyKey : context.by.agency }),
      },
      ...(forces && { among: { force: forces } }),
      ...(args.overdue === true && { atMost: { dueOn: dayBefore(context.now()) } }),
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node: { problem: key, measure } }) => {
        const card = await context.read.find(problemBoard, key ?? '');
        const all = card ? measuresShown(card, context, isoNow(context)) : [];
        return { cursor, node: all.find((one) => one.key === measure) };
      }),
    );
    return { pageInfo, edges: shown };
  }

  @Query(() => CaseStudyConnection, {
    description: 'Examples of what works, the newest first. They name nobody.',
  })
  @Needs('NEIGHBOURHOOD')
  @Costs(20 * RECORD)
  async caseStudies(@Args(() => PageArgs) args: PageArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const found = await pageOf(read, caseStudyBoard, args, {
      ...{ orderBy: 'publishedAt', descending: true, where: { standing: ['PUBLISHED'] } },
    });
    const edges = await Promise.all(
      found.edges.map(async ({ cursor, node: { problem: key, study, text, published } }) => {
        const state = (await read.find(problemBoard, key ?? ''))?.state;
        return {
          cursor,
          node: {
            ...{ key: study, text, publishedAt: published.at(-1)?.from },
            ...{ category: state?.raised?.category ?? null, result: state?.assessed.at(-1)?.value ?? null },
          },
        };
      }),
    );
    return { ...found, edges };
  }

  @Query(() => ProblemFigures, {
    description:
      'What is done about the problems of your force, in figures of a month: by state, ward and agency, due and overdue, intelligence-led, proactive and preventive. Each of these is in `problems` or `measures`.',
  })
  @Needs('CASE')
  @Costs(50 * RECORD)
  async problemFigures(
    @Arg('month', () => LondonMonthScalar, { description: 'The month in London.' }) month: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ): Promise<ProblemFigures> {
    await context.atLeast(atLeast);
    const forces = await agenciesSeenBy(context);
    const ofForces = forces ? { force: forces } : {};
    const [problems, tasked, completed] = await Promise.all([
      context.read.list(problemBoard, {
        ...{ where: { standing: PROBLEM_STANDINGS, ...ofForces }, orderBy: 'raisedAt', limit: MOST_COUNTED },
      }),
      context.read.list(problemMeasures, {
        ...{ where: { taskedIn: [month], ...ofForces }, orderBy: 'dueOn', limit: MOST_COUNTED },
      }),
      context.read.list(problemMeasures, {
        ...{ where: { completedIn: [month], ...ofForces }, orderBy: 'dueOn', limit: MOST_COUNTED },
      }),
    ]);
    const adopted = problems.flatMap(({ state }) =>
      state.adoption.filter(({ from }) => londonMonth(from) === month),
    );
    const byIntelligence = adopted.filter(({ value }) => value.intelligence.length > 0);
    return {
      month,
      byStanding: PROBLEM_STANDINGS.map((standing) => ({
        standing,
        count: problems.filter((one) => one.standing === standing).length,
      })),
      byWard: wardsOf(problems),
      byAgency: agenciesOf(tasked, londonDay(isoNow(context))),
      ...{ intelligenceLed: byIntelligence.length, eventLed: adopted.length - byIntelligence.length },
      measures: tasked.length,
      proactive: tasked.filter(({ proactive }) => proactive).length,
      prevention: tasked.filter(({ aim }) => aim === 'PREVENTION').length,
      enforcement: tasked.filter(({ aim }) => aim === 'ENFORCEMENT').length,
      offendersBroughtToJustice: completed.filter(
        ({ progress }) => progress.at(-1)?.value.result === 'OFFENDER_BROUGHT_TO_JUSTICE',
      ).length,
    };
  }
}

type Asked = Pick<Asking, 'by' | 'scopes'>;

const isoNow = ({ now }: Pick<Context, 'now'>): string => new Date(now()).toISOString();
const DAY_IN_MS = 86_400_000;
const dayBefore = (now: number): string =>
  new Date(Date.parse(londonDay(new Date(now).toISOString())) - DAY_IN_MS).toISOString().slice(0, 10);

/** A page of problems, each as whoever asks is shown it. */
const shownOn = async <Row>(
  { edges, pageInfo }: Connection<Row>,
  cardOf: (row: Row) => Promise<Shown<ProblemCard> | undefined>,
  context: Pick<Context, 'by' | 'scopes' | 'now'>,
): Promise<Connection<ReturnType<typeof problemShown> | undefined>> => ({
  pageInfo,
  edges: await Promise.all(
    edges.map(async ({ cursor, node }) => {
      const card = await cardOf(node);
      return { cursor, node: card && problemShown(card, context, isoNow(context)) };
    }),
  ),
});

/** A problem as it is shown: what of it is not for whoever asks, its fields keep. */
export const problemShown = (card: Shown<ProblemCard>, asking: Asked, moment: string) => {
  const { state, words } = card;
  const { raised, raisedAt, adoption, assessed, closed } = state;
  const { lead, level = null, intelligence = [], eventLedReason = null } = adoption.at(-1)?.value ?? {};
  const result = assessed.at(-1)?.value ?? null;
  const reports = entriesOf(state.reports).flatMap(([reportKey, told]) => {
    const linked = told.at(-1)?.value;
    return linked ? [{ reportKey, wardCode: linked.ward ?? null, street: linked.street ?? null }] : [];
  });
  const profiles = entriesOf(state.profiles).flatMap(([key, told]) => {
    const profile = told.at(-1)?.value;
    return profile ? [{ key, profile }] : [];
  });
  return {
    ...card,
    ...{ ward: raised?.ward ?? null, category: raised?.category, raisedByKey: raised?.raisedBy, raisedAt },
    ...{ title: valueIn(words, 'title'), objective: valueIn(words, 'objective') },
    causes: [...new Set(valuesOf(state.analyses).flatMap(({ causes }) => causes))].sort(),
    ...{ level, lead: lead ? { agencyKey: lead.agency, post: lead.post ?? null } : null, eventLedReason },
    measures: measuresShown(card, asking, moment),
    assessments: byTime(state.assessments, (key) => ({
      tangible: valueIn(words, `assessment ${key}`) ?? null,
    })),
    ...{ result, isNotAchieved: card.standing === 'CLOSED' && result === 'UNCHANGED' },
    closedAt: closed.findLast(({ value }) => value)?.from ?? null,
    scans: byTime(state.scans, (key) => ({ note: valueIn(words, `scan ${key}`) ?? null })),
    analyses: byTime(state.analyses, (key) => ({ finding: valueIn(words, `analysis ${key}`) })),
    reports,
    hotspots: profiles.flatMap(({ key, profile }) =>
      profile.kind === 'PROBLEM'
        ? [
            {
              key,
              street: profile.street,
              reports: reports.filter(({ street }) => street === profile.street),
            },
          ]
        : [],
    ),
    targets: profiles.flatMap(({ key, profile }) =>
      profile.kind === 'TARGET'
        ? [{ key, person: profile.subject, intelligenceKey: profile.intelligence }]
        : [],
    ),
    intelligenceKeys: intelligence,
    studies: entriesOf(state.studies).flatMap(([key, { published }]) => {
      const text = valueIn(words, `study ${key}`);
      return text === undefined ? [] : [{ key, text, standing: published.at(-1)?.value ?? 'DRAFTED' }];
    }),
  };
};

const byTime = <Said extends { readonly at: string }, More>(all: Keyed<Said>, more: (key: string) => More) =>
  entriesOf(all)
    .map(([key, said]) => ({ key, ...said, ...more(key) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));

/** What is done about a problem, by whom, and what waits for what (T2-26). */
const measuresShown = (
  { key: problem, state, words }: Shown<ProblemCard>,
  { by, scopes }: Asked,
  moment: string,
) => {
  const today = londonDay(moment);
  const all = entriesOf(state.measures).flatMap(([key, { tasked, progress }]) => {
    const last: MeasureProgress = progress.at(-1)?.value ?? { standing: 'TASKED' };
    return tasked ? [{ key, tasked, last }] : [];
  });
  const isDone = (key: string): boolean =>
    all.some((one) => one.key === key && one.last.standing === 'COMPLETED');
  return all
    .map(({ key, tasked, last: { standing, result = null, reason = null } }) => {
      const { kind, label = null, aim, proactive, agency, assignee = null, dueOn, dependsOn } = tasked;
      return {
        ...{ key, problem, kind, family: measureFamilyOf(kind), label, aim, isProactive: proactive, dueOn },
        ...{ agencyKey: agency, assigneeKey: scopes.has('CASE') || by.agency === agency ? assignee : null },
        ...{ standing, result, reason, isOverdue: OPEN.includes(standing) && dueOn < today },
        ...{
          approach: valueIn(words, `approach ${key}`) ?? null,
          note: valueIn(words, `note ${key}`) ?? null,
        },
        dependsOnKeys: dependsOn,
        dependantKeys: all.filter((one) => one.tasked.dependsOn.includes(key)).map((one) => one.key),
        waitsForKeys: dependsOn.filter((one) => !isDone(one)),
      };
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
};

/** R-PROB-7: more live problems than a ward can bear are a warning (MPA 2007). */
const wardsOf = (problems: readonly Shown<ProblemCard>[]) => {
  const live = problems.filter(({ standing }) => standing !== 'CLOSED');
  const wards = new Set(live.flatMap(({ state }) => state.raised?.ward ?? []));
  return [...wards].sort().map((wardCode) => {
    const here = problems.filter(({ state }) => state.raised?.ward === wardCode);
    const newest = here
      .flatMap(({ state }) => state.adoption)
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .at(-1);
    const limit = newest?.value.liveProblemsPerWard ?? DEFAULT_TASKING.liveProblemsPerWard;
    const count = here.filter(({ standing }) => standing !== 'CLOSED').length;
    return { wardCode, count, limit, isOverLimit: count > limit };
  });
};

type Measures = readonly {
  readonly agency: string | null;
  readonly dueOn: string | null;
  readonly progress: readonly { readonly value: MeasureProgress }[];
}[];

const agenciesOf = (measures: Measures, today: string) =>
  [...new Set(measures.flatMap(({ agency }) => agency ?? []))].sort().map((agencyKey) => {
    const own = measures.filter(({ agency }) => agency === agencyKey);
    const standing = ({ progress }: Measures[number]) => progress.at(-1)?.value.standing ?? 'TASKED';
    const due = own.filter((one) => OPEN.includes(standing(one)));
    return {
      ...{ agencyKey, tasked: own.length, due: due.length },
      overdue: due.filter(({ dueOn }) => (dueOn ?? today) < today).length,
      completed: own.filter((one) => standing(one) === 'COMPLETED').length,
    };
  });
