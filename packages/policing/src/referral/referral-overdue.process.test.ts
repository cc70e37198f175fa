import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Rows } from '@wardbook/event-sourcing';
import type { By } from '../by.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, KILBURN, OFFICER } from '../kilburn.test.data.ts';
import type { Step } from '../steps.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { roles, type RolesCommand } from '../role/role.ts';
import { referral, type ReferralCommand } from './referral.ts';
import { referralsOverdue } from './referral-overdue.process.ts';

const on = (day: string) => `2013-${day}T12:00:00.000Z`;
const HOLDER: By = { id: 'cpo-1', role: 'SPECIALIST', agency: 'police' };
const inForce = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
const of = (command: Told<ReferralCommand>): Step => ({ decider: referral, id: 'locks', command });

const raised = [
  ...yearInKilburn.filter(
    ({ command: { type }, id }) =>
      ['EstablishBorough', 'FormTeam'].includes(type) ||
      (type === 'EstablishWard' && id === KILBURN) ||
      (type === 'PostMember' && id === HOLDER.id),
  ),
  inForce({
    type: 'DefineRole',
    occurredAt: on('05-01'),
    by: ADMIN,
    code: 'CPO',
    label: 'Crime Prevention Officer',
    aliases: [],
    location: 'HQ',
    topics: ['PROPERTY'],
  }),
  inForce({
    type: 'FillPost',
    occurredAt: on('05-01'),
    by: ADMIN,
    role: 'CPO',
    area: 'borough',
    member: HOLDER.id,
  }),
  of({
    type: 'RaiseReferral',
    occurredAt: on('06-03'),
    by: OFFICER,
    kind: 'SPECIALIST_ADVICE',
    from: { agency: 'police' },
    to: { force: 'police', role: 'CPO' },
    topic: 'PROPERTY',
    reason: 'MORE_DETAILED_ADVICE',
    fields: [],
    dueAt: on('06-14'),
    ward: KILBURN,
  }),
];
/** The London day after the deadline begins an hour before midnight UTC in summer. */
const OVERDUE = '2013-06-14T23:00:00.000Z';

describe('the deadline of a referral', () => {
  let { clock, send, run, eventsOf } = engine();
  let rows: Rows = memoryRows();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const runAt = (now: string, memory = rows) => {
    clock.now = now;
    return run(referralsOverdue, memory);
  };
  const overdue = async () =>
    (await eventsOf('referral-locks')).filter(({ type }) => type === 'ReferralOverdue');

  beforeEach(async () => {
    ({ clock, send, run, eventsOf } = engine({ now: on('06-03') }));
    rows = memoryRows();
    await sendAll(...raised);
  });

  test('R-REF-4: has not passed before the London day after it', async () => {
    await runAt('2013-06-14T22:59:59.999Z');
    expect(await overdue()).toEqual([]);
  });

  test('R-REF-4: has passed from then on, and that is put on record once', async () => {
    await runAt(OVERDUE);
    await runAt(on('06-20'));
    await runAt(on('06-21'), memoryRows());
    expect(await overdue()).toEqual([
      {
        type: 'ReferralOverdue',
        occurredAt: OVERDUE,
        owner: { force: 'police', role: 'CPO' },
        dueAt: on('06-14'),
      },
    ]);
  });

  test.each([
    [
      { type: 'AcceptReferral', occurredAt: on('06-05'), by: HOLDER },
      {
        type: 'CompleteReferral',
        occurredAt: on('06-06'),
        by: HOLDER,
        outcome: 'ADVISED',
        helpGiven: 'A lamp.',
      },
    ],
    [{ type: 'WithdrawReferral', occurredAt: on('06-06'), by: OFFICER, reason: 'NO_LONGER_NEEDED' }],
  ] as readonly (readonly Told<ReferralCommand>[])[])(
    'R-REF-4: is nothing to what had ended',
    async (...commands) => {
      clock.now = on('06-07');
      await sendAll(...commands.map(of));
      await runAt(on('06-20'));
      expect(await overdue()).toEqual([]);
    },
  );
});
