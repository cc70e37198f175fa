import {
  alreadySo,
  entriesOf,
  guarded,
  keyedFrom,
  stateOf,
  through,
  toldAt,
  valueIn,
  type Decider,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { boroughHistory, type BoroughState } from '../borough/borough.state.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { wasEndedAt } from '../later.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { isOfItsPanel, wardPanelHistory, type WardPanelState } from '../ward-panel/ward-panel.state.ts';
import { coverDifferences, upTo, type KnownMember } from './cover.ts';
import { neededLater, replacedSince } from './succession.rules.ts';
import { inptOf, isAbolished, notLive, sntOf, wardHistory, type WardState } from './ward.state.ts';
import * as rules from './ward.rules.ts';
import {
  communityPriorityRecorded,
  communityPriorityRefreshed,
  communityPriorityWithdrawn,
  promiseTargetRegistered,
  promiseTargetRetired,
  saferNeighbourhoodNamed,
  saferNeighbourhoodRenamed,
  wardAbolished,
  wardAliasAdded,
  wardAliasEnded,
  wardAssignedToInpt,
  wardAssignedToSnt,
  wardEstablished,
  wardReleasedFromInpt,
  wardReleasedFromSnt,
  type PrioritySource,
  type TargetKind,
  type WardEvent,
} from './ward.events.ts';
import { withCommands } from '../mixing.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';

export type WardCommand = OwnWardCommand | RedactionCommand;

type OwnWardCommand = PolicingCommand &
  (
    | {
        readonly type: 'EstablishWard';
        readonly name: string;
        readonly borough: string;
        readonly validFrom: string;
      }
    | { readonly type: 'AddWardAlias'; readonly scheme: string; readonly alias: string }
    | { readonly type: 'EndWardAlias'; readonly scheme: string; readonly alias: string }
    | { readonly type: 'NameSaferNeighbourhood'; readonly name: string }
    | { readonly type: 'RenameSaferNeighbourhood'; readonly name: string }
    | { readonly type: 'AssignWardToInpt'; readonly team: string }
    | { readonly type: 'ReleaseWardFromInpt' }
    | { readonly type: 'AssignWardToSnt'; readonly team: string }
    | { readonly type: 'ReleaseWardFromSnt' }
    | {
        readonly type: 'RegisterPromiseTarget';
        readonly target: string;
        readonly kind: TargetKind;
        readonly label: string;
        readonly externalRef?: string;
      }
    | { readonly type: 'RetirePromiseTarget'; readonly target: string; readonly reason: string }
    | {
        readonly type: 'RecordCommunityPriority';
        readonly priority: string;
        readonly source: PrioritySource;
        readonly issue: string;
      }
    | { readonly type: 'RefreshCommunityPriority'; readonly priority: string }
    | { readonly type: 'WithdrawCommunityPriority'; readonly priority: string; readonly reason: string }
    /** Everybody who was ever dedicated to the ward, and up to which of their events their facts are known. */
    | { readonly type: 'ReviewCover'; readonly members: readonly KnownMember[] }
    | { readonly type: 'AbolishWard'; readonly successors: readonly string[] }
  );

type PanelFact = Readonly<Record<'panel', WardPanelState>>;

export type WardFacts = OwnWardFacts & RedactionFacts;

interface OwnWardFacts {
  readonly EstablishWard: { readonly borough: BoroughState };
  readonly AssignWardToInpt: { readonly team: TeamState; readonly borough: BoroughState };
  readonly AssignWardToSnt: {
    readonly team: TeamState;
    readonly borough: BoroughState;
    /** The other ward that has this team. */
    readonly holder: WardState;
  };
  readonly RecordCommunityPriority: PanelFact;
  readonly RefreshCommunityPriority: PanelFact;
  readonly WithdrawCommunityPriority: PanelFact;
  readonly ReviewCover: Keyed<MemberState>;
  /** Of each successor; and the ward that this one replaced at its end, or later. */
  readonly AbolishWard: Keyed<WardState> & { readonly replaced: WardState };
}

const teamAndBorough = (team: string, borough: string | undefined) => ({
  team: guarded(stateOf(teamHistory, team)),
  borough: stateOf(boroughHistory, borough),
});

/** Asked for where the community speaks: who chairs its panel. */
const panelOf = ({ by, id }: WardCommand) => ({
  panel: stateOf(wardPanelHistory, by.role === 'PANEL' ? id : undefined),
});

const ownWard: Decider<OwnWardCommand, WardEvent, WardState, OwnWardFacts> = {
  ...wardHistory,
  others: {
    RecordCommunityPriority: isOfItsPanel,
    RefreshCommunityPriority: isOfItsPanel,
    WithdrawCommunityPriority: isOfItsPanel,
  },
  facts: {
    EstablishWard: ({ borough }) => ({ borough: stateOf(boroughHistory, borough) }),
    AssignWardToInpt: ({ team }, { borough }) => teamAndBorough(team, borough),
    AssignWardToSnt: ({ occurredAt: from, id, team }, state) => ({
      ...teamAndBorough(team, state.borough),
      holder: through(stateOf(boroughHistory, state.borough), (borough) =>
        rules.holderIn(borough, { ward: id, team, from, to: rules.sntUntil(state, from) }),
      ),
    }),
    RecordCommunityPriority: panelOf,
    RefreshCommunityPriority: panelOf,
    WithdrawCommunityPriority: panelOf,
    ReviewCover: ({ members }) =>
      keyedFrom(members.map(({ id, revision }) => [id, stateOf(upTo(revision), id)] as const)),
    AbolishWard: ({ id, occurredAt: at, successors }, state) => ({
      ...keyedFrom(
        successors.filter((code) => code !== id).map((code) => [code, stateOf(wardHistory, code)] as const),
      ),
      replaced: through(stateOf(boroughHistory, state.borough), ({ wards }) =>
        replacedSince({ id, at, among: [...successors, ...entriesOf(wards).map(([code]) => code)] }),
      ),
    }),
  },
  decide: {
    EstablishWard: ({ occurredAt: at, by, name, borough, validFrom }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(
        state.name === name &&
          state.borough === borough &&
          state.validFrom === validFrom &&
          (state.establishedAt ?? at) <= at,
      ) ??
      rules.codeInUse(state) ??
      notBegun(facts.borough.establishedAt, at, 'borough', 'borough') ?? [
        wardEstablished({ name, borough, validFrom }),
      ],

    AddWardAlias: ({ occurredAt: at, by, scheme, alias }, state) =>
      onlyFor(by, 'ADMIN') ??
      notLive(state, at, 'id') ??
      alreadySo(toldAt(rules.aliasOf(state, { scheme, alias }), at) === true) ?? [
        wardAliasAdded({ scheme, alias }),
      ],

    EndWardAlias: ({ occurredAt: at, by, scheme, alias }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(toldAt(rules.aliasOf(state, { scheme, alias }), at) === false) ??
      rules.notAnAlias(state, { scheme, alias }, at) ?? [wardAliasEnded({ scheme, alias })],

    NameSaferNeighbourhood: ({ occurredAt: at, by, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      notLive(state, at, 'id') ??
      alreadySo(toldAt(state.saferNeighbourhood, at) === name) ??
      rules.secondNeighbourhood(state, name, at) ?? [saferNeighbourhoodNamed({ name })],

    RenameSaferNeighbourhood: ({ occurredAt: at, by, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      notLive(state, at, 'id') ??
      rules.unnamed(state, at) ??
      alreadySo(toldAt(state.saferNeighbourhood, at) === name) ?? [saferNeighbourhoodRenamed({ name })],

    AssignWardToInpt: ({ occurredAt: at, by, id, team }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, at, 'id') ??
      rules.withoutSector(facts.borough, id, at) ??
      liveTeam(facts.team, 'INPT', at, 'team') ??
      alreadySo(toldAt(state.inpt, at) === team) ??
      rules.inAnotherInpt(state, team, at) ?? [wardAssignedToInpt({ team })],

    ReleaseWardFromInpt: ({ occurredAt: at, by }, state) => {
      const team = inptOf(state, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        alreadySo(wasEndedAt(state.inpt, at)) ??
        (team === undefined ? rules.inNoTeam : [wardReleasedFromInpt({ team })])
      );
    },

    AssignWardToSnt: ({ occurredAt: at, by, id, team }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, at, 'id') ??
      rules.withoutSector(facts.borough, id, at) ??
      liveTeam(facts.team, 'SNT', at, 'team') ??
      alreadySo(toldAt(state.snt, at) === team) ??
      rules.ofAnotherWard(facts.holder) ?? [wardAssignedToSnt({ team })],

    ReleaseWardFromSnt: ({ occurredAt: at, by }, state) => {
      const team = sntOf(state, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        alreadySo(wasEndedAt(state.snt, at)) ??
        (team === undefined ? rules.inNoTeam : [wardReleasedFromSnt({ team })])
      );
    },

    RegisterPromiseTarget: ({ occurredAt: at, by, target, kind, label, externalRef }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, at, 'id') ??
      rules.alreadyATarget(state, target, at) ?? [
        promiseTargetRegistered({ target, kind, label, ...(externalRef !== undefined && { externalRef }) }),
      ],

    RetirePromiseTarget: ({ occurredAt: at, by, target, reason }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      alreadySo(wasEndedAt(valueIn(state.targets, target) ?? [], at)) ??
      rules.noTarget(state, target, at) ?? [promiseTargetRetired({ target, reason })],

    RecordCommunityPriority: ({ occurredAt: at, by, priority, source, issue }, state, { panel }) =>
      onlyFor(by, 'INSPECTOR', 'SUPERVISOR', 'PANEL') ??
      notLive(state, at, 'id') ??
      rules.notItsChair(panel, by, at) ??
      alreadyBegun(valueIn(state.priorities, priority)?.[0]?.from, 'priority', 'priority') ?? [
        communityPriorityRecorded({ priority, source, issue }),
      ],

    RefreshCommunityPriority: ({ occurredAt: at, by, priority }, state, { panel }) =>
      onlyFor(by, 'INSPECTOR', 'SUPERVISOR', 'PANEL') ??
      notLive(state, at, 'id') ??
      rules.notItsChair(panel, by, at) ??
      rules.noLivePriority(state, priority, at) ?? [communityPriorityRefreshed({ priority })],

    WithdrawCommunityPriority: ({ occurredAt: at, by, priority, reason }, state, { panel }) =>
      onlyFor(by, 'INSPECTOR', 'SUPERVISOR', 'PANEL') ??
      notLive(state, at, 'id') ??
      rules.notItsChair(panel, by, at) ??
      alreadySo(toldAt(valueIn(state.priorities, priority) ?? [], at) === 'WITHDRAWN') ??
      rules.noLivePriority(state, priority, at) ?? [communityPriorityWithdrawn({ priority, reason })],

    ReviewCover: ({ occurredAt: at, by, id, members }, state, known) =>
      onlyFor(by, 'SYSTEM') ??
      notBegun(state.establishedAt, at, 'ward', 'id') ??
      // Whoever knows of nobody who was ever dedicated to it knows nothing of its cover.
      alreadySo(members.length === 0) ??
      coverDifferences(
        state,
        members.map((member) => valueIn(known, member.id) ?? memberHistory.initial),
        { ward: id, at },
      ),

    AbolishWard: ({ occurredAt: at, by, id, successors }, state, known) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(isAbolished(state, at) && isSameList(state.successors, successors)) ??
      rules.abolishedOtherwise(state) ??
      notLive(state, at, 'id') ??
      successors
        .map((code) => rules.noSuccessor({ id, borough: state.borough, at }, code, known))
        .find((refusal) => refusal) ??
      neededLater(known.replaced) ?? [wardAbolished({ successors: [...successors] })],
  },
  cameOf: {
    WardEstablished: 'EstablishWard',
    WardAliasAdded: 'AddWardAlias',
    WardAliasEnded: 'EndWardAlias',
    SaferNeighbourhoodNamed: 'NameSaferNeighbourhood',
    SaferNeighbourhoodRenamed: 'RenameSaferNeighbourhood',
    WardAssignedToInpt: 'AssignWardToInpt',
    WardReleasedFromInpt: 'ReleaseWardFromInpt',
    WardAssignedToSnt: 'AssignWardToSnt',
    WardReleasedFromSnt: 'ReleaseWardFromSnt',
    PromiseTargetRegistered: 'RegisterPromiseTarget',
    PromiseTargetRetired: 'RetirePromiseTarget',
    CommunityPriorityRecorded: 'RecordCommunityPriority',
    CommunityPriorityRefreshed: 'RefreshCommunityPriority',
    CommunityPriorityWithdrawn: 'WithdrawCommunityPriority',
    WardAbolished: 'AbolishWard',
  },
  follows: ['WardCoverBreached', 'WardCoverRestored', 'WardCoverRestated'],
  stands: rules.wardStands,
};

/** An electoral ward: the unit of dedicated policing. */
export const ward: Decider<WardCommand, WardEvent, WardState, WardFacts> = withCommands(
  ownWard,
  redacting(wardHistory),
  ({ redactions }) => redactions,
);

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();
