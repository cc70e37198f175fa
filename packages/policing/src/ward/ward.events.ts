import { publicText, registeredName, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { boroughCode, day, identifier, instant, reference, wardCode } from '../values.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';

/** What a promise can be about. */
export const TARGET_KINDS = ['SECONDARY_SCHOOL', 'PLACE_OF_WORSHIP', 'PATROL_AREA'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** Who asked for a community priority. */
export const PRIORITY_SOURCES = ['PUBLIC', 'WARD_PANEL', 'SURVEY', 'PARTNER'] as const;
export type PrioritySource = (typeof PRIORITY_SOURCES)[number];

/** The two kinds of dedicated member that every ward keeps (R-INPT-3). */
export const COVER_KINDS = ['OFFICER', 'PCSO'] as const;
export type CoverKind = (typeof COVER_KINDS)[number];

export const wardEstablished = event('WardEstablished', {
  name: registeredName(120),
  borough: boroughCode,
  validFrom: day,
});
export const wardAliasAdded = event('WardAliasAdded', { scheme: identifier, alias: identifier });
export const wardAliasEnded = event('WardAliasEnded', { scheme: identifier, alias: identifier });
export const saferNeighbourhoodNamed = event('SaferNeighbourhoodNamed', { name: registeredName(120) });
export const saferNeighbourhoodRenamed = event('SaferNeighbourhoodRenamed', { name: registeredName(120) });
export const wardAssignedToInpt = event('WardAssignedToInpt', { team: identifier });
export const wardReleasedFromInpt = event('WardReleasedFromInpt', { team: identifier });
export const wardAssignedToSnt = event('WardAssignedToSnt', { team: identifier });
export const wardReleasedFromSnt = event('WardReleasedFromSnt', { team: identifier });
const target = { target: identifier, kind: z.enum(TARGET_KINDS), externalRef: reference.optional() };
export const promiseTargetRegistered = event('PromiseTargetRegistered', {
  ...target,
  label: publicText(200),
})
  // version 2: words that can be taken out
  .becomes({ ...target, label: sealedText(200) }, (older) => older);
export const promiseTargetRetired = event('PromiseTargetRetired', {
  target: identifier,
  reason: publicText(300),
})
  // version 2: words that can be taken out
  .becomes({ target: identifier, reason: sealedText(300) }, (older) => older);
const asked = { priority: identifier, source: z.enum(PRIORITY_SOURCES) };
export const communityPriorityRecorded = event('CommunityPriorityRecorded', {
  ...asked,
  issue: publicText(500),
})
  // version 2: words that can be taken out
  .becomes({ ...asked, issue: sealedText(500) }, (older) => older);
export const communityPriorityRefreshed = event('CommunityPriorityRefreshed', { priority: identifier });
export const communityPriorityWithdrawn = event('CommunityPriorityWithdrawn', {
  priority: identifier,
  reason: publicText(500),
})
  // version 2: words that can be taken out
  .becomes({ priority: identifier, reason: sealedText(500) }, (older) => older);

const missing = z.array(z.enum(COVER_KINDS));
const cover = {
  missing,
  /** When somebody is expected back, as far as was known: then cover is looked at again. */
  until: instant.optional(),
};
export const wardCoverBreached = event('WardCoverBreached', { missing })
  // version 2: an absence has an end that is known beforehand
  .becomes(cover, (older) => older);
export const wardCoverRestored = event('WardCoverRestored', {});
/** What was missing from this moment on, in place of what had been recorded about it. */
export const wardCoverRestated = event('WardCoverRestated', cover);

export const wardAbolished = event('WardAbolished', { successors: z.array(wardCode) });

export const wardEvents = [
  wardEstablished,
  wardAliasAdded,
  wardAliasEnded,
  saferNeighbourhoodNamed,
  saferNeighbourhoodRenamed,
  wardAssignedToInpt,
  wardReleasedFromInpt,
  wardAssignedToSnt,
  wardReleasedFromSnt,
  promiseTargetRegistered,
  promiseTargetRetired,
  communityPriorityRecorded,
  communityPriorityRefreshed,
  communityPriorityWithdrawn,
  wardCoverBreached,
  wardCoverRestored,
  wardCoverRestated,
  wardAbolished,
] as const;
/** Those that no other kind of record has. */
export type OwnWardEvent = EventOf<(typeof wardEvents)[number]>;
export type WardEvent = OwnWardEvent | RedactionEvent;
