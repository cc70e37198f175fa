import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact, ownedBy, scenario } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  IN_2012,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  OFFICER,
  SYSTEM,
  advicePolicy,
  inpt,
  kilburn,
  posted,
  sendersOf,
  snt,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { memberLeft, memberPromoted, memberTransferred, type MemberEvent } from '../member/member.events.ts';
import { policyVersionPublished, type PolicyKind } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { ward } from '../ward/ward.ts';
import { missingCategories, supervisoryRatio, team } from './team.ts';
import { dutyPatternOf, leadOf, teamHistory } from './team.state.ts';
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
  establishment: 'E0117/1',
} as const;
const formCid = { type: 'FormTeam', occurredAt: MARCH, by: ADMIN, kind: 'CID', name: 'Camden CID' } as const;
const formSnt = { type: 'FormTeam', occurredAt: MARCH, by: ADMIN, kind: 'SNT', name: 'Kilburn SNT' } as const;
const appoint = { type: 'AppointTeamLead', occurredAt: MARCH, by: ADMIN, member: 'ivy' } as const;
const standDownLead = { type: 'StandDownTeamLead', occurredAt: MARCH, by: ADMIN, member: 'ivy' } as const;
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
  establishment: 'E0117/1',
});
const ivyLeads = teamLeadAppointed({ member: 'ivy', rank: 'INSPECTOR' });
const rowanLeads = teamLeadAppointed({ member: 'rowan', rank: 'INSPECTOR' });
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
const published = (kind: PolicyKind) =>
  policyVersionPublished({ ...advicePolicy, number: 'E 0117', kind, nextReviewDue: '2013-03-03' });
const knownPolicy = (kind: PolicyKind = 'ESTABLISHMENT') =>
  fact(policyHistory, 'E0117', at(IN_2012, published(kind)));

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
  test('R-ID-1, G-08, R-ID-1: a team is called by an id, never by a name', () =>
    scenario(team, 'West team')().when(form).isRefusedBy('R-ID-1', 'id'));
  test('R-LIFE-2: an INPT is formed', () => given().knowing(knownPolicy()).when(form).emits(formed));
  test('R-LIFE-2: a Safer Neighbourhoods team is formed [T1-02]', () =>
    given()
      .when(formSnt)
      .emits(teamFormed({ kind: 'SNT', name: 'Kilburn SNT' })));
  test('R-LIFE-2: detectives are a team of the CID [T4-18]', () =>
    given()
      .when(formCid)
      .emits(teamFormed({ kind: 'CID', name: 'Camden CID' })));
  test('R-LIFE-2: formed so at that time already, nothing happens', () =>
    given(at(MARCH, formed)).knowing(knownPolicy()).when(form).emitsNothing());
  test('R-LIFE-2: not formed a second time as something else', () =>
    given(inpt).when(formSnt).isRefusedBy('R-LIFE-2', 'id'));
  test.each([
    { name: 'East Camden INPT' },
    { establishment: 'E0117/2' },
    { occurredAt: '2013-03-05T09:00:00.000Z' },
  ])('R-LIFE-2: nor with other words: %j', (other) =>
    given(at(MARCH, formed))
      .knowing(knownPolicy())
      .when({ ...form, ...other })
      .isRefusedBy('R-LIFE-2', 'id'),
  );
  test.each(['ADVICE', 'GRADING'] as const)(
    'R-LIFE-1, T4-04: its establishment rules are of an establishment policy, not of %s',
    (kind) => given().knowing(knownPolicy(kind)).when(form).isRefusedBy('R-LIFE-1', 'establishment'),
  );
  test.each(['E0117/2', 'E0117', 'E0118/1'])(
    'R-LIFE-1, T4-04: nor are they a version that is not there: %s',
    (other) =>
      given()
        .knowing(knownPolicy(), fact(policyHistory, 'E0118'))
        .when({ ...form, establishment: other })
        .isRefusedBy('R-LIFE-1', 'establishment'),
  );
  test('R-LIFE-1, T4-04: nor one that was published later', () =>
    given()
      .knowing(knownPolicy())
      .when({ ...form, occurredAt: '2012-06-01T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1', 'establishment'));

  test('R-LIFE-1: a team stands down', () => given(inpt).when(standDown).emits(stoodDown));
  test('R-LIFE-1: stood down so at that time already, nothing happens', () =>
    given(inpt, at(MARCH, stoodDown)).when(standDown).emitsNothing());
  test('R-LIFE-1: no team stands down twice', () => {
    given(inpt, at(JANUARY, stoodDown)).when(standDown).isRefusedBy('R-LIFE-1', 'id');
    given(inpt, at(MARCH, stoodDown))
      .when({ ...standDown, reason: 'Cut.' })
      .isRefusedBy('R-LIFE-1', 'id');
  });
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
  test('R-INPT-1: leading since that time already, nothing happens', () =>
    given(inpt, at(MARCH, ivyLeads)).knowing(inspectorIvy).when(appoint).emitsNothing());
  test('R-INPT-1: leading for longer, it is on record that they stay', () =>
    given(inpt, ivyLeads).knowing(inspectorIvy).when(appoint).emits(ivyLeads));
  test('R-LIFE-1, P-06: nobody of another force leads, whatever their id', () =>
    given(inpt)
      .knowing(ownedBy('other-police', inspectorIvy))
      .when(appoint)
      .isRefusedBy('R-LIFE-1', 'member'));
  test('R-LIFE-1: nobody unknown leads', () =>
    given(inpt).knowingNothingElse().when(appoint).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nobody who has left leads', () =>
    given(inpt)
      .knowing(fact(member, 'ivy', posted('INSPECTOR'), at(JANUARY, memberLeft({ reason: 'RETIRED' }))))
      .when(appoint)
      .isRefusedBy('R-LIFE-1'));

  test('R-INPT-1: a lead stands down', () => given(inpt, ivyLeads).when(standDownLead).emits(ivyStoodDown));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(inpt, ivyLeads, at(MARCH, ivyStoodDown)).when(standDownLead).emitsNothing());
  test('R-LIFE-1: nobody stands down who does not lead, or no longer', () => {
    given(inpt).when(standDownLead).isRefusedBy('R-LIFE-1', 'member');
    given(inpt, ivyLeads, at(JANUARY, ivyStoodDown)).when(standDownLead).isRefusedBy('R-LIFE-1', 'member');
    given(inpt, ivyLeads, at(JANUARY, rowanLeads)).when(standDownLead).isRefusedBy('R-LIFE-1', 'member');
  });
  test('R-INPT-1: who led on any day stays known', () => {
    const { state } = fact(teamHistory, INPT, inpt, at(JANUARY, ivyLeads), at(MARCH, ivyStoodDown));
    const leads = ['2013-01-07T08:59:59.999Z', JANUARY, MARCH].map((day) => leadOf(state, day));
    expect(leads).toEqual([undefined, 'ivy', undefined]);
  });
});

