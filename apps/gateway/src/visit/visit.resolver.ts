import { Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  bookingsAt,
  doneAt,
  dueOn,
  londonMonth,
  overdueFrom,
  VICTIM_DUTIES,
  type CrimeCategory,
  type OwnVisitState,
  type VictimDuty,
} from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { PersonalText } from '../personal-text.type.ts';
import { Optional, TokenArgs } from '../point-args.ts';
import { CrimeCategoryEnum } from '../policy/policy.type.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { walking } from '../row-walk.ts';
import { LondonDayScalar, LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { SubjectResolver } from '../subject/subject.resolver.ts';
import type { SubjectCard } from '../subject/subject-board.view.ts';
import { SafeContact } from '../subject/subject.type.ts';
import { Costs, HISTORY, Holds } from '../weights.ts';
import { visitBoard, type VisitCard } from './visit-board.view.ts';
import {
  VictimDutyShown,
  VictimInformedShown,
  VictimNeedsShown,
  VisitAppointment,
  VisitConnection,
  VisitCourse,
  VisitFigures,
  VisitStandingEnum,
  VisitType,
} from './visit.type.ts';

@ArgsType()
class VictimVisitsArgs extends PageArgs {
  @Optional(() => [VisitStandingEnum], 'Left out: all that are not CLOSED or WITHDRAWN.')
  standing?: string[] | null;
  @Optional(() => ID, 'Only those for the victims of this crime.') crimeId?: string | null;
  @Optional(() => CrimeCategoryEnum, 'Only those of this category of crime.')
  category?: CrimeCategory | null;
  @Optional(() => LondonDayScalar, 'Only those to be offered by this day in London.') offerBy?: string | null;
  @Optional(() => Boolean, 'True: only those of whose victims something is overdue now.')
  overdue?: boolean | null;
}

@ArgsType()
class FiguresArgs extends TokenArgs {
  @Optional(() => LondonMonthScalar, 'The month in which offers were due; left out, this one.')
  month?: string | null;
}

const NOT_OVER = [
  ...['DUE', 'OFFERED', 'ACCEPTED', 'DECLINED', 'BOOKED', 'ATTENDED'],
  ...['OFFICER_DID_NOT_ATTEND', 'RECIPIENT_UNAVAILABLE', 'RESCHEDULED', 'CANCELLED'],
];

/** Figures are of no more visits than so many: a month of the largest force has fewer. */
const MOST_COUNTED = 20_000;

type Card = Shown<VisitCard>;

@Resolver(() => VisitType)
export class VisitResolver {
  @Query(() => VisitConnection, {
    description:
      'The visits of your force to victims of crime, by the day by which they are offered; an auditor\u2019s are of the forces audited.',
  })
  @Needs('CASE')
  async victimVisits(@Args(() => VictimVisitsArgs) args: VictimVisitsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { standing, crimeId, category, offerBy, overdue } = args;
    const forces = await agenciesSeenBy(context);
    return pageOf(context.read, visitBoard, args, {
      orderBy: 'offerBy',
      where: {
        standing: standing ?? NOT_OVER,
        ...having<typeof visitBoard>({
          category,
          crime: crimeId == null ? null : localId('Crime', crimeId),
        }),
      },
      ...(forces && { among: { force: forces } }),
      atMost: {
        ...(offerBy != null && { offerBy }),
        ...(overdue === true && { overdueFrom: new Date(context.now()).toISOString() }),
      },
    });
  }

  @Query(() => [VisitFigures], {
    description:
      'Of the visits that were to be offered in a month: how many were, how many were kept, how many not in time, and who failed; by category of crime.',
  })
  @Needs('CASE')
  @Costs(HISTORY)
  @Holds(15)
  async victimVisitFigures(@Args(() => FiguresArgs) args: FiguresArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const now = new Date(context.now()).toISOString();
    const forces = await agenciesSeenBy(context);
    const where = { dueMonth: [args.month ?? londonMonth(now)], ...(forces && { force: [...forces] }) };
    const walk = walking(context.read, visitBoard, { where, orderBy: 'category' });
    const all = (await walk({ isBackward: false, least: MOST_COUNTED })).filter(
      ({ standing }) => standing !== 'WITHDRAWN' && standing !== 'EXPECTED',
    );
    return [...new Set(all.map(({ category }) => category))].map((category) =>
      figuresOf(
        category,
        all.filter((one) => one.category === category),
        now,
      ),
    );
  }

  @FieldResolver(() => SafeContact, {
    nullable: true,
    description:
      'How it is safe to reach the victim: read it before anything else. Null: nobody has said so, and nobody calls or writes.',
  })
  async safeToReach(@Root() { victim }: Card, @Ctx() context: Context): Promise<SafeContact | null> {
    const subject = (await context.find('Subject', victim)) as SubjectCard | null;
    return subject && new SubjectResolver().safeToReach(subject, context);
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'How to reach the victim; withheld where it is not safe to reach them directly.',
  })
  contact(@Root() card: Card, @Ctx() context: Context) {
    return this.#whereSafe(card, 'contact', context);
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'Where the victim lives; withheld where it is not safe to reach them directly.',
  })
  address(@Root() card: Card, @Ctx() context: Context) {
    return this.#whereSafe(card, 'address', context);
  }

  async #whereSafe({ victim }: Card, detail: 'contact' | 'address', context: Context) {
    const subject = (await context.find('Subject', victim)) as SubjectCard | null;
    const reference = subject?.[detail];
    if (!subject || reference == null) return null;
    const safe = await new SubjectResolver().safeToReach(subject, context);
    return safe && safe.ways.length > 0
      ? context.personal.consult(reference, 'VISIT')
      : context.personal.withhold(reference, 'VISIT');
  }

  @FieldResolver(() => [VisitAppointment], {
    description: 'The appointments that are awaited: as a rule one, or none.',
  })
  @Holds(1)
  appointments(@Root() { state }: Card): readonly VisitAppointment[] {
    return bookingsAt(state, LAST).map(({ at: bookedAt, ...booking }) => ({ ...booking, bookedAt }));
  }

  @FieldResolver(() => [VisitCourse], {
    description: 'What became of it, in the order in which it happened.',
  })
  @Holds(8)
  course(@Root() { state }: Card): readonly VisitCourse[] {
    return state.steps.map(({ from: at, value }) => ({ at, ...value }));
  }

  @FieldResolver(() => VictimNeedsShown, {
    nullable: true,
    description: 'What the victim was last found to need; null: nobody has assessed it.',
  })
  needs(@Root() { state }: Card): VictimNeedsShown | null {
    const last = state.needs.at(-1);
    return last ? { at: last.from, ...last.value, informBy: last.value.informBy ?? null } : null;
  }

  @FieldResolver(() => [VictimInformedShown], { description: 'What the victim was told, and when.' })
  @Holds(5)
  informed(@Root() { state }: Card): readonly VictimInformedShown[] {
    return state.informed.map(({ from: at, value: what }) => ({ at, what }));
  }

  @FieldResolver(() => [VictimDutyShown], {
    description: 'What is owed to the victim, and whether it was done in time; overdue from the day after.',
  })
  @Holds(3)
  duties(@Root() { state }: Card, @Ctx() { now }: Context): readonly VictimDutyShown[] {
    const moment = new Date(now()).toISOString();
    return VICTIM_DUTIES.flatMap((duty) => {
      const due = dueOn(state, duty);
      return due === undefined
        ? []
        : [
            {
              ...{ duty, dueOn: due, doneAt: doneAt(state, duty) ?? null },
              isOverdue: isOverdue(state, duty, moment),
            },
          ];
    });
  }
}

