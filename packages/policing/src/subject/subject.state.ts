import {
  changesAfter,
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
import { answered, asked, type RequestState } from '../granting.ts';
import { REGISTER_IDS } from '../ids.ts';
import { withPart } from '../mixing.ts';
import { isDisposed, retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  subjectEvents,
  type OwnSubjectEvent,
  type SubjectCategory,
  type SubjectEvent,
  type SafeWay,
  type SubjectMergeReason,
} from './subject.events.ts';

/** A request that another record be taken as the same person's. */
export interface MergeRequest extends RequestState {
  readonly other: string;
  readonly reason: SubjectMergeReason;
}

/** How it is safe to reach a person: in these ways, or only through an agency; in none of both, not at all. */
export interface SafeContact {
  readonly ways: readonly SafeWay[];
  readonly onlyThrough?: string;
}

export interface SubjectState extends Keeping {
  readonly registeredAt?: string;
  /** Whether another record, by its id, was taken as the same person's. */
  readonly merged: Keyed<Timeline<boolean>>;
  /** Whether this one was taken so by another record, which stands for both. */
  readonly mergedInto: Keyed<Timeline<boolean>>;
  readonly requests: Keyed<MergeRequest>;
  /** What the person was in each record, by `recordNamed`; `undefined` in it: not known any more. */
  readonly categories: Keyed<Timeline<SubjectCategory | undefined>>;
  readonly reach: Timeline<SafeContact>;
}

/** Which record about a person is meant: one of these, by its id. */
export interface RecordAbout {
  readonly adviceCase?: string | undefined;
  readonly attendance?: string | undefined;
  readonly referral?: string | undefined;
}

const ownHistory: Fold<OwnSubjectEvent, SubjectState> = {
  name: 'subject',
  ids: REGISTER_IDS,
  initial: {
    ...{
      merged: NONE_KEYED,
      mergedInto: NONE_KEYED,
      requests: NONE_KEYED,
      categories: NONE_KEYED,
      reach: [],
    },
    retention: retentionPart.initial,
  },
  events: subjectEvents,
  evolve: {
    SubjectRegistered: (state, _, { occurredAt }) => ({
      ...state,
      registeredAt: occurredAt,
    }),
    PersonalDetailsCorrected: (state) => state,
    SubjectMergeProposed: (state, { request, other, reason, requestedBy, answerBy }, { occurredAt }) => ({
      ...state,
      requests: asked(state.requests, request, {
        ...{ askedBy: requestedBy, askedAt: occurredAt, answerBy },
        ...{ other, reason },
      }),
    }),
    SubjectMergeGranted: (state, { request }, { occurredAt }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: true, at: occurredAt }),
    }),
    SubjectMergeDeclined: (state, { request, reason }, { occurredAt }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: false, at: occurredAt, because: reason }),
    }),
    SubjectsMerged: (state, { other }, { occurredAt }) => found(state, other, occurredAt, true),
    SubjectsFoundApart: (state, { other }, { occurredAt }) => found(state, other, occurredAt, false),
    MergeNoticed: (state, { other }, { occurredAt }) => noticed(state, other, occurredAt, true),
    FoundApartNoticed: (state, { other }, { occurredAt }) => noticed(state, other, occurredAt, false),
    SubjectCategorised: (state, { category, ...about }, { occurredAt }) => {
      const record = recordNamed(about);
      const told = since(valueIn(state.categories, record) ?? [], occurredAt, category);
      return { ...state, categories: withValue(state.categories, record, told) };
    },
    SafeContactSaid: (state, { ways, onlyThrough }, { occurredAt }) => ({
      ...state,
      reach: since(state.reach, occurredAt, { ways, ...(onlyThrough !== undefined && { onlyThrough }) }),
    }),
  },
};

export const subjectHistory: Fold<SubjectEvent, SubjectState> = withPart(ownHistory, retentionPart);

