import {
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { PolicyKind, Topic } from '../policy/policy.events.ts';
import { londonDay } from '../london.ts';
import { givenTo, holders, leftBy, type Tenure } from '../tenure.ts';
import { dutySpans, kindsAnswering, withPassing, type Duties } from './duties.ts';
import {
  rolesEvents,
  SCHEMES,
  type RoleLocation,
  type RolesEvent,
  type Scheme,
  type VacancyReason,
} from './role.events.ts';

/** The specialist roles of one force, who holds their posts, and who represents the force in a scheme. */
export interface RolesState {
  /** By code. */
  readonly roles: Keyed<RoleState>;
  /** In the order of role, area and member. */
  readonly posts: readonly PostState[];
  /** Per scheme who was appointed, and stood down. */
  readonly representatives: Readonly<Partial<Record<Scheme, Tenure>>>;
  /** Per kind the id of the policy that serves. */
  readonly adopted: Readonly<Partial<Record<PolicyKind, Timeline<string>>>>;
}

/** What a force says of a role when it defines it. */
export interface RoleDefinition {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly location: RoleLocation;
  readonly topics: readonly Topic[];
  readonly validFrom?: string | undefined;
}

interface RoleState {
  /** What happened to a role can have happened before it was defined. */
  readonly defined?: RoleDefinition & { readonly definedAt: string };
  readonly lapsedAt?: string;
  /** Who was to answer for it once it had ended: another role, or a kind of team. */
  readonly successors: Timeline<string>;
  /** The teams that its duties passed to: those of a kind answer for it, too, for as long as one of them has the duties. */
  readonly duties: Duties;
}

export interface Post {
  readonly role: string;
  readonly area: string;
  readonly member: string;
}

interface PostState extends Post {
  readonly held: Timeline<'HELD' | Vacancy>;
}

/** How a post was left. */
export interface Vacancy {
  readonly reason: VacancyReason;
  /** The post went with its holder. */
  readonly disestablished: boolean;
  /** Who answers for the role if that was the last of its posts. */
  readonly successor?: string | undefined;
}

/** The Senior Architectural Liaison Officer, elsewhere known as ALO, CPDA or DOCO: aliases of this code (S3:28). */
export const SALO = 'SALO';

/** A role as it was at an instant. */
export interface RoleSnapshot {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly location: RoleLocation;
  readonly topics: readonly Topic[];
  /** It had not lapsed; it may be vacant all the same. */
  readonly live: boolean;
  readonly successor?: string;
}

export const rolesHistory: Fold<RolesEvent, RolesState> = {
  name: 'roles',
  ids: REGISTER_IDS,
  // R-AUTH-3: the roles of a force are its own to define.
  ownerOfId: (force) => force,
  initial: { roles: NONE_KEYED, posts: [], representatives: {}, adopted: {} },
  events: rolesEvents,
  evolve: {
    RoleDefined: (state, { type: _type, ...definition }, { occurredAt: definedAt }) =>
      withRole(state, definition.code, (role) => ({ ...role, defined: { ...definition, definedAt } })),
    PostFilled: (state, { role, area, member }, { occurredAt }) =>
      withPost(state, { role, area, member }, occurredAt, 'HELD'),
    PostVacated: (state, { type: _type, role, area, member, ...vacancy }, { occurredAt }) =>
      withPost(state, { role, area, member }, occurredAt, vacancy),
    RoleLapsed: (state, { role: code, successor }, { occurredAt }) =>
      withRole(state, code, ({ lapsedAt = occurredAt, ...role }) => ({
        ...role,
        ...(successor !== undefined && { successors: since(role.successors, occurredAt, successor) }),
        lapsedAt: lapsedAt < occurredAt ? lapsedAt : occurredAt,
      })),
    SchemeRepresentativeAppointed: (state, { scheme, member }, { occurredAt }) =>
      withRepresentative(state, scheme, givenTo(representativesOf(state, scheme), occurredAt, member)),
    SchemeRepresentativeStoodDown: (state, { scheme, member }, { occurredAt }) =>
      withRepresentative(state, scheme, leftBy(representativesOf(state, scheme), occurredAt, member)),
    DutiesTransferred: (state, { role: code, team, kind }, { occurredAt }) =>
      withRole(state, code, (role) => ({
        ...role,
        duties: withPassing(role.duties, team, occurredAt, {
          has: true,
          ...(kind !== undefined && { kind }),
        }),
      })),
    DutiesHandedBack: (state, { role: code, team }, { occurredAt }) =>
      withRole(state, code, (role) => ({
        ...role,
        duties: withPassing(role.duties, team, occurredAt, { has: false }),
      })),
    PolicyAdopted: (state, { kind, policy }, { occurredAt }) => ({
      ...state,
      adopted: { ...state.adopted, [kind]: since(state.adopted[kind] ?? [], occurredAt, policy) },
    }),
  },
};

const UNDEFINED_YET: RoleState = { successors: [], duties: NONE_KEYED };

const withRole = (state: RolesState, code: string, change: (role: RoleState) => RoleState): RolesState => ({
  ...state,
  roles: withValue(state.roles, code, change(valueIn(state.roles, code) ?? UNDEFINED_YET)),
});

/** What the roles come to when a post is filled or left. */
export const withPost = (state: RolesState, post: Post, at: string, held: 'HELD' | Vacancy): RolesState => ({
  ...state,
  posts: [
    ...state.posts.filter((known) => !samePost(known, post)),
    { ...post, held: since(heldOf(state, post), at, held) },
  ].sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1)),
});

