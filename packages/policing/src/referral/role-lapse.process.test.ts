import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows } from '@wardbook/event-sourcing';
import type { By } from '../by.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, KILBURN, OFFICER } from '../kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import type { Step } from '../steps.test.data.ts';
import { roles, type RolesCommand } from '../role/role.ts';
import { referral, type ReferralCommand } from './referral.ts';
import { roleLapse } from './role-lapse.process.ts';

const on = (day: string) => `2013-${day}T12:00:00.000Z`;
const CPO = { force: 'police', role: 'CPO' } as const;
const KILBURN_TEAM = { force: 'police', ward: KILBURN } as const;
const HOLDER: By = { id: 'cpo-1', role: 'SPECIALIST', agency: 'police' };

const inForce = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
const define = (code: string): Step =>
  inForce({
    type: 'DefineRole',
    occurredAt: on('01-02'),
    by: ADMIN,
    code,
    label: `Role ${code}`,
    aliases: [],
    location: 'HQ',
    topics: ['PROPERTY'],
  });
const fill = (role: string, member: string): Step =>
  inForce({ type: 'FillPost', occurredAt: on('01-03'), by: ADMIN, role, area: 'borough', member });
const end = (role: string, successor?: string, day = '03-15'): Step =>
  inForce({
    type: 'VacatePost',
    occurredAt: on(day),
    by: ADMIN,
    role,
    area: 'borough',
    member: role === 'CPO' ? HOLDER.id : 'cpa-1',
    reason: 'RETIRED',
    disestablished: true,
    ...(successor !== undefined && { successor }),
  });

const of = (id: string, command: Told<ReferralCommand>): Step => ({ decider: referral, id, command });
const refer = (id: string, day: string, role = 'CPO'): Step =>
  of(id, {
    type: 'RaiseReferral',
    occurredAt: on(day),
    by: OFFICER,
    kind: 'SPECIALIST_ADVICE',
    problem: 'dark-paths',
    from: { agency: 'police' },
    to: { force: 'police', role },
    topic: 'PROPERTY',
    reason: 'MORE_DETAILED_ADVICE',
    fields: [],
    dueAt: on('06-01'),
    ward: KILBURN,
  });
const accept = (id: string, day: string): Step =>
  of(id, { type: 'AcceptReferral', occurredAt: on(day), by: HOLDER });

/** Kilburn with its teams, and nothing else. */
const staffed = yearInKilburn
  .slice(0, 1 + yearInKilburn.findIndex(({ command }) => command.type === 'AssignWardToSnt'))
  .filter(({ decider }) => ['borough', 'ward', 'team', 'member', 'policy'].includes(decider.name));

