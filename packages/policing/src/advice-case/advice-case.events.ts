import { object, personal, vouched, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { declined, granted } from '../granting.ts';
import { DISCLOSABLE_FIELDS, LEGAL_BASES } from '../referral/referral.events.ts';
import { PREMISES_KINDS } from '../attendance/attendance.events.ts';
import { ADVICE_LEVELS, RECORD_FIELDS, TOPICS } from '../policy/policy.events.ts';
import { identifier, instant, reference, wardCode } from '../values.ts';
import {
  ABANDONING_REASONS,
  CAPACITIES,
  CASE_OUTCOMES,
  CASE_REFERRAL_OUTCOMES,
  CCTV_ANSWERS,
  CERTAINTIES,
  CONTACT_CHANNELS,
  DELIVERIES,
  DISCLAIMER_KINDS,
  ORIGINS,
  PURPOSES,
  RECIPIENT_KINDS,
  SIGNPOST_CHANNELS,
  STANCES,
} from './codes.ts';
import { CRITERIA } from '../criteria.ts';
import { COMPLIANCE_RULES, prohibited, PROHIBITIONS, type Prohibition } from './prohibitions.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';

const text = (longest: number) => personal(z.string().trim().min(1).max(longest));

/** A citation has a number in it: `PAS 24:2022`, `Human Rights Act 1998, article 8`. */
export const citation = vouched(
  z
    .string()
    .max(120)
    .regex(/^(?=\D*\d)[A-Za-z][A-Za-z0-9]*([ .,:/()-]+[A-Za-z0-9]+)*\)?$/),
);
const policyVersion = z.int().min(1).max(10_000);

