import { object, publicText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant, month, reference, timeOfDay, wardCode, WEEKDAYS } from '../values.ts';
import { TARGET_KINDS } from '../ward/ward.events.ts';

/** What can be promised so that arithmetic, not opinion, says whether it was kept (S4:5). */
export const PROMISE_KINDS = ['PATROL_WINDOW', 'PERIODIC_VISIT', 'OTHER_MEASURABLE'] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

export const CORRECTION_REASONS = ['RECORDED_IN_ERROR', 'WRONG_TARGET', 'WRONG_TIME', 'NOT_PROVEN'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

const terms = {
  ward: wardCode,
  team: identifier,
  kind: z.enum(PROMISE_KINDS),
  statement: publicText(500),
  /** PERIODIC_VISIT: every target of this kind in the ward is visited. */
  targetKind: z.enum(TARGET_KINDS).optional(),
  /** PATROL_WINDOW: the patrol area, a registered target of the ward, and when it is patrolled. */
  area: identifier.optional(),
  windows: z.array(object({ weekday: z.enum(WEEKDAYS), from: timeOfDay, to: timeOfDay })).optional(),
  /** OTHER_MEASURABLE: what is counted. */
  measure: publicText(300).optional(),
  /** How often per target and calendar month. */
  minimumPerPeriod: z.int().min(1).max(1_000),
  /** The community priority that the promise answers (S4:12). */
  priority: identifier.optional(),
};

export const promiseProposed = event('PromiseProposed', terms);
export const promiseAmended = event('PromiseAmended', terms);
export const promiseAgreedByTeam = event('PromiseAgreedByTeam', { lead: identifier });
export const promiseAgreedByCommunity = event('PromiseAgreedByCommunity', { meeting: identifier });
export const promiseInForce = event('PromiseInForce', { from: instant, firstPeriod: month });
export const promisePeriodOpened = event('PromisePeriodOpened', {
  period: month,
  targets: z.array(identifier),
  minimumPerTarget: z.int().min(1).max(1_000),
});
export const promiseFulfilmentRecorded = event('PromiseFulfilmentRecorded', {
  fulfilment: identifier,
  period: month,
  /** One target for a visit; for a patrol, each occurrence of the window that it overlapped long enough. */
  targets: z.array(identifier),
  member: identifier,
  evidence: reference,
  from: instant,
  to: instant,
});
export const fulfilmentCorrected = event('FulfilmentCorrected', {
  fulfilment: identifier,
  reason: z.enum(CORRECTION_REASONS),
  /** What it counts for from now on; empty when it counts no more. */
  targets: z.array(identifier),
});
export const promisePeriodKept = event('PromisePeriodKept', { period: month });
export const promisePeriodBroken = event('PromisePeriodBroken', {
  period: month,
  missedTargets: z.array(identifier),
});
export const promisePeriodRestated = event('PromisePeriodRestated', {
  period: month,
  result: z.enum(['KEPT', 'BROKEN']),
  missedTargets: z.array(identifier),
});
export const breachExplained = event('BreachExplained', { period: month, explanation: publicText(1_000) });
export const promiseWithdrawn = event('PromiseWithdrawn', {
  reason: publicText(500),
  /** The ward panel's meeting at which the withdrawal was agreed. */
  agreedWith: identifier,
  lastPeriod: month,
});

export const promiseEvents = [
  promiseProposed,
  promiseAmended,
  promiseAgreedByTeam,
  promiseAgreedByCommunity,
  promiseInForce,
  promisePeriodOpened,
  promiseFulfilmentRecorded,
  fulfilmentCorrected,
  promisePeriodKept,
  promisePeriodBroken,
  promisePeriodRestated,
  breachExplained,
  promiseWithdrawn,
] as const;
export type PromiseEvent = EventOf<(typeof promiseEvents)[number]>;

/** What a promise says. */
export type PromiseTerms = Omit<EventOf<typeof promiseProposed>, 'type'>;
