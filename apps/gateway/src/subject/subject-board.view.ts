import { defineView, NONE_KEYED, type Keyed, type PersonalReference } from '@wardbook/event-sourcing';
import {
  answered,
  asked,
  subjectHistory,
  type FoundApartReason,
  type MergeRequest,
} from '@wardbook/policing';

/** A person by an opaque id. What they are called and where they are is a reference, which only the door opens. */
export interface SubjectCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REGISTERED';
  readonly registeredAt: string | null;
  readonly correctedAt: string | null;
  readonly name: PersonalReference | null;
  readonly contact: PersonalReference | null;
  readonly address: PersonalReference | null;
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
  name: null,
  contact: null,
  address: null,
  findings: [],
  requests: NONE_KEYED,
};

export const subjectBoard = defineView({
  name: 'subject-board',
  version: 2,
  of: [subjectHistory],
  versionOf: subjectHistory,
  initial: EXPECTED,
  columns: { standing: ({ standing }) => standing, registeredAt: ({ registeredAt }) => registeredAt },
  evolve: {
    SubjectRegistered: (card, { name, contact = null, address = null }, { occurredAt }) => ({
      ...card,
      name,
      contact,
      address,
      standing: 'REGISTERED',
      registeredAt: occurredAt,
    }),
    PersonalDetailsCorrected: (card, corrected, { occurredAt }) => {
      const { name = card.name, contact = card.contact, address = card.address } = corrected;
      return { ...card, name, contact, address, correctedAt: occurredAt };
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

const found = (card: SubjectCard, finding: SubjectFindingCard): SubjectCard => ({
  ...card,
  findings: [...card.findings, finding].sort((a, b) => (a.at < b.at ? -1 : +(a.at > b.at))),
});
