import {
  entriesOf,
  NONE_KEYED,
  refuse,
  since,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { WARD_IDS } from '../ids.ts';
import { notBegun } from '../by.ts';
import { wardEvents, type CoverKind, type TargetKind, type WardEvent } from './ward.events.ts';

export interface WardState {
  readonly establishedAt?: string;
  readonly abolishedAt?: string;
  readonly name?: string;
  readonly borough?: string;
  readonly saferNeighbourhood?: string;
  readonly aliases: readonly string[];
  /** The INPT that the ward belonged to; `undefined` in it means none. */
  readonly inpt: Timeline<string | undefined>;
  readonly snt: Timeline<string>;
  readonly targets: Keyed<TargetState>;
  readonly priorities: Keyed<Timeline<'LIVE' | 'WITHDRAWN'>>;
  readonly missingCover: Timeline<readonly CoverKind[]>;
}

interface TargetState {
  readonly kind: TargetKind;
  readonly registeredAt: string;
  readonly retiredAt?: string;
}

export const wardHistory: Fold<WardEvent, WardState> = {
  name: 'ward',
  ids: WARD_IDS,
  initial: { aliases: [], inpt: [], snt: [], targets: NONE_KEYED, priorities: NONE_KEYED, missingCover: [] },
  events: wardEvents,
  evolve: {
    WardEstablished: (state, { name, borough }, { occurredAt }) => ({
      ...state,
      name,
      borough,
      establishedAt: occurredAt,
    }),
    WardAliasAdded: (state, { scheme, alias }) => ({
      ...state,
      aliases: [...state.aliases, `${scheme}:${alias}`],
    }),
    SaferNeighbourhoodNamed: (state, { name }) => ({ ...state, saferNeighbourhood: name }),
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
    PromiseTargetRegistered: (state, { target, kind }, { occurredAt }) => ({
      ...state,
      targets: withValue(state.targets, target, { kind, registeredAt: occurredAt }),
    }),
    PromiseTargetRetired: (state, { target }, { occurredAt }) => {
      const known = valueIn(state.targets, target);
      return known
        ? { ...state, targets: withValue(state.targets, target, { ...known, retiredAt: occurredAt }) }
        : state;
    },
    CommunityPriorityRecorded: (state, { priority }, { occurredAt }) =>
      withPriority(state, priority, occurredAt, 'LIVE'),
    CommunityPriorityRefreshed: (state) => state,
    CommunityPriorityWithdrawn: (state, { priority }, { occurredAt }) =>
      withPriority(state, priority, occurredAt, 'WITHDRAWN'),
    WardCoverBreached: (state, { missing }, { occurredAt }) => ({
      ...state,
      missingCover: since(state.missingCover, occurredAt, missing),
    }),
    WardCoverRestored: (state, _, { occurredAt }) => ({
      ...state,
      missingCover: since(state.missingCover, occurredAt, []),
    }),
    WardAbolished: (state, _, { occurredAt }) => ({ ...state, abolishedAt: occurredAt }),
  },
};

const withPriority = (
  state: WardState,
  priority: string,
  at: string,
  standing: 'LIVE' | 'WITHDRAWN',
): WardState => ({
  ...state,
  priorities: withValue(
    state.priorities,
    priority,
    since(valueIn(state.priorities, priority) ?? [], at, standing),
  ),
});

/** How a community priority stood at an instant; undefined before it was recorded. */
export const priorityAt = (ward: WardState, priority: string, at: string): 'LIVE' | 'WITHDRAWN' | undefined =>
  valueAt(valueIn(ward.priorities, priority) ?? [], at);

/** R-LIFE-1 and R-WARD-5: nothing new opens in a ward that is not there yet, or no longer; its history stays. */
export const notLive = <Path extends string>(ward: WardState, at: string, path: Path) =>
  notBegun(ward.establishedAt, at, 'ward', path) ??
  (ward.abolishedAt !== undefined && ward.abolishedAt <= at
    ? refuse('R-WARD-5', 'This ward had been abolished by then. Choose the ward that replaced it.', path)
    : undefined);

/** The INPT of a ward at an instant (R-WARD-3). */
export const inptOf = (ward: WardState, at: string): string | undefined => valueAt(ward.inpt, at);

/** The Safer Neighbourhoods team of a ward at an instant. */
export const sntOf = (ward: WardState, at: string): string | undefined => valueAt(ward.snt, at);

/** The targets of a kind that were registered and not retired at an instant, in the order of their ids (R-PROM-3). */
export const targetsOf = (ward: WardState, kind: TargetKind, at: string): readonly string[] =>
  entriesOf(ward.targets)
    .filter(([, target]) => target.kind === kind && target.registeredAt <= at)
    .filter(([, { retiredAt }]) => retiredAt === undefined || retiredAt > at)
    .map(([id]) => id)
    .sort();
