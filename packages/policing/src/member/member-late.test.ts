import { expect, test } from '@jest/globals';
import type { Told } from '@wardbook/event-sourcing';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { evolveRecorded, streamOf } from '@wardbook/event-sourcing';
import fc from 'fast-check';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, INPT, INSPECTOR, KILBURN, snt, SNT, SUPERVISOR } from '../kilburn.test.data.ts';
import { camdenFounded, type Step } from '../steps.test.data.ts';
import { team } from '../team/team.ts';
import { ward } from '../ward/ward.ts';
import { memberPosted, memberTransferred } from './member.events.ts';
import { member, type MemberCommand } from './member.ts';
import {
  coverOf,
  hasLeft,
  isCompetent,
  memberHistory,
  rankOf,
  teamOf,
  type MemberState,
} from './member.state.ts';

const HIGHGATE = 'E05000138';
const FIRST = Date.UTC(2013, 0, 1, 12);
const DAYS = 24;
const dayOf = (day: number): string => new Date(FIRST + day * 86_400_000).toISOString();
const recruited = {
  category: 'UNIFORMED',
  rank: 'CONSTABLE',
  source: 'RECRUIT',
  publicName: 'PC Holloway',
} as const;
const of = (id: string, command: Told<MemberCommand>): Step => ({ decider: member, id, command });

const posting = {
  type: 'PostMember',
  team: INPT,
  category: 'UNIFORMED',
  source: 'OTHER',
  publicName: 'PC Holloway',
} as const;
const before = { occurredAt: '2012-12-01T12:00:00.000Z', by: ADMIN };
const ground: Step[] = [
  camdenFounded,
  { decider: team, id: INPT, command: { type: 'FormTeam', ...before, kind: 'INPT', name: 'West' } as never },
  { decider: team, id: SNT, command: { type: 'FormTeam', ...before, kind: 'SNT', name: 'Kilburn' } as never },
  ...[KILBURN, HIGHGATE].map((id): Step => ({
    decider: ward,
    id,
    command: {
      type: 'EstablishWard',
      ...before,
      name: `Ward ${id}`,
      borough: CAMDEN,
      validFrom: '2002-05-02',
    } as never,
  })),
  of(INSPECTOR.id, { ...posting, ...before, rank: 'INSPECTOR' }),
  of('maren', { ...posting, ...before, rank: 'PCSO' }),
];

/** What can be told of a member, on a day. */
const tellings = (day: number, other: number): readonly Told<MemberCommand>[] => {
  const byAdmin = { occurredAt: dayOf(day), by: ADMIN };
  const byInspector = { occurredAt: dayOf(day), by: INSPECTOR };
  const bySergeant = { occurredAt: dayOf(day), by: SUPERVISOR };
  const asked = { reason: 'TRAINING', exceptional: false, urgent: true } as const;
  return [
    { type: 'TransferMember', ...byAdmin, team: other % 4 === 0 ? INPT : SNT },
    { type: 'PromoteMember', ...byAdmin, rank: other % 4 === 0 ? 'PCSO' : 'SERGEANT' },
    { type: 'DedicateMember', ...byInspector, ward: KILBURN },
    { type: 'DedicateMember', ...byInspector, ward: other % 4 === 0 ? HIGHGATE : KILBURN },
    { type: 'ReleaseMember', ...byInspector },
    {
      type: 'AbstractMember',
      ...bySergeant,
      ...asked,
      request: `on-${String(day)}`,
      until: dayOf(day + other),
    },
    {
      type: 'AbstractMember',
      ...bySergeant,
      ...asked,
      request: `on-${String(day)}`,
      until: dayOf(day + other),
    },
    { type: 'DeclineAbstraction', ...byInspector, request: `on-${String(day - other)}`, reason: 'OTHER' },
    { type: 'ReturnMember', ...bySergeant },
    { type: 'GrantCompetence', ...byAdmin, level: 'BASIC', evidence: 'training/2013' },
    { type: 'LeaveService', ...byAdmin, reason: 'RESIGNED' },
    { ...posting, ...byAdmin, team: SNT, rank: 'CONSTABLE' },
  ];
};

/** What a member is after these were recorded in this order; undefined where one of them was not recorded. */
const memberAfter = async (commands: readonly Told<MemberCommand>[]): Promise<MemberState | undefined> => {
  const { send, store } = engine();
  for (const step of [...ground, ...commands.map((command) => of('maren', command))]) {
    const { receipt } = await send(step);
    if ((receipt?.eventIds.length ?? 0) === 0) return undefined;
  }
  const events = await store.readStream(streamOf(member, 'maren'));
  return events.reduce((state, event) => evolveRecorded(memberHistory, state, event), memberHistory.initial);
};

/** What a member is on each day. */
const daily = (state: MemberState) =>
  Array.from({ length: DAYS }, (_, day) => {
    const instant = dayOf(day);
    return {
      ...{ team: teamOf(state, instant), rank: rankOf(state, instant), gone: hasLeft(state, instant) },
      covers: coverOf(state).findLast(({ from }) => from <= instant)?.value,
      trained: isCompetent(state, 'BASIC', instant),
    };
  });

const dedicate = of('maren', {
  type: 'DedicateMember',
  occurredAt: '2012-12-03T12:00:00.000Z',
  by: INSPECTOR,
  ward: KILBURN,
});
ground.push(dedicate);

test.each<[string, readonly MemberCommand['type'][]]>([
  ['teams and wards', ['TransferMember', 'DedicateMember', 'ReleaseMember']],
  ['absences', ['AbstractMember', 'DeclineAbstraction', 'ReturnMember', 'ReleaseMember', 'DedicateMember']],
  ['the service', ['LeaveService', 'PostMember', 'PromoteMember', 'DedicateMember', 'GrantCompetence']],
])(
  'D-02, D-08, D-11: whatever is told of %s in any order, a member is the same on every day',
  async (_, types) => {
    let compared = 0;
    const told = fc.record({
      which: fc.nat(11),
      other: fc.integer({ min: 1, max: 6 }),
      weight: fc.nat(1_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 3, maxLength: 6 }), async (days) => {
        const inOrder = days.flatMap(({ which, other, weight }, index) => {
          const possible = tellings(index * 2, other * 2).filter(({ type }) => types.includes(type));
          const command = possible[which % possible.length];
          return command ? [{ command, weight }] : [];
        });
        const shuffled = inOrder.toSorted((a, b) => a.weight - b.weight);
        const expected = await memberAfter(inOrder.map(({ command }) => command));
        const actual = expected && (await memberAfter(shuffled.map(({ command }) => command)));
        if (!expected || !actual) return;
        compared += 1;
        expect(daily(actual)).toEqual(daily(expected));
      }),
      { numRuns: 700 },
    );
    expect(compared).toBeGreaterThan(20);
  },
);

test('R-TIME-2: nobody is moved late to the team that they moved to later', () =>
  scenario(member, 'maren')(
    at('2013-01-07T09:00:00.000Z', memberPosted({ ...recruited, team: INPT })),
    at('2013-03-04T09:00:00.000Z', memberTransferred({ from: INPT, team: SNT })),
  )
    .knowing(fact(team, SNT, snt))
    .when({ type: 'TransferMember', occurredAt: '2013-02-04T09:00:00.000Z', by: ADMIN, team: SNT })
    .isRefusedBy('R-TIME-2', 'occurredAt'));
