import {
  corrected,
  entriesOf,
  NONE_KEYED,
  refuse,
  since,
  valueAt,
  valueIn,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { notBegun } from '../by.ts';
import { WARD_IDS } from '../ids.ts';
import { londonDay } from '../london.ts';
import {
  wardEvents,
  type CoverKind,
  type TargetKind,
  type OwnWardEvent,
  type WardEvent,
} from './ward.events.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';
import { withSince } from '../told.ts';

export interface WardState extends WithRedactions {
  readonly establishedAt?: string;
  /** The London day from which its code is valid. */
  readonly validFrom?: string;
  readonly abolishedAt?: string;
  readonly successors: readonly string[];
  readonly name?: string;
  readonly borough?: string;
  readonly saferNeighbourhood: Timeline<string>;
  /** Per `scheme:alias`, whether that register called it so. */
  readonly aliases: Keyed<Timeline<boolean>>;
  /** The INPT that the ward belonged to; `undefined` in it means none. */
  readonly inpt: Timeline<string | undefined>;
  /** The SNT of the ward; `undefined` in it means none. */
  readonly snt: Timeline<string | undefined>;
  /** What each target was; `undefined` in it means that it was retired. */
  readonly targets: Keyed<Timeline<TargetKind | undefined>>;
  readonly priorities: Keyed<Timeline<'LIVE' | 'WITHDRAWN'>>;
  readonly missingCover: Timeline<MissingCover>;
}

/** What a ward is without, and until when as far as was known. */
export interface MissingCover {
  readonly missing: readonly CoverKind[];
  /** UTC. */
  readonly until?: string | undefined;
}

const ownHistory: Fold<OwnWardEvent, WardState> = {
  name: 'ward',
  ids: WARD_IDS,
  initial: {
    redactions: redactionPart.initial,
    successors: [],
    saferNeighbourhood: [],
    aliases: NONE_KEYED,
    inpt: [],
    snt: [],
    targets: NONE_KEYED,
    priorities: NONE_KEYED,
    missingCover: [],
  },
  events: wardEvents,
  evolve: {
    WardEstablished: (state, { name, borough, validFrom }, { occurredAt }) => ({
      ...state,
      name,
      borough,
      validFrom,
      establishedAt: occurredAt,
    }),
    WardAliasAdded: (state, { scheme, alias }, { occurredAt }) => ({
      ...state,
      aliases: withSince(state.aliases, `${scheme}:${alias}`, occurredAt, true),
    }),
    WardAliasEnded: (state, { scheme, alias }, { occurredAt }) => ({
      ...state,
      aliases: withSince(state.aliases, `${scheme}:${alias}`, occurredAt, false),
    }),
    SaferNeighbourhoodNamed: (state, { name }, { occurredAt }) => called(state, name, occurredAt),
    SaferNeighbourhoodRenamed: (state, { name }, { occurredAt }) => called(state, name, occurredAt),
    WardAssignedToInpt: (state, { team }, { occurredAt }) => ({
      ...state,
      inpt: since(state.inpt, occurredAt, team),
    }),
    WardReleasedFromInpt: (state, _, { occurredAt }) => ({
      ...state,
      inpt: since(state.inpt, occurredAt, undefined),
    }),
    WardAssignedToSnt: (state, { team }, { occurredAt }) => ({
      ...state,
      snt: since(state.snt, occurredAt, team),
    }),
    WardReleasedFromSnt: (state, _, { occurredAt }) => ({
      ...state,
      snt: since(state.snt, occurredAt, undefined),
    }),
    PromiseTargetRegistered: (state, { target, kind }, { occurredAt }) => ({
      ...state,
      targets: withSince(state.targets, target, occurredAt, kind),
    }),
    PromiseTargetRetired: (state, { target }, { occurredAt }) => ({
      ...state,
      targets: withSince(state.targets, target, occurredAt, undefined),
    }),
    CommunityPriorityRecorded: (state, { priority }, { occurredAt }) => ({
      ...state,
      priorities: withSince(state.priorities, priority, occurredAt, 'LIVE'),
    }),
    CommunityPriorityRefreshed: (state) => state,
    CommunityPriorityWithdrawn: (state, { priority }, { occurredAt }) => ({
      ...state,
      priorities: withSince(state.priorities, priority, occurredAt, 'WITHDRAWN'),
    }),
    WardCoverBreached: (state, { missing, until }, { occurredAt }) => ({
      ...state,
      missingCover: since(state.missingCover, occurredAt, { missing, until }),
    }),
    WardCoverRestored: (state, _, { occurredAt }) => ({
      ...state,
      missingCover: since(state.missingCover, occurredAt, NOTHING_MISSING),
    }),
    WardCoverRestated: (state, { missing, until }, { occurredAt }) => ({
      ...state,
      missingCover: corrected(state.missingCover, occurredAt, { missing, until }),
    }),
    WardAbolished: (state, { successors }, { occurredAt }) => ({
      ...state,
      successors,
      abolishedAt: occurredAt,
    }),
  },
};

export const wardHistory: Fold<WardEvent, WardState> = withPart(ownHistory, redactionPart);

export const NOTHING_MISSING: MissingCover = { missing: [] };

const called = (state: WardState, name: string, at: string): WardState => ({
  ...state,
  saferNeighbourhood: since(state.saferNeighbourhood, at, name),
});

/** Whether a ward had been abolished by an instant. */
export const isAbolished = ({ abolishedAt }: WardState, at: string): boolean =>
  abolishedAt !== undefined && abolishedAt <= at;

/** How a community priority stood at an instant, with its ward if that was abolished; undefined before it was recorded. */
export const priorityAt = (
  ward: WardState,
  priority: string,
  at: string,
): 'LIVE' | 'WITHDRAWN' | undefined => {
  const standing = valueAt(valueIn(ward.priorities, priority) ?? [], at);
  return standing && isAbolished(ward, at) ? 'WITHDRAWN' : standing;
};

/**
 * R-LIFE-1 and R-WARD-5: nothing new opens in a ward that is not there yet, or no longer; its history stays. It is there
 * once it was put on record, and no earlier than the London day from which its code is valid.
 */
export const notLive = <Path extends string>(ward: WardState, at: string, path: Path) =>
  notBegun(londonDay(at) < (ward.validFrom ?? '') ? undefined : ward.establishedAt, at, 'ward', path) ??
  (isAbolished(ward, at)
    ? refuse('R-WARD-5', 'This ward had been abolished by then. Choose the ward that replaced it.', path)
    : undefined);

/** The INPT of a ward at an instant (R-WARD-3). */
export const inptOf = (ward: WardState, at: string): string | undefined => valueAt(ward.inpt, at);

/** The Safer Neighbourhoods team of a ward at an instant. */
export const sntOf = (ward: WardState, at: string): string | undefined => valueAt(ward.snt, at);

/** What a target of a ward was at an instant; undefined before it was registered, once retired, and after its ward. */
export const targetAt = (ward: WardState, target: string, at: string): TargetKind | undefined =>
  isAbolished(ward, at) ? undefined : valueAt(valueIn(ward.targets, target) ?? [], at);

/** The targets of a kind that were registered and not retired at an instant, in the order of their ids (R-PROM-3). */
export const targetsOf = (ward: WardState, kind: TargetKind, at: string): readonly string[] =>
  entriesOf(ward.targets)
    .map(([id]) => id)
    .filter((id) => targetAt(ward, id, at) === kind)
    .sort();
