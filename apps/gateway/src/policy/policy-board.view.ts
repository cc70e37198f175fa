import { defineView, since, type Timeline } from '@wardbook/event-sourcing';
import {
  policyHistory,
  withVersion,
  type PolicyKind,
  type PolicyState,
  type ReviewOutcome,
} from '@wardbook/policing';

/** A policy in all its versions, and how it was reviewed. When a review is overdue follows from when it was due. */
export interface PolicyCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'PUBLISHED';
  /** With its space: `A 0609`. */
  readonly number: string | null;
  readonly kind: PolicyKind | null;
  readonly versions: readonly PolicyVersionCard[];
  readonly withdrawals: PolicyState['withdrawals'];
  readonly reviews: Timeline<ReviewCard>;
}

export type PolicyVersionCard = PolicyState['versions'][number];

interface ReviewCard {
  readonly version: number;
  readonly outcome: ReviewOutcome;
  readonly contentHash: string;
  readonly eia: string;
  readonly onBehalfOf: string | null;
  readonly nextReviewDue: string;
}

const EXPECTED: PolicyCard = {
  version: 0,
  standing: 'EXPECTED',
  number: null,
  kind: null,
  versions: [],
  withdrawals: [],
  reviews: [],
};

export const policyBoard = defineView({
  name: 'policy-board',
  version: 5,
  of: [policyHistory],
  versionOf: policyHistory,
  initial: EXPECTED,
  columns: { number: ({ number }) => number, kind: ({ kind }) => kind, standing: ({ standing }) => standing },
  evolve: {
    PolicyVersionPublished: (card, { type: _type, nextReviewDue: _due, ...terms }) => ({
      ...card,
      standing: 'PUBLISHED',
      number: terms.number,
      kind: terms.kind,
      versions: withVersion(card.versions, terms),
    }),
    PolicyReviewed: (card, { type: _type, onBehalfOf = null, ...review }, { occurredAt }) => ({
      ...card,
      reviews: since(card.reviews, occurredAt, { ...review, onBehalfOf }),
    }),
    PolicyVersionWithdrawn: (card, { version, successor }, { occurredAt }) => ({
      ...card,
      withdrawals: since(card.withdrawals, occurredAt, { version, successor }),
    }),
  },
});
