import {
  NONE_KEYED,
  since,
  valueAt,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import type { By } from '../by.ts';
import { WARD_IDS } from '../ids.ts';
import { wardPanelEvents, type OwnWardPanelEvent, type WardPanelEvent } from './ward-panel.events.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';

export interface WardPanelState extends WithRedactions {
  /** `undefined` in it means that there was no panel any more. */
  readonly quorum: Timeline<number | undefined>;
  readonly chair: Timeline<string | undefined>;
  readonly meetings: Keyed<PanelMeeting>;
  /** Per promise, the meeting that agreed to it. */
  readonly agreements: Keyed<string>;
}

interface PanelMeeting {
  readonly heldAt: string;
  readonly quorate: boolean;
}

const ownHistory: Fold<OwnWardPanelEvent, WardPanelState> = {
  name: 'panel',
  ids: WARD_IDS,
  initial: {
    redactions: redactionPart.initial,
    quorum: [],
    chair: [],
    meetings: NONE_KEYED,
    agreements: NONE_KEYED,
  },
  events: wardPanelEvents,
  evolve: {
    WardPanelEstablished: (state, { quorum, chair }, { occurredAt }) => ({
      ...state,
      quorum: since(state.quorum, occurredAt, quorum),
      chair: since(state.chair, occurredAt, chair),
    }),
    PanelQuorumSet: (state, { quorum }, { occurredAt }) => ({
      ...state,
      quorum: since(state.quorum, occurredAt, quorum),
    }),
    PanelChairElected: (state, { chair }, { occurredAt }) => ({
      ...state,
      chair: since(state.chair, occurredAt, chair),
    }),
    PanelMeetingHeld: (state, { meeting, quorate }, { occurredAt }) => ({
      ...state,
      meetings: withValue(state.meetings, meeting, { heldAt: occurredAt, quorate }),
    }),
    PanelAgreedPromise: (state, { meeting, promise }) => ({
      ...state,
      agreements: withValue(state.agreements, promise, meeting),
    }),
    WardPanelDissolved: (state, _, { occurredAt }) => ({
      ...state,
      quorum: since(state.quorum, occurredAt, undefined),
      chair: since(state.chair, occurredAt, undefined),
    }),
  },
};

export const wardPanelHistory: Fold<WardPanelEvent, WardPanelState> = withPart(ownHistory, redactionPart);

/** Whether a ward had a panel at an instant; with the ward ends its panel, too, which is asked of the ward. */
export const isSitting = (panel: WardPanelState, at: string): boolean =>
  valueAt(panel.quorum, at) !== undefined;

/** How many voters made a meeting quorate at an instant. */
export const quorumAt = (panel: WardPanelState, at: string): number => valueAt(panel.quorum, at) ?? Infinity;

/** Who spoke for the panel at an instant. */
export const chairOf = (panel: WardPanelState, at: string): string | undefined => valueAt(panel.chair, at);

/** An id is one person only within an agency: to the panel of another ward, or of another force, nothing is here (G-01). */
export const isOfItsPanel = ({
  by: { role, agency },
  id,
}: {
  readonly by: By;
  readonly id: string;
}): boolean => role === 'PANEL' && agency === panelAgency(id);

/**
 * The agency of whoever speaks for the panel of a ward.
 * @example
 * panelAgency('E05000140'); // 'panel-E05000140'
 */
export const panelAgency = (ward: string): string => `panel-${ward}`;
