import { refuse, since, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { notBegun } from '../by.ts';
import type { WeeklyWindow } from '../values.ts';
import { teamEvents, type TeamEvent, type TeamKind } from './team.events.ts';

export interface TeamState {
  readonly kind?: TeamKind;
  readonly name?: string;
  readonly formedAt?: string;
  readonly stoodDownAt?: string;
  readonly lead: Timeline<string | undefined>;
  readonly dutyPattern: readonly WeeklyWindow[];
  readonly engagements: readonly string[];
}

export const teamHistory: Fold<TeamEvent, TeamState> = {
  name: 'team',
  ids: REGISTER_IDS,
  initial: { lead: [], dutyPattern: [], engagements: [] },
  events: teamEvents,
  evolve: {
    TeamFormed: (state, { kind, name }, { occurredAt }) => ({ ...state, kind, name, formedAt: occurredAt }),
    TeamLeadAppointed: (state, { member }, { occurredAt }) => ({
      ...state,
      lead: since(state.lead, occurredAt, member),
    }),
    TeamLeadStoodDown: (state, _, { occurredAt }) => ({
      ...state,
      lead: since(state.lead, occurredAt, undefined),
    }),
    DutyPatternSet: (state, { windows }) => ({ ...state, dutyPattern: windows }),
    EngagementRecorded: (state, { engagement }) => ({
      ...state,
      engagements: [...state.engagements, engagement],
    }),
    TeamStoodDown: (state, _, { occurredAt }) => ({ ...state, stoodDownAt: occurredAt }),
  },
};

/** Who led the team at an instant. */
export const leadOf = (team: TeamState, at: string): string | undefined => valueAt(team.lead, at);

/** R-LIFE-1: the team had been formed, had not stood down, and is of the kind wanted. */
export const liveTeam = <Path extends string>(
  team: TeamState,
  kind: TeamKind | undefined,
  at: string,
  path: Path,
) =>
  notBegun(team.formedAt, at, 'team', path) ??
  (team.stoodDownAt !== undefined && team.stoodDownAt <= at
    ? refuse('R-LIFE-1', 'This team had stood down by then. Choose another team.', path)
    : undefined) ??
  (kind !== undefined && team.kind !== kind
    ? refuse('R-LIFE-1', `This team is not an ${kind}. Choose one that is.`, path)
    : undefined);
