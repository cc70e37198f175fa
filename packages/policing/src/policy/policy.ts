import {
  alreadySo,
  happened,
  isRefusal,
  since,
  type Dated,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { dayStart, londonDay } from '../london.ts';
import * as rules from './policy.rules.ts';
import { policyHistory, versionInForce, type PolicyState } from './policy.state.ts';
import { monthsAfter, nextReviewDue, reviewNews } from './review-due.ts';
import {
  normalisedNumber,
  policyReviewed,
  policyVersionPublished,
  policyVersionWithdrawn,
  type PolicyEvent,
  type PolicyTerms,
  type ReviewOutcome,
} from './policy.events.ts';

/** `number` as typed, with or without its space; reviewed every three years unless it says otherwise. */
export type PublishedTerms = Omit<PolicyTerms, 'nextReviewMonths'> & { readonly nextReviewMonths?: number };

export type PolicyCommand = PolicingCommand &
  (
    | {
        readonly type: 'PublishPolicyVersion';
        readonly terms: PublishedTerms;
      }
    | {
        /** Recorded before the version that it brings about is published. */
        readonly type: 'ReviewPolicy';
        readonly outcome: ReviewOutcome;
        /** Of the text as it is after the review. */
        readonly contentHash: string;
        readonly eia?: string;
        readonly onBehalfOf?: string;
      }
    | { readonly type: 'WithdrawPolicyVersion'; readonly version: number; readonly successor?: number }
    | { readonly type: 'NoticePolicyReviewOverdue' }
  );

/** Three years (S3:39). */
const REVIEW_MONTHS = 36;

/** One policy in all its versions: what it says, from when on, and when it is to be reviewed. */
export const policy: Decider<PolicyCommand, PolicyEvent, PolicyState> = {
  ...policyHistory,
  cameOf: {
    PolicyVersionPublished: ({ type: _, nextReviewDue: __, ...terms }, { recordedAt: occurredAt }) => ({
      ...{ type: 'PublishPolicyVersion', terms },
      occurredAt,
    }),
    PolicyReviewed: 'ReviewPolicy',
    PolicyVersionWithdrawn: 'WithdrawPolicyVersion',
    PolicyReviewOverdue: (_, { recordedAt: occurredAt }) => ({
      type: 'NoticePolicyReviewOverdue',
      occurredAt,
    }),
    PolicyReviewOverdueFoundWrong: (_, { recordedAt: occurredAt }) => ({
      type: 'NoticePolicyReviewOverdue',
      occurredAt,
    }),
  },
  follows: ['PolicyReviewOverdue', 'PolicyReviewOverdueFoundWrong'],
  stands: judgedAgain<PolicyEvent, PolicyState>({
    PolicyReviewed: [rules.reviewOfNone, 'this policy was reviewed'],
    PolicyVersionWithdrawn: [
      ({ version, successor }, state, at) => rules.leavesGap(state, version, successor, at),
      'a version was withdrawn for another',
    ],
  }),
  facts: {},
  decide: {
    PublishPolicyVersion: ({ occurredAt: at, by, terms: asked }, state) => {
      const terms = { ...asked, ...normalised(asked) };
      const { publishedOn, nextReviewMonths } = terms;
      const due = monthsAfter(publishedOn, nextReviewMonths);
      return (
        onlyFor(by, 'ADMIN') ??
        rules.malformedNumber(terms) ??
        rules.notFitForAdvice(terms) ??
        rules.figuresOfAnotherKind(terms) ??
        rules.exemptsVictims(terms) ??
        rules.leavesDealing(terms) ??
        rules.gradesAtOdds(terms) ??
        rules.figuresAtOdds(terms) ??
        rules.termsAtOdds(terms) ??
        rules.anotherPolicy(state, terms) ??
        alreadySo(rules.isPublishedSo(state, terms)) ??
        rules.notYet(terms, at) ??
        rules.outOfOrder(state, terms) ?? [
          onItsDay(policyVersionPublished({ ...terms, nextReviewDue: due }), publishedOn, at),
        ]
      );
    },

    ReviewPolicy: ({ occurredAt: at, by, outcome, contentHash, eia, onBehalfOf }, state) => {
      const refused = onlyFor(by, 'ADMIN', 'INSPECTOR');
      if (refused || eia === undefined) return refused ?? rules.withoutEia;
      const review = { outcome, contentHash, eia, ...(onBehalfOf !== undefined && { onBehalfOf }) };
      if (rules.isReviewedSo(state, review, at)) return [];
      const version = rules.reviewedVersion(state, review, at);
      return isRefusal(version)
        ? version
        : [
            policyReviewed({
              version: version.version,
              ...review,
              nextReviewDue: monthsAfter(londonDay(at), version.nextReviewMonths),
            }),
          ];
    },

    WithdrawPolicyVersion: ({ occurredAt: at, by, version, successor }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.neverPublished(state, version, at) ??
      alreadySo(rules.isWithdrawnFor(state, version, successor, at)) ??
      rules.withdrawnBefore(state, version) ??
      rules.leavesGap(state, version, successor, at) ??
      withdrawn(state, version, successor, at),

    NoticePolicyReviewOverdue: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SYSTEM') ??
      (versionInForce(state, at)
        ? reviewNews(state).filter((found) => found.at <= at)
        : rules.nothingInForce),
  },
};

/** A version is in force from its day on, whenever it is put on record. */
const onItsDay = (event: PolicyEvent, publishedOn: string, at: string): PolicyEvent | Dated<PolicyEvent> =>
  publishedOn < londonDay(at) ? happened(dayStart(publishedOn), event) : event;

const withdrawn = (
  state: PolicyState,
  version: number,
  successor: number | undefined,
  at: string,
): readonly PolicyEvent[] => {
  if (successor === undefined) return [];
  const withdrawals = since(state.withdrawals, at, { version, successor });
  const due = nextReviewDue({ ...state, withdrawals }, at);
  return due === undefined ? [] : [policyVersionWithdrawn({ version, successor, nextReviewDue: due })];
};

const normalised = ({
  number,
  relatedPolicies,
  nextReviewMonths = REVIEW_MONTHS,
}: PublishedTerms): Pick<PolicyTerms, 'number' | 'relatedPolicies' | 'nextReviewMonths'> => ({
  number: normalisedNumber(number),
  relatedPolicies: relatedPolicies.map(normalisedNumber),
  nextReviewMonths,
});
