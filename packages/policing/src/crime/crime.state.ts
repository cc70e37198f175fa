import {
  canonicalize,
  NONE_KEYED,
  refuse,
  since,
  valueAt,
  valueIn,
  type Evolve,
  type Fold,
  type Ids,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { answered, asked, type RequestState } from '../granting.ts';
import { FORCE_IDS, forceOf } from '../ids.ts';
import { withPart } from '../mixing.ts';
import type { CrimeCategory, Investigator } from '../policy/figures.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  ALLOCATION_CAUSES,
  CRIME_MARKERS,
  crimeEvents,
  type AllocationCause,
  type AllocationReason,
  type CrimeEvent,
  type CrimeMarker,
  type CrimeOutcome,
  type OwnCrimeEvent,
} from './crime.events.ts';
import { withSince } from '../told.ts';

type Said<Type extends OwnCrimeEvent['type'], Left extends string = never> = Omit<
  Extract<OwnCrimeEvent, { type: Type }>,
  'type' | Left
>;

/** What was said of somebody who suffered it. */
export type Victim = Said<'VictimRegistered', 'victim'>;
/** Who investigates, and why. */
export type Allocation = Said<'InvestigationAllocated'>;
/** What an agency sees of it, and on what that rests. */
export type CrimeDisclosure = Said<'CrimeDisclosed', 'agency'>;

/** A request that an INPT investigates what is for the CID. */
export interface AllocationRequest extends RequestState {
  readonly team: string;
  readonly reason: NonNullable<Allocation['reason']>;
  readonly despite: readonly AllocationCause[];
}

/** All that is known of a crime but whether it is held. */
export interface CrimeOwnState {
  readonly recordedAt?: string;
  readonly recorded?: Said<'CrimeRecorded', 'circumstances' | 'category' | 'markers'>;
  readonly category: Timeline<CrimeCategory>;
  readonly markers: Timeline<readonly CrimeMarker[]>;
  /** By their ids; `undefined` in it: no victim after all. */
  readonly victims: Keyed<Timeline<Victim | undefined>>;
  readonly allocation: Timeline<Allocation>;
  readonly requests: Keyed<AllocationRequest>;
  /** Per `case x` or `problem x`, whether it is linked. */
  readonly links: Keyed<Timeline<boolean>>;
  /** Per agency; `undefined` in it is the end. */
  readonly disclosures: Keyed<Timeline<CrimeDisclosure | undefined>>;
  /** How it was closed; `undefined` in it: reopened. */
  readonly closed: Timeline<CrimeOutcome | undefined>;
}

export type CrimeState = Keeping<CrimeOwnState>;

/** R-ID-1: a crime is named by the code of its force, a dot, and its reference there. */
const CRIME_IDS: Ids = {
  ...FORCE_IDS,
  otherwise: refuse(
    'R-ID-1',
    'A crime is named by the code of its force, a dot and its reference, for example police.2026-114.',
    'id',
  ),
};

/**
 * The id of a crime: its force, and the reference that it has there.
 * @example
 * crimeIdOf('police', '2026-114'); // 'police.2026-114'
 */
export const crimeIdOf = (force: string, ref: string): string => `${force}.${ref}`;

