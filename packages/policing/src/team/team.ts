import {
  alreadySo,
  happened,
  isSameText,
  refuse,
  stateOf,
  toldAt,
  valueIn,
  type Dated,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import {
  holdsUntil,
  isSame,
  memberHistory,
  rankOf,
  type MemberCategory,
  type MemberState,
} from '../member/member.state.ts';
import { policyHistory, publishedVersion, type PolicyState } from '../policy/policy.state.ts';
import { isAtLeast, type Rank } from '../rank.ts';
import { leftThen } from '../tenure.ts';
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
import { withCommands } from '../mixing.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';

export type TeamCommand = OwnTeamCommand | RedactionCommand;

type OwnTeamCommand = PolicingCommand &
  (
    | {
        readonly type: 'FormTeam';
        readonly kind: TeamKind;
        readonly name: string;
        readonly establishment?: string;
      }
    | { readonly type: 'AppointTeamLead'; readonly member: string }
    /** An end names whom it ends: of whoever leads by then, as may turn out, it says nothing. */
    | { readonly type: 'StandDownTeamLead'; readonly member: string }
    /** A process: whoever leads has left, changed teams or rank; how it stands is asked of the facts. */
    | { readonly type: 'ReviewTeamLead'; readonly member: string }
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

export type TeamFacts = OwnTeamFacts & RedactionFacts;

interface OwnTeamFacts {
  readonly FormTeam: { readonly policy: PolicyState };
  readonly AppointTeamLead: { readonly member: MemberState };
  readonly ReviewTeamLead: { readonly member: MemberState };
  readonly RecordEngagement: { readonly ward: WardState };
}

const ownTeam: Decider<OwnTeamCommand, TeamEvent, TeamState, OwnTeamFacts> = {
  ...teamHistory,
  facts: {
    FormTeam: ({ establishment }) => ({ policy: stateOf(policyHistory, establishment?.split('/')[0]) }),
    AppointTeamLead: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    ReviewTeamLead: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    RecordEngagement: ({ ward }) => ({ ward: stateOf(wardHistory, ward) }),
  },
  decide: {
    FormTeam: ({ occurredAt: at, by, kind, name, establishment }, state, { policy }) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(
        state.formedAt === at &&
          isSame(state.formed, { kind, name, establishment }, ['kind', 'name', 'establishment']),
      ) ??
      alreadyBegun(state.formedAt, 'team', 'id') ??
      notAnEstablishment(policy, establishment, at) ?? [
        teamFormed({ kind, name, ...(establishment !== undefined && { establishment }) }),
      ],

    AppointTeamLead: ({ occurredAt: at, by, member }, state, facts) => {
      const rank = rankOf(facts.member, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        liveTeam(state, undefined, at, 'id') ??
        alreadySo(toldAt(state.lead, at) === member) ??
        notAnInspector(state, rank) ?? [teamLeadAppointed({ member, rank: rank ?? 'PCSO' })]
      );
    },

    StandDownTeamLead: ({ occurredAt: at, by, member }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      liveTeam(state, undefined, at, 'id') ??
      alreadySo(leftThen(state.leadTold, at, member)) ??
      notTheLead(state, member, at) ?? [teamLeadStoodDown({ member })],

    ReviewTeamLead: ({ by, member }, state, facts) =>
      onlyFor(by, 'SYSTEM') ?? leadsEnded(state, member, facts.member),

    SetDutyPattern: ({ occurredAt: at, by, windows }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      liveTeam(state, undefined, at, 'id') ??
      alreadySo(sameHours(toldAt(state.dutyPattern, at), windows)) ?? [
        dutyPatternSet({ windows: [...windows] }),
      ],

    RecordEngagement: ({ occurredAt: at, by, engagement, kind, ward, summary }, state, facts) => {
      const said = { kind, ward, heldAt: at, summary };
      const known = valueIn(state.engagements, engagement);
      return (
        onlyFor(by, 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR') ??
        liveTeam(state, undefined, at, 'id') ??
        notLive(facts.ward, at, 'ward') ??
        alreadySo(
          isSame(known, { kind, ward, heldAt: at }, ['kind', 'ward', 'heldAt']) &&
            isSameText(known?.summary, summary),
        ) ??
        alreadyBegun(known?.heldAt, 'engagement', 'engagement') ?? [
          engagementRecorded({ engagement, ...said }),
        ]
      );
    },

    StandDownTeam: ({ occurredAt: at, by, reason }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(state.stoodDownAt === at && isSameText(state.stoodDownFor, reason)) ??
      liveTeam(state, undefined, at, 'id') ?? [teamStoodDown({ reason })],
  },
  stands: judgedAgain<TeamEvent, TeamState>({
    TeamLeadAppointed: [(_, state, at) => liveTeam(state, undefined, at, 'id'), 'a lead was appointed'],
    TeamLeadStoodDown: [(_, state, at) => liveTeam(state, undefined, at, 'id'), 'a lead stood down'],
    DutyPatternSet: [(_, state, at) => liveTeam(state, undefined, at, 'id'), 'hours of duty were set'],
    EngagementRecorded: [
      (_, state, at) => liveTeam(state, undefined, at, 'id'),
      'the team spoke with people',
    ],
    TeamStoodDown: [(_, state, at) => liveTeam(state, undefined, at, 'id'), 'the team stood down'],
  }),
  cameOf: {
    TeamFormed: 'FormTeam',
    TeamLeadAppointed: 'AppointTeamLead',
    TeamLeadStoodDown: ({ member }, { by }) => ({
      type: by.role === 'SYSTEM' ? 'ReviewTeamLead' : 'StandDownTeamLead',
      member,
    }),
    DutyPatternSet: 'SetDutyPattern',
    EngagementRecorded: 'RecordEngagement',
    TeamStoodDown: 'StandDownTeam',
  },
  settled: ['TeamLeadAppointed', 'TeamLeadStoodDown', 'DutyPatternSet', 'EngagementRecorded'],
};

/** A policing team: the SNT of a ward, or the INPT that ward teams are part of. */
export const team: Decider<TeamCommand, TeamEvent, TeamState, TeamFacts> = withCommands(
  ownTeam,
  redacting(teamHistory),
  ({ redactions }) => redactions,
);

/** R-INPT-1: whoever has left, changed teams, or has no rank for it any more, leads no longer, as of that day (8.7). */
const leadsEnded = (state: TeamState, member: string, facts: MemberState): readonly Dated<TeamEvent>[] =>
  state.lead.flatMap(({ from, value }, index) => {
    if (value !== member) return [];
    const end = holdsUntil(facts, from, lowestRank(state));
    const next = state.lead[index + 1]?.from;
    return end === undefined || (next !== undefined && next <= end) || leadOf(state, end) !== member
      ? []
      : [happened(end, teamLeadStoodDown({ member }))];
  });

/** R-LIFE-1: nobody stands down who does not lead. */
const notTheLead = (state: TeamState, member: string, at: string) =>
  leadOf(state, at) === member
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This person did not lead the team at that time. Check who did, and the time.',
        'member',
      );

const sameHours = (a: readonly WeeklyWindow[] | undefined, b: readonly WeeklyWindow[]): boolean =>
  a !== undefined && inWords(a) === inWords(b);

const inWords = (windows: readonly WeeklyWindow[]): string =>
  windows
    .map(({ weekday, from, to }) => `${weekday} ${from}-${to}`)
    .sort()
    .join();

/** R-INPT-1: an INPT is under the leadership of a police inspector, or above (S4:3). Whoever leads holds a rank. */
const notAnInspector = (state: TeamState, rank: Rank | undefined) => {
  if (rank === undefined)
    return refuse(
      'R-LIFE-1',
      'There was no such person on record at that time. Check the reference and the time.',
      'member',
    );
  return isAtLeast(rank, lowestRank(state))
    ? undefined
    : refuse('R-INPT-1', 'An INPT must be led by an inspector or above. Choose another person.', 'member');
};

const lowestRank = ({ kind }: TeamState): Rank => (kind === 'INPT' ? 'INSPECTOR' : 'PCSO');

/** R-LIFE-1: the establishment rules of a team are a published version of such a policy (S4:2). */
const notAnEstablishment = (policy: PolicyState, establishment: string | undefined, at: string) =>
  establishment === undefined || isEstablishment(policy, establishment, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This is no version of an establishment policy that was published by then. Check number and version.',
        'establishment',
      );

const isEstablishment = (policy: PolicyState, establishment: string, at: string): boolean =>
  publishedVersion(policy, Number(establishment.split('/')[1]), at)?.kind === 'ESTABLISHMENT';

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
