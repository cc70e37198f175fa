import { since, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { Rank } from '../rank.ts';
import type { CoverKind } from '../ward/ward.events.ts';
import {
  memberEvents,
  type CompetenceLevel,
  type MemberCategory,
  type MemberEvent,
} from './member.events.ts';

export type { MemberCategory } from './member.events.ts';

export interface MemberState {
  /** The team that the member was posted to; `undefined` in it means none. */
  readonly team: Timeline<string | undefined>;
  readonly rank: Timeline<Rank>;
  readonly category: Timeline<MemberCategory>;
  readonly dedication: Timeline<Dedication | undefined>;
  readonly abstracted: Timeline<boolean>;
  readonly competences: Readonly<Partial<Record<CompetenceLevel, Timeline<boolean>>>>;
  readonly acknowledgements: readonly Acknowledgement[];
  /** As published at the first posting. */
  readonly publicName?: string;
  readonly leftAt?: string;
}

export interface Dedication {
  readonly ward: string;
  readonly kind: CoverKind;
}

interface Acknowledgement {
  readonly policy: string;
  readonly version: number;
  readonly at: string;
}

export const memberHistory: Fold<MemberEvent, MemberState> = {
  name: 'member',
  ids: REGISTER_IDS,
  initial: {
    team: [],
    rank: [],
    category: [],
    dedication: [],
    abstracted: [],
    competences: {},
    acknowledgements: [],
  },
  events: memberEvents,
  evolve: {
    MemberPosted: (state, { team, category, rank, publicName }, { occurredAt }) => ({
      ...state,
      publicName,
      team: since(state.team, occurredAt, team),
      category: since(state.category, occurredAt, category),
      rank: since(state.rank, occurredAt, rank),
    }),
    MemberTransferred: (state, { team }, { occurredAt }) => ({
      ...state,
      team: since(state.team, occurredAt, team),
    }),
    MemberPromoted: (state, { rank }, { occurredAt }) => ({
      ...state,
      rank: since(state.rank, occurredAt, rank),
    }),
    MemberDedicated: (state, { ward, kind }, { occurredAt }) => ({
      ...state,
      dedication: since(state.dedication, occurredAt, { ward, kind }),
    }),
    // Who is no longer dedicated to a ward is no longer taken away from it either.
    MemberReleased: (state, _, { occurredAt }) => ({
      ...state,
      dedication: since(state.dedication, occurredAt, undefined),
      abstracted: since(state.abstracted, occurredAt, false),
    }),
    MemberAbstracted: (state, _, { occurredAt }) => ({
      ...state,
      abstracted: since(state.abstracted, occurredAt, true),
    }),
    MemberReturned: (state, _, { occurredAt }) => ({
      ...state,
      abstracted: since(state.abstracted, occurredAt, false),
    }),
    CompetenceGranted: (state, { level }, { occurredAt }) => withCompetence(state, level, occurredAt, true),
    CompetenceExpired: (state, { level }, { occurredAt }) => withCompetence(state, level, occurredAt, false),
    PolicyAcknowledged: (state, { policy, version }, { occurredAt }) => ({
      ...state,
      acknowledgements: [...state.acknowledgements, { policy, version, at: occurredAt }],
    }),
    MemberLeft: (state, _, { occurredAt }) => ({
      ...state,
      leftAt: occurredAt,
      team: since(state.team, occurredAt, undefined),
    }),
  },
};

const withCompetence = (
  state: MemberState,
  level: CompetenceLevel,
  at: string,
  held: boolean,
): MemberState => ({
  ...state,
  competences: { ...state.competences, [level]: since(state.competences[level] ?? [], at, held) },
});

/** The team that a member was posted to at an instant. */
export const teamOf = (member: MemberState, at: string): string | undefined => valueAt(member.team, at);

/** The rank that a member held at an instant; undefined before the first posting and after leaving. */
export const rankOf = (member: MemberState, at: string): Rank | undefined =>
  hasLeft(member, at) ? undefined : valueAt(member.rank, at);

/** Whether a member had left the service by an instant. */
export const hasLeft = ({ leftAt }: MemberState, at: string): boolean => leftAt !== undefined && leftAt <= at;

/** The ward that a member was dedicated to at an instant (R-INPT-4). */
export const dedicationOf = (member: MemberState, at: string): Dedication | undefined =>
  valueAt(member.dedication, at);

export const isAbstracted = (member: MemberState, at: string): boolean =>
  valueAt(member.abstracted, at) ?? false;

/** Whether a member held a competence at an instant. */
export const isCompetent = (member: MemberState, level: CompetenceLevel, at: string): boolean =>
  valueAt(member.competences[level] ?? [], at) ?? false;

/** Whether a member had read a version of a policy by an instant (R-POL-5). */
export const acknowledged = (member: MemberState, policy: string, version: number, at: string): boolean =>
  member.acknowledgements.some(
    (known) => known.policy === policy && known.version === version && known.at <= at,
  );
