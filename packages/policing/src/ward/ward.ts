import {
  alreadySo,
  stateOf,
  guarded,
  refuse,
  valueAt,
  valueIn,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { boroughHistory, sectorOf, type BoroughState } from '../borough/borough.state.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { wardCode } from '../values.ts';
import { inptOf, notLive, priorityAt, sntOf, wardHistory, type WardState } from './ward.state.ts';
import {
  communityPriorityRecorded,
  communityPriorityRefreshed,
  communityPriorityWithdrawn,
  promiseTargetRegistered,
  promiseTargetRetired,
  saferNeighbourhoodNamed,
  wardAbolished,
  wardAliasAdded,
  wardAssignedToInpt,
  wardAssignedToSnt,
  wardCoverBreached,
  wardCoverRestored,
  wardEstablished,
  wardReleasedFromInpt,
  type CoverKind,
  type PrioritySource,
  type TargetKind,
  type WardEvent,
} from './ward.events.ts';

export type WardCommand = PolicingCommand &
  (
    | {
        readonly type: 'EstablishWard';
        readonly name: string;
        readonly borough: string;
        readonly validFrom: string;
      }
    | { readonly type: 'AddWardAlias'; readonly scheme: string; readonly alias: string }
    | { readonly type: 'NameSaferNeighbourhood'; readonly name: string }
    | { readonly type: 'AssignWardToInpt'; readonly team: string }
    | { readonly type: 'ReleaseWardFromInpt' }
    | { readonly type: 'AssignWardToSnt'; readonly team: string }
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
    | { readonly type: 'RecordCoverBreach'; readonly missing: readonly CoverKind[] }
    | { readonly type: 'RecordCoverRestored' }
    | { readonly type: 'AbolishWard'; readonly successors: readonly string[] }
  );

export interface WardFacts {
  readonly AssignWardToInpt: { readonly team: TeamState; readonly borough: BoroughState };
  readonly AssignWardToSnt: { readonly team: TeamState; readonly borough: BoroughState };
}

/** An electoral ward: the unit of dedicated policing. */
export const ward: Decider<WardCommand, WardEvent, WardState, WardFacts> = {
  ...wardHistory,
  others: {
    RecordCommunityPriority: ({ by }) => by.role === 'PANEL',
    RefreshCommunityPriority: ({ by }) => by.role === 'PANEL',
    WithdrawCommunityPriority: ({ by }) => by.role === 'PANEL',
  },
  facts: {
    AssignWardToInpt: ({ team }, { borough }) => teamAndBorough(team, borough),
    AssignWardToSnt: ({ team }, { borough }) => teamAndBorough(team, borough),
  },
  decide: {
    EstablishWard: ({ by, name, borough, validFrom }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(state.name === name && state.borough === borough) ??
      codeInUse(state) ?? [wardEstablished({ name, borough, validFrom })],

    AddWardAlias: ({ occurredAt: at, by, scheme, alias }, state) =>
      onlyFor(by, 'ADMIN') ??
      notLive(state, at, 'id') ??
      alreadySo(state.aliases.includes(`${scheme}:${alias}`)) ?? [wardAliasAdded({ scheme, alias })],

    NameSaferNeighbourhood: ({ occurredAt: at, by, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      notLive(state, at, 'id') ??
      alreadySo(state.saferNeighbourhood === name) ??
      secondNeighbourhood(state) ?? [saferNeighbourhoodNamed({ name })],

    AssignWardToInpt: ({ occurredAt: at, by, id, team }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, at, 'id') ??
      withoutSector(facts.borough, id, at) ??
      liveTeam(facts.team, 'INPT', at, 'team') ??
      alreadySo(inptOf(state, at) === team) ??
      alreadyInAnInpt(state, at) ?? [wardAssignedToInpt({ team })],

    ReleaseWardFromInpt: ({ occurredAt: at, by }, state) => {
      const team = inptOf(state, at);
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ?? (team === undefined ? [] : [wardReleasedFromInpt({ team })])
      );
    },

    AssignWardToSnt: ({ occurredAt: at, by, id, team }, state, facts) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, at, 'id') ??
      withoutSector(facts.borough, id, at) ??
      liveTeam(facts.team, 'SNT', at, 'team') ??
      alreadySo(sntOf(state, at) === team) ?? [wardAssignedToSnt({ team })],

    RegisterPromiseTarget: ({ occurredAt: at, by, target, kind, label, externalRef }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notLive(state, at, 'id') ??
      alreadyBegun(valueIn(state.targets, target)?.registeredAt, 'target', 'target') ?? [
        promiseTargetRegistered({ target, kind, label, ...(externalRef !== undefined && { externalRef }) }),
      ],

    RetirePromiseTarget: ({ occurredAt: at, by, target, reason }, state) =>
      onlyFor(by, 'ADMIN', 'INSPECTOR') ??
      notBegun(valueIn(state.targets, target)?.registeredAt, at, 'target', 'target') ??
      alreadySo(valueIn(state.targets, target)?.retiredAt !== undefined) ?? [
        promiseTargetRetired({ target, reason }),
      ],

    RecordCommunityPriority: ({ occurredAt: at, by, priority, source, issue }, state) =>
      onlyFor(by, 'INSPECTOR', 'SUPERVISOR', 'PANEL') ??
      notLive(state, at, 'id') ??
      alreadyBegun(valueIn(state.priorities, priority)?.[0]?.from, 'priority', 'priority') ?? [
        communityPriorityRecorded({ priority, source, issue }),
      ],

    RefreshCommunityPriority: ({ occurredAt: at, by, priority }, state) =>
      onlyFor(by, 'INSPECTOR', 'SUPERVISOR', 'PANEL') ??
      noLivePriority(state, priority, at) ?? [communityPriorityRefreshed({ priority })],

    WithdrawCommunityPriority: ({ occurredAt: at, by, priority, reason }, state) =>
      onlyFor(by, 'INSPECTOR', 'SUPERVISOR', 'PANEL') ??
      alreadySo(priorityAt(state, priority, at) === 'WITHDRAWN') ??
      noLivePriority(state, priority, at) ?? [communityPriorityWithdrawn({ priority, reason })],

    RecordCoverBreach: ({ occurredAt: at, by, missing }, state) =>
      onlyFor(by, 'SYSTEM') ??
      notLive(state, at, 'id') ??
      alreadySo(sameCover(valueAt(state.missingCover, at) ?? [], missing)) ?? [
        wardCoverBreached({ missing: [...missing].sort() }),
      ],

    RecordCoverRestored: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SYSTEM') ??
      alreadySo((valueAt(state.missingCover, at) ?? []).length === 0) ?? [wardCoverRestored({})],

    AbolishWard: ({ occurredAt: at, by, successors }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(state.abolishedAt !== undefined) ??
      notLive(state, at, 'id') ??
      successors.map(malformedCode).find((refusal) => refusal) ?? [
        wardAbolished({ successors: [...successors] }),
      ],
  },
};

const teamAndBorough = (team: string, borough: string | undefined) => ({
  team: guarded(stateOf(teamHistory, team)),
  borough: stateOf(boroughHistory, borough),
});

/** R-WARD-4: the GSS code of a ward has nine characters: `E05`, `W05`, `S13` or `N08`, and six digits. */
const malformedCode = (code: string) =>
  wardCode.safeParse(code).success
    ? undefined
    : refuse(
        'R-WARD-4',
        'Give the GSS code of each ward: E05, W05, S13 or N08, then six digits.',
        'successors',
      );

/** R-WARD-4: a code names one ward while it lives; an abolished ward keeps its code for its history. */
const codeInUse = ({ establishedAt }: WardState) =>
  establishedAt === undefined
    ? undefined
    : refuse('R-WARD-4', 'This code already names another ward. Check the code.', 'id');

/** R-WARD-1: a ward is one Safer Neighbourhood (S1:26). */
const secondNeighbourhood = ({ saferNeighbourhood }: WardState) =>
  saferNeighbourhood === undefined
    ? undefined
    : refuse(
        'R-WARD-1',
        'This ward already has the name of another Safer Neighbourhood. Keep that name.',
        'name',
      );

/** R-WARD-2: a ward gets a team within the sector structure (S1:26). */
const withoutSector = (borough: BoroughState, id: string, at: string) =>
  sectorOf(borough, id, at) === undefined
    ? refuse('R-WARD-2', 'This ward was in no sector at that time. Assign it to a sector first.', 'id')
    : undefined;

/** R-WARD-3: a ward belongs to one INPT at a time (S4:3). */
const alreadyInAnInpt = (state: WardState, at: string) =>
  inptOf(state, at) === undefined
    ? undefined
    : refuse(
        'R-WARD-3',
        'This ward already belonged to another INPT. Release it from that team first.',
        'team',
      );

/** R-LIFE-1 for priorities. */
const noLivePriority = (state: WardState, priority: string, at: string) =>
  priorityAt(state, priority, at) === 'LIVE'
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This ward had no such live priority at that time. Check the priority and the time.',
        'priority',
      );

const sameCover = (a: readonly CoverKind[], b: readonly CoverKind[]): boolean =>
  [...a].sort().join() === [...b].sort().join();
