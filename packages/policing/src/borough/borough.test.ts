import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  CAMDEN,
  IN_2012,
  JANUARY,
  KILBURN,
  camden,
  kilburn,
  posted,
  sendersOf,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { memberLeft, memberPromoted } from '../member/member.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { borough } from './borough.ts';
import { boroughHistory, sectorInspector, sectorOf } from './borough.state.ts';
import {
  boroughEstablished,
  sectorCreated,
  sectorDissolved,
  sectorInspectorAppointed,
  sectorInspectorStoodDown,
  wardAssignedToSector,
} from './borough.events.ts';

const given = scenario(borough, CAMDEN);
const now = { occurredAt: '2013-03-04T09:00:00.000Z', by: ADMIN };

const establish = { type: 'EstablishBorough', ...now, name: 'Camden' } as const;
const create = { type: 'CreateSector', ...now, sector: 'east', label: 'East' } as const;
const dissolve = { type: 'DissolveSector', ...now, sector: 'west' } as const;
const appoint = { type: 'AppointSectorInspector', ...now, sector: 'west', member: 'ivy' } as const;
const standDown = { type: 'StandDownSectorInspector', ...now, sector: 'west', member: 'ivy' } as const;
const assign = { type: 'AssignWardToSector', ...now, ward: KILBURN, sector: 'west' } as const;

const established = boroughEstablished({ name: 'Camden' });
const west = sectorCreated({ sector: 'west', label: 'West' });
const east = sectorCreated({ sector: 'east', label: 'East' });
const kilburnIsWest = wardAssignedToSector({ ward: KILBURN, sector: 'west' });
const kilburnIsEast = wardAssignedToSector({ ward: KILBURN, sector: 'east' });
const ivyAppointed = sectorInspectorAppointed({ sector: 'west', member: 'ivy', rank: 'INSPECTOR' });
const ivyStoodDown = sectorInspectorStoodDown({ sector: 'west', member: 'ivy' });
const knownKilburn = fact(ward, KILBURN, kilburn);
const inspectorIvy = fact(member, 'ivy', posted('INSPECTOR'));

describe('who sends what', () => {
  test.each([establish, create, dissolve, appoint, assign])(
    'R-AUTH-2: $type is reference data, for ADMIN alone',
    (command) => {
      expect(sendersOf(given(), command)).toEqual(['ADMIN']);
    },
  );
  test('R-AUTH-2: of an inspector who leaves a process says so, too', () => {
    expect(sendersOf(given(), standDown)).toEqual(['ADMIN', 'SYSTEM']);
  });
});

describe('a borough and its sectors', () => {
  test('R-ID-1, G-08, R-ID-1: a borough is called by its GSS code', () =>
    scenario(borough, 'CAMDEN')().when(establish).isRefusedBy('R-ID-1', 'id'));
  test('R-LIFE-2: a borough is established', () => given().when(establish).emits(established));
  test('R-LIFE-2: established under the same name again, nothing happens', () =>
    given(established).when(establish).emitsNothing());
  test('R-LIFE-2: not established a second time under another name', () =>
    given(established)
      .when({ ...establish, name: 'Brent' })
      .isRefusedBy('R-LIFE-2'));

  test('R-LIFE-1: a sector is created in a borough', () => given(established).when(create).emits(east));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(established, at(now.occurredAt, east)).when(create).emitsNothing());
  test('R-LIFE-2: said again of a later day, it is on record, whatever turns up for the days between', () =>
    given(established, east).when(create).emits(east));
  test('R-LIFE-2: a sector is not created twice', () =>
    given(established, east)
      .when({ ...create, label: 'North' })
      .isRefusedBy('R-LIFE-2'));
  test('R-LIFE-1: no sector before there is a borough', () => given().when(create).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: no sector earlier than the borough', () =>
    given(camden)
      .when({ ...create, occurredAt: '2012-09-03T08:59:59.999Z' })
      .isRefusedBy('R-LIFE-1'));

  test('R-SEC-2: a sector without wards is dissolved', () =>
    given(established, west)
      .when(dissolve)
      .emits(sectorDissolved({ sector: 'west' })));
  test('R-LIFE-2: dissolved at that very instant already, nothing happens', () =>
    given(established, west, at(now.occurredAt, sectorDissolved({ sector: 'west' })))
      .when(dissolve)
      .emitsNothing());
  test('R-WARD-2: what is no longer there is not dissolved', () =>
    given(established, west, sectorDissolved({ sector: 'west' }))
      .when(dissolve)
      .isRefusedBy('R-WARD-2', 'sector'));
  test('R-SEC-2: not while a ward lies in it', () =>
    given(camden).knowing(knownKilburn).when(dissolve).isRefusedBy('R-SEC-2'));
  test('R-SEC-2: but once its last ward has moved', () =>
    given(camden, east, kilburnIsEast).knowing(knownKilburn).when(dissolve).isRefusedBy('R-SEC-2'));
  test('R-WARD-2: what was never a sector is not dissolved', () =>
    given(established).when(dissolve).isRefusedBy('R-WARD-2'));
});

