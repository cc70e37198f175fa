import { defineView, since, sortedName, type SealedText, type Timeline } from '@wardbook/event-sourcing';
import {
  givenTo,
  holders,
  leftBy,
  teamHistory,
  type EngagementKind,
  type TeamKind,
  type Tenure,
  type WeeklyWindow,
} from '@wardbook/policing';

/** A team as the public sees it: who leads it, when it is on duty, and how it speaks to people. */
export interface TeamCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'LIVE' | 'STOOD_DOWN';
  readonly kind: TeamKind | null;
  readonly name: string | null;
  readonly establishment: string | null;
  readonly formedAt: string | null;
  readonly stoodDownAt: string | null;
  /** Null in it is a vacancy. */
  readonly lead: Timeline<string | null>;
  /** What was told of that. */
  readonly leadTold: Tenure;
  /** Its hours of the week; none is the end of a pattern. */
  readonly dutyPattern: Timeline<readonly WeeklyWindow[]>;
  /** Newest first; older ones are in the team's history only. */
  readonly engagements: readonly EngagementCard[];
}

interface EngagementCard {
  readonly id: string;
  readonly kind: EngagementKind;
  readonly wardCode: string;
  readonly heldAt: string;
  readonly summary: SealedText;
}

/** How many engagements a row keeps. */
export const ENGAGEMENTS_KEPT = 100;

const EXPECTED: TeamCard = {
  version: 0,
  standing: 'EXPECTED',
  kind: null,
  name: null,
  establishment: null,
  formedAt: null,
  stoodDownAt: null,
  lead: [],
  leadTold: [],
  dutyPattern: [],
  engagements: [],
};

export const teamBoard = defineView({
  name: 'team-board',
  version: 5,
  of: [teamHistory],
  versionOf: teamHistory,
  initial: EXPECTED,
  columns: {
    kind: ({ kind }) => kind,
    standing: ({ standing }) => standing,
    name: ({ name }) => sortedName(name),
    lead: ({ lead }) => lead.at(-1)?.value ?? null,
  },
  evolve: {
    TeamFormed: (card, { kind, name, establishment = null }, { occurredAt }) => ({
      ...card,
      kind,
      name,
      establishment,
      standing: 'LIVE',
      formedAt: occurredAt,
    }),
    TeamLeadAppointed: (card, { member }, { occurredAt }) =>
      led(card, givenTo(card.leadTold, occurredAt, member)),
    TeamLeadStoodDown: (card, { member }, { occurredAt }) =>
      led(card, leftBy(card.leadTold, occurredAt, member)),
    DutyPatternSet: (card, { windows }, { occurredAt }) => ({
      ...card,
      dutyPattern: since(card.dutyPattern, occurredAt, windows),
    }),
    EngagementRecorded: (card, { engagement: id, kind, ward: wardCode, heldAt, summary }) => ({
      ...card,
      engagements: [...card.engagements, { id, kind, wardCode, heldAt, summary }]
        .sort((a, b) => (a.heldAt < b.heldAt ? 1 : -1))
        .slice(0, ENGAGEMENTS_KEPT),
    }),
    TeamStoodDown: (card, _, { occurredAt }) => ({
      ...led(card, leftBy(card.leadTold, occurredAt)),
      standing: 'STOOD_DOWN',
      stoodDownAt: occurredAt,
      dutyPattern: since(card.dutyPattern, occurredAt, []),
    }),
  },
});

const led = (card: TeamCard, leadTold: Tenure): TeamCard => ({
  ...card,
  leadTold,
  lead: holders(leadTold).map(({ from, value = null }) => ({ from, value })),
});
