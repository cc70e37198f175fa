import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { ADMIN, JANUARY, OFFICER, posted, sendersOf, SNT, snt, SYSTEM } from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { A0609_ROLES } from '../policy/a0609.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { teamHistory } from '../team/team.state.ts';
import { roles } from './role.ts';
import {
  dutiesPassedTo,
  holdersOf,
  mayAdviseOn,
  postsHeldBy,
  representativeOf,
  roleAt,
  rolesFor,
  rolesHistory,
  type RolesState,
} from './role.state.ts';
import {
  dutiesHandedBack,
  dutiesTransferred,
  postFilled,
  postVacated,
  roleDefined,
  roleLapsed,
  schemeRepresentativeAppointed,
  schemeRepresentativeStoodDown,
  VACANCY_REASONS,
  type RolesEvent,
} from './role.events.ts';

const given = scenario(roles, 'police');
const IN_2011 = '2011-05-02T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';
const JUNE = '2013-06-03T09:00:00.000Z';

const cpo = {
  code: 'CPO',
  label: 'Crime Prevention Officer',
  aliases: [],
  location: 'LPA',
  topics: ['PROPERTY', 'VICTIM_SUPPORT'],
  validFrom: '1964-01-01',
} as const;
const { validFrom: _validFrom, ...doco } = { ...cpo, code: 'DOCO' } as const;
const define = { type: 'DefineRole', occurredAt: MARCH, by: ADMIN, ...cpo } as const;
const ofCpo = { role: 'CPO', area: 'west', member: 'quentin' } as const;
const ofSalo = { role: 'SALO', area: 'HQ', member: 'opal' } as const;
const fill = { type: 'FillPost', occurredAt: MARCH, by: ADMIN, ...ofCpo } as const;
const vacate = { type: 'VacatePost', occurredAt: MARCH, by: ADMIN, ...ofCpo, reason: 'RETIRED' } as const;
const disestablish = { ...vacate, disestablished: true, successor: 'SNT' } as const;
const appoint = {
  type: 'AppointSchemeRepresentative',
  occurredAt: MARCH,
  by: ADMIN,
  scheme: 'PARK_MARK',
  member: 'opal',
} as const;
const standDown = {
  type: 'StandDownSchemeRepresentative',
  occurredAt: MARCH,
  by: ADMIN,
  scheme: 'PARK_MARK',
} as const;
const transfer = { type: 'TransferDuties', occurredAt: MARCH, by: ADMIN, role: 'CPO', team: SNT } as const;
const handBack = { ...transfer, type: 'HandBackDuties', occurredAt: JUNE } as const;

const defined = roleDefined({ ...cpo, aliases: [], topics: [...cpo.topics] });
/** Every role of A 0609. */
const register = at(
  IN_2011,
  ...A0609_ROLES.map((role) =>
    roleDefined({ ...role, aliases: [...role.aliases], topics: [...role.topics] }),
  ),
);
const vacated = postVacated({ ...ofCpo, reason: 'RETIRED', disestablished: false });
const ended = postVacated({ ...ofCpo, reason: 'RETIRED', disestablished: true, successor: 'SNT' });
const { successor: _successor, ...endedForGood } = ended;
const lapsed = roleLapsed({ role: 'CPO', successor: 'SNT' });
const represents = schemeRepresentativeAppointed({ scheme: 'PARK_MARK', member: 'opal' });
const stoodDown = schemeRepresentativeStoodDown({ scheme: 'PARK_MARK', member: 'opal' });

const inService = (id: string) => fact(memberHistory, id, posted('CONSTABLE'));
const quentin = inService('quentin');
const opal = inService('opal');

const manned = [...register, ...at<RolesEvent>(JANUARY, postFilled(ofCpo), postFilled(ofSalo))];
const represented = [...manned, ...at<RolesEvent>(JANUARY, represents)];
const stateOf = (...history: readonly (readonly Dated<RolesEvent>[])[]): RolesState =>
  fact(rolesHistory, 'police', ...history).state;

