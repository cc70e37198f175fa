import {
  NONE_KEYED,
  since,
  versioned,
  withValue,
  type Keyed,
  type Timeline,
  type View,
} from '@wardbook/event-sourcing';
import { wardPanelEvents, type WardPanelEvent } from '@wardbook/policing';

/** The panel of a ward: how it meets, and what it agreed to. */
export interface WardPanelCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'LIVE';
  readonly quorum: Timeline<number>;
  readonly meetings: Keyed<MeetingCard>;
  /** Per promise, the meeting that agreed to it. */
  readonly agreements: Keyed<string>;
}

interface MeetingCard {
  readonly heldAt: string;
  readonly votersPresent: number;
  readonly quorate: boolean;
  readonly minutes: string;
}

export const wardPanelBoard: View<WardPanelEvent, WardPanelCard> = {
  name: 'ward-panel-board',
  version: 1,
  initial: { version: 0, standing: 'EXPECTED', quorum: [], meetings: NONE_KEYED, agreements: NONE_KEYED },
  events: wardPanelEvents,
  columns: { standing: ({ standing }) => standing },
  evolve: versioned<WardPanelEvent, WardPanelCard>('panel', {
    WardPanelEstablished: (card, { quorum }, { occurredAt }) => ({
      ...card,
      standing: 'LIVE',
      quorum: since(card.quorum, occurredAt, quorum),
    }),
    PanelQuorumSet: (card, { quorum }, { occurredAt }) => ({
      ...card,
      quorum: since(card.quorum, occurredAt, quorum),
    }),
    // Who speaks for the panel is for its decisions, not for show: the chair is an opaque id.
    PanelChairElected: (card) => card,
    PanelMeetingHeld: (card, { meeting, votersPresent, quorate, minutes }, { occurredAt }) => ({
      ...card,
      meetings: withValue(card.meetings, meeting, { heldAt: occurredAt, votersPresent, quorate, minutes }),
    }),
    PanelAgreedPromise: (card, { meeting, promise }) => ({
      ...card,
      agreements: withValue(card.agreements, promise, meeting),
    }),
  }),
};
