import { alreadySo } from '@wardbook/event-sourcing/pure';
import type { Decider } from '@wardbook/event-sourcing/pure';
import { onlyFor, type PolicingCommand } from '../by.ts';
import { londonDay } from '../london.ts';
import * as rules from './policy.rules.ts';
import {
  dueFrom,
  isReviewOverdue,
  monthsAfter,
  nextReviewDue,
  policyHistory,
  publishedVersion,
  versionInForce,
  type PolicyState,
} from './policy.state.ts';
import {
  normalisedNumber,
  policyReviewed,
  policyReviewOverdue,
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
  facts: {},
  decide: {
    PublishPolicyVersion: ({ occurredAt: at, by, terms: asked }, state) => {
      const terms = { ...asked, ...normalised(asked) };
      return (
        onlyFor(by, 'ADMIN') ??
        rules.malformedNumber(terms) ??
        rules.notFitForAdvice(terms) ??
        rules.figuresOfAnotherKind(terms) ??
        rules.figuresAtOdds(terms) ??
        rules.anotherPolicy(state, terms) ??
        alreadySo(rules.isPublishedSo(state, terms)) ??
        rules.notYet(terms, at) ??
        rules.notLater(state, terms) ?? [
          policyVersionPublished({ ...terms, nextReviewDue: dueFrom(state, terms, at) }),
        ]
      );
    },

    ReviewPolicy: ({ occurredAt: at, by, outcome, contentHash, eia, onBehalfOf }, state) => {
      const version = versionInForce(state, at);
      if (!version) return onlyFor(by, 'ADMIN', 'INSPECTOR') ?? rules.nothingInForce;
      return (
        onlyFor(by, 'ADMIN', 'INSPECTOR') ??
        rules.notOnBehalf(version, onBehalfOf) ??
        (eia === undefined
          ? rules.withoutEia
          : rules.isReviewedSo(state, { outcome, contentHash, eia }, at)
            ? []
            : (rules.outcomeBelied(version, outcome, contentHash) ?? [
                policyReviewed({
                  version: version.version,
                  outcome,
                  contentHash,
                  eia,
                  ...(onBehalfOf !== undefined && { onBehalfOf }),
                  nextReviewDue: monthsAfter(londonDay(at), version.nextReviewMonths),
                }),
              ]))
      );
    },

    WithdrawPolicyVersion: ({ occurredAt: at, by, version, successor }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.neverPublished(state, version, at) ??
      alreadySo(rules.isWithdrawnFor(state, version, successor)) ??
      rules.withdrawnBefore(state, version) ??
      rules.leavesGap(state, version, successor, at) ??
      withdrawn(state, version, successor, at),

    NoticePolicyReviewOverdue: ({ occurredAt: at, by }, state) => {
      const version = versionInForce(state, at);
      const dueOn = nextReviewDue(state, at);
      return (
        onlyFor(by, 'SYSTEM') ??
        (version === undefined || dueOn === undefined
          ? rules.nothingInForce
          : !isReviewOverdue(state, at) || state.overdueNoticed.includes(dueOn)
            ? []
            : [policyReviewOverdue({ version: version.version, dueOn })])
      );
    },
  },
};

const withdrawn = (
  state: PolicyState,
  version: number,
  successor: number | undefined,
  at: string,
): readonly PolicyEvent[] => {
  const inForce = versionInForce(state, at);
  const next =
    inForce?.version === version && successor !== undefined
      ? publishedVersion(state, successor, at)
      : inForce;
  return successor === undefined || next === undefined
    ? []
    : [policyVersionWithdrawn({ version, successor, nextReviewDue: dueFrom(state, next, at) })];
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