describe('who sends what', () => {
  test.each([
    { command: define, senders: ['ADMIN'] },
    { command: fill, senders: ['INSPECTOR', 'ADMIN'] },
    { command: vacate, senders: ['INSPECTOR', 'ADMIN', 'SYSTEM'] },
    { command: appoint, senders: ['ADMIN'] },
    { command: standDown, senders: ['ADMIN'] },
    { command: transfer, senders: ['INSPECTOR', 'ADMIN'] },
  ])('R-AUTH-2: $command.type is for $senders alone', ({ command, senders }) => {
    expect(sendersOf(given(), command)).toEqual(senders);
  });
});

describe('defining a role', () => {
  test('R-LIFE-2: a force defines a role with its topics [T0-02] [T3-25]', () =>
    given().when(define).emits(defined));
  test.each(A0609_ROLES)('R-LIFE-2: the register takes the $label of A 0609 [T3-25]', (role) =>
    given()
      .when({ type: 'DefineRole', occurredAt: MARCH, by: ADMIN, ...role })
      .emits(roleDefined({ ...role, aliases: [...role.aliases], topics: [...role.topics] })),
  );
  test('R-LIFE-2: the same again, and nothing happens', () =>
    given(register, defined).when(define).emitsNothing());
  test('R-LIFE-2: the same with its topics in another order, and nothing happens', () =>
    given(defined)
      .when({ ...define, topics: ['VICTIM_SUPPORT', 'PROPERTY'] })
      .emitsNothing());
  test.each([
    { label: 'Crime Reduction Officer' },
    { location: 'HQ' },
    { topics: ['PROPERTY'] },
    { aliases: ['CRO'] },
    { validFrom: '1965-01-01' },
  ] as const)('R-LIFE-2: not a second time as something else: %j', (other) =>
    given(defined)
      .when({ ...define, ...other })
      .isRefusedBy('R-LIFE-2'),
  );
  test('R-LIFE-2: a code is not used again after its role lapsed', () =>
    given(defined, lapsed)
      .when({ ...define, label: 'Crime Reduction Officer' })
      .isRefusedBy('R-LIFE-2'));
  test('R-ROLE-3: a role without topics is none [T3-25]', () =>
    given()
      .when({ ...define, topics: [] })
      .isRefusedBy('R-ROLE-3'));
  test.each(['SECURED_BY_DESIGN', 'PARK_MARK'] as const)(
    'R-ROLE-2: %s is no topic of a Crime Prevention Advisor [T3-39]',
    (topic) =>
      given()
        .when({ ...define, code: 'CPA', topics: ['PROPERTY', topic] })
        .isRefusedBy('R-ROLE-2'),
  );

  test('R-LIFE-1: a role of 1964 did not exist in 1963 [T0-03]', () => {
    const state = stateOf(at(IN_2011, defined));
    expect(roleAt(state, 'CPO', '1963-06-03T09:00:00.000Z')).toBeUndefined();
    expect(holdersOf(state, 'CPO', '1963-06-03T09:00:00.000Z')).toEqual([]);
    expect(roleAt(state, 'CPO', '1964-01-01T00:00:00.000Z')?.live).toBe(true);
  });
  test('R-LIFE-1: one without a day exists from its definition on', () => {
    const state = stateOf(register);
    expect(roleAt(state, 'CPA', '2011-05-02T08:59:59.999Z')).toBeUndefined();
    expect(roleAt(state, 'CPA', IN_2011)).toMatchObject({ label: 'Crime Prevention Advisor', live: true });
  });
  test('R-LIFE-1: nobody has heard of other roles, whatever they are called', () => {
    expect(roleAt(stateOf(register), 'constructor', MARCH)).toBeUndefined();
  });
  test('R-ROLE-3: the register says who is there for the support of victims [T0-19]', () => {
    const codes = (when: string) =>
      rolesFor(stateOf(register, at(MARCH, lapsed)), 'VICTIM_SUPPORT', when).map(({ code }) => code);
    expect(codes(JANUARY)).toEqual(['CPO']);
    expect(rolesFor(stateOf(register), 'LIGHTING', MARCH).map(({ code }) => code)).toEqual([
      'CPA',
      'CPO',
      'SALO',
    ]);
    expect(codes(MARCH)).toEqual([]);
  });
});

