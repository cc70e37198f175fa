import { Arg, Args, ArgsType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { valueAt, type PointInHistory } from '@wardbook/event-sourcing';
import {
  DEFAULT_GUIDANCE,
  gradingTerms,
  isGradeInDoubt,
  londonMonth,
  REPORT_DUTIES,
  REPORT_MATTERS,
  reportActionsOn,
  reportDutyDoneAt,
  reportDutyDueAt,
  reportDutyOverdueFrom,
  reportLackingAt,
  reportStatusOf,
  servingPolicy,
  type Grade,
} from '@wardbook/policing';
import { AgencyType } from '../agency/agency.type.ts';
import type { Context } from '../context.ts';
import { globalId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional, TokenArgs } from '../point-args.ts';
import { policyBoard } from '../policy/policy-board.view.ts';
import { ReportMatterEnum } from '../policy/policy.type.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { rolesBoard } from '../role/roles-board.view.ts';
import { walking } from '../row-walk.ts';
import { DateTime, LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { WardType } from '../ward/ward.type.ts';
import { Costs, HISTORY, Holds, RECORD } from '../weights.ts';
import { reportBoard, type ReportCard } from './report-board.view.ts';
import {
  ReportActionShown,
  ReportChannelEnum,
  ReportConnection,
  ReportDutyShown,
  ReporterShown,
  ReporterTold,
  ReportFigures,
  ReportGradeEnum,
  ReportGradeShown,
  ReportingGuidance,
  ReportOutcomeEnum,
  ReportPartEnum,
  ReportProgress,
  ReportProgressConnection,
  ReportStandingEnum,
  ReportStatusEnum,
  ReportType,
} from './report.type.ts';

type Card = Shown<ReportCard> & { readonly point?: PointInHistory };

@ArgsType()
class ReportsArgs extends PageArgs {
  @Optional(() => String, 'Only those of this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => ReportMatterEnum, 'Only those about this.') matter?: string | null;
  @Optional(() => ReportGradeEnum, 'Only those with this grade, or without one.') grade?: string | null;
  @Optional(() => [ReportStandingEnum], 'Left out: OPEN.') standing?: string[] | null;
  @Optional(() => Boolean, 'True: only those that nobody has assessed; false: only the others.')
  unassessed?: boolean | null;
  @Optional(() => Boolean, 'True: only those whose grade does not fit what is known of them.')
  gradeInDoubt?: boolean | null;
  @Optional(() => Boolean, 'True: only those of which a grade or an assessment is overdue now.')
  overdue?: boolean | null;
  @Optional(() => LondonMonthScalar, 'Only those that came in this month in London.')
  receivedIn?: string | null;
}

@ArgsType()
class ForceArgs extends TokenArgs {
  @Optional(() => String, 'The force; left out, yours.') force?: string | null;
}

@ArgsType()
class FiguresArgs extends ForceArgs {
  @Optional(() => LondonMonthScalar, 'The month in London; left out, this one.') month?: string | null;
}

const YES_OR_NO = (asked: boolean | null | undefined): string | null =>
  asked == null ? null : asked ? 'YES' : 'NO';

const MOST_DUPLICATES = 50;

@Resolver(() => ReportType)
export class ReportResolver {
  @Query(() => ReportConnection, {
    description:
      'The reports of the public to your force, in the order in which they came; an auditor\u2019s are of the forces audited.',
  })
  @Needs('CASE')
  async reports(@Args(() => ReportsArgs) args: ReportsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { wardCode: ward, matter, grade, standing, receivedIn } = args;
    const forces = await agenciesSeenBy(context);
    const [unassessed, inDoubt] = [YES_OR_NO(args.unassessed), YES_OR_NO(args.gradeInDoubt)];
    return pageOf(context.read, reportBoard, args, {
      orderBy: 'receivedAt',
      where: {
        standing: standing ?? ['OPEN'],
        ...having<typeof reportBoard>({ ward, matter, grade, receivedIn, unassessed, inDoubt }),
      },
      ...(forces && { among: { force: forces } }),
      ...(args.overdue === true && { atMost: { overdueFrom: nowIn(context) } }),
    });
  }

  @FieldResolver(() => DateTime, { description: 'When it came.' })
  receivedAt(@Root() { state }: Card) {
    return state.receivedAt;
  }

  @FieldResolver(() => String, { description: 'The code by which whoever reported asks what became of it.' })
  receiptCode(@Root() { state }: Card) {
    return state.terms?.receipt ?? '';
  }

  @FieldResolver(() => ReportChannelEnum, { description: 'How it came.' })
  channel(@Root() { state }: Card) {
    return state.terms?.channel ?? 'OTHER';
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'The partner that passed it on.' })
  passedOnBy(@Root() { state }: Card, @Ctx() { find }: Context) {
    return find('Agency', state.terms?.through);
  }

  @FieldResolver(() => ReportMatterEnum, { description: 'What it is about.' })
  matter(@Root() { state }: Card) {
    return state.matter.at(-1)?.value ?? 'OTHER';
  }

  @FieldResolver(() => Boolean, { description: 'Whether it was happening, as far as is known.' })
  inProgress(@Root() { state }: Card) {
    return state.inProgress.at(-1)?.value ?? false;
  }

  @FieldResolver(() => WardType, { nullable: true, description: 'The ward in which it happened.' })
  ward(@Root() { state }: Card, @Ctx() { find }: Context) {
    return find('Ward', state.ward.at(-1)?.value);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The street in which it happened.' })
  streetKey(@Root() { state }: Card) {
    return state.street.at(-1)?.value ?? null;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'From when on it happened.' })
  from(@Root() { state }: Card) {
    return state.from.at(-1)?.value ?? null;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'Until when it happened.' })
  until(@Root() { state }: Card) {
    return state.until.at(-1)?.value ?? null;
  }

  @FieldResolver(() => [ReportPartEnum], { description: 'What it lacks: it is dealt with all the same.' })
  @Holds(3)
  lacking(@Root() { state, point }: Card, @Ctx() { now }: Context) {
    return reportLackingAt(state, momentOf(point, now));
  }

  @FieldResolver(() => ReporterShown, {
    nullable: true,
    description: 'Who reported it; null where they gave no name.',
  })
  reporter(@Root() { state }: Card) {
    return state.reporter.at(-1)?.value ?? null;
  }

  @FieldResolver(() => ReportGradeShown, {
    nullable: true,
    description: 'Its grade; null while it has none.',
  })
  grade(@Root() { state }: Card) {
    const last = state.grades.at(-1);
    return last ? { from: last.from, ...last.value } : null;
  }

  @FieldResolver(() => [ReportGradeShown], { description: 'Its grades, the oldest first.' })
  @Holds(2)
  grades(@Root() { state }: Card) {
    return state.grades.map(({ from, value }) => ({ from, ...value }));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the grade does not fit what is known by now (R-INT-2, R-INT-3): grade it anew.',
  })
  isGradeInDoubt(@Root() { state, point }: Card, @Ctx() { now }: Context) {
    return isGradeInDoubt(state, momentOf(point, now));
  }

  @FieldResolver(() => [ReportDutyShown], {
    description: 'What is owed to it, whatever its grade (R-INT-1).',
  })
  @Holds(2)
  duties(@Root() { state, point }: Card, @Ctx() { now }: Context): readonly ReportDutyShown[] {
    const at = momentOf(point, now);
    return REPORT_DUTIES.map((duty) => ({
      duty,
      dueAt: reportDutyDueAt(state, duty) ?? '',
      doneAt: reportDutyDoneAt(state, duty) ?? null,
      isOverdue: (reportDutyOverdueFrom(state, duty) ?? LAST) <= at,
    }));
  }

  @FieldResolver(() => ReportStatusEnum, { description: 'How far it has come, as whoever asks is told.' })
  status(@Root() { state, point }: Card, @Ctx() { now }: Context) {
    return reportStatusOf(state, momentOf(point, now));
  }

  @FieldResolver(() => [ReportActionShown], {
    description: 'What was decided because of it, the oldest first; one action may answer many reports.',
  })
  @Holds(2)
  actions(@Root() { state, point }: Card, @Ctx() { now }: Context) {
    return reportActionsOn(state, momentOf(point, now));
  }

  @FieldResolver(() => [ReporterTold], { description: 'What whoever reported was told, the oldest first.' })
  @Holds(3)
  informed(@Root() { state }: Card) {
    return state.informed.map(({ from: at, value }) => ({ at, ...value }));
  }

  @FieldResolver(() => ReportType, {
    nullable: true,
    description: 'The report that says the same, and came first.',
  })
  duplicateOf(@Root() { state }: Card, @Ctx() { find }: Context) {
    return find('Report', state.duplicateOf.at(-1)?.value);
  }

  @FieldResolver(() => [ReportType], {
    description: 'Those that say the same and came later, the oldest first.',
  })
  @Holds(3)
  @Costs(3 * RECORD)
  duplicates(@Root() { key, force }: Card, @Ctx() { read }: Context) {
    return read.list(reportBoard, {
      where: { duplicateOf: [key], ...having<typeof reportBoard>({ force }) },
      orderBy: 'receivedAt',
      limit: MOST_DUPLICATES,
    });
  }

  @FieldResolver(() => ReportOutcomeEnum, { nullable: true, description: 'CLOSED: what it came to.' })
  outcome(@Root() { state, point }: Card, @Ctx() { now }: Context) {
    return valueAt(state.closed, momentOf(point, now)) ?? null;
  }
}

