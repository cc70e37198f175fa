import type { Told } from '@wardbook/event-sourcing';
import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Given } from '@wardbook/event-sourcing/testing';
import { borough, type BoroughCommand } from '../borough/borough.ts';
import { wardAssignedToSector } from '../borough/borough.events.ts';
import { engine } from '../engine.test.data.ts';
import {
  ADMIN,
  CAMDEN,
  CHAIR,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  SNT,
  camden,
  inpt,
  kilburn,
  panel,
  snt,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import type { Step } from '../steps.test.data.ts';
import { team, type TeamCommand } from '../team/team.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import { panelChairElected, wardPanelEstablished } from '../ward-panel/ward-panel.events.ts';
import { ward, type WardCommand } from './ward.ts';
import { targetsOf, wardHistory } from './ward.state.ts';
import {
  communityPriorityRecorded,
  communityPriorityRefreshed,
  communityPriorityWithdrawn,
  promiseTargetRegistered,
  promiseTargetRetired,
  saferNeighbourhoodNamed,
  saferNeighbourhoodRenamed,
  wardAbolished,
  wardAliasAdded,
  wardAliasEnded,
  wardAssignedToInpt,
  wardAssignedToSnt,
  wardEstablished,
  wardReleasedFromInpt,
  wardReleasedFromSnt,
  type WardEvent,
} from './ward.events.ts';

const given = scenario(ward, KILBURN);
const HIGHGATE = 'E05000138';
const MARCH_1 = '2013-03-01T09:00:00.000Z';
const MARCH_10 = '2013-03-10T09:00:00.000Z';
const byAdmin = { occurredAt: MARCH_1, by: ADMIN };
const byChair = { occurredAt: MARCH_1, by: CHAIR };
const byInspector = { occurredAt: MARCH_1, by: INSPECTOR };

const established = wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2002-05-02' });
const abolish = { type: 'AbolishWard', ...byAdmin, successors: [] } as const;
const assignToSnt = { type: 'AssignWardToSnt', ...byAdmin, team: SNT } as const;
const record = {
  type: 'RecordCommunityPriority',
  ...byChair,
  priority: 'parking',
  source: 'PUBLIC',
  issue: 'Abandoned cars in Cedar Row',
} as const;
const refresh = { type: 'RefreshCommunityPriority', ...byChair, priority: 'dark-paths' } as const;
const withdraw = {
  type: 'WithdrawCommunityPriority',
  ...byChair,
  priority: 'dark-paths',
  reason: 'The paths are lit.',
} as const;
const retire = {
  type: 'RetirePromiseTarget',
  ...byAdmin,
  target: 'school-ash',
  reason: 'The school closed.',
} as const;
const register = {
  type: 'RegisterPromiseTarget',
  ...byAdmin,
  target: 'school-ash',
  kind: 'SECONDARY_SCHOOL',
  label: 'Ash School',
} as const;

const ash = promiseTargetRegistered({ target: 'school-ash', kind: 'SECONDARY_SCHOOL', label: 'Ash School' });
const retired = promiseTargetRetired({ target: 'school-ash', reason: 'The school closed.' });
const parking = communityPriorityRecorded({
  priority: 'parking',
  source: 'PUBLIC',
  issue: 'Abandoned cars in Cedar Row',
});
const refreshed = communityPriorityRefreshed({ priority: 'dark-paths' });
const inSector = fact(borough, CAMDEN, camden);
/** Where no other ward lies in a sector. */
const inCamden = (...history: readonly Given<WardEvent>[]) => given(...history).knowing(inSector);
const knownInpt = fact(team, INPT, inpt);
const knownSnt = fact(team, SNT, snt);

describe('what is on record for later stays possible', () => {
  test.each([
    wardAliasAdded({ scheme: 'police-uk', alias: 'kilburn-1' }),
    saferNeighbourhoodNamed({ name: 'Kilburn' }),
    wardAssignedToInpt({ team: INPT }),
    wardAssignedToSnt({ team: SNT }),
    ash,
    parking,
  ])('R-TIME-2, D-26, D-17: no ward is abolished before $type', (later) =>
    inCamden(kilburn, at(MARCH_10, later)).when(abolish).isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test('R-TIME-2, D-26, D-17: nor before its Safer Neighbourhood was renamed', () =>
    inCamden(
      kilburn,
      at(JANUARY, saferNeighbourhoodNamed({ name: 'Kilburn' })),
      at(MARCH_10, saferNeighbourhoodRenamed({ name: 'Kilburn and Priory' })),
    )
      .when(abolish)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('D-17: what is taken down afterwards does not stand in the way', () =>
    inCamden(staffedKilburn, at<WardEvent>(MARCH_10, wardReleasedFromInpt({ team: INPT }), retired))
      .when(abolish)
      .emits(wardAbolished({ successors: [] })));
  test('R-TIME-2, D-26: a ward joins no INPT as of 1 March that joined another on 10 March', () =>
    given(kilburn, at(MARCH_10, wardAssignedToInpt({ team: 'inpt-east' })))
      .knowing(inSector, knownInpt)
      .when({ type: 'AssignWardToInpt', ...byAdmin, team: INPT })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2, D-26: a priority that was refreshed on 10 March was not withdrawn on 1 March', () =>
    given(staffedKilburn, at(MARCH_10, refreshed))
      .knowing(fact(wardPanel, KILBURN, panel))
      .when(withdraw)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2, D-26: a target that was registered on 10 March was none on 1 March', () =>
    given(kilburn, at(MARCH_10, ash)).when(register).isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2, D-26: a Safer Neighbourhood named on 10 March had no other name on 1 March', () =>
    given(kilburn, at(MARCH_10, saferNeighbourhoodNamed({ name: 'Kilburn' })))
      .when({ type: 'NameSaferNeighbourhood', ...byAdmin, name: 'Kilburn South' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('what was so at the moment that is meant', () => {
  test('D-26: a target that retired later retires earlier than was known', () =>
    given(staffedKilburn, at(MARCH_10, retired)).when(retire).emits(retired));
  test('R-LIFE-2: a target that retired may be one again', () =>
    given(staffedKilburn, at(JANUARY, retired)).when(register).emits(ash));
  test('R-PROM-3: and counts in between for nothing', () => {
    const { state } = fact(
      wardHistory,
      KILBURN,
      kilburn,
      at(JANUARY, ash),
      at(MARCH_10, ash),
      at(MARCH_1, retired),
    );
    const ashAt = (instant: string) => targetsOf(state, 'SECONDARY_SCHOOL', instant).includes('school-ash');
    expect([JANUARY, MARCH_1, MARCH_10].map(ashAt)).toEqual([true, false, true]);
  });
  test('D-26: an alias that ended was one before', () =>
    given(
      kilburn,
      at(JANUARY, wardAliasAdded({ scheme: 'ons', alias: 'a' })),
      at(MARCH_10, wardAliasEnded({ scheme: 'ons', alias: 'a' })),
    )
      .when({ type: 'EndWardAlias', ...byAdmin, scheme: 'ons', alias: 'a' })
      .emits(wardAliasEnded({ scheme: 'ons', alias: 'a' })));
  test('R-WARD-4, D-26: a ward on record is not established earlier without a word', () =>
    given(kilburn)
      .when({
        type: 'EstablishWard',
        by: ADMIN,
        occurredAt: '2012-09-03T08:59:59.999Z',
        name: 'Kilburn',
        borough: CAMDEN,
        validFrom: '2002-05-02',
      })
      .isRefusedBy('R-WARD-4', 'id'));
});

describe('from which day a ward is there', () => {
  const fromMay = wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2013-05-02' });
  const nameIt = { type: 'NameSaferNeighbourhood', by: ADMIN, name: 'Kilburn' } as const;
  test('R-LIFE-1, D-28, R-LIFE-1: not before the London day from which its code is valid', () =>
    given(at(JANUARY, fromMay))
      .when({ ...nameIt, occurredAt: '2013-05-01T22:59:59.999Z' })
      .isRefusedBy('R-LIFE-1', 'id'));
  test('D-28, R-LIFE-1: but from its first instant', () =>
    given(at(JANUARY, fromMay))
      .when({ ...nameIt, occurredAt: '2013-05-01T23:00:00.000Z' })
      .emits(saferNeighbourhoodNamed({ name: 'Kilburn' })));
  test('R-WARD-4, D-28, R-WARD-4: the same ward from another day is no repeat', () =>
    given(kilburn)
      .when({
        type: 'EstablishWard',
        ...byAdmin,
        name: 'Kilburn',
        borough: CAMDEN,
        validFrom: '2003-05-01',
      })
      .isRefusedBy('R-WARD-4', 'id'));
});

describe('one team, one ward', () => {
  const both = fact(borough, CAMDEN, camden, wardAssignedToSector({ ward: HIGHGATE, sector: 'west' }));
  const highgate = (...events: Parameters<typeof fact<typeof wardHistory>>[2][]) =>
    fact(
      ward,
      HIGHGATE,
      wardEstablished({ name: 'Highgate', borough: CAMDEN, validFrom: '2002-05-02' }),
      ...events,
    );
  const hasSnt = wardAssignedToSnt({ team: SNT });

  test('R-WARD-6, D-28: a Safer Neighbourhoods team is not the team of two wards', () =>
    given(kilburn)
      .knowing(both, knownSnt, highgate(at(JANUARY, hasSnt)))
      .when(assignToSnt)
      .isRefusedBy('R-WARD-6', 'team'));
  test('R-WARD-6, D-28: not even where the other ward gets it only later', () =>
    given(kilburn)
      .knowing(both, knownSnt, highgate(at(MARCH_10, hasSnt)))
      .when(assignToSnt)
      .isRefusedBy('R-WARD-6', 'team'));
  test('R-WARD-6, D-28: but where this ward has another team by then', () =>
    given(kilburn, at(MARCH_10, wardAssignedToSnt({ team: 'snt-2' })))
      .knowing(both, knownSnt, highgate(at(MARCH_10, hasSnt)))
      .when(assignToSnt)
      .emits(hasSnt));
  test('R-WARD-6, D-28: released from the one, it is free for the other', () =>
    given(kilburn)
      .knowing(both, knownSnt, highgate(at(JANUARY, hasSnt), at(MARCH_1, wardReleasedFromSnt({ team: SNT }))))
      .when(assignToSnt)
      .emits(hasSnt));
  test('R-WARD-6, D-28: so it is when the one is abolished', () =>
    given(kilburn)
      .knowing(both, knownSnt, highgate(at(JANUARY, hasSnt), at(MARCH_1, wardAbolished({ successors: [] }))))
      .when(assignToSnt)
      .emits(hasSnt));
});

test('R-WARD-6, D-28: of two wards that ask at once for one team, one gets it', async () => {
  const { send } = engine();
  const inBorough = (command: Told<BoroughCommand>): Step => ({ decider: borough, id: CAMDEN, command });
  const inWard = (id: string, command: Told<WardCommand>): Step => ({ decider: ward, id, command });
  const then = { occurredAt: JANUARY, by: ADMIN };
  const codes = [KILBURN, HIGHGATE];
  await send(inBorough({ type: 'EstablishBorough', ...then, name: 'Camden' }));
  await send(inBorough({ type: 'CreateSector', ...then, sector: 'west', label: 'West' }));
  await send({
    decider: team,
    id: SNT,
    command: { type: 'FormTeam', ...then, kind: 'SNT', name: 'SNT' } as Told<TeamCommand>,
  });
  for (const code of codes) {
    const named = { name: code, borough: CAMDEN, validFrom: '2002-05-02' };
    await send(inWard(code, { type: 'EstablishWard', ...then, ...named }));
    await send(inBorough({ type: 'AssignWardToSector', ...then, ward: code, sector: 'west' }));
  }
  const answers = await Promise.all(codes.map((code) => send(inWard(code, assignToSnt))));
  expect(answers.map(({ refusal }) => refusal?.rule).sort()).toEqual(['R-WARD-6', undefined]);
});

describe('who speaks for the community of a ward', () => {
  const itsPanel = fact(wardPanel, KILBURN, panel);
  test.each([record, refresh, withdraw])(
    'D-13, R-AUTH-2: the chair of its own panel sends $type',
    (command) => {
      const { decision } = given(staffedKilburn).knowing(itsPanel).when(command);
      expect(decision).toHaveLength(1);
    },
  );
  test.each([record, refresh, withdraw])(
    'D-13, R-AUTH-2: the chair of another panel does not send $type',
    (command) =>
      given(staffedKilburn)
        .knowing(fact(wardPanel, KILBURN, wardPanelEstablished({ quorum: 5, chair: 'chair-of-kilburn' })))
        .when(command)
        .isRefusedBy('R-AUTH-2'),
  );
  test('R-AUTH-2, D-13, R-AUTH-2: where there is no panel, nobody speaks for it', () =>
    given(staffedKilburn).knowing(fact(wardPanel, KILBURN)).when(withdraw).isRefusedBy('R-AUTH-2'));
  test('D-13, R-AUTH-2: whoever was the chair then did', () =>
    given(staffedKilburn)
      .knowing(
        fact(wardPanel, KILBURN, panel, at(MARCH_10, panelChairElected({ chair: 'chair-2', meeting: 'm' }))),
      )
      .when(withdraw)
      .emits(communityPriorityWithdrawn({ priority: 'dark-paths', reason: 'The paths are lit.' })));
  test('R-AUTH-2, D-13, R-AUTH-2: whoever was voted out does not any more', () =>
    given(staffedKilburn)
      .knowing(
        fact(wardPanel, KILBURN, panel, at(JANUARY, panelChairElected({ chair: 'chair-2', meeting: 'm' }))),
      )
      .when(withdraw)
      .isRefusedBy('R-AUTH-2'));
  test('R-AUTH-2, D-13, R-AUTH-3: the panel of another force is not there', () =>
    given(staffedKilburn)
      .ownedBy('police')
      .knowing(ownedBy('other-police', itsPanel))
      .when(withdraw)
      .isRefusedBy('R-AUTH-2'));
  test('R-AUTH-2: supervisors of the force need no chair', () =>
    given(staffedKilburn)
      .when({ ...withdraw, by: INSPECTOR })
      .emits(communityPriorityWithdrawn({ priority: 'dark-paths', reason: 'The paths are lit.' })));
});

describe('what a ward names', () => {
  test.each([
    { type: 'AssignWardToInpt', ...byInspector, team: INPT } as const,
    { type: 'AssignWardToSnt', ...byInspector, team: SNT } as const,
  ])('R-AUTH-3: $type: a team of another force does not exist here', (command) =>
    given(kilburn)
      .knowing(inSector, ownedBy('other-police', knownInpt), ownedBy('other-police', knownSnt))
      .when(command)
      .isRefusedBy('R-LIFE-1', 'team'),
  );
});

describe('the end of a ward', () => {
  const NEW = 'E05013661';
  const toNew = { ...abolish, successors: [NEW] };
  const newWard = (validFrom: string, inBorough = CAMDEN) =>
    fact(ward, NEW, wardEstablished({ name: 'Kilburn', borough: inBorough, validFrom }));

  test('R-LIFE-1, D-17, R-WARD-5: a successor that nobody established is none', () =>
    inCamden(kilburn).knowing(fact(ward, NEW)).when(toNew).isRefusedBy('R-LIFE-1', 'successors'));
  test('R-LIFE-1, D-17, R-WARD-5: nor is one of another force', () =>
    inCamden(kilburn)
      .knowing(ownedBy('other-police', newWard('2012-05-03')))
      .when(toNew)
      .isRefusedBy('R-LIFE-1', 'successors'));
  test('R-WARD-5, D-17, R-WARD-5: nor one of another borough', () =>
    inCamden(kilburn)
      .knowing(newWard('2012-05-03', 'E09000005'))
      .when(toNew)
      .isRefusedBy('R-WARD-5', 'successors'));
  test('R-LIFE-1, D-17, R-WARD-5: nor one that is not there yet on that day', () =>
    inCamden(kilburn).knowing(newWard('2013-03-02')).when(toNew).isRefusedBy('R-LIFE-1', 'successors'));
  test('R-WARD-5, D-17, R-WARD-5: nor one that was abolished itself', () =>
    inCamden(kilburn)
      .knowing(
        fact(
          ward,
          NEW,
          wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2012-05-03' }),
          at(JANUARY, wardAbolished({ successors: [] })),
        ),
      )
      .when(toNew)
      .isRefusedBy('R-WARD-5', 'successors'));
  test('R-WARD-5, P-14, R-WARD-5: a ward does not come after itself', () =>
    inCamden(kilburn)
      .when({ ...abolish, successors: [KILBURN] })
      .isRefusedBy('R-WARD-5', 'successors'));
  test('R-LIFE-2, D-17, R-LIFE-2: what came after a ward is not said otherwise', () =>
    inCamden(kilburn, at(JANUARY, wardAbolished({ successors: [NEW] })))
      .when(abolish)
      .isRefusedBy('R-LIFE-2', 'id'));
  test('R-LIFE-2, D-17, R-LIFE-2: nor that it ended earlier', () =>
    inCamden(kilburn, at(MARCH_10, wardAbolished({ successors: [] })))
      .when(abolish)
      .isRefusedBy('R-LIFE-2', 'id'));

  const HAMPSTEAD = 'E05000137';
  const replacedBy = (when: string, code: string, ...successors: string[]) =>
    fact(
      ward,
      code,
      wardEstablished({ name: 'Another', borough: CAMDEN, validFrom: '2002-05-02' }),
      ...(successors.length > 0 ? [at(when, wardAbolished({ successors }))] : []),
    );
  const withHighgate = fact(
    borough,
    CAMDEN,
    camden,
    at(JANUARY, wardAssignedToSector({ ward: HIGHGATE, sector: 'west' })),
  );
  test('R-TIME-2, R-WARD-5: a ward was there on the day on which it replaced another, however late its end is told', () => {
    for (const day of [MARCH_1, MARCH_10])
      given(kilburn)
        .knowing(withHighgate, replacedBy(day, HIGHGATE, KILBURN))
        .when(abolish)
        .isRefusedBy('R-TIME-2', 'occurredAt');
    given(kilburn)
      .knowing(withHighgate, replacedBy('2013-02-28T09:00:00.000Z', HIGHGATE, KILBURN))
      .when(abolish)
      .emits(wardAbolished({ successors: [] }));
    given(kilburn)
      .knowing(withHighgate, replacedBy(MARCH_10, HIGHGATE, HAMPSTEAD), replacedBy('', HAMPSTEAD))
      .when(abolish)
      .emits(wardAbolished({ successors: [] }));
  });
  test('R-TIME-2, R-WARD-5: wards do not replace each other in a ring, whether or not they lie in a sector', () => {
    given(kilburn)
      .knowing(fact(borough, CAMDEN, camden), replacedBy(MARCH_10, HIGHGATE, KILBURN))
      .when({ ...abolish, successors: [HIGHGATE] })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(kilburn)
      .knowing(
        fact(borough, CAMDEN, camden),
        replacedBy('2013-03-05T09:00:00.000Z', HIGHGATE, HAMPSTEAD),
        replacedBy(MARCH_10, HAMPSTEAD, KILBURN),
      )
      .when({ ...abolish, successors: [HIGHGATE] })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });

  test('D-17: with a ward end its targets', () => {
    const { state } = fact(
      wardHistory,
      KILBURN,
      staffedKilburn,
      at(MARCH_1, wardAbolished({ successors: [] })),
    );
    expect(targetsOf(state, 'PATROL_AREA', '2013-02-28T12:00:00.000Z')).toEqual(['cedar']);
    expect(targetsOf(state, 'PATROL_AREA', MARCH_1)).toEqual([]);
  });
  test('R-WARD-5, D-17: so do its priorities, those that are recorded late, too', () =>
    given(staffedKilburn, at(JANUARY, wardAbolished({ successors: [] })))
      .when({ ...refresh, by: INSPECTOR })
      .isRefusedBy('R-WARD-5', 'id'));
  test('R-LIFE-1, D-17: its targets have retired', () =>
    given(staffedKilburn, at(JANUARY, wardAbolished({ successors: [] })))
      .when(retire)
      .isRefusedBy('R-LIFE-1', 'target'));
  test('R-LIFE-1: nothing was asked for before the ward was there', () =>
    given(at(MARCH_10, established))
      .knowing(fact(wardPanel, KILBURN, panel))
      .when(refresh)
      .isRefusedBy('R-LIFE-1', 'id'));
});
