import {
  alreadySo,
  stateOf,
  entriesOf,
  guarded,
  refuse,
  valueIn,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { memberHistory, rankOf, type MemberState } from '../member/member.state.ts';
import { isAtLeast } from '../rank.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import { boroughHistory, sectorInspector, sectorOf, type BoroughState } from './borough.state.ts';
import {
  boroughEstablished,
  sectorCreated,
  sectorDissolved,
  sectorInspectorAppointed,
  sectorInspectorStoodDown,
  wardAssignedToSector,
  type BoroughEvent,
} from './borough.events.ts';

export type BoroughCommand = PolicingCommand &
  (
    | { readonly type: 'EstablishBorough'; readonly name: string }
    | { readonly type: 'CreateSector'; readonly sector: string; readonly label: string }
    | { readonly type: 'DissolveSector'; readonly sector: string }
    | { readonly type: 'AppointSectorInspector'; readonly sector: string; readonly member: string }
    /** Who leaves says of whom it is: then nobody else who is in post by then stands down. */
    | { readonly type: 'StandDownSectorInspector'; readonly sector: string; readonly member?: string }
    | { readonly type: 'AssignWardToSector'; readonly ward: string; readonly sector: string }
  );

export interface BoroughFacts {
  readonly AppointSectorInspector: { readonly member: MemberState };
  readonly AssignWardToSector: { readonly ward: WardState };
}

/** A borough, its police sectors, and which ward lies in which of them. */
export const borough: Decider<BoroughCommand, BoroughEvent, BoroughState, BoroughFacts> = {
  ...boroughHistory,
  facts: {
    AppointSectorInspector: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    AssignWardToSector: ({ ward }) => ({ ward: guarded(stateOf(wardHistory, ward)) }),
  },
  decide: {
    EstablishBorough: ({ by, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(state.name === name) ??
      alreadyBegun(state.establishedAt, 'borough', 'id') ?? [boroughEstablished({ name })],

    CreateSector: ({ occurredAt: at, by, sector, label }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.establishedAt, at, 'borough', 'id') ??
      alreadySo(valueIn(state.sectors, sector)?.label === label) ??
      alreadyBegun(valueIn(state.sectors, sector)?.createdAt, 'sector', 'sector') ?? [
        sectorCreated({ sector, label }),
      ],

    DissolveSector: ({ occurredAt: at, by, sector }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(valueIn(state.sectors, sector)?.dissolvedAt !== undefined) ??
      noSector(state, sector, at) ??
      stillHasWards(state, sector, at) ?? [sectorDissolved({ sector })],

    AppointSectorInspector: ({ occurredAt: at, by, sector, member }, state, facts) => {
      const rank = rankOf(facts.member, at);
      return (
        onlyFor(by, 'ADMIN') ??
        noSector(state, sector, at) ??
        alreadySo(sectorInspector(state, sector, at) === member) ??
        notAnInspector(facts.member, at) ??
        inspectorInPost(state, sector, at) ??
        (rank ? [sectorInspectorAppointed({ sector, member, rank })] : [])
      );
    },

    StandDownSectorInspector: ({ occurredAt: at, by, sector, member }, state) => {
      const inPost = sectorInspector(state, sector, at);
      return (
        onlyFor(by, 'ADMIN', 'SYSTEM') ??
        noSector(state, sector, at) ??
        (inPost === undefined || (member !== undefined && member !== inPost)
          ? []
          : [sectorInspectorStoodDown({ sector, member: inPost })])
      );
    },

    AssignWardToSector: ({ occurredAt: at, by, ward, sector }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      noSector(state, sector, at) ??
      notLive(facts.ward, at, 'ward') ??
      alreadySo(sectorOf(state, ward, at) === sector) ?? [wardAssignedToSector({ ward, sector })],
  },
};

/** R-WARD-2: a ward lies in a sector that exists (S1:26). */
const noSector = (state: BoroughState, id: string, at: string) => {
  const sector = valueIn(state.sectors, id);
  const exists = sector?.createdAt !== undefined && sector.createdAt <= at;
  const dissolved = sector?.dissolvedAt !== undefined && sector.dissolvedAt <= at;
  return exists && !dissolved
    ? undefined
    : refuse(
        'R-WARD-2',
        'This borough had no such sector at that time. Check the sector and the time.',
        'sector',
      );
};

/** R-SEC-1: a sector is under an inspector or above (S1:26). */
const notAnInspector = (member: MemberState, at: string) =>
  isAtLeast(rankOf(member, at), 'INSPECTOR')
    ? undefined
    : refuse('R-SEC-1', 'A sector must be under an inspector or above. Choose another person.', 'member');

/** R-SEC-1: at most one inspector; the one in post stands down first, so that a vacancy is on record. */
const inspectorInPost = (state: BoroughState, sector: string, at: string) =>
  sectorInspector(state, sector, at) === undefined
    ? undefined
    : refuse('R-SEC-1', 'This sector already has an inspector. Stand that person down first.', 'sector');

/** R-SEC-2: a sector is not dissolved while wards lie in it. */
const stillHasWards = (state: BoroughState, sector: string, at: string) =>
  entriesOf(state.wards).some(([ward]) => sectorOf(state, ward, at) === sector)
    ? refuse('R-SEC-2', 'There are still wards in this sector. Move them to another sector first.', 'sector')
    : undefined;
