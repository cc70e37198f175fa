import { since, versioned, type Timeline, type View } from '@wardbook/event-sourcing';
import {
  policyEvents,
  type PolicyEvent,
  type PolicyKind,
  type PolicyTerms,
  type ReviewOutcome,
} from '@wardbook/policing';

/** A policy in all its versions, and how it was reviewed. */
export interface PolicyCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'PUBLISHED';
  /** With its space: `A 0609`. */
  readonly number: string | null;
  readonly kind: PolicyKind | null;
  readonly versions: readonly PolicyVersionCard[];
  /** Which version each London day of publication brought. */
  readonly published: Timeline<number>;
  readonly withdrawals: readonly {
    readonly version: number;
    readonly successor: number;
    readonly at: string;
    readonly nextReviewDue: string;
  }[];
  readonly reviews: Timeline<ReviewCard>;
}

export interface PolicyVersionCard extends PolicyTerms {
  readonly nextReviewDue: string;
}

interface ReviewCard {
  readonly version: number;
  readonly outcome: ReviewOutcome;
  readonly contentHash: string;
  readonly eia: string;
  readonly onBehalfOf: string | null;
  readonly nextReviewDue: string;
}

export const policyBoard: View<PolicyEvent, PolicyCard> = {
  name: 'policy-board',
  version: 1,
  initial: {
    version: 0,
    standing: 'EXPECTED',
    number: null,
    kind: null,
    versions: [],
    published: [],
    withdrawals: [],
    reviews: [],
  },
  events: policyEvents,
  columns: { number: ({ number }) => number, kind: ({ kind }) => kind, standing: ({ standing }) => standing },
  evolve: versioned<PolicyEvent, PolicyCard>('policy', {
    PolicyVersionPublished: (card, { type: _type, ...terms }) => ({
      ...card,
      standing: 'PUBLISHED',
      number: terms.number,
      kind: terms.kind,
      versions: [...card.versions.filter(({ version }) => version !== terms.version), terms],
      published: since(card.published, terms.publishedOn, terms.version),
    }),
    PolicyReviewed: (card, { type: _type, onBehalfOf = null, ...review }, { occurredAt }) => ({
      ...card,
      reviews: since(card.reviews, occurredAt, { ...review, onBehalfOf }),
    }),
    // When it is overdue follows from when it was due.
    PolicyReviewOverdue: (card) => card,
    PolicyVersionWithdrawn: (card, { type: _type, ...withdrawal }, { occurredAt }) => ({
      ...card,
      withdrawals: [...card.withdrawals, { ...withdrawal, at: occurredAt }],
    }),
  }),
};
