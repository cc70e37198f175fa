import {
  defineView,
  idOf,
  NONE_KEYED,
  since,
  sortedName,
  valueIn,
  withValue,
  type Keyed,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import { initiativeHistory, type InitiativeEvent } from '@wardbook/policing';

type Told<Type extends InitiativeEvent['type']> = Extract<InitiativeEvent, { type: Type }>;
type Terms = Told<'InitiativeProposed'>;

/** What was set up to reduce crime in an area, and how far it has come; of its premises no more than how many. */
export interface InitiativeCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  readonly lead: string | null;
  readonly kind: Terms['kind'] | null;
  readonly label: string | null;
  readonly name: string | null;
  readonly criteria: Terms['criteria'];
  readonly premisesKinds: Terms['premisesKinds'];
  readonly subsidyPercent: number | null;
  readonly proposedAt: string | null;
  readonly organisers: Timeline<readonly string[]>;
  readonly area: Timeline<Terms['area']>;
  readonly funds: Keyed<FundCard>;
  readonly consultations: Keyed<ConsultationCard>;
  readonly legalBases: Keyed<LegalBasisCard>;
  readonly evidence: Timeline<string>;
  readonly evaluations: Keyed<EvaluationCard>;
  /** Null in it: opened again. */
  readonly closures: Timeline<Told<'InitiativeClosed'>['outcome'] | null>;
  /** By ward. */
  readonly covered: Keyed<Covered>;
}

interface FundCard {
  readonly funder: string;
  readonly amountPence: number;
  readonly from: string;
  readonly until: string | null;
  readonly fundedAt: string;
  readonly endedAt: string | null;
}

interface ConsultationCard extends Omit<Told<'ConsultationRecorded'>, 'type' | 'consultation'> {
  readonly recordedAt: string;
}

interface LegalBasisCard {
  readonly kind: Told<'LegalBasisRecorded'>['kind'];
  readonly reference: string;
  readonly from: string;
  readonly until: string | null;
  readonly recordedAt: string;
  readonly endedAt: string | null;
}

interface EvaluationCard extends Omit<Told<'InitiativeEvaluated'>, 'type' | 'evaluation'> {
  readonly evaluatedAt: string;
}

/** Of one ward. */
interface Covered {
  readonly premises: number;
  readonly dwellings: number;
  readonly installations: number;
  /** At which something was fitted; each counts once. */
  readonly fittedDwellings: number;
}

const EXPECTED: InitiativeCard = {
  version: 0,
  standing: 'EXPECTED',
  lead: null,
  kind: null,
  label: null,
  name: null,
  criteria: [],
  premisesKinds: [],
  subsidyPercent: null,
  proposedAt: null,
  organisers: [],
  area: [],
  funds: NONE_KEYED,
  consultations: NONE_KEYED,
  legalBases: NONE_KEYED,
  evidence: [],
  evaluations: NONE_KEYED,
  closures: [],
  covered: NONE_KEYED,
};

export const initiativeBoard = defineView({
  name: 'initiative-board',
  version: 1,
  of: [initiativeHistory],
  versionOf: initiativeHistory,
  initial: EXPECTED,
  columns: {
    lead: ({ lead }) => lead,
    kind: ({ kind }) => kind,
    standing: ({ standing }) => standing,
    name: ({ name }) => sortedName(name),
    proposedAt: ({ proposedAt }) => proposedAt,
  },
  evolve: {
    InitiativeProposed: (card, told, { occurredAt: proposedAt }) => {
      const { lead, kind, label = null, name, criteria, premisesKinds, subsidyPercent = null } = told;
      return stood({
        ...{ ...card, lead, kind, label, name, criteria, premisesKinds, subsidyPercent, proposedAt },
        organisers: since(card.organisers, proposedAt, told.organisers),
        area: since(card.area, proposedAt, told.area),
      });
    },
    InitiativeOrganisersChanged: (card, { organisers }, { occurredAt }) => ({
      ...card,
      organisers: since(card.organisers, occurredAt, organisers),
    }),
    InitiativeAreaChanged: (card, { area }, { occurredAt }) => ({
      ...card,
      area: since(card.area, occurredAt, area),
    }),
    InitiativeFunded: (card, { funding, until = null, ...told }, { occurredAt: fundedAt }) => {
      const { funder, amountPence, from } = told;
      const { endedAt = null } = valueIn(card.funds, funding) ?? {};
      const fund = { funder, amountPence, from, until, fundedAt, endedAt };
      return { ...card, funds: withValue(card.funds, funding, fund) };
    },
    InitiativeFundingEnded: (card, { funding }, { occurredAt }) => ({
      ...card,
      funds: ended(card.funds, funding, occurredAt),
    }),
    ConsultationRecorded: (card, { type: _type, consultation, ...told }, { occurredAt: recordedAt }) => ({
      ...card,
      consultations: withValue(card.consultations, consultation, { ...told, recordedAt }),
    }),
    LegalBasisRecorded: (card, { legalBasis, until = null, ...told }, { occurredAt: recordedAt }) => {
      const { kind, reference, from } = told;
      const { endedAt = null } = valueIn(card.legalBases, legalBasis) ?? {};
      const basis = { kind, reference, from, until, recordedAt, endedAt };
      return { ...card, legalBases: withValue(card.legalBases, legalBasis, basis) };
    },
    LegalBasisEnded: (card, { legalBasis }, { occurredAt }) => ({
      ...card,
      legalBases: ended(card.legalBases, legalBasis, occurredAt),
    }),
    InitiativeEvidenceRecorded: (card, { evidence }, { occurredAt }) => ({
      ...card,
      evidence: since(card.evidence, occurredAt, evidence),
    }),
    PremisesAdmitted: (card, { ward, dwellings }) => counted(card, ward, { premises: 1, dwellings }),
    PremisesWithdrawn: (card, { ward, dwellings }) =>
      counted(card, ward, { premises: -1, dwellings: -dwellings }),
    InstallationRecorded: (card, { ward, dwellings: fittedDwellings }) =>
      counted(card, ward, { installations: 1, fittedDwellings }),
    InitiativeEvaluated: (card, { type: _type, evaluation, ...told }, { occurredAt: evaluatedAt }) => ({
      ...card,
      evaluations: withValue(card.evaluations, evaluation, { ...told, evaluatedAt }),
    }),
    InitiativeClosed: (card, { outcome }, { occurredAt }) =>
      stood({ ...card, closures: since(card.closures, occurredAt, outcome) }),
    InitiativeReopened: (card, _, { occurredAt }) =>
      stood({ ...card, closures: since(card.closures, occurredAt, null) }),
  },
});