describe('filling and vacating a post', () => {
  test('R-ROLE-1: a post is filled', () =>
    given(register).knowing(quentin).when(fill).emits(postFilled(ofCpo)));
  test('R-ROLE-1: filled at that time already, nothing happens', () =>
    given(manned)
      .knowing(quentin)
      .when({ ...fill, occurredAt: JANUARY })
      .emitsNothing());
  test('R-LIFE-2: nobody is given a post who holds it', () =>
    given(manned).knowing(quentin).when(fill).isRefusedBy('R-LIFE-2', 'member'));
  test('R-ROLE-1: a vacant post is filled again [T0-02]', () =>
    given(manned, at('2013-02-01T09:00:00.000Z', vacated))
      .knowing(quentin)
      .when(fill)
      .emits(postFilled(ofCpo)));
  test('R-LIFE-1: no post of a role that nobody defined is filled', () =>
    given().when(fill).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor of one that lapsed', () =>
    given(register, at(JANUARY, lapsed)).when(fill).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nobody fills it who has left [T0-04]', () =>
    given(register)
      .knowing(
        fact(memberHistory, 'quentin', posted('CONSTABLE'), at(JANUARY, memberLeft({ reason: 'RETIRED' }))),
      )
      .when(fill)
      .isRefusedBy('R-LIFE-1', 'member'));
  test('R-LIFE-1, D-02: nobody fills it who never served, or serves another force', () => {
    given(register).knowingNothingElse().when(fill).isRefusedBy('R-LIFE-1', 'member');
    given(register).knowing(ownedBy('other-police', quentin)).when(fill).isRefusedBy('R-LIFE-1', 'member');
    given(register)
      .knowing(fact(memberHistory, 'quentin', posted('CONSTABLE', SNT, 'OTHER', JUNE)))
      .when(fill)
      .isRefusedBy('R-LIFE-1', 'member');
  });

  test.each(VACANCY_REASONS)(
    'R-ROLE-1: a holder leaves for %s, and the role waits to be filled [T0-02]',
    (reason) =>
      given(manned)
        .when({ ...vacate, reason })
        .emits(postVacated({ ...ofCpo, reason, disestablished: false })),
  );
  test('R-ROLE-1: left at that time already, nothing happens', () =>
    given(manned, at(MARCH, vacated)).when(vacate).emitsNothing());
  test('R-LIFE-1: nobody leaves a post who had left it, or never held it', () => {
    given(manned, at('2013-02-01T09:00:00.000Z', vacated)).when(vacate).isRefusedBy('R-LIFE-1', 'member');
    given(manned, at(MARCH, vacated))
      .when({ ...vacate, reason: 'RESIGNED' })
      .isRefusedBy('R-LIFE-1', 'member');
    given(manned)
      .when({ ...vacate, member: 'petra' })
      .isRefusedBy('R-LIFE-1', 'member');
  });
  test('R-LIFE-1: a process that says so is told nothing new', () =>
    given(manned, at('2013-02-01T09:00:00.000Z', vacated))
      .when({ ...vacate, by: SYSTEM })
      .emitsNothing());
  test('R-ROLE-1: a vacancy names no successor [T0-02]', () =>
    given(manned)
      .when({ ...vacate, successor: 'SNT' })
      .isRefusedBy('R-ROLE-1'));
  test('R-LIFE-1: no post of a role that nobody defined is vacated', () =>
    given().when(vacate).isRefusedBy('R-LIFE-1'));
  test('R-ROLE-1: a vacant role is live all the same, and has no holder [T0-02]', () => {
    const state = stateOf(manned, at(MARCH, vacated));
    expect(roleAt(state, 'CPO', MARCH)?.live).toBe(true);
    expect(holdersOf(state, 'CPO', MARCH)).toEqual([]);
    expect(holdersOf(state, 'CPO', JANUARY)).toEqual(['quentin']);
  });

  test('R-ROLE-1: a role lapses with the last of its posts, and has a successor [T0-02]', () =>
    given(manned).when(disestablish).emits(ended, lapsed));
  test('R-ROLE-1: or none', () => {
    const { successor: _named, ...without } = disestablish;
    given(manned)
      .when(without)
      .emits(endedForGood, roleLapsed({ role: 'CPO' }));
  });
  test('R-ROLE-1: a post that is vacant already takes the role with it [T0-02]', () =>
    given(manned, at('2013-02-01T09:00:00.000Z', vacated)).when(disestablish).emits(ended, lapsed));
  test('R-LIFE-1, D-31: but not by the name of somebody who never held it', () =>
    given(manned, at('2013-02-01T09:00:00.000Z', vacated))
      .when({ ...disestablish, member: 'petra' })
      .isRefusedBy('R-LIFE-1', 'member'));
  test('R-ROLE-1: the post of one borough goes, the role stays where others hold it [T0-21]', () =>
    given(manned, at(JANUARY, postFilled({ ...ofCpo, area: 'north', member: 'petra' })))
      .when(disestablish)
      .emits(ended));
  test('R-ROLE-1: also where the same member holds it', () =>
    given(manned, at(JANUARY, postFilled({ ...ofCpo, area: 'north' })))
      .when(disestablish)
      .emits(ended));
  test('R-ROLE-1: lapsed already, nothing happens', () =>
    given(manned, at<RolesEvent>(MARCH, ended, lapsed))
      .when(disestablish)
      .emitsNothing());
  test('R-ROLE-1: a role does not succeed itself', () =>
    given(manned)
      .when({ ...disestablish, successor: 'CPO' })
      .isRefusedBy('R-ROLE-1'));
  test('R-ROLE-1: nor does one that lapsed', () =>
    given(manned, at(JANUARY, roleLapsed({ role: 'CPA' })))
      .when({ ...disestablish, successor: 'CPA' })
      .isRefusedBy('R-ROLE-1'));
  test.each(['NO_SUCH_ROLE', 'snt', 'CID'])(
    'D-16: nor does %s, which is neither a role nor a team',
    (successor) =>
      given(manned)
        .when({ ...disestablish, successor })
        .isRefusedBy('R-ROLE-1', 'successor'),
  );
  test('R-ROLE-1, D-16: nor a role that was defined only later', () =>
    given(manned, at(JUNE, roleDefined({ ...doco, aliases: [], topics: ['PROPERTY'] })))
      .when({ ...disestablish, successor: 'DOCO' })
      .isRefusedBy('R-ROLE-1', 'successor'));
  test.each(['SNT', 'INPT'])('D-16: a team of kind %s does', (successor) =>
    given(manned)
      .when({ ...disestablish, successor })
      .emits({ ...ended, successor }, roleLapsed({ role: 'CPO', successor })),
  );
  test('R-ROLE-1: another live role does', () =>
    given(manned)
      .when({ ...disestablish, successor: 'CPA' })
      .emits({ ...ended, successor: 'CPA' }, roleLapsed({ role: 'CPO', successor: 'CPA' })));
  test('R-ROLE-1: until it lapsed a role was live, and from then on its successor is known [T0-21]', () => {
    const state = stateOf(manned, at<RolesEvent>(MARCH, ended, lapsed));
    expect(roleAt(state, 'CPO', JANUARY)).toMatchObject({ live: true });
    expect(roleAt(state, 'CPO', JANUARY)).not.toHaveProperty('successor');
    expect(roleAt(state, 'CPO', MARCH)).toMatchObject({ live: false, successor: 'SNT' });
  });
});

