import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { CRITERIA } from '../criteria.ts';
import { NO_REPLY_TRIES, NON_ATTENDANCE_REASONS } from '../attendance/attendance.events.ts';
import { event } from '../event.ts';
import { CRIME_CATEGORIES } from '../policy/figures.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { day, identifier, instant, reference } from '../values.ts';

/** How a visit is offered. */
export const OFFER_CHANNELS = ['PHONE', 'LETTER', 'IN_PERSON', 'THROUGH_AGENCY'] as const;
/** One of `OFFER_CHANNELS`. */
export type OfferChannel = (typeof OFFER_CHANNELS)[number];

/** What an appointment is for: none is without a purpose. */
export const VISIT_PURPOSES = [
  'VICTIM_CARE',
  'STATEMENT',
  'CRIME_PREVENTION',
  'SECURITY_SURVEY',
  'OTHER',
] as const;
/** One of `VISIT_PURPOSES`. */
export type VisitPurpose = (typeof VISIT_PURPOSES)[number];

/** What a victim was helped with (S0:7 "some positive help too"). */
export const VISIT_HELP = [
  'LISTENED_TO',
  'ADVICE_GIVEN',
  'LOCKS_OR_REPAIRS',
  'PROPERTY_MARKED',
  'REFERRED_TO_SUPPORT',
  'RIGHTS_EXPLAINED',
  'SURVEY_ARRANGED',
  'OTHER',
] as const;
/** One of `VISIT_HELP`. */
export type VisitHelp = (typeof VISIT_HELP)[number];

/** Where a victim was met. */
export const MEETING_PLACES = ['VICTIMS_PREMISES', 'POLICE_PREMISES', 'ELSEWHERE'] as const;
/** One of `MEETING_PLACES`. */
export type MeetingPlace = (typeof MEETING_PLACES)[number];

/** Who moved or called off a visit: it is never left open who failed (R-VIS-3). */
export const VISIT_SIDES = ['VICTIM', 'POLICE'] as const;
/** One of `VISIT_SIDES`. */
export type VisitSide = (typeof VISIT_SIDES)[number];

/** Why a visit is moved or called off. */
export const VISIT_CHANGE_REASONS = [
  'ANOTHER_TIME',
  'NO_LONGER_WANTED',
  'NOT_SAFE',
  'NEEDED_ELSEWHERE',
  'OTHER',
] as const;
/** One of `VISIT_CHANGE_REASONS`. */
export type VisitChangeReason = (typeof VISIT_CHANGE_REASONS)[number];

/** What gives a victim enhanced rights: what somebody attests, and of the crime and its course. */
export const NEEDS_CRITERIA = [...CRITERIA, 'MOST_SERIOUS_CRIME', 'INTIMIDATED'] as const;
/** One of `NEEDS_CRITERIA`. */
export type NeedsCriterion = (typeof NEEDS_CRITERIA)[number];

/** What a victim is told. */
export const VICTIM_INFORMATION = ['CRIME_CONFIRMED', 'RIGHTS', 'SUPPORT', 'PROGRESS', 'OUTCOME'] as const;
/** One of `VICTIM_INFORMATION`. */
export type VictimInformation = (typeof VICTIM_INFORMATION)[number];

/** How it ended for a victim. */
export const VISIT_OUTCOMES = ['VISITED', 'DECLINED', 'CANCELLED', 'NOT_REACHED'] as const;
/** One of `VISIT_OUTCOMES`. */
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** What a victim is owed by a day: the offer of a visit, and by the Victims' Code an assessment, and to be informed. */
export const VICTIM_DUTIES = ['OFFER', 'NEEDS', 'INFORMING'] as const;
/** One of `VICTIM_DUTIES`. */
export type VictimDuty = (typeof VICTIM_DUTIES)[number];

const note = personal(z.string().trim().min(1).max(2_000));
const change = { askedBy: z.enum(VISIT_SIDES), reason: z.enum(VISIT_CHANGE_REASONS) };
const booking = { appointments: identifier, car: identifier, from: instant, to: instant };
const owed = { duty: z.enum(VICTIM_DUTIES), dueOn: day };

