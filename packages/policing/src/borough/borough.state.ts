import {
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { BOROUGH_IDS } from '../ids.ts';
import { boroughEvents, type BoroughEvent } from './borough.events.ts';

export interface BoroughState {
  readonly establishedAt?: string;
  readonly name?: string;
  readonly sectors: Keyed<SectorState>;
  /** Per ward code, the sector it lay in. */
  readonly wards: Keyed<Timeline<string>>;
}

export interface SectorState {
  readonly label?: string;
  readonly createdAt?: string;
  readonly dissolvedAt?: string;
  /** The inspector in post; `undefined` in it is a vacancy. */
  readonly inspector: Timeline<string | undefined>;
}

const NO_SECTOR: SectorState = { inspector: [] };

const withSector = (state: BoroughState, id: string, change: Partial<SectorState>): BoroughState => ({
  ...state,
  sectors: withValue(state.sectors, id, { ...(valueIn(state.sectors, id) ?? NO_SECTOR), ...change }),
});

const inspectorOf = (state: BoroughState, id: string): SectorState['inspector'] =>
  valueIn(state.sectors, id)?.inspector ?? [];

export const boroughHistory: Fold<BoroughEvent, BoroughState> = {
  name: 'borough',
  ids: BOROUGH_IDS,
  initial: { sectors: NONE_KEYED, wards: NONE_KEYED },
  events: boroughEvents,
  evolve: {
    BoroughEstablished: (state, { name }, { occurredAt }) => ({ ...state, name, establishedAt: occurredAt }),
    SectorCreated: (state, { sector, label }, { occurredAt }) =>
      withSector(state, sector, { label, createdAt: occurredAt }),
    SectorDissolved: (state, { sector }, { occurredAt }) =>
      withSector(state, sector, { dissolvedAt: occurredAt }),
    SectorInspectorAppointed: (state, { sector, member }, { occurredAt }) =>
      withSector(state, sector, { inspector: since(inspectorOf(state, sector), occurredAt, member) }),
    SectorInspectorStoodDown: (state, { sector }, { occurredAt }) =>
      withSector(state, sector, { inspector: since(inspectorOf(state, sector), occurredAt, undefined) }),
    WardAssignedToSector: (state, { ward, sector }, { occurredAt }) => ({
      ...state,
      wards: withValue(state.wards, ward, since(valueIn(state.wards, ward) ?? [], occurredAt, sector)),
    }),
  },
};

/** The sector in which a ward lay at an instant. */
export const sectorOf = (state: BoroughState, ward: string, at: string): string | undefined =>
  valueAt(valueIn(state.wards, ward) ?? [], at);

/** The inspector of a sector at an instant; undefined while vacant (R-SEC-1). */
export const sectorInspector = (state: BoroughState, sector: string, at: string): string | undefined =>
  valueAt(inspectorOf(state, sector), at);