describe('who may advise', () => {
  test('R-ROLE-1: whoever holds a post advises on its topics, and on no others', () => {
    const state = stateOf(manned);
    expect(mayAdviseOn(state, 'quentin', 'VICTIM_SUPPORT', MARCH)).toBe(true);
    expect(mayAdviseOn(state, 'quentin', 'CCTV_INSTALLATION', MARCH)).toBe(false);
    expect(mayAdviseOn(state, OFFICER.id, 'VICTIM_SUPPORT', MARCH)).toBe(false);
  });
  test('R-ROLE-1: not before, and not after retiring [T0-04]', () => {
    const state = stateOf(manned, at(MARCH, vacated));
    const may = (when: string) => mayAdviseOn(state, 'quentin', 'PROPERTY', when);
    expect([may('2013-01-07T08:59:59.999Z'), may(JANUARY), may(MARCH)]).toEqual([false, true, false]);
  });
  test('R-ROLE-1: not in a role that lapsed', () => {
    const state = stateOf(manned, at(MARCH, lapsed));
    expect(postsHeldBy(state, 'quentin', JANUARY)).toMatchObject([{ role: 'CPO', area: 'west' }]);
    expect(postsHeldBy(state, 'quentin', MARCH)).toEqual([]);
  });
  test('R-ROLE-1: of two areas, each has its own Crime Prevention Advisor [T3-32]', () => {
    const of = (area: string, member: string) => postFilled({ role: 'CPA', area, member });
    const state = stateOf(
      register,
      at(JANUARY, of('north', 'petra'), of('south', 'silas'), of('south', 'petra')),
    );
    expect(holdersOf(state, 'CPA', MARCH, 'north')).toEqual(['petra']);
    expect(holdersOf(state, 'CPA', MARCH, 'south')).toEqual(['petra', 'silas']);
    expect(holdersOf(state, 'CPA', MARCH, 'east')).toEqual([]);
    expect(holdersOf(state, 'CPA', MARCH)).toEqual(['petra', 'silas']);
  });
  test('R-ROLE-1: whoever is at headquarters serves every area [T3-31] [T3-33]', () => {
    const liaison = postFilled({ role: 'CCTV_LO', area: 'HQ', member: 'bertha' });
    const state = stateOf(manned, at(JANUARY, liaison));
    expect(roleAt(state, 'CCTV_LO', MARCH)?.location).toBe('HQ');
    expect(holdersOf(state, 'CCTV_LO', MARCH, 'north')).toEqual(['bertha']);
    expect(holdersOf(state, 'SALO', MARCH, 'north')).toEqual(['opal']);
  });
});

