import {
  alreadySo,
  guarded,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import type { Criterion } from '../criteria.ts';
import { adviceCaseHistory, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import {
  alreadyBegun,
  askerOf,
  notBegun,
  onlyFor,
  PERSONAL_DATA_READERS,
  type PolicingCommand,
} from '../by.ts';
import { answerBy, unanswerable, type RequestDeclineReason } from '../granting.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { notAnAuthoriser, senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import type { CrimeCategory, Investigator } from '../policy/figures.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { problemHistory, type ProblemState } from '../problem/problem.state.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { allocationOf, establishmentOf } from '../role/serving-policy.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './crime.events.ts';
import type { CrimeEvent } from './crime.events.ts';
import * as rules from './crime.rules.ts';
import {
  closedAs,
  closedAt,
  crimeHistory,
  inOrder,
  isRecorded,
  linkNamed,
  speakingForCid,
  victimTold,
  type CrimeLink,
  type CrimeState,
} from './crime.state.ts';
import { saysTheSame } from '../told.ts';

export type CrimeCommand = OwnCrimeCommand | RetentionCommand;

type OwnCrimeCommand = PolicingCommand &
  (
    | {
        readonly type: 'RecordCrime';
        readonly category: CrimeCategory;
        readonly markers: readonly events.CrimeMarker[];
        readonly ward: string;
        readonly committedFrom?: string;
        readonly committedUntil?: string;
        readonly circumstances?: TextOrReference;
      }
    | { readonly type: 'RecategoriseCrime'; readonly category: CrimeCategory }
    /** All that it has from then on. */
    | { readonly type: 'ChangeCrimeMarkers'; readonly markers: readonly events.CrimeMarker[] }
    | {
        readonly type: 'RegisterVictim';
        readonly victim: string;
        /** Names the visit that is offered. */
        readonly visit: string;
        readonly criteria: readonly Criterion[];
      }
    | { readonly type: 'WithdrawVictim'; readonly victim: string; readonly reason: events.NoVictimReason }
    | {
        readonly type: 'AllocateInvestigation';
        readonly to: Investigator;
        readonly team: string;
        readonly reason?: events.AllocationReason;
      }
    | {
        readonly type: 'RequestAllocation';
        /** Names the request within the crime. */
        readonly request: string;
        readonly team: string;
        readonly reason: events.AllocationReason;
        /** What gives it to the CID. */
        readonly despite: readonly events.AllocationCause[];
      }
    | { readonly type: 'GrantAllocation'; readonly request: string }
    | {
        readonly type: 'DeclineAllocation';
        readonly request: string;
        readonly reason: RequestDeclineReason;
      }
    | ({ readonly type: 'LinkCrime' } & CrimeLink)
    | ({ readonly type: 'UnlinkCrime' } & CrimeLink)
    | {
        readonly type: 'DiscloseCrime';
        readonly agency: string;
        readonly fields: readonly events.CrimeField[];
        readonly legalBasis: LegalBasis;
        readonly agreement?: string;
        readonly purpose: events.DisclosurePurpose;
      }
    | { readonly type: 'EndCrimeDisclosure'; readonly agency: string }
    | { readonly type: 'CloseCrime'; readonly outcome: events.CrimeOutcome }
    | { readonly type: 'ReopenCrime' }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;

export type CrimeFacts = OwnCrimeFacts & RetentionFacts;

interface OwnCrimeFacts {
  readonly RecordCrime: Work & { readonly ward: WardState };
  readonly RecategoriseCrime: Work;
  readonly ChangeCrimeMarkers: Work;
  readonly RegisterVictim: Work & { readonly subject: SubjectState };
  readonly WithdrawVictim: Work;
  readonly AllocateInvestigation: Work & Allocating;
  readonly RequestAllocation: Work & Allocating & { readonly establishment: PolicyState };
  readonly GrantAllocation: Work & Allocating;
  readonly DeclineAllocation: Work;
  readonly LinkCrime: Work & { readonly adviceCase: AdviceCaseState; readonly problem: ProblemState };
  readonly UnlinkCrime: Work;
  readonly DiscloseCrime: Work & { readonly known: AgencyState };
  readonly EndCrimeDisclosure: Work;
  readonly CloseCrime: Work;
  readonly ReopenCrime: Work;
}

/** The team that is to investigate, and what the policy says. */
type Allocating = Readonly<{ team: TeamState; policy: PolicyState }>;

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

const allocatingTo = (command: PolicingCommand, team: string | undefined) => ({
  ...workOf(command),
  team: stateOf(teamHistory, team),
  policy: allocationOf(command.owner, command.occurredAt),
});

/** Who registers crimes and sees to them. */
const INVESTIGATING = ['CONTROL', 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR'] as const;

const EARLIER = 'Choose a later time.';

const ownCrime: Decider<OwnCrimeCommand, CrimeEvent, CrimeState, OwnCrimeFacts> = {
  ...crimeHistory,
  readers: PERSONAL_DATA_READERS,
  // Its words are of the crime, and of nobody in particular: it may have several victims, or none.
  subject: (_, { id }) => `crime.${id}`,
  facts: {
    RecordCrime: (command) => ({ ...workOf(command), ward: stateOf(wardHistory, command.ward) }),
    RecategoriseCrime: workOf,
    ChangeCrimeMarkers: workOf,
    RegisterVictim: (command) => ({ ...workOf(command), subject: stateOf(subjectHistory, command.victim) }),
    WithdrawVictim: workOf,
    AllocateInvestigation: (command) => allocatingTo(command, command.team),
    RequestAllocation: (command) => ({
      ...allocatingTo(command, command.team),
      establishment: establishmentOf(command.owner, command.occurredAt),
    }),
    GrantAllocation: (command, { requests }) =>
      allocatingTo(command, valueIn(requests, command.request)?.team),
    DeclineAllocation: workOf,
    LinkCrime: (command) => ({
      ...workOf(command),
      adviceCase: stateOf(adviceCaseHistory, command.case),
      problem: stateOf(problemHistory, command.problem),
    }),
    UnlinkCrime: workOf,
    DiscloseCrime: (command) => ({
      ...workOf(command),
      known: guarded(ofAnyAgency(stateOf(agencyHistory, command.agency))),
    }),
    EndCrimeDisclosure: workOf,
    CloseCrime: workOf,
    ReopenCrime: workOf,
  },
  decide: {
    RecordCrime: (command, state, { sender, ward }) => {
      const { occurredAt: at, by, category, markers, committedFrom, committedUntil, circumstances } = command;
      return (
        onlyFor(by, ...INVESTIGATING) ??
        senderGone(sender, at) ??
        alreadyBegun(state.recordedAt, 'crime', 'id') ??
        notLive(ward, at, 'ward') ??
        rules.committedLater(committedFrom, committedUntil, at) ?? [
          events.crimeRecorded({
            ...{ category, markers: [...inOrder(markers)], ward: command.ward },
            ...(committedFrom !== undefined && { committedFrom }),
            ...(committedUntil !== undefined && { committedUntil }),
            ...(circumstances !== undefined && { circumstances }),
          }),
        ]
      );
    },

    RecategoriseCrime: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(toldAt(state.category, command.occurredAt) === command.category) ?? [
        events.crimeRecategorised({ category: command.category }),
      ],

    ChangeCrimeMarkers: (command, state, facts) => {
      const markers = [...inOrder(command.markers)];
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.markers, command.occurredAt)?.join() === markers.join()) ?? [
          events.crimeMarkersChanged({ markers }),
        ]
      );
    },

    RegisterVictim: (command, state, facts) => {
      const { occurredAt: at, victim, visit } = command;
      const said = { visit, criteria: [...new Set(command.criteria)].sort() };
      return (
        notAtWork(command, state, facts) ??
        unknownPerson(facts.subject, at, 'victim') ??
        alreadySo(saysTheSame(toldAt(victimTold(state, victim), at), said)) ??
        rules.victimAlready(state, victim, at) ??
        rules.visitTaken(state, victim, visit) ?? [events.victimRegistered({ victim, ...said })]
      );
    },

    WithdrawVictim: (command, state, facts) => {
      const { occurredAt: at, victim, reason } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(wasEndedAt(victimTold(state, victim), at)) ??
        rules.noVictim(state, victim, at) ?? [events.victimWithdrawn({ victim, reason })]
      );
    },

    AllocateInvestigation: (command, state, facts) => {
      const { occurredAt: at, to, team, reason } = command;
      const given = rules.givenToCid(facts.policy, at);
      const told = toldAt(state.allocation, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(told?.to === to && told.team === team && told.reason === reason) ??
        rules.notOpen(state, at) ??
        liveTeam(facts.team, to, at, 'team') ??
        rules.misallocated({ to, reason }, speakingForCid(state, given.toCid, at)) ?? [
          events.investigationAllocated({ to, team, ...given, ...(reason !== undefined && { reason }) }),
        ]
      );
    },

    RequestAllocation: (command, state, facts) => {
      const { occurredAt: at, by, request, team, reason, despite } = command;
      const asked = { team, reason, despite: [...new Set(despite)].sort() };
      const known = valueIn(state.requests, request);
      const { toCid } = rules.givenToCid(facts.policy, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(
          known?.askedAt === at &&
            saysTheSame({ team: known.team, reason: known.reason, despite: known.despite }, asked),
        ) ??
        alreadyBegun(known?.askedAt, 'request', 'request') ??
        rules.notOpen(state, at) ??
        liveTeam(facts.team, 'INPT', at, 'team') ??
        rules.causesUnnamed(despite, speakingForCid(state, toCid, at)) ?? [
          events.allocationRequested({
            ...{ request, ...asked },
            ...{ requestedBy: askerOf(by), answerBy: answerBy(facts.establishment, at) },
          }),
        ]
      );
    },

    GrantAllocation: ({ occurredAt: at, by, request }, state, { sender, team: known, policy }) => {
      const { team = '', reason = 'OTHER', despite = [] } = valueIn(state.requests, request) ?? {};
      const given = rules.givenToCid(policy, at);
      return (
        onlyFor(by, 'INSPECTOR') ??
        unanswerable(state.requests, { request, by, at, granted: true }) ??
        notAnAuthoriser(sender, at) ??
        rules.notOpen(state, at) ??
        liveTeam(known, 'INPT', at, 'request') ??
        rules.causesChanged(despite, speakingForCid(state, given.toCid, at)) ?? [
          events.allocationGranted({ request }),
          events.investigationAllocated({
            ...{ to: 'INPT', team, reason, ...given, request, despite: [...despite] },
          }),
        ]
      );
    },

    DeclineAllocation: ({ occurredAt: at, by, request, reason }, state, { sender }) =>
      onlyFor(by, 'INSPECTOR') ??
      unanswerable(state.requests, { request, by, at, granted: false }) ??
      notAnAuthoriser(sender, at) ?? [events.allocationDeclined({ request, reason })],

    LinkCrime: (command, state, facts) => {
      const { occurredAt: at, case: id } = command;
      const told = toldAt(valueIn(state.links, linkNamed(command)) ?? [], at);
      return (
        notAtWork(command, state, facts) ??
        rules.notOneLink(command) ??
        alreadySo(told === true) ??
        (id === undefined
          ? notBegun(facts.problem.raisedAt, at, 'problem', 'problem')
          : notBegun(facts.adviceCase.openedAt, at, 'case', 'case')) ?? [events.crimeLinked(linkOf(command))]
      );
    },

    UnlinkCrime: (command, state, facts) => {
      const { occurredAt: at } = command;
      const told = toldAt(valueIn(state.links, linkNamed(command)) ?? [], at);
      return (
        notAtWork(command, state, facts) ??
        rules.notOneLink(command) ??
        alreadySo(told === false) ??
        rules.notLinked(state, command, at) ?? [events.crimeUnlinked(linkOf(command))]
      );
    },

    DiscloseCrime: (command, state, facts) => {
      const { occurredAt: at, owner, agency, legalBasis, agreement, purpose } = command;
      const fields = [...new Set(command.fields)].sort();
      const said = { fields, legalBasis, purpose, ...(agreement !== undefined && { agreement }) };
      return (
        notAtWork(command, state, facts) ??
        alreadySo(saysTheSame(toldAt(valueIn(state.disclosures, agency) ?? [], at), said)) ??
        rules.noAgency(facts.known, at) ??
        rules.tooWeakABasis(state, legalBasis, at) ??
        rules.notDisclosable({ owner, agency, fields, legalBasis, agreement }, facts.known, at) ?? [
          events.crimeDisclosed({ agency, ...said }),
        ]
      );
    },

    EndCrimeDisclosure: (command, state, facts) => {
      const { occurredAt: at, agency } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(wasEndedAt(valueIn(state.disclosures, agency) ?? [], at)) ??
        rules.notDisclosed(state, agency, at) ?? [events.crimeDisclosureEnded({ agency })]
      );
    },

    CloseCrime: (command, state, facts) => {
      const { occurredAt: at, outcome } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.closed, at) === outcome) ??
        rules.notOpen(state, at) ?? [events.crimeClosed({ outcome })]
      );
    },

    ReopenCrime: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(wasEndedAt(state.closed, command.occurredAt)) ??
      rules.notClosed(state, command.occurredAt) ?? [events.crimeReopened({})],
  },
  cameOf: {
    CrimeRecorded: 'RecordCrime',
    CrimeRecategorised: 'RecategoriseCrime',
    CrimeMarkersChanged: 'ChangeCrimeMarkers',
    VictimRegistered: 'RegisterVictim',
    VictimWithdrawn: 'WithdrawVictim',
    AllocationRequested: ({ request, team, reason, despite }) => ({
      ...{ type: 'RequestAllocation', request, team, reason, despite },
    }),
    AllocationGranted: 'GrantAllocation',
    AllocationDeclined: 'DeclineAllocation',
    InvestigationAllocated: ({ to, team, reason }) => ({
      ...{ type: 'AllocateInvestigation', to, team },
      ...(reason !== undefined && { reason }),
    }),
    CrimeLinked: 'LinkCrime',
    CrimeUnlinked: 'UnlinkCrime',
    CrimeDisclosed: 'DiscloseCrime',
    CrimeDisclosureEnded: 'EndCrimeDisclosure',
    CrimeClosed: 'CloseCrime',
    CrimeReopened: 'ReopenCrime',
  },
  stands: judgedAgain<CrimeEvent, CrimeState>({
    VictimRegistered: [
      ({ victim }, state, at) => rules.victimAlready(state, victim, at),
      'somebody was registered as a victim',
      EARLIER,
    ],
    VictimWithdrawn: [
      ({ victim }, state, at) => rules.noVictim(state, victim, at),
      'somebody was found to be no victim',
      EARLIER,
    ],
    InvestigationAllocated: [
      (_, state, at) => rules.notOpen(state, at),
      'somebody was to investigate',
      EARLIER,
    ],
    AllocationRequested: [(_, state, at) => rules.notOpen(state, at), 'somebody asked for an INPT', EARLIER],
    CrimeUnlinked: [(link, state, at) => rules.notLinked(state, link, at), 'a link ended', EARLIER],
    CrimeDisclosureEnded: [
      ({ agency }, state, at) => rules.notDisclosed(state, agency, at),
      'a disclosure ended',
      EARLIER,
    ],
    CrimeClosed: [(_, state, at) => rules.notOpen(state, at), 'the crime was closed', EARLIER],
    CrimeReopened: [(_, state, at) => rules.notClosed(state, at), 'the crime was reopened', EARLIER],
  }),
};

/** A crime of a force: what it is, who suffered it, who investigates it, and what partners are told of it. */
export const crime: Decider<CrimeCommand, CrimeEvent, CrimeState, CrimeFacts> = withCommands(
  ownCrime,
  retention,
  (state): Kept => ({
    record: 'CRIME',
    retention: state.retention,
    begunAt: state.recordedAt,
    isLive: (at) => isRecorded(state, at) && closedAs(state, at) === undefined,
    last: (_, at) => closedAt(state, at),
  }),
);

const notAtWork = ({ by, occurredAt: at }: PolicingCommand, state: CrimeState, { sender }: Work) =>
  onlyFor(by, ...INVESTIGATING) ?? senderGone(sender, at) ?? rules.notRecorded(state, at);

const linkOf = ({ case: id, problem }: CrimeLink): CrimeLink => ({
  ...(id !== undefined && { case: id }),
  ...(problem !== undefined && { problem }),
});
