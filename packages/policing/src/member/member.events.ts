import { publicText, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant, reference, wardCode } from '../values.ts';
import { declined, granted } from '../granting.ts';
import { RANKS } from '../rank.ts';
import { COVER_KINDS } from '../ward/ward.events.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';

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

const posting = {
  category: z.enum(MEMBER_CATEGORIES),
  rank: z.enum(RANKS),
  source: z.enum(POSTING_SOURCES),
};
/** As the force publishes it: the named and contactable officer of a neighbourhood. */
const published = { publicName: publicText(120), publicContact: publicText(200).optional() };
export const memberPosted = event('MemberPosted', { team: identifier, ...posting, ...published })
  // version 2: whoever works at headquarters is in no team
  .becomes({ team: identifier.optional(), ...posting, ...published }, (older) => older)
  // version 3: words that can be taken out
  .becomes(
    {
      team: identifier.optional(),
      ...posting,
      publicName: sealedText(120),
      publicContact: sealedText(200).optional(),
    },
    (older) => older,
  );
/**
 * What a force publishes of a member, from now on. What is not named stays as it is; a contact of null: none is published
 * any more (D-34).
 */
export const publishedDetailsCorrected = event('PublishedDetailsCorrected', {
  publicName: publicText(120).optional(),
  publicContact: publicText(200).nullable().optional(),
})
  // version 2: words that can be taken out
  .becomes(
    { publicName: sealedText(120).optional(), publicContact: sealedText(200).nullable().optional() },
    (older) => older,
  );
/** Nothing is published of a member any more, who may be in the service all the same (D-34). */
export const publishedDetailsWithdrawn = event('PublishedDetailsWithdrawn', {});
export const memberTransferred = event('MemberTransferred', { from: identifier, team: identifier })
  // version 2: from or to headquarters
  .becomes({ from: identifier.optional(), team: identifier.optional() }, (older) => older);
export const memberPromoted = event('MemberPromoted', { rank: z.enum(RANKS) });
export const memberDedicated = event('MemberDedicated', { ward: wardCode, kind: z.enum(COVER_KINDS) });
export const memberReleased = event('MemberReleased', { ward: wardCode, kind: z.enum(COVER_KINDS) });
/** A dedicated member is cover of this kind from now on: by their rank, or because an absence was declined. */
export const memberCoverChanged = event('MemberCoverChanged', { ward: wardCode, kind: z.enum(COVER_KINDS) });

const absence = {
  until: instant,
  reason: z.enum(ABSTRACTION_REASONS),
  exceptional: z.boolean(),
  /** The ward that loses its member, and what it loses. */
  ward: wardCode,
  kind: z.enum(COVER_KINDS),
};
const asking = { request: identifier, requestedBy: identifier, answerBy: instant };
/** Somebody asks that a dedicated member may be taken away: that waits for the grant (R-AUTH-1). */
export const abstractionRequested = event('AbstractionRequested', { ...asking, ...absence });
export const abstractionGranted = granted('AbstractionGranted');
export const abstractionDeclined = declined('AbstractionDeclined');
/** A dedicated member is away from the ward from now on (R-INPT-5). */
export const memberAbstracted = event('MemberAbstracted', {
  from: instant,
  authorisedBy: identifier,
  ...absence,
})
  // version 2: authority is asked for and granted; what was urgent began before anybody answered
  .becomes(
    {
      from: instant,
      ...absence,
      /** Who granted it; not there yet where it was urgent, and was asked for by the event itself. */
      authorisedBy: identifier.optional(),
      request: identifier.optional(),
      requestedBy: identifier.optional(),
      answerBy: instant.optional(),
    },
    (older) => older,
  );
export const memberReturned = event('MemberReturned', { ward: wardCode, kind: z.enum(COVER_KINDS) });
const training = {
  level: z.enum(COMPETENCE_LEVELS),
  role: identifier.optional(),
  evidence: reference,
};
export const competenceGranted = event('CompetenceGranted', training)
  // version 2: what a training day grants lasts as long as the policy says (R-TRN-1)
  .becomes(
    {
      ...training,
      /** Of a training day, which is the evidence: until when it counts. */
      until: instant.optional(),
    },
    (older) => older,
  );
/** What a training day had granted from this moment on was not so: what is on record of the day says otherwise. */
export const competenceFoundWrong = event('CompetenceFoundWrong', {
  level: z.enum(COMPETENCE_LEVELS),
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
  publishedDetailsCorrected,
  publishedDetailsWithdrawn,
  memberTransferred,
  memberPromoted,
  memberDedicated,
  memberReleased,
  memberCoverChanged,
  abstractionRequested,
  abstractionGranted,
  abstractionDeclined,
  memberAbstracted,
  memberReturned,
  competenceGranted,
  competenceFoundWrong,
  competenceExpired,
  policyAcknowledged,
  memberLeft,
] as const;
/** Those that no other kind of record has. */
export type OwnMemberEvent = EventOf<(typeof memberEvents)[number]>;
export type MemberEvent = OwnMemberEvent | RedactionEvent;
