import {
  defineView,
  idOf,
  NONE_KEYED,
  since,
  valueIn,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing';
import { boroughHistory } from '@wardbook/policing';

/** A borough and its police sectors; which wards lie in one is on the wards' board. */
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

const EXPECTED: BoroughCard = { version: 0, standing: 'EXPECTED', name: null, sectors: NONE_KEYED };

export const boroughBoard = defineView({
  name: 'borough-board',
  version: 2,
  of: [boroughHistory],
  versionOf: boroughHistory,
  initial: EXPECTED,
  columns: {
    name: ({ name }) => name,
    standing: ({ standing }) => standing,
  },
  evolve: {
    BoroughEstablished: (card, { name }) => ({ ...card, name, standing: 'LIVE' }),
    SectorCreated: (card, { sector: id, label }, { stream }) => ({
      ...card,
      sectors: withValue(card.sectors, id, {
        id,
        borough: idOf(stream),
        label,
        dissolvedAt: null,
        inspector: valueIn(card.sectors, id)?.inspector ?? [],
      }),
    }),
    SectorDissolved: (card, { sector }, { occurredAt }) =>
      withSector(card, sector, (known) => ({
        ...known,
        dissolvedAt: occurredAt,
        inspector: since(known.inspector, occurredAt, null),
      })),
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
  },
});

const withSector = (
  card: BoroughCard,
  id: string,
  change: (known: SectorCard) => SectorCard,
): BoroughCard => {
  const known = valueIn(card.sectors, id);
  return known ? { ...card, sectors: withValue(card.sectors, id, change(known)) } : card;
};
