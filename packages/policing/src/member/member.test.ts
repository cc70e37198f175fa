import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  OFFICER,
  SNT,
  SPECIALIST,
  SUPERVISOR,
  advicePolicy,
  inpt,
  kilburn,
  posted,
  sendersOf,
  snt,
} from '../kilburn.test.data.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { team } from '../team/team.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { member } from './member.ts';
import {
  acknowledged,
  isCompetent,
  memberHistory,
  rankOf,
  teamOf,
  type MemberState,
} from './member.state.ts';
import {
  competenceExpired,
  competenceGranted,
  memberAbstracted,
  memberDedicated,
  memberLeft,
  memberPosted,
  memberPromoted,
  memberReleased,
  memberReturned,
  memberTransferred,
  policyAcknowledged,
  POSTING_SOURCES,
  type MemberEvent,
} from './member.events.ts';

const given = scenario(member, 'maren');
const MARCH = '2013-03-04T09:00:00.000Z';
const UNTIL = '2013-03-05T06:00:00.000Z';
const HIGHGATE = 'E05000138';

const post = {
  type: 'PostMember',
  occurredAt: MARCH,
  by: ADMIN,
  team: INPT,
  category: 'UNIFORMED',
  rank: 'CONSTABLE',
  source: 'BACK_ROOM',
  publicName: 'PC Maren Holloway',
} as const;
const transfer = { type: 'TransferMember', occurredAt: MARCH, by: ADMIN, team: SNT } as const;
const promote = { type: 'PromoteMember', occurredAt: MARCH, by: ADMIN, rank: 'SERGEANT' } as const;
const dedicate = { type: 'DedicateMember', occurredAt: MARCH, by: INSPECTOR, ward: KILBURN } as const;
const release = { type: 'ReleaseMember', occurredAt: MARCH, by: INSPECTOR } as const;
const abstract = {
  type: 'AbstractMember',
  occurredAt: MARCH,
  by: SUPERVISOR,
  until: UNTIL,
  reason: 'PUBLIC_ORDER',
  authorisedBy: 'ivy',
  exceptional: false,
} as const;
const goBack = { type: 'ReturnMember', occurredAt: MARCH, by: SUPERVISOR } as const;
const grant = {
  type: 'GrantCompetence',
  occurredAt: MARCH,
  by: ADMIN,
  level: 'BASIC_SURVEY',
  evidence: 'training/2013-02-28',
} as const;
const expire = { type: 'ExpireCompetence', occurredAt: MARCH, by: ADMIN, level: 'BASIC_SURVEY' } as const;
const leave = { type: 'LeaveService', occurredAt: MARCH, by: ADMIN, reason: 'RETIRED' } as const;

const officerOfKilburn = { ward: KILBURN, kind: 'OFFICER' } as const;
const dedicated = memberDedicated(officerOfKilburn);
const away = memberAbstracted({
  ...officerOfKilburn,
  from: MARCH,
  until: UNTIL,
  reason: 'PUBLIC_ORDER',
  authorisedBy: 'ivy',
  exceptional: false,
});
const released = memberReleased(officerOfKilburn);
const returned = memberReturned(officerOfKilburn);
const trained = competenceGranted({ level: 'BASIC_SURVEY', evidence: 'training/2013-02-28' });
const left = memberLeft({ reason: 'RETIRED' });

const constable = posted('CONSTABLE');
const dedicatedConstable = [...constable, ...at(JANUARY, dedicated)];
const knownInpt = fact(team, INPT, inpt);
const knownSnt = fact(team, SNT, snt);
const knownKilburn = fact(ward, KILBURN, kilburn);
const inspectorIvy = fact(member, 'ivy', posted('INSPECTOR'));
const stateOf = (...history: readonly (readonly Dated<MemberEvent>[])[]): MemberState =>
  fact(memberHistory, 'maren', ...history).state;

