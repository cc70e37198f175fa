import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@wardbook/event-sourcing';
import { at, fact, ownedBy, scenario } from '@wardbook/event-sourcing/testing';
import { ADMIN, CAMDEN, JANUARY, KILBURN, SYSTEM, camden, kilburn, posted } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished, wardEstablished } from '../ward/ward.events.ts';
import { borough } from './borough.ts';
import {
  boroughEstablished,
  sectorCreated,
  sectorDissolved,
  sectorInspectorAppointed,
  sectorInspectorStoodDown,
  wardAssignedToSector,
  type BoroughEvent,
} from './borough.events.ts';
import { boroughHistory, sectorInspector, sectorLabel } from './borough.state.ts';

const given = scenario(borough, CAMDEN);
const MARCH_1 = '2013-03-01T09:00:00.000Z';
const MARCH_4 = '2013-03-04T09:00:00.000Z';
const MARCH_10 = '2013-03-10T09:00:00.000Z';
const now = { occurredAt: MARCH_4, by: ADMIN };
const create = { type: 'CreateSector', ...now, sector: 'east', label: 'East' } as const;
const dissolve = { type: 'DissolveSector', ...now, sector: 'west' } as const;
const appoint = { type: 'AppointSectorInspector', ...now, sector: 'west', member: 'ivy' } as const;
const standDown = { type: 'StandDownSectorInspector', ...now, sector: 'west', member: 'ivy' } as const;
const assign = { type: 'AssignWardToSector', ...now, ward: KILBURN, sector: 'west' } as const;

const established = boroughEstablished({ name: 'Camden' });
const west = sectorCreated({ sector: 'west', label: 'West' });
const east = sectorCreated({ sector: 'east', label: 'East' });
const westDissolved = sectorDissolved({ sector: 'west' });
const kilburnIsWest = wardAssignedToSector({ ward: KILBURN, sector: 'west' });
const ivyAppointed = sectorInspectorAppointed({ sector: 'west', member: 'ivy', rank: 'INSPECTOR' });
const joanAppointed = sectorInspectorAppointed({ sector: 'west', member: 'joan', rank: 'INSPECTOR' });
const ivyStoodDown = sectorInspectorStoodDown({ sector: 'west', member: 'ivy' });
const knownKilburn = fact(ward, KILBURN, kilburn);
const inspectorIvy = fact(member, 'ivy', posted('INSPECTOR'));