describe('what ends a lead', () => {
  const FEBRUARY = '2013-02-04T09:00:00.000Z';
  const APRIL = '2013-04-08T09:00:00.000Z';
  const review = { type: 'ReviewTeamLead', occurredAt: APRIL, by: SYSTEM, member: 'ivy' } as const;
  const ivy = (...events: readonly MemberEvent[]) =>
    fact(member, 'ivy', posted('INSPECTOR'), at(MARCH, ...events));
  const ledSinceJanuary = [...inpt, ...at(JANUARY, ivyLeads)];

  test.each([
    memberLeft({ reason: 'RETIRED' }),
    memberTransferred({ from: INPT, team: 'inpt-east' }),
    memberPromoted({ rank: 'SERGEANT' }),
  ])('D-02: $type, as of its day and not of when somebody looked', (end) =>
    given(ledSinceJanuary).knowing(ivy(end)).when(review).emits(happened(MARCH, ivyStoodDown)),
  );
  test('D-02: of an SNT any rank does', () =>
    given(snt, at(JANUARY, ivyLeads))
      .knowing(ivy(memberPromoted({ rank: 'CONSTABLE' })))
      .when(review)
      .emitsNothing());
  test('D-02: nothing where all is as it was, or it ended before', () => {
    given(ledSinceJanuary)
      .knowing(ivy(memberPromoted({ rank: 'CHIEF_INSPECTOR' })))
      .when(review)
      .emitsNothing();
    for (const end of [ivyStoodDown, rowanLeads])
      given(ledSinceJanuary, at(FEBRUARY, end))
        .knowing(ivy(memberLeft({ reason: 'RETIRED' })))
        .when(review)
        .emitsNothing();
  });
  test('D-02: what was given after the end, ends when it was given', () =>
    given(ledSinceJanuary, at(FEBRUARY, rowanLeads), at(APRIL, ivyLeads))
      .knowing(ivy(memberLeft({ reason: 'RETIRED' })))
      .when(review)
      .emits(happened(APRIL, ivyStoodDown)));
});

