import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  OFFICER,
  inpt,
  kilburn,
  posted,
  sendersOf,
  snt,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { memberLeft } from '../member/member.events.ts';
import { ward } from '../ward/ward.ts';
import { missingCategories, supervisoryRatio, team } from './team.ts';
import { leadOf, teamHistory } from './team.state.ts';
import {
  dutyPatternSet,
  engagementRecorded,
  teamFormed,
  teamLeadAppointed,
  teamLeadStoodDown,
  teamStoodDown,
} from './team.events.ts';

const given = scenario(team, INPT);
const MARCH = '2013-03-04T09:00:00.000Z';

const form = {
  type: 'FormTeam',
  occurredAt: MARCH,
  by: ADMIN,
  kind: 'INPT',
  name: 'West Camden INPT',
  establishment: 'establishment-2012/1',
} as const;
const formSnt = { type: 'FormTeam', occurredAt: MARCH, by: ADMIN, kind: 'SNT', name: 'Kilburn SNT' } as const;
const appoint = { type: 'AppointTeamLead', occurredAt: MARCH, by: ADMIN, member: 'ivy' } as const;
const standDownLead = { type: 'StandDownTeamLead', occurredAt: MARCH, by: ADMIN } as const;
const lateFridays = { weekday: 'FRIDAY', from: '20:00', to: '04:00' } as const;
const lateSaturdays = { weekday: 'SATURDAY', from: '20:00', to: '04:00' } as const;
const setHours = {
  type: 'SetDutyPattern',
  occurredAt: MARCH,
  by: INSPECTOR,
  windows: [lateFridays, lateSaturdays],
} as const;
const engage = {
  type: 'RecordEngagement',
  occurredAt: MARCH,
  by: OFFICER,
  engagement: 'briefing-1',
  kind: 'STREET_BRIEFING',
  ward: KILBURN,
  summary: 'Twenty people asked about the paths.',
} as const;
const standDown = { type: 'StandDownTeam', occurredAt: MARCH, by: ADMIN, reason: 'Merged.' } as const;

const formed = teamFormed({
  kind: 'INPT',
  name: 'West Camden INPT',
  establishment: 'establishment-2012/1',
});
const ivyLeads = teamLeadAppointed({ member: 'ivy', rank: 'INSPECTOR' });
const ivyStoodDown = teamLeadStoodDown({ member: 'ivy' });
const hoursSet = dutyPatternSet({ windows: [lateFridays, lateSaturdays] });
const engaged = engagementRecorded({
  engagement: 'briefing-1',
  kind: 'STREET_BRIEFING',
  ward: KILBURN,
  heldAt: MARCH,
  summary: 'Twenty people asked about the paths.',
});
const stoodDown = teamStoodDown({ reason: 'Merged.' });

const inspectorIvy = fact(member, 'ivy', posted('INSPECTOR'));
const knownKilburn = fact(ward, KILBURN, kilburn);

