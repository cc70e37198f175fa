import {
  idOf,
  NONE_KEYED,
  since,
  valueIn,
  versioned,
  withValue,
  type Keyed,
  type Timeline,
  type View,
} from '@wardbook/event-sourcing';
import { boroughEvents, type BoroughEvent } from '@wardbook/policing';

/** A borough and its police sectors. */
export interface BoroughCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'LIVE';
  readonly name: string | null;
  readonly sectors: Keyed<SectorCard>;
}

export interface SectorCard {
  readonly id: string;
  readonly borough: string;
  readonly label: string;
  readonly dissolvedAt: string | null;
  /** Null in it is a vacancy. */
  readonly inspector: Timeline<string | null>;
}

export const boroughBoard: View<BoroughEvent, BoroughCard> = {
  name: 'borough-board',
  version: 1,
  initial: { version: 0, standing: 'EXPECTED', name: null, sectors: NONE_KEYED },
  events: boroughEvents,
  columns: {
    name: ({ name }) => name,
    standing: ({ standing }) => standing,
  },
  evolve: versioned<BoroughEvent, BoroughCard>('borough', {
    BoroughEstablished: (card, { name }) => ({ ...card, name, standing: 'LIVE' }),
    SectorCreated: (card, { sector: id, label }, { stream }) => ({
      ...card,
      sectors: withValue(card.sectors, id, {
        id,
        borough: idOf(stream),
        label,
        dissolvedAt: null,
        inspector: [],
      }),
    }),
    SectorDissolved: (card, { sector }, { occurredAt }) =>
      withSector(card, sector, (known) => ({ ...known, dissolvedAt: occurredAt })),
    SectorInspectorAppointed: (card, { sector, member }, { occurredAt }) =>
      withSector(card, sector, (known) => ({
        ...known,
        inspector: since(known.inspector, occurredAt, member),
      })),
    SectorInspectorStoodDown: (card, { sector }, { occurredAt }) =>
      withSector(card, sector, (known) => ({
        ...known,
        inspector: since(known.inspector, occurredAt, null),
      })),
    // Which wards lie in a sector is on the wards' board.
    WardAssignedToSector: (card) => card,
  }),
};

const withSector = (
  card: BoroughCard,
  id: string,
  change: (known: SectorCard) => SectorCard,
): BoroughCard => {
  const known = valueIn(card.sectors, id);
  return known ? { ...card, sectors: withValue(card.sectors, id, change(known)) } : card;
};
