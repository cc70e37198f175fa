import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { changesAfter, streamOf, valueAt, valueIn, type PointInHistory } from '@wardbook/event-sourcing';
import {
  COMPETENCE_LEVELS,
  londonDay,
  member,
  nextDayStart,
  requestAt,
  type CompetenceLevel,
} from '@wardbook/policing';
import { requestsAt } from '../authority-request.ts';
import type { Context } from '../context.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { LondonDayScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { competenceIn, memberBoard, type MemberCard } from './member-board.view.ts';
import {
  Abstraction,
  AbstractionRequest,
  Competence,
  CompetenceConnection,
  CompetenceLevelEnum,
  MemberType,
} from './member.type.ts';
import { responsibilitiesOf, type Responsible } from './responsibilities.ts';
import { Responsibilities } from './responsibilities.type.ts';
import { Costs, HISTORY, Holds, RECORD } from '../weights.ts';

type ShownMember = Shown<MemberCard> & { readonly point?: PointInHistory };

@ArgsType()
class CompetencesArgs extends PageArgs {
  @Field(() => CompetenceLevelEnum, { description: 'What they are trained for.' }) level!: CompetenceLevel;
  @Optional(() => LondonDayScalar, 'At the end of this day in London; left out, now.') on?: string | null;
}

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => [CompetenceLevelEnum], { description: 'What the member is trained for today.' })
  @Holds(3)
  competences(@Root() shown: ShownMember, @Ctx() { now }: Context) {
    const at = momentOf(shown.point, now);
    return COMPETENCE_LEVELS.filter((level) => competenceIn(shown, level, at) !== undefined);
  }

  @FieldResolver(() => [Competence], {
    description:
      'What the member is trained for, by what and until when; shown to the member’s own force and auditors.',
  })
  @Needs('CASE')
  @Holds(3)
  async training(@Root() shown: ShownMember, @Ctx() context: Context): Promise<readonly Competence[]> {
    if (!(await isOwn(context, shown.key))) return [];
    const at = momentOf(shown.point, context.now);
    return COMPETENCE_LEVELS.flatMap((level) => heldBy(shown, level, at) ?? []);
  }

  @Query(() => CompetenceConnection, {
    name: 'competences',
    description:
      'Who of your force is trained for something, today or at the end of a day, by their keys; an auditor’s are of the forces audited.',
  })
  @Needs('CASE')
  async whoIsTrained(@Args(() => CompetencesArgs) args: CompetencesArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { level, on } = args;
    const now = new Date(context.now()).toISOString();
    const at = on == null || on >= londonDay(now) ? now : dayEnd(on);
    const { edges, pageInfo } = await pageOf(context.read, memberBoard, args, {
      where: { [level]: [1] },
      isFor: (row) => competenceIn(row, level, at) !== undefined && isOwn(context, row.key),
    });
    return {
      pageInfo,
      edges: edges.flatMap(({ cursor, node }) => {
        const held = heldBy(node, level, at);
        return held ? [{ cursor, node: held }] : [];
      }),
    };
  }

  @FieldResolver(() => Abstraction, {
    nullable: true,
    description: 'Why the member is away from the ward, if so.',
  })
  abstraction(@Root() shown: ShownMember, @Ctx() { now }: Context): Abstraction | null {
    return absenceAt(shown, momentOf(shown.point, now));
  }

  @FieldResolver(() => [AbstractionRequest], {
    description: 'What was asked for, the oldest first; shown to the member’s own force and auditors.',
  })
  @Needs('CASE')
  @Holds(5)
  @Costs(RECORD)
  async abstractionRequests(@Root() shown: ShownMember, @Ctx() context: Context) {
    if (!(await isOwn(context, shown.key))) return [];
    return requestsAt(shown.requests, 'ABSTRACTION', momentOf(shown.point, context.now)).flatMap(
      (authority) => {
        const asked = valueIn(shown.requests, authority.key);
        return asked ? [{ ...asked, authority }] : [];
      },
    );
  }

  @FieldResolver(() => Responsibilities, {
    nullable: true,
    description:
      'What the member holds and what waits for them now: to be looked at before they leave, and moved after. Shown to ' +
      'the member’s own force and auditors.',
  })
  @Needs('CASE')
  @Costs(2 * HISTORY)
  async responsibilities(@Root() { key }: ShownMember, @Ctx() context: Context): Promise<Responsible | null> {
    return (await isOwn(context, key)) ? responsibilitiesOf(context, key) : null;
  }
}

/** What somebody is trained for, as clients see it. */
const heldBy = (shown: ShownMember, level: CompetenceLevel, at: string): Competence | undefined => {
  const held = competenceIn(shown, level, at);
  if (!held) return undefined;
  const { evidence, from, until = null } = held;
  return { member: shown.key, level, evidence, trainingDay: until === null ? null : evidence, from, until };
};

/** The last instant of a London day. */
const dayEnd = (day: string): string =>
  new Date(Date.parse(nextDayStart(`${day}T12:00:00.000Z`)) - 1).toISOString();

const isOwn = (context: Context, key: string): Promise<boolean> =>
  isOfOwnAgency(context, member, streamOf(member, key));

const absenceAt = ({ absence, ward, requests }: MemberCard, at: string): Abstraction | null => {
  const away = valueAt(absence, at);
  if (!away || away.until <= at) return null;
  const then = valueAt(ward, away.from);
  if (changesAfter(ward, away.from).some(({ from, value }) => from <= at && value !== then)) return null;
  const { request } = away;
  if (request !== null && requestAt(requests, request, at) === 'DECLINED') return null;
  return { ...away, isAuthorised: request === null || requestAt(requests, request, at) === 'GRANTED' };
};