/** What each event makes of a crime. */
export const crimeSteps: Evolve<OwnCrimeEvent, CrimeOwnState> = {
  CrimeRecorded: (state, recorded, { occurredAt: at }) => {
    const { type: _type, circumstances: _words, category, markers, ...said } = recorded;
    return {
      ...state,
      recordedAt: at,
      recorded: said,
      category: since(state.category, at, category),
      markers: since(state.markers, at, inOrder(markers)),
    };
  },
  CrimeRecategorised: (state, { category }, { occurredAt }) => ({
    ...state,
    category: since(state.category, occurredAt, category),
  }),
  CrimeMarkersChanged: (state, { markers }, { occurredAt }) => ({
    ...state,
    markers: since(state.markers, occurredAt, inOrder(markers)),
  }),
  VictimRegistered: (state, { type: _type, victim, ...said }, { occurredAt }) => ({
    ...state,
    victims: withSince(state.victims, victim, occurredAt, said),
  }),
  VictimWithdrawn: (state, { victim }, { occurredAt }) => ({
    ...state,
    victims: withSince(state.victims, victim, occurredAt, undefined),
  }),
  InvestigationAllocated: (state, { type: _type, ...said }, { occurredAt }) => ({
    ...state,
    allocation: since(state.allocation, occurredAt, said),
  }),
  AllocationRequested: (state, { request, team, reason, despite, ...said }, { occurredAt }) => ({
    ...state,
    requests: asked(state.requests, request, {
      ...{ askedBy: said.requestedBy, askedAt: occurredAt, answerBy: said.answerBy },
      ...{ team, reason, despite },
    }),
  }),
  AllocationGranted: (state, { request }, { occurredAt }) => ({
    ...state,
    requests: answered(state.requests, request, { granted: true, at: occurredAt }),
  }),
  AllocationDeclined: (state, { request, reason }, { occurredAt }) => ({
    ...state,
    requests: answered(state.requests, request, { granted: false, at: occurredAt, because: reason }),
  }),
  CrimeLinked: (state, linked, { occurredAt }) => ({
    ...state,
    links: withSince(state.links, linkNamed(linked), occurredAt, true),
  }),
  CrimeUnlinked: (state, linked, { occurredAt }) => ({
    ...state,
    links: withSince(state.links, linkNamed(linked), occurredAt, false),
  }),
  CrimeDisclosed: (state, { type: _type, agency, ...said }, { occurredAt }) => ({
    ...state,
    disclosures: withSince(state.disclosures, agency, occurredAt, said),
  }),
  CrimeDisclosureEnded: (state, { agency }, { occurredAt }) => ({
    ...state,
    disclosures: withSince(state.disclosures, agency, occurredAt, undefined),
  }),
  CrimeClosed: (state, { outcome }, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, outcome),
  }),
  CrimeReopened: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, undefined),
  }),
};

const ownHistory: Fold<OwnCrimeEvent, CrimeOwnState> = {
  name: 'crime',
  ids: CRIME_IDS,
  ownerOfId: forceOf,
  initial: {
    ...{ category: [], markers: [], allocation: [], closed: [] },
    ...{ victims: NONE_KEYED, requests: NONE_KEYED, links: NONE_KEYED, disclosures: NONE_KEYED },
  },
  events: crimeEvents,
  evolve: crimeSteps,
};

export const crimeHistory: Fold<CrimeEvent, CrimeState> = withPart(ownHistory, retentionPart);

/** Each once, in the order of the list: two who say the same say it alike. */
export const inOrder = (markers: readonly CrimeMarker[]): readonly CrimeMarker[] =>
  CRIME_MARKERS.filter((marker) => markers.includes(marker));

/** What a crime can be linked to: one of them, by its id. */
export interface CrimeLink {
  readonly case?: string | undefined;
  readonly problem?: string | undefined;
}

/** One name for what a crime is linked to. */
export const linkNamed = ({ case: id, problem = '' }: CrimeLink): string =>
  id === undefined ? `problem ${problem}` : `case ${id}`;

/** Whether a crime was on record by an instant. */
export const isRecorded = ({ recordedAt }: CrimeOwnState, at: string): boolean =>
  recordedAt !== undefined && recordedAt <= at;

/** What was said of somebody as a victim of this crime at an instant; undefined where they were none. */
export const victimAt = (state: CrimeOwnState, subject: string, at: string): Victim | undefined =>
  valueAt(victimTold(state, subject), at);

/** What was told of somebody as a victim of this crime. */
export const victimTold = ({ victims }: CrimeOwnState, subject: string): Timeline<Victim | undefined> =>
  valueIn(victims, subject) ?? [];

/** The markers that a crime had at an instant. */
export const markersAt = ({ markers }: CrimeOwnState, at: string): readonly CrimeMarker[] =>
  valueAt(markers, at) ?? [];

/** Whether a crime had a marker at an instant. */
export const hasMarker = (state: CrimeOwnState, marker: CrimeMarker, at: string): boolean =>
  markersAt(state, at).includes(marker);

/** How a crime had been closed at an instant; undefined while it was open. */
export const closedAs = ({ closed }: CrimeOwnState, at: string): CrimeOutcome | undefined =>
  valueAt(closed, at);

