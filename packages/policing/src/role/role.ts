import {
  alreadySo,
  happened,
  stateOf,
  toldAt,
  type Dated,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { policyIdOf, type PolicyKind } from '../policy/policy.events.ts';
import { policyHistory, type PolicyState } from '../policy/policy.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import {
  dutiesHandedBack,
  dutiesTransferred,
  policyAdopted,
  postFilled,
  postVacated,
  roleDefined,
  roleLapsed,
  schemeRepresentativeAppointed,
  schemeRepresentativeStoodDown,
  type RolesEvent,
  type Scheme,
  type VacancyReason,
} from './role.events.ts';
import * as rules from './role.rules.ts';
import {
  heldPosts,
  lapseFrom,
  representativeOf,
  roleAt,
  rolesHistory,
  withPost,
  type Post,
  type RoleDefinition,
  type RolesState,
  type Vacancy,
} from './role.state.ts';

export type RolesCommand = PolicingCommand &
  (
    | (RoleDefinition & { readonly type: 'DefineRole' })
    | (Post & { readonly type: 'FillPost' })
    | (Post & {
        readonly type: 'VacatePost';
        readonly reason: VacancyReason;
        /** The post goes with its holder; with the last post, the role. */
        readonly disestablished?: boolean;
        /** Who answers for a role that lapses: another role, or a kind of team (`SNT`). */
        readonly successor?: string;
      })
    | { readonly type: 'AppointSchemeRepresentative'; readonly scheme: Scheme; readonly member: string }
    | { readonly type: 'StandDownSchemeRepresentative'; readonly scheme: Scheme }
    | { readonly type: 'TransferDuties'; readonly role: string; readonly team: string }
    | { readonly type: 'HandBackDuties'; readonly role: string; readonly team: string }
    /** `number` as typed, with or without its space. */
    | { readonly type: 'AdoptPolicy'; readonly kind: PolicyKind; readonly number: string }
  );

export interface RolesFacts {
  readonly FillPost: { readonly member: MemberState };
  readonly AppointSchemeRepresentative: { readonly member: MemberState };
  readonly TransferDuties: { readonly team: TeamState };
  readonly AdoptPolicy: { readonly policy: PolicyState };
}

