import { memoryRows, valueAt, type Told } from '@wardbook/event-sourcing';
import { describe, expect, test } from '@jest/globals';
import { fact, scenario } from '@wardbook/event-sourcing/testing';
import fc from 'fast-check';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, INPT, INSPECTOR, KILBURN, SNT, SYSTEM } from '../kilburn.test.data.ts';
import { member, type MemberCommand } from '../member/member.ts';
import type { Rank } from '../rank.ts';
import { camdenFounded, type Step } from '../steps.test.data.ts';
import { team, type TeamCommand } from '../team/team.ts';
import { ward } from './ward.ts';
import { wardAbolition } from './ward-abolition.process.ts';
import { wardCover } from './ward-cover.process.ts';
import type { WardEvent } from './ward.events.ts';
import { wardHistory } from './ward.state.ts';

const on = (day: string) => `2013-${day}T12:00:00.000Z`;
const of = (id: string, command: Told<MemberCommand>): Step => ({ decider: member, id, command });
const ofTeam = (id: string, command: Told<TeamCommand>): Step => ({ decider: team, id, command });
const form = (id: string): Step =>
  ofTeam(id, { type: 'FormTeam', occurredAt: on('01-01'), by: ADMIN, kind: 'SNT', name: id });
const post = (id: string, rank: Rank): Step =>
  of(id, {
    type: 'PostMember',
    occurredAt: on('01-02'),
    by: ADMIN,
    team: SNT,
    category: rank === 'PCSO' ? 'PCSO' : 'UNIFORMED',
    rank,
    source: 'RECRUIT',
    publicName: `Member ${id}`,
  });
const dedicate = (id: string, day: string): Step =>
  of(id, { type: 'DedicateMember', occurredAt: on(day), by: INSPECTOR, ward: KILBURN });
const release = (id: string, day: string): Step =>
  of(id, { type: 'ReleaseMember', occurredAt: on(day), by: INSPECTOR });
const promote = (id: string, day: string, rank: Rank): Step =>
  of(id, { type: 'PromoteMember', occurredAt: on(day), by: ADMIN, rank });
const abolish: Step = {
  decider: ward,
  id: KILBURN,
  command: { type: 'AbolishWard', occurredAt: on('03-01'), by: ADMIN, successors: [] } as never,
};

/** Kilburn has one officer and one PCSO of its own; others are in its team. */
const staffed = [
  camdenFounded,
  {
    decider: ward,
    id: KILBURN,
    command: {
      type: 'EstablishWard',
      occurredAt: on('01-01'),
      by: ADMIN,
      name: 'Kilburn',
      borough: CAMDEN,
      validFrom: '2002-05-02',
    } as never,
  },
  form(SNT),
  form(INPT),
  post('ivy', 'INSPECTOR'),
  post('maren', 'CONSTABLE'),
  post('idris', 'PCSO'),
  post('wren', 'PCSO'),
  dedicate('maren', '01-03'),
  dedicate('idris', '01-03'),
];

/** What was missing on the noon of each of these days, as known after these steps, the process run where RUN stands. */
const missingOn = async (days: readonly string[], ...steps: readonly (Step | 'RUN')[]) => {
  const { send, run, eventsOf } = engine();
  for (const step of [...staffed, ...steps]) {
    if (step === 'RUN') expect(await run(wardCover)).toEqual([]);
    else expect((await send(step)).receipt?.eventIds).not.toEqual([]);
  }
  await run(wardCover);
  const events = await eventsOf(`ward-${KILBURN}`);
  const told = events.map(({ occurredAt: at, ...event }) => ({ at, event: event as unknown as WardEvent }));
  const { state } = fact(wardHistory, KILBURN, told);
  return days.map((day) => valueAt(state.missingCover, on(day))?.missing ?? []);
};

