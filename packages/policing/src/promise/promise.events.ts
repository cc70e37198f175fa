import { object, publicText, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant, month, reference, timeOfDay, wardCode, WEEKDAYS } from '../values.ts';
import { TARGET_KINDS } from '../ward/ward.events.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';

/** What can be promised so that arithmetic, not opinion, says whether it was kept (S4:5). */
export const PROMISE_KINDS = ['PATROL_WINDOW', 'PERIODIC_VISIT', 'OTHER_MEASURABLE'] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

/** Older corrections have the first two: by now what they say is struck through. */
export const CORRECTION_REASONS = ['RECORDED_IN_ERROR', 'WRONG_TARGET', 'WRONG_TIME', 'NOT_PROVEN'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

const terms = <Text extends z.ZodType>(text: (longest: number) => Text) => ({
  ward: wardCode,
  team: identifier,
  kind: z.enum(PROMISE_KINDS),
  statement: text(500),
  /** PERIODIC_VISIT: every target of this kind in the ward is visited. */
  targetKind: z.enum(TARGET_KINDS).optional(),
  /** PATROL_WINDOW: the patrol area, a registered target of the ward, and when it is patrolled. */
  area: identifier.optional(),
  windows: z.array(object({ weekday: z.enum(WEEKDAYS), from: timeOfDay, to: timeOfDay })).optional(),
  /** OTHER_MEASURABLE: what is counted. */
  measure: text(300).optional(),
  /** How often per target and calendar month. */
  minimumPerPeriod: z.int().min(1).max(1_000),
  /** The community priority that the promise answers (S4:12). */
  priority: identifier.optional(),
});

export const promiseProposed = event('PromiseProposed', terms(publicText))
  // version 2: words that can be taken out
  .becomes(terms(sealedText), (older) => older);
export const promiseAmended = event('PromiseAmended', terms(publicText))
  // version 2: words that can be taken out
  .becomes(terms(sealedText), (older) => older);
export const promiseAgreedByTeam = event('PromiseAgreedByTeam', { lead: identifier });
export const promiseAgreedByCommunity = event('PromiseAgreedByCommunity', { meeting: identifier });
export const promiseInForce = event('PromiseInForce', { from: instant, firstPeriod: month });
/** Which version of an establishment policy set the figures: `E0117/1`; left out, it was Wardbook's own. */
const establishment = reference.optional();

const periodOpened = {
  period: month,
  targets: z.array(identifier),
  minimumPerTarget: z.int().min(1).max(1_000),
};
/** A month begins with what is owed in it; once more where that turns out to have been something else. */
export const promisePeriodOpened = event('PromisePeriodOpened', periodOpened)
  // version 2: until when evidence is waited for
  .becomes({ ...periodOpened, closesAt: instant.optional(), establishment }, (older) => older);
/** What could not be done in a month, a school that is closed for example, is not owed in it. */
export const targetNotPossible = event('TargetNotPossible', {
  period: month,
  target: identifier,
  reason: publicText(300),
})
  // version 2: words that can be taken out
  .becomes({ period: month, target: identifier, reason: sealedText(300) }, (older) => older);
const fulfilmentRecorded = {
  fulfilment: identifier,
  period: month,
  /** One target for a visit; for a patrol, each occurrence of the window that it overlapped long enough. */
  targets: z.array(identifier),
  member: identifier,
  evidence: reference,
  from: instant,
  to: instant,
};
export const promiseFulfilmentRecorded = event('PromiseFulfilmentRecorded', fulfilmentRecorded)
  // version 2: who took part beside the member; one visit by two is one visit
  .becomes(
    { ...fulfilmentRecorded, others: z.array(identifier).optional(), establishment },
    (older) => older,
  );
const correction = {
  fulfilment: identifier,
  reason: z.enum(CORRECTION_REASONS),
  /** What it counts for from now on; empty when it counts no more. */
  targets: z.array(identifier),
};
export const fulfilmentCorrected = event('FulfilmentCorrected', correction)
  // version 2: in which month it counts
  .becomes({ ...correction, period: month.optional() }, (older) => older);
export const promisePeriodKept = event('PromisePeriodKept', { period: month });
export const promisePeriodBroken = event('PromisePeriodBroken', {
  period: month,
  missedTargets: z.array(identifier),
});
/** A month in which nothing was owed: neither kept nor broken. */
export const promisePeriodNotOwed = event('PromisePeriodNotOwed', { period: month });
/** How a month can end. */
export const PERIOD_RESULTS = ['KEPT', 'BROKEN', 'NOT_OWED'] as const;
export type PeriodResult = (typeof PERIOD_RESULTS)[number];
export const promisePeriodRestated = event('PromisePeriodRestated', {
  period: month,
  result: z.enum(PERIOD_RESULTS),
  missedTargets: z.array(identifier),
});
export const breachExplained = event('BreachExplained', { period: month, explanation: publicText(1_000) })
  // version 2: words that can be taken out
  .becomes({ period: month, explanation: sealedText(1_000) }, (older) => older);
export const promiseWithdrawalProposed = event('PromiseWithdrawalProposed', { reason: publicText(500) })
  // version 2: words that can be taken out
  .becomes({ reason: sealedText(500) }, (older) => older);
const withdrawal = {
  /** The ward panel's meeting at which the withdrawal was agreed. */
  agreedWith: identifier,
  lastPeriod: month,
};
export const promiseWithdrawn = event('PromiseWithdrawn', { reason: publicText(500), ...withdrawal })
  // version 2: words that can be taken out
  .becomes({ reason: sealedText(500), ...withdrawal }, (older) => older);
/** Its ward was abolished: no month is owed that was not over by then. */
export const promiseEnded = event('PromiseEnded', { lastPeriod: month });

export const promiseEvents = [
  promiseProposed,
  promiseAmended,
  promiseAgreedByTeam,
  promiseAgreedByCommunity,
  promiseInForce,
  promisePeriodOpened,
  targetNotPossible,
  promiseFulfilmentRecorded,
  fulfilmentCorrected,
  promisePeriodKept,
  promisePeriodBroken,
  promisePeriodNotOwed,
  promisePeriodRestated,
  breachExplained,
  promiseWithdrawalProposed,
  promiseWithdrawn,
  promiseEnded,
] as const;
/** Those that no other kind of record has. */
export type OwnPromiseEvent = EventOf<(typeof promiseEvents)[number]>;
export type PromiseEvent = OwnPromiseEvent | RedactionEvent;

/** What a promise says, as it is on record. */
export type TermsOnRecord = Omit<EventOf<typeof promiseProposed>, 'type'>;
/** What a promise says, as somebody sends it. */
export type PromiseTerms = Omit<TermsOnRecord, 'statement' | 'measure'> & {
  readonly statement: string;
  readonly measure?: string | undefined;
};
