import {
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { londonDay } from '../london.ts';
import { withPart } from '../mixing.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  initiativeEvents,
  type InitiativeEvent,
  type InitiativeFields,
  type InitiativeOutcome,
  type OwnInitiativeEvent,
  type PremisesWithdrawalReason,
} from './initiative.events.ts';

export interface InitiativeState extends Keeping {
  readonly proposedAt?: string;
  readonly terms?: InitiativeFields<'InitiativeProposed'>;
  /** The agencies beside the one whose it is. */
  readonly organisers: Timeline<readonly string[]>;
  readonly area: Timeline<InitiativeFields<'InitiativeProposed'>['area']>;
  readonly funds: Keyed<Lasting<Omit<InitiativeFields<'InitiativeFunded'>, 'funding'>>>;
  readonly consultations: Keyed<Told<Omit<InitiativeFields<'ConsultationRecorded'>, 'consultation'>>>;
  readonly legalBases: Keyed<Lasting<Omit<InitiativeFields<'LegalBasisRecorded'>, 'legalBasis'>>>;
  /** Since when each was cited. */
  readonly evidence: Keyed<string>;
  /**
   * By the name within the initiative, on shelves of no more than a hundred: of ten thousand premises one event changes
   * one shelf, and costs what that holds.
   */
  readonly premises: readonly Keyed<PremisesState>[];
  readonly evaluations: Keyed<Told<Omit<InitiativeFields<'InitiativeEvaluated'>, 'evaluation'>>>;
  /** `undefined` in it: open. */
  readonly closures: Timeline<InitiativeOutcome | undefined>;
}

export interface PremisesState {
  /** Taken in, or not any more. */
  readonly told: Timeline<Admission | Withdrawal>;
  /** When each device was fitted, and who did it. */
  readonly fitted: Keyed<Fitted>;
}

export interface Fitted {
  readonly at: string;
  readonly by: string;
}

/** What was said of it, and when. */
export interface Told<Said> {
  readonly said: Said;
  readonly at: string;
}

/** And until when it was so, where it has ended before its last day. */
export interface Lasting<Said> extends Told<Said> {
  readonly endedAt?: string;
}

/** Premises as they were taken in, without where they are. */
export type Admission = Omit<InitiativeFields<'PremisesAdmitted'>, 'premises' | 'address'>;

type Withdrawal = Readonly<{ because: PremisesWithdrawalReason }>;

const ownHistory: Fold<OwnInitiativeEvent, InitiativeState> = {
  name: 'initiative',
  ids: REGISTER_IDS,
  initial: {
    ...{ organisers: [], area: [], closures: [] },
    ...{ funds: NONE_KEYED, consultations: NONE_KEYED, legalBases: NONE_KEYED, evidence: NONE_KEYED },
    ...{ premises: [], evaluations: NONE_KEYED },
    retention: retentionPart.initial,
  },
  events: initiativeEvents,
  evolve: {
    InitiativeProposed: (state, { type: _type, ...terms }, { occurredAt: at }) => ({
      ...state,
      terms,
      proposedAt: at,
      organisers: since(state.organisers, at, terms.organisers),
      area: since(state.area, at, terms.area),
    }),
    InitiativeOrganisersChanged: (state, { organisers }, { occurredAt }) => ({
      ...state,
      organisers: since(state.organisers, occurredAt, organisers),
    }),
    InitiativeAreaChanged: (state, { area }, { occurredAt }) => ({
      ...state,
      area: since(state.area, occurredAt, area),
    }),
    InitiativeFunded: (state, { type: _type, funding, ...said }, { occurredAt: at }) => ({
      ...state,
      funds: withValue(state.funds, funding, { ...valueIn(state.funds, funding), said, at }),
    }),
    InitiativeFundingEnded: (state, { funding }, { occurredAt }) => ({
      ...state,
      funds: ended(state.funds, funding, occurredAt),
    }),
    ConsultationRecorded: (state, { type: _type, consultation, ...said }, { occurredAt: at }) => ({
      ...state,
      consultations: withValue(state.consultations, consultation, { said, at }),
    }),
    LegalBasisRecorded: (state, { type: _type, legalBasis, ...said }, { occurredAt: at }) => ({
      ...state,
      legalBases: withValue(state.legalBases, legalBasis, {
        ...valueIn(state.legalBases, legalBasis),
        ...{ said, at },
      }),
    }),
    LegalBasisEnded: (state, { legalBasis }, { occurredAt }) => ({
      ...state,
      legalBases: ended(state.legalBases, legalBasis, occurredAt),
    }),
    InitiativeEvidenceRecorded: (state, { evidence }, { occurredAt }) => ({
      ...state,
      evidence: withValue(state.evidence, evidence, occurredAt),
    }),
    PremisesAdmitted: (
      state,
      { type: _type, premises, address: _address, ...admission },
      { occurredAt: at },
    ) => withPremises(state, premises, ({ told, fitted }) => ({ fitted, told: since(told, at, admission) })),
    PremisesWithdrawn: (state, { premises, reason: because }, { occurredAt: at }) =>
      withPremises(state, premises, ({ told, fitted }) => ({
        fitted,
        told: since(told, at, { because }),
      })),
    InstallationRecorded: (state, { premises, devices, fittedBy: by }, { occurredAt: at }) =>
      withPremises(state, premises, ({ told, fitted }) => ({
        told,
        fitted: devices.reduce((known, device) => withValue(known, device, { at, by }), fitted),
      })),
    InitiativeEvaluated: (state, { type: _type, evaluation, ...said }, { occurredAt: at }) => ({
      ...state,
      evaluations: withValue(state.evaluations, evaluation, { said, at }),
    }),
    InitiativeClosed: (state, { outcome }, { occurredAt }) => ({
      ...state,
      closures: since(state.closures, occurredAt, outcome),
    }),
    InitiativeReopened: (state, _, { occurredAt }) => ({
      ...state,
      closures: since(state.closures, occurredAt, undefined),
    }),
  },
};