describe('the Sector Inspector', () => {
  test('R-SEC-1: an inspector is appointed [T1-23]', () =>
    given(camden).knowing(inspectorIvy).when(appoint).emits(ivyAppointed));
  test('R-SEC-1: so is a chief inspector [T1-23]', () =>
    given(camden)
      .knowing(fact(member, 'ivy', posted('CHIEF_INSPECTOR')))
      .when(appoint)
      .emits(sectorInspectorAppointed({ sector: 'west', member: 'ivy', rank: 'CHIEF_INSPECTOR' })));
  test.each(['PCSO', 'CONSTABLE', 'SERGEANT'] as const)('R-SEC-1: a %s is not [T1-23]', (rank) =>
    given(camden)
      .knowing(fact(member, 'ivy', posted(rank)))
      .when(appoint)
      .isRefusedBy('R-SEC-1'),
  );
  test('R-SEC-1: nor somebody nobody knows', () =>
    given(camden).knowingNothingElse().when(appoint).isRefusedBy('R-SEC-1'));
  test('R-SEC-1: nor somebody who has left', () =>
    given(camden)
      .knowing(fact(member, 'ivy', posted('INSPECTOR'), at(JANUARY, memberLeft({ reason: 'RETIRED' }))))
      .when(appoint)
      .isRefusedBy('R-SEC-1'));

  const promotedInMay = fact(
    member,
    'ivy',
    posted('SERGEANT'),
    at('2013-05-01T00:00:00.000Z', memberPromoted({ rank: 'INSPECTOR' })),
  );
  test('R-SEC-1: the rank of that moment counts, not the later one', () =>
    given(camden).knowing(promotedInMay).when(appoint).isRefusedBy('R-SEC-1'));
  test('R-SEC-1: an inspector since the very moment of promotion', () =>
    given(camden)
      .knowing(promotedInMay)
      .when({ ...appoint, occurredAt: '2013-05-01T00:00:00.000Z' })
      .emits(ivyAppointed));

  test('R-LIFE-2: in post since that very instant, nothing happens', () =>
    given(camden, at(now.occurredAt, ivyAppointed)).knowing(inspectorIvy).when(appoint).emitsNothing());
  test('R-SEC-1: in post for longer, it is on record that they stay', () =>
    given(camden, ivyAppointed).knowing(inspectorIvy).when(appoint).emits(ivyAppointed));
  test('R-SEC-1: a sector has no two inspectors', () =>
    given(camden, ivyAppointed)
      .knowing(fact(member, 'joan', posted('INSPECTOR')))
      .when({ ...appoint, member: 'joan' })
      .isRefusedBy('R-SEC-1'));
  test('R-SEC-1: but one after another', () =>
    given(camden, ivyAppointed, ivyStoodDown)
      .knowing(fact(member, 'joan', posted('INSPECTOR')))
      .when({ ...appoint, member: 'joan' })
      .emits(sectorInspectorAppointed({ sector: 'west', member: 'joan', rank: 'INSPECTOR' })));
  test('R-WARD-2: nobody is appointed to a sector that is not there', () =>
    given(established).knowing(inspectorIvy).when(appoint).isRefusedBy('R-WARD-2'));

  test('R-SEC-1: standing down leaves a vacancy on record', () =>
    given(camden, ivyAppointed).when(standDown).emits(ivyStoodDown));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(camden, ivyAppointed, at(now.occurredAt, ivyStoodDown)).when(standDown).emitsNothing());
  test('R-LIFE-1: nobody stands down who is not in post, or no longer', () => {
    given(camden).when(standDown).isRefusedBy('R-LIFE-1', 'member');
    given(camden, ivyAppointed, ivyStoodDown).when(standDown).isRefusedBy('R-LIFE-1', 'member');
    given(camden, ivyAppointed)
      .when({ ...standDown, member: 'joan' })
      .isRefusedBy('R-LIFE-1', 'member');
  });
  test('R-WARD-2: nobody stands down from a sector that is not there', () =>
    given(established).when(standDown).isRefusedBy('R-WARD-2'));
});