/** The specialist roles of one force: who holds which post where, and what became of a role that lapsed. */
export const roles: Decider<RolesCommand, RolesEvent, RolesState, RolesFacts> = {
  ...rolesHistory,
  cameOf: {
    RoleDefined: 'DefineRole',
    PostFilled: 'FillPost',
    PostVacated: 'VacatePost',
    SchemeRepresentativeAppointed: 'AppointSchemeRepresentative',
    SchemeRepresentativeStoodDown: 'StandDownSchemeRepresentative',
    DutiesTransferred: 'TransferDuties',
    DutiesHandedBack: 'HandBackDuties',
    PolicyAdopted: ({ kind, policy: number }) => ({ type: 'AdoptPolicy', kind, number }),
  },
  stands: judgedAgain<RolesEvent, RolesState>({
    PostFilled: [({ role }, state, at) => rules.ended(state, role, at), 'a post of this role was filled'],
    RoleLapsed: [
      ({ role, successor }, state, at) =>
        rules.ended(state, role, at) ??
        rules.leadsNowhere(state, role, successor, at) ??
        heldPosts(state, role, at).length > 0,
      'the last post of this role ended, and the role with it',
    ],
    SchemeRepresentativeAppointed: [
      ({ scheme, member }, state, at) =>
        rules.notTheSalo(state, member, at) ?? rules.representedByAnother(state, scheme, member, at),
      'somebody was appointed to represent the force in this scheme',
    ],
  }),
  facts: {
    FillPost: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    AppointSchemeRepresentative: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    TransferDuties: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    AdoptPolicy: ({ number }) => ({ policy: stateOf(policyHistory, policyIdOf(number)) }),
  },
  decide: {
    DefineRole: ({ occurredAt: at, by, ...definition }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.withoutTopics(definition) ??
      rules.schemeOfAnotherRole(definition) ??
      alreadySo(rules.isDefinedSo(state, definition, at)) ??
      rules.codeInUse(state, definition) ?? [defined(definition)],

    FillPost: ({ occurredAt: at, by, role, area, member }, state, facts) => {
      const post = { role, area, member };
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        rules.notDefined(state, role, at) ??
        rules.ended(state, role, at) ??
        rules.notInService(facts.member, at) ??
        alreadySo(rules.isFilledSo(state, post, at)) ??
        rules.heldAlready(state, post, at) ?? [postFilled(post)]
      );
    },

    VacatePost: (
      { occurredAt: at, by, role, area, member, reason, disestablished = false, successor },
      state,
    ) => {
      const post = { role, area, member };
      const vacancy = { reason, disestablished, ...(successor !== undefined && { successor }) };
      const left = rules.holds(state, post, at)
        ? leaving(state, post, vacancy, at)
        : disestablished && isVacant(state, role, at) && rules.hasHeld(state, post, at)
          ? [postVacated({ ...post, ...vacancy }), lapsed(role, successor)]
          : [];
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR', 'SYSTEM') ??
        rules.notDefined(state, role, at) ??
        rules.vacancyIsNotLapse(disestablished, successor) ??
        rules.leadsNowhere(state, role, successor, at) ??
        (left.length > 0 || by.role === 'SYSTEM' || rules.isVacatedSo(state, post, vacancy, at)
          ? left
          : rules.notHeld)
      );
    },

    AppointSchemeRepresentative: ({ occurredAt: at, by, scheme, member }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      rules.notInService(facts.member, at) ??
      rules.notTheSalo(state, member, at) ??
      alreadySo(rules.isAppointedSo(state, scheme, member, at)) ??
      rules.representedAlready(state, scheme, at) ?? [schemeRepresentativeAppointed({ scheme, member })],

    StandDownSchemeRepresentative: ({ occurredAt: at, by, scheme }, state) => {
      const member = representativeOf(state, scheme, at);
      return (
        onlyFor(by, 'ADMIN') ??
        alreadySo(rules.isStoodDownSo(state, scheme, at)) ??
        (member === undefined ? rules.notRepresented : [schemeRepresentativeStoodDown({ scheme, member })])
      );
    },

    TransferDuties: ({ occurredAt: at, by, role, team }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      rules.notDefined(state, role, at) ??
      liveTeam(facts.team, undefined, at, 'team') ??
      alreadySo(rules.isPassedSo(state, role, team, at)) ?? [
        dutiesTransferred({ role, team, ...(facts.team.kind !== undefined && { kind: facts.team.kind }) }),
      ],

    HandBackDuties: ({ occurredAt: at, by, role, team }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.notDefined(state, role, at) ??
      alreadySo(rules.isHandedBackSo(state, role, team, at)) ??
      rules.withoutDuties(state, role, team, at) ?? [dutiesHandedBack({ role, team })],

    AdoptPolicy: ({ occurredAt: at, by, kind, number }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      rules.malformedNumber(number) ??
      rules.notInForce(facts.policy, at) ??
      rules.ofAnotherKind(facts.policy, kind, at) ??
      alreadySo(toldAt(state.adopted[kind] ?? [], at) === policyIdOf(number)) ?? [
        policyAdopted({ kind, policy: policyIdOf(number) }),
      ],
  },
};

const defined = ({ code, label, aliases, location, topics, validFrom }: RoleDefinition): RolesEvent =>
  roleDefined({
    code,
    label,
    aliases: [...aliases],
    location,
    topics: [...topics],
    ...(validFrom !== undefined && { validFrom }),
  });

/** A post is left; a role that has lost the last of its posts with that lapses, on the day on which that post ended (S0:3). */
const leaving = (
  state: RolesState,
  post: Post,
  vacancy: Vacancy,
  at: string,
): readonly (RolesEvent | Dated<RolesEvent>)[] => {
  const lapse = lapseFrom(withPost(state, post, at, vacancy), post.role, at);
  return [
    postVacated({ ...post, ...vacancy }),
    ...(lapse === undefined ? [] : [happened(lapse.at, lapsed(post.role, lapse.successor))]),
  ];
};

const isVacant = (state: RolesState, role: string, at: string): boolean =>
  roleAt(state, role, at)?.live === true && heldPosts(state, role, at).length === 0;

const lapsed = (role: string, successor: string | undefined): RolesEvent =>
  roleLapsed({ role, ...(successor !== undefined && { successor }) });
