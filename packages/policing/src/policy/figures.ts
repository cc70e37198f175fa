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

/** Classes of records that a policy of kind RETENTION has terms for. */
export const RECORD_CLASSES = ['ADVICE_CASE', 'ATTENDANCE', 'REFERRAL', 'SUBJECT'] as const;
/** One of `RECORD_CLASSES`. */
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** From when on a record is kept: its end, its beginning, or the last time that anybody was in touch. */
export const RETENTION_TRIGGERS = ['CLOSED', 'REGISTERED', 'LAST_CONTACT'] as const;
/** One of `RETENTION_TRIGGERS`. */
export type RetentionTrigger = (typeof RETENTION_TRIGGERS)[number];

/** What a policy of kind RETENTION sets for one class of records: how many years it is kept, and from when on. */
export const retentionTerm = object({
  record: z.enum(RECORD_CLASSES),
  trigger: z.enum(RETENTION_TRIGGERS),
  /** None: it may go as soon as that has happened. */
  years: z.int().min(0).max(100),
});
export type RetentionTerm = Readonly<z.infer<typeof retentionTerm>>;

/** What can happen to the records of a class: a person is not closed, and only a case knows when people were in touch. */
export const TRIGGERS_OF: Readonly<Record<RecordClass, readonly RetentionTrigger[]>> = {
  ADVICE_CASE: ['CLOSED', 'REGISTERED', 'LAST_CONTACT'],
  ATTENDANCE: ['CLOSED', 'REGISTERED'],
  REFERRAL: ['CLOSED', 'REGISTERED'],
  SUBJECT: ['REGISTERED'],
};

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

/**
 * What holds where no retention policy serves: six years, for which all records of the police were normally held when
 * the guidance on them was made, from the end of what has one.
 */
export const DEFAULT_RETENTION: Readonly<Record<RecordClass, Omit<RetentionTerm, 'record'>>> = {
  ADVICE_CASE: { trigger: 'CLOSED', years: 6 },
  ATTENDANCE: { trigger: 'CLOSED', years: 6 },
  REFERRAL: { trigger: 'CLOSED', years: 6 },
  SUBJECT: { trigger: 'REGISTERED', years: 6 },
};
