import { defineView, idOf, since, type Timeline } from '@wardbook/event-sourcing';
import { agencyHistory } from '@wardbook/policing';

/** Who can do what: one row for each capability that an agency ever offered. */
interface CapabilityCard {
  readonly agency: string | null;
  readonly capability: string | null;
  readonly offered: Timeline<boolean>;
}

const NEVER_OFFERED: CapabilityCard = { agency: null, capability: null, offered: [] };

export const capabilityBoard = defineView({
  name: 'capability-board',
  version: 2,
  of: [agencyHistory],
  initial: NEVER_OFFERED,
  keys: {
    CapabilityOffered: ({ capability }, { stream }) => keyOf(idOf(stream), capability),
    CapabilityWithdrawn: ({ capability }, { stream }) => keyOf(idOf(stream), capability),
  },
  columns: {
    agency: ({ agency }) => agency,
    capability: ({ capability }) => capability,
    offered: ({ offered }) => (offered.at(-1)?.value === true ? 1 : 0),
  },
  evolve: {
    CapabilityOffered: (card, { capability }, { stream, occurredAt }) => ({
      agency: idOf(stream),
      capability,
      offered: since(card.offered, occurredAt, true),
    }),
    CapabilityWithdrawn: (card, { capability }, { stream, occurredAt }) => ({
      agency: idOf(stream),
      capability,
      offered: since(card.offered, occurredAt, false),
    }),
  },
});

/** No identifier has a space in it. */
const keyOf = (agency: string, capability: string): string => `${agency} ${capability}`;
