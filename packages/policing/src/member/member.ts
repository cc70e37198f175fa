import { alreadySo, stateOf, refuse, type Decider } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, authorisesOwnRequest, onlyFor, type By, type PolicingCommand } from '../by.ts';
import { policyHistory, publishedVersion, type PolicyState } from '../policy/policy.state.ts';
import { isAtLeast, type Rank } from '../rank.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import {
  acknowledged,
  dedicationOf,
  hasLeft,
  isAbstracted,
  isCompetent,
  memberHistory,
  rankOf,
  teamOf,
  type MemberState,
} from './member.state.ts';
import {
  competenceExpired,
  competenceGranted,
  memberAbstracted,
  memberDedicated,
  memberLeft,
  memberPosted,
  memberPromoted,
  memberReleased,
  memberReturned,
  memberTransferred,
  policyAcknowledged,
  type AbstractionReason,
  type CompetenceLevel,
  type LeavingReason,
  type MemberCategory,
  type MemberEvent,
  type PostingSource,
} from './member.events.ts';

export type MemberCommand = PolicingCommand &
  (
    | {
        readonly type: 'PostMember';
        readonly team: string;
        readonly category: MemberCategory;
        readonly rank: Rank;
        readonly source: PostingSource;
        readonly publicName: string;
        readonly publicContact?: string;
      }
    | { readonly type: 'TransferMember'; readonly team: string }
    | { readonly type: 'PromoteMember'; readonly rank: Rank }
    | { readonly type: 'DedicateMember'; readonly ward: string }
    | { readonly type: 'ReleaseMember' }
    | {
        readonly type: 'AbstractMember';
        readonly until: string;
        readonly reason?: AbstractionReason;
        readonly authorisedBy: string;
        readonly exceptional: boolean;
      }
    | { readonly type: 'ReturnMember' }
    | {
        readonly type: 'GrantCompetence';
        readonly level: CompetenceLevel;
        readonly role?: string;
        readonly evidence: string;
      }
    | { readonly type: 'ExpireCompetence'; readonly level: CompetenceLevel }
    | {
        readonly type: 'AcknowledgePolicy';
        readonly policy: string;
        readonly version: number;
      }
    | { readonly type: 'LeaveService'; readonly reason: LeavingReason }
  );

export interface MemberFacts {
  readonly PostMember: { readonly team: TeamState };
  readonly TransferMember: { readonly team: TeamState };
  readonly DedicateMember: { readonly ward: WardState };
  readonly AbstractMember: { readonly authoriser: MemberState };
  readonly AcknowledgePolicy: { readonly policy: PolicyState };
}

