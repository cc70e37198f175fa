import { since, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { PolicyKind, Topic } from '../policy/policy.events.ts';
import { londonDay } from '../london.ts';
import { type RoleLocation, type RolesEvent, rolesEvents, type Scheme, SCHEMES } from './role.events.ts';

/** The specialist roles of one force, who holds their posts, and who represents the force in a scheme. */
export interface RolesState {
  readonly roles: readonly RoleState[];
  readonly posts: readonly PostState[];
  /** Per scheme its representative; `undefined` in it is a vacancy. */
  readonly representatives: Readonly<Partial<Record<Scheme, Timeline<string | undefined>>>>;
  /** Per kind the id of the policy that serves. */
  readonly adopted: Readonly<Partial<Record<PolicyKind, Timeline<string>>>>;
}

interface RoleState {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly location: RoleLocation;
  readonly topics: readonly Topic[];
  readonly definedAt: string;
  readonly validFrom?: string;
  readonly lapsedAt?: string;
  readonly successor?: string;
  /** The teams that its duties passed to. */
  readonly duties: readonly { readonly team: string; readonly since: string }[];
}

interface PostState {
  readonly role: string;
  readonly area: string;
  readonly member: string;
  readonly held: Timeline<boolean>;
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
  initial: { roles: [], posts: [], representatives: {}, adopted: {} },
  events: rolesEvents,
  evolve: {
    RoleDefined: (state, { code, label, aliases, location, topics, validFrom }, { occurredAt }) => ({
      ...state,
      roles: [
        ...state.roles.filter((known) => known.code !== code),
        {
          code,
          label,
          aliases,
          location,
          topics,
          definedAt: occurredAt,
          ...(validFrom !== undefined && { validFrom }),
          duties: [],
        },
      ],
    }),
    PostFilled: (state, { role, area, member }, { occurredAt }) =>
      withPost(state, { role, area, member }, occurredAt, true),
    PostVacated: (state, { role, area, member }, { occurredAt }) =>
      withPost(state, { role, area, member }, occurredAt, false),
    RoleLapsed: (state, { role, successor }, { occurredAt }) =>
      withRole(state, role, (known) => ({
        ...known,
        lapsedAt: occurredAt,
        ...(successor !== undefined && { successor }),
      })),
    SchemeRepresentativeAppointed: (state, { scheme, member }, { occurredAt }) =>
      withRepresentative(state, scheme, occurredAt, member),
    SchemeRepresentativeStoodDown: (state, { scheme }, { occurredAt }) =>
      withRepresentative(state, scheme, occurredAt, undefined),
    DutiesTransferred: (state, { role, team }, { occurredAt }) =>
      withRole(state, role, (known) => ({
        ...known,
        duties: [...known.duties, { team, since: occurredAt }],
      })),
    PolicyAdopted: (state, { kind, policy }, { occurredAt }) => ({
      ...state,
      adopted: { ...state.adopted, [kind]: since(state.adopted[kind] ?? [], occurredAt, policy) },
    }),
  },
};

const withRole = (state: RolesState, code: string, change: (role: RoleState) => RoleState): RolesState => ({
  ...state,
  roles: state.roles.map((role) => (role.code === code ? change(role) : role)),
});

const withPost = (
  state: RolesState,
  post: Omit<PostState, 'held'>,
  at: string,
  held: boolean,
): RolesState => ({
  ...state,
  posts: [
    ...state.posts.filter((known) => !samePost(known, post)),
    { ...post, held: since(state.posts.find((known) => samePost(known, post))?.held ?? [], at, held) },
  ],
});

const samePost = (a: Omit<PostState, 'held'>, b: Omit<PostState, 'held'>): boolean =>
  a.role === b.role && a.area === b.area && a.member === b.member;

const withRepresentative = (
  state: RolesState,
  scheme: Scheme,
  at: string,
  member: string | undefined,
): RolesState => ({
  ...state,
  representatives: {
    ...state.representatives,
    [scheme]: since(state.representatives[scheme] ?? [], at, member),
  },
});

/** A role at an instant, live or lapsed; undefined where there was no such role yet (S0:3). */
export const roleAt = (state: RolesState, code: string, at: string): RoleSnapshot | undefined => {
  const role = state.roles.find((known) => known.code === code);
  if (!role || !existed(role, at)) return undefined;
  const { label, aliases, location, topics, lapsedAt, successor } = role;
  const live = lapsedAt === undefined || lapsedAt > at;
  return {
    code,
    label,
    aliases,
    location,
    topics,
    live,
    ...(!live && successor !== undefined && { successor }),
  };
};

const existed = ({ validFrom, definedAt }: RoleState, at: string): boolean =>
  validFrom === undefined ? definedAt <= at : validFrom <= londonDay(at);

/** The live roles that were there for a topic, in the order of their codes (S0:7, S3:19). */
export const rolesFor = (state: RolesState, topic: Topic, at: string): readonly RoleSnapshot[] =>
  state.roles
    .map(({ code }) => roleAt(state, code, at))
    .filter((role) => role !== undefined)
    .filter(({ live, topics }) => live && topics.includes(topic))
    .sort((a, b) => (a.code < b.code ? -1 : 1));

/** The posts in live roles that somebody held at an instant. */
export const postsHeldBy = (
  state: RolesState,
  actorId: string,
  at: string,
): readonly { readonly role: string; readonly area: string; readonly topics: readonly Topic[] }[] =>
  state.posts
    .filter(({ member, held }) => member === actorId && valueAt(held, at) === true)
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

/** The posts of a live role that somebody held at an instant. */
export const heldPosts = (
  state: RolesState,
  role: string,
  at: string,
): readonly { readonly area: string; readonly member: string }[] =>
  roleAt(state, role, at)?.live === true
    ? state.posts.filter((post) => post.role === role && valueAt(post.held, at) === true)
    : [];

/** Who held a live role at an instant, in the order of their ids: in one area, when asked; one at HQ serves all. */
export const holdersOf = (state: RolesState, role: string, at: string, area?: string): readonly string[] => {
  const everywhere = area === undefined || roleAt(state, role, at)?.location === 'HQ';
  const members = heldPosts(state, role, at)
    .filter((post) => everywhere || post.area === area)
    .map(({ member }) => member);
  return [...new Set(members)].sort();
};

/** R-ROLE-2: who represented the force in a scheme at an instant: as long as they held the role for it (S3:28). */
export const representativeOf = (state: RolesState, scheme: Scheme, at: string): string | undefined => {
  const appointed = valueAt(state.representatives[scheme] ?? [], at);
  return heldPosts(state, SALO, at).some(({ member }) => member === appointed) ? appointed : undefined;
};

/** The id of the policy that served for a kind at an instant; undefined where none had been adopted by then. */
export const servingPolicy = (
  { adopted }: Pick<RolesState, 'adopted'>,
  kind: PolicyKind,
  at: string,
): string | undefined => valueAt(adopted[kind] ?? [], at);

/** The teams to which the duties of a role had passed by an instant (S0:9). */
export const dutiesPassedTo = (state: RolesState, role: string, at: string): readonly string[] =>
  (state.roles.find(({ code }) => code === role)?.duties ?? [])
    .filter((duty) => duty.since <= at)
    .map(({ team }) => team);