describe('the end of a role', () => {
  let { send, run, eventsOf } = engine();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const lastOf = async (id: string) => (await eventsOf(`referral-${id}`)).at(-1);

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    await sendAll(...staffed, define('CPO'), define('CPA'), fill('CPO', HOLDER.id), fill('CPA', 'cpa-1'));
  });

  const moved = (day: string, to: object) => ({
    type: 'ReferralRedirected',
    occurredAt: on(day),
    owner: CPO,
    to,
    handedOver: true,
  });

  test('R-REF-9: hands over all three that the CPO had to the team of the ward, and loses none [T0-22]', async () => {
    await sendAll(refer('a', '03-01'), refer('b', '03-02'), refer('c', '03-03'), accept('b', '03-04'));
    await sendAll(end('CPO', 'SNT'));
    expect(await run(roleLapse)).toEqual([]);
    for (const id of ['a', 'b', 'c']) expect(await lastOf(id)).toEqual(moved('03-15', KILBURN_TEAM));
  });

  const ofHolder = { by: HOLDER, occurredAt: on('03-10') } as const;
  test.each([
    [of('a', { type: 'ProgressReferral', ...ofHolder, note: 'Surveyed.' })],
    [of('a', { type: 'RequestInformation', ...ofHolder, question: 'Which passage?' })],
  ])(
    'R-REF-9: hands over again what somebody is told late to have dealt with before the end',
    async (late) => {
      await sendAll(refer('a', '03-01'), accept('a', '03-02'), end('CPO', 'SNT'));
      await run(roleLapse);
      await sendAll(late);
      await run(roleLapse);
      expect(await lastOf('a')).toEqual(moved('03-15', KILBURN_TEAM));
      const { length } = await eventsOf('referral-a');
      await run(roleLapse);
      expect(await eventsOf('referral-a')).toHaveLength(length);
    },
  );

  test('R-REF-9: hands over again what was answered late before the end', async () => {
    await sendAll(
      refer('a', '03-01'),
      of('a', {
        type: 'RequestInformation',
        occurredAt: on('03-09'),
        by: HOLDER,
        question: 'Which passage?',
      }),
      end('CPO', 'SNT'),
    );
    await run(roleLapse);
    await sendAll(
      of('a', { type: 'SupplyInformation', occurredAt: on('03-10'), by: OFFICER, answer: 'This one.' }),
    );
    await run(roleLapse);
    expect(await lastOf('a')).toEqual(moved('03-15', KILBURN_TEAM));
  });

  test('R-REF-9: hands over once, whatever the process forgot', async () => {
    await sendAll(refer('a', '03-01'), end('CPO', 'CPA'));
    await run(roleLapse);
    const once = await eventsOf('referral-a');
    await run(roleLapse);
    expect(await eventsOf('referral-a')).toEqual(once);
    expect(once).toHaveLength(2);
  });

  test('R-REF-9: leaves alone what has ended, what was declined, and what others have', async () => {
    await sendAll(
      refer('done', '03-01'),
      accept('done', '03-02'),
      of('done', {
        type: 'CompleteReferral',
        occurredAt: on('03-03'),
        by: HOLDER,
        outcome: 'ADVISED',
        helpGiven: 'Light the paths.',
      }),
      refer('declined', '03-01'),
      of('declined', { type: 'DeclineReferral', occurredAt: on('03-02'), by: HOLDER, reason: 'NO_CAPACITY' }),
      refer('withdrawn', '03-01'),
      of('withdrawn', { type: 'WithdrawReferral', occurredAt: on('03-02'), by: OFFICER, reason: 'OTHER' }),
      refer('moved', '03-01'),
      of('moved', {
        type: 'RedirectReferral',
        occurredAt: on('03-02'),
        by: OFFICER,
        to: { force: 'police', role: 'CPA' },
        fields: [],
      }),
      refer('other', '03-01', 'CPA'),
      end('CPO', 'SNT'),
    );
    const lengths = [3, 2, 2, 2, 1];
    await run(roleLapse);
    const ids = ['done', 'declined', 'withdrawn', 'moved', 'other'];
    const after = await Promise.all(ids.map(async (id) => (await eventsOf(`referral-${id}`)).length));
    expect(after).toEqual(lengths);
  });

  test('R-REF-9: what was redirected to the role is handed over, too', async () => {
    await sendAll(
      refer('a', '03-01', 'CPA'),
      of('a', { type: 'RedirectReferral', occurredAt: on('03-02'), by: OFFICER, to: CPO, fields: [] }),
      end('CPO', 'SNT'),
    );
    await run(roleLapse);
    expect(await lastOf('a')).toEqual(moved('03-15', KILBURN_TEAM));
  });

  test('R-REF-9: what was escalated to the role is handed over, too', async () => {
    await sendAll(
      refer('a', '03-01', 'CPA'),
      of('a', {
        type: 'DeclineReferral',
        occurredAt: on('03-02'),
        by: { ...HOLDER, id: 'cpa-1' },
        reason: 'OTHER',
      }),
      of('a', { type: 'EscalateToLastResort', occurredAt: on('03-03'), by: OFFICER }),
      end('CPO', 'SNT'),
    );
    await run(roleLapse);
    expect(await lastOf('a')).toEqual(moved('03-15', KILBURN_TEAM));
  });

  test('R-ROLE-1: so is what was raised in time and recorded after the role had ended', async () => {
    const rows = memoryRows();
    await sendAll(end('CPO', 'SNT'));
    await run(roleLapse, rows);
    await sendAll(refer('late', '03-14'));
    expect(await run(roleLapse, rows)).toEqual([]);
    expect(await lastOf('late')).toEqual(moved('03-15', KILBURN_TEAM));
  });

  test('R-REF-9: what moved after the end of the role that was recorded late is handed over as of then', async () => {
    await sendAll(refer('a', '03-20'), end('CPO', 'CPA'));
    expect(await run(roleLapse)).toEqual([]);
    expect(await lastOf('a')).toEqual(moved('03-20', { force: 'police', role: 'CPA' }));
  });

  test('R-REF-9: a successor that ends in its turn hands over what it took over', async () => {
    await sendAll(refer('a', '03-01'), end('CPO', 'CPA'));
    const rows = memoryRows();
    await run(roleLapse, rows);
    await sendAll(end('CPA', 'SNT', '03-20'));
    await run(roleLapse, rows);
    expect(await lastOf('a')).toMatchObject({ owner: { force: 'police', role: 'CPA' }, to: KILBURN_TEAM });
  });

  const vacate = (day: string): Step =>
    inForce({
      type: 'VacatePost',
      occurredAt: on(day),
      by: ADMIN,
      role: 'CPO',
      area: 'borough',
      member: HOLDER.id,
      reason: 'RETIRED',
    });
  const escalated = (day: string) => ({
    type: 'ReferralEscalated',
    occurredAt: on(day),
    owner: CPO,
    to: KILBURN_TEAM,
    handedOver: true,
  });

  test('D-03: a vacancy hands over, too, on its own day', async () => {
    await sendAll(refer('a', '03-01'), vacate('03-15'));
    expect(await run(roleLapse)).toEqual([]);
    expect(await lastOf('a')).toEqual(escalated('03-15'));
  });

  test('D-03: a vacancy that is recorded late hands over as of its day, and is undone by a holder who was there', async () => {
    const rows = memoryRows();
    const filled = inForce({
      type: 'FillPost',
      occurredAt: on('03-10'),
      by: ADMIN,
      role: 'CPO',
      area: 'borough',
      member: 'cpa-1',
    });
    await sendAll(refer('a', '03-01'), vacate('03-15'));
    await run(roleLapse, rows);
    await sendAll(filled);
    expect(await run(roleLapse, rows)).toEqual([]);
    expect(await lastOf('a')).toEqual({
      type: 'ReferralHandedBack',
      occurredAt: on('03-15'),
      owner: KILBURN_TEAM,
      to: CPO,
    });
    expect((await eventsOf('referral-a')).length).toBe(3);
  });

  test('D-03: the same facts come to the same, in whatever order they are recorded', async () => {
    const steps = [refer('a', '03-01'), vacate('03-15'), end('CPA', undefined, '03-15')];
    const ways = [
      [0, 1, 2],
      [0, 2, 1],
    ] as const;
    for (const between of [false, true])
      for (const way of ways) {
        const world = engine();
        const rows = memoryRows();
        for (const step of [
          ...staffed,
          define('CPO'),
          define('CPA'),
          fill('CPO', HOLDER.id),
          fill('CPA', 'cpa-1'),
        ])
          await world.send(step);
        for (const index of way) {
          const step = steps[index];
          if (step) expect((await world.send(step)).refusal).toBeUndefined();
          if (between) await world.run(roleLapse, rows);
        }
        await world.run(roleLapse, rows);
        expect((await world.eventsOf('referral-a')).at(-1)).toEqual(escalated('03-15'));
      }
  });
});