/** One officer, PCSO or other member of a team: postings, dedication to a ward, absences from it, competence. */
export const member: Decider<MemberCommand, MemberEvent, MemberState, MemberFacts> = {
  ...memberHistory,
  facts: {
    PostMember: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    TransferMember: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    DedicateMember: ({ ward }) => ({ ward: stateOf(wardHistory, ward) }),
    AbstractMember: ({ authorisedBy }) => ({ authoriser: stateOf(memberHistory, authorisedBy) }),
    AcknowledgePolicy: ({ policy }) => ({ policy: stateOf(policyHistory, policy) }),
  },
  decide: {
    PostMember: (
      { occurredAt: at, by, team, category, rank, source, publicName, publicContact },
      state,
      facts,
    ) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      liveTeam(facts.team, undefined, at, 'team') ??
      alreadySo(teamOf(state, at) === team && state.publicName === publicName) ??
      alreadyBegun(state.team[0]?.from, 'posting', 'id') ?? [
        memberPosted({
          team,
          category,
          rank,
          source,
          publicName,
          ...(publicContact !== undefined && { publicContact }),
        }),
      ],

    TransferMember: ({ occurredAt: at, by, team }, state, facts) => {
      const from = teamOf(state, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        notInPost(state, at) ??
        liveTeam(facts.team, undefined, at, 'team') ??
        (from === team || from === undefined
          ? []
          : [...released(state, at), memberTransferred({ from, team })])
      );
    },

    PromoteMember: ({ occurredAt: at, by, rank }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notInPost(state, at) ??
      alreadySo(rankOf(state, at) === rank) ?? [memberPromoted({ rank })],

    DedicateMember: ({ occurredAt: at, by, ward }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      notInPost(state, at) ??
      notLive(facts.ward, at, 'ward') ??
      alreadySo(dedicationOf(state, at)?.ward === ward) ??
      dedicatedElsewhere(state, at) ?? [
        memberDedicated({ ward, kind: rankOf(state, at) === 'PCSO' ? 'PCSO' : 'OFFICER' }),
      ],

    ReleaseMember: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'INSPECTOR') ?? notInPost(state, at) ?? released(state, at),

    AbstractMember: (
      { occurredAt: at, by, until, reason, authorisedBy, exceptional },
      state,
      { authoriser },
    ) => {
      const dedication = dedicationOf(state, at);
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
        notInPost(state, at) ??
        authorisesOwnRequest(by, authorisedBy, 'authorisedBy') ??
        notAnAuthoriser(authoriser, at) ??
        (reason === undefined ? withoutReason : undefined) ??
        endsBeforeItBegins(at, until) ??
        (dedication === undefined ? notDedicated : undefined) ??
        (isAbstracted(state, at) || reason === undefined || dedication === undefined
          ? []
          : [memberAbstracted({ from: at, until, reason, authorisedBy, exceptional, ...dedication })])
      );
    },

    ReturnMember: ({ occurredAt: at, by }, state) => {
      const dedication = dedicationOf(state, at);
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
        notInPost(state, at) ??
        (isAbstracted(state, at) && dedication ? [memberReturned(dedication)] : [])
      );
    },

    GrantCompetence: ({ occurredAt: at, by, level, role, evidence }, state) =>
      onlyFor(by, 'ADMIN', 'SYSTEM') ??
      notInPost(state, at) ??
      alreadySo(isCompetent(state, level, at)) ?? [
        competenceGranted({ level, evidence, ...(role !== undefined && { role }) }),
      ],

    ExpireCompetence: ({ occurredAt: at, by, level }, state) =>
      onlyFor(by, 'ADMIN', 'SYSTEM') ?? (isCompetent(state, level, at) ? [competenceExpired({ level })] : []),

    // Specialists at headquarters are in no team, and read the policy all the same.
    AcknowledgePolicy: ({ occurredAt: at, by, id, policy, version }, state, facts) =>
      onlyFor(by, ...READERS) ??
      readByAnother(by, id) ??
      leftBefore(state, at) ??
      notPublished(facts.policy, version, at) ??
      alreadySo(acknowledged(state, policy, version, at)) ?? [policyAcknowledged({ policy, version })],

    LeaveService: ({ occurredAt: at, by, reason }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(state.leftAt !== undefined) ??
      notInPost(state, at) ?? [...released(state, at), memberLeft({ reason })],
  },
};

/** Who gives advice to the public, and those over them (S3:8). */
const READERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

const released = (state: MemberState, at: string): readonly MemberEvent[] => {
  const dedication = dedicationOf(state, at);
  return dedication ? [memberReleased(dedication)] : [];
};

/** R-LIFE-1 for members. */
const notInPost = (state: MemberState, at: string) =>
  teamOf(state, at) === undefined
    ? refuse('R-LIFE-1', 'This person held no post at that time. Check the reference and the time.', 'id')
    : undefined;

/** R-INPT-4: a dedicated member belongs to one ward (S1:26, S4:3). */
const dedicatedElsewhere = (state: MemberState, at: string) =>
  dedicationOf(state, at)
    ? refuse('R-INPT-4', 'This person is dedicated to another ward. Release them from it first.', 'ward')
    : undefined;

/** R-INPT-5: taking a dedicated member away needs a reason and an authoriser (S1:26 "ring-fenced"). */
const withoutReason = refuse('R-INPT-5', 'Say why this person is taken away from the ward.', 'reason');

const notDedicated = refuse('R-INPT-5', 'Only a person dedicated to a ward can be taken away from it.', 'id');

const endsBeforeItBegins = (at: string, until: string) =>
  until > at
    ? undefined
    : refuse('R-INPT-5', 'The absence must end after it begins. Check both times.', 'until');

/** R-INPT-5: an inspector or above authorises, by the rank held then and not by the rank claimed. */
const notAnAuthoriser = (authoriser: MemberState, at: string) =>
  isAtLeast(rankOf(authoriser, at), 'INSPECTOR')
    ? undefined
    : refuse('R-INPT-5', 'An inspector or above must authorise this. Choose another person.', 'authorisedBy');

/** R-POL-5: officers and staff acknowledge for themselves what they should have read (S3:8). */
const readByAnother = (by: By, id: string) =>
  by.id === id ? undefined : refuse('R-POL-5', 'You can only acknowledge a policy for yourself.', 'id');

/** R-LIFE-1: nobody acknowledges who has left. */
const leftBefore = (state: MemberState, at: string) =>
  hasLeft(state, at)
    ? refuse('R-LIFE-1', 'This person had left the service by then. Check the time.', 'id')
    : undefined;

/** R-LIFE-1: nobody has read what was not published (S3:4). */
const notPublished = (policy: PolicyState, version: number, at: string) =>
  publishedVersion(policy, version, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This version of the policy had not been published by then. Check the version.',
        'version',
      );