describe('where a ward lies', () => {
  test('R-WARD-2: a ward is assigned to a sector', () =>
    given(established, west).knowing(knownKilburn).when(assign).emits(kilburnIsWest));
  test('R-LIFE-2: there since that very instant, nothing happens', () =>
    given(established, west, at(now.occurredAt, kilburnIsWest))
      .knowing(knownKilburn)
      .when(assign)
      .emitsNothing());
  test('R-WARD-2: there for longer, it is on record that it stays', () =>
    given(camden).knowing(knownKilburn).when(assign).emits(kilburnIsWest));
  test('R-WARD-2: not to a sector that is not there', () =>
    given(established).knowing(knownKilburn).when(assign).isRefusedBy('R-WARD-2'));
  test('R-WARD-2: not to a sector before it is created', () =>
    given(established, at('2013-03-04T09:00:00.001Z', west))
      .knowing(knownKilburn)
      .when(assign)
      .isRefusedBy('R-WARD-2'));
  test('R-WARD-2: to a sector from the very moment it is created', () =>
    given(established, at(now.occurredAt, west)).knowing(knownKilburn).when(assign).emits(kilburnIsWest));
  test('R-WARD-2: not to a sector from the very moment it is dissolved', () =>
    given(established, west, at(now.occurredAt, sectorDissolved({ sector: 'west' })))
      .knowing(knownKilburn)
      .when(assign)
      .isRefusedBy('R-WARD-2'));
  test('R-WARD-2: not to a sector that was dissolved', () =>
    given(established, west, sectorDissolved({ sector: 'west' }))
      .knowing(knownKilburn)
      .when(assign)
      .isRefusedBy('R-WARD-2'));
  test('R-WARD-2: to a sector that was dissolved only later', () =>
    given(
      established,
      west,
      east,
      at('2013-03-04T09:00:00.001Z', kilburnIsEast),
      at('2013-03-04T09:00:00.002Z', sectorDissolved({ sector: 'west' })),
    )
      .knowing(knownKilburn)
      .when(assign)
      .emits(kilburnIsWest));
  test('R-LIFE-1: not a ward that nobody established', () =>
    given(established, west).knowingNothingElse().when(assign).isRefusedBy('R-LIFE-1'));
  test('R-WARD-5: not a ward that was abolished', () =>
    given(established, west)
      .knowing(fact(ward, KILBURN, kilburn, at(JANUARY, wardAbolished({ successors: [] }))))
      .when(assign)
      .isRefusedBy('R-WARD-5'));
});

describe('a borough of 18 wards in 5 sectors', () => {
  const wards = Array.from({ length: 18 }, (_, index) => `E05000${128 + index}`);
  const sectors = ['north', 'south', 'east', 'west', 'middle'];
  const sectorFor = (index: number): string => sectors[index % sectors.length]!;
  const whole = fact(
    boroughHistory,
    CAMDEN,
    ...sectors.map((sector) => sectorCreated({ sector, label: sector })),
    ...wards.map((code, index) => wardAssignedToSector({ ward: code, sector: sectorFor(index) })),
    at(now.occurredAt, wardAssignedToSector({ ward: KILBURN, sector: 'north' })),
    at(now.occurredAt, sectorInspectorAppointed({ sector: 'north', member: 'ivy', rank: 'INSPECTOR' })),
  ).state;

  test('R-WARD-2: has 18 wards, each in exactly one sector, none twice [T1-20] [T1-22]', () => {
    const lies = wards.map((code) => sectorOf(whole, code, now.occurredAt));
    expect(Object.keys(whole.wards)).toHaveLength(18);
    expect(new Set(lies)).toEqual(new Set(sectors));
    expect(lies).not.toContain(undefined);
  });

  test('R-WARD-2: still knows where a ward lay before it moved', () => {
    expect(sectorOf(whole, KILBURN, IN_2012)).toBe(sectorFor(wards.indexOf(KILBURN)));
    expect(sectorOf(whole, KILBURN, now.occurredAt)).toBe('north');
  });

  test('R-SEC-1: knows who was the Sector Inspector on any day', () => {
    expect(sectorInspector(whole, 'north', IN_2012)).toBeUndefined();
    expect(sectorInspector(whole, 'north', now.occurredAt)).toBe('ivy');
  });
});
