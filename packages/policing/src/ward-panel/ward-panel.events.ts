import { publicText, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, reference } from '../values.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';

export const wardPanelEstablished = event('WardPanelEstablished', {
  /** How many voting community members make a meeting quorate. */
  quorum: z.int().min(1).max(100),
  /** The opaque id of whoever speaks for the panel. */
  chair: identifier,
});
export const panelQuorumSet = event('PanelQuorumSet', { quorum: z.int().min(1).max(100) });
export const panelChairElected = event('PanelChairElected', { chair: identifier, meeting: identifier });
export const panelMeetingHeld = event('PanelMeetingHeld', {
  meeting: identifier,
  /** Voting community members present; councillors and agencies advise without a vote. */
  votersPresent: z.int().min(0).max(1_000),
  quorate: z.boolean(),
  minutes: reference,
});
export const panelAgreedPromise = event('PanelAgreedPromise', { meeting: identifier, promise: identifier });

/** It meets no more; what it agreed to stays agreed. */
export const wardPanelDissolved = event('WardPanelDissolved', { reason: publicText(300) })
  // version 2: words that can be taken out
  .becomes({ reason: sealedText(300) }, (older) => older);

export const wardPanelEvents = [
  wardPanelEstablished,
  panelQuorumSet,
  panelChairElected,
  panelMeetingHeld,
  panelAgreedPromise,
  wardPanelDissolved,
] as const;
/** Those that no other kind of record has. */
export type OwnWardPanelEvent = EventOf<(typeof wardPanelEvents)[number]>;
export type WardPanelEvent = OwnWardPanelEvent | RedactionEvent;
