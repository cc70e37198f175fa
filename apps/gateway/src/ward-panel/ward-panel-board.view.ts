import {
  defineView,
  NONE_KEYED,
  since,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing';
import { wardPanelHistory } from '@wardbook/policing';

/** The panel of a ward: how it meets, and what it agreed to. Not its chair: an opaque id is not for show. */
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

const EXPECTED: WardPanelCard = {
  version: 0,
  standing: 'EXPECTED',
  quorum: [],
  meetings: NONE_KEYED,
  agreements: NONE_KEYED,
};

export const wardPanelBoard = defineView({
  name: 'ward-panel-board',
  version: 1,
  of: [wardPanelHistory],
  versionOf: wardPanelHistory,
  initial: EXPECTED,
  columns: { standing: ({ standing }) => standing },
  evolve: {
    WardPanelEstablished: (card, { quorum }, { occurredAt }) => ({
      ...card,
      standing: 'LIVE',
      quorum: since(card.quorum, occurredAt, quorum),
    }),
    PanelQuorumSet: (card, { quorum }, { occurredAt }) => ({
      ...card,
      quorum: since(card.quorum, occurredAt, quorum),
    }),
    PanelMeetingHeld: (card, { meeting, votersPresent, quorate, minutes }, { occurredAt }) => ({
      ...card,
      meetings: withValue(card.meetings, meeting, { heldAt: occurredAt, votersPresent, quorate, minutes }),
    }),
    PanelAgreedPromise: (card, { meeting, promise }) => ({
      ...card,
      agreements: withValue(card.agreements, promise, meeting),
    }),
  },
});
