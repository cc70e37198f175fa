import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  IN_2012,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  SNT,
  inpt,
  kilburn,
  posted,
  sendersOf,
  snt,
} from '../kilburn.test.data.ts';
import { team } from '../team/team.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { member } from './member.ts';
import {
  dedicationOf,
  hasLeft,
  isCompetent,
  memberHistory,
  rankOf,
  teamOf,
  type MemberState,
} from './member.state.ts';
import {
  competenceExpired,
  competenceGranted,
  memberCoverChanged,
  memberDedicated,
  memberLeft,
  memberPosted,
  memberPromoted,
  memberReleased,
  memberTransferred,
  policyAcknowledged,
  POSTING_SOURCES,
  type MemberEvent,
} from './member.events.ts';

const given = scenario(member, 'maren');
const MARCH = '2013-03-04T09:00:00.000Z';
const FEBRUARY = '2013-02-04T09:00:00.000Z';
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
const grant = {
  type: 'GrantCompetence',
  occurredAt: MARCH,
  by: ADMIN,
  level: 'SPECIALIST',
  evidence: 'training/2013-02-28',
} as const;
const expire = { type: 'ExpireCompetence', occurredAt: MARCH, by: ADMIN, level: 'SPECIALIST' } as const;
const leave = { type: 'LeaveService', occurredAt: MARCH, by: ADMIN, reason: 'RETIRED' } as const;

const asPosted = {
  team: INPT,
  category: 'UNIFORMED',
  rank: 'CONSTABLE',
  source: 'BACK_ROOM',
  publicName: 'PC Maren Holloway',
} as const;
const specialist = at(
  IN_2012,
  memberPosted({ category: 'OTHER', rank: 'SERGEANT', source: 'OTHER', publicName: 'Sgt Ashgrove' }),
);
const officerOfKilburn = { ward: KILBURN, kind: 'OFFICER' } as const;
const dedicated = memberDedicated(officerOfKilburn);
const released = memberReleased(officerOfKilburn);
const trained = competenceGranted({ level: 'SPECIALIST', evidence: 'training/2013-02-28' });
const left = memberLeft({ reason: 'RETIRED' });

const constable = posted('CONSTABLE');
const dedicatedConstable = [...constable, ...at(JANUARY, dedicated)];
const knownInpt = fact(team, INPT, inpt);
const knownSnt = fact(team, SNT, snt);
const knownKilburn = fact(ward, KILBURN, kilburn);
const stateOf = (...history: readonly (readonly Dated<MemberEvent>[])[]): MemberState =>
  fact(memberHistory, 'maren', ...history).state;