describe('who sends what', () => {
  test.each([
    { command: post, roles: ['INSPECTOR', 'ADMIN'] },
    { command: transfer, roles: ['INSPECTOR', 'ADMIN'] },
    { command: promote, roles: ['INSPECTOR', 'ADMIN'] },
    { command: dedicate, roles: ['INSPECTOR'] },
    { command: release, roles: ['INSPECTOR'] },
    { command: abstract, roles: ['SUPERVISOR', 'INSPECTOR'] },
    { command: goBack, roles: ['SUPERVISOR', 'INSPECTOR'] },
    { command: grant, roles: ['ADMIN', 'SYSTEM'] },
    { command: expire, roles: ['ADMIN', 'SYSTEM'] },
    { command: leave, roles: ['INSPECTOR', 'ADMIN'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
});

describe('posting', () => {
  test.each(POSTING_SOURCES)(
    'R-LIFE-2: a member posted from %s is counted as such [T4-01] [T4-24]',
    (source) =>
      given()
        .knowing(knownInpt)
        .when({ ...post, source })
        .emits(
          memberPosted({
            team: INPT,
            category: 'UNIFORMED',
            rank: 'CONSTABLE',
            source,
            publicName: 'PC Maren Holloway',
          }),
        ),
  );
  test('R-LIFE-2: a member posted may be named with a way to reach them', () =>
    given()
      .knowing(knownInpt)
      .when({ ...post, publicContact: 'kilburn.team@police.example' })
      .emits(
        memberPosted({
          team: INPT,
          category: 'UNIFORMED',
          rank: 'CONSTABLE',
          source: 'BACK_ROOM',
          publicName: 'PC Maren Holloway',
          publicContact: 'kilburn.team@police.example',
        }),
      ));
  test('R-LIFE-2: posted to the same team again, nothing happens', () =>
    given(constable).knowing(knownInpt).when(post).emitsNothing());
  test('R-LIFE-2: another person is not posted under the id of a member', () =>
    given(constable)
      .knowing(knownInpt)
      .when({ ...post, publicName: 'PC Oakenrill' })
      .isRefusedBy('R-LIFE-2'));
  test('R-LIFE-2: nobody is posted a second time; a transfer does that', () =>
    given(constable)
      .knowing(knownSnt)
      .when({ ...post, team: SNT })
      .isRefusedBy('R-LIFE-2'));
  test('R-LIFE-1: not to a team that nobody formed', () =>
    given().knowingNothingElse().when(post).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: not to a team that had stood down', () =>
    given()
      .knowing(fact(team, INPT, inpt, at(JANUARY, teamStoodDown({ reason: 'Merged.' }))))
      .when(post)
      .isRefusedBy('R-LIFE-1'));

  test('R-LIFE-1: a member transfers', () =>
    given(constable)
      .knowing(knownSnt)
      .when(transfer)
      .emits(memberTransferred({ from: INPT, team: SNT })));
  test('R-INPT-4: a dedicated member who transfers leaves the ward first', () =>
    given(dedicatedConstable)
      .knowing(knownSnt)
      .when(transfer)
      .emits(released, memberTransferred({ from: INPT, team: SNT })));
  test('R-LIFE-1: in that team already, nothing happens', () =>
    given(posted('CONSTABLE', SNT)).knowing(knownSnt).when(transfer).emitsNothing());
  test('R-LIFE-1: nobody transfers who was never posted', () =>
    given().knowing(knownSnt).when(transfer).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nobody transfers to a team that nobody formed', () =>
    given(constable).knowingNothingElse().when(transfer).isRefusedBy('R-LIFE-1'));
  test('R-PROM-4: the team of any day stays known', () => {
    const history = stateOf(constable, at(MARCH, memberTransferred({ from: INPT, team: SNT })));
    expect(teamOf(history, '2012-09-03T08:59:59.999Z')).toBeUndefined();
    expect(teamOf(history, JANUARY)).toBe(INPT);
    expect(teamOf(history, MARCH)).toBe(SNT);
  });

  test('R-LIFE-1: a member is promoted', () =>
    given(constable)
      .when(promote)
      .emits(memberPromoted({ rank: 'SERGEANT' })));
  test('R-LIFE-1: of that rank already, nothing happens', () =>
    given(posted('SERGEANT')).when(promote).emitsNothing());
  test('R-LIFE-1: nobody is promoted who was never posted', () =>
    given().when(promote).isRefusedBy('R-LIFE-1'));
});

describe('dedication to a ward', () => {
  test('R-INPT-4: an officer is dedicated to a ward [T1-03]', () =>
    given(constable).knowing(knownKilburn).when(dedicate).emits(dedicated));
  test('R-INPT-4: so is a PCSO, as a PCSO [T1-03]', () =>
    given(posted('PCSO', SNT, 'PCSO'))
      .knowing(knownKilburn)
      .when(dedicate)
      .emits(memberDedicated({ ward: KILBURN, kind: 'PCSO' })));
  test('R-INPT-4: to the same ward again, nothing happens', () =>
    given(dedicatedConstable).knowing(knownKilburn).when(dedicate).emitsNothing());
  test('R-INPT-4: not to a second ward [T1-03]', () =>
    given(dedicatedConstable)
      .knowing(fact(ward, HIGHGATE, kilburn))
      .when({ ...dedicate, ward: HIGHGATE })
      .isRefusedBy('R-INPT-4'));
  test('R-INPT-4: but to another ward once released [T1-03]', () =>
    given(dedicatedConstable, at('2013-02-01T09:00:00.000Z', released))
      .knowing(fact(ward, HIGHGATE, kilburn))
      .when({ ...dedicate, ward: HIGHGATE })
      .emits(memberDedicated({ ward: HIGHGATE, kind: 'OFFICER' })));
  test('R-LIFE-1: nobody is dedicated who was never posted', () =>
    given().knowing(knownKilburn).when(dedicate).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: not to a ward that nobody established', () =>
    given(constable).knowingNothingElse().when(dedicate).isRefusedBy('R-LIFE-1'));
  test('R-WARD-5: not to a ward that was abolished', () =>
    given(constable)
      .knowing(fact(ward, KILBURN, kilburn, at(JANUARY, wardAbolished({ successors: [] }))))
      .when(dedicate)
      .isRefusedBy('R-WARD-5'));

  test('R-INPT-4: a dedicated member is released', () =>
    given(dedicatedConstable).when(release).emits(released));
  test('R-INPT-4: dedicated nowhere, nothing is released', () =>
    given(constable).when(release).emitsNothing());
  test('R-LIFE-1: nobody is released who was never posted', () =>
    given().when(release).isRefusedBy('R-LIFE-1'));
});

describe('abstraction', () => {
  test('R-INPT-5: with a reason and an authoriser a member is taken from the ward, and that counts [T1-18]', () =>
    given(dedicatedConstable).knowing(inspectorIvy).when(abstract).emits(away));
  test('R-INPT-5: away already, nothing happens', () =>
    given(dedicatedConstable, at('2013-03-01T09:00:00.000Z', away))
      .knowing(inspectorIvy)
      .when(abstract)
      .emitsNothing());
  test('R-INPT-5: not without a reason [T1-18]', () => {
    const { reason: _reason, ...withoutReason } = abstract;
    given(dedicatedConstable).knowing(inspectorIvy).when(withoutReason).isRefusedBy('R-INPT-5');
  });
  test.each(['PCSO', 'CONSTABLE', 'SERGEANT'] as const)(
    'R-INPT-5: a %s does not authorise it [T1-18]',
    (rank) =>
      given(dedicatedConstable)
        .knowing(fact(member, 'ivy', posted(rank)))
        .when(abstract)
        .isRefusedBy('R-INPT-5'),
  );
  test('R-INPT-5: nobody unknown authorises it', () =>
    given(dedicatedConstable).knowingNothingElse().when(abstract).isRefusedBy('R-INPT-5'));
  test('R-INPT-5: nobody who has left authorises it', () =>
    given(dedicatedConstable)
      .knowing(fact(member, 'ivy', posted('INSPECTOR'), at(JANUARY, left)))
      .when(abstract)
      .isRefusedBy('R-INPT-5'));
  test('R-INPT-5: it ends after it begins', () =>
    given(dedicatedConstable)
      .knowing(inspectorIvy)
      .when({ ...abstract, until: MARCH })
      .isRefusedBy('R-INPT-5'));
  test('R-INPT-5: only a dedicated member is taken from a ward', () =>
    given(constable).knowing(inspectorIvy).when(abstract).isRefusedBy('R-INPT-5'));
  test('R-AUTH-1: another inspector than the one who asks authorises', () =>
    given(dedicatedConstable)
      .knowing(inspectorIvy)
      .when({ ...abstract, by: INSPECTOR })
      .emits(away));
  test('R-AUTH-1: an inspector does not authorise what they ask for', () =>
    given(dedicatedConstable)
      .knowing(fact(member, INSPECTOR.id, posted('INSPECTOR')))
      .when({ ...abstract, by: INSPECTOR, authorisedBy: INSPECTOR.id })
      .isRefusedBy('R-AUTH-1'));
  test('R-LIFE-1: nobody is taken away who was never posted', () =>
    given().knowing(inspectorIvy).when(abstract).isRefusedBy('R-LIFE-1'));

  test('R-INPT-5: a member returns to the ward', () =>
    given(dedicatedConstable, at('2013-03-01T09:00:00.000Z', away)).when(goBack).emits(returned));
  test('R-INPT-5: who was not away does not return', () =>
    given(dedicatedConstable).when(goBack).emitsNothing());
  test('R-INPT-5: back once, nothing happens', () =>
    given(dedicatedConstable, at<MemberEvent>('2013-03-01T09:00:00.000Z', away, returned))
      .when(goBack)
      .emitsNothing());
  test('R-LIFE-1: nobody returns who was never posted', () => given().when(goBack).isRefusedBy('R-LIFE-1'));
  test('R-INPT-5: who was away, released and dedicated anew can be taken away anew', () =>
    given(dedicatedConstable, at<MemberEvent>('2013-02-01T09:00:00.000Z', away, released, dedicated))
      .knowing(inspectorIvy)
      .when(abstract)
      .emits(away));
});

describe('competence', () => {
  test('R-TRN-1: training grants the basic survey to a PCSO [T2-22]', () =>
    given(posted('PCSO', SNT, 'PCSO'))
      .when(grant)
      .emits(trained));
  test('R-TRN-1: competence may belong to a role', () =>
    given(constable)
      .when({ ...grant, level: 'SPECIALIST', role: 'cctv-liaison' })
      .emits(
        competenceGranted({ level: 'SPECIALIST', role: 'cctv-liaison', evidence: 'training/2013-02-28' }),
      ));
  test('R-TRN-1: competent already, nothing happens', () =>
    given(constable, at(JANUARY, trained)).when(grant).emitsNothing());
  test('R-TRN-1: competence that expired is granted again', () =>
    given(constable, at<MemberEvent>(JANUARY, trained, competenceExpired({ level: 'BASIC_SURVEY' })))
      .when(grant)
      .emits(trained));
  test('R-LIFE-1: nobody is competent who was never posted', () =>
    given().when(grant).isRefusedBy('R-LIFE-1'));

  test('R-TRN-1: competence expires', () =>
    given(constable, at(JANUARY, trained))
      .when(expire)
      .emits(competenceExpired({ level: 'BASIC_SURVEY' })));
  test('R-TRN-1: what nobody granted does not expire', () => given(constable).when(expire).emitsNothing());
  test('R-TRN-1: untrained before the training, trained from it to its end [T2-22]', () => {
    const history = stateOf(
      constable,
      at(JANUARY, trained),
      at(MARCH, competenceExpired({ level: 'BASIC_SURVEY' })),
    );
    expect(isCompetent(history, 'BASIC_SURVEY', '2013-01-07T08:59:59.999Z')).toBe(false);
    expect(isCompetent(history, 'BASIC_SURVEY', JANUARY)).toBe(true);
    expect(isCompetent(history, 'SPECIALIST', JANUARY)).toBe(false);
    expect(isCompetent(history, 'BASIC_SURVEY', MARCH)).toBe(false);
  });
});

describe('leaving', () => {
  test('R-LIFE-1: a member leaves', () => given(constable).when(leave).emits(left));
  test('R-INPT-4: a dedicated member who leaves is released first', () =>
    given(dedicatedConstable).when(leave).emits(released, left));
  test('R-LIFE-1: gone already, nothing happens', () =>
    given(constable, at(JANUARY, left)).when(leave).emitsNothing());
  test('R-LIFE-1: nobody leaves who was never posted', () => given().when(leave).isRefusedBy('R-LIFE-1'));
  test.each([promote, dedicate, release, goBack, grant])('R-LIFE-1: after leaving, no $type', (command) =>
    given(dedicatedConstable, at<MemberEvent>('2013-02-01T09:00:00.000Z', released, left))
      .knowing(knownKilburn)
      .when(command)
      .isRefusedBy('R-LIFE-1'),
  );
  test('R-LIFE-2: who has left is not posted again under the same id', () =>
    given(constable, at(JANUARY, left)).knowing(knownInpt).when(post).isRefusedBy('R-LIFE-2'));
  test('R-INPT-5: a rank is held until leaving', () => {
    const history = stateOf(posted('INSPECTOR'), at(MARCH, left));
    expect(rankOf(history, '2013-03-04T08:59:59.999Z')).toBe('INSPECTOR');
    expect(rankOf(history, MARCH)).toBeUndefined();
  });
});

describe('policies', () => {
  const acknowledge = {
    type: 'AcknowledgePolicy',
    occurredAt: MARCH,
    by: { ...OFFICER, id: 'maren' },
    policy: 'A0609',
    version: 1,
  } as const;
  const read = policyAcknowledged({ policy: 'A0609', version: 1 });
  const published = policyVersionPublished({ ...advicePolicy, nextReviewDue: '2013-03-03' });
  const knownPolicy = fact(policyHistory, 'A0609', at('2012-09-03T09:00:00.000Z', published));

  test('R-AUTH-2: AcknowledgePolicy is for those who advise, and those over them', () => {
    expect(sendersOf(given(), acknowledge)).toEqual([
      'OFFICER',
      'PCSO',
      'SPECIALIST',
      'SUPERVISOR',
      'INSPECTOR',
    ]);
  });
  test('R-POL-5: whoever advises acknowledges what they have read [T3-09]', () =>
    given(constable).knowing(knownPolicy).when(acknowledge).emits(read));
  test('R-POL-5: so does a specialist who is in no team [T3-09]', () =>
    given()
      .knowing(knownPolicy)
      .when({ ...acknowledge, by: { ...SPECIALIST, id: 'maren' } })
      .emits(read));
  test('R-POL-5: acknowledged already, nothing happens', () =>
    given(constable, at(JANUARY, read)).knowing(knownPolicy).when(acknowledge).emitsNothing());
  test('R-POL-5: each version anew [T3-09]', () =>
    given(constable, at(JANUARY, policyAcknowledged({ policy: 'A0609', version: 2 })))
      .knowing(knownPolicy)
      .when(acknowledge)
      .emits(read));
  test('R-POL-5: nobody acknowledges for another', () =>
    given(constable)
      .knowing(knownPolicy)
      .when({ ...acknowledge, by: SUPERVISOR })
      .isRefusedBy('R-POL-5'));
  test('R-LIFE-1: nobody has read what was not published', () =>
    given(constable).knowingNothingElse().when(acknowledge).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor what was published later', () =>
    given(constable)
      .knowing(knownPolicy)
      .when({ ...acknowledge, occurredAt: '2012-09-02T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor another version', () =>
    given(constable)
      .knowing(knownPolicy)
      .when({ ...acknowledge, version: 2 })
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nobody acknowledges who has left', () =>
    given(constable, at(JANUARY, left)).knowing(knownPolicy).when(acknowledge).isRefusedBy('R-LIFE-1'));
  test('R-POL-5: it is known who had read which version by when [T3-09]', () => {
    const history = stateOf(constable, at(MARCH, read));
    expect(acknowledged(history, 'A0609', 1, '2013-03-04T08:59:59.999Z')).toBe(false);
    expect(acknowledged(history, 'A0609', 1, MARCH)).toBe(true);
    expect(acknowledged(history, 'A0609', 2, MARCH)).toBe(false);
    expect(acknowledged(history, 'A0610', 1, MARCH)).toBe(false);
  });
});
