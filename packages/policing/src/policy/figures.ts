import { object, publishedWords, z } from '@wardbook/event-sourcing/pure';
import { CRITERIA } from '../criteria.ts';
import { day, identifier, WEEKDAYS } from '../values.ts';

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

/** What a crime is recorded as: the categories in which crime figures are published. */
export const CRIME_CATEGORIES = [
  'ANTI_SOCIAL_BEHAVIOUR',
  'BICYCLE_THEFT',
  'BURGLARY',
  'CRIMINAL_DAMAGE_ARSON',
  'DRUGS',
  'OTHER_THEFT',
  'POSSESSION_OF_WEAPONS',
  'PUBLIC_ORDER',
  'ROBBERY',
  'SHOPLIFTING',
  'THEFT_FROM_THE_PERSON',
  'VEHICLE_CRIME',
  'VIOLENT_CRIME',
  'OTHER_CRIME',
] as const;
/** One of `CRIME_CATEGORIES`. */
export type CrimeCategory = (typeof CRIME_CATEGORIES)[number];

/** Who investigates: an integrated neighbourhood policing team, or the criminal investigation department (S4:4, 6). */
export const INVESTIGATORS = ['INPT', 'CID'] as const;
/** One of `INVESTIGATORS`. */
export type Investigator = (typeof INVESTIGATORS)[number];

/** What a policy of kind ALLOCATION sets for one category of crime: who investigates it (R-INPT-6). */
export const allocationTerm = object({
  category: z.enum(CRIME_CATEGORIES),
  to: z.enum(INVESTIGATORS),
});
export type AllocationTerm = Readonly<z.infer<typeof allocationTerm>>;

const workingDays = z.int().min(0).max(60);
/** What a policy of kind VISIT sets for the victims of crime (R-VIS-2, R-VIS-5; the clock of the Victims' Code). */
export const victimFigures = object({
  /** A visit is offered within so many working days after somebody was registered as a victim. */
  offerWithinWorkingDays: workingDays,
  /** What a victim needs is assessed within so many. */
  needsWithinWorkingDays: workingDays,
  /** A victim is told what has happened within so many. */
  informWithinWorkingDays: workingDays,
  /** And one with enhanced rights within so many. */
  informEnhancedWithinWorkingDays: workingDays,
  /** How many appointments a car has on a day. */
  slotsPerCar: z.int().min(1).max(200),
  workingDays: z.array(z.enum(WEEKDAYS)).min(1).max(7),
  /** London days that are no working days. */
  holidays: z.array(day).max(500),
  /** Categories of crime whose victims are offered no visit: a policy with any is refused (R-VIS-1). */
  exemptCategories: z.array(z.enum(CRIME_CATEGORIES)).max(20).optional(),
});
export type VictimFigures = Readonly<z.infer<typeof victimFigures>>;

/** How far a security survey goes: basic, or full by a specialist (S2:13, S3:35). */
export const SURVEY_LEVELS = ['BASIC', 'FULL'] as const;
/** One of `SURVEY_LEVELS`. */
export type SurveyLevel = (typeof SURVEY_LEVELS)[number];

/** What a policy of kind SURVEY sets: what is looked at, and who comes first. */
export const surveyFigures = object({
  checklist: z
    .array(
      object({
        code: identifier,
        section: identifier,
        /** BASIC: looked at in every survey; FULL: in a full one only. */
        level: z.enum(SURVEY_LEVELS),
        /** What is found there is for a specialist (R-SUR-6). */
        technical: z.boolean(),
        wording: publishedWords(300),
      }),
    )
    .min(1)
    .max(500),
  /** Whose homes are surveyed first (R-SUR-3). */
  priorityCriteria: z.array(z.enum(CRITERIA)).max(20),
});
export type SurveyFigures = Readonly<z.infer<typeof surveyFigures>>;

/** What a policy of kind TRAINING sets. */
export const trainingFigures = object({
  /** So long a training in home security surveys lets somebody survey (R-TRN-1). */
  basicSurveyMonths: z.int().min(1).max(240),
});
export type TrainingFigures = Readonly<z.infer<typeof trainingFigures>>;

/** How soon somebody comes; REFERRED: nobody does, and it is dealt with otherwise (S1:41). */
export const GRADES = ['IMMEDIATE', 'SIGNIFICANT', 'EXTENDED', 'REFERRED'] as const;
/** One of `GRADES`. */
export type Grade = (typeof GRADES)[number];

