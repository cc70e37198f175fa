import { alreadySo, toldAt, valueIn } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, askerOf, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { answerBy, unanswerable, type RequestDeclineReason } from '../granting.ts';
import { judgedAgain } from '../later.ts';
import type { Extension } from '../mixing.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { establishmentOf, retentionOf } from '../role/serving-policy.ts';
import * as events from './retention.events.ts';
import * as rules from './retention.rules.ts';
import type { Kept } from './retention.rules.ts';
import { retentionPart } from './retention.state.ts';

export type RetentionCommand = PolicingCommand &
  (
    | { readonly type: 'PlaceLegalHold'; readonly hold: string; readonly reason: events.HoldReason }
    | {
        readonly type: 'LiftLegalHold';
        readonly hold: string;
        /** Names the request within the record; left out, it is called like the hold. */
        readonly request?: string;
        readonly reason: events.HoldLiftingReason;
      }
    | { readonly type: 'GrantLifting'; readonly request: string }
    | { readonly type: 'DeclineLifting'; readonly request: string; readonly reason: RequestDeclineReason }
    /** Left out, the day is the one that the policy gives. */
    | { readonly type: 'ScheduleReview'; readonly on?: string }
    /** Left out, it is kept for another term of the policy. */
    | { readonly type: 'Retain'; readonly reason: events.RetainingReason; readonly until?: string }
    | { readonly type: 'Dispose'; readonly reason?: events.DisposalReason }
  );

type WithPolicy = Readonly<{ policy: PolicyState }>;

export interface RetentionFacts {
  readonly LiftLegalHold: WithPolicy;
  readonly ScheduleReview: WithPolicy;
  readonly Retain: WithPolicy;
  readonly Dispose: WithPolicy;
}

const underRetention = ({ owner, occurredAt }: PolicingCommand) => ({
  policy: retentionOf(owner, occurredAt),
});

const WRONG = 'Have that decision struck through first.';

