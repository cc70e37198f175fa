import { describe, expect, test } from '@jest/globals';
import { happened, type Told } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import fc from 'fast-check';
import { engine } from '../engine.test.data.ts';
import { ADMIN, establishmentPolicy, IN_2012, JANUARY, posted, SNT } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { A0609_ROLES } from '../policy/a0609.ts';
import { inRegister, ofMember, ofTeam, type Step } from '../steps.test.data.ts';
import { policy } from '../policy/policy.ts';
import { roles, type RolesCommand } from './role.ts';
import {
  mayAdviseOn,
  representativeOf,
  roleAt,
  rolesFor,
  rolesHistory,
  type Post,
  type RolesState,
} from './role.state.ts';
import {
  postFilled,
  postVacated,
  roleDefined,
  roleLapsed,
  schemeRepresentativeAppointed,
  schemeRepresentativeStoodDown,
  type RolesEvent,
} from './role.events.ts';

const given = scenario(roles, 'police');
const NINE = '2013-03-04T09:00:00.000Z';
const NOON = '2013-03-04T12:00:00.000Z';
const JUNE = '2013-06-03T09:00:00.000Z';

const register = at(
  IN_2012,
  ...A0609_ROLES.map((role) =>
    roleDefined({ ...role, aliases: [...role.aliases], topics: [...role.topics] }),
  ),
);
const inService = (id: string) => fact(memberHistory, id, posted('CONSTABLE'));
const ofCpo = { role: 'CPO', area: 'west', member: 'quentin' } as const;
const ofSalo = { role: 'SALO', area: 'HQ', member: 'opal' } as const;
const fill = (post: Post) => ({ type: 'FillPost', occurredAt: NINE, by: ADMIN, ...post }) as const;
const appoint = (member: string) =>
  ({
    type: 'AppointSchemeRepresentative',
    occurredAt: NINE,
    by: ADMIN,
    scheme: 'PARK_MARK',
    member,
  }) as const;
const represents = (member: string) => schemeRepresentativeAppointed({ scheme: 'PARK_MARK', member });
const left = { reason: 'RETIRED', disestablished: true } as const;