describe('who sends what', () => {
  test.each([
    { command: form, roles: ['INSPECTOR', 'ADMIN'] },
    { command: appoint, roles: ['INSPECTOR', 'ADMIN'] },
    { command: standDownLead, roles: ['INSPECTOR', 'ADMIN'] },
    { command: setHours, roles: ['INSPECTOR'] },
    { command: engage, roles: ['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR'] },
    { command: standDown, roles: ['INSPECTOR', 'ADMIN'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
});

describe('forming and standing down', () => {
  test('G-08, R-ID-1: a team is called by an id, never by a name', () =>
    scenario(team, 'West team')().when(form).isRefusedBy('R-ID-1', 'id'));
  test('R-LIFE-2: an INPT is formed', () => given().when(form).emits(formed));
  test('R-LIFE-2: a Safer Neighbourhoods team is formed [T1-02]', () =>
    given()
      .when(formSnt)
      .emits(teamFormed({ kind: 'SNT', name: 'Kilburn SNT' })));
  test('R-LIFE-2: formed the same again, nothing happens', () => given(inpt).when(form).emitsNothing());
  test('R-LIFE-2: not formed a second time as something else', () =>
    given(inpt).when(formSnt).isRefusedBy('R-LIFE-2'));
  test('R-LIFE-2: nor under another name', () =>
    given(inpt)
      .when({ ...form, name: 'East Camden INPT' })
      .isRefusedBy('R-LIFE-2'));

  test('R-LIFE-1: a team stands down', () => given(inpt).when(standDown).emits(stoodDown));
  test('R-LIFE-1: stood down already, nothing happens', () =>
    given(inpt, at(JANUARY, stoodDown)).when(standDown).emitsNothing());
  test('R-LIFE-1: a team that nobody formed does not stand down', () =>
    given().when(standDown).isRefusedBy('R-LIFE-1'));
  test.each([appoint, standDownLead, setHours, engage])(
    'R-LIFE-1: after a team stood down, no $type',
    (command) =>
      given(inpt, at(MARCH, stoodDown))
        .knowing(inspectorIvy, knownKilburn)
        .when(command)
        .isRefusedBy('R-LIFE-1'),
  );
  test('R-LIFE-1: what a team did before it stood down may still be recorded', () =>
    given(inpt, at('2013-03-04T09:00:00.001Z', stoodDown)).knowing(knownKilburn).when(engage).emits(engaged));
  test.each([appoint, standDownLead, setHours, engage])(
    'R-LIFE-1: before a team is formed, no $type',
    (command) => given().knowing(inspectorIvy, knownKilburn).when(command).isRefusedBy('R-LIFE-1'),
  );
});

describe('who leads', () => {
  test('R-INPT-1: an inspector leads an INPT [T4-09]', () =>
    given(inpt).knowing(inspectorIvy).when(appoint).emits(ivyLeads));
  test('R-INPT-1: so does a chief inspector [T4-09]', () =>
    given(inpt)
      .knowing(fact(member, 'ivy', posted('CHIEF_INSPECTOR')))
      .when(appoint)
      .emits(teamLeadAppointed({ member: 'ivy', rank: 'CHIEF_INSPECTOR' })));
  test.each(['PCSO', 'CONSTABLE', 'SERGEANT'] as const)('R-INPT-1: a %s does not [T4-09]', (rank) =>
    given(inpt)
      .knowing(fact(member, 'ivy', posted(rank)))
      .when(appoint)
      .isRefusedBy('R-INPT-1'),
  );
  test('R-INPT-1: a sergeant leads a Safer Neighbourhoods team', () =>
    given(snt)
      .knowing(fact(member, 'ivy', posted('SERGEANT')))
      .when(appoint)
      .emits(teamLeadAppointed({ member: 'ivy', rank: 'SERGEANT' })));
  test('R-INPT-1: leading already, nothing happens', () =>
    given(inpt, ivyLeads).knowing(inspectorIvy).when(appoint).emitsNothing());
  test('R-LIFE-1: nobody unknown leads', () =>
    given(inpt).knowingNothingElse().when(appoint).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nobody who has left leads', () =>
    given(inpt)
      .knowing(fact(member, 'ivy', posted('INSPECTOR'), at(JANUARY, memberLeft({ reason: 'RETIRED' }))))
      .when(appoint)
      .isRefusedBy('R-LIFE-1'));

  test('R-INPT-1: a lead stands down', () => given(inpt, ivyLeads).when(standDownLead).emits(ivyStoodDown));
  test('R-INPT-1: where nobody leads, nobody stands down', () =>
    given(inpt).when(standDownLead).emitsNothing());
  test('R-INPT-1: who led on any day stays known', () => {
    const { state } = fact(teamHistory, INPT, inpt, at(JANUARY, ivyLeads), at(MARCH, ivyStoodDown));
    const leads = ['2013-01-07T08:59:59.999Z', JANUARY, MARCH].map((day) => leadOf(state, day));
    expect(leads).toEqual([undefined, 'ivy', undefined]);
  });
});

describe('hours and engagement', () => {
  test('R-LIFE-1: more are on duty late on Friday and Saturday [T4-21]', () =>
    given(inpt).when(setHours).emits(hoursSet));
  test('R-LIFE-1: the same hours again, and nothing happens', () =>
    given(inpt, hoursSet).when(setHours).emitsNothing());
  test('R-LIFE-1: the same hours in another order, and nothing happens', () =>
    given(inpt, hoursSet)
      .when({ ...setHours, windows: [lateSaturdays, lateFridays] })
      .emitsNothing());
  test('R-LIFE-1: other hours replace them', () =>
    given(inpt, hoursSet)
      .when({ ...setHours, windows: [lateFridays] })
      .emits(dutyPatternSet({ windows: [lateFridays] })));

  test('R-LIFE-1: a team engages with the public of a ward [T4-12]', () =>
    given(inpt).knowing(knownKilburn).when(engage).emits(engaged));
  test('R-LIFE-1: recorded already, nothing happens', () =>
    given(inpt, engaged).knowing(knownKilburn).when(engage).emitsNothing());
  test('R-LIFE-1: not in a ward that nobody established', () =>
    given(inpt).knowingNothingElse().when(engage).isRefusedBy('R-LIFE-1'));
});

describe('what a team is made of', () => {
  test('R-INPT-2: uniformed, detective and forensic members make an INPT complete [T4-08]', () => {
    expect(
      missingCategories([{ category: 'UNIFORMED' }, { category: 'DETECTIVE' }, { category: 'FORENSIC' }]),
    ).toEqual([]);
  });
  test('R-INPT-2: without a forensic member it is not complete, and says what it lacks [T4-08]', () => {
    expect(
      missingCategories([{ category: 'PCSO' }, { category: 'DETECTIVE' }, { category: 'UNIFORMED' }]),
    ).toEqual(['FORENSIC']);
  });
  test('R-INPT-2: an incomplete team is shown, never refused [T4-08]', () =>
    given().when(form).emits(formed));
  test('R-INPT-2: a team of nobody lacks everybody', () => {
    expect(missingCategories([])).toEqual(['UNIFORMED', 'DETECTIVE', 'FORENSIC']);
  });

  const ranks = (...held: ('PCSO' | 'CONSTABLE' | 'SERGEANT' | 'INSPECTOR')[]) =>
    held.map((rank) => ({ rank }));
  test('R-INPT-7: the ratio counts constables and PCSOs for each sergeant, in hundredths [T4-39]', () => {
    expect(
      supervisoryRatio(
        ranks('SERGEANT', 'SERGEANT', 'SERGEANT', 'CONSTABLE', 'CONSTABLE', 'CONSTABLE', 'PCSO', 'PCSO'),
      ),
    ).toBe(167);
  });
  test('R-INPT-7: inspectors are not supervised by sergeants [T4-39]', () => {
    expect(supervisoryRatio(ranks('SERGEANT', 'INSPECTOR', 'CONSTABLE'))).toBe(100);
  });
  test('R-INPT-7: without a sergeant there is no ratio [T4-39]', () => {
    expect(supervisoryRatio(ranks('CONSTABLE', 'PCSO'))).toBeUndefined();
  });
});