/** What anybody is told: what can be reported, how far a report has come, and how many there are. */
@Resolver()
export class ReportAnswerResolver {
  @Query(() => ReportProgress, {
    nullable: true,
    description:
      'How far a report has come, by the code that whoever reported has: a report to your force, or one that your agency passed on; null where there is none.',
  })
  @Needs('REFERRAL')
  @Costs(2 * RECORD)
  async reportByReceipt(
    @Arg('receiptCode', () => String, { description: 'The code.' }) receiptCode: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ): Promise<ReportProgress | null> {
    await context.atLeast(atLeast);
    const theirs = context.scopes.has('CASE') ? await ofForces(context) : { through: [context.by.agency] };
    const [found] = await context.read.list(reportBoard, {
      where: { receipt: [receiptCode], ...theirs },
      orderBy: 'receivedAt',
      limit: 1,
    });
    if (!found) await context.denied({ purpose: 'REPORT' });
    return found ? progressOf(found, nowIn(context)) : null;
  }

  @Query(() => ReportProgressConnection, {
    description: 'The reports that your agency passed on, and how far each has come, the newest first.',
  })
  @Needs('REFERRAL')
  async reportsPassedOn(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { edges, pageInfo } = await pageOf(context.read, reportBoard, args, {
      orderBy: 'receivedAt',
      descending: true,
      where: { through: [context.by.agency] },
    });
    const now = nowIn(context);
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: progressOf(node, now) })) };
  }

  @Query(() => ReportingGuidance, {
    description:
      'What anybody is told who wants to report something: what to look for, how, and what happens next.',
  })
  @Needs('NEIGHBOURHOOD')
  @Costs(2 * RECORD)
  async reportingGuidance(
    @Args(() => ForceArgs) { force, atLeast }: ForceArgs,
    @Ctx() context: Context,
  ): Promise<ReportingGuidance> {
    const { by, read } = context;
    await context.atLeast(atLeast);
    const at = nowIn(context);
    const roles = await read.find(rolesBoard, force ?? by.agency);
    const number = roles && servingPolicy(roles, 'GRADING', at);
    const policy = number === undefined ? undefined : await read.find(policyBoard, number);
    const terms = policy && gradingTerms(policy, at);
    return {
      policy: terms?.version ?? null,
      guidance: terms?.guidance ?? DEFAULT_GUIDANCE,
      matters: REPORT_MATTERS,
    };
  }

  @Query(() => ReportFigures, {
    description: 'How many reports of the public came to a force in a month, and how they are dealt with.',
  })
  @Needs('NEIGHBOURHOOD')
  @Costs(HISTORY)
  async reportFigures(@Args(() => FiguresArgs) args: FiguresArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const now = nowIn(context);
    const month = args.month ?? londonMonth(now);
    const where = { force: [args.force ?? context.by.agency], receivedIn: [month] };
    const walk = walking(context.read, reportBoard, { where, orderBy: 'receivedAt' });
    const all = await walk({ isBackward: false, least: MOST_COUNTED });
    return figuresOf(
      month,
      all.map(({ state }) => state),
      now,
    );
  }
}