/** A victim is to be offered a visit, whatever the crime (S4:8); the days are London's. */
export const victimVisitOpened = event('VictimVisitOpened', {
  victim: identifier,
  force: identifier,
  /** The crime that they are a victim of; absent where a detective asked for the visit. */
  crime: identifier.optional(),
  category: z.enum(CRIME_CATEGORIES).optional(),
  /** The referral by which a detective asked for it (S0:7). */
  referral: identifier.optional(),
  /** Who opened it on a referral: it is their own work. */
  openedBy: identifier.optional(),
  offerBy: day,
  needsBy: day.optional(),
  informBy: day.optional(),
  /** The version of the policy on visits that set the days; absent where none served. */
  policy: reference.optional(),
});
export const visitOffered = event('VisitOffered', {
  channel: z.enum(OFFER_CHANNELS),
  /** Through whom it was offered to somebody who is only reached so. */
  agency: identifier.optional(),
});
export const visitAccepted = event('VisitAccepted', {});
/** Final, unless the victim asks again. */
export const visitDeclined = event('VisitDeclined', {});
export const visitAskedForAgain = event('VisitAskedForAgain', {});
/** Whoever it was for was no victim of that crime after all. */
export const victimVisitWithdrawn = event('VictimVisitWithdrawn', {});
/** An appointment car has a slot for it. */
export const visitBooked = event('VisitBooked', { ...booking, purpose: z.enum(VISIT_PURPOSES) });
export const visitBookingEnded = event('VisitBookingEnded', {
  ...booking,
  /** Who moved it or called it off, and why; absent where the visit went another way; a car that does not go is the police’s. */
  askedBy: change.askedBy.optional(),
  reason: change.reason.optional(),
});
export const visitAttended = event('VisitAttended', {
  where: z.enum(MEETING_PLACES),
  /** What says that somebody went there, and came back (R-CASE-11). */
  attendance: identifier.optional(),
  purpose: z.enum(VISIT_PURPOSES),
  help: z.array(z.enum(VISIT_HELP)).min(1).max(VISIT_HELP.length),
  note: note.optional(),
});
/** The police did not come. */
export const officerDidNotAttend = event('OfficerDidNotAttend', {
  attendance: identifier.optional(),
  reason: z.enum(NON_ATTENDANCE_REASONS),
});
/** The police came, and nobody was there to be met. */
export const recipientUnavailable = event('RecipientUnavailable', {
  attendance: identifier.optional(),
  tried: z.array(z.enum(NO_REPLY_TRIES)).min(1).max(NO_REPLY_TRIES.length),
  note: note.optional(),
});
/** It is to be booked anew. */
export const visitRescheduled = event('VisitRescheduled', change);
export const victimVisitCancelled = event('VictimVisitCancelled', change);
export const victimNeedsAssessed = event('VictimNeedsAssessed', {
  criteria: z.array(z.enum(NEEDS_CRITERIA)).max(NEEDS_CRITERIA.length),
  enhanced: z.boolean(),
  /** ENHANCED: by which day the victim is informed from then on. */
  informBy: day.optional(),
});
export const victimInformed = event('VictimInformed', { what: z.enum(VICTIM_INFORMATION) });
export const victimVisitClosed = event('VictimVisitClosed', { outcome: z.enum(VISIT_OUTCOMES) });
/** From the London day after it was due, whenever somebody noticed. */
export const victimDutyOverdue = event('VictimDutyOverdue', owed);
/** What was recorded after it says that it had been done in time, or was due on another day. */
export const victimDutyOverdueFoundWrong = event('VictimDutyOverdueFoundWrong', owed);

export const visitEvents = [
  victimVisitOpened,
  visitOffered,
  visitAccepted,
  visitDeclined,
  visitAskedForAgain,
  victimVisitWithdrawn,
  visitBooked,
  visitBookingEnded,
  visitAttended,
  officerDidNotAttend,
  recipientUnavailable,
  visitRescheduled,
  victimVisitCancelled,
  victimNeedsAssessed,
  victimInformed,
  victimVisitClosed,
  victimDutyOverdue,
  victimDutyOverdueFoundWrong,
] as const;
/** Those that no other kind of record has. */
export type OwnVisitEvent = EventOf<(typeof visitEvents)[number]>;
export type VisitEvent = OwnVisitEvent | RetentionEvent;