/** What a report of the public is about (S1:9, 35-38, 41). */
export const REPORT_MATTERS = [
  'DRUG_USE',
  'DRUG_DEALING',
  'ANTI_SOCIAL_BEHAVIOUR',
  'GRAFFITI',
  'ABANDONED_VEHICLE',
  'CRIMINAL_DAMAGE',
  'NUISANCE',
  'BURGLARY',
  'VEHICLE_CRIME',
  'VIOLENCE',
  'SUSPICIOUS_ACTIVITY',
  'OTHER',
] as const;
/** One of `REPORT_MATTERS`. */
export type ReportMatter = (typeof REPORT_MATTERS)[number];

/** What whoever reports is told (S1:34-38). */
export const GUIDANCE_TOPICS = [
  'HOW_TO_OBSERVE',
  'WHAT_IS_SUSPICIOUS',
  'HOW_TO_REPORT',
  'WHAT_TO_REPORT',
  'WHAT_HAPPENS_NEXT',
] as const;
/** One of `GUIDANCE_TOPICS`. */
export type GuidanceTopic = (typeof GUIDANCE_TOPICS)[number];

/** How intelligence is graded: by three, five and two codes, or, as it was before, by five, five and five. */
export const INTELLIGENCE_SCHEMES = ['THREE_BY_FIVE_BY_TWO', 'FIVE_BY_FIVE_BY_FIVE'] as const;
/** One of `INTELLIGENCE_SCHEMES`. */
export type IntelligenceScheme = (typeof INTELLIGENCE_SCHEMES)[number];

const minutes = z.int().min(1).max(20_160);
/** What a policy of kind GRADING sets (R-INT-2, 3, 8). */
export const gradingFigures = object({
  /** How soon somebody is there; none where nobody is promised. */
  targets: z.array(object({ grade: z.enum(GRADES), withinMinutes: minutes.optional() })).max(4),
  /** Matters to which nobody has to be sent, not even while it happens (R-INT-3). */
  mayGoUnattended: z.array(z.enum(REPORT_MATTERS)).max(20),
  /** A report is graded within so long; without it, on the London day on which it came. */
  gradeWithinMinutes: minutes.optional(),
  /** And assessed as intelligence within so long. */
  assessWithinMinutes: minutes.optional(),
  scheme: z.enum(INTELLIGENCE_SCHEMES),
  guidance: z.array(object({ topic: z.enum(GUIDANCE_TOPICS), wording: publishedWords(500) })).max(50),
});
export type GradingFigures = Readonly<z.infer<typeof gradingFigures>>;

/** What a policy of kind TASKING sets. */
export const taskingFigures = object({
  /** More live problems than these in one ward are worth a warning (R-PROB-7). */
  liveProblemsPerWard: z.int().min(1).max(100),
});
export type TaskingFigures = Readonly<z.infer<typeof taskingFigures>>;

/** What antisocial behaviour is, whatever a policy says (R-ASB-5; S1:9). */
export const ASB_CATEGORIES = [
  'GRAFFITI',
  'ABANDONED_VEHICLE',
  'MINOR_CRIMINAL_DAMAGE',
  'NUISANCE_NEIGHBOUR',
  'OTHER',
] as const;
/** One of `ASB_CATEGORIES`. */
export type AsbCategory = (typeof ASB_CATEGORIES)[number];

/** What a policy of kind ASB sets (R-ASB-2, 5, 6). */
export const asbFigures = object({
  /** Further categories, beside those that are always there. */
  furtherCategories: z.array(identifier).max(100),
  /** A case is reviewed after so many reports within so many months, each made within so many days (R-ASB-6). */
  reports: z.int().min(1).max(100),
  withinMonths: z.int().min(1).max(60),
  reportedWithinDays: z.int().min(0).max(366),
  acknowledgeWithinWorkingDays: workingDays,
  decideWithinWorkingDays: workingDays,
  reviewWithinWorkingDays: workingDays,
  /** For so long an acceptable behaviour contract is made (R-ASB-2). */
  contractMonths: z.int().min(1).max(60),
  workingDays: z.array(z.enum(WEEKDAYS)).min(1).max(7),
  /** London days that are no working days. */
  holidays: z.array(day).max(500),
});
export type AsbFigures = Readonly<z.infer<typeof asbFigures>>;