const samePost = (a: Post, b: Post): boolean =>
  a.role === b.role && a.area === b.area && a.member === b.member;

const inOrder = ({ role, area, member }: Post): string => [role, area, member].join('/');

/** What is on record of somebody's post: when it was filled and left. */
export const heldOf = ({ posts }: RolesState, post: Post): Timeline<'HELD' | Vacancy> =>
  posts.find((known) => samePost(known, post))?.held ?? [];

const withRepresentative = (state: RolesState, scheme: Scheme, tenure: Tenure): RolesState => ({
  ...state,
  representatives: { ...state.representatives, [scheme]: tenure },
});

/** What is on record of who represents the force in a scheme. */
export const representativesOf = ({ representatives }: RolesState, scheme: Scheme): Tenure =>
  representatives[scheme] ?? [];

/** Whether a role had ended by an instant. */
export const hasLapsed = ({ roles }: RolesState, code: string, at: string): boolean => {
  const lapsedAt = valueIn(roles, code)?.lapsedAt;
  return lapsedAt !== undefined && lapsedAt <= at;
};

/** A role at an instant, live or lapsed; undefined where there was no such role yet (S0:3). */
export const roleAt = (state: RolesState, code: string, at: string): RoleSnapshot | undefined => {
  const role = valueIn(state.roles, code);
  if (!role?.defined || !existed(role.defined, at)) return undefined;
  const { definedAt: _definedAt, validFrom: _validFrom, ...definition } = role.defined;
  const live = !hasLapsed(state, code, at);
  const successor = successorOf(state, code, at);
  return { ...definition, live, ...(successor !== undefined && { successor }) };
};

/** Who answered at an instant for a role that had ended by then: another role, or a kind of team (S0:9). */
export const successorOf = (state: RolesState, code: string, at: string): string | undefined => {
  const role = valueIn(state.roles, code);
  if (!role || !hasLapsed(state, code, at)) return undefined;
  const told = kindsAnswering(role.duties, at).reduce<Timeline<string>>(
    (successors, { from, value }) => since(successors, from, value),
    role.successors,
  );
  return valueAt(told, at);
};

const existed = (
  { validFrom, definedAt }: Pick<RoleDefinition, 'validFrom'> & { readonly definedAt: string },
  at: string,
): boolean => (validFrom === undefined ? definedAt <= at : validFrom <= londonDay(at));

/** The live roles that were there for a topic, in the order of their codes (S0:7, S3:19). */
export const rolesFor = (state: RolesState, topic: Topic, at: string): readonly RoleSnapshot[] =>
  valuesOf(state.roles)
    .flatMap(({ defined }) => (defined && roleAt(state, defined.code, at)) ?? [])
    .filter(({ live, topics }) => live && topics.includes(topic))
    .sort((a, b) => (a.code < b.code ? -1 : 1));

/** The posts in live roles that somebody held at an instant. */
export const postsHeldBy = (
  state: RolesState,
  actorId: string,
  at: string,
): readonly { readonly role: string; readonly area: string; readonly topics: readonly Topic[] }[] =>
  state.posts
    .filter(({ member, held }) => member === actorId && valueAt(held, at) === 'HELD')
    .flatMap(({ role, area }) => {
      const known = roleAt(state, role, at);
      return known?.live === true ? [{ role, area, topics: known.topics }] : [];
    });

/**
 * Whether somebody's post was for a topic at an instant; on Secured by Design and Park Mark, only the force's
 * representative (R-CASE-4, R-ROLE-2).
 */
