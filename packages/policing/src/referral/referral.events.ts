import {
  object,
  personal,
  publishedWords,
  refuse,
  vouched,
  z,
  type EventOf,
} from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { TOPICS } from '../policy/policy.events.ts';
import { identifier, instant, wardCode } from '../values.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';

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

/** What is asked of somebody else (S0:5, 7; S2:9; S3:24). */
export const REFERRAL_KINDS = [
  'INTERNAL_CONSULTATION',
  'SPECIALIST_ADVICE',
  'VICTIM_VISIT',
  'PARTNER_SERVICE',
  'TO_POLICE',
] as const;
export type ReferralKind = (typeof REFERRAL_KINDS)[number];

/** Why somebody else is asked (S0:7; S3:18, 23, 24, 27, 28). */
export const REFERRAL_REASONS = [
  'TRAINED_STAFF_PREFERRED',
  'MORE_DETAILED_ADVICE',
  'TECHNICAL_ADVICE',
  'CCTV_IN_DOUBT',
  'SCHEME_ADVICE',
  'LONG_TERM_PROBLEM',
  'VICTIM_CARE',
  'PRACTICAL_HELP',
  'CRIME_CONCERN',
  'OTHER',
] as const;
export type ReferralReason = (typeof REFERRAL_REASONS)[number];