/** Classes of records that a policy of kind RETENTION has terms for. */
export const RECORD_CLASSES = [
  ...['ADVICE_CASE', 'ATTENDANCE', 'REFERRAL', 'SUBJECT'],
  ...['CRIME', 'VICTIM_VISIT', 'SURVEY', 'INITIATIVE'],
  ...['PUBLIC_REPORT', 'INTELLIGENCE', 'PROBLEM', 'BEHAVIOUR_CONTRACT', 'ASB_CASE'],
] as const;
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
  CRIME: ['CLOSED', 'REGISTERED'],
  VICTIM_VISIT: ['CLOSED', 'REGISTERED'],
  SURVEY: ['CLOSED', 'REGISTERED'],
  INITIATIVE: ['CLOSED', 'REGISTERED'],
  PUBLIC_REPORT: ['CLOSED', 'REGISTERED'],
  INTELLIGENCE: ['CLOSED', 'REGISTERED'],
  PROBLEM: ['CLOSED', 'REGISTERED'],
  BEHAVIOUR_CONTRACT: ['CLOSED', 'REGISTERED'],
  ASB_CASE: ['CLOSED', 'REGISTERED'],
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
 * What holds for the victims of crime where no policy on visits says otherwise: 30 appointments a day, as the cars of 2013
 * had; two working days for support and five, or one, to be told, as the Victims' Code is read.
 */
export const DEFAULT_VICTIMS: VictimFigures = {
  offerWithinWorkingDays: 2,
  needsWithinWorkingDays: 2,
  informWithinWorkingDays: 5,
  informEnhancedWithinWorkingDays: 1,
  slotsPerCar: 30,
  workingDays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
  holidays: [],
};

/** Who investigates where no policy on allocation says otherwise: what is lower level stays in the neighbourhood (S4:4, 6). */
export const DEFAULT_ALLOCATION: Readonly<Record<CrimeCategory, Investigator>> = {
  ANTI_SOCIAL_BEHAVIOUR: 'INPT',
  BICYCLE_THEFT: 'INPT',
  BURGLARY: 'INPT',
  CRIMINAL_DAMAGE_ARSON: 'INPT',
  DRUGS: 'INPT',
  OTHER_THEFT: 'INPT',
  POSSESSION_OF_WEAPONS: 'CID',
  PUBLIC_ORDER: 'INPT',
  ROBBERY: 'CID',
  SHOPLIFTING: 'INPT',
  THEFT_FROM_THE_PERSON: 'INPT',
  VEHICLE_CRIME: 'INPT',
  VIOLENT_CRIME: 'CID',
  OTHER_CRIME: 'INPT',
};

const looked = (
  level: SurveyLevel,
  section: string,
  items: readonly (readonly [code: string, wording: string])[],
  technical = false,
): SurveyFigures['checklist'] =>
  items.map(([code, wording]) => ({ code, section, level, technical, wording }));

/**
 * What is looked at where no policy on surveys serves. The sections are those that checklists of police forces have in
 * common; the items and their words are ours.
 */
export const DEFAULT_SURVEY: SurveyFigures = {
  checklist: [
    ...looked('BASIC', 'BOUNDARY', [
      ['FRONT_BOUNDARY_LOW', 'The front boundary is low enough to be seen over.'],
      ['SIDE_BOUNDARY_HIGH', 'Side and rear boundaries are hard to climb.'],
      ['GATES_LOCKED', 'Side and rear gates are locked.'],
    ]),
    ...looked('BASIC', 'FRONT', [['FRONT_DOOR_SEEN', 'The front door can be seen from the street.']]),
    ...looked('BASIC', 'LIGHTING', [['LIGHT_AT_DOORS', 'There is light at every door after dark.']]),
    ...looked('BASIC', 'DOORS', [
      ['DOOR_LOCKS', 'Outer doors have locks that meet a current standard.'],
      ['DOOR_CHAIN_AND_VIEWER', 'The front door has a chain or a bar, and a viewer.'],
      ['HINGES_AND_FRAME', 'Hinges and frames are sound.'],
    ]),
    ...looked('BASIC', 'WINDOWS', [
      ['WINDOW_LOCKS', 'Windows within reach have locks with keys.'],
      ['WINDOW_ESCAPE', 'Whoever has to get out in a fire can.'],
    ]),
    ...looked('BASIC', 'OUTBUILDINGS', [
      ['SHED_LOCKED', 'Sheds and garages are locked, and ladders put away.'],
    ]),
    ...looked('BASIC', 'PROPERTY', [
      ['PROPERTY_MARKED', 'Valuables are marked, and keys kept out of sight.'],
    ]),
    ...looked('BASIC', 'CALLERS', [
      ['CALLERS_CHECKED', 'Callers are asked who they are before the door is opened.'],
    ]),
    ...looked('BASIC', 'ALARM', [['ALARM_FITTED', 'There is an alarm that works.']], true),
    ...looked(
      'FULL',
      'ALARM',
      [['ALARM_STANDARD', 'The alarm is monitored, and fitted by an approved installer.']],
      true,
    ),
    ...looked(
      'FULL',
      'CCTV',
      [['CCTV_PURPOSE', 'Cameras have a purpose, and see no more than it needs.']],
      true,
    ),
    ...looked('FULL', 'DOORS', [['DOOR_STANDARD', 'Doors and frames were tested together.']], true),
    ...looked('FULL', 'WINDOWS', [['GLAZING', 'Glass within reach is laminated.']], true),
  ],
  priorityCriteria: ['AGE_60_PLUS', 'VULNERABLE'],
};

