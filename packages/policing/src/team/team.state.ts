import {
  NONE_KEYED,
  refuse,
  since,
  valueAt,
  withValue,
  type Fold,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { notBegun } from '../by.ts';
import { givenTo, holders, leftBy, type Tenure } from '../tenure.ts';
import type { WeeklyWindow } from '../values.ts';
import { teamEvents, type OwnTeamEvent, type TeamEvent, type TeamKind } from './team.events.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';

export interface TeamState extends WithRedactions {
  readonly formed?: Said<'TeamFormed'>;
  readonly kind?: TeamKind;
  readonly formedAt?: string;
  readonly stoodDownAt?: string;
  readonly stoodDownFor?: SealedText;
  /** Who led; `undefined` in it is a vacancy. */
  readonly lead: Timeline<string | undefined>;
  /** What was told of that. */
  readonly leadTold: Tenure;
  /** Its hours of the week; none means that it has no pattern any more. */
  readonly dutyPattern: Timeline<readonly WeeklyWindow[]>;
  readonly engagements: Keyed<Engagement>;
}

type Said<Type extends TeamEvent['type']> = Omit<Extract<TeamEvent, { type: Type }>, 'type'>;
type Engagement = Omit<Said<'EngagementRecorded'>, 'engagement'>;

const ownHistory: Fold<OwnTeamEvent, TeamState> = {
  name: 'team',
  ids: REGISTER_IDS,
  initial: {
    redactions: redactionPart.initial,
    lead: [],
    leadTold: [],
    dutyPattern: [],
    engagements: NONE_KEYED,
  },
  events: teamEvents,
  comparesText: true,
  evolve: {
    TeamFormed: (state, { type: _type, ...formed }, { occurredAt }) => ({
      ...state,
      formed,
      kind: formed.kind,
      formedAt: occurredAt,
    }),
    TeamLeadAppointed: (state, { member }, { occurredAt }) =>
      led(state, givenTo(state.leadTold, occurredAt, member)),
    TeamLeadStoodDown: (state, { member }, { occurredAt }) =>
      led(state, leftBy(state.leadTold, occurredAt, member)),
    DutyPatternSet: (state, { windows }, { occurredAt }) => ({
      ...state,
      dutyPattern: since(state.dutyPattern, occurredAt, windows),
    }),
    EngagementRecorded: (state, { type: _type, engagement, ...said }) => ({
      ...state,
      engagements: withValue(state.engagements, engagement, said),
    }),
    TeamStoodDown: (state, { reason }, { occurredAt }) => ({
      ...state,
      stoodDownAt: occurredAt,
      stoodDownFor: reason,
    }),
  },
};

export const teamHistory: Fold<TeamEvent, TeamState> = withPart(ownHistory, redactionPart);

const led = (state: TeamState, leadTold: Tenure): TeamState => ({
  ...state,
  leadTold,
  lead: holders(leadTold),
});

/** Who led the team at an instant: nobody once it had stood down. */
export const leadOf = (team: TeamState, at: string): string | undefined =>
  hasStoodDown(team, at) ? undefined : valueAt(team.lead, at);

/** The hours of the week at which a team was on duty at an instant. */
export const dutyPatternOf = (team: TeamState, at: string): readonly WeeklyWindow[] =>
  hasStoodDown(team, at) ? [] : (valueAt(team.dutyPattern, at) ?? []);

const hasStoodDown = ({ stoodDownAt }: TeamState, at: string): boolean =>
  stoodDownAt !== undefined && stoodDownAt <= at;

/** R-LIFE-1: the team had been formed, had not stood down, and is of the kind wanted. */
export const liveTeam = <Path extends string>(
  team: TeamState,
  kind: TeamKind | undefined,
  at: string,
  path: Path,
) =>
  notBegun(team.formedAt, at, 'team', path) ??
  (hasStoodDown(team, at)
    ? refuse('R-LIFE-1', 'This team had stood down by then. Choose another team.', path)
    : undefined) ??
  (kind !== undefined && team.kind !== kind
    ? refuse('R-LIFE-1', `This is no team of kind ${kind}. Choose one that is.`, path)
    : undefined);
