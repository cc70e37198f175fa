import { alreadySo, stateOf, refuse, type Decider } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { memberHistory, rankOf, type MemberCategory, type MemberState } from '../member/member.state.ts';
import { isAtLeast, type Rank } from '../rank.ts';
import type { WeeklyWindow } from '../values.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import { leadOf, liveTeam, teamHistory, type TeamState } from './team.state.ts';
import {
  dutyPatternSet,
  engagementRecorded,
  teamFormed,
  teamLeadAppointed,
  teamLeadStoodDown,
  teamStoodDown,
  type EngagementKind,
  type TeamEvent,
  type TeamKind,
} from './team.events.ts';

export type TeamCommand = PolicingCommand &
  (
    | {
        readonly type: 'FormTeam';
        readonly kind: TeamKind;
        readonly name: string;
        readonly establishment?: string;
      }
    | { readonly type: 'AppointTeamLead'; readonly member: string }
    | { readonly type: 'StandDownTeamLead' }
    | { readonly type: 'SetDutyPattern'; readonly windows: readonly WeeklyWindow[] }
    | {
        readonly type: 'RecordEngagement';
        readonly engagement: string;
        readonly kind: EngagementKind;
        readonly ward: string;
        readonly summary: string;
      }
    | { readonly type: 'StandDownTeam'; readonly reason: string }
  );

export interface TeamFacts {
  readonly AppointTeamLead: { readonly member: MemberState };
  readonly RecordEngagement: { readonly ward: WardState };
}

/** A policing team: the SNT of a ward, or the INPT that ward teams are part of. */
export const team: Decider<TeamCommand, TeamEvent, TeamState, TeamFacts> = {
  ...teamHistory,
  facts: {
    AppointTeamLead: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    RecordEngagement: ({ ward }) => ({ ward: stateOf(wardHistory, ward) }),
  },
  decide: {
    FormTeam: ({ by, kind, name, establishment }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(state.kind === kind && state.name === name) ??
      alreadyBegun(state.formedAt, 'team', 'id') ?? [
        teamFormed({ kind, name, ...(establishment !== undefined && { establishment }) }),
      ],

    AppointTeamLead: ({ occurredAt: at, by, member }, state, facts) => {
      const rank = rankOf(facts.member, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        liveTeam(state, undefined, at, 'id') ??
        alreadySo(leadOf(state, at) === member) ??
        notAnInspector(state, rank) ?? [teamLeadAppointed({ member, rank: rank ?? 'PCSO' })]
      );
    },

    StandDownTeamLead: ({ occurredAt: at, by }, state) => {
      const member = leadOf(state, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        liveTeam(state, undefined, at, 'id') ??
        (member === undefined ? [] : [teamLeadStoodDown({ member })])
      );
    },

    SetDutyPattern: ({ occurredAt: at, by, windows }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      liveTeam(state, undefined, at, 'id') ??
      alreadySo(sameHours(state.dutyPattern, windows)) ?? [dutyPatternSet({ windows: [...windows] })],

    RecordEngagement: ({ occurredAt: at, by, engagement, kind, ward, summary }, state, facts) =>
      onlyFor(by, 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR') ??
      liveTeam(state, undefined, at, 'id') ??
      notLive(facts.ward, at, 'ward') ??
      alreadySo(state.engagements.includes(engagement)) ?? [
        engagementRecorded({ engagement, kind, ward, heldAt: at, summary }),
      ],

    StandDownTeam: ({ occurredAt: at, by, reason }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(state.stoodDownAt !== undefined) ??
      liveTeam(state, undefined, at, 'id') ?? [teamStoodDown({ reason })],
  },
};

const sameHours = (a: readonly WeeklyWindow[], b: readonly WeeklyWindow[]): boolean =>
  inWords(a) === inWords(b);

const inWords = (windows: readonly WeeklyWindow[]): string =>
  windows
    .map(({ weekday, from, to }) => `${weekday} ${from}-${to}`)
    .sort()
    .join();

/** R-INPT-1: an INPT is under the leadership of a police inspector, or above (S4:3). Whoever leads holds a rank. */
const notAnInspector = ({ kind }: TeamState, rank: Rank | undefined) => {
  if (rank === undefined)
    return refuse(
      'R-LIFE-1',
      'There was no such person on record at that time. Check the reference and the time.',
      'member',
    );
  return kind !== 'INPT' || isAtLeast(rank, 'INSPECTOR')
    ? undefined
    : refuse('R-INPT-1', 'An INPT must be led by an inspector or above. Choose another person.', 'member');
};

/** Who a team must have to be complete; a gap is shown, never refused (R-INPT-2, S4:3). */
export const COMPLETE_TEAM = [
  'UNIFORMED',
  'DETECTIVE',
  'FORENSIC',
] as const satisfies readonly MemberCategory[];

/** R-INPT-2: the categories that an INPT lacks. */
export const missingCategories = (
  members: readonly { readonly category: MemberCategory }[],
): readonly MemberCategory[] =>
  COMPLETE_TEAM.filter((wanted) => !members.some(({ category }) => category === wanted));

/** R-INPT-7: constables and PCSOs per sergeant (S4:13), in hundredths; undefined without a sergeant. */
export const supervisoryRatio = (members: readonly { readonly rank: Rank }[]): number | undefined => {
  const sergeants = members.filter(({ rank }) => rank === 'SERGEANT').length;
  const supervised = members.filter(({ rank }) => rank === 'CONSTABLE' || rank === 'PCSO').length;
  return sergeants === 0 ? undefined : Math.round((supervised * 100) / sergeants);
};