const ended = <One extends { readonly endedAt: string | null }>(
  known: Keyed<One>,
  name: string,
  endedAt: string,
): Keyed<One> => {
  const one = valueIn(known, name);
  return one ? withValue(known, name, { ...one, endedAt }) : known;
};

export const NOTHING_COVERED: Covered = { premises: 0, dwellings: 0, installations: 0, fittedDwellings: 0 };

const counted = (card: InitiativeCard, ward: string, more: Partial<Covered>): InitiativeCard => {
  const known = valueIn(card.covered, ward) ?? NOTHING_COVERED;
  const { premises = 0, dwellings = 0, installations = 0, fittedDwellings = 0 } = more;
  return {
    ...card,
    covered: withValue(card.covered, ward, {
      premises: known.premises + premises,
      dwellings: known.dwellings + dwellings,
      installations: known.installations + installations,
      fittedDwellings: known.fittedDwellings + fittedDwellings,
    }),
  };
};

const stood = (card: InitiativeCard): InitiativeCard => {
  const begun = (card.closures.at(-1)?.value ?? null) === null ? 'OPEN' : 'CLOSED';
  return { ...card, standing: card.proposedAt === null ? 'EXPECTED' : begun };
};

/** Premises that an initiative took in: one row for each, since there may be thousands. */
export interface PremisesCard {
  readonly initiative: string | null;
  readonly premises: string | null;
  /** Null in it: withdrawn. */
  readonly admissions: Timeline<AdmissionCard | null>;
  readonly withdrawalReason: Told<'PremisesWithdrawn'>['reason'] | null;
  readonly installations: Timeline<InstallationCard>;
}

type AdmissionCard = Omit<Told<'PremisesAdmitted'>, 'type' | 'premises'> & {
  readonly address?: PersonalReference | undefined;
};

interface InstallationCard {
  readonly devices: Told<'InstallationRecorded'>['devices'];
  readonly fittedBy: string;
}

const NO_PREMISES: PremisesCard = {
  initiative: null,
  premises: null,
  admissions: [],
  withdrawalReason: null,
  installations: [],
};

export const initiativePremises = defineView({
  name: 'initiative-premises',
  version: 1,
  of: [initiativeHistory],
  initial: NO_PREMISES,
  keys: {
    PremisesAdmitted: ({ premises }, { stream }) => keyOf(idOf(stream), premises),
    PremisesWithdrawn: ({ premises }, { stream }) => keyOf(idOf(stream), premises),
    InstallationRecorded: ({ premises }, { stream }) => keyOf(idOf(stream), premises),
  },
  columns: {
    initiative: ({ initiative }) => initiative,
    premises: ({ premises }) => premises,
    ward: ({ admissions }) => lastOf(admissions)?.ward ?? null,
    standing: ({ admissions }) => (admissions.at(-1)?.value ? 'ADMITTED' : 'WITHDRAWN'),
    fitted: ({ installations }) => (installations.length > 0 ? 1 : 0),
  },
  evolve: {
    PremisesAdmitted: (card, { type: _type, premises, ...admission }, { stream, occurredAt }) => ({
      ...{ ...card, initiative: idOf(stream), premises },
      admissions: since(card.admissions, occurredAt, admission),
    }),
    PremisesWithdrawn: (card, { premises, reason }, { stream, occurredAt }) => ({
      ...{ ...card, initiative: idOf(stream), premises, withdrawalReason: reason },
      admissions: since(card.admissions, occurredAt, null),
    }),
    InstallationRecorded: (card, { premises, devices, fittedBy }, { stream, occurredAt }) => ({
      ...{ ...card, initiative: idOf(stream), premises },
      installations: since(card.installations, occurredAt, { devices, fittedBy }),
    }),
  },
});

/** As they were taken in last, also when they were withdrawn since. */
export const lastOf = (admissions: PremisesCard['admissions']): AdmissionCard | null =>
  admissions.findLast(({ value }) => value !== null)?.value ?? null;

/** No identifier has a space in it. */
const keyOf = (initiative: string, premises: string): string => `${initiative} ${premises}`;
