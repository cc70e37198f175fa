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
  readonly standing: 'EXPECTED' | Sitting;
  readonly standings: Timeline<Sitting>;
  readonly quorum: Timeline<number>;
  readonly meetings: Keyed<MeetingCard>;
  /** Per promise, the meeting that agreed to it. */
  readonly agreements: Keyed<string>;
}

type Sitting = 'LIVE' | 'DISSOLVED';

interface MeetingCard {
  readonly heldAt: string;
  readonly votersPresent: number;
  readonly quorate: boolean;
  readonly minutes: string;
}

const EXPECTED: WardPanelCard = {
  version: 0,
  standing: 'EXPECTED',
  standings: [],
  quorum: [],
  meetings: NONE_KEYED,
  agreements: NONE_KEYED,
};

export const wardPanelBoard = defineView({
  name: 'ward-panel-board',
  version: 3,
  of: [wardPanelHistory],
  versionOf: wardPanelHistory,
  initial: EXPECTED,
  columns: { standing: ({ standing }) => standing },
  evolve: {
    WardPanelEstablished: (card, { quorum }, { occurredAt }) => ({
      ...standing(card, occurredAt, 'LIVE'),
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
    WardPanelDissolved: (card, _, { occurredAt }) => standing(card, occurredAt, 'DISSOLVED'),
  },
});

const standing = (card: WardPanelCard, at: string, now: Sitting): WardPanelCard => {
  const standings = since(card.standings, at, now);
  return { ...card, standings, standing: standings.at(-1)?.value ?? now };
};
