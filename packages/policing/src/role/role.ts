import { alreadySo, stateOf, refuse, type Decider } from '@wardbook/event-sourcing/pure';
import {
  normalisedNumber,
  policyIdOf,
  policyNumber,
  type PolicyKind,
  type Topic,
} from '../policy/policy.events.ts';
import { policyHistory, versionInForce, type PolicyState } from '../policy/policy.state.ts';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { hasLeft, memberHistory, type MemberState } from '../member/member.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import {
  dutiesPassedTo,
  heldPosts,
  isScheme,
  representativeOf,
  roleAt,
  rolesHistory,
  SALO,
  type RolesState,
} from './role.state.ts';
import {
  dutiesTransferred,
  policyAdopted,
  postFilled,
  postVacated,
  roleDefined,
  roleLapsed,
  type RoleLocation,
  type RolesEvent,
  type Scheme,
  schemeRepresentativeAppointed,
  schemeRepresentativeStoodDown,
  SCHEMES,
  type VacancyReason,
} from './role.events.ts';

/** What a force says of a role when it defines it. */
export interface RoleDefinition {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly location: RoleLocation;
  readonly topics: readonly Topic[];
  readonly validFrom?: string;
}

export type RolesCommand = PolicingCommand &
  (
    | (RoleDefinition & { readonly type: 'DefineRole' })
    | { readonly type: 'FillPost'; readonly role: string; readonly area: string; readonly member: string }
    | {
        readonly type: 'VacatePost';
        readonly role: string;
        readonly area: string;
        readonly member: string;
        readonly reason: VacancyReason;
        /** The post goes with its holder; with the last post, the role. */
        readonly disestablished?: boolean;
        /** Who answers for a role that lapses: another role, or a kind of team (`SNT`). */
        readonly successor?: string;
      }
    | { readonly type: 'AppointSchemeRepresentative'; readonly scheme: Scheme; readonly member: string }
    | { readonly type: 'StandDownSchemeRepresentative'; readonly scheme: Scheme }
    | { readonly type: 'TransferDuties'; readonly role: string; readonly team: string }
    /** `number` as typed, with or without its space. */
    | { readonly type: 'AdoptPolicy'; readonly kind: PolicyKind; readonly number: string }
  );

export interface RolesFacts {
  readonly FillPost: { readonly member: MemberState };
  readonly TransferDuties: { readonly team: TeamState };
  readonly AdoptPolicy: { readonly policy: PolicyState };
}