describe('schemes', () => {
  test('R-ROLE-2: the SALO represents the force [T3-40]', () =>
    given(manned).knowing(opal).when(appoint).emits(represents));
  test('R-ROLE-2: appointed at that time already, nothing happens', () =>
    given(represented)
      .knowing(opal)
      .when({ ...appoint, occurredAt: JANUARY })
      .emitsNothing());
  test('R-ROLE-2: nobody is appointed twice', () =>
    given(represented).knowing(opal).when(appoint).isRefusedBy('R-ROLE-2', 'scheme'));
  test('R-LIFE-1, D-02: nobody represents the force who has left it', () =>
    given(manned)
      .knowing(fact(memberHistory, 'opal', posted('CONSTABLE'), at(MARCH, memberLeft({ reason: 'RETIRED' }))))
      .when(appoint)
      .isRefusedBy('R-LIFE-1', 'member'));
  test('R-ROLE-2: and in the other scheme as well [T3-40]', () =>
    given(represented)
      .knowing(opal)
      .when({ ...appoint, scheme: 'SECURED_BY_DESIGN' })
      .emits(schemeRepresentativeAppointed({ scheme: 'SECURED_BY_DESIGN', member: 'opal' })));
  test('R-ROLE-2: a second representative is one too many [T3-40]', () =>
    given(represented, at(JANUARY, postFilled({ ...ofSalo, member: 'petra' })))
      .knowing(inService('petra'))
      .when({ ...appoint, member: 'petra' })
      .isRefusedBy('R-ROLE-2'));
  test('R-ROLE-2: once the first stood down, another follows', () =>
    given(
      represented,
      at<RolesEvent>('2013-02-01T09:00:00.000Z', stoodDown, postFilled({ ...ofSalo, member: 'petra' })),
    )
      .knowing(inService('petra'))
      .when({ ...appoint, member: 'petra' })
      .emits(schemeRepresentativeAppointed({ scheme: 'PARK_MARK', member: 'petra' })));
  test('R-ROLE-2: who does not hold the role does not represent the force [T3-39]', () =>
    given(manned)
      .knowing(quentin)
      .when({ ...appoint, member: 'quentin' })
      .isRefusedBy('R-ROLE-2'));

  test('R-ROLE-2: a representative stands down', () => given(represented).when(standDown).emits(stoodDown));
  test('R-LIFE-1: where nobody represents the force, nobody stands down', () =>
    given(manned).when(standDown).isRefusedBy('R-LIFE-1', 'scheme'));
  test('R-ROLE-2: stood down at that time already, nothing happens', () =>
    given(represented, at(MARCH, stoodDown)).when(standDown).emitsNothing());
  test('R-ROLE-2: who leaves the role no longer represents the force, also when given the role again', () => {
    const left = postVacated({ ...ofSalo, reason: 'RETIRED', disestablished: false });
    given(represented)
      .when({ ...vacate, ...ofSalo })
      .emits(left);
    const state = stateOf(represented, at(MARCH, left), at(JUNE, postFilled(ofSalo)));
    const who = [JANUARY, MARCH, JUNE].map((when) => representativeOf(state, 'PARK_MARK', when));
    expect(who).toEqual(['opal', undefined, undefined]);
  });
  test('R-ROLE-2: who leaves one of two posts of it does', () => {
    const left = postVacated({ ...ofSalo, reason: 'RETIRED', disestablished: false });
    const twoPosts = [...represented, ...at(JANUARY, postFilled({ ...ofSalo, area: 'annexe' }))];
    given(twoPosts)
      .when({ ...vacate, ...ofSalo })
      .emits(left);
    expect(representativeOf(stateOf(twoPosts, at(MARCH, left)), 'PARK_MARK', JUNE)).toBe('opal');
  });

  test('R-ROLE-2: the representative alone advises on a scheme, specialists or not [T3-39]', () => {
    const state = stateOf(represented, at(JANUARY, postFilled({ ...ofSalo, member: 'petra' })));
    const may = (actor: string, when = MARCH) => mayAdviseOn(state, actor, 'PARK_MARK', when);
    expect([may('opal'), may('petra'), may('quentin')]).toEqual([true, false, false]);
    expect(mayAdviseOn(state, 'opal', 'SECURED_BY_DESIGN', MARCH)).toBe(false);
    expect(may('opal', IN_2011)).toBe(false);
  });
  test('R-ROLE-2: nobody represents the force who no longer holds the role, in whatever order it was recorded', () => {
    const left = postVacated({ ...ofSalo, reason: 'RETIRED', disestablished: false });
    const state = stateOf(manned, at(JUNE, represents), at(MARCH, left));
    expect(representativeOf(state, 'PARK_MARK', JUNE)).toBeUndefined();
    expect(representativeOf(stateOf(represented), 'PARK_MARK', JUNE)).toBe('opal');
  });
});