export const mayAdviseOn = (state: RolesState, actorId: string, topic: Topic, at: string): boolean =>
  isScheme(topic)
    ? representativeOf(state, topic, at) === actorId
    : postsHeldBy(state, actorId, at).some(({ topics }) => topics.includes(topic));

export const isScheme = (topic: Topic): topic is Scheme => (SCHEMES as readonly Topic[]).includes(topic);

/** The posts of a role that had not ended which somebody held at an instant. */
export const heldPosts = (
  state: RolesState,
  role: string,
  at: string,
): readonly { readonly area: string; readonly member: string }[] =>
  hasLapsed(state, role, at)
    ? []
    : state.posts.filter((post) => post.role === role && valueAt(post.held, at) === 'HELD');

/** A role that lapses: when, and who answers for it. */
interface Lapse {
  readonly at: string;
  readonly successor?: string | undefined;
}

/**
 * R-ROLE-1: when a role lapses with the last of its posts, from an instant on: the first time that a post of it ends while
 * nobody holds another, whatever was recorded first (S0:3).
 */
export const lapseFrom = (state: RolesState, role: string, from: string): Lapse | undefined =>
  state.posts
    .filter((post) => post.role === role)
    .flatMap(({ held }): readonly Lapse[] =>
      held.flatMap(({ from: at, value }) =>
        value !== 'HELD' && value.disestablished ? [{ at, successor: value.successor }] : [],
      ),
    )
    .filter(({ at }) => at >= from && !hasLapsed(state, role, at) && heldPosts(state, role, at).length === 0)
    .sort((a, b) => (a.at < b.at ? -1 : 1))[0];

/** Who held a live role at an instant, in the order of their ids: in one area, when asked; one at HQ serves all. */
export const holdersOf = (state: RolesState, role: string, at: string, area?: string): readonly string[] => {
  const everywhere = area === undefined || roleAt(state, role, at)?.location === 'HQ';
  const members = heldPosts(state, role, at)
    .filter((post) => everywhere || post.area === area)
    .map(({ member }) => member);
  return [...new Set(members)].sort();
};

/** Who represented the force in a scheme, or that nobody did any more, and since when. */
interface Representation {
  readonly member: string | undefined;
  readonly since: string;
}

/**
 * R-ROLE-2: what had become of the last appointment to represent the force in a scheme by an instant. It ends with the role
 * for it, and comes back with a new appointment only (S3:28).
 */
export const representation = (state: RolesState, scheme: Scheme, at: string): Representation | undefined => {
  const appointed = holders(representativesOf(state, scheme)).findLast(({ from }) => from <= at);
  if (!appointed) return undefined;
  const { from, value: member } = appointed;
  const left = member === undefined ? undefined : leftSalo(state, member, from, at);
  return left === undefined ? { member, since: from } : { member: undefined, since: left };
};

/** The first instant from one until another at which somebody was not the Senior Architectural Liaison Officer. */
const leftSalo = (state: RolesState, member: string, from: string, to: string): string | undefined =>
  [from, ...changesOf(state, SALO)]
    .filter((instant) => from <= instant && instant <= to)
    .sort()
    .find((instant) => !heldPosts(state, SALO, instant).some((post) => post.member === member));

/** The instants at which it may have changed who holds a role, in no order. */
export const changesOf = ({ roles, posts }: RolesState, role: string): readonly string[] => [
  ...posts.filter((post) => post.role === role).flatMap(({ held }) => held.map(({ from }) => from)),
  ...[valueIn(roles, role)?.lapsedAt ?? []].flat(),
];

/** R-ROLE-2: who represented the force in a scheme at an instant (S3:28). */
export const representativeOf = (state: RolesState, scheme: Scheme, at: string): string | undefined =>
  representation(state, scheme, at)?.member;

/** The id of the policy that served for a kind at an instant; undefined where none had been adopted by then. */
export const servingPolicy = (
  { adopted }: Pick<RolesState, 'adopted'>,
  kind: PolicyKind,
  at: string,
): string | undefined => valueAt(adopted[kind] ?? [], at);

/** What was told of the teams that the duties of a role passed to. */
export const dutiesOf = ({ roles }: RolesState, role: string): Duties =>
  valueIn(roles, role)?.duties ?? NONE_KEYED;

/** The teams that had the duties of a role at an instant: these had passed to them, and were not handed back (S0:9). */
export const dutiesPassedTo = (state: RolesState, role: string, at: string): readonly string[] =>
  dutySpans(dutiesOf(state, role))
    .filter(({ from, to }) => from <= at && (to === undefined || at < to))
    .map(({ team }) => team);
