import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { changesAfter, streamOf, valueAt, valueIn, type PointInHistory } from '@wardbook/event-sourcing';
import { COMPETENCE_LEVELS, member, requestAt } from '@wardbook/policing';
import { requestsAt } from '../authority-request.ts';
import type { Context } from '../context.ts';
import { momentOf } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { Needs } from '../scope.ts';
import type { MemberCard } from './member-board.view.ts';
import { Abstraction, AbstractionRequest, CompetenceLevelEnum, MemberType } from './member.type.ts';
import { responsibilitiesOf, type Responsible } from './responsibilities.ts';
import { Responsibilities } from './responsibilities.type.ts';
import { Costs, HISTORY, Holds, RECORD } from '../weights.ts';

type ShownMember = Shown<MemberCard> & { readonly point?: PointInHistory };

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => [CompetenceLevelEnum], { description: 'What the member is trained for today.' })
  @Holds(3)
  competences(@Root() { competences, standing, postedAt }: ShownMember) {
    // Training ends with the service, and does not come back with the member.
    return COMPETENCE_LEVELS.filter((level) => {
      const told = competences[level]?.at(-1);
      return told?.value === true && standing === 'IN_POST' && told.from >= (postedAt ?? '');
    });
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
