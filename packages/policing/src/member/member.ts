import {
  alreadySo,
  changesAfter,
  happened,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  type Dated,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { onlyFor, type PolicingCommand } from '../by.ts';
import { unanswerable, type RequestDeclineReason } from '../granting.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { policyHistory, type PolicyState } from '../policy/policy.state.ts';
import type { Rank } from '../rank.ts';
import { establishmentOf } from '../role/serving-policy.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import {
  surveySkillOf,
  trainingDayHistory,
  type TrainingDayState,
} from '../training-day/training-day.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import { askedFor, grantedTo, returned } from './abstracting.ts';
import { skillReviewed } from './training.ts';
import * as rules from './member.rules.ts';
import {
  absenceOf,
  acknowledged,
  coverKindOf,
  dedicationOf,
  isSame,
  memberHistory,
  rankOf,
  teamOf,
  type MemberState,
} from './member.state.ts';
import {
  abstractionDeclined,
  competenceExpired,
  competenceGranted,
  memberCoverChanged,
  memberDedicated,
  memberLeft,
  memberPosted,
  memberPromoted,
  memberReleased,
  memberTransferred,
  policyAcknowledged,
  publishedDetailsCorrected,
  publishedDetailsWithdrawn,
  type AbstractionReason,
  type CompetenceLevel,
  type LeavingReason,
  type MemberCategory,
  type MemberEvent,
  type PostingSource,
} from './member.events.ts';
import { withCommands } from '../mixing.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';

export type MemberCommand = OwnMemberCommand | RedactionCommand;

type OwnMemberCommand = PolicingCommand &
  (
    | {
        readonly type: 'PostMember';
        /** Left out at headquarters: in no team. */
        readonly team?: string;
        readonly category: MemberCategory;
        readonly rank: Rank;
        readonly source: PostingSource;
        readonly publicName: string;
        readonly publicContact?: string;
      }
    | {
        readonly type: 'CorrectPublishedDetails';
        readonly publicName?: string;
        /** Null: none is published any more. */
        readonly publicContact?: string | null;
      }
    | { readonly type: 'WithdrawPublishedDetails' }
    /** Without a team: to headquarters. */
    | { readonly type: 'TransferMember'; readonly team?: string }
    | { readonly type: 'PromoteMember'; readonly rank: Rank }
    | { readonly type: 'DedicateMember'; readonly ward: string }
    | { readonly type: 'ReleaseMember' }
    | { readonly type: 'NoticeWardAbolished'; readonly ward: string }
    | {
        readonly type: 'AbstractMember';
        /** Names the request within the record of the member. */
        readonly request: string;
        readonly until: string;
        readonly reason?: AbstractionReason;
        readonly exceptional: boolean;
        /** It begins at once, unauthorised until somebody grants it; what is not urgent begins with the grant. */
        readonly urgent: boolean;
      }
    | { readonly type: 'GrantAbstraction'; readonly request: string }
    | {
        readonly type: 'DeclineAbstraction';
        readonly request: string;
        readonly reason: RequestDeclineReason;
      }
    | { readonly type: 'ReturnMember' }
    | {
        readonly type: 'GrantCompetence';
        readonly level: CompetenceLevel;
        readonly role?: string;
        readonly evidence: string;
      }
    /** A process: something is on record of this member on a training day; what it taught them is asked of the day. */
    | { readonly type: 'ReviewTraining'; readonly trainingDay: string }
    | { readonly type: 'ExpireCompetence'; readonly level: CompetenceLevel }
    | {
        readonly type: 'AcknowledgePolicy';
        readonly policy: string;
        readonly version: number;
      }
    | { readonly type: 'LeaveService'; readonly reason: LeavingReason }
  );

export type MemberFacts = OwnMemberFacts & RedactionFacts;

interface OwnMemberFacts {
  readonly PostMember: { readonly team: TeamState };
  readonly TransferMember: { readonly team: TeamState };
  readonly DedicateMember: { readonly ward: WardState };
  readonly AbstractMember: { readonly policy: PolicyState };
  readonly GrantAbstraction: { readonly authoriser: MemberState };
  readonly DeclineAbstraction: { readonly authoriser: MemberState };
  readonly ReviewTraining: { readonly trainingDay: TrainingDayState };
  readonly AcknowledgePolicy: { readonly policy: PolicyState };
}

