import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Told } from '@wardbook/event-sourcing';
import type { By } from '../by.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, INPT, INSPECTOR, KILBURN, OFFICER, SNT } from '../kilburn.test.data.ts';
import { roles, type RolesCommand } from '../role/role.ts';
import { inBorough, inWard, type Step } from '../steps.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { referral, type ReferralCommand } from './referral.ts';
import type { Party } from './referral.events.ts';
import { referralWard } from './referral-ward.process.ts';
import { roleLapse } from './role-lapse.process.ts';

const NORTH = 'E05013661';
const on = (day: string) => `2013-${day}T12:00:00.000Z`;
const HOLDER: By = { id: 'cpo-1', role: 'SPECIALIST', agency: 'police' };
const CPO = { force: 'police', role: 'CPO' } as const;
const KILBURN_TEAM = { force: 'police', ward: KILBURN } as const;

const inForce = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
const THE_POST = { by: ADMIN, role: 'CPO', area: 'borough', member: HOLDER.id } as const;
const fill = inForce({ type: 'FillPost', occurredAt: on('01-03'), ...THE_POST });
const vacate = inForce({ type: 'VacatePost', occurredAt: on('03-10'), ...THE_POST, reason: 'RETIRED' });
const define = inForce({
  type: 'DefineRole',
  occurredAt: on('01-02'),
  by: ADMIN,
  code: 'CPO',
  label: 'Crime Prevention Officer',
  aliases: [],
  location: 'HQ',
  topics: ['PROPERTY'],
});

const of = (command: Told<ReferralCommand>): Step => ({ decider: referral, id: 'a', command });
const refer = (to: Party, about: { readonly ward?: string } = { ward: KILBURN }): Step =>
  of({
    type: 'RaiseReferral',
    occurredAt: on('03-01'),
    by: OFFICER,
    kind: 'SPECIALIST_ADVICE',
    problem: 'dark-paths',
    from: { agency: 'police' },
    to,
    topic: 'PROPERTY',
    reason: 'MORE_DETAILED_ADVICE',
    fields: [],
    dueAt: on('06-01'),
    ...about,
  });

const release = (type: 'ReleaseWardFromSnt' | 'ReleaseWardFromInpt', day: string): Step =>
  inWard({ type, occurredAt: on(day), by: ADMIN });
const assign = (type: 'AssignWardToSnt' | 'AssignWardToInpt', team: string, day: string): Step =>
  inWard({ type, occurredAt: on(day), by: ADMIN, team });
const establish: Step = inWard(
  {
    type: 'EstablishWard',
    occurredAt: on('02-01'),
    by: ADMIN,
    name: 'Kilburn North',
    borough: CAMDEN,
    validFrom: '2013-02-01',
  },
  NORTH,
);
const abolish: Step = inWard({
  type: 'AbolishWard',
  occurredAt: on('03-15'),
  by: ADMIN,
  successors: [NORTH],
});

/** Kilburn with both its teams, and a CPO. */
const staffed = [
  ...yearInKilburn
    .filter(({ decider }) => ['borough', 'ward', 'team', 'member', 'policy'].includes(decider.name))
    .filter(({ command }) => command.occurredAt < on('01-02')),
  define,
  fill,
  establish,
];