describe('duties', () => {
  const knownSnt = fact(teamHistory, SNT, snt);
  const passedOn = dutiesTransferred({ role: 'CPO', team: SNT, kind: 'SNT' });
  const handedBack = dutiesHandedBack({ role: 'CPO', team: SNT });

  test('R-REF-9: the duties of the CPO pass to a Safer Neighbourhoods team', () =>
    given(manned, at<RolesEvent>(JANUARY, ended, lapsed))
      .knowing(knownSnt)
      .when(transfer)
      .emits(passedOn));
  test('R-REF-9: passed on at that time already, nothing happens', () =>
    given(manned, at(MARCH, passedOn)).knowing(knownSnt).when(transfer).emitsNothing());
  test('D-35: once the role has ended, a team of that kind answers for it', () => {
    const withoutSuccessor = roleLapsed({ role: 'CPO' });
    const state = stateOf(manned, at<RolesEvent>(MARCH, ended, withoutSuccessor), at(JUNE, passedOn));
    expect([JANUARY, MARCH, JUNE].map((when) => roleAt(state, 'CPO', when)?.successor)).toEqual([
      undefined,
      undefined,
      'SNT',
    ]);
  });
  test('D-35: in place of the successor that was named, from then on', () => {
    const toCpa = roleLapsed({ role: 'CPO', successor: 'CPA' });
    const state = stateOf(manned, at(JUNE, passedOn), at<RolesEvent>(MARCH, ended, toCpa));
    expect([MARCH, JUNE].map((when) => roleAt(state, 'CPO', when)?.successor)).toEqual(['CPA', 'SNT']);
  });
  test('R-LIFE-1: not from a role that nobody defined', () =>
    given().knowing(knownSnt).when(transfer).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: not to a team that nobody formed', () =>
    given(manned).knowingNothingElse().when(transfer).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: not to a team that had stood down', () =>
    given(manned)
      .knowing(fact(teamHistory, SNT, snt, at(JANUARY, teamStoodDown({ reason: 'Merged.' }))))
      .when(transfer)
      .isRefusedBy('R-LIFE-1'));
  test('R-REF-9: from then on it is known who has them', () => {
    const state = stateOf(manned, at(MARCH, passedOn));
    expect(dutiesPassedTo(state, 'CPO', JANUARY)).toEqual([]);
    expect(dutiesPassedTo(state, 'CPO', MARCH)).toEqual([SNT]);
    expect(dutiesPassedTo(state, 'CPA', MARCH)).toEqual([]);
  });
  test('R-LIFE-1: a team hands the duties back', () =>
    given(manned, at(MARCH, passedOn)).when(handBack).emits(handedBack));
  test('R-LIFE-2: handed back at that time already, nothing happens', () =>
    given(manned, at(MARCH, passedOn), at(JUNE, handedBack)).when(handBack).emitsNothing());
  test('R-LIFE-1: a team hands nothing back that did not pass to it, had not yet, or was handed back before', () => {
    const toAnother = dutiesTransferred({ role: 'CPO', team: 'snt-2', kind: 'SNT' });
    given(manned, at(MARCH, toAnother)).when(handBack).isRefusedBy('R-LIFE-1', 'team');
    given(manned, at(JUNE, passedOn))
      .when({ ...handBack, occurredAt: MARCH })
      .isRefusedBy('R-LIFE-1', 'team');
    given(manned, at(JANUARY, passedOn), at(MARCH, handedBack))
      .when(handBack)
      .isRefusedBy('R-LIFE-1', 'team');
  });
  test('R-LIFE-1: nor of a role that nobody defined', () =>
    given().when(handBack).isRefusedBy('R-LIFE-1', 'role'));
  test('R-LIFE-1: a team that had stood down hands back what it had', () =>
    given(manned, at(MARCH, passedOn))
      .knowing(fact(teamHistory, SNT, snt, at(MARCH, teamStoodDown({ reason: 'Merged.' }))))
      .when(handBack)
      .emits(handedBack));
  test('R-TIME-2: duties may turn out to have been handed back earlier than was said, and to have passed again', () => {
    const untilJune = [...manned, ...at(JANUARY, passedOn), ...at(JUNE, handedBack)];
    given(untilJune)
      .when({ ...handBack, occurredAt: MARCH })
      .emits(handedBack);
    given(untilJune).knowing(knownSnt).when(transfer).emits(passedOn);
    given(untilJune)
      .knowing(knownSnt)
      .when({ ...transfer, occurredAt: JUNE })
      .emits(passedOn);
  });
  test('R-REF-9: who has them is known of each day, whatever was recorded first', () => {
    const inJanuary = at(JANUARY, passedOn);
    const inMarch = at(MARCH, handedBack);
    const inJune = at(JUNE, dutiesTransferred({ role: 'CPO', team: 'snt-2' }), passedOn);
    for (const order of [
      [inJanuary, inMarch, inJune],
      [inJune, inJanuary, inMarch],
      [inJune, inMarch, inJanuary],
    ]) {
      const state = stateOf(manned, ...order);
      const passed = [JANUARY, MARCH, JUNE].map((when) => dutiesPassedTo(state, 'CPO', when));
      expect(passed).toEqual([[SNT], [], [SNT, 'snt-2'].sort()]);
    }
  });
  test('R-REF-9: once a team has handed them back, the successor that was named answers again', () => {
    const toCpa = roleLapsed({ role: 'CPO', successor: 'CPA' });
    const history = [at<RolesEvent>(JANUARY, ended, toCpa), at(MARCH, passedOn), at(JUNE, handedBack)];
    for (const order of [history, history.toReversed()]) {
      const state = stateOf(register, ...order);
      const successors = [JANUARY, MARCH, JUNE].map((when) => roleAt(state, 'CPO', when)?.successor);
      expect(successors).toEqual(['CPA', 'SNT', 'CPA']);
    }
  });
});
