import {
  defineView,
  idOf,
  NONE_KEYED,
  placed,
  since,
  valueIn,
  withValue,
  type Keyed,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  answered,
  asked,
  crimeHistory,
  recordNamed,
  subjectHistory,
  type FoundApartReason,
  type MergeRequest,
  type SafeWay,
  type SubjectCategory,
} from '@wardbook/policing';

interface Details {
  readonly name: PersonalReference | null;
  readonly contact: PersonalReference | null;
  readonly address: PersonalReference | null;
}

interface Told {
  readonly value: PersonalReference | null;
  /** UTC. */
  readonly since: string;
}

type Said = { readonly [Detail in keyof Details]: Details[Detail] | undefined };

/** A person by an opaque id. What they are called and where they are is a reference, which only the door opens. */
export interface SubjectCard extends Details {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REGISTERED';
  readonly registeredAt: string | null;
  readonly correctedAt: string | null;
  /** What was said of each detail last, and of when that is. */
  readonly told: { readonly [Detail in keyof Details]: Told };
  /** What was found about other records, in the order in which it was found. */
  readonly findings: readonly SubjectFindingCard[];
  /** What was found of this one in other records, in the same order. */
  readonly noticed: readonly SubjectFindingCard[];
  readonly requests: Keyed<MergeRequest>;
  /** What the person is in each record; null in it: not known any more. */
  readonly categories: Keyed<CategoryCard>;
  readonly reach: Timeline<SafeContactCard>;
}

/** How it is safe to reach the person: in these ways, or only through an agency. */
export interface SafeContactCard {
  readonly ways: readonly SafeWay[];
  readonly onlyThrough: string | null;
}

/** What the person is in one record: the key of that is one of these. */
interface CategoryCard {
  readonly adviceCase: string | null;
  readonly attendance: string | null;
  readonly referral: string | null;
  readonly crime: string | null;
  readonly told: Timeline<SubjectCategory | null>;
}

/** That another record is of the same person, or is not after all. */
interface SubjectFindingCard {
  readonly other: string;
  readonly at: string;
  readonly isSamePerson: boolean;
  /** Why they were found to be of two people. */
  readonly reason: FoundApartReason | null;
}

const UNSAID: Told = { value: null, since: '' };

const EXPECTED: SubjectCard = {
  version: 0,
  standing: 'EXPECTED',
  registeredAt: null,
  correctedAt: null,
  told: { name: UNSAID, contact: UNSAID, address: UNSAID },
  name: null,
  contact: null,
  address: null,
  findings: [],
  noticed: [],
  requests: NONE_KEYED,
  categories: NONE_KEYED,
  reach: [],
};

export const subjectBoard = defineView({
  name: 'subject-board',
  version: 8,
  of: [subjectHistory, crimeHistory],
  versionOf: subjectHistory,
  initial: EXPECTED,
  keys: { VictimRegistered: ({ victim }) => victim, VictimWithdrawn: ({ victim }) => victim },
  columns: { standing: ({ standing }) => standing, registeredAt: ({ registeredAt }) => registeredAt },
  evolve: {
    SubjectRegistered: (card, { name, contact = null, address = null }, { occurredAt }) => ({
      ...withDetails(card, { name, contact, address }, occurredAt),
      standing: 'REGISTERED',
      registeredAt: occurredAt,
    }),
    PersonalDetailsCorrected: (card, { name, contact, address }, { occurredAt: at }) => ({
      ...withDetails(card, { name, contact, address }, at),
      correctedAt: card.correctedAt !== null && card.correctedAt > at ? card.correctedAt : at,
    }),
    SubjectMergeProposed: (card, { request, requestedBy, answerBy, other, reason }, { occurredAt }) => ({
      ...card,
      requests: asked(card.requests, request, {
        ...{ askedBy: requestedBy, askedAt: occurredAt, answerBy },
        ...{ other, reason },
      }),
    }),
    SubjectMergeGranted: (card, { request }, { occurredAt }) => ({
      ...card,
      requests: answered(card.requests, request, { granted: true, at: occurredAt }),
    }),
    SubjectMergeDeclined: (card, { request, reason }, { occurredAt }) => ({
      ...card,
      requests: answered(card.requests, request, { granted: false, at: occurredAt, because: reason }),
    }),
    SubjectsMerged: (card, { other }, { occurredAt }) =>
      found(card, { other, at: occurredAt, isSamePerson: true, reason: null }),
    SubjectsFoundApart: (card, { other, reason }, { occurredAt }) =>
      found(card, { other, at: occurredAt, isSamePerson: false, reason }),
    MergeNoticed: (card, { other }, { occurredAt }) => noticed(card, other, occurredAt, true),
    FoundApartNoticed: (card, { other }, { occurredAt }) => noticed(card, other, occurredAt, false),
    SubjectCategorised: (card, { category = null, ...about }, { occurredAt }) => {
      const { adviceCase = null, attendance = null, referral = null } = about;
      const named = { adviceCase, attendance, referral, crime: null };
      return categorised(card, recordNamed(about), named, { from: occurredAt, value: category });
    },
    VictimRegistered: (card, _, { stream, occurredAt }) => inCrime(card, stream, occurredAt, 'VICTIM'),
    VictimWithdrawn: (card, _, { stream, occurredAt }) => inCrime(card, stream, occurredAt, null),
    SafeContactSaid: (card, { ways, onlyThrough = null }, { occurredAt }) => ({
      ...card,
      reach: since(card.reach, occurredAt, { ways, onlyThrough }),
    }),
  },
});

/** Whoever suffered a crime is a victim in its record, without anybody having to say so twice. */
const inCrime = (card: SubjectCard, stream: string, at: string, category: 'VICTIM' | null): SubjectCard => {
  const about = { adviceCase: null, attendance: null, referral: null, crime: idOf(stream) };
  return categorised(card, `crime ${about.crime}`, about, { from: at, value: category });
};

const categorised = (
  card: SubjectCard,
  record: string,
  about: Omit<CategoryCard, 'told'>,
  { from, value }: CategoryCard['told'][number],
): SubjectCard => {
  const told = since(valueIn(card.categories, record)?.told ?? [], from, value);
  return { ...card, categories: withValue(card.categories, record, { ...about, told }) };
};

const withDetails = (card: SubjectCard, said: Said, at: string): SubjectCard => {
  const told = {
    name: newer(card.told.name, said.name, at),
    contact: newer(card.told.contact, said.contact, at),
    address: newer(card.told.address, said.address, at),
  };
  return { ...card, told, name: told.name.value, contact: told.contact.value, address: told.address.value };
};

/** What was said of a later day stands. */
const newer = (known: Told, said: Told['value'] | undefined, at: string): Told =>
  said === undefined || at < known.since ? known : { value: said, since: at };

const found = (card: SubjectCard, finding: SubjectFindingCard): SubjectCard => ({
  ...card,
  findings: placed(card.findings, finding),
});

const noticed = (card: SubjectCard, other: string, at: string, isSamePerson: boolean): SubjectCard => ({
  ...card,
  noticed: placed(card.noticed, { other, at, isSamePerson, reason: null }),
});

/** Of each other record the newest finding, where that is that it is of the same person. */
export const mergesOf = (findings: SubjectCard['findings']): SubjectCard['findings'] => {
  const newest = new Map(findings.map((finding) => [finding.other, finding]));
  return [...newest.values()].filter(({ isSamePerson }) => isSamePerson);
};