/** Figures are of no more reports than so many: a month of the largest force has fewer. */
const MOST_COUNTED = 50_000;
/** Later than anything. */
const LAST = '9999-12-31T23:59:59.999Z';

const nowIn = ({ now }: Pick<Context, 'now'>): string => new Date(now()).toISOString();

const ofForces = async (context: Context): Promise<{ readonly force?: readonly string[] }> => {
  const forces = await agenciesSeenBy(context);
  return forces ? { force: forces } : {};
};

const progressOf = ({ key, state }: Shown<ReportCard>, now: string): ReportProgress => ({
  reportId: globalId('Report', key),
  receiptCode: state.terms?.receipt ?? '',
  receivedAt: state.receivedAt ?? '',
  status: reportStatusOf(state, now),
});

const GRADED_AS = Object.keys(ReportGradeEnum) as readonly (Grade | 'NOT_GRADED')[];

const figuresOf = (month: string, all: readonly ReportCard['state'][], now: string): ReportFigures => {
  const waiting = (duty: (typeof REPORT_DUTIES)[number]) =>
    all.filter((state) => reportDutyDoneAt(state, duty) === undefined);
  const isAwaited = (state: ReportCard['state']): boolean =>
    REPORT_DUTIES.some(
      (duty) =>
        reportDutyDoneAt(state, duty) === undefined && (reportDutyOverdueFrom(state, duty) ?? LAST) <= now,
    );
  const isLate = (state: ReportCard['state']): boolean =>
    REPORT_DUTIES.some(
      (duty) =>
        reportDutyDoneAt(state, duty) !== undefined && reportDutyOverdueFrom(state, duty) !== undefined,
    );
  return {
    month,
    received: all.length,
    grades: GRADED_AS.map((grade) => ({
      grade,
      reports: all.filter(({ grades }) => (grades.at(-1)?.value.grade ?? 'NOT_GRADED') === grade).length,
    })),
    ungraded: waiting('GRADING').length,
    unassessed: waiting('ASSESSMENT').length,
    overdue: all.filter(isAwaited).length,
    late: all.filter(isLate).length,
    gradesInDoubt: all.filter((state) => isGradeInDoubt(state, now)).length,
    median: medianOf(all.flatMap(minutesToGrade)),
  };
};

const minutesToGrade = (state: ReportCard['state']): readonly number[] => {
  const done = reportDutyDoneAt(state, 'GRADING');
  return done === undefined || state.receivedAt === undefined
    ? []
    : [Math.ceil((Date.parse(done) - Date.parse(state.receivedAt)) / 60_000)];
};

const medianOf = (minutes: readonly number[]): number | null =>
  minutes.toSorted((a, b) => a - b)[Math.ceil(minutes.length / 2) - 1] ?? null;