describe('recorded late', () => {
  test.each([ivyLeads, ivyStoodDown, hoursSet, engaged, teamStoodDown({ reason: 'Cut.' })])(
    'R-TIME-2: no team stood down before $type that is on record',
    (later) =>
      given(inpt, at(MARCH, later))
        .when({ ...standDown, occurredAt: JANUARY })
        .isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test('R-INPT-1: a lead that was appointed before the one on record, led until then', () => {
    const { state } = fact(teamHistory, INPT, inpt, at(MARCH, ivyLeads), at(JANUARY, rowanLeads));
    expect([JANUARY, MARCH].map((day) => leadOf(state, day))).toEqual(['rowan', 'ivy']);
  });
  test('R-INPT-1: an end ends whom it names, and not whoever had followed by then', () => {
    const followed = fact(
      teamHistory,
      INPT,
      inpt,
      at(JANUARY, ivyLeads),
      at('2013-04-08T09:00:00.000Z', ivyStoodDown),
      at(MARCH, rowanLeads),
    ).state;
    expect([JANUARY, MARCH, '2013-04-08T09:00:00.000Z'].map((day) => leadOf(followed, day))).toEqual([
      'ivy',
      'rowan',
      'rowan',
    ]);
  });
  test('R-INPT-1: and whoever is appointed once more before it, too', () => {
    const { state } = fact(
      teamHistory,
      INPT,
      inpt,
      at('2013-04-08T09:00:00.000Z', ivyStoodDown),
      at(JANUARY, rowanLeads),
      at(MARCH, ivyLeads),
    );
    expect([MARCH, '2013-04-08T09:00:00.000Z'].map((day) => leadOf(state, day))).toEqual(['ivy', undefined]);
  });
  test('R-INPT-1: nobody leads a team that has stood down', () => {
    const { state } = fact(teamHistory, INPT, inpt, at(JANUARY, ivyLeads), at(MARCH, stoodDown));
    expect([JANUARY, MARCH].map((day) => leadOf(state, day))).toEqual(['ivy', undefined]);
  });
});

describe('hours and engagement', () => {
  test('R-LIFE-1: a team is on duty late on Friday and Saturday', () =>
    given(inpt).when(setHours).emits(hoursSet));
  test('R-LIFE-1: the same hours since that time already, nothing happens', () =>
    given(inpt, at(MARCH, hoursSet)).when(setHours).emitsNothing());
  test('R-LIFE-1: also in another order', () =>
    given(inpt, at(MARCH, hoursSet))
      .when({ ...setHours, windows: [lateSaturdays, lateFridays] })
      .emitsNothing());
  test('R-LIFE-1: other hours replace them', () =>
    given(inpt, hoursSet)
      .when({ ...setHours, windows: [lateFridays] })
      .emits(dutyPatternSet({ windows: [lateFridays] })));
  test('R-LIFE-1: a pattern ends with one of no hours, and with the team', () => {
    const none = dutyPatternSet({ windows: [] });
    given(inpt, hoursSet)
      .when({ ...setHours, windows: [] })
      .emits(none);
    const ended = fact(teamHistory, INPT, inpt, at(JANUARY, hoursSet), at(MARCH, none)).state;
    const gone = fact(teamHistory, INPT, inpt, at(MARCH, stoodDown), at(JANUARY, hoursSet)).state;
    for (const state of [ended, gone]) {
      expect(dutyPatternOf(state, '2013-01-07T08:59:59.999Z')).toEqual([]);
      expect(dutyPatternOf(state, JANUARY)).toEqual([lateFridays, lateSaturdays]);
      expect(dutyPatternOf(state, MARCH)).toEqual([]);
    }
  });

  test('R-LIFE-1: a team engages with the public of a ward [T4-12]', () =>
    given(inpt).knowing(knownKilburn).when(engage).emits(engaged));
  test('R-LIFE-1: recorded so already, nothing happens', () =>
    given(inpt, at(MARCH, engaged)).knowing(knownKilburn).when(engage).emitsNothing());
  test.each([{ kind: 'SCHOOL_TALK' }, { summary: 'Nobody came.' }, { occurredAt: JANUARY }] as const)(
    'P-19: another engagement is not lost under the same name: %j',
    (other) =>
      given(inpt, at(MARCH, engaged))
        .knowing(knownKilburn)
        .when({ ...engage, ...other })
        .isRefusedBy('R-LIFE-2', 'engagement'),
  );
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
    given().knowing(knownPolicy()).when(form).emits(formed));
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
