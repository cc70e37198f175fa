import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Told } from '@wardbook/event-sourcing';
import { fact, type Dated } from '@wardbook/event-sourcing/testing';
import type { By } from '../by.ts';
import { borough, type BoroughCommand } from '../borough/borough.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, INPT, police, SNT } from '../kilburn.test.data.ts';
import type { Rank } from '../rank.ts';
import type { RolesEvent } from '../role/role.events.ts';
import { representation, rolesHistory } from '../role/role.state.ts';
import { roles, type RolesCommand } from '../role/role.ts';
import type { Step } from '../steps.test.data.ts';
import { team, type TeamCommand } from '../team/team.ts';
import { leaving } from './leaving.process.ts';
import { member, type MemberCommand } from './member.ts';

const on = (day: string) => `2013-${day}T12:00:00.000Z`;
const of = (id: string, command: Told<MemberCommand>): Step => ({ decider: member, id, command });
const ofTeam = (id: string, command: Told<TeamCommand>): Step => ({ decider: team, id, command });
const inForce = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
const inBorough = (command: Told<BoroughCommand>): Step => ({ decider: borough, id: CAMDEN, command });
const byAdmin = (day: string) =>
  ({ occurredAt: on(day), by: ADMIN }) satisfies { by: By; occurredAt: string };

const post = (id: string, rank: Rank, day = '01-02', toTeam: string | null = INPT): Step =>
  of(id, {
    type: 'PostMember',
    ...byAdmin(day),
    ...(toTeam !== null && { team: toTeam }),
    category: 'UNIFORMED',
    rank,
    source: 'OTHER',
    publicName: `Member ${id}`,
  });
const leave = (id: string, day: string): Step =>
  of(id, { type: 'LeaveService', ...byAdmin(day), reason: 'RETIRED' });
const move = (id: string, day: string, toTeam = SNT): Step =>
  of(id, { type: 'TransferMember', ...byAdmin(day), team: toTeam });
const promote = (id: string, day: string, rank: Rank): Step =>
  of(id, { type: 'PromoteMember', ...byAdmin(day), rank });
const fill = (day: string, id = 'ivy', role = 'SALO'): Step =>
  inForce({ type: 'FillPost', ...byAdmin(day), role, area: 'hq', member: id });
const lead = (day: string, id = 'ivy', leads = INPT): Step =>
  ofTeam(leads, { type: 'AppointTeamLead', ...byAdmin(day), member: id });
const takeSector = (day: string, id = 'ivy'): Step =>
  inBorough({ type: 'AppointSectorInspector', ...byAdmin(day), sector: 'west', member: id });

const staffed = [
  ...[INPT, SNT].map((id) =>
    ofTeam(id, { type: 'FormTeam', ...byAdmin('01-01'), kind: id === INPT ? 'INPT' : 'SNT', name: id }),
  ),
  inBorough({ type: 'EstablishBorough', ...byAdmin('01-01'), name: 'Camden' }),
  inBorough({ type: 'CreateSector', ...byAdmin('01-01'), sector: 'west', label: 'West' }),
  inForce({
    ...{ type: 'DefineRole', ...byAdmin('01-01'), code: 'SALO', label: 'Liaison', location: 'HQ' },
    ...{ aliases: [], topics: ['SECURED_BY_DESIGN'] },
  }),
  post('ivy', 'INSPECTOR'),
  post('rowan', 'INSPECTOR'),
];

/** Everything that an inspector can hold. */
const everything = [
  fill('01-03'),
  inForce({
    ...{ type: 'AppointSchemeRepresentative', ...byAdmin('01-04') },
    ...{ scheme: 'SECURED_BY_DESIGN', member: 'ivy' },
  }),
  lead('01-03'),
  lead('01-03', 'ivy', SNT),
  takeSector('01-03'),
];

const ENDINGS = ['PostVacated', 'TeamLeadStoodDown', 'SectorInspectorStoodDown'];