describe('what is recorded late', () => {
  test('R-TIME-2, D-26: a sector is not dissolved as of 1 March when a ward was put into it on 10 March', () => {
    const { decision } = given(established, west, at(MARCH_10, kilburnIsWest)).when({
      ...dissolve,
      occurredAt: MARCH_1,
    });
    expect(isRefusal(decision) && [decision.rule, decision.path, decision.reason]).toEqual([
      'R-TIME-2',
      'occurredAt',
      'On 2013-03-10 a ward was put into this sector, and with this it could not have been. There is no way to correct that yet.',
    ]);
  });
  test('R-TIME-2, D-26: nor when an inspector took charge of it on 10 March', () =>
    given(established, west, at(MARCH_10, ivyAppointed))
      .when({ ...dissolve, occurredAt: MARCH_1 })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2, D-26: no ward is put as of 1 March into a sector that was dissolved on 10 March', () =>
    given(established, west, at(MARCH_10, westDissolved))
      .knowing(knownKilburn)
      .when({ ...assign, occurredAt: MARCH_1 })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  const HIGHGATE = 'E05000138';
  const highgateIsWest = wardAssignedToSector({ ward: HIGHGATE, sector: 'west' });
  const abolishedKilburn = fact(ward, KILBURN, kilburn, at(MARCH_4, wardAbolished({ successors: [] })));
  test('R-TIME-2, D-26: nor where it was dissolved though a ward that had been abolished still lay in it', () =>
    given(established, west, at(JANUARY, highgateIsWest), at(MARCH_10, westDissolved))
      .knowing(knownKilburn)
      .when({ ...assign, occurredAt: MARCH_1 })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('D-26: a ward that had moved on, or was abolished, by then may have lain in it', () => {
    const kilburnIsEast = wardAssignedToSector({ ward: KILBURN, sector: 'east' });
    given(established, west, east, at(MARCH_4, kilburnIsEast), at(MARCH_10, westDissolved))
      .knowing(knownKilburn)
      .when({ ...assign, occurredAt: MARCH_1 })
      .emits(kilburnIsWest);
    given(established, west, at(MARCH_10, westDissolved))
      .knowing(abolishedKilburn)
      .when({ ...assign, occurredAt: MARCH_1 })
      .emits(kilburnIsWest);
  });
  test('R-TIME-2, D-26: nor one that moved on, or was abolished, only after that', () => {
    const MARCH_20 = '2013-03-20T09:00:00.000Z';
    const kilburnIsEast = wardAssignedToSector({ ward: KILBURN, sector: 'east' });
    given(established, west, east, at(MARCH_20, kilburnIsEast), at(MARCH_10, westDissolved))
      .knowing(fact(ward, KILBURN, kilburn, at(MARCH_20, wardAbolished({ successors: [] }))))
      .when({ ...assign, occurredAt: MARCH_1 })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2, D-26: no inspector takes charge as of 1 March where another did on 10 March', () =>
    given(established, west, at(MARCH_10, joanAppointed))
      .knowing(inspectorIvy)
      .when({ ...appoint, occurredAt: MARCH_1 })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('D-26: but the same one did so earlier than was known', () =>
    given(established, west, at(MARCH_10, ivyAppointed))
      .knowing(inspectorIvy)
      .when({ ...appoint, occurredAt: MARCH_1 })
      .emits(ivyAppointed));
  test('R-TIME-2, D-26: no sector is made as of 1 March under the name of another one of 10 March', () =>
    given(established, at(MARCH_10, sectorCreated({ sector: 'east', label: 'North-East' })))
      .when({ ...create, occurredAt: MARCH_1 })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-LIFE-2, D-26: a borough on record is not established earlier without a word', () =>
    given(camden)
      .when({ type: 'EstablishBorough', by: ADMIN, occurredAt: '2012-09-03T08:59:59.999Z', name: 'Camden' })
      .isRefusedBy('R-LIFE-2', 'id'));
});

describe('a sector from its beginning to its end', () => {
  test('D-26: it was not dissolved yet on the day before, and may have been then', () =>
    given(established, west, at(MARCH_10, westDissolved)).when(dissolve).emits(westDissolved));
  test('R-LIFE-2: under the name of one that was dissolved another is made', () =>
    given(established, east, at(MARCH_1, sectorDissolved({ sector: 'east' })))
      .when(create)
      .emits(east));
  test('R-SEC-1: with its sector goes its inspector, however late it is said who that was', () => {
    const told = [at(JANUARY, westDissolved), at('2012-10-01T09:00:00.000Z', ivyAppointed)];
    const { state } = fact(boroughHistory, CAMDEN, established, west, ...told);
    expect(sectorInspector(state, 'west', '2012-12-31T12:00:00.000Z')).toBe('ivy');
    expect(sectorInspector(state, 'west', JANUARY)).toBeUndefined();
    expect(sectorLabel(state, 'west', JANUARY)).toBeUndefined();
  });
  test('R-SEC-2: wards that were abolished do not keep it', () =>
    given(camden)
      .knowing(fact(ward, KILBURN, kilburn, at(JANUARY, wardAbolished({ successors: [] }))))
      .when(dissolve)
      .emits(westDissolved));
  test('R-SEC-2: those that are abolished only later do', () =>
    given(camden)
      .knowing(fact(ward, KILBURN, kilburn, at(MARCH_10, wardAbolished({ successors: [] }))))
      .when(dissolve)
      .isRefusedBy('R-SEC-2', 'sector'));
});

describe('an inspector who leaves', () => {
  test('R-SEC-1: a process stands down whoever leaves, and the vacancy is on record', () =>
    given(camden, at(JANUARY, ivyAppointed))
      .when({ ...standDown, by: SYSTEM })
      .emits(ivyStoodDown));
  test('R-SEC-1: and nobody who came after them', () =>
    given(camden, at<BoroughEvent>(JANUARY, ivyAppointed, ivyStoodDown, joanAppointed))
      .when({ ...standDown, by: SYSTEM })
      .emitsNothing());
  test('R-SEC-1: nor is anything refused where the sector had been dissolved by then', () =>
    given(established, west, at(JANUARY, ivyAppointed), at(MARCH_1, westDissolved))
      .when({ ...standDown, by: SYSTEM })
      .emitsNothing());
});

describe('an inspector who followed another, as is told late', () => {
  test('R-SEC-1: is in post still when the other one had stood down, as was told before', () => {
    const told = [at(MARCH_10, ivyStoodDown), at(MARCH_1, ivyStoodDown), at(MARCH_4, joanAppointed)];
    const { state } = fact(boroughHistory, CAMDEN, camden, at(JANUARY, ivyAppointed), ...told);
    expect([JANUARY, MARCH_1, MARCH_4, MARCH_10].map((day) => sectorInspector(state, 'west', day))).toEqual([
      'ivy',
      undefined,
      'joan',
      'joan',
    ]);
  });
});

describe('what a borough names', () => {
  test('R-AUTH-3: an inspector of another force does not exist here', () =>
    given(camden)
      .knowing(ownedBy('other-police', inspectorIvy))
      .when(appoint)
      .isRefusedBy('R-SEC-1', 'member'));
  test('R-AUTH-3: nor does a ward of another force', () =>
    given(established, west)
      .knowing(ownedBy('other-police', knownKilburn))
      .when(assign)
      .isRefusedBy('R-LIFE-1', 'ward'));
  test('R-WARD-2: a ward of another borough lies in none of its sectors', () =>
    given(established, west)
      .knowing(
        fact(ward, KILBURN, wardEstablished({ name: 'K', borough: 'E09000005', validFrom: '2002-05-02' })),
      )
      .when(assign)
      .isRefusedBy('R-WARD-2', 'ward'));
});