export const adviceCaseOpened = event('AdviceCaseOpened', {
  recipientKind: z.enum(RECIPIENT_KINDS),
  /** An opaque subject id; of a community, the id of its area. */
  recipient: identifier,
  capacity: z.enum(CAPACITIES),
  origin: z.enum(ORIGINS),
  /** The crime or incident under investigation. */
  linkedRef: reference.optional(),
  /** The incidents of a spate. */
  incidents: z.array(reference).max(50).optional(),
  premises: object({ kind: z.enum(PREMISES_KINDS), address: text(300).optional() }).optional(),
  ward: wardCode,
  team: identifier,
  officerInCase: identifier,
  /** The number of the advice policy, without its space: `A0609`. */
  policy: identifier,
  topicHints: z.array(z.enum(TOPICS)),
  criteria: z.array(z.enum(CRITERIA)),
  /** The police force whose roles and policy apply: its agency id. */
  force: identifier,
});
export const adviceCaseAssigned = event('AdviceCaseAssigned', {
  team: identifier,
  officerInCase: identifier,
});
/** Its officer left the team or the service: it waits with the team until a supervisor gives it to somebody (P-06). */
export const adviceCaseOfficerLeft = event('AdviceCaseOfficerLeft', { officerInCase: identifier });
const contact = {
  contact: identifier,
  channel: z.enum(CONTACT_CHANNELS),
  attendance: identifier.optional(),
};
export const contactStarted = event('ContactStarted', contact).becomes(
  {
    ...contact,
    /** The version of the privacy notice that was in force: the recipient is reminded of that one (R-CASE-9). */
    notice: identifier.optional(),
  },
  (older) => older,
);
export const contactCompleted = event('ContactCompleted', { contact: identifier });
export const circumstancesRecorded = event('CircumstancesRecorded', {
  text: text(4_000),
  proportionality: text(2_000).optional(),
});
const advice = {
  contact: identifier,
  item: identifier,
  /** A measure of the policy version's catalogue; the written record prints the catalogue's wording. */
  measure: identifier.optional(),
  standard: citation.optional(),
  topic: z.enum(TOPICS),
  level: z.enum(ADVICE_LEVELS),
  stance: z.enum(STANCES),
  certainty: z.enum(CERTAINTIES),
  /** One of the sources that the policy version recognises. */
  basis: identifier,
  legislation: object({ reference: citation, accuracyConfirmed: z.boolean() }).optional(),
  cctv: object({ reasonable: z.enum(CCTV_ANSWERS), necessary: z.enum(CCTV_ANSWERS) }).optional(),
  fourTests: object({
    upToDate: z.boolean(),
    costCommensurate: z.boolean(),
    balanced: z.boolean(),
    proportionate: z.boolean(),
  }),
  purposes: z.array(z.enum(PURPOSES)),
  /** Why it was not referred to a specialist all the same (R-CASE-3). */
  overrideReason: text(1_000).optional(),
  /** Why the recipient was not directed to trained staff or a website instead (R-CASE-16). */
  givenDirectlyBecause: text(1_000).optional(),
  /** Free words beside the catalogue's; issued only after somebody else has read them (R-CASE-5). */
  note: text(2_000).optional(),
  adviser: identifier,
  adviserLevel: z.enum(ADVICE_LEVELS),
  policyVersion,
};
export const adviceGiven = event('AdviceGiven', advice).becomes(
  {
    ...advice,
    /** The reason overrides R-CASE-3: until when somebody else is to say whether it may. The item names the request. */
    answerBy: instant.optional(),
  },
  (older) => older,
);
export const overrideGranted = granted('OverrideGranted');
export const overrideDeclined = declined('OverrideDeclined');
/** That advice was stopped, never what it said. */
export const adviceRefused = event(
  'AdviceRefused',
  {
    rule: z.enum(COMPLIANCE_RULES),
    because: z.enum(Object.keys(PROHIBITIONS) as [Prohibition, ...Prohibition[]]),
    contact: identifier,
    item: identifier,
    topic: z.enum(TOPICS),
    adviser: identifier,
  },
  { refusal: ({ because }: { readonly because: Prohibition }) => prohibited(because) },
);
export const adviceNoteReviewed = event('AdviceNoteReviewed', { item: identifier, reviewer: identifier });
export const recipientSignposted = event('RecipientSignposted', {
  channel: z.enum(SIGNPOST_CHANNELS),
  site: identifier.optional(),
  reason: text(1_000).optional(),
});
export const disclaimerGiven = event('DisclaimerGiven', {
  contact: identifier,
  kind: z.enum(DISCLAIMER_KINDS),
  /** The version of the policy whose words were said. */
  wordingVersion: policyVersion,
});
export const privacyNoticeGiven = event('PrivacyNoticeGiven', {
  version: identifier,
  /** The case in which the same recipient was reminded of the same version before. */
  earlierCase: identifier.optional(),
});
/** Carries all that raising the referral takes: a process does so, and the case learns the outcome. */
const referring = {
  referral: identifier,
  toAgency: identifier.optional(),
  toRole: identifier.optional(),
  /** The area whose holder of the role is meant; left out, the force's. */
  area: identifier.optional(),
  topic: z.enum(TOPICS),
  requestedHelp: text(2_000),
  fields: z.array(z.enum(DISCLOSABLE_FIELDS)),
  agreement: identifier.optional(),
  legalBasis: z.enum(LEGAL_BASES).optional(),
  dueAt: instant,
  recipient: identifier,
  ward: wardCode,
  force: identifier,
  fromTeam: identifier,
  referredBy: identifier,
};
export const caseReferred = event('CaseReferred', referring).becomes(
  {
    ...referring,
    /** The referral that was not raised, and in whose place this one stands. */
    insteadOf: identifier.optional(),
  },
  (older) => older,
);
const ending = {
  referral: identifier,
  outcome: z.enum(CASE_REFERRAL_OUTCOMES),
  note: text(2_000).optional(),
};
export const referralOutcomeRecorded = event('ReferralOutcomeRecorded', ending).becomes(
  {
    ...ending,
    /** NOT_RAISED: the rule that stood against it. */
    rule: identifier.optional(),
  },
  (older) => older,
);
/** Nobody asks any more for what could not be raised. */
export const caseReferralAbandoned = event('CaseReferralAbandoned', {
  referral: identifier,
  reason: z.enum(ABANDONING_REASONS),
});
export const practicalHelpRecorded = event('PracticalHelpRecorded', { text: text(2_000) });
export const writtenAdviceRecordIssued = event('WrittenAdviceRecordIssued', {
  fields: z.array(z.enum(RECORD_FIELDS)),
  /** SHA-256 of the record as issued, over a salt that is printed on it. */
  fieldsHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  delivery: z.enum(DELIVERIES),
  copyGiven: z.boolean(),
  policyVersion,
});
export const followUpRecorded = event('FollowUpRecorded', {
  followUp: identifier,
  /** The items that the recipient has put into practice. */
  implemented: z.array(identifier),
  note: text(2_000).optional(),
});
export const repeatVictimisationRecorded = event('RepeatVictimisationRecorded', { incident: reference });
const breach = {
  rule: z.enum(COMPLIANCE_RULES),
  item: identifier.optional(),
  contact: identifier.optional(),
};
export const complianceBreachRecorded = event('ComplianceBreachRecorded', {
  ...breach,
  authorisedBy: identifier.optional(),
}).becomes(
  {
    ...breach,
    /** Of older records: who authorised it, as whoever asked had it. */
    authorisedBy: identifier.optional(),
    /** Somebody asks for it to be authorised; absent where the checklist found it, after something was recorded late. */
    request: identifier.optional(),
    requestedBy: identifier.optional(),
    answerBy: instant.optional(),
  },
  (older) => older,
);
export const breachGranted = granted('BreachGranted');
export const breachDeclined = declined('BreachDeclined');
/** What the checklist had found is so no longer: something that happened before was recorded after. */
export const complianceBreachCleared = event('ComplianceBreachCleared', breach);
const closing = {
  outcome: z.enum(CASE_OUTCOMES),
  helpGiven: text(2_000).optional(),
};
export const adviceCaseClosed = event('AdviceCaseClosed', closing).becomes(
  {
    ...closing,
    /** The ward of the case: whoever follows the wards needs no other event. */
    ward: wardCode.optional(),
  },
  (older) => older,
);
export const adviceCaseReopened = event('AdviceCaseReopened', {}).becomes(
  { ward: wardCode.optional() },
  (older) => older,
);
/** A visit was planned for the case, whether or not a contact will name it. */
export const caseVisitPlanned = event('CaseVisitPlanned', { attendance: identifier });
/** The ward of the case was abolished: its open work goes on in another. */
export const adviceCaseMovedToWard = event('AdviceCaseMovedToWard', { ward: wardCode });