describe('what is recorded late about posts', () => {
  const manned = [...register, ...at(JANUARY, postFilled(ofCpo))];
  const ended = at<RolesEvent>(
    NOON,
    postVacated({ ...ofCpo, ...left }),
    roleLapsed({ role: 'CPO', successor: 'SNT' }),
  );

  test('R-TIME-2, D-26: a post filled at nine is not recorded after the role lapsed at noon, its holder unknown', () => {
    const another = { ...ofCpo, area: 'north', member: 'petra' };
    given(manned, ended)
      .knowing(inService('petra'))
      .when(fill(another))
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(register, at(NOON, roleLapsed({ role: 'CPO' })))
      .knowing(inService('quentin'))
      .when(fill(ofCpo))
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('D-26: but before a lapse that it does not touch, and where its holder left by then', () => {
    given(manned, ended).knowing(inService('opal')).when(fill(ofSalo)).emits(postFilled(ofSalo));
    given(
      register,
      at(JANUARY, postFilled({ ...ofCpo, member: 'petra' })),
      at(NOON, postVacated({ ...ofCpo, ...left })),
    )
      .knowing(inService('quentin'))
      .when(fill(ofCpo))
      .emits(postFilled(ofCpo));
  });
  test('R-TIME-2: a role does not end before a post of it was filled', () =>
    given(manned, at(NOON, postFilled({ ...ofCpo, area: 'north', member: 'petra' })))
      .when({ ...fill(ofCpo), type: 'VacatePost', ...left })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-ROLE-1: a role lapses where another post turns out to have been left before its last one ended', () => {
    const north = { ...ofCpo, area: 'north', member: 'petra' };
    const endedNorth = postVacated({ ...north, ...left, successor: 'SNT' });
    const leave = { ...fill(ofCpo), type: 'VacatePost', reason: 'RESIGNED' } as const;
    const resigned = postVacated({ ...ofCpo, reason: 'RESIGNED', disestablished: false });
    const twoHeld = [...manned, ...at(JANUARY, postFilled(north)), ...at(NOON, endedNorth)];
    given(twoHeld)
      .when(leave)
      .emits(resigned, happened(NOON, roleLapsed({ role: 'CPO', successor: 'SNT' })));
    given(twoHeld)
      .when({ ...leave, occurredAt: JUNE })
      .emits(resigned);
    given(twoHeld, at(JUNE, postFilled({ ...ofCpo, member: 'opal' })))
      .when(leave)
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: a role does not end before another passed on to it', () =>
    given(
      manned,
      at(JANUARY, postFilled({ ...ofCpo, role: 'CPA' })),
      at<RolesEvent>(NOON, postVacated({ ...ofCpo, ...left }), roleLapsed({ role: 'CPO', successor: 'CPA' })),
    )
      .when({ ...fill({ ...ofCpo, role: 'CPA' }), type: 'VacatePost', ...left })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: nor twice', () =>
    given(manned, ended)
      .when({ ...fill(ofCpo), type: 'VacatePost', ...left })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('D-26: a post that was left earlier than it was said is left from then on', () => {
    const earlier = postVacated({ ...ofCpo, reason: 'RETIRED', disestablished: false });
    given(manned, at(JUNE, earlier))
      .when({ ...fill(ofCpo), type: 'VacatePost', reason: 'RETIRED' })
      .emits(earlier);
  });
  test('D-26: a role that ended before it was put on record has ended all the same', () => {
    const { state } = fact(
      rolesHistory,
      'police',
      at(JANUARY, roleLapsed({ role: 'CPO', successor: 'SNT' })),
      at(NOON, ...register.map(({ event }) => event)),
    );
    expect(roleAt(state, 'CPO', NOON)).toMatchObject({ live: false, successor: 'SNT' });
  });
});

describe('a post that was left before it ended', () => {
  const day = (date: string) => `2013-${date}T09:00:00.000Z`;
  const leave = { ...fill(ofCpo), type: 'VacatePost', reason: 'RETIRED', occurredAt: day('02-01') } as const;
  const end = { ...leave, disestablished: true, successor: 'SNT', occurredAt: day('03-01') } as const;
  const manned = [...register, ...at(JANUARY, postFilled(ofCpo))];
  const hasLeft = postVacated({ ...ofCpo, reason: 'RETIRED', disestablished: false });
  const hasEnded = at<RolesEvent>(
    end.occurredAt,
    postVacated({ ...ofCpo, ...left, successor: 'SNT' }),
    roleLapsed({ role: 'CPO', successor: 'SNT' }),
  );

  test('R-ROLE-1, D-26: both are on record, whichever was recorded first', () => {
    given(manned, hasEnded).when(leave).emits(hasLeft);
    given(manned, at(leave.occurredAt, hasLeft))
      .when(end)
      .emits(...hasEnded.map(({ event }) => event));
  });
});

describe('what is recorded late about schemes', () => {
  const specialists = [
    ...register,
    ...at(JANUARY, postFilled(ofSalo), postFilled({ ...ofSalo, member: 'petra' })),
  ];

  test('R-ROLE-2, R-TIME-2: nobody represents the force before somebody else was appointed who could not have been', () =>
    given(specialists, at(NOON, represents('opal')))
      .knowing(inService('petra'))
      .when(appoint('petra'))
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-ROLE-2: the same person may have been appointed earlier than it was said', () =>
    given(specialists, at(NOON, represents('opal')))
      .knowing(inService('opal'))
      .when(appoint('opal'))
      .emits(represents('opal')));
  test('R-TIME-2: nobody leaves the role before being appointed in it', () =>
    given(specialists, at(NOON, represents('opal')))
      .when({ ...fill(ofSalo), type: 'VacatePost', reason: 'RETIRED' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-ROLE-2: an end is of whom it names, not of who had come by then, as is told later', () => {
    const opalStoodDown = at(NOON, schemeRepresentativeStoodDown({ scheme: 'PARK_MARK', member: 'opal' }));
    const history: readonly (readonly Dated<RolesEvent>[])[] = [
      specialists,
      at(JANUARY, represents('opal')),
      opalStoodDown,
      at(
        '2013-03-04T08:00:00.000Z',
        postVacated({ ...ofSalo, reason: 'TRANSFERRED', disestablished: false }),
      ),
    ];
    given(...history)
      .knowing(inService('petra'))
      .when(appoint('petra'))
      .emits(represents('petra'));
    const { state } = fact(rolesHistory, 'police', ...history, at(NINE, represents('petra')));
    expect([NINE, NOON, JUNE].map((then) => representativeOf(state, 'PARK_MARK', then))).toEqual(
      Array(3).fill('petra'),
    );
  });
  test('D-09: the topics of the schemes stay with the SALO, whoever succeeds to the role', () => {
    const { state } = fact(
      rolesHistory,
      'police',
      register,
      at<RolesEvent>(JANUARY, postFilled(ofSalo), postFilled({ role: 'CPA', area: 'west', member: 'petra' })),
      at(NINE, represents('opal')),
      at<RolesEvent>(
        NOON,
        postVacated({ ...ofSalo, ...left }),
        roleLapsed({ role: 'SALO', successor: 'CPA' }),
      ),
    );
    expect(roleAt(state, 'SALO', JUNE)?.successor).toBe('CPA');
    expect(mayAdviseOn(state, 'petra', 'INTRUDER_ALARM', JUNE)).toBe(true);
    for (const topic of ['SECURED_BY_DESIGN', 'PARK_MARK'] as const) {
      expect(rolesFor(state, topic, JUNE)).toEqual([]);
      expect(mayAdviseOn(state, 'petra', topic, JUNE)).toBe(false);
    }
    expect(representativeOf(state, 'PARK_MARK', NINE)).toBe('opal');
    expect(representativeOf(state, 'PARK_MARK', NOON)).toBeUndefined();
  });
});

describe('the order of recording', () => {
  const on = (day: string) => ({ occurredAt: `2013-${day}T09:00:00.000Z`, by: ADMIN });
  const ground: readonly Step[] = [
    ...A0609_ROLES.map((role) => inRegister({ type: 'DefineRole', occurredAt: IN_2012, by: ADMIN, ...role })),
    ofTeam(SNT, { type: 'FormTeam', occurredAt: IN_2012, by: ADMIN, kind: 'SNT', name: 'Kilburn SNT' }),
    ...['quentin', 'petra', 'opal'].map((id) =>
      ofMember(id, {
        type: 'PostMember',
        occurredAt: IN_2012,
        by: ADMIN,
        team: SNT,
        category: 'OTHER',
        rank: 'CONSTABLE',
        source: 'OTHER',
        publicName: 'PC Rowan Larkspur',
      }),
    ),
    ...['E 0117', 'E 0118'].map((number) => ({
      decider: policy,
      id: number.replace(' ', ''),
      command: {
        type: 'PublishPolicyVersion',
        occurredAt: '2012-09-03T12:00:00.000Z',
        by: ADMIN,
        terms: { ...establishmentPolicy, number },
      } as const,
    })),
  ];
  const north = { role: 'CPO', area: 'north', member: 'petra' } as const;
  const dated: readonly Told<RolesCommand>[] = [
    { type: 'FillPost', ...on('01-07'), ...ofCpo },
    { type: 'FillPost', ...on('01-14'), ...north },
    { type: 'VacatePost', ...on('02-04'), ...ofCpo, reason: 'TRANSFERRED' },
    { type: 'FillPost', ...on('02-11'), ...ofCpo },
    { type: 'VacatePost', ...on('02-18'), ...ofCpo, reason: 'TRANSFERRED' },
    { type: 'VacatePost', ...on('03-04'), ...north, ...left },
    { type: 'FillPost', ...on('01-21'), ...ofSalo },
    { type: 'AppointSchemeRepresentative', ...on('01-28'), scheme: 'PARK_MARK', member: 'opal' },
    { type: 'StandDownSchemeRepresentative', ...on('02-25'), scheme: 'PARK_MARK' },
    { type: 'AppointSchemeRepresentative', ...on('03-11'), scheme: 'PARK_MARK', member: 'opal' },
    { type: 'VacatePost', ...on('04-01'), ...ofSalo, reason: 'RETIRED' },
    { type: 'FillPost', ...on('04-08'), ...ofSalo },
    { type: 'TransferDuties', ...on('03-18'), role: 'CPO', team: SNT },
    { type: 'HandBackDuties', ...on('04-15'), role: 'CPO', team: SNT },
    { type: 'AdoptPolicy', ...on('01-07'), kind: 'ESTABLISHMENT', number: 'E 0117' },
    { type: 'AdoptPolicy', ...on('02-04'), kind: 'ESTABLISHMENT', number: 'E 0118' },
    { type: 'AdoptPolicy', ...on('03-04'), kind: 'ESTABLISHMENT', number: 'E 0117' },
  ];

  /** Which of them were accepted, and what that came to. */
  const told = async (order: readonly Told<RolesCommand>[]) => {
    const { send, eventsOf } = engine();
    for (const step of ground) expect((await send(step)).refusal).toBeUndefined();
    const acceptedSteps: number[] = [];
    for (const command of order)
      if ((await send(inRegister(command))).refusal === undefined) acceptedSteps.push(dated.indexOf(command));
    const events = (await eventsOf('roles-police')) as readonly (RolesEvent & { occurredAt: string })[];
    const history = events.map(({ occurredAt, ...event }): Dated<RolesEvent> => ({ at: occurredAt, event }));
    const { state } = fact(rolesHistory, 'police', history);
    return { accepted: acceptedSteps.sort((a, b) => a - b).join(), state };
  };

  test('R-TIME-2: whatever is accepted, in whatever order, comes to the same', async () => {
    const whole = await told(dated);
    expect(whole.accepted).toBe(dated.map((_, index) => index).join());
    const known = new Map<string, RolesState>();
    let compared = 0;
    const compare = ({ accepted, state }: Awaited<ReturnType<typeof told>>): void => {
      const before = known.get(accepted);
      if (before !== undefined) compared += 1;
      expect(state).toEqual(before ?? state);
      known.set(accepted, state);
    };
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...dated], { minLength: 5 }), async (order) => {
        const outcome = await told(order);
        compare(outcome);
        const accepted = outcome.accepted.split(',');
        compare(await told(dated.filter((_, index) => accepted.includes(String(index)))));
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(30);
  });
});