/**
 * One name for a record, of whichever kind.
 * @example
 * recordNamed({ adviceCase: 'lock' }); // 'adviceCase lock'
 */
export const recordNamed = ({ adviceCase, attendance, referral }: RecordAbout): string => {
  if (adviceCase !== undefined) return `adviceCase ${adviceCase}`;
  return attendance === undefined ? `referral ${referral ?? ''}` : `attendance ${attendance}`;
};

/** What a person was in a record at an instant (D-32); undefined where nobody has said so. */
export const categoryAt = (
  { categories }: SubjectState,
  about: RecordAbout,
  at: string,
): SubjectCategory | undefined => valueAt(valueIn(categories, recordNamed(about)) ?? [], at);

/** How it was safe to reach a person at an instant; undefined while nobody had said so: then nobody calls or writes. */
export const reachOf = ({ reach }: SubjectState, at: string): SafeContact | undefined => valueAt(reach, at);

/**
 * How it is safe to reach a person of whom several records say something: as the strictest of them says; through two
 * agencies alone, it is through neither.
 * @example
 * strictest([{ ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] }, { ways: ['SAFE_TO_WRITE'] }]); // { ways: ['SAFE_TO_WRITE'] }
 */
export const strictest = ([first, ...rest]: readonly SafeContact[]): SafeContact | undefined =>
  first && rest.reduce(stricter, first);

const stricter = (one: SafeContact, other: SafeContact): SafeContact => {
  const ways = one.ways.filter((way) => other.ways.includes(way));
  const [only, another = only] = [one.onlyThrough, other.onlyThrough].filter((each) => each !== undefined);
  return only === undefined || only !== another ? { ways } : { ways: [], onlyThrough: only };
};

const found = (state: SubjectState, other: string, at: string, isOne: boolean): SubjectState => ({
  ...state,
  merged: withValue(state.merged, other, since(valueIn(state.merged, other) ?? [], at, isOne)),
});

const noticed = (state: SubjectState, other: string, at: string, isOne: boolean): SubjectState => ({
  ...state,
  mergedInto: withValue(state.mergedInto, other, since(valueIn(state.mergedInto, other) ?? [], at, isOne)),
});

/** Whether a person was on record at an instant: registered, and not disposed of. */
export const isKnown = (state: SubjectState, at: string): boolean =>
  state.registeredAt !== undefined && state.registeredAt <= at && !isDisposed(state, at);

/** R-LIFE-1: whoever is named is on record, and it was not decided to dispose of that. */
export const unknownPerson = <Path extends string>(state: SubjectState, at: string, path: Path) =>
  isKnown(state, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This person was not on record at that time. Check the reference and the time.',
        path,
      );

/** Whether another record was taken as the same person's at an instant. */
export const isMerged = ({ merged }: SubjectState, other: string, at: string): boolean =>
  valueAt(valueIn(merged, other) ?? [], at) ?? false;

/** The other records that were taken as this person's at an instant, in the order of their ids. */
export const mergedWith = ({ merged }: SubjectState, at: string): readonly string[] => oneAt(merged, at);

/** The same, with those which this one was taken into. */
export const samePersonAs = ({ merged, mergedInto }: SubjectState, at: string): readonly string[] => [
  ...oneAt(merged, at),
  ...oneAt(mergedInto, at),
];

const oneAt = (others: Keyed<Timeline<boolean>>, at: string): readonly string[] =>
  entriesOf(others)
    .filter(([, told]) => valueAt(told, at) === true)
    .map(([other]) => other)
    .sort();

/** The other records that were taken as this person's at an instant, or later as far as is on record. */
export const mergedFrom = (state: SubjectState, at: string): readonly string[] =>
  entriesOf(state.merged)
    .filter(
      ([other, told]) => isMerged(state, other, at) || changesAfter(told, at).some(({ value }) => value),
    )
    .map(([other]) => other)
    .sort();