/** What holds where no policy on training serves. */
export const DEFAULT_TRAINING: TrainingFigures = { basicSurveyMonths: 36 };

/** What whoever reports is told where no policy on grading serves; the words are ours. */
export const DEFAULT_GUIDANCE: GradingFigures['guidance'] = [
  {
    topic: 'HOW_TO_OBSERVE',
    wording: 'Say what you saw and heard, where and when, and not what you think that it means.',
  },
  {
    topic: 'WHAT_IS_SUSPICIOUS',
    wording: 'What does not fit the place or the hour: somebody trying doors, a van that comes and waits.',
  },
  {
    topic: 'HOW_TO_REPORT',
    wording:
      'Call the emergency number while a crime is happening or somebody is in danger; else call or write.',
  },
  {
    topic: 'WHAT_TO_REPORT',
    wording:
      'Antisocial behaviour, damage, graffiti, abandoned vehicles, drugs, and whatever looks wrong to you.',
  },
  {
    topic: 'WHAT_HAPPENS_NEXT',
    wording:
      'Every report is graded and assessed. With your receipt code you can ask how far yours has come.',
  },
];

/** What holds where no policy on tasking serves. */
export const DEFAULT_TASKING: TaskingFigures = { liveProblemsPerWard: 5 };

/**
 * What holds where no policy on antisocial behaviour serves: three reports in six months, each made within a month, is
 * what most areas ask for before a case is reviewed, and six months are usual for a contract; the clocks are those that
 * one council publishes.
 */
export const DEFAULT_ASB: AsbFigures = {
  furtherCategories: [],
  reports: 3,
  withinMonths: 6,
  reportedWithinDays: 31,
  acknowledgeWithinWorkingDays: 10,
  decideWithinWorkingDays: 15,
  reviewWithinWorkingDays: 20,
  contractMonths: 6,
  workingDays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
  holidays: [],
};

/**
 * What holds where no retention policy serves: six years, for which all records of the police were normally held when
 * the guidance on them was made, from the end of what has one.
 */
export const DEFAULT_RETENTION: Readonly<Record<RecordClass, Omit<RetentionTerm, 'record'>>> = {
  ADVICE_CASE: { trigger: 'CLOSED', years: 6 },
  ATTENDANCE: { trigger: 'CLOSED', years: 6 },
  REFERRAL: { trigger: 'CLOSED', years: 6 },
  SUBJECT: { trigger: 'REGISTERED', years: 6 },
  CRIME: { trigger: 'CLOSED', years: 6 },
  VICTIM_VISIT: { trigger: 'CLOSED', years: 6 },
  SURVEY: { trigger: 'CLOSED', years: 6 },
  INITIATIVE: { trigger: 'CLOSED', years: 6 },
  PUBLIC_REPORT: { trigger: 'CLOSED', years: 6 },
  INTELLIGENCE: { trigger: 'CLOSED', years: 6 },
  PROBLEM: { trigger: 'CLOSED', years: 6 },
  BEHAVIOUR_CONTRACT: { trigger: 'CLOSED', years: 6 },
  ASB_CASE: { trigger: 'CLOSED', years: 6 },
};
