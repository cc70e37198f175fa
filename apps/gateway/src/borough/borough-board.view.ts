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
import { boroughHistory, givenTo, holders, leftBy, type Tenure } from '@wardbook/policing';

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
  /** What it is, or was last, called. */
  readonly label: string;
  readonly dissolvedAt: string | null;
  /** Null in it is its end: another may be made under its name. */
  readonly labels: Timeline<string | null>;
  /** Null in it is a vacancy. */
  readonly inspector: Timeline<string | null>;
  /** What was told of that. */
  readonly inspectorTold: Tenure;
}

const EXPECTED: BoroughCard = { version: 0, standing: 'EXPECTED', name: null, sectors: NONE_KEYED };

export const boroughBoard = defineView({
  name: 'borough-board',
  version: 4,
  of: [boroughHistory],
  versionOf: boroughHistory,
  initial: EXPECTED,
  columns: {
    name: ({ name }) => name,
    standing: ({ standing }) => standing,
  },
  evolve: {
    BoroughEstablished: (card, { name }) => ({ ...card, name, standing: 'LIVE' }),
    SectorCreated: (card, { sector: id, label }, { stream, occurredAt }) => ({
      ...card,
      sectors: withValue(
        card.sectors,
        id,
        called(valueIn(card.sectors, id) ?? { ...NO_SECTOR, id, borough: idOf(stream) }, occurredAt, label),
      ),
    }),
    SectorDissolved: (card, { sector }, { occurredAt }) =>
      withSector(card, sector, (known) => ({
        ...called(known, occurredAt, null),
        ...inspectedBy(leftBy(known.inspectorTold, occurredAt)),
      })),
    SectorInspectorAppointed: (card, { sector, member }, { occurredAt }) =>
      withSector(card, sector, (known) => ({
        ...known,
        ...inspectedBy(givenTo(known.inspectorTold, occurredAt, member)),
      })),
    SectorInspectorStoodDown: (card, { sector, member }, { occurredAt }) =>
      withSector(card, sector, (known) => ({
        ...known,
        ...inspectedBy(leftBy(known.inspectorTold, occurredAt, member)),
      })),
  },
});

const NO_SECTOR = { label: '', dissolvedAt: null, labels: [], inspector: [], inspectorTold: [] };

const called = (known: SectorCard, at: string, label: string | null): SectorCard => {
  const labels = since(known.labels, at, label);
  const last = labels.findLastIndex(({ value }) => value !== null);
  return {
    ...known,
    labels,
    label: labels[last]?.value ?? known.label,
    // It may be told once more, of another day: the first of them counts.
    dissolvedAt: labels[last + 1]?.from ?? null,
  };
};

const inspectedBy = (inspectorTold: Tenure): Pick<SectorCard, 'inspector' | 'inspectorTold'> => ({
  inspectorTold,
  inspector: holders(inspectorTold).map(({ from, value = null }) => ({ from, value })),
});

const withSector = (
  card: BoroughCard,
  id: string,
  change: (known: SectorCard) => SectorCard,
): BoroughCard => {
  const known = valueIn(card.sectors, id);
  return known ? { ...card, sectors: withValue(card.sectors, id, change(known)) } : card;
};
