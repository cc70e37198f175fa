import { defineView, since, type Timeline } from '@wardbook/event-sourcing';
import {
  memberHistory,
  RANKS,
  type AbstractionReason,
  type CompetenceLevel,
  type MemberCategory,
  type PostingSource,
  type Rank,
} from '@wardbook/policing';

/** A member of a team as the force publishes it. */
export interface MemberCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'IN_POST' | 'LEFT';
  readonly publicName: string | null;
  readonly publicContact: string | null;
  readonly category: MemberCategory | null;
  readonly source: PostingSource | null;
  readonly rank: Timeline<Rank>;
  readonly team: Timeline<string | null>;
  /** The ward that the member is dedicated to. */
  readonly ward: Timeline<string | null>;
  readonly abstraction: Timeline<AbstractionCard | null>;
  readonly competences: Readonly<Partial<Record<CompetenceLevel, Timeline<boolean>>>>;
}

interface AbstractionCard {
  readonly from: string;
  readonly until: string;
  readonly reason: AbstractionReason;
  readonly exceptional: boolean;
}

const EXPECTED: MemberCard = {
  version: 0,
  standing: 'EXPECTED',
  publicName: null,
  publicContact: null,
  category: null,
  source: null,
  rank: [],
  team: [],
  ward: [],
  abstraction: [],
  competences: {},
};

export const memberBoard = defineView({
  name: 'member-board',
  version: 1,
  of: [memberHistory],
  versionOf: memberHistory,
  initial: EXPECTED,
  columns: {
    team: ({ team }) => team.at(-1)?.value ?? null,
    ward: ({ ward }) => ward.at(-1)?.value ?? null,
    category: ({ category }) => category,
    rank: ({ rank }) => rank.at(-1)?.value ?? null,
    // Sorts by rank, which the name of a rank does not.
    seniority: ({ rank }) => RANKS.findIndex((known) => known === rank.at(-1)?.value),
    standing: ({ standing }) => standing,
  },
  evolve: {
    MemberPosted: (
      card,
      { team, category, rank, source, publicName, publicContact = null },
      { occurredAt },
    ) => ({
      ...card,
      standing: 'IN_POST',
      publicName,
      publicContact,
      category,
      source,
      rank: since(card.rank, occurredAt, rank),
      team: since(card.team, occurredAt, team),
    }),
    MemberTransferred: (card, { team }, { occurredAt }) => ({
      ...card,
      team: since(card.team, occurredAt, team),
    }),
    MemberPromoted: (card, { rank }, { occurredAt }) => ({
      ...card,
      rank: since(card.rank, occurredAt, rank),
    }),
    MemberDedicated: (card, { ward }, { occurredAt }) => ({
      ...card,
      ward: since(card.ward, occurredAt, ward),
    }),
    // Who is no longer dedicated to a ward is no longer taken away from it either.
    MemberReleased: (card, _, { occurredAt }) => ({
      ...card,
      ward: since(card.ward, occurredAt, null),
      abstraction: since(card.abstraction, occurredAt, null),
    }),
    MemberAbstracted: (card, { from, until, reason, exceptional }, { occurredAt }) => ({
      ...card,
      abstraction: since(card.abstraction, occurredAt, { from, until, reason, exceptional }),
    }),
    MemberReturned: (card, _, { occurredAt }) => ({
      ...card,
      abstraction: since(card.abstraction, occurredAt, null),
    }),
    CompetenceGranted: (card, { level }, { occurredAt }) => withCompetence(card, level, occurredAt, true),
    CompetenceExpired: (card, { level }, { occurredAt }) => withCompetence(card, level, occurredAt, false),
    MemberLeft: (card, _, { occurredAt }) => ({
      ...card,
      standing: 'LEFT',
      team: since(card.team, occurredAt, null),
    }),
  },
});

const withCompetence = (card: MemberCard, level: CompetenceLevel, at: string, held: boolean): MemberCard => ({
  ...card,
  competences: { ...card.competences, [level]: since(card.competences[level] ?? [], at, held) },
});
