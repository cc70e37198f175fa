import {
  defineView,
  NONE_KEYED,
  placed,
  since,
  type Keyed,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  answered,
  asked,
  subjectHistory,
  type FoundApartReason,
  type MergeRequest,
} from '@wardbook/policing';

interface Details {
  readonly name: PersonalReference | null;
  readonly contact: PersonalReference | null;
  readonly address: PersonalReference | null;
}

type Said = { readonly [Detail in keyof Details]: Details[Detail] | undefined };

/** A person by an opaque id. What they are called and where they are is a reference, which only the door opens. */
export interface SubjectCard extends Details {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REGISTERED';
  readonly registeredAt: string | null;
  readonly correctedAt: string | null;
  /** What was said of the person; a correction names what it corrects. */
  readonly told: Timeline<Said>;
  /** What was found about other records, in the order in which it was found. */
  readonly findings: readonly SubjectFindingCard[];
  readonly requests: Keyed<MergeRequest>;
}

/** That another record is of the same person, or is not after all. */
interface SubjectFindingCard {
  readonly other: string;
  readonly at: string;
  readonly isSamePerson: boolean;
  /** Why they were found to be of two people. */
  readonly reason: FoundApartReason | null;
}

const EXPECTED: SubjectCard = {
  version: 0,
  standing: 'EXPECTED',
  registeredAt: null,
  correctedAt: null,
  told: [],
  name: null,
  contact: null,
  address: null,
  findings: [],
  requests: NONE_KEYED,
};

export const subjectBoard = defineView({
  name: 'subject-board',
  version: 3,
  of: [subjectHistory],
  versionOf: subjectHistory,
  initial: EXPECTED,
  columns: { standing: ({ standing }) => standing, registeredAt: ({ registeredAt }) => registeredAt },
  evolve: {
    SubjectRegistered: (card, { name, contact = null, address = null }, { occurredAt }) => ({
      ...withDetails(card, { name, contact, address }, occurredAt),
      standing: 'REGISTERED',
      registeredAt: occurredAt,
    }),
    PersonalDetailsCorrected: (card, { name, contact, address }, { occurredAt }) => {
      const corrected = withDetails(card, { name, contact, address }, occurredAt);
      return { ...corrected, correctedAt: corrected.told.at(-1)?.from ?? null };
    },
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
  },
});

const withDetails = (card: SubjectCard, said: Said, at: string): SubjectCard => {
  const told = since(card.told, at, said);
  return {
    ...card,
    told,
    name: newest(told, 'name'),
    contact: newest(told, 'contact'),
    address: newest(told, 'address'),
  };
};

const newest = (told: Timeline<Said>, detail: keyof Details): PersonalReference | null =>
  told.findLast(({ value }) => value[detail] !== undefined)?.value[detail] ?? null;

const found = (card: SubjectCard, finding: SubjectFindingCard): SubjectCard => ({
  ...card,
  findings: placed(card.findings, finding),
});