/** The specialist roles of one force: who holds which post where, and what became of a role that lapsed. */
export const roles: Decider<RolesCommand, RolesEvent, RolesState, RolesFacts> = {
  ...rolesHistory,
  facts: {
    FillPost: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    TransferDuties: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    AdoptPolicy: ({ number }) => ({ policy: stateOf(policyHistory, policyIdOf(number)) }),
  },
  decide: {
    DefineRole: ({ by, ...definition }, state) =>
      onlyFor(by, 'ADMIN') ??
      withoutTopics(definition) ??
      schemeOfAnotherRole(definition) ??
      alreadySo(isDefinedSo(state, definition)) ??
      codeInUse(state, definition) ?? [defined(definition)],

    FillPost: ({ occurredAt: at, by, role, area, member }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, role, at) ??
      gone(facts.member, at) ??
      alreadySo(holds(state, { role, area, member }, at)) ?? [postFilled({ role, area, member })],

    VacatePost: (
      { occurredAt: at, by, role, area, member, reason, disestablished = false, successor },
      state,
    ) => {
      const post = { role, area, member };
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR', 'SYSTEM') ??
        notDefined(state, role, at) ??
        vacancyIsNotLapse(disestablished, successor) ??
        leadsNowhere(state, role, successor, at) ?? [
          ...(holds(state, post, at) ? [postVacated({ ...post, reason, disestablished })] : []),
          ...schemesLeftBy(state, post, at),
          ...(disestablished && wasLastOf(state, post, at)
            ? [roleLapsed({ role, ...(successor !== undefined && { successor }) })]
            : []),
        ]
      );
    },

    AppointSchemeRepresentative: ({ occurredAt: at, by, scheme, member }, state) =>
      onlyFor(by, 'ADMIN') ??
      notTheSalo(state, member, at) ??
      alreadySo(representativeOf(state, scheme, at) === member) ??
      representedAlready(state, scheme, at) ?? [schemeRepresentativeAppointed({ scheme, member })],

    StandDownSchemeRepresentative: ({ occurredAt: at, by, scheme }, state) => {
      const member = representativeOf(state, scheme, at);
      return (
        onlyFor(by, 'ADMIN') ??
        (member === undefined ? [] : [schemeRepresentativeStoodDown({ scheme, member })])
      );
    },

    TransferDuties: ({ occurredAt: at, by, role, team }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notDefined(state, role, at) ??
      liveTeam(facts.team, undefined, at, 'team') ??
      alreadySo(dutiesPassedTo(state, role, at).includes(team)) ?? [dutiesTransferred({ role, team })],

    AdoptPolicy: ({ occurredAt: at, by, kind, number }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      malformedNumber(number) ??
      notInForce(facts.policy, at) ??
      ofAnotherKind(facts.policy, kind, at) ??
      alreadySo(isAdoptedSo(state, kind, policyIdOf(number), at)) ?? [
        policyAdopted({ kind, policy: policyIdOf(number) }),
      ],
  },
};

/** On this very day; a later adoption of the same is a fact of its own, whatever is recorded between the two. */
const isAdoptedSo = ({ adopted }: RolesState, kind: PolicyKind, policy: string, at: string): boolean =>
  adopted[kind]?.some(({ from, value }) => from === at && value === policy) === true;

interface Post {
  readonly role: string;
  readonly area: string;
  readonly member: string;
}

const defined = ({ code, label, aliases, location, topics, validFrom }: RoleDefinition): RolesEvent =>
  roleDefined({
    code,
    label,
    aliases: [...aliases],
    location,
    topics: [...topics],
    ...(validFrom !== undefined && { validFrom }),
  });

const isDefinedSo = (state: RolesState, asked: RoleDefinition): boolean => {
  const known = state.roles.find(({ code }) => code === asked.code);
  return (
    known?.label === asked.label &&
    known.location === asked.location &&
    known.validFrom === asked.validFrom &&
    sameSet(known.aliases, asked.aliases) &&
    sameSet(known.topics, asked.topics)
  );
};

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

const holds = (state: RolesState, { role, area, member }: Post, at: string): boolean =>
  heldPosts(state, role, at).some((post) => post.area === area && post.member === member);

/** A role lapses with the last of its posts (S0:3), and once. */
const wasLastOf = (state: RolesState, { role, area, member }: Post, at: string): boolean =>
  roleAt(state, role, at)?.live === true &&
  heldPosts(state, role, at).every((post) => post.area === area && post.member === member);

/** R-ROLE-2: whoever leaves the role no longer represents the force in a scheme (S3:28). */
const schemesLeftBy = (state: RolesState, { role, area, member }: Post, at: string): readonly RolesEvent[] =>
  role !== SALO || heldPosts(state, SALO, at).some((post) => post.member === member && post.area !== area)
    ? []
    : SCHEMES.filter((scheme) => representativeOf(state, scheme, at) === member).map((scheme) =>
        schemeRepresentativeStoodDown({ scheme, member }),
      );

/** R-ROLE-3: a specific role is there for specific problems (S3:19). */
const withoutTopics = ({ topics }: RoleDefinition) =>
  topics.length === 0 ? refuse('R-ROLE-3', 'Say what this role gives advice on.', 'topics') : undefined;

/** R-ROLE-2: Secured by Design and Park Mark belong to the Senior Architectural Liaison Officer alone (S3:28). */
const schemeOfAnotherRole = ({ code, topics }: RoleDefinition) =>
  code !== SALO && topics.some(isScheme)
    ? refuse(
        'R-ROLE-2',
        'Only the Senior Architectural Liaison Officer advises on Secured by Design and Park Mark. Take them off this role.',
        'topics',
      )
    : undefined;

/** R-LIFE-2 for roles; one that lapsed keeps its code for its history. */
const codeInUse = (state: RolesState, { code }: RoleDefinition) =>
  alreadyBegun(state.roles.find((known) => known.code === code)?.definedAt, 'role', 'code');

/** R-LIFE-1 for roles. */
const notDefined = (state: RolesState, role: string, at: string) =>
  roleAt(state, role, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such role at that time. Check the role and the time.', 'role');

/** R-LIFE-1: a role that lapsed has no more posts to fill (S0:9). */
const notLive = (state: RolesState, role: string, at: string) =>
  notDefined(state, role, at) ??
  (roleAt(state, role, at)?.live === false
    ? refuse('R-LIFE-1', 'This role had ended by then. Choose another role.', 'role')
    : undefined);

/** R-LIFE-1: nobody fills a post who has left the service (S0:3). */
const gone = (member: MemberState, at: string) =>
  hasLeft(member, at)
    ? refuse('R-LIFE-1', 'This person had left the service by then. Choose another person.', 'member')
    : undefined;

/** R-ROLE-1: a vacancy waits to be filled; only a role that lapses has a successor (S0:9). */
const vacancyIsNotLapse = (disestablished: boolean, successor: string | undefined) =>
  !disestablished && successor !== undefined
    ? refuse(
        'R-ROLE-1',
        'Only a post that ends can pass to a successor. Leave this out, or say that the post has ended.',
        'successor',
      )
    : undefined;

/** R-ROLE-1: what a lapsed role was asked goes to somebody who is there (S0:9). */
const leadsNowhere = (state: RolesState, role: string, successor: string | undefined, at: string) =>
  successor !== undefined && (successor === role || roleAt(state, successor, at)?.live === false)
    ? refuse(
        'R-ROLE-1',
        'The successor must be another role that has not ended, or a kind of team. Choose another.',
        'successor',
      )
    : undefined;

/** R-ROLE-2: whoever represents the force in a scheme holds the role for it (S3:28). */
const notTheSalo = (state: RolesState, member: string, at: string) =>
  heldPosts(state, SALO, at).some((post) => post.member === member)
    ? undefined
    : refuse(
        'R-ROLE-2',
        'Only the Senior Architectural Liaison Officer can represent the force. Choose that officer.',
        'member',
      );

/** R-ROLE-2: one representative for each scheme (S3:28). */
const representedAlready = (state: RolesState, scheme: Scheme, at: string) =>
  representativeOf(state, scheme, at) === undefined
    ? undefined
    : refuse(
        'R-ROLE-2',
        'Somebody else represents the force in this scheme. Stand that person down first.',
        'scheme',
      );

/** R-POL-7: a policy is known by its number (S3:3). */
const malformedNumber = (number: string) =>
  policyNumber.safeParse(normalisedNumber(number)).success
    ? undefined
    : refuse('R-POL-7', 'A policy number is a letter and four digits. Check the number.', 'number');

/** R-LIFE-1: a policy serves while a version of it is in force. */
const notInForce = (policy: PolicyState, at: string) =>
  versionInForce(policy, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'No version of such a policy was in force at that time. Check the number and the time.',
        'number',
      );

/** R-POL-9: the policy that serves for a kind is of that kind. */
const ofAnotherKind = (policy: PolicyState, kind: PolicyKind, at: string) =>
  versionInForce(policy, at)?.kind === kind
    ? undefined
    : refuse('R-POL-9', 'This policy is about something else. Check the number and the kind.', 'kind');
