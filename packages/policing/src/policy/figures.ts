import { object, z } from '@wardbook/event-sourcing/pure';

// The figures that rules rest on and a force sets for itself. Ours, where no adopted policy says others.

/** What a policy of kind ESTABLISHMENT sets. */
export const establishmentFigures = object({
  /** A patrol counts for a promised time that it covered for so long (R-PROM-5). */
  patrolOverlapMinutes: z.int().min(1).max(1_440),
  /** No patrol is longer. */
  longestPatrolMinutes: z.int().min(1).max(2_880),
  /** After its end a month waits so long for evidence before it is closed. */
  evidenceGraceDays: z.int().min(0).max(60),
  /** What the people of a ward asked for is stale when nobody spoke of it for so long. */
  priorityStaleMonths: z.int().min(1).max(60),
  /** A request to authorise something is answered within so long. */
  answerRequestsWithinHours: z.int().min(1).max(1_440),
});
export type EstablishmentFigures = Readonly<z.infer<typeof establishmentFigures>>;

/** What a policy of kind VISIT sets. */
export const visitFigures = object({
  /** So long after the time that was planned a missing call is an alarm (S3:36). */
  graceMinutes: z.int().min(0).max(240),
});
export type VisitFigures = Readonly<z.infer<typeof visitFigures>>;

/** What holds where no establishment policy serves. */
export const DEFAULT_ESTABLISHMENT: EstablishmentFigures = {
  patrolOverlapMinutes: 15,
  longestPatrolMinutes: 720,
  evidenceGraceDays: 7,
  priorityStaleMonths: 3,
  answerRequestsWithinHours: 72,
};

/** What holds where no policy on visits serves. */
export const DEFAULT_VISIT: VisitFigures = { graceMinutes: 15 };
