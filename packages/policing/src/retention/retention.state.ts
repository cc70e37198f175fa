import {
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { answered, asked, type RequestState } from '../granting.ts';
import type { Part, With } from '../mixing.ts';
import {
  retentionEvents,
  type DisposalReason,
  type HoldLiftingReason,
  type HoldReason,
  type RetainingReason,
  type RetentionEvent,
} from './retention.events.ts';

/** A hold, from when on it stands and until when. */
export interface HoldState {
  readonly reason: HoldReason;
  readonly placedAt: string;
  readonly liftedAt?: string;
}

/** A request that a hold be lifted. */
export interface HoldLiftRequest extends RequestState {
  readonly hold: string;
  readonly reason: HoldLiftingReason;
}

/** Whether a record is held, when it is reviewed, and whether it was disposed of. */
export interface RetentionState {
  readonly holds: Keyed<HoldState>;
  readonly requests: Keyed<HoldLiftRequest>;
  /** London days; what was said last counts. */
  readonly reviews: Timeline<string>;
  readonly retained: Timeline<Retained>;
  readonly disposed?: Disposal;
}

interface Retained {
  readonly reason: RetainingReason;
  /** A London day. */
  readonly until: string;
}

interface Disposal {
  readonly at: string;
  readonly reason: DisposalReason;
}

/** The state of a record about a person. */
export type Keeping<State = object> = With<State, 'retention', RetentionState>;

/** What every record about a person has of holds and retention. */
export const retentionPart: Part<'retention', RetentionEvent, RetentionState> = {
  field: 'retention',
  initial: { holds: NONE_KEYED, requests: NONE_KEYED, reviews: [], retained: [] },
  events: retentionEvents,
  evolve: {
    LegalHoldPlaced: (state, { hold, reason }, { occurredAt: placedAt }) => ({
      ...state,
      holds: withValue(state.holds, hold, { ...valueIn(state.holds, hold), reason, placedAt }),
    }),
    LegalHoldLiftRequested: (state, { request, hold, reason, requestedBy, answerBy }, { occurredAt }) => ({
      ...state,
      requests: asked(state.requests, request, {
        ...{ askedBy: requestedBy, askedAt: occurredAt, answerBy },
        ...{ hold, reason },
      }),
    }),
    LegalHoldLiftGranted: (state, { request }, { occurredAt }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: true, at: occurredAt }),
    }),
    LegalHoldLiftDeclined: (state, { request, reason }, { occurredAt }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: false, at: occurredAt, because: reason }),
    }),
    LegalHoldLifted: (state, { hold }, { occurredAt: liftedAt }) => {
      const known = valueIn(state.holds, hold);
      return known ? { ...state, holds: withValue(state.holds, hold, { ...known, liftedAt }) } : state;
    },
    RetentionReviewScheduled: (state, { on }, { occurredAt }) => ({
      ...state,
      reviews: since(state.reviews, occurredAt, on),
    }),
    RecordRetained: (state, { reason, until }, { occurredAt }) => ({
      ...state,
      retained: since(state.retained, occurredAt, { reason, until }),
    }),
    DisposalDecided: (state, { reason }, { occurredAt: at }) => ({ ...state, disposed: { at, reason } }),
  },
};

/** The holds that stood at an instant, in the order of their names. */
export const holdsAt = ({ holds }: RetentionState, at: string): readonly string[] =>
  entriesOf(holds)
    .filter(([, { placedAt, liftedAt }]) => placedAt <= at && (liftedAt === undefined || liftedAt > at))
    .map(([hold]) => hold)
    .sort();

/** Until which London day a record was kept at an instant by what was said of it; undefined where nothing was. */
export const keptUntil = ({ reviews, retained }: RetentionState, at: string): string | undefined =>
  [valueAt(reviews, at), valueAt(retained, at)?.until].reduce(later);

const later = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** Whether it had been decided by an instant to dispose of a record. */
export const isDisposed = ({ retention: { disposed } }: Keeping, at: string): boolean =>
  disposed !== undefined && disposed.at <= at;