/** When a crime had been closed last, by an instant. */
export const closedAt = ({ closed }: CrimeOwnState, at: string): string | undefined =>
  closed.findLast(({ from, value }) => from <= at && value !== undefined)?.from;

/**
 * R-INPT-6: what spoke for the CID at an instant: the category, where a policy gave it to the CID, or a marker (S4:4, 6).
 */
export const speakingForCid = (
  state: Pick<CrimeState, 'category' | 'markers'>,
  toCid: readonly CrimeCategory[],
  at: string,
): readonly AllocationCause[] => {
  const category = valueAt(state.category, at);
  const markers = valueAt(state.markers, at) ?? [];
  return ALLOCATION_CAUSES.filter((cause) =>
    cause === 'CATEGORY' ? category !== undefined && toCid.includes(category) : markers.includes(cause),
  );
};

/** For a while somebody else investigated than the policy says. */
export interface AllocationDeparture {
  /** UTC. */
  readonly from: string;
  /** Absent while it lasts. */
  readonly until?: string;
  readonly to: Investigator;
  readonly team: string;
  readonly reason?: AllocationReason;
  /** What spoke for the CID all the while. */
  readonly causes: readonly AllocationCause[];
  /** The request that an inspector granted. */
  readonly request?: string;
  /** Nobody gave a reason, or granted it, as far as it goes: it is to be dealt with. */
  readonly isOpen: boolean;
}

/**
 * R-INPT-6: where an allocation departs from the policy that was in force when it was made, by what is on record now,
 * whichever was told first (S4:4, 6).
 */
export const departuresOf = (
  state: Pick<CrimeState, 'category' | 'markers' | 'allocation'>,
): readonly AllocationDeparture[] => {
  const turns = [...state.category, ...state.markers, ...state.allocation].map(({ from }) => from).sort();
  return [...new Set(turns)].reduce<readonly AllocationDeparture[]>((found, from) => {
    const before = found.at(-1);
    const one = departureAt(state, from);
    if (before && before.until === undefined)
      return one && isSameDeparture(one, before)
        ? found
        : [...found.slice(0, -1), { ...before, until: from }, ...(one ? [one] : [])];
    return one ? [...found, one] : found;
  }, []);
};

const departureAt = (
  state: Parameters<typeof departuresOf>[0],
  from: string,
): AllocationDeparture | undefined => {
  const allocated = valueAt(state.allocation, from);
  if (!allocated) return undefined;
  const { to, team, reason, request, despite = [] } = allocated;
  const causes = speakingForCid(state, allocated.toCid, from);
  if ((to === 'CID') === causes.length > 0) return undefined;
  return {
    ...{ from, to, team, causes },
    ...(reason !== undefined && { reason }),
    ...(request !== undefined && { request }),
    isOpen: to === 'CID' ? reason === undefined : !causes.every((cause) => despite.includes(cause)),
  };
};

const isSameDeparture = (one: AllocationDeparture, other: AllocationDeparture): boolean =>
  canonicalize({ ...one, from: other.from }) === canonicalize({ ...other });

/** On what alone something of domestic abuse or hate crime is disclosed (T4-20). */
export const STRICT_BASES: readonly LegalBasis[] = ['CONSENT', 'VITAL_INTERESTS', 'DPA2018_SCH8_CONDITION'];

/** Whether a crime was one of those of which less is disclosed, at an instant (S4:6, T4-20). */
export const isForTheFew = (state: Pick<CrimeState, 'markers'>, at: string): boolean => {
  const markers = valueAt(state.markers, at) ?? [];
  return markers.includes('DOMESTIC') || markers.includes('HATE');
};

/**
 * R-CRIME-3: what an agency saw of a crime at an instant: what was disclosed to it, on a basis that is strong enough for
 * what the crime was known to be, whichever was told first (T4-20).
 */
export const disclosedTo = (
  state: Pick<CrimeState, 'markers' | 'disclosures'>,
  agency: string,
  at: string,
): CrimeDisclosure | undefined => {
  const told = valueAt(valueIn(state.disclosures, agency) ?? [], at);
  return told && (!isForTheFew(state, at) || STRICT_BASES.includes(told.legalBasis)) ? told : undefined;
};
