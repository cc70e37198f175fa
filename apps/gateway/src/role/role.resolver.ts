import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { POLICY_KINDS, SCHEMES } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { MemberType } from '../member/member.type.ts';
import type { Shown } from '../read.ts';
import { RolePost, RolesType, SchemeRepresentative, ServingPolicy, SpecialistRole } from './role.type.ts';
import type { PostCard, RolesCard } from './roles-board.view.ts';

@Resolver(() => RolesType)
export class RolesResolver {
  @FieldResolver(() => [SpecialistRole], {
    description: 'Its roles, in the order of their codes; those that ended, too.',
  })
  roles(@Root() { roles, posts }: Shown<RolesCard>): readonly SpecialistRole[] {
    return roles
      .map((role) => ({ ...role, posts: postsOf(posts.filter((post) => post.role === role.code)) }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  @FieldResolver(() => [SchemeRepresentative], {
    description: 'Who represents the force in each scheme that ever had a representative.',
  })
  representatives(@Root() { representatives }: Shown<RolesCard>): readonly SchemeRepresentative[] {
    return SCHEMES.flatMap((scheme) => {
      const last = representatives[scheme]?.at(-1);
      return last ? [{ scheme, member: last.value, since: last.from }] : [];
    });
  }

  @FieldResolver(() => [ServingPolicy], {
    description: 'Which policy serves for each kind for which the force has adopted one.',
  })
  policies(@Root() { adopted }: Shown<RolesCard>): readonly ServingPolicy[] {
    return POLICY_KINDS.flatMap((kind) => {
      const last = adopted[kind]?.at(-1);
      return last ? [{ kind, policy: last.value, since: last.from }] : [];
    });
  }
}

@Resolver(() => RolePost)
export class RolePostResolver {
  @FieldResolver(() => [MemberType], { description: 'Those of the members who were posted to a team.' })
  async holders(@Root() { holders }: RolePost, @Ctx() { find }: Context) {
    const found = await Promise.all(holders.map((member) => find('Member', member)));
    return found.filter((row) => row !== null);
  }
}

/** One line for each area, whoever held a post there. */
const postsOf = (posts: readonly PostCard[]): readonly RolePost[] =>
  [...new Set(posts.map(({ area }) => area))].sort().map((area) => {
    const there = posts.flatMap(({ area: of, member, held }) => {
      const last = held.at(-1);
      return of === area && last ? [{ member, since: last.from, ...last.value }] : [];
    });
    const holders = there.filter(({ isHeld }) => isHeld);
    const left = there.filter(({ isHeld }) => !isHeld).sort((a, b) => (a.since < b.since ? 1 : -1))[0];
    return {
      area,
      standing: holders.length > 0 ? 'HELD' : left?.isDisestablished === true ? 'DISESTABLISHED' : 'VACANT',
      holders: holders.map(({ member }) => member).sort(),
      since: holders.map(({ since }) => since).sort()[0] ?? left?.since ?? '',
      vacancyReason: holders.length > 0 ? null : (left?.reason ?? null),
    };
  });