describe('who sends what', () => {
  test.each([
    { command: post, roles: ['INSPECTOR', 'ADMIN'] },
    { command: transfer, roles: ['INSPECTOR', 'ADMIN'] },
    { command: promote, roles: ['INSPECTOR', 'ADMIN'] },
    { command: dedicate, roles: ['INSPECTOR'] },
    { command: release, roles: ['INSPECTOR'] },
    { command: grant, roles: ['ADMIN'] },
    { command: expire, roles: ['ADMIN', 'SYSTEM'] },
    { command: leave, roles: ['INSPECTOR', 'ADMIN'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
});

describe('posting', () => {
  test.each(POSTING_SOURCES)('R-LIFE-2: that a member was posted from %s is on record [T4-24]', (source) =>
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
  test.each([
    {},
    { occurredAt: '2013-03-04T09:00:00.001Z' },
    { category: 'DETECTIVE' },
    { rank: 'SERGEANT' },
    { source: 'RECRUIT' },
    { publicContact: 'inpt@police.example' },
  ] as const)('R-LIFE-2: nobody is posted anew, with other words or the same: %j', (other) =>
    given(at(MARCH, memberPosted(asPosted)))
      .knowing(knownInpt)
      .when({ ...post, ...other })
      .isRefusedBy('R-LIFE-2', 'id'),
  );
  test('D-02: a specialist is posted to headquarters, and is in no team', () => {
    const { team: _team, ...toHeadquarters } = post;
    const { team: _inTeam, ...atHeadquarters } = asPosted;
    given().when(toHeadquarters).emits(memberPosted(atHeadquarters));
    expect(teamOf(stateOf(at(JANUARY, memberPosted(atHeadquarters))), MARCH)).toBeUndefined();
  });
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
  test('R-LIFE-1: in that team since that time already, nothing happens', () =>
    given(constable, at(MARCH, memberTransferred({ from: INPT, team: SNT })))
      .knowing(knownSnt)
      .when(transfer)
      .emitsNothing());
  test('R-LIFE-1: in it for longer, it is on record that they stay; nobody is released for that', () =>
    given(posted('CONSTABLE', SNT), at(JANUARY, dedicated))
      .knowing(knownSnt)
      .when(transfer)
      .emits(memberTransferred({ from: SNT, team: SNT })));
  test('D-02: a member transfers to headquarters, and back to a team', () => {
    const { team: _team, ...toHeadquarters } = transfer;
    given(constable)
      .when(toHeadquarters)
      .emits(memberTransferred({ from: INPT }));
    given(specialist)
      .knowing(knownSnt)
      .when(transfer)
      .emits(memberTransferred({ team: SNT }));
  });
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
  test('R-LIFE-1: of that rank since that time already, nothing happens', () =>
    given(constable, at(MARCH, memberPromoted({ rank: 'SERGEANT' })))
      .when(promote)
      .emitsNothing());
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
  test('R-INPT-4: to the same ward since that time already, nothing happens', () =>
    given(constable, at(MARCH, dedicated)).knowing(knownKilburn).when(dedicate).emitsNothing());
  test('R-INPT-4: for longer, it is on record that they stay', () =>
    given(dedicatedConstable).knowing(knownKilburn).when(dedicate).emits(dedicated));
  test('R-INPT-4: nobody is dedicated who is in no team', () =>
    given(specialist).knowing(knownKilburn).when(dedicate).isRefusedBy('R-INPT-4', 'id'));
  test('D-10: a sole PCSO who is promoted is cover of another kind from that day on', () => {
    const asPcso = memberDedicated({ ward: KILBURN, kind: 'PCSO' });
    const changed = memberCoverChanged(officerOfKilburn);
    given(posted('PCSO', SNT, 'PCSO'), at(JANUARY, asPcso))
      .when({ ...promote, rank: 'CONSTABLE' })
      .emits(memberPromoted({ rank: 'CONSTABLE' }), changed);
    const promoted = at<MemberEvent>(MARCH, memberPromoted({ rank: 'CONSTABLE' }), changed);
    const history = stateOf(posted('PCSO', SNT, 'PCSO'), at(JANUARY, asPcso), promoted);
    expect(dedicationOf(history, FEBRUARY)?.kind).toBe('PCSO');
    expect(dedicationOf(history, MARCH)?.kind).toBe('OFFICER');
  });
  test('D-10: a promotion recorded late tells the later wards, each as of its day, and no rank given later', () =>
    given(
      posted('PCSO', SNT, 'PCSO'),
      at(FEBRUARY, memberDedicated({ ward: KILBURN, kind: 'PCSO' })),
      at(MARCH, memberPromoted({ rank: 'PCSO' })),
      at('2013-03-05T09:00:00.000Z', memberReleased({ ward: KILBURN, kind: 'PCSO' })),
      at('2013-03-06T09:00:00.000Z', memberDedicated({ ward: HIGHGATE, kind: 'PCSO' })),
    )
      .when({ ...promote, occurredAt: JANUARY, rank: 'CONSTABLE' })
      .emits(
        memberPromoted({ rank: 'CONSTABLE' }),
        happened(FEBRUARY, memberCoverChanged(officerOfKilburn)),
      ));
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
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(dedicatedConstable, at(MARCH, released)).when(release).emitsNothing());
  test('R-LIFE-1: dedicated nowhere, or no longer, nobody is released', () => {
    given(constable).when(release).isRefusedBy('R-LIFE-1', 'id');
    given(dedicatedConstable, at('2013-02-01T09:00:00.000Z', released))
      .when(release)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test.each([memberTransferred({ from: INPT, team: SNT }), memberLeft({ reason: 'RETIRED' })])(
    'R-INPT-4: recorded after $type, a dedication has ended with that all the same',
    (end) => {
      const told = [at<MemberEvent>(MARCH, end), at<MemberEvent>(FEBRUARY, dedicated)];
      const history = stateOf(constable, ...told);
      expect([FEBRUARY, MARCH].map((day) => dedicationOf(history, day)?.ward)).toEqual([KILBURN, undefined]);
    },
  );
  test('R-LIFE-1: nobody is released who was never posted', () =>
    given().when(release).isRefusedBy('R-LIFE-1'));
});

describe('competence', () => {
  test('R-TRN-1: specialists are granted competence on evidence', () =>
    given(constable).when(grant).emits(trained));
  test('R-TRN-1, T2-22: the basic survey is learnt on a training day: nobody types it in', () =>
    given(posted('PCSO', SNT, 'PCSO'))
      .when({ ...grant, level: 'BASIC_SURVEY' })
      .isRefusedBy('R-TRN-1', 'level'));
  test('R-TRN-1: competence may belong to a role', () =>
    given(constable)
      .when({ ...grant, role: 'cctv-liaison' })
      .emits(
        competenceGranted({ level: 'SPECIALIST', role: 'cctv-liaison', evidence: 'training/2013-02-28' }),
      ));
  test('R-TRN-1: granted so at that time already, nothing happens', () =>
    given(constable, at(MARCH, trained)).when(grant).emitsNothing());
  test.each([{ evidence: 'training/2013-03-01' }, { role: 'cctv-liaison' }])(
    'R-TRN-1: on other evidence, or for a role, it is granted besides: %j',
    (other) =>
      given(constable, at(MARCH, trained))
        .when({ ...grant, ...other })
        .emits(competenceGranted({ level: 'SPECIALIST', evidence: 'training/2013-02-28', ...other })),
  );
  test('D-02: a specialist at headquarters is granted competence', () =>
    given(specialist)
      .when(grant)
      .emits(competenceGranted({ level: 'SPECIALIST', evidence: 'training/2013-02-28' })));
  test('R-TRN-1: competence that expired is granted again', () =>
    given(constable, at<MemberEvent>(JANUARY, trained, competenceExpired({ level: 'SPECIALIST' })))
      .when(grant)
      .emits(trained));
  test('R-LIFE-1: nobody is competent who was never posted', () =>
    given().when(grant).isRefusedBy('R-LIFE-1'));

  test('R-TRN-1: competence expires', () =>
    given(constable, at(JANUARY, trained))
      .when(expire)
      .emits(competenceExpired({ level: 'SPECIALIST' })));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(constable, at(JANUARY, trained), at(MARCH, competenceExpired({ level: 'SPECIALIST' })))
      .when(expire)
      .emitsNothing());
  test('R-LIFE-1: what nobody granted, or has expired, does not expire', () => {
    given(constable).when(expire).isRefusedBy('R-LIFE-1', 'level');
    given(constable, at<MemberEvent>(JANUARY, trained, competenceExpired({ level: 'SPECIALIST' })))
      .when(expire)
      .isRefusedBy('R-LIFE-1', 'level');
  });
  test('R-TRN-1: untrained before the training, trained from it to its end', () => {
    const history = stateOf(
      constable,
      at(JANUARY, trained),
      at(MARCH, competenceExpired({ level: 'SPECIALIST' })),
    );
    expect(isCompetent(history, 'SPECIALIST', '2013-01-07T08:59:59.999Z')).toBe(false);
    expect(isCompetent(history, 'SPECIALIST', JANUARY)).toBe(true);
    expect(isCompetent(history, 'BASIC', JANUARY)).toBe(false);
    expect(isCompetent(history, 'SPECIALIST', MARCH)).toBe(false);
  });
});

describe('leaving', () => {
  test('R-LIFE-1: a member leaves', () => given(constable).when(leave).emits(left));
  test('R-INPT-4: a dedicated member who leaves is released first', () =>
    given(dedicatedConstable).when(leave).emits(released, left));
  test('R-LIFE-1: gone since that time already, nothing happens', () =>
    given(constable, at(MARCH, left)).when(leave).emitsNothing());
  test('R-LIFE-1: nobody leaves twice', () =>
    given(constable, at(JANUARY, left)).when(leave).isRefusedBy('R-LIFE-1', 'id'));
  test('D-02: a specialist at headquarters leaves', () => given(specialist).when(leave).emits(left));
  test('D-02: whoever leaves is in no team, dedicated nowhere and competent in nothing from that day on', () => {
    const history = stateOf(dedicatedConstable, at(JANUARY, trained), at(FEBRUARY, left));
    expect([hasLeft(history, JANUARY), hasLeft(history, FEBRUARY)]).toEqual([false, true]);
    expect(isCompetent(history, 'SPECIALIST', JANUARY)).toBe(true);
    expect(dedicationOf(history, JANUARY)).toEqual(officerOfKilburn);
    expect(isCompetent(history, 'SPECIALIST', FEBRUARY)).toBe(false);
    expect(dedicationOf(history, FEBRUARY)).toBeUndefined();
    expect(teamOf(history, FEBRUARY)).toBeUndefined();
  });
  test('R-LIFE-1: nobody leaves who was never posted', () => given().when(leave).isRefusedBy('R-LIFE-1'));
  test.each([promote, dedicate, release, transfer, grant])('R-LIFE-1: after leaving, no $type', (command) =>
    given(dedicatedConstable, at<MemberEvent>('2013-02-01T09:00:00.000Z', released, left))
      .knowing(knownKilburn, knownSnt)
      .when(command)
      .isRefusedBy('R-LIFE-1'),
  );
  test('D-28: who has left is posted again, and nothing of before comes back with them', () => {
    given(dedicatedConstable, at(JANUARY, trained), at(FEBRUARY, left))
      .knowing(knownInpt)
      .when(post)
      .emits(memberPosted(asPosted));
    const history = stateOf(
      dedicatedConstable,
      at(JANUARY, trained),
      at(FEBRUARY, left),
      at(MARCH, memberPosted(asPosted)),
    );
    expect([hasLeft(history, FEBRUARY), hasLeft(history, MARCH)]).toEqual([true, false]);
    expect(teamOf(history, MARCH)).toBe(INPT);
    expect(dedicationOf(history, MARCH)).toBeUndefined();
    expect(isCompetent(history, 'SPECIALIST', MARCH)).toBe(false);
  });
  test('R-INPT-5: a rank is held until leaving', () => {
    const history = stateOf(posted('INSPECTOR'), at(MARCH, left));
    expect(rankOf(history, '2013-03-04T08:59:59.999Z')).toBe('INSPECTOR');
    expect(rankOf(history, MARCH)).toBeUndefined();
  });
});

describe('recorded late', () => {
  const late = { occurredAt: FEBRUARY } as const;
  const leaving = { ...leave, ...late };
  test.each<[string, readonly Dated<MemberEvent>[]]>([
    ['a transfer', at(MARCH, memberTransferred({ from: INPT, team: SNT }))],
    ['a promotion', at(MARCH, memberPromoted({ rank: 'SERGEANT' }))],
    ['a dedication', at(MARCH, dedicated)],
    ['training', at(MARCH, trained)],
    ['a policy read', at(MARCH, policyAcknowledged({ policy: 'A0609', version: 1 }))],
    ['another leaving', at(MARCH, left)],
  ])('R-TIME-2: nobody left before %s that is on record', (_what, later) =>
    given(constable, later).when(leaving).isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test('R-TIME-2: nor is anybody posted before they were', () => {
    const { team: _team, ...toHeadquarters } = post;
    given(constable)
      .when({ ...toHeadquarters, occurredAt: '2012-01-02T09:00:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: nor dedicated to one ward before they were to another', () =>
    given(constable, at(MARCH, dedicated))
      .knowing(fact(ward, HIGHGATE, kilburn))
      .when({ ...dedicate, ...late, ward: HIGHGATE })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: nor moved to headquarters before a dedication', () => {
    const { team: _team, ...toHeadquarters } = transfer;
    given(constable, at(MARCH, dedicated))
      .when({ ...toHeadquarters, ...late })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: nor moved to a team before the move to it that is on record', () =>
    given(constable, at(MARCH, memberTransferred({ from: INPT, team: SNT })))
      .knowing(knownSnt)
      .when({ ...transfer, ...late })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: what later events rest on may be recorded late', () =>
    given(constable, at(MARCH, memberTransferred({ from: INPT, team: SNT })))
      .when({ ...promote, ...late })
      .emits(memberPromoted({ rank: 'SERGEANT' })));
  test('D-02: a dedication recorded after the transfer that followed it ends with the transfer', () => {
    const history = stateOf(
      constable,
      at(MARCH, memberTransferred({ from: INPT, team: SNT })),
      at(FEBRUARY, dedicated),
    );
    expect(dedicationOf(history, FEBRUARY)).toEqual(officerOfKilburn);
    expect(dedicationOf(history, MARCH)).toBeUndefined();
  });
});

describe('of another force', () => {
  test.each([
    ['R-LIFE-1', post, ownedBy('other-police', knownInpt)],
    ['R-LIFE-1', transfer, ownedBy('other-police', knownSnt)],
    ['R-LIFE-1', dedicate, ownedBy('other-police', knownKilburn)],
  ] as const)('%s: a team or a ward is as if it were not there', (rule, command, known) =>
    given(command.type === 'PostMember' ? [] : constable)
      .knowing(known)
      .when(command)
      .isRefusedBy(rule, command.type === 'DedicateMember' ? 'ward' : 'team'),
  );
});
