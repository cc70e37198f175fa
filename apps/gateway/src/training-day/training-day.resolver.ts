import { Arg, Args, ArgsType, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { valuesOf } from '@wardbook/event-sourcing';
import { skillFrom } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf, withinLimit } from '../page.ts';
import { Optional } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { sees } from '../record-agency.ts';
import { LondonDayScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { trainingDayBoard, type TrainingDayCard } from './training-day-board.view.ts';
import {
  TrainingAttendee,
  TrainingDayConnection,
  TrainingDayStandingEnum,
  TrainingDayType,
  TrainingEvaluation,
} from './training-day.type.ts';

@ArgsType()
class TrainingDaysArgs extends PageArgs {
  @Optional(() => String, 'Only those of this series.') series?: string | null;
  @Optional(() => LondonDayScalar, 'Only those on this day in London.') on?: string | null;
  @Optional(() => [TrainingDayStandingEnum], 'Left out: all of them.') standing?: string[] | null;
}

const MOST_ATTENDEES = 1_000;

@Resolver(() => TrainingDayType)
export class TrainingDayResolver {
  @Query(() => TrainingDayConnection, { description: 'Training days, by when they begin.' })
  @Needs('NEIGHBOURHOOD')
  async trainingDays(
    @Args(() => TrainingDaysArgs) args: TrainingDaysArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    await atLeast(args.atLeast);
    const { series, on } = args;
    const standing = args.standing ?? Object.keys(TrainingDayStandingEnum);
    const where = { standing, ...having<typeof trainingDayBoard>({ series, on }) };
    return pageOf(read, trainingDayBoard, args, { orderBy: 'from', where });
  }

  @FieldResolver(() => [TrainingAttendee], {
    description:
      'Who attended, by agency and key: all of them for the agencies that organise it; for others, their own people.',
  })
  // Of whoever may be asked for help, and of those who audit it: elected members see how many there were.
  @Needs('REFERRAL')
  async attendees(
    @Root() { attendees, organisers, to }: Shown<TrainingDayCard>,
    @Arg('first', () => Int, { defaultValue: 50, description: `How many, 1 to ${MOST_ATTENDEES}.` })
    first: number,
    @Ctx() context: Context,
  ): Promise<readonly TrainingAttendee[]> {
    const most = withinLimit(first, MOST_ATTENDEES);
    const seen = await Promise.all(
      valuesOf(attendees).map(async ({ person, agency, kind, attendedAt, attended }) => {
        const { modules = [], surveyMonths } = attended.at(-1)?.value ?? {};
        const surveysUntil = skillFrom(to ?? undefined, surveyMonths)?.to ?? null;
        const isMember = kind === 'POLICE' || kind === 'PCSO';
        const member = isMember ? person : null;
        const isFor = organisers.includes(context.by.agency) || (await sees(context, agency));
        return isFor ? [{ person, agency, kind, member, modules, attendedAt, surveysUntil }] : [];
      }),
    );
    return seen.flat().sort(byAgencyAndKey).slice(0, most);
  }

  @FieldResolver(() => TrainingEvaluation, {
    nullable: true,
    description: 'Whether it did what it was for, as it was said last.',
  })
  evaluation(@Root() { evaluations }: Shown<TrainingDayCard>): TrainingEvaluation | null {
    const last = evaluations.at(-1);
    return last ? { ...last.value, at: last.from } : null;
  }

  @FieldResolver(() => Int, { description: 'How many people attended.' })
  attended(@Root() { attendees }: Shown<TrainingDayCard>): number {
    return valuesOf(attendees).length;
  }
}

const byAgencyAndKey = (a: TrainingAttendee, b: TrainingAttendee): number =>
  `${a.agency}/${a.person}` < `${b.agency}/${b.person}` ? -1 : 1;
