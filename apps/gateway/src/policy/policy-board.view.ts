import { defineView, since, type Timeline } from '@wardbook/event-sourcing';
import { policyHistory, type PolicyKind, type PolicyTerms, type ReviewOutcome } from '@wardbook/policing';

/** A policy in all its versions, and how it was reviewed. When a review is overdue follows from when it was due. */
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

const EXPECTED: PolicyCard = {
  version: 0,
  standing: 'EXPECTED',
  number: null,
  kind: null,
  versions: [],
  published: [],
  withdrawals: [],
  reviews: [],
};

export const policyBoard = defineView({
  name: 'policy-board',
  version: 1,
  of: [policyHistory],
  versionOf: policyHistory,
  initial: EXPECTED,
  columns: { number: ({ number }) => number, kind: ({ kind }) => kind, standing: ({ standing }) => standing },
  evolve: {
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
    PolicyVersionWithdrawn: (card, { type: _type, ...withdrawal }, { occurredAt }) => ({
      ...card,
      withdrawals: [...card.withdrawals, { ...withdrawal, at: occurredAt }],
    }),
  },
});
