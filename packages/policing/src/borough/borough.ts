import {
  alreadySo,
  stateOf,
  entriesOf,
  guarded,
  refuse,
  valueIn,
  type Decider,
  type Refusal,
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
    | { readonly type: 'StandDownSectorInspector'; readonly sector: string }
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
      alreadyBegun(state.establishedAt, 'borough') ?? [boroughEstablished({ name })],

    CreateSector: ({ occurredAt: at, by, sector, label }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.establishedAt, at, 'borough') ??
      alreadySo(valueIn(state.sectors, sector)?.label === label) ??
      alreadyBegun(valueIn(state.sectors, sector)?.createdAt, 'sector') ?? [sectorCreated({ sector, label })],

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

    StandDownSectorInspector: ({ occurredAt: at, by, sector }, state) => {
      const member = sectorInspector(state, sector, at);
      return (
        onlyFor(by, 'ADMIN') ??
        noSector(state, sector, at) ??
        (member === undefined ? [] : [sectorInspectorStoodDown({ sector, member })])
      );
    },

    AssignWardToSector: ({ occurredAt: at, by, ward, sector }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      noSector(state, sector, at) ??
      notLive(facts.ward, at) ??
      alreadySo(sectorOf(state, ward, at) === sector) ?? [wardAssignedToSector({ ward, sector })],
  },
};

/** R-WARD-2: a ward lies in a sector that exists (S1:26). */
const noSector = (state: BoroughState, id: string, at: string): Refusal | undefined => {
  const sector = valueIn(state.sectors, id);
  const exists = sector?.createdAt !== undefined && sector.createdAt <= at;
  const dissolved = sector?.dissolvedAt !== undefined && sector.dissolvedAt <= at;
  return exists && !dissolved
    ? undefined
    : refuse('R-WARD-2', 'The borough had no such sector then.', 'sector');
};

/** R-SEC-1: a sector is under an inspector or above (S1:26). */
const notAnInspector = (member: MemberState, at: string): Refusal | undefined =>
  isAtLeast(rankOf(member, at), 'INSPECTOR')
    ? undefined
    : refuse('R-SEC-1', 'A Sector Inspector holds the rank of inspector or above.', 'member');

/** R-SEC-1: at most one inspector; the one in post stands down first, so that a vacancy is on record. */
const inspectorInPost = (state: BoroughState, sector: string, at: string): Refusal | undefined =>
  sectorInspector(state, sector, at) === undefined
    ? undefined
    : refuse('R-SEC-1', 'The sector has an inspector in post.', 'sector');

/** R-SEC-2: a sector is not dissolved while wards lie in it. */
const stillHasWards = (state: BoroughState, sector: string, at: string): Refusal | undefined =>
  entriesOf(state.wards).some(([ward]) => sectorOf(state, ward, at) === sector)
    ? refuse('R-SEC-2', 'Wards still lie in this sector.', 'sector')
    : undefined;