export const adviceCaseEvents = [
  adviceCaseOpened,
  adviceCaseAssigned,
  adviceCaseOfficerLeft,
  contactStarted,
  contactCompleted,
  circumstancesRecorded,
  adviceGiven,
  overrideGranted,
  overrideDeclined,
  adviceRefused,
  adviceNoteReviewed,
  recipientSignposted,
  disclaimerGiven,
  privacyNoticeGiven,
  caseReferred,
  referralOutcomeRecorded,
  caseReferralAbandoned,
  practicalHelpRecorded,
  writtenAdviceRecordIssued,
  followUpRecorded,
  repeatVictimisationRecorded,
  complianceBreachRecorded,
  breachGranted,
  breachDeclined,
  complianceBreachCleared,
  adviceCaseClosed,
  adviceCaseReopened,
  caseVisitPlanned,
  adviceCaseMovedToWard,
] as const;
/** Those that no other kind of record has. */
export type OwnAdviceCaseEvent = EventOf<(typeof adviceCaseEvents)[number]>;
export type AdviceCaseEvent = OwnAdviceCaseEvent | RetentionEvent;

/** What an event is made of, as a command of the same content names it. */
export type FieldsOf<Type extends AdviceCaseEvent['type']> = Parameters<
  Extract<(typeof adviceCaseEvents)[number], { readonly type: Type }>
>[0];
