import { defineView, type PersonalReference } from '@wardbook/event-sourcing';
import { subjectHistory } from '@wardbook/policing';

/** A person by an opaque id. What they are called and where they are is a reference, which only the door opens. */
export interface SubjectCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REGISTERED';
  readonly registeredAt: string | null;
  readonly correctedAt: string | null;
  readonly name: PersonalReference | null;
  readonly contact: PersonalReference | null;
  readonly address: PersonalReference | null;
  /** Other records of the same person, oldest finding first. */
  readonly merges: readonly { readonly other: string; readonly at: string }[];
}

const EXPECTED: SubjectCard = {
  version: 0,
  standing: 'EXPECTED',
  registeredAt: null,
  correctedAt: null,
  name: null,
  contact: null,
  address: null,
  merges: [],
};

export const subjectBoard = defineView({
  name: 'subject-board',
  version: 1,
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
    SubjectsMerged: (card, { other }, { occurredAt }) => ({
      ...card,
      merges: [...card.merges, { other, at: occurredAt }],
    }),
  },
});
