import { Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import { londonDay, survey, type RecommendationRefusal } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { PersonalText } from '../personal-text.type.ts';
import { Optional } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy, ownForceOnly } from '../record-agency.ts';
import { DateTime } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { Costs, Holds, RECORD } from '../weights.ts';
import {
  surveyBoard,
  surveyRecommendations,
  type RecommendationCard,
  type SurveyCard,
} from './survey-board.view.ts';
import {
  RecommendationOwnerEnum,
  RecommendationRefusalEnum,
  RecommendationStandingEnum,
  SurveyConnection,
  SurveyFinding,
  SurveyRecommendation,
  SurveyRecommendationConnection,
  SurveyReminder,
  SurveyStandingEnum,
  SurveyType,
} from './survey.type.ts';

@ArgsType()
class SurveysArgs extends PageArgs {
  @Optional(() => String, 'Only those in the ward of this GSS code.') wardCode?: string | null;
  @Optional(() => ID, 'Only those that this member makes, or is booked to.') surveyorMemberId?: string | null;
  @Optional(() => [SurveyStandingEnum], 'Left out: REQUESTED, BOOKED and STARTED, which are to be done.')
  standing?: string[] | null;
}

@ArgsType()
class RecommendationsArgs extends PageArgs {
  @Optional(() => RecommendationOwnerEnum, 'Only those of the occupants, or of agencies.')
  owner?: string | null;
  @Optional(() => ID, 'Only those of this agency.') agencyId?: string | null;
  @Optional(() => Boolean, 'True: only those that are open, and whose day has gone.')
  overdue?: boolean | null;
  @Optional(() => [RecommendationStandingEnum], 'Left out: OPEN.') standing?: string[] | null;
}

const TO_DO = ['REQUESTED', 'BOOKED', 'STARTED'];
const MOST_RECOMMENDED = 100;
const ofOwnForce = ownForceOnly(survey);

@Resolver(() => SurveyType)
export class SurveyResolver {
  @Query(() => SurveyConnection, {
    description:
      'The surveys of your force: those first whose criteria come first; an auditor’s are of the forces audited.',
  })
  @Needs('CASE')
  async surveys(@Args(() => SurveysArgs) args: SurveysArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { wardCode, surveyorMemberId, standing } = args;
    const forces = await agenciesSeenBy(context);
    const now = new Date(context.now()).toISOString();
    const { edges, pageInfo } = await pageOf(context.read, surveyBoard, args, {
      orderBy: 'turn',
      where: {
        standing: standing ?? TO_DO,
        ...having<typeof surveyBoard>({
          ward: wardCode,
          surveyor: surveyorMemberId == null ? null : localId('Member', surveyorMemberId),
        }),
      },
      ...(forces && { among: { force: forces } }),
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({
        cursor,
        node: await ofOwnForce(context, node, now, node.key),
      })),
    );
    return { pageInfo, edges: shown.filter(({ node }) => node !== null) };
  }

  @FieldResolver(() => [SurveyFinding], { description: 'What was found, by section and item.' })
  @Holds(20)
  findings(@Root() { findings, referrals }: Shown<SurveyCard>) {
    const referralOf = (item: string): string | null =>
      entriesOf(referrals).find(
        ([, one]) => one.item === item && one.at !== null && one.rule === null,
      )?.[0] ?? null;
    return entriesOf(findings)
      .flatMap(([item, told]) => {
        const last = told.at(-1);
        const referral = referralOf(item);
        return last === undefined
          ? []
          : [
              {
                ...last.value,
                at: last.from,
                referral,
                isToBeReferred: last.value.toRefer && referral === null,
              },
            ];
      })
      .sort((a, b) => (`${a.section} ${a.item}` < `${b.section} ${b.item}` ? -1 : 1));
  }

  @FieldResolver(() => [SurveyReminder], { description: 'Whom else the occupant was told to ask, and when.' })
  @Holds(3)
  reminders(@Root() { reminders }: Shown<SurveyCard>) {
    return reminders;
  }