describe('the referrals of a ward', () => {
  let { send, run, eventsOf } = engine();
  let rows = memoryRows();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const review = async () => {
    expect(await run(referralWard, rows)).toEqual([]);
    return (await eventsOf('referral-a')).slice(1);
  };
  const moved = (to: Party, day: string, owner: Party = KILBURN_TEAM) => ({
    type: 'ReferralEscalated',
    occurredAt: on(day),
    owner,
    to,
    handedOver: true,
  });

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    rows = memoryRows();
    await sendAll(...staffed);
  });

  test('R-WARD-5, D-16: what its team had goes to the last resort on the day on which it is no more', async () => {
    await sendAll(refer(KILBURN_TEAM), abolish);
    expect(await review()).toEqual([moved(CPO, '03-15')]);
  });

  test('R-REF-9: so it does once the last of its teams is gone, and not before', async () => {
    await sendAll(refer(KILBURN_TEAM), release('ReleaseWardFromSnt', '03-15'));
    expect(await review()).toEqual([]);
    await sendAll(release('ReleaseWardFromInpt', '03-20'));
    expect(await review()).toEqual([moved(CPO, '03-20')]);
  });

  test('R-REF-9: whichever of them that is', async () => {
    await sendAll(refer(KILBURN_TEAM), release('ReleaseWardFromInpt', '03-15'));
    expect(await review()).toEqual([]);
    await sendAll(release('ReleaseWardFromSnt', '03-20'));
    expect(await review()).toEqual([moved(CPO, '03-20')]);
  });

  test.each([
    ['AssignWardToSnt', SNT],
    ['AssignWardToInpt', INPT],
  ] as const)(
    'R-REF-9: is handed back when it is told late that there was a team (%s)',
    async (type, team) => {
      await sendAll(
        refer(KILBURN_TEAM),
        release('ReleaseWardFromSnt', '03-15'),
        release('ReleaseWardFromInpt', '03-15'),
      );
      expect(await review()).toEqual([moved(CPO, '03-15')]);
      await sendAll(assign(type, team, '03-15'));
      expect((await review()).slice(1)).toEqual([
        { type: 'ReferralHandedBack', occurredAt: on('03-15'), owner: CPO, to: KILBURN_TEAM },
      ]);
    },
  );

  test('R-REF-9: moves on from the ward to which it had been handed over', async () => {
    await sendAll(refer(CPO), vacate);
    await run(roleLapse);
    await sendAll(abolish);
    expect(await review()).toEqual([
      moved(KILBURN_TEAM, '03-10', CPO),
      moved({ force: 'police', role: 'SECTOR_INSPECTOR', area: 'west' }, '03-15'),
    ]);
  });

  test('R-REF-9: also where it is about no ward, and its team was asked', async () => {
    await sendAll(refer(KILBURN_TEAM, {}), abolish);
    expect(await review()).toEqual([moved(CPO, '03-15')]);
  });

  test('R-REF-9: also where it was asked of the team only after that', async () => {
    await sendAll(
      refer(CPO, {}),
      of({ type: 'RedirectReferral', occurredAt: on('03-02'), by: OFFICER, to: KILBURN_TEAM, fields: [] }),
      abolish,
    );
    expect((await review()).slice(1)).toEqual([
      {
        type: 'ReferralDeclined',
        occurredAt: on('03-15'),
        owner: KILBURN_TEAM,
        reason: 'NOBODY_IN_POST',
        handedOver: true,
      },
    ]);
  });

  describe('where the inspector of the sector has it', () => {
    const west = { force: 'police', role: 'SECTOR_INSPECTOR', area: 'west' } as const;
    const inspected = (type: 'AppointSectorInspector' | 'StandDownSectorInspector', day: string): Step =>
      inBorough({ type, occurredAt: on(day), by: ADMIN, sector: 'west', member: INSPECTOR.id });
    const backToSender = (day: string, owner: Party = west) => ({
      type: 'ReferralDeclined',
      occurredAt: on(day),
      owner,
      reason: 'NOBODY_IN_POST',
      handedOver: true,
    });

    beforeEach(async () => {
      await sendAll(refer(CPO), vacate);
      await run(roleLapse);
      await sendAll(abolish);
      expect((await review()).at(-1)).toEqual(moved(west, '03-15'));
    });

    test('R-SEC-1, R-REF-9, D-16: it goes back to the sender on the day on which there is none', async () => {
      await sendAll(inspected('StandDownSectorInspector', '03-20'));
      expect((await review()).slice(2)).toEqual([backToSender('03-20')]);
    });

    test('R-SEC-1, R-REF-9: it stays where another is told to have followed at that moment', async () => {
      await sendAll(
        inspected('StandDownSectorInspector', '03-20'),
        inspected('AppointSectorInspector', '03-20'),
      );
      expect((await review()).slice(2)).toEqual([]);
    });

    test('R-SEC-1, R-REF-9: whoever is told late to have stood down before never had it', async () => {
      await sendAll(inspected('StandDownSectorInspector', '03-12'));
      expect((await review()).slice(2)).toEqual([
        { type: 'ReferralHandedBack', occurredAt: on('03-10'), owner: KILBURN_TEAM, to: CPO },
        moved(KILBURN_TEAM, '03-10', CPO),
        backToSender('03-15', KILBURN_TEAM),
      ]);
    });
  });

  test('R-REF-9: what has ended stays as it is', async () => {
    await sendAll(
      refer(KILBURN_TEAM),
      of({ type: 'WithdrawReferral', occurredAt: on('03-02'), by: OFFICER, reason: 'OTHER' }),
      abolish,
    );
    expect((await review()).map(({ type }) => type)).toEqual(['ReferralWithdrawn']);
  });
});
