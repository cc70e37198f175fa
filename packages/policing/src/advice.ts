/** What advice can be about (S3:16, 17, 23, 27, 28). */
export const TOPICS = [
  'PROPERTY',
  'VEHICLE',
  'PERSONAL_SAFETY',
  'LIGHTING',
  'INTRUDER_ALARM',
  'CCTV_INSTALLATION',
  'CCTV_LAWFULNESS',
  'ELECTRONIC_SECURITY',
  'SECURED_BY_DESIGN',
  'PARK_MARK',
  'VICTIM_SUPPORT',
] as const;
/** One of `TOPICS`. */
export type Topic = (typeof TOPICS)[number];

/** Topics of technical electronic security, better referred to a specialist (S3:27, R-CASE-3). */
export const ELECTRONIC_TOPICS: readonly Topic[] = [
  'INTRUDER_ALARM',
  'CCTV_INSTALLATION',
  'ELECTRONIC_SECURITY',
];

/** Schemes that one representative answers for (S3:28, R-CASE-4, R-ROLE-2). */
export const SCHEMES = ['SECURED_BY_DESIGN', 'PARK_MARK'] as const;
/** One of `SCHEMES`. */
export type Scheme = (typeof SCHEMES)[number];

/** What anybody may advise, and what needs a specialist. */
export const ADVICE_LEVELS = ['BASIC', 'SPECIALIST'] as const;
/** One of `ADVICE_LEVELS`. */
export type AdviceLevel = (typeof ADVICE_LEVELS)[number];

/** Kinds of partner (S0:5, S1:22, S2:5, S4:5). */
export const AGENCY_KINDS = [
  'POLICE',
  'COUNCIL',
  'HOUSING_ASSOCIATION',
  'FIRE',
  'VICTIM_SUPPORT',
  'BUSINESS',
  'GOVERNMENT',
  'POLICE_AUTHORITY',
  'NEIGHBOURHOOD_WATCH',
  'EDUCATION',
  'FAITH',
  'PROBATION',
  'HEALTH',
  'OTHER',
] as const;
/** One of `AGENCY_KINDS`. */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** On what a disclosure between agencies rests. */
export const LEGAL_BASES = [
  'CDA1998_S115',
  'CDA1998_S17A',
  'ASBCPA2014_SCH4',
  'CONSENT',
  'VITAL_INTERESTS',
  'DPA2018_SCH8_CONDITION',
  'OTHER',
] as const;
/** One of `LEGAL_BASES`. */
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** What a referral can disclose; nothing else ever reaches the recipient (R-REF-2). */
export const DISCLOSABLE_FIELDS = [
  'RECIPIENT_NAME',
  'RECIPIENT_CONTACT',
  'RECIPIENT_ADDRESS',
  'PREMISES_ADDRESS',
  'CIRCUMSTANCES',
  'REQUESTED_HELP',
  'TOPIC',
  'WARD',
] as const;
/** One of `DISCLOSABLE_FIELDS`. */
export type DisclosableField = (typeof DISCLOSABLE_FIELDS)[number];

/** Attested instead of known: no decision reads a birth date or an address. */
export const CRITERIA = ['AGE_60_PLUS', 'UNDER_18', 'VULNERABLE', 'REPEAT_VICTIM'] as const;
/** One of `CRITERIA`. */
export type Criterion = (typeof CRITERIA)[number];

/** Why advice is given (S3:30). */
export const PURPOSES = [
  'REDUCE_CRIME',
  'REDUCE_FEAR',
  'REDUCE_VICTIMISATION',
  'DETER',
  'REASSURANCE',
] as const;
/** One of `PURPOSES`. */
export type Purpose = (typeof PURPOSES)[number];
