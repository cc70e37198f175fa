import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { valuesOf, type PointInHistory } from '@wardbook/event-sourcing';
import { dutySpans, POLICY_KINDS, representation, SCHEMES, successorOf } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { MemberType } from '../member/member.type.ts';
import { momentOf } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { RolePost, RolesType, SchemeRepresentative, ServingPolicy, SpecialistRole } from './role.type.ts';
import type { RolesCard } from './roles-board.view.ts';
import { Holds } from '../weights.ts';

/** The roles, and the point of their history at which they are shown where that is not now. */
type Seen = Shown<RolesCard> & { readonly point?: PointInHistory };

@Resolver(() => RolesType)
export class RolesResolver {
  @FieldResolver(() => [SpecialistRole], {
    description: 'Its roles, in the order of their codes; those that ended, too.',
  })
  @Holds(30)
  roles(@Root() card: Seen, @Ctx() { now }: Context): readonly SpecialistRole[] {
    const at = momentOf(card.point, now);
    return valuesOf(card.roles)
      .flatMap(({ defined, lapsedAt = null, duties }): readonly SpecialistRole[] => {
        if (!defined) return [];
        return [
          {
            ...defined,
            validFrom: defined.validFrom ?? null,
            lapsedAt,
            successor: successorOf(card, defined.code, at) ?? null,
            posts: postsOf(card.posts.filter(({ role }) => role === defined.code)),
            duties: dutySpans(duties).map(({ team, from, to = null }) => ({
              team,
              at: from,
              handedBackAt: to,
            })),
          },
        ];
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  @FieldResolver(() => [SchemeRepresentative], {
    description: 'Who represents the force in each scheme that ever had a representative.',
  })
  @Holds(2)
  representatives(@Root() card: Seen, @Ctx() { now }: Context): readonly SchemeRepresentative[] {
    return SCHEMES.flatMap((scheme) => {
      const found = representation(card, scheme, momentOf(card.point, now));
      return found ? [{ scheme, member: found.member ?? null, since: found.since }] : [];
    });
  }

  @FieldResolver(() => [ServingPolicy], {
    description: 'Which policy serves for each kind for which the force has adopted one.',
  })
  @Holds(5)
  policies(@Root() { adopted }: Seen): readonly ServingPolicy[] {
    return POLICY_KINDS.flatMap((kind) => {
      const last = adopted[kind]?.at(-1);
      return last ? [{ kind, policy: last.value, since: last.from }] : [];
    });
  }
}

@Resolver(() => RolePost)
export class RolePostResolver {
  @FieldResolver(() => [MemberType], { description: 'Those of the members who were posted to a team.' })
  @Holds(2)
  async holders(@Root() { holders }: RolePost, @Ctx() { find }: Context) {
    const found = await Promise.all(holders.map((member) => find('Member', member)));
    return found.filter((row) => row !== null);
  }
}

/** One line for each area, whoever held a post there. */
const postsOf = (posts: RolesCard['posts']): readonly RolePost[] =>
  [...new Set(posts.map(({ area }) => area))].sort().map((area) => {
    const there = posts.flatMap(({ area: of, member, held }) => {
      const last = held.at(-1);
      return of === area && last ? [{ member, since: last.from, standing: last.value }] : [];
    });
    const holders = there.filter(({ standing }) => standing === 'HELD');
    const [left] = there
      .flatMap(({ since, standing }) => (standing === 'HELD' ? [] : [{ since, ...standing }]))
      .sort((a, b) => (a.since < b.since ? 1 : -1));
    return {
      area,
      standing: holders.length > 0 ? 'HELD' : left?.disestablished === true ? 'DISESTABLISHED' : 'VACANT',
      holders: holders.map(({ member }) => member).sort(),
      since: holders.map(({ since }) => since).sort()[0] ?? left?.since ?? '',
      vacancyReason: holders.length > 0 ? null : (left?.reason ?? null),
    };
  });
