import {
  alreadySo,
  entriesOf,
  guarded,
  keyedFrom,
  refuse,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { memberHistory, rankOf, type MemberState } from '../member/member.state.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { londonDay } from '../london.ts';
import { isAtLeast } from '../rank.ts';
import { isAbolished, notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import {
  boroughHistory,
  dissolvedAfter,
  isAppointedThen,
  isStoodDownThen,
  labelsOf,
  movedAfter,
  sectorInspector,
  sectorLabel,
  wardsIn,
  type BoroughState,
} from './borough.state.ts';
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
    /** An end names whom it ends: nobody else who is in post by then stands down. */
    | { readonly type: 'StandDownSectorInspector'; readonly sector: string; readonly member: string }
    | { readonly type: 'AssignWardToSector'; readonly ward: string; readonly sector: string }
  );

export interface BoroughFacts {
  /** Of each ward that lies in the sector. */
  readonly DissolveSector: Keyed<WardState>;
  readonly AppointSectorInspector: { readonly member: MemberState };
  readonly AssignWardToSector: { readonly ward: WardState };
}

/** A borough, its police sectors, and which ward lies in which of them. */
export const borough: Decider<BoroughCommand, BoroughEvent, BoroughState, BoroughFacts> = {
  ...boroughHistory,
  facts: {
    DissolveSector: ({ occurredAt: at, sector }, state) =>
      keyedFrom(
        wardsIn(state, sector, at).map((code) => [code, guarded(stateOf(wardHistory, code))] as const),
      ),
    AppointSectorInspector: ({ member }) => ({ member: stateOf(memberHistory, member) }),
    AssignWardToSector: ({ ward }) => ({ ward: guarded(stateOf(wardHistory, ward)) }),
  },
  decide: {
    EstablishBorough: ({ occurredAt: at, by, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(state.name === name && (state.establishedAt ?? at) <= at) ??
      alreadyBegun(state.establishedAt, 'borough', 'id') ?? [boroughEstablished({ name })],

    CreateSector: ({ occurredAt: at, by, sector, label }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.establishedAt, at, 'borough', 'id') ??
      alreadySo(toldAt(labelsOf(state, sector), at) === label) ??
      calledOtherwise(state, { sector, label }, at) ?? [sectorCreated({ sector, label })],

    DissolveSector: ({ occurredAt: at, by, sector }, state, wards) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(wasEndedAt(labelsOf(state, sector), at)) ??
      noSector(state, sector, at) ??
      (entriesOf(wards).some(([, known]) => !isAbolished(known, at)) ? stillHasWards : undefined) ?? [
        sectorDissolved({ sector }),
      ],

    AppointSectorInspector: ({ occurredAt: at, by, sector, member }, state, facts) => {
      const rank = rankOf(facts.member, at);
      return (
        onlyFor(by, 'ADMIN') ??
        noSector(state, sector, at) ??
        alreadySo(isAppointedThen(state, { sector, member }, at)) ??
        notAnInspector(facts.member, at) ??
        anotherInPost(state, { sector, member }, at) ??
        (rank ? [sectorInspectorAppointed({ sector, member, rank })] : [])
      );
    },

    StandDownSectorInspector: ({ occurredAt: at, by, sector, member }, state) =>
      onlyFor(by, 'ADMIN', 'SYSTEM') ??
      alreadySo(isStoodDownThen(state, { sector, member }, at)) ??
      (sectorInspector(state, sector, at) === member
        ? [sectorInspectorStoodDown({ sector, member })]
        : // A process says so of whoever was ever in post.
          (alreadySo(by.role === 'SYSTEM') ?? noSector(state, sector, at) ?? notInPost)),

    AssignWardToSector: ({ occurredAt: at, by, id, ward, sector }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      noSector(state, sector, at) ??
      notLive(facts.ward, at, 'ward') ??
      inAnotherBorough(facts.ward, id) ??
      alreadySo(toldAt(valueIn(state.wards, ward) ?? [], at) === sector) ??
      dissolvedUnderIt(state, { ward, sector, abolishedAt: facts.ward.abolishedAt }, at) ?? [
        wardAssignedToSector({ ward, sector }),
      ],
  },
  cameOf: {
    BoroughEstablished: 'EstablishBorough',
    SectorCreated: 'CreateSector',
    SectorDissolved: 'DissolveSector',
    SectorInspectorAppointed: 'AppointSectorInspector',
    SectorInspectorStoodDown: 'StandDownSectorInspector',
    WardAssignedToSector: 'AssignWardToSector',
  },
  stands: judgedAgain<BoroughEvent, BoroughState>({
    SectorCreated: [
      (created, state, at) => calledOtherwise(state, created, at),
      'this sector was made under another name',
    ],
    SectorInspectorAppointed: [
      ({ sector, member }, state, at) =>
        noSector(state, sector, at) ?? anotherInPost(state, { sector, member }, at),
      'an inspector took charge of this sector',
    ],
    WardAssignedToSector: [
      ({ sector }, state, at) => noSector(state, sector, at),
      'a ward was put into this sector',
    ],
  }),
};

/** R-WARD-2: a ward lies in a sector that exists (S1:26). */
const noSector = (state: BoroughState, sector: string, at: string) =>
  sectorLabel(state, sector, at) === undefined
    ? refuse(
        'R-WARD-2',
        'This borough had no such sector at that time. Check the sector and the time.',
        'sector',
      )
    : undefined;

/** R-LIFE-2: while there is a sector of this name, no other is made. */
const calledOtherwise = (
  state: BoroughState,
  { sector, label }: { readonly sector: string; readonly label: string },
  at: string,
) => {
  const known = sectorLabel(state, sector, at);
  return known === undefined || known === label ? undefined : alreadyBegun(at, 'sector', 'sector');
};

/** R-SEC-1: a sector is under an inspector or above (S1:26). */
const notAnInspector = (member: MemberState, at: string) =>
  isAtLeast(rankOf(member, at), 'INSPECTOR')
    ? undefined
    : refuse('R-SEC-1', 'A sector must be under an inspector or above. Choose another person.', 'member');

/** R-SEC-1: at most one inspector; the one in post stands down first, so that a vacancy is on record. */
const anotherInPost = (
  state: BoroughState,
  { sector, member }: { readonly sector: string; readonly member: string },
  at: string,
) =>
  [undefined, member].includes(sectorInspector(state, sector, at))
    ? undefined
    : refuse('R-SEC-1', 'This sector already has an inspector. Stand that person down first.', 'sector');

/** R-LIFE-1: nobody stands down who is not in post. */
const notInPost = refuse(
  'R-LIFE-1',
  'This person was not in charge of this sector at that time. Check who was, and the time.',
  'member',
);

/** R-SEC-2: a sector is not dissolved while wards lie in it. */
const stillHasWards = refuse(
  'R-SEC-2',
  'There are still wards in this sector. Move them to another sector first.',
  'sector',
);

/**
 * R-TIME-2: no ward is put late into a sector that was dissolved while it would have lain there. One that had moved on,
 * or was abolished, by then did not keep the sector (R-SEC-2).
 */
const dissolvedUnderIt = (
  state: BoroughState,
  {
    ward,
    sector,
    abolishedAt,
  }: { readonly ward: string; readonly sector: string; readonly abolishedAt: string | undefined },
  at: string,
) => {
  const dissolvedAt = dissolvedAfter(state, sector, at);
  const leaves = [movedAfter(state, ward, at), abolishedAt].filter((left) => left !== undefined);
  return dissolvedAt === undefined || leaves.some((left) => left <= dissolvedAt)
    ? undefined
    : refuse(
        'R-TIME-2',
        `On ${londonDay(dissolvedAt)} this sector was dissolved, and with this it could not have been. Put the ward into another sector as of a day before that first.`,
        'occurredAt',
      );
};

/** R-WARD-2: a ward lies in a sector of its own borough (S1:26). */
const inAnotherBorough = (ward: WardState, id: string) =>
  ward.borough === id
    ? undefined
    : refuse('R-WARD-2', 'This ward lies in another borough. Put it into a sector there.', 'ward');