  @FieldResolver(() => [SurveyRecommendation], { description: 'What it recommends, by when that is due.' })
  @Holds(10)
  recommendations(@Root() { key }: Shown<SurveyCard>, @Ctx() { read }: Context) {
    return read.list(surveyRecommendations, {
      where: { survey: [key], standing: Object.keys(RecommendationStandingEnum) },
      orderBy: 'turn',
      limit: MOST_RECOMMENDED,
    });
  }
}

@Resolver(() => SurveyRecommendation)
export class RecommendationResolver {
  @Query(() => SurveyRecommendationConnection, {
    description:
      'What surveys recommend, by when it is due: to a partner what its agency is to do, to police and auditors that of their surveys.',
  })
  @Needs('REFERRAL')
  async recommendations(@Args(() => RecommendationsArgs) args: RecommendationsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { owner, agencyId, overdue, standing } = args;
    const isPartner = context.by.role === 'PARTNER';
    const forces = isPartner ? undefined : await agenciesSeenBy(context);
    const agency = agencyId == null ? null : localId('Agency', agencyId);
    const ours = isPartner
      ? [context.by.agency].filter((one) => agency === null || agency === one)
      : undefined;
    return pageOf(context.read, surveyRecommendations, args, {
      orderBy: 'turn',
      where: {
        standing: overdue === true ? ['OPEN'] : (standing ?? ['OPEN']),
        ...having<typeof surveyRecommendations>({ owner, ...(ours === undefined && { agency }) }),
        ...(ours && { agency: ours }),
      },
      ...(forces && { among: { force: forces } }),
      ...(overdue === true && { atMost: { dueOn: dayBefore(context.now()) } }),
    });
  }

  @FieldResolver(() => Boolean, { description: 'It is open, and its day has gone.' })
  isOverdue(@Root() { standing, dueOn }: Shown<RecommendationCard>, @Ctx() { now }: Context) {
    return standing === 'OPEN' && dueOn !== undefined && dueOn <= dayBefore(now());
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When it was done or declined.' })
  answeredAt(@Root() { answers, standing }: Shown<RecommendationCard>) {
    return standing === 'OPEN' ? null : (answers.at(-1)?.from ?? null);
  }

  @FieldResolver(() => RecommendationRefusalEnum, { nullable: true, description: 'DECLINED: why.' })
  declinedBecause(@Root() { answers }: Shown<RecommendationCard>): RecommendationRefusal | null {
    return answers.at(-1)?.value.because ?? null;
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: 'What is to be done.' })
  @Costs(RECORD)
  text(@Root() { text }: Shown<RecommendationCard>, @Ctx() { by, personal }: Context) {
    return by.role === 'PARTNER' ? personal.disclosed(text, 'SURVEY') : personal.consult(text, 'SURVEY');
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'Where it is to be done; to a partner only where it was told the address.',
  })
  @Costs(RECORD)
  async address(@Root() card: Shown<RecommendationCard>, @Ctx() { by, personal, read }: Context) {
    const isPartner = by.role === 'PARTNER';
    if (isPartner && !isAddressTold(card)) return null;
    const { address } = (await read.find(surveyBoard, card.survey ?? '')) ?? {};
    return isPartner ? personal.disclosed(address, 'SURVEY') : personal.consult(address, 'SURVEY');
  }

  @FieldResolver(() => Boolean, { description: 'AGENCY: it was told where it is to act.' })
  isAddressTold(@Root() card: Shown<RecommendationCard>) {
    return isAddressTold(card);
  }

  @FieldResolver(() => [String], {
    description:
      'The items of the checklist that it rests on; none to a partner, who sees nothing else of the survey.',
  })
  @Holds(5)
  items(@Root() { items = [] }: Shown<RecommendationCard>, @Ctx() { by }: Context) {
    return by.role === 'PARTNER' ? [] : items;
  }
}

const isAddressTold = ({ fields = [], addressTold }: RecommendationCard): boolean =>
  fields.includes('PREMISES_ADDRESS') || addressTold.length > 0;

/** The London day before that of an instant. */
const dayBefore = (now: number): string =>
  new Date(Date.parse(londonDay(new Date(now).toISOString())) - 86_400_000).toISOString().slice(0, 10);
