import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Given } from '@wardbook/event-sourcing/testing';
import { borough } from '../borough/borough.ts';
import { boroughEstablished, sectorCreated, wardAssignedToSector } from '../borough/borough.events.ts';
import {
  ADMIN,
  CAMDEN,
  CHAIR,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  SNT,
  SYSTEM,
  camden,
  inpt,
  kilburn,
  panel,
  sendersOf,
  snt,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import { team } from '../team/team.ts';
import { teamFormed, teamStoodDown } from '../team/team.events.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import { ward } from './ward.ts';
import { inptOf, sntOf, targetsOf, wardHistory } from './ward.state.ts';
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
  wardCoverBreached,
  wardAssignedToSnt,
  wardEstablished,
  wardReleasedFromInpt,
  wardReleasedFromSnt,
  type WardEvent,
} from './ward.events.ts';

const given = scenario(ward, KILBURN);
const MARCH = '2013-03-04T09:00:00.000Z';
const byAdmin = { occurredAt: MARCH, by: ADMIN };
const byChair = { occurredAt: MARCH, by: CHAIR };
const bySystem = { occurredAt: MARCH, by: SYSTEM };

const establish = {
  type: 'EstablishWard',
  ...byAdmin,
  name: 'Kilburn',
  borough: CAMDEN,
  validFrom: '2002-05-02',
} as const;
const addAlias = { type: 'AddWardAlias', ...byAdmin, scheme: 'police-uk', alias: 'kilburn-1' } as const;
const nameNeighbourhood = { type: 'NameSaferNeighbourhood', ...byAdmin, name: 'Kilburn' } as const;
const assignToInpt = { type: 'AssignWardToInpt', ...byAdmin, team: INPT } as const;
const release = { type: 'ReleaseWardFromInpt', ...byAdmin } as const;
const assignToSnt = { type: 'AssignWardToSnt', ...byAdmin, team: SNT } as const;
const register = {
  type: 'RegisterPromiseTarget',
  ...byAdmin,
  target: 'school-oak',
  kind: 'SECONDARY_SCHOOL',
  label: 'Oak School',
  externalRef: 'urn/100001',
} as const;
const retire = {
  type: 'RetirePromiseTarget',
  ...byAdmin,
  target: 'school-ash',
  reason: 'The school closed.',
} as const;
const recordPriority = {
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
const endAlias = { type: 'EndWardAlias', ...byAdmin, scheme: 'police-uk', alias: 'kilburn-1' } as const;
const rename = { type: 'RenameSaferNeighbourhood', ...byAdmin, name: 'Kilburn and Priory' } as const;
const releaseSnt = { type: 'ReleaseWardFromSnt', ...byAdmin } as const;
const review = { type: 'ReviewCover', ...bySystem, members: [{ id: 'maren', revision: 9 }] } as const;
const abolish = { type: 'AbolishWard', ...byAdmin, successors: ['E05013661'] } as const;

const established = wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2002-05-02' });
const aliased = wardAliasAdded({ scheme: 'police-uk', alias: 'kilburn-1' });
const named = saferNeighbourhoodNamed({ name: 'Kilburn' });
const inInpt = wardAssignedToInpt({ team: INPT });
const inSnt = wardAssignedToSnt({ team: SNT });
const released = wardReleasedFromInpt({ team: INPT });
const registered = promiseTargetRegistered({
  target: 'school-oak',
  kind: 'SECONDARY_SCHOOL',
  label: 'Oak School',
  externalRef: 'urn/100001',
});
const retired = promiseTargetRetired({ target: 'school-ash', reason: 'The school closed.' });
const prioritised = communityPriorityRecorded({
  priority: 'parking',
  source: 'PUBLIC',
  issue: 'Abandoned cars in Cedar Row',
});
const withdrawn = communityPriorityWithdrawn({ priority: 'dark-paths', reason: 'The paths are lit.' });
const abolished = wardAbolished({ successors: ['E05013661'] });

const inSector = fact(borough, CAMDEN, camden);
/** Where no other ward lies in a sector. */
const inCamden = (...history: readonly Given<WardEvent>[]) => given(...history).knowing(inSector);
const knownInpt = fact(team, INPT, inpt);
const knownSnt = fact(team, SNT, snt);
const itsPanel = fact(wardPanel, KILBURN, panel);
const successor = fact(
  ward,
  'E05013661',
  wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2012-05-04' }),
);

describe('who sends what', () => {
  test.each([
    { command: establish, roles: ['ADMIN'] },
    { command: addAlias, roles: ['ADMIN'] },
    { command: nameNeighbourhood, roles: ['ADMIN'] },
    { command: assignToInpt, roles: ['INSPECTOR', 'ADMIN'] },
    { command: release, roles: ['INSPECTOR', 'ADMIN'] },
    { command: assignToSnt, roles: ['INSPECTOR', 'ADMIN'] },
    { command: register, roles: ['INSPECTOR', 'ADMIN'] },
    { command: retire, roles: ['INSPECTOR', 'ADMIN'] },
    { command: recordPriority, roles: ['SUPERVISOR', 'INSPECTOR', 'PANEL'] },
    { command: refresh, roles: ['SUPERVISOR', 'INSPECTOR', 'PANEL'] },
    { command: withdraw, roles: ['SUPERVISOR', 'INSPECTOR', 'PANEL'] },
    { command: endAlias, roles: ['ADMIN'] },
    { command: rename, roles: ['ADMIN'] },
    { command: releaseSnt, roles: ['INSPECTOR', 'ADMIN'] },
    { command: review, roles: ['SYSTEM'] },
    { command: abolish, roles: ['ADMIN'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
});

describe('a ward and its names', () => {
  test('R-WARD-4: a ward with a GSS code is established', () =>
    given().knowing(inSector).when(establish).emits(established));
  test('R-LIFE-1: in a borough that is there', () =>
    given().knowing(fact(borough, CAMDEN)).when(establish).isRefusedBy('R-LIFE-1', 'borough'));
  test('R-LIFE-1: and was there at that time', () =>
    given()
      .knowing(fact(borough, CAMDEN, at('2013-03-04T09:00:00.001Z', boroughEstablished({ name: 'Camden' }))))
      .when(establish)
      .isRefusedBy('R-LIFE-1', 'borough'));
  test('R-LIFE-1: and is of the same force', () =>
    given().knowing(ownedBy('other-police', inSector)).when(establish).isRefusedBy('R-LIFE-1', 'borough'));
  test('R-WARD-4: established the same again, nothing happens', () =>
    given(kilburn).when(establish).emitsNothing());
  test('R-WARD-4: its code names no other ward', () =>
    given(kilburn)
      .when({ ...establish, name: 'Priory' })
      .isRefusedBy('R-WARD-4'));
  test('R-WARD-4: nor the same name in another borough', () =>
    given(kilburn)
      .when({ ...establish, borough: 'E09000005' })
      .isRefusedBy('R-WARD-4'));
  test.each(['E0500014', 'E050001400', 'E06000140', 'e05000140', 'E05OO0140', ' E05000140', ''])(
    'R-WARD-4: "%s" is no code of a ward [K-02]',
    (code) => scenario(ward, code)().when(establish).isRefusedBy('R-WARD-4', 'id'),
  );

  test('R-LIFE-1: a ward gets an alias', () => given(kilburn).when(addAlias).emits(aliased));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(kilburn, at(MARCH, aliased)).when(addAlias).emitsNothing());
  test('R-LIFE-2: said again of a later day, it is on record, whatever turns up for the days between', () =>
    given(kilburn, at(JANUARY, aliased)).when(addAlias).emits(aliased));
  test('R-LIFE-1: the same alias in another scheme is another alias', () =>
    given(kilburn, aliased)
      .when({ ...addAlias, scheme: 'camden' })
      .emits(wardAliasAdded({ scheme: 'camden', alias: 'kilburn-1' })));
  test('R-LIFE-1: no alias for a ward that is not there yet', () =>
    given(at('2013-03-04T09:00:00.001Z', established)).when(addAlias).isRefusedBy('R-LIFE-1'));

  test('R-LIFE-1: an alias ends', () =>
    given(kilburn, aliased)
      .when(endAlias)
      .emits(wardAliasEnded({ scheme: 'police-uk', alias: 'kilburn-1' })));
  test('R-LIFE-2: ended at that very instant already, nothing happens', () =>
    given(kilburn, aliased, at(MARCH, wardAliasEnded({ scheme: 'police-uk', alias: 'kilburn-1' })))
      .when(endAlias)
      .emitsNothing());
  test('R-LIFE-1: what was never an alias, or no longer, does not end', () => {
    given(kilburn).when(endAlias).isRefusedBy('R-LIFE-1', 'alias');
    given(kilburn, aliased, wardAliasEnded({ scheme: 'police-uk', alias: 'kilburn-1' }))
      .when(endAlias)
      .isRefusedBy('R-LIFE-1', 'alias');
  });
  test('R-LIFE-1: what ended may begin again', () =>
    given(kilburn, aliased, wardAliasEnded({ scheme: 'police-uk', alias: 'kilburn-1' }))
      .when(addAlias)
      .emits(aliased));

  test('R-WARD-1: a ward is named a Safer Neighbourhood [T1-21]', () =>
    given(kilburn).when(nameNeighbourhood).emits(named));
  test('R-LIFE-2: named so at that very instant already, nothing happens', () =>
    given(kilburn, at(MARCH, named)).when(nameNeighbourhood).emitsNothing());
  test('R-WARD-1: named the same again, it is on record', () =>
    given(kilburn, named).when(nameNeighbourhood).emits(named));
  test('R-WARD-1: a ward is not two Safer Neighbourhoods [T1-21]', () =>
    given(kilburn, named)
      .when({ ...nameNeighbourhood, name: 'Kilburn South' })
      .isRefusedBy('R-WARD-1'));
  test('R-WARD-1: but it may be renamed', () =>
    given(kilburn, named)
      .when(rename)
      .emits(saferNeighbourhoodRenamed({ name: 'Kilburn and Priory' })));
  test('R-LIFE-2: renamed at that very instant already, nothing happens', () =>
    given(kilburn, named, at(MARCH, saferNeighbourhoodRenamed({ name: 'Kilburn and Priory' })))
      .when(rename)
      .emitsNothing());
  test('R-LIFE-1: what has no name is not renamed', () =>
    given(kilburn).when(rename).isRefusedBy('R-LIFE-1', 'id'));
});

describe('the teams of a ward', () => {
  test('R-WARD-3: a ward joins an INPT [T4-07]', () =>
    given(kilburn).knowing(inSector, knownInpt).when(assignToInpt).emits(inInpt));
  test('R-LIFE-1: nor a team of detectives [T4-18]', () =>
    given(kilburn)
      .knowing(inSector, fact(team, INPT, at(JANUARY, teamFormed({ kind: 'CID', name: 'Camden CID' }))))
      .when(assignToInpt)
      .isRefusedBy('R-LIFE-1', 'team'));
  test('R-LIFE-2: in it since that very instant, nothing happens', () =>
    given(kilburn, at(MARCH, inInpt)).knowing(inSector, knownInpt).when(assignToInpt).emitsNothing());
  test('R-WARD-3: in it for longer, it is on record that it stays', () =>
    given(staffedKilburn).knowing(inSector, knownInpt).when(assignToInpt).emits(inInpt));
  test('R-WARD-3: a ward is not in two INPTs [T4-07]', () =>
    given(staffedKilburn)
      .knowing(inSector, fact(team, 'inpt-east', inpt))
      .when({ ...assignToInpt, team: 'inpt-east' })
      .isRefusedBy('R-WARD-3'));
  test('R-WARD-3: released from one, it joins another [T4-07]', () =>
    given(staffedKilburn, at(JANUARY, released))
      .knowing(inSector, fact(team, 'inpt-east', inpt))
      .when({ ...assignToInpt, team: 'inpt-east' })
      .emits(wardAssignedToInpt({ team: 'inpt-east' })));
  test('R-WARD-3: a release is on record', () => given(staffedKilburn).when(release).emits(released));
  test.each([release, releaseSnt])(
    'R-LIFE-1: without such a team, or no longer with it, no $type',
    (command) => {
      given(kilburn).when(command).isRefusedBy('R-LIFE-1', 'id');
      given(staffedKilburn, at<WardEvent>(JANUARY, released, wardReleasedFromSnt({ team: SNT })))
        .when(command)
        .isRefusedBy('R-LIFE-1', 'id');
    },
  );
  test.each([release, releaseSnt])(
    'R-LIFE-2: said again of the same instant, nothing happens: $type',
    (command) =>
      given(staffedKilburn, at<WardEvent>(MARCH, released, wardReleasedFromSnt({ team: SNT })))
        .when(command)
        .emitsNothing(),
  );
  test('R-WARD-3: the INPT of any day stays known', () => {
    const { state } = fact(wardHistory, KILBURN, staffedKilburn, at(JANUARY, released));
    const history = state;
    expect(inptOf(history, '2013-01-07T08:59:59.999Z')).toBe(INPT);
    expect(inptOf(history, JANUARY)).toBeUndefined();
    expect(sntOf(history, JANUARY)).toBe(SNT);
  });

  test('R-WARD-2: a ward gets its Safer Neighbourhoods team [T1-02]', () =>
    given(kilburn).knowing(inSector, knownSnt).when(assignToSnt).emits(inSnt));
  test('R-LIFE-2: has it since that very instant, and nothing happens', () =>
    given(kilburn, at(MARCH, inSnt)).knowing(inSector, knownSnt).when(assignToSnt).emitsNothing());
  test('R-WARD-2: has it for longer, and it is on record that it keeps it', () =>
    given(staffedKilburn).knowing(inSector, knownSnt).when(assignToSnt).emits(inSnt));
  test('R-WARD-2: a release from its Safer Neighbourhoods team is on record', () =>
    given(staffedKilburn)
      .when(releaseSnt)
      .emits(wardReleasedFromSnt({ team: SNT })));
  const APRIL = '2013-04-08T09:00:00.000Z';
  test.each([
    [assignToInpt, released],
    [assignToSnt, wardReleasedFromSnt({ team: SNT })],
  ])('R-TIME-2: not late, where as of a later day it left another one: $0.type', (command, later) => {
    given(kilburn, at<WardEvent>(APRIL, later))
      .knowing(inSector, fact(team, 'inpt-east', inpt), fact(team, 'snt-east', snt))
      .when({ ...command, team: command === assignToInpt ? 'inpt-east' : 'snt-east' })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(kilburn, at<WardEvent>(APRIL, later))
      .knowing(inSector, knownInpt, knownSnt)
      .when(command)
      .emits(command === assignToInpt ? inInpt : inSnt);
  });
  test.each([
    { command: assignToInpt, known: knownInpt },
    { command: assignToSnt, known: knownSnt },
  ])('R-WARD-2: $command.type needs a sector [T1-19]', ({ command, known }) =>
    given(kilburn)
      .knowing(fact(borough, CAMDEN, boroughEstablished({ name: 'Camden' })), known)
      .when(command)
      .isRefusedBy('R-WARD-2'),
  );
  test('R-WARD-2: a sector that the ward came to only later is none then [T1-19]', () =>
    given(kilburn)
      .knowing(
        fact(
          borough,
          CAMDEN,
          sectorCreated({ sector: 'west', label: 'West' }),
          at('2013-03-04T09:00:00.001Z', wardAssignedToSector({ ward: KILBURN, sector: 'west' })),
        ),
        knownInpt,
      )
      .when(assignToInpt)
      .isRefusedBy('R-WARD-2'));

  test('R-LIFE-1: no team that nobody formed', () =>
    given(kilburn).knowing(inSector).knowingNothingElse().when(assignToInpt).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: no team that had stood down', () =>
    given(kilburn)
      .knowing(inSector, fact(team, INPT, inpt, at(JANUARY, teamStoodDown({ reason: 'Merged.' }))))
      .when(assignToInpt)
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: an SNT is no INPT', () =>
    given(kilburn)
      .knowing(inSector, fact(team, INPT, teamFormed({ kind: 'SNT', name: 'Kilburn SNT' })))
      .when(assignToInpt)
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: an INPT is no SNT', () =>
    given(kilburn)
      .knowing(inSector, fact(team, SNT, inpt))
      .when(assignToSnt)
      .isRefusedBy('R-LIFE-1'));
});

describe('what promises are about', () => {
  test('R-LIFE-2: a target is registered', () => given(kilburn).when(register).emits(registered));
  test('R-LIFE-2: a target without a register of its own has no reference', () =>
    given(kilburn)
      .when({ type: 'RegisterPromiseTarget', ...byAdmin, target: 'cedar', kind: 'PATROL_AREA', label: 'Row' })
      .emits(promiseTargetRegistered({ target: 'cedar', kind: 'PATROL_AREA', label: 'Row' })));
  test('R-LIFE-2: not registered twice', () =>
    given(kilburn, registered).when(register).isRefusedBy('R-LIFE-2'));
  test('R-LIFE-1: not in a ward that is not there', () => given().when(register).isRefusedBy('R-LIFE-1'));

  test('R-LIFE-1: a target retires', () => given(staffedKilburn).when(retire).emits(retired));
  test('R-LIFE-2: retired at that very instant already, nothing happens', () =>
    given(staffedKilburn, at(MARCH, retired)).when(retire).emitsNothing());
  test('R-LIFE-1: what has retired does not retire again', () =>
    given(staffedKilburn, at(JANUARY, retired)).when(retire).isRefusedBy('R-LIFE-1', 'target'));
  test('R-LIFE-1: what was never registered does not retire', () =>
    given(kilburn).when(retire).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor before it was registered', () =>
    given(staffedKilburn)
      .when({ ...retire, occurredAt: '2012-09-03T08:59:59.999Z' })
      .isRefusedBy('R-LIFE-1'));

  test('R-PROM-3: a target counts from its registration to its retirement, by kind', () => {
    const { state } = fact(wardHistory, KILBURN, staffedKilburn, at(JANUARY, registered), at(MARCH, retired));
    const schoolsAt = (instant: string) => targetsOf(state, 'SECONDARY_SCHOOL', instant);
    expect(schoolsAt('2012-09-03T08:59:59.999Z')).toEqual([]);
    expect(schoolsAt('2013-01-07T08:59:59.999Z')).toEqual(['school-ash', 'school-beech']);
    expect(schoolsAt(JANUARY)).toEqual(['school-ash', 'school-beech', 'school-oak']);
    expect(schoolsAt(MARCH)).toEqual(['school-beech', 'school-oak']);
  });
});

describe('what the community asks for', () => {
  test('R-LIFE-2: a priority is recorded with its source and its date [T1-05]', () =>
    given(kilburn).knowing(itsPanel).when(recordPriority).emits(prioritised));
  test('R-LIFE-2: not recorded twice', () =>
    given(kilburn, prioritised).knowing(itsPanel).when(recordPriority).isRefusedBy('R-LIFE-2'));
  test('R-LIFE-2: nor again once withdrawn', () =>
    given(staffedKilburn, at(JANUARY, withdrawn))
      .knowing(itsPanel)
      .when({ ...recordPriority, priority: 'dark-paths' })
      .isRefusedBy('R-LIFE-2'));
  test('R-LIFE-1: not in a ward that is not there', () =>
    given().knowing(itsPanel).when(recordPriority).isRefusedBy('R-LIFE-1'));

  test('R-LIFE-1: a live priority is refreshed, as often as it is asked about', () =>
    given(staffedKilburn, at(JANUARY, communityPriorityRefreshed({ priority: 'dark-paths' })))
      .knowing(itsPanel)
      .when(refresh)
      .emits(communityPriorityRefreshed({ priority: 'dark-paths' })));
  test('R-LIFE-1: a withdrawn one is not', () =>
    given(staffedKilburn, at(JANUARY, withdrawn)).knowing(itsPanel).when(refresh).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: though it may have been, before it was withdrawn', () =>
    given(staffedKilburn, at(JANUARY, withdrawn))
      .knowing(itsPanel)
      .when({ ...refresh, occurredAt: '2013-01-07T08:59:59.999Z' })
      .emits(communityPriorityRefreshed({ priority: 'dark-paths' })));
  test('R-LIFE-1: one that nobody recorded is not', () =>
    given(kilburn).knowing(itsPanel).when(refresh).isRefusedBy('R-LIFE-1'));

  test('R-LIFE-1: a priority is withdrawn', () =>
    given(staffedKilburn).knowing(itsPanel).when(withdraw).emits(withdrawn));
  test('R-LIFE-2: withdrawn at that very instant already, nothing happens', () =>
    given(staffedKilburn, at(MARCH, withdrawn)).knowing(itsPanel).when(withdraw).emitsNothing());
  test('R-LIFE-1: what was withdrawn is not withdrawn again', () =>
    given(staffedKilburn, at(JANUARY, withdrawn))
      .knowing(itsPanel)
      .when(withdraw)
      .isRefusedBy('R-LIFE-1', 'priority'));
  test('R-LIFE-1: one that nobody recorded is not withdrawn', () =>
    given(kilburn).knowing(itsPanel).when(withdraw).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor one before it was recorded', () =>
    given(staffedKilburn)
      .knowing(itsPanel)
      .when({ ...withdraw, occurredAt: '2012-09-03T08:59:59.999Z' })
      .isRefusedBy('R-LIFE-1'));
});

test('R-INPT-3: whoever knows of nobody who was dedicated says nothing of the cover of a ward', () =>
  given(kilburn, at(JANUARY, wardCoverBreached({ missing: ['PCSO'] })))
    .when({ ...review, members: [] })
    .emitsNothing());

describe('the end of a ward', () => {
  test('R-WARD-5: a ward is abolished, with its successors', () =>
    given(kilburn).knowing(inSector, successor).when(abolish).emits(abolished));
  test('R-WARD-5: abolished already, nothing happens', () =>
    inCamden(kilburn, at(JANUARY, abolished)).knowing(successor).when(abolish).emitsNothing());
  test('R-LIFE-1: no end before the beginning', () =>
    inCamden().knowing(successor).when(abolish).isRefusedBy('R-LIFE-1'));
  test('R-WARD-4: its successors are wards', () =>
    inCamden(kilburn)
      .knowing(successor)
      .when({ ...abolish, successors: ['E05013661', CAMDEN] })
      .isRefusedBy('R-WARD-4'));

  test.each([addAlias, nameNeighbourhood, assignToInpt, assignToSnt, register, recordPriority])(
    'R-WARD-5: after the end, no $type',
    (command) =>
      given(kilburn, at(MARCH, abolished))
        .knowing(inSector, knownInpt, knownSnt, itsPanel)
        .when(command)
        .isRefusedBy('R-WARD-5'),
  );
  test('R-WARD-5: what happened before the end may still be recorded', () =>
    given(kilburn, at('2013-03-04T09:00:00.001Z', abolished)).when(register).emits(registered));
  test('R-WARD-5: what was there is still taken down', () =>
    given(staffedKilburn, at(JANUARY, abolished)).when(release).emits(released));
  test('R-AUTH-2: an inspector abolishes no ward', () =>
    inCamden(kilburn)
      .knowing(successor)
      .when({ ...abolish, by: INSPECTOR })
      .isRefusedBy('R-AUTH-2'));
});