export const DECLINE_REASONS = [
  'NOT_OUR_SERVICE',
  'NO_CAPACITY',
  'NOT_ELIGIBLE',
  'TOO_LITTLE_INFORMATION',
  'NO_CONSENT',
  'DUPLICATE',
  'OTHER',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Whoever was asked is no more, and nobody else could take it over (R-REF-9). */
const NOBODY_LEFT = ['ROLE_ENDED', 'NOBODY_IN_POST', 'AGENCY_ENDED'] as const;
/** One of `NOBODY_LEFT`. */
export type NobodyLeft = (typeof NOBODY_LEFT)[number];

export const WITHDRAWAL_REASONS = [
  'NO_LONGER_NEEDED',
  'NOBODY_TO_HELP',
  'CONSENT_WITHDRAWN',
  'RAISED_IN_ERROR',
  'OTHER',
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** How a referral ended for the person it was about (S0:7 "some positive help too"). */
export const HELP_OUTCOMES = [
  'HELPED',
  'PARTLY_HELPED',
  'ADVISED',
  'HELP_NOT_WANTED',
  'NOT_REACHED',
  'NO_HELP_POSSIBLE',
] as const;
export type HelpOutcome = (typeof HELP_OUTCOMES)[number];

/** An agency; or, in a police force, whoever holds a role, or the Safer Neighbourhoods team of a ward. */
const party = z.union([
  object({ agency: identifier }),
  object({ force: identifier, role: identifier, area: identifier.optional() }),
  object({ force: identifier, ward: wardCode }),
]);
export type Party = z.output<typeof party>;

/** One step of a request on its way from one to the next (R-REF-6). */
const referralStep = object({
  from: object({ agency: identifier }),
  to: party,
  reason: z.enum(REFERRAL_REASONS),
});
export type ReferralStep = z.output<typeof referralStep>;

const note = personal(z.string().trim().min(1).max(2_000));
const fields = z.array(z.enum(DISCLOSABLE_FIELDS));
const basis = { legalBasis: z.enum(LEGAL_BASES).optional(), agreement: identifier.optional() };
/** Who had the referral until then. */
const owner = party;
/** R-REF-1: without an agreement, because life or health was in danger. */
const emergency = z.literal(true).optional();
/** R-REF-9: nobody decided it: whoever was asked could not be asked any more. */
const handedOver = z.literal(true).optional();

const raising = {
  kind: z.enum(REFERRAL_KINDS),
  case: identifier.optional(),
  problem: identifier.optional(),
  /** The person it is about, by an opaque id; none for a long-term problem (S0:7). */
  subject: identifier.optional(),
  from: object({ agency: identifier }),
  to: party,
  topic: z.enum(TOPICS),
  reason: z.enum(REFERRAL_REASONS),
  requestedHelp: note.optional(),
  ...basis,
  /** All that whoever is asked may ever see (R-REF-2). */
  fields,
  dueAt: instant,
  ward: wardCode.optional(),
  /** The referral that this one passes on, and the way it had come by then. */
  parent: identifier.optional(),
  chain: z.array(referralStep),
};
const raisedFor = { ...raising, fromTeam: identifier.optional(), raisedBy: identifier.optional(), emergency };
export const referralRaised = event('ReferralRaised', raising)
  // version 2: whose it is to move (R-AUTH-4), which the older ones do not say.
  .becomes(raisedFor, (older) => older)
  // version 3: what a survey found is referred, too (R-SUR-6).
  .becomes({ ...raisedFor, survey: identifier.optional() }, (older) => older);
const forbidden = { rule: vouched(z.string().regex(/^R-[A-Z]+-\d+$/)), reason: publishedWords(300) };
/** A case, or a survey, asked for a referral that a rule forbids (R-REF-7, R-SUR-6). */
export const referralNotRaised = event(
  'ReferralNotRaised',
  { case: identifier, ...forbidden },
  { refusal: ({ rule, reason }: { readonly rule: string; readonly reason: string }) => refuse(rule, reason) },
)
  // version 2: what a survey found
  .becomes({ case: identifier.optional(), survey: identifier.optional(), ...forbidden }, (older) => older);
export const referralAccepted = event('ReferralAccepted', { owner, acceptedBy: identifier });
export const referralDeclined = event('ReferralDeclined', {
  owner,
  reason: z.enum([...DECLINE_REASONS, 'ROLE_ENDED']),
  note: note.optional(),
}).becomes(
  // version 2: R-REF-9 for a vacancy and for an agency, too.
  { owner, reason: z.enum([...DECLINE_REASONS, ...NOBODY_LEFT]), note: note.optional(), handedOver },
  (older) => older,
);
export const referralRedirected = event('ReferralRedirected', { owner, to: party, ...basis })
  // version 2: what whoever is asked next sees; left out, all that was disclosed before (R-REF-2).
  .becomes(
    { owner, to: party, ...basis, fields: fields.optional(), emergency, handedOver },
    (older) => older,
  );
export const informationRequested = event('InformationRequested', { question: note });
const supplied = {
  answer: note,
  /** What is disclosed from now on beside what was. */
  fields,
};
export const informationSupplied = event('InformationSupplied', supplied).becomes(
  { ...supplied, emergency },
  (older) => older,
);
export const referralProgressed = event('ReferralProgressed', { note });
export const referralCompleted = event('ReferralCompleted', {
  owner,
  outcome: z.enum(HELP_OUTCOMES),
  helpGiven: note,
});
export const referralWithdrawn = event('ReferralWithdrawn', { owner, reason: z.enum(WITHDRAWAL_REASONS) });
export const referralOverdue = event('ReferralOverdue', { owner, dueAt: instant });
export const referralEscalated = event('ReferralEscalated', { owner, to: party }).becomes(
  { owner, to: party, handedOver },
  (older) => older,
);
/** R-REF-9: what is on record by now shows that it was not to be handed over: whoever had it has it again. */
export const referralHandedBack = event('ReferralHandedBack', { owner, to: party });

export const referralEvents = [
  referralRaised,
  referralNotRaised,
  referralAccepted,
  referralDeclined,
  referralRedirected,
  informationRequested,
  informationSupplied,
  referralProgressed,
  referralCompleted,
  referralWithdrawn,
  referralOverdue,
  referralEscalated,
  referralHandedBack,
] as const;
/** Those that no other kind of record has. */
export type OwnReferralEvent = EventOf<(typeof referralEvents)[number]>;
export type ReferralEvent = OwnReferralEvent | RetentionEvent;
