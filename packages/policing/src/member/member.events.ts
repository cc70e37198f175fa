import { publicText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant, reference, wardCode } from '../values.ts';
import { RANKS } from '../rank.ts';
import { COVER_KINDS } from '../ward/ward.events.ts';

export const MEMBER_CATEGORIES = ['UNIFORMED', 'DETECTIVE', 'FORENSIC', 'PCSO', 'OTHER'] as const;
export type MemberCategory = (typeof MEMBER_CATEGORIES)[number];

/** Where a posted member came from; the first three count towards the extra neighbourhood officers (S4:1, 9). */
export const POSTING_SOURCES = ['BACK_ROOM', 'NON_OPERATIONAL', 'SQUAD_MERGER', 'RECRUIT', 'OTHER'] as const;
export type PostingSource = (typeof POSTING_SOURCES)[number];

/** Why a dedicated member is taken from the ward (R-INPT-5). */
export const ABSTRACTION_REASONS = [
  'PUBLIC_ORDER',
  'MAJOR_INCIDENT',
  'RESPONSE_COVER',
  'CUSTODY_OR_COURT',
  'TRAINING',
  'OTHER_DUTY',
] as const;
export type AbstractionReason = (typeof ABSTRACTION_REASONS)[number];

export const COMPETENCE_LEVELS = ['BASIC', 'BASIC_SURVEY', 'SPECIALIST'] as const;
export type CompetenceLevel = (typeof COMPETENCE_LEVELS)[number];

export const LEAVING_REASONS = ['RETIRED', 'RESIGNED', 'OTHER_FORCE', 'OTHER'] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

export const memberPosted = event('MemberPosted', {
  team: identifier,
  category: z.enum(MEMBER_CATEGORIES),
  rank: z.enum(RANKS),
  source: z.enum(POSTING_SOURCES),
  /** As the force publishes it: the named and contactable officer of a neighbourhood. */
  publicName: publicText(120),
  publicContact: publicText(200).optional(),
});
export const memberTransferred = event('MemberTransferred', { from: identifier, team: identifier });
export const memberPromoted = event('MemberPromoted', { rank: z.enum(RANKS) });
export const memberDedicated = event('MemberDedicated', { ward: wardCode, kind: z.enum(COVER_KINDS) });
export const memberReleased = event('MemberReleased', { ward: wardCode, kind: z.enum(COVER_KINDS) });
export const memberAbstracted = event('MemberAbstracted', {
  from: instant,
  until: instant,
  reason: z.enum(ABSTRACTION_REASONS),
  authorisedBy: identifier,
  exceptional: z.boolean(),
  /** The ward that loses its member, and what it loses. */
  ward: wardCode,
  kind: z.enum(COVER_KINDS),
});
export const memberReturned = event('MemberReturned', { ward: wardCode, kind: z.enum(COVER_KINDS) });
export const competenceGranted = event('CompetenceGranted', {
  level: z.enum(COMPETENCE_LEVELS),
  role: identifier.optional(),
  evidence: reference,
});
export const competenceExpired = event('CompetenceExpired', { level: z.enum(COMPETENCE_LEVELS) });
/** The member has read this version of a policy (S3:8). */
export const policyAcknowledged = event('PolicyAcknowledged', {
  policy: identifier,
  version: z.int().min(1).max(10_000),
});
export const memberLeft = event('MemberLeft', { reason: z.enum(LEAVING_REASONS) });

export const memberEvents = [
  memberPosted,
  memberTransferred,
  memberPromoted,
  memberDedicated,
  memberReleased,
  memberAbstracted,
  memberReturned,
  competenceGranted,
  competenceExpired,
  policyAcknowledged,
  memberLeft,
] as const;
export type MemberEvent = EventOf<(typeof memberEvents)[number]>;