describe('leaving', () => {
  let { send, run, eventsOf } = engine();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).receipt?.eventIds).not.toEqual([]);
  };
  /** What ended, where and when. */
  const ended = async () => {
    const streams = [`roles-police`, `team-${INPT}`, `team-${SNT}`, `borough-${CAMDEN}`];
    const events = await Promise.all(streams.map(eventsOf));
    const endings = events
      .flat()
      .filter(({ type }) => ENDINGS.includes(type))
      .map(({ type, occurredAt }) => `${type} ${occurredAt.slice(5, 10)}`);
    return [...endings, ...(await schemeLeft())];
  };
  /** Since when nobody represents the force in the scheme any more. */
  const schemeLeft = async () => {
    const told = (await eventsOf('roles-police')) as readonly (RolesEvent & { occurredAt: string })[];
    const history = told.map(({ occurredAt, ...event }): Dated<RolesEvent> => ({ at: occurredAt, event }));
    const found = representation(fact(rolesHistory, 'police', history).state, 'SECURED_BY_DESIGN', '2014');
    return found && found.member === undefined ? [`scheme left ${found.since.slice(5, 10)}`] : [];
  };
  const all = (day: string) => [
    `PostVacated ${day}`,
    `TeamLeadStoodDown ${day}`,
    `TeamLeadStoodDown ${day}`,
    `SectorInspectorStoodDown ${day}`,
    `scheme left ${day}`,
  ];

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    await sendAll(...staffed);
  });

  test('D-02: whoever leaves, leaves every post, scheme, lead and sector on that day', async () => {
    await sendAll(...everything, leave('ivy', '03-01'));
    expect(await run(leaving)).toEqual([]);
    expect(await ended()).toEqual(all('03-01'));
  });
  test('D-02: so they do when the leaving is recorded before all that, and all that late', async () => {
    await sendAll(leave('ivy', '03-01'));
    await run(leaving);
    await sendAll(...everything);
    await run(leaving);
    expect(await ended()).toEqual(all('03-01'));
  });
  test('D-02: what was given after a leaving that is recorded late, ends when it was given', async () => {
    await sendAll(fill('03-05'), lead('03-05'), takeSector('03-05'), leave('ivy', '03-01'));
    await run(leaving);
    expect(await ended()).toEqual([
      'PostVacated 03-05',
      'TeamLeadStoodDown 03-05',
      'SectorInspectorStoodDown 03-05',
    ]);
  });
  test('D-02: nobody else loses anything, and a process that forgot what it did ends nothing twice', async () => {
    await sendAll(...everything, lead('02-01', 'rowan'), leave('ivy', '03-01'));
    await run(leaving);
    const once = await ended();
    await run(leaving);
    expect(await ended()).toEqual(once);
    expect(once.filter((what) => what.startsWith('TeamLead'))).toEqual(['TeamLeadStoodDown 03-01']);
  });
  test('D-28: who comes back keeps what they are given then', async () => {
    await sendAll(...everything, leave('ivy', '03-01'));
    await run(leaving);
    await sendAll(post('ivy', 'INSPECTOR', '04-01'), fill('04-02'), lead('04-02'), takeSector('04-02'));
    await run(leaving);
    expect(await ended()).toEqual(all('03-01'));
    await sendAll(leave('ivy', '05-01'));
    await run(leaving);
    expect((await ended()).filter((what) => what.endsWith('05-01'))).toEqual([
      'PostVacated 05-01',
      'TeamLeadStoodDown 05-01',
      'SectorInspectorStoodDown 05-01',
    ]);
  });
  test('D-02: a lead ends with the team, and the post and the sector go on', async () => {
    await sendAll(...everything, move('ivy', '03-01'));
    await run(leaving);
    expect(await ended()).toEqual(['TeamLeadStoodDown 03-01', 'TeamLeadStoodDown 03-01']);
  });
  test('D-02: also where the transfer was recorded before the lead', async () => {
    await sendAll(move('ivy', '03-01'), lead('02-01'));
    await run(leaving);
    expect(await ended()).toEqual(['TeamLeadStoodDown 03-01']);
  });
  test('D-02: a rank that will not do ends the lead of an INPT, and the sector', async () => {
    await sendAll(...everything, promote('ivy', '03-01', 'SERGEANT'));
    await run(leaving);
    expect(await ended()).toEqual(['TeamLeadStoodDown 03-01', 'SectorInspectorStoodDown 03-01']);
  });
  test('D-02: a higher rank ends nothing', async () => {
    await sendAll(...everything, promote('ivy', '03-01', 'CHIEF_INSPECTOR'));
    await run(leaving);
    expect(await ended()).toEqual([]);
  });
  test('D-02: a specialist at headquarters leaves the post', async () => {
    await sendAll(post('wren', 'SERGEANT', '01-02', null), fill('01-03', 'wren'), leave('wren', '03-01'));
    await run(leaving);
    expect(await ended()).toEqual(['PostVacated 03-01']);
  });
  test('D-02: nobody stands down of a team that is no more', async () => {
    await sendAll(
      lead('01-03'),
      ofTeam(INPT, { type: 'StandDownTeam', ...byAdmin('02-01'), reason: 'Merged.' }),
      leave('ivy', '03-01'),
    );
    expect(await run(leaving)).toEqual([]);
    expect(await ended()).toEqual([]);
  });
});

test('R-AUTH-2: only a process has a lead reviewed', async () => {
  const { send } = engine();
  const asked = {
    type: 'ReviewTeamLead',
    occurredAt: on('01-03'),
    by: police('x', 'INSPECTOR'),
    member: 'ivy',
  } as const;
  expect((await send(ofTeam(INPT, asked))).refusal?.rule).toBe('R-AUTH-2');
});
