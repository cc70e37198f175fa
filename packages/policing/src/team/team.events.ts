import {
  object,
  publicText,
  registeredName,
  sealedText,
  z,
  type EventOf,
} from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant, reference, timeOfDay, wardCode, WEEKDAYS } from '../values.ts';
import { RANKS } from '../rank.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';

/** SNT: the Safer Neighbourhoods team of one ward. INPT: integrated neighbourhood policing team over several. */
export const WARD_TEAM_KINDS = ['SNT', 'INPT'] as const;
/** The teams of wards, and the criminal investigation department (S4:6). */
export const TEAM_KINDS = [...WARD_TEAM_KINDS, 'CID'] as const;
export type TeamKind = (typeof TEAM_KINDS)[number];

/** How a team speaks to and listens to people (S4:4, 12). */
export const ENGAGEMENT_KINDS = [
  'BEAT_MEETING',
  'STREET_BRIEFING',
  'SCHOOL_TALK',
  'COMMUNITY_EVENT',
  'OTHER',
] as const;
export type EngagementKind = (typeof ENGAGEMENT_KINDS)[number];

export const teamFormed = event('TeamFormed', {
  kind: z.enum(TEAM_KINDS),
  name: registeredName(120),
  /** The establishment rules in force, as policy number and version: `E0117/2`. */
  establishment: reference.optional(),
});
export const teamLeadAppointed = event('TeamLeadAppointed', { member: identifier, rank: z.enum(RANKS) });
export const teamLeadStoodDown = event('TeamLeadStoodDown', { member: identifier });
export const dutyPatternSet = event('DutyPatternSet', {
  windows: z.array(object({ weekday: z.enum(WEEKDAYS), from: timeOfDay, to: timeOfDay })),
});
const engagement = {
  engagement: identifier,
  kind: z.enum(ENGAGEMENT_KINDS),
  ward: wardCode,
  heldAt: instant,
};
export const engagementRecorded = event('EngagementRecorded', { ...engagement, summary: publicText(500) })
  // version 2: words that can be taken out
  .becomes({ ...engagement, summary: sealedText(500) }, (older) => older);
export const teamStoodDown = event('TeamStoodDown', { reason: publicText(300) })
  // version 2: words that can be taken out
  .becomes({ reason: sealedText(300) }, (older) => older);

export const teamEvents = [
  teamFormed,
  teamLeadAppointed,
  teamLeadStoodDown,
  dutyPatternSet,
  engagementRecorded,
  teamStoodDown,
] as const;
/** Those that no other kind of record has. */
export type OwnTeamEvent = EventOf<(typeof teamEvents)[number]>;
export type TeamEvent = OwnTeamEvent | RedactionEvent;