/** Holds, reviews and disposal: what every record about a person has. */
export const retention: Extension<RetentionCommand, events.RetentionEvent, Kept, RetentionFacts> = {
  part: retentionPart,
  over: (kept) => {
    const [since, refusal] = [kept.retention.disposed?.at, rules.disposedOf(kept)];
    return since === undefined || refusal === undefined ? undefined : { since, refusal };
  },
  facts: {
    LiftLegalHold: ({ owner, occurredAt }) => ({ policy: establishmentOf(owner, occurredAt) }),
    ScheduleReview: underRetention,
    Retain: underRetention,
    Dispose: underRetention,
  },
  decide: {
    PlaceLegalHold: ({ occurredAt: at, by, hold, reason }, kept) => {
      const known = valueIn(kept.retention.holds, hold);
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(kept.begunAt, at, 'record', 'id') ??
        alreadySo(known?.placedAt === at && known.reason === reason) ??
        alreadyBegun(known?.placedAt, 'hold', 'hold') ?? [events.legalHoldPlaced({ hold, reason })]
      );
    },

    LiftLegalHold: ({ occurredAt: at, by, hold, request = hold, reason }, kept, { policy }) => {
      const known = valueIn(kept.retention.requests, request);
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(kept.begunAt, at, 'record', 'id') ??
        alreadySo(known?.askedAt === at && known.hold === hold && known.reason === reason) ??
        alreadyBegun(known?.askedAt, 'request', 'request') ??
        rules.notHeld(kept, hold, at, 'hold') ?? [
          events.legalHoldLiftRequested({
            ...{ request, hold, reason },
            ...{ requestedBy: askerOf(by), answerBy: answerBy(policy, at) },
          }),
        ]
      );
    },

    GrantLifting: ({ occurredAt: at, by, request }, kept) => {
      const { hold = '' } = valueIn(kept.retention.requests, request) ?? {};
      return (
        onlyFor(by, 'RECORDS') ??
        unanswerable(kept.retention.requests, { request, by, at, granted: true }) ??
        rules.notHeld(kept, hold, at, 'request') ?? [
          events.legalHoldLiftGranted({ request }),
          events.legalHoldLifted({ hold }),
        ]
      );
    },

    DeclineLifting: ({ occurredAt: at, by, request, reason }, kept) =>
      onlyFor(by, 'RECORDS') ??
      unanswerable(kept.retention.requests, { request, by, at, granted: false }) ?? [
        events.legalHoldLiftDeclined({ request, reason }),
      ],

    ScheduleReview: ({ occurredAt: at, by, on: asked }, kept, { policy }) => {
      const counted = asked === undefined ? rules.countedBy(policy, kept, at) : { on: asked };
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(kept.begunAt, at, 'record', 'id') ??
        (asked === undefined ? rules.noEndYet(kept, at) : undefined) ??
        alreadySo(toldAt(kept.retention.reviews, at) === counted.on) ??
        rules.disposedOf(kept) ??
        (asked === undefined ? undefined : rules.dayGone(asked, at, 'on')) ?? [
          events.retentionReviewScheduled(counted),
        ]
      );
    },

    Retain: ({ occurredAt: at, by, reason, until: asked }, kept, { policy }) => {
      const { on: until, ...counted } =
        asked === undefined ? rules.anotherTerm(policy, kept, at) : { on: asked };
      const told = toldAt(kept.retention.retained, at);
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(kept.begunAt, at, 'record', 'id') ??
        alreadySo(told?.reason === reason && told.until === until) ??
        rules.disposedOf(kept) ??
        rules.dayGone(until, at, 'until') ?? [events.recordRetained({ reason, until, ...counted })]
      );
    },

    Dispose: ({ occurredAt: at, by, reason = 'NO_LONGER_NEEDED' }, kept, { policy }) => {
      const { disposed } = kept.retention;
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(kept.begunAt, at, 'record', 'id') ??
        alreadySo(disposed?.at === at && disposed.reason === reason) ??
        alreadyBegun(disposed?.at, 'disposal', 'id') ??
        rules.held(kept, at) ??
        rules.live(kept, at) ??
        rules.keptLonger(kept, policy, at) ?? [events.disposalDecided({ reason })]
      );
    },
  },
  cameOf: {
    LegalHoldPlaced: 'PlaceLegalHold',
    LegalHoldLiftRequested: 'LiftLegalHold',
    LegalHoldLiftGranted: 'GrantLifting',
    LegalHoldLiftDeclined: 'DeclineLifting',
    // What a policy counted, nobody named.
    RetentionReviewScheduled: ({ on, policy }) => ({
      ...{ type: 'ScheduleReview' },
      ...(policy === undefined && { on }),
    }),
    RecordRetained: ({ reason, until, policy }) => ({
      ...{ type: 'Retain', reason },
      ...(policy === undefined && { until }),
    }),
    DisposalDecided: 'Dispose',
  },
  stands: judgedAgain<events.RetentionEvent, Kept>({
    LegalHoldLiftRequested: [
      ({ hold }, kept, at) => rules.notHeld(kept, hold, at, 'hold'),
      'somebody asked for a hold to be lifted',
      'Choose a later time.',
    ],
    LegalHoldLifted: [
      ({ hold }, kept, at) => rules.notHeld(kept, hold, at, 'hold'),
      'a hold was lifted',
      'Choose a later time.',
    ],
    RetentionReviewScheduled: [
      (_, kept) => rules.disposedOf(kept),
      'a review was scheduled',
      'Choose a later time.',
    ],
    RecordRetained: [(_, kept) => rules.disposedOf(kept), 'this record was kept on', 'Choose a later time.'],
    DisposalDecided: [
      (_, kept, at) => rules.held(kept, at) ?? rules.live(kept, at) ?? rules.saidLonger(kept, at),
      'it was decided to dispose of this record',
      WRONG,
    ],
  }),
};