/** Later than anything. */
const LAST = '9999-12-31T23:59:59.999Z';

const isOverdue = (state: OwnVisitState, duty: VictimDuty, now: string): boolean =>
  (overdueFrom(state, duty) ?? LAST) <= now;

const figuresOf = (category: CrimeCategory | null, all: readonly VisitCard[], now: string): VisitFigures => {
  const steps = all.map(({ state }) => state.steps.map(({ value }) => value));
  const visitsWith = (...hows: readonly string[]): number =>
    steps.filter((one) => one.some(({ how }) => hows.includes(how))).length;
  const times = (...hows: readonly string[]) => steps.flat().filter(({ how }) => hows.includes(how));
  const changedBy = (side: string): number =>
    times('RESCHEDULED', 'CANCELLED').filter(({ said }) => said.startsWith(side)).length +
    all.flatMap(({ state }) => state.unbooked).filter(({ askedBy }) => askedBy === side).length;
  return {
    category,
    due: all.length,
    made: visitsWith('OFFERED'),
    overdue: all.filter(({ state }) => isOverdue(state, 'OFFER', now)).length,
    accepted: visitsWith('ACCEPTED', 'ASKED_AGAIN'),
    declined: all.filter(({ state }) => lastAnswer(state) === 'DECLINED').length,
    kept: visitsWith('ATTENDED'),
    officerDidNotAttend: times('OFFICER_DID_NOT_ATTEND').length,
    recipientUnavailable: times('RECIPIENT_UNAVAILABLE').length,
    changedByVictim: changedBy('VICTIM'),
    changedByPolice: changedBy('POLICE'),
  };
};

const lastAnswer = ({ steps }: OwnVisitState): string | undefined =>
  steps.findLast(({ value: { how } }) => ['ACCEPTED', 'DECLINED', 'ASKED_AGAIN'].includes(how))?.value.how;