const TAKEN = 'this person was to be taken away from the ward';

const ownMember: Decider<OwnMemberCommand, MemberEvent, MemberState, OwnMemberFacts> = {
  ...memberHistory,
  facts: {
    PostMember: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    TransferMember: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    DedicateMember: ({ ward }) => ({ ward: stateOf(wardHistory, ward) }),
    AbstractMember: ({ owner, occurredAt }) => ({ policy: establishmentOf(owner, occurredAt) }),
    GrantAbstraction: ({ by }) => ({ authoriser: ofSender(stateOf(memberHistory, by.id)) }),
    DeclineAbstraction: ({ by }) => ({ authoriser: ofSender(stateOf(memberHistory, by.id)) }),
    ReviewTraining: ({ trainingDay }) => ({
      trainingDay: ofAnyAgency(stateOf(trainingDayHistory, trainingDay)),
    }),
    AcknowledgePolicy: ({ policy }) => ({ policy: stateOf(policyHistory, policy) }),
  },
  decide: {
    PostMember: ({ occurredAt: at, by, ...asked }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      noSuchTeam(asked.team, facts.team, at) ??
      // What is published may be taken out again, so no rule compares it: nor is a posting told from another by it.
      rules.inPostAlready(state, at) ?? [posted(asked)],

    CorrectPublishedDetails: ({ occurredAt: at, by, publicName, publicContact }, state) => {
      const corrected = {
        ...(publicName !== undefined && { publicName }),
        ...(publicContact !== undefined && { publicContact }),
      };
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR', 'RECORDS') ??
        rules.notInPost(state, at) ??
        alreadySo(Object.keys(corrected).length === 0) ??
        (publicName === undefined ? rules.nothingPublished(state, at, 'publicName') : undefined) ?? [
          publishedDetailsCorrected(corrected),
        ]
      );
    },

    WithdrawPublishedDetails: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR', 'RECORDS') ??
      rules.notInPost(state, at) ??
      alreadySo(wasEndedAt(state.published, at)) ??
      rules.nothingPublished(state, at, 'id') ?? [publishedDetailsWithdrawn({})],

    TransferMember: ({ occurredAt: at, by, team }, state, facts) => {
      const from = teamOf(state, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        rules.notInPost(state, at) ??
        noSuchTeam(team, facts.team, at) ??
        alreadySo(state.team.some((told) => told.from === at && told.value === team)) ?? [
          ...(from === team ? [] : released(state, at)),
          memberTransferred({ ...(from !== undefined && { from }), ...(team !== undefined && { team }) }),
        ]
      );
    },

    PromoteMember: ({ occurredAt: at, by, rank }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      rules.notInPost(state, at) ??
      alreadySo(toldAt(state.rank, at) === rank) ?? [
        memberPromoted({ rank }),
        ...coverChanged(state, at, rank),
      ],

    DedicateMember: ({ occurredAt: at, by, ward }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notInPost(state, at) ??
      rules.inNoTeam(state, at) ??
      notLive(facts.ward, at, 'ward') ??
      alreadySo(toldAt(state.dedication, at) === ward) ??
      rules.dedicatedElsewhere(state, ward, at) ?? [
        memberDedicated({ ward, kind: coverKindOf(rankOf(state, at)) }),
      ],

    ReleaseMember: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notInPost(state, at) ??
      alreadySo(wasEndedAt(state.dedication, at)) ??
      rules.dedicatedNowhere(state, at) ??
      released(state, at),

    // R-WARD-5: with a ward end the dedications to it.
    NoticeWardAbolished: ({ occurredAt: at, by, ward }, state) =>
      onlyFor(by, 'SYSTEM') ?? (dedicationOf(state, at)?.ward === ward ? released(state, at) : []),

    AbstractMember: ({ occurredAt: at, by, ...asked }, state, { policy }) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      rules.notInPost(state, at) ??
      askedFor(state, asked, { at, by, policy }),

    GrantAbstraction: ({ occurredAt: at, by, request }, state, { authoriser }) =>
      onlyFor(by, 'INSPECTOR') ??
      unanswerable(state.requests, { request, by, at, granted: true }) ??
      rules.notAnAuthoriser(authoriser, at) ??
      grantedTo(state, request, { at, by }),

    DeclineAbstraction: ({ occurredAt: at, by, request, reason }, state, { authoriser }) =>
      onlyFor(by, 'INSPECTOR') ??
      unanswerable(state.requests, { request, by, at, granted: false }) ??
      rules.notAnAuthoriser(authoriser, at) ?? [
        abstractionDeclined({ request, reason }),
        ...(absenceOf(state, at)?.request === request ? covers(state, at) : []),
      ],

    ReturnMember: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      rules.notInPost(state, at) ??
      alreadySo(wasEndedAt(state.absence, at)) ??
      rules.notAway(state, at) ??
      returned(state, at),

    GrantCompetence: ({ occurredAt: at, by, ...asked }, state) => {
      const { level, role, evidence } = asked;
      return (
        onlyFor(by, 'ADMIN') ??
        rules.taughtOnTrainingDays(level) ??
        rules.notInPost(state, at) ??
        alreadySo(isGrantedSo(state, asked, at)) ?? [
          competenceGranted({ level, evidence, ...(role !== undefined && { role }) }),
        ]
      );
    },

    ReviewTraining: ({ by, id, owner, trainingDay }, state, facts) =>
      onlyFor(by, 'SYSTEM') ??
      skillReviewed(state, trainingDay, surveySkillOf(facts.trainingDay, { person: id, agency: owner })),

    ExpireCompetence: ({ occurredAt: at, by, level }, state) =>
      onlyFor(by, 'ADMIN', 'SYSTEM') ??
      alreadySo(wasEndedAt(state.competences[level] ?? [], at)) ??
      rules.notCompetent(state, level, at) ?? [competenceExpired({ level })],

    // Specialists at headquarters whom nobody posted read the policy all the same.
    AcknowledgePolicy: ({ occurredAt: at, by, id, policy, version }, state, facts) =>
      onlyFor(by, ...READERS) ??
      rules.readByAnother(by, id) ??
      rules.leftBefore(state, at) ??
      rules.notPublished(facts.policy, version, at) ??
      alreadySo(acknowledged(state, policy, version, at)) ?? [policyAcknowledged({ policy, version })],

    LeaveService: ({ occurredAt: at, by, reason }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(toldAt(state.service, at) === reason) ??
      rules.notInPost(state, at) ?? [...released(state, at), memberLeft({ reason })],
  },
  cameOf: {
    MemberPosted: 'PostMember',
    PublishedDetailsCorrected: 'CorrectPublishedDetails',
    PublishedDetailsWithdrawn: 'WithdrawPublishedDetails',
    // With the team, or the service, a dedication is left, too.
    MemberTransferred: 'TransferMember',
    MemberLeft: 'LeaveService',
    MemberPromoted: 'PromoteMember',
    MemberDedicated: 'DedicateMember',
    MemberReleased: ({ ward }, { by }) =>
      by.role === 'SYSTEM' ? { type: 'NoticeWardAbolished', ward } : { type: 'ReleaseMember' },
    AbstractionGranted: 'GrantAbstraction',
    AbstractionDeclined: 'DeclineAbstraction',
    AbstractionRequested: ({ request, until, reason, exceptional }) => ({
      ...{ type: 'AbstractMember', request, until, reason, exceptional },
      urgent: false,
    }),
    MemberAbstracted: ({ request, until, reason, exceptional }) =>
      request === undefined
        ? undefined
        : { type: 'AbstractMember', request, until, reason, exceptional, urgent: true },
    MemberReturned: 'ReturnMember',
    CompetenceGranted: ({ until, evidence, level, role }, { recordedAt: occurredAt }) =>
      until === undefined
        ? { type: 'GrantCompetence', level, evidence, ...(role !== undefined && { role }) }
        : { type: 'ReviewTraining', trainingDay: evidence, occurredAt },
    CompetenceFoundWrong: ({ evidence: trainingDay }, { recordedAt: occurredAt }) => ({
      ...{ type: 'ReviewTraining', trainingDay, occurredAt },
    }),
    CompetenceExpired: 'ExpireCompetence',
    PolicyAcknowledged: 'AcknowledgePolicy',
  },
  stands: judgedAgain<MemberEvent, MemberState>({
    MemberPosted: [(_, state, at) => rules.inPostAlready(state, at), 'this person was posted'],
    PublishedDetailsCorrected: [
      ({ publicName }, state, at) =>
        rules.notInPost(state, at) ??
        (publicName === undefined ? rules.nothingPublished(state, at, 'publicName') : undefined),
      'what is published of this person was corrected',
    ],
    MemberTransferred: [
      // Whoever moved to a team had not been in it: what ended with the move would not have ended.
      ({ from, team }, state, at) =>
        rules.notInPost(state, at) ?? (from !== team && teamOf(state, at) === team),
      'this person changed teams',
    ],
    MemberPromoted: [(_, state, at) => rules.notInPost(state, at), 'this person was given a rank'],
    MemberDedicated: [
      ({ ward }, state, at) =>
        rules.notInPost(state, at) ?? rules.inNoTeam(state, at) ?? rules.dedicatedElsewhere(state, ward, at),
      'this person was dedicated to a ward',
    ],
    AbstractionRequested: [(_, state, at) => rules.takenFromNowhere(state, at), TAKEN],
    MemberAbstracted: [(_, state, at) => rules.takenFromNowhere(state, at), TAKEN],
    CompetenceGranted: [
      // Whether what a training day taught counts is asked of the service, whichever was recorded first.
      ({ until }, state, at) => until === undefined && rules.notInPost(state, at),
      'this person was trained',
    ],
    PolicyAcknowledged: [(_, state, at) => rules.leftBefore(state, at), 'this person acknowledged a policy'],
    MemberLeft: [(_, state, at) => rules.notInPost(state, at), 'this person left the service'],
  }),
  settled: [
    'CompetenceExpired',
    'CompetenceFoundWrong',
    'PolicyAcknowledged',
    'MemberReturned',
    'MemberCoverChanged',
  ],
};

/** One officer, PCSO or other member of a force: postings, dedication to a ward, absences from it, competence. */
export const member: Decider<MemberCommand, MemberEvent, MemberState, MemberFacts> = withCommands(
  ownMember,
  redacting(memberHistory),
  ({ redactions }) => redactions,
);

/** Who gives advice to the public, and those over them (S3:8). */
const READERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

/** R-LIFE-1: of whoever is in a team, it is there; at headquarters they are in none. */
const noSuchTeam = (id: string | undefined, team: TeamState, at: string) =>
  id === undefined ? undefined : liveTeam(team, undefined, at, 'team');

type Named<Type extends MemberCommand['type']> = Omit<
  Extract<MemberCommand, { type: Type }>,
  keyof PolicingCommand
>;

const posted = ({ team, category, rank, source, publicName, publicContact }: Named<'PostMember'>) =>
  memberPosted({
    ...{ category, rank, source, publicName },
    ...(team !== undefined && { team }),
    ...(publicContact !== undefined && { publicContact }),
  });

const isGrantedSo = ({ competences }: MemberState, asked: Named<'GrantCompetence'>, at: string): boolean =>
  isSame(toldAt(competences[asked.level] ?? [], at), asked, ['role', 'evidence']);

const released = (state: MemberState, at: string): readonly MemberEvent[] => {
  const dedication = dedicationOf(state, at);
  return dedication ? [memberReleased(dedication)] : [];
};

/** Tells the ward that somebody is there again whose absence ended without a return. */
const covers = (state: MemberState, at: string): readonly MemberEvent[] => {
  const dedication = dedicationOf(state, at);
  return dedication ? [memberCoverChanged(dedication)] : [];
};

/** R-INPT-3: what a dedicated member covers follows the rank; the wards concerned are told, each as of its day. */
const coverChanged = (
  state: MemberState,
  at: string,
  rank: Rank,
): readonly (MemberEvent | Dated<MemberEvent>)[] => {
  const next = changesAfter(state.rank, at)[0]?.from;
  const later = changesAfter(state.dedication, at)
    .map(({ from }) => from)
    .filter((from) => next === undefined || from < next);
  return [at, ...later].flatMap((from) => {
    const { ward, kind } = dedicationOf(state, from) ?? {};
    const changed = coverKindOf(rank);
    if (ward === undefined || kind === changed) return [];
    return [happened(from, memberCoverChanged({ ward, kind: changed }))];
  });
};
