import { defineView, since, type Timeline } from '@wardbook/event-sourcing';
import {
  rolesHistory,
  type PolicyKind,
  type RoleDefinition,
  type Scheme,
  type VacancyReason,
} from '@wardbook/policing';

/** The specialist roles of a force: who holds which post where, and what became of a role that lapsed. */
export interface RolesCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'DEFINED';
  readonly roles: readonly RoleCard[];
  readonly posts: readonly PostCard[];
  /** Null in it is a vacancy. */
  readonly representatives: Readonly<Partial<Record<Scheme, Timeline<string | null>>>>;
  /** Per kind the policy that serves. */
  readonly adopted: Readonly<Partial<Record<PolicyKind, Timeline<string>>>>;
}

interface RoleCard extends Omit<RoleDefinition, 'validFrom'> {
  readonly validFrom: string | null;
  readonly definedAt: string;
  readonly lapsedAt: string | null;
  readonly successor: string | null;
  readonly duties: readonly { readonly team: string; readonly at: string }[];
}

export interface PostCard {
  readonly role: string;
  readonly area: string;
  readonly member: string;
  readonly held: Timeline<Holding>;
}

interface Holding {
  readonly isHeld: boolean;
  readonly reason: VacancyReason | null;
  /** The post went with its holder. */
  readonly isDisestablished: boolean;
}

const EXPECTED: RolesCard = {
  version: 0,
  standing: 'EXPECTED',
  roles: [],
  posts: [],
  representatives: {},
  adopted: {},
};

export const rolesBoard = defineView({
  name: 'roles-board',
  version: 2,
  of: [rolesHistory],
  versionOf: rolesHistory,
  initial: EXPECTED,
  columns: { standing: ({ standing }) => standing },
  evolve: {
    RoleDefined: (card, { type: _type, validFrom = null, ...definition }, { occurredAt }) => ({
      ...card,
      standing: 'DEFINED',
      roles: [
        ...card.roles.filter(({ code }) => code !== definition.code),
        { ...definition, validFrom, definedAt: occurredAt, lapsedAt: null, successor: null, duties: [] },
      ],
    }),
    PostFilled: (card, { role, area, member }, { occurredAt }) =>
      withPost(card, { role, area, member }, occurredAt, HELD),
    PostVacated: (card, { role, area, member, reason, disestablished }, { occurredAt }) =>
      withPost(card, { role, area, member }, occurredAt, {
        isHeld: false,
        reason,
        isDisestablished: disestablished,
      }),
    RoleLapsed: (card, { role, successor = null }, { occurredAt }) =>
      withRole(card, role, (known) => ({ ...known, lapsedAt: occurredAt, successor })),
    SchemeRepresentativeAppointed: (card, { scheme, member }, { occurredAt }) =>
      withRepresentative(card, scheme, occurredAt, member),
    SchemeRepresentativeStoodDown: (card, { scheme }, { occurredAt }) =>
      withRepresentative(card, scheme, occurredAt, null),
    DutiesTransferred: (card, { role, team }, { occurredAt }) =>
      withRole(card, role, (known) => ({ ...known, duties: [...known.duties, { team, at: occurredAt }] })),
    PolicyAdopted: (card, { kind, policy }, { occurredAt }) => ({
      ...card,
      adopted: { ...card.adopted, [kind]: since(card.adopted[kind] ?? [], occurredAt, policy) },
    }),
  },
});

const HELD: Holding = { isHeld: true, reason: null, isDisestablished: false };

const withRole = (card: RolesCard, code: string, change: (role: RoleCard) => RoleCard): RolesCard => ({
  ...card,
  roles: card.roles.map((role) => (role.code === code ? change(role) : role)),
});

const withPost = (card: RolesCard, post: Omit<PostCard, 'held'>, at: string, holding: Holding): RolesCard => {
  const isThis = ({ role, area, member }: PostCard): boolean =>
    role === post.role && area === post.area && member === post.member;
  const held = since(card.posts.find(isThis)?.held ?? [], at, holding);
  return { ...card, posts: [...card.posts.filter((known) => !isThis(known)), { ...post, held }] };
};

const withRepresentative = (
  card: RolesCard,
  scheme: Scheme,
  at: string,
  member: string | null,
): RolesCard => ({
  ...card,
  representatives: {
    ...card.representatives,
    [scheme]: since(card.representatives[scheme] ?? [], at, member),
  },
});
