import {
  changesAfter,
  entriesOf,
  NONE_KEYED,
  since,
  toldAt,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { BOROUGH_IDS } from '../ids.ts';
import { givenTo, holders, leftBy, leftThen, type Tenure } from '../tenure.ts';
import { boroughEvents, type BoroughEvent } from './borough.events.ts';

export interface BoroughState {
  readonly establishedAt?: string;
  readonly name?: string;
  readonly sectors: Keyed<SectorState>;
  /** Per ward code, the sector it lay in. */
  readonly wards: Keyed<Timeline<string>>;
}

export interface SectorState {
  /** What the sector is called while there is one; `undefined` in it means that it was dissolved. */
  readonly label: Timeline<string | undefined>;
  /** The inspector in post; `undefined` in it is a vacancy. */
  readonly inspector: Timeline<string | undefined>;
  /** What was told of that. */
  readonly inspectorTold: Tenure;
}

const NO_SECTOR: SectorState = { label: [], inspector: [], inspectorTold: [] };

const sectorIn = (state: BoroughState, id: string): SectorState => valueIn(state.sectors, id) ?? NO_SECTOR;

const withSector = (
  state: BoroughState,
  id: string,
  change: (known: SectorState) => Partial<SectorState>,
): BoroughState => {
  const known = sectorIn(state, id);
  return { ...state, sectors: withValue(state.sectors, id, { ...known, ...change(known) }) };
};

const inspectedBy = (inspectorTold: Tenure): Partial<SectorState> => ({
  inspectorTold,
  inspector: holders(inspectorTold),
});

export const boroughHistory: Fold<BoroughEvent, BoroughState> = {
  name: 'borough',
  ids: BOROUGH_IDS,
  initial: { sectors: NONE_KEYED, wards: NONE_KEYED },
  events: boroughEvents,
  evolve: {
    BoroughEstablished: (state, { name }, { occurredAt }) => ({ ...state, name, establishedAt: occurredAt }),
    SectorCreated: (state, { sector, label }, { occurredAt }) =>
      withSector(state, sector, (known) => ({ label: since(known.label, occurredAt, label) })),
    // Nobody is in charge of what is no longer there, nor of what may be made under its name again.
    SectorDissolved: (state, { sector }, { occurredAt }) =>
      withSector(state, sector, ({ label, inspectorTold }) => ({
        label: since(label, occurredAt, undefined),
        ...inspectedBy(leftBy(inspectorTold, occurredAt)),
      })),
    SectorInspectorAppointed: (state, { sector, member }, { occurredAt }) =>
      withSector(state, sector, ({ inspectorTold }) =>
        inspectedBy(givenTo(inspectorTold, occurredAt, member)),
      ),
    SectorInspectorStoodDown: (state, { sector, member }, { occurredAt }) =>
      withSector(state, sector, ({ inspectorTold }) =>
        inspectedBy(leftBy(inspectorTold, occurredAt, member)),
      ),
    WardAssignedToSector: (state, { ward, sector }, { occurredAt }) => ({
      ...state,
      wards: withValue(state.wards, ward, since(valueIn(state.wards, ward) ?? [], occurredAt, sector)),
    }),
  },
};

/** What a sector was called at an instant; undefined where there was none. */
export const sectorLabel = (state: BoroughState, sector: string, at: string): string | undefined =>
  valueAt(sectorIn(state, sector).label, at);

/** What was told of what a sector is called, and of its end. */
export const labelsOf = (state: BoroughState, sector: string): Timeline<string | undefined> =>
  sectorIn(state, sector).label;

interface InPost {
  readonly sector: string;
  readonly member: string;
}

/** Whether it is on record of this very instant that somebody took charge of a sector. */
export const isAppointedThen = (state: BoroughState, { sector, member }: InPost, at: string): boolean =>
  toldAt(sectorIn(state, sector).inspector, at) === member;

/** Whether it is on record of this very instant that somebody stood down. */
export const isStoodDownThen = (state: BoroughState, { sector, member }: InPost, at: string): boolean =>
  leftThen(sectorIn(state, sector).inspectorTold, at, member);

/** When a sector was dissolved next after an instant; undefined where it was not. */
export const dissolvedAfter = (state: BoroughState, sector: string, at: string): string | undefined =>
  changesAfter(sectorIn(state, sector).label, at).find(({ value }) => value === undefined)?.from;

/** When a ward was put into a sector next after an instant; undefined where it was not. */
export const movedAfter = (state: BoroughState, ward: string, at: string): string | undefined =>
  changesAfter(valueIn(state.wards, ward) ?? [], at)[0]?.from;

/** The sector in which a ward lay at an instant. */
export const sectorOf = (state: BoroughState, ward: string, at: string): string | undefined =>
  valueAt(valueIn(state.wards, ward) ?? [], at);

/** The wards that lay in a sector at an instant. */
export const wardsIn = (state: BoroughState, sector: string, at: string): readonly string[] =>
  entriesOf(state.wards)
    .map(([ward]) => ward)
    .filter((ward) => sectorOf(state, ward, at) === sector);

/** The inspector of a sector at an instant; undefined while vacant (R-SEC-1). */
export const sectorInspector = (state: BoroughState, sector: string, at: string): string | undefined =>
  valueAt(sectorIn(state, sector).inspector, at);