export const initiativeHistory: Fold<InitiativeEvent, InitiativeState> = withPart(ownHistory, retentionPart);

/** What is not on record has no end: an end says so of what is. */
const ended = <Said>(known: Keyed<Lasting<Said>>, name: string, endedAt: string): Keyed<Lasting<Said>> => {
  const one = valueIn(known, name);
  return one ? withValue(known, name, { ...one, endedAt }) : known;
};

const NOTHING_TOLD: PremisesState = { told: [], fitted: NONE_KEYED };
const ON_A_SHELF = 100;

/** All that is known of premises of an initiative. */
export const premisesOf = ({ premises }: InitiativeState, name: string): PremisesState => {
  for (const shelf of premises) {
    const known = valueIn(shelf, name);
    if (known) return known;
  }
  return NOTHING_TOLD;
};

const withPremises = (
  state: InitiativeState,
  name: string,
  change: (known: PremisesState) => PremisesState,
): InitiativeState => {
  const { premises } = state;
  const known = premises.findIndex((shelf) => valueIn(shelf, name) !== undefined);
  const last = premises.at(-1);
  const isRoomOnLast = last !== undefined && valuesOf(last).length < ON_A_SHELF;
  const place = known >= 0 ? known : premises.length - (isRoomOnLast ? 1 : 0);
  const shelf = withValue(premises[place] ?? NONE_KEYED, name, change(premisesOf(state, name)));
  return { ...state, premises: premises.toSpliced(place, 1, shelf) };
};

/** Whether an initiative was at work at an instant: proposed, and not closed. */
export const isOpenInitiative = ({ proposedAt, closures }: InitiativeState, at: string): boolean =>
  isBy(proposedAt, at) && valueAt(closures, at) === undefined;

/** The agencies that led an initiative beside the one whose it is, at an instant. */
export const organisersAt = ({ organisers }: InitiativeState, at: string): readonly string[] =>
  valueAt(organisers, at) ?? [];

/** The wards of an initiative at an instant. */
export const areaAt = ({ area }: InitiativeState, at: string): readonly string[] =>
  (valueAt(area, at) ?? []).map(({ ward }) => ward);

/** Premises as an initiative had taken them in at an instant; undefined before that, and once they were withdrawn. */
export const admissionAt = (state: InitiativeState, name: string, at: string): Admission | undefined => {
  const told = valueAt(premisesOf(state, name).told, at);
  return told && 'kind' in told ? told : undefined;
};

/** Whether what was said of it had been, and had not ended, at an instant; its days are another matter. */
export const stoodAt = <Said>(known: Lasting<Said> | undefined, at: string): boolean =>
  known !== undefined && known.at <= at && (known.endedAt === undefined || known.endedAt > at);

/** Whether an instant lies between two London days, both included. */
export const isWithinDays = (
  { from, until }: { readonly from: string; readonly until?: string | undefined },
  at: string,
): boolean => {
  const today = londonDay(at);
  return from <= today && (until === undefined || today <= until);
};

const isBy = (instant: string | undefined, at: string): boolean => instant !== undefined && instant <= at;