describe('ward cover, computed from dated facts', () => {
  test('D-10: a breach of 1 February goes away when a dedication of 15 January is recorded late', async () => {
    const told = [release('idris', '02-01'), 'RUN', dedicate('wren', '01-15')] as const;
    expect(await missingOn(['01-31', '02-01', '03-01'], ...told)).toEqual([[], [], []]);
  });
  test('D-10: a gap in February that is recorded late is seen', async () => {
    const told = ['RUN', dedicate('wren', '02-10'), 'RUN', release('idris', '02-01')] as const;
    expect(await missingOn(['01-31', '02-01', '02-09', '02-10'], ...told)).toEqual([
      [],
      ['PCSO'],
      ['PCSO'],
      [],
    ]);
  });
  test('D-10: the only PCSO is promoted, and the ward has none any more', async () => {
    const told = ['RUN', promote('idris', '02-01', 'CONSTABLE')] as const;
    expect(await missingOn(['01-31', '02-01'], ...told)).toEqual([[], ['PCSO']]);
  });
  test('D-10: an officer who comes back and is lost again is on record', async () => {
    const told = [
      release('maren', '02-01'),
      'RUN',
      dedicate('maren', '02-05'),
      'RUN',
      release('maren', '02-10'),
    ] as const;
    expect(await missingOn(['02-01', '02-05', '02-10'], ...told)).toEqual([['OFFICER'], [], ['OFFICER']]);
  });
  test('D-10: what was recorded is never taken away: it is restated', async () => {
    const { send, run, eventsOf } = engine();
    for (const step of [...staffed, release('idris', '02-01')]) await send(step);
    await run(wardCover);
    await send(dedicate('wren', '01-15'));
    await run(wardCover);
    const cover = (await eventsOf(`ward-${KILBURN}`)).filter(({ type }) => type.startsWith('WardCover'));
    expect(cover).toEqual([
      { type: 'WardCoverBreached', occurredAt: on('02-01'), missing: ['PCSO'] },
      { type: 'WardCoverRestated', occurredAt: on('02-01'), missing: [] },
    ]);
  });

  test('D-10: a process that is behind puts the same on record as one that is not', async () => {
    const coverAfter = async (runsAlways: boolean) => {
      const { send, run, eventsOf } = engine();
      const rows = memoryRows();
      for (const step of [
        ...staffed,
        release('idris', '02-01'),
        dedicate('wren', '02-05'),
        release('wren', '01-31'),
        dedicate('wren', '01-15'),
      ]) {
        await send(step);
        if (runsAlways) await run(wardCover, rows);
      }
      await run(wardCover, rows);
      return (await eventsOf(`ward-${KILBURN}`)).filter(({ type }) => type.startsWith('WardCover'));
    };
    const cover = await coverAfter(true);
    expect(cover.map(({ type }) => type)).toContain('WardCoverRestated');
    expect(await coverAfter(false)).toEqual(cover);
  });

  test('D-10: in whatever order the same facts are recorded, and the process is run, it comes to the same', async () => {
    const facts = [
      dedicate('wren', '01-15'),
      release('idris', '02-01'),
      release('maren', '02-03'),
      dedicate('ivy', '02-20'),
      promote('wren', '02-25', 'CONSTABLE'),
    ];
    const days = ['01-20', '02-01', '02-03', '02-19', '02-20', '02-24', '02-25', '03-10'];
    const expected = await missingOn(days, ...facts);
    expect(expected).toEqual([[], [], ['OFFICER'], ['OFFICER'], [], [], ['PCSO'], ['PCSO']]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        fc.array(fc.nat(4), { maxLength: 4 }),
        async (order, runs) => {
          const told = order.flatMap((step, index) =>
            runs.includes(index) ? [step, 'RUN' as const] : [step],
          );
          expect(await missingOn(days, ...told)).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('R-LIFE-1: there is no cover of a ward that is not there', () =>
    scenario(ward, KILBURN)()
      .knowing(fact(member, 'maren'))
      .when({
        type: 'ReviewCover',
        occurredAt: on('02-01'),
        by: SYSTEM,
        members: [{ id: 'maren', revision: 1 }],
      })
      .isRefusedBy('R-LIFE-1', 'id'));
});

describe('the dedications to a ward that is abolished', () => {
  const releasedFrom = async (...steps: readonly Step[]) => {
    const { send, run, eventsOf } = engine();
    for (const step of [...staffed, ...steps]) await send(step);
    expect(await run(wardAbolition)).toEqual([]);
    const events = await Promise.all(['maren', 'idris', 'wren'].map((id) => eventsOf(`member-${id}`)));
    return events.map((all) =>
      all.filter(({ type }) => type === 'MemberReleased').map(({ occurredAt }) => occurredAt),
    );
  };

  test('D-17: end with it', async () => {
    expect(await releasedFrom(abolish)).toEqual([[on('03-01')], [on('03-01')], []]);
  });
  test('D-17: whoever had gone before is left alone', async () => {
    expect(await releasedFrom(release('idris', '02-01'), abolish)).toEqual([
      [on('03-01')],
      [on('02-01')],
      [],
    ]);
  });
  test('D-17: a dedication that is recorded late ends with it, too', async () => {
    expect(await releasedFrom(abolish, dedicate('wren', '02-15'))).toEqual([
      [on('03-01')],
      [on('03-01')],
      [on('03-01')],
    ]);
  });
  test('D-17: and none of it breaches its cover', async () => {
    const { send, run, eventsOf } = engine();
    for (const step of [...staffed, abolish]) await send(step);
    await run(wardAbolition);
    expect(await run(wardCover)).toEqual([]);
    const types = (await eventsOf(`ward-${KILBURN}`)).map(({ type }) => type);
    expect(types).toEqual(['WardEstablished', 'WardAbolished']);
  });
});
