import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, INPT, INSPECTOR, KILBURN, SNT, SUPERVISOR } from '../kilburn.test.data.ts';
import { camdenFounded, type Step } from '../steps.test.data.ts';
import { member, type MemberCommand } from '../member/member.ts';
import type { Rank } from '../rank.ts';
import { team, type TeamCommand } from '../team/team.ts';
import { ward, type WardCommand } from './ward.ts';
import { wardCover } from './ward-cover.process.ts';

const HIGHGATE = 'E05000138';
/** After the clock of the engine: whoever is away is not expected back yet. */
const BACK = '2014-06-01T00:00:00.000Z';
const on = (day: string) => `2013-${day}T12:00:00.000Z`;
const of = (id: string, command: Told<MemberCommand>): Step => ({ decider: member, id, command });
const inWard = (id: string, command: Told<WardCommand>): Step => ({ decider: ward, id, command });
const ofTeam = (id: string, command: Told<TeamCommand>): Step => ({ decider: team, id, command });

const establish = (code: string): Step =>
  inWard(code, {
    type: 'EstablishWard',
    occurredAt: on('01-01'),
    by: ADMIN,
    name: `Ward ${code}`,
    borough: CAMDEN,
    validFrom: '2002-05-02',
  });
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
const dedicate = (id: string, day: string, code = KILBURN): Step =>
  of(id, { type: 'DedicateMember', occurredAt: on(day), by: INSPECTOR, ward: code });
const release = (id: string, day: string): Step =>
  of(id, { type: 'ReleaseMember', occurredAt: on(day), by: INSPECTOR });
const abstract = (id: string, day: string, until = BACK): Step =>
  of(id, {
    type: 'AbstractMember',
    occurredAt: on(day),
    by: SUPERVISOR,
    until,
    reason: 'PUBLIC_ORDER',
    request: `from-${day}`,
    exceptional: true,
    urgent: true,
  });
const goBack = (id: string, day: string): Step =>
  of(id, { type: 'ReturnMember', occurredAt: on(day), by: SUPERVISOR });

/** Kilburn has one officer and one PCSO of its own. */
const staffed = [
  camdenFounded,
  establish(KILBURN),
  establish(HIGHGATE),
  form(SNT),
  form(INPT),
  post('ivy', 'INSPECTOR'),
  post('maren', 'CONSTABLE'),
  post('idris', 'PCSO'),
  post('wren', 'PCSO'),
  dedicate('maren', '01-03'),
  dedicate('idris', '01-03'),
];

describe('ward cover', () => {
  let { clock, send, run, eventsOf } = engine();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).receipt?.eventIds).not.toEqual([]);
  };
  /** What became of the cover of a ward. */
  const coverOf = async (code = KILBURN) =>
    (await eventsOf(`ward-${code}`)).filter(({ type }) => type.startsWith('WardCover'));

  beforeEach(async () => {
    ({ clock, send, run, eventsOf } = engine());
    await sendAll(...staffed);
  });

  const breached = (day: string, ...missing: string[]) => ({
    type: 'WardCoverBreached',
    occurredAt: on(day),
    missing,
  });
  const restored = (day: string) => ({ type: 'WardCoverRestored', occurredAt: on(day) });

  test('R-INPT-3: a ward that keeps an officer and a PCSO is not breached [T4-06]', async () => {
    expect(await run(wardCover)).toEqual([]);
    expect(await coverOf()).toEqual([]);
  });

  test('R-INPT-3: a ward may lose its last PCSO, and it is put on record when it did [T4-06]', async () => {
    await sendAll(release('idris', '02-01'));
    await run(wardCover);
    expect(await coverOf()).toEqual([breached('02-01', 'PCSO')]);
  });

  test('R-INPT-3: so it is when its last officer is abstracted [T4-06]', async () => {
    await sendAll(abstract('maren', '02-01'));
    await run(wardCover);
    expect(await coverOf()).toEqual([{ ...breached('02-01', 'OFFICER'), until: BACK }]);
  });
  test('R-INPT-3: and cover is back when the absence ends, whether or not anybody says so', async () => {
    await sendAll(abstract('maren', '02-01'));
    const rows = memoryRows();
    await run(wardCover, rows);
    clock.now = '2014-06-01T00:00:00.000Z';
    await run(wardCover, rows);
    expect(await coverOf()).toEqual([
      { ...breached('02-01', 'OFFICER'), until: BACK },
      { type: 'WardCoverRestored', occurredAt: BACK },
    ]);
  });

  test('R-INPT-3: until when it is missing comes to the same, whenever somebody looked', async () => {
    const steps = [abstract('idris', '02-01'), goBack('idris', '02-05'), abstract('idris', '02-07')];
    const rows = memoryRows();
    for (const step of [...steps, release('idris', '02-08')]) {
      await sendAll(step);
      await run(wardCover, rows);
    }
    const often = await coverOf();
    ({ clock, send, run, eventsOf } = engine());
    await sendAll(...staffed, ...steps, release('idris', '02-08'));
    await run(wardCover);
    expect(await coverOf()).toEqual(often);
    expect(often.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['WardCoverBreached', on('02-01')],
      ['WardCoverRestored', on('02-05')],
      ['WardCoverBreached', on('02-07')],
      ['WardCoverRestated', on('02-08')],
    ]);
  });
  test('R-INPT-3: of a kind the first who is back counts, and of both kinds the later one', async () => {
    const SOONER = '2013-12-01T06:00:00.000Z';
    await sendAll(dedicate('wren', '01-20'), abstract('wren', '02-01', SOONER), abstract('idris', '02-02'));
    await sendAll(abstract('maren', '02-03'), release('maren', '02-04'));
    await run(wardCover);
    expect(await coverOf()).toEqual([
      { ...breached('02-02', 'PCSO'), until: SOONER },
      { ...breached('02-03', 'OFFICER', 'PCSO'), until: BACK },
      { ...breached('02-04', 'OFFICER', 'PCSO'), type: 'WardCoverRestated' },
    ]);
  });

  test('R-WARD-5: a ward that was abolished meanwhile waits for nobody', async () => {
    await sendAll(abstract('maren', '02-01'));
    const rows = memoryRows();
    await run(wardCover, rows);
    await sendAll(
      inWard(KILBURN, { type: 'AbolishWard', occurredAt: on('03-01'), by: ADMIN, successors: [] }),
    );
    clock.now = '2014-06-01T00:00:00.000Z';
    expect(await run(wardCover, rows)).toEqual([]);
    expect(await coverOf()).toEqual([{ ...breached('02-01', 'OFFICER'), until: BACK }]);
  });

  test('R-INPT-3: losing one of two PCSOs is no breach', async () => {
    await sendAll(dedicate('wren', '01-20'), release('idris', '02-01'));
    await run(wardCover);
    expect(await coverOf()).toEqual([]);
  });

  test('R-INPT-3: cover is restored when the member returns', async () => {
    await sendAll(abstract('idris', '02-01'), goBack('idris', '02-05'));
    await run(wardCover);
    expect(await coverOf()).toEqual([{ ...breached('02-01', 'PCSO'), until: BACK }, restored('02-05')]);
  });

  test('R-INPT-3: or when another is dedicated', async () => {
    await sendAll(release('idris', '02-01'), dedicate('wren', '02-06'));
    await run(wardCover);
    expect(await coverOf()).toEqual([breached('02-01', 'PCSO'), restored('02-06')]);
  });

  test('R-INPT-3: losing both kinds is a worse breach, restored only once both are back', async () => {
    await sendAll(
      release('idris', '02-01'),
      abstract('maren', '02-02'),
      goBack('maren', '02-03'),
      dedicate('wren', '02-04'),
    );
    await run(wardCover);
    expect(await coverOf()).toEqual([
      breached('02-01', 'PCSO'),
      { ...breached('02-02', 'OFFICER', 'PCSO') },
      restored('02-04'),
    ]);
  });

  test('R-INPT-3: an abstracted member who is then released is one loss, not two', async () => {
    await sendAll(abstract('idris', '02-01'), release('idris', '02-02'));
    await run(wardCover);
    expect(await coverOf()).toEqual([
      { ...breached('02-01', 'PCSO'), until: BACK },
      { ...breached('02-02', 'PCSO'), type: 'WardCoverRestated' },
    ]);
  });

  test('R-INPT-3: a transfer and a departure are losses too', async () => {
    await sendAll(
      of('maren', { type: 'TransferMember', occurredAt: on('02-01'), by: ADMIN, team: INPT }),
      of('idris', { type: 'LeaveService', occurredAt: on('02-02'), by: ADMIN, reason: 'RESIGNED' }),
    );
    await run(wardCover);
    expect(await coverOf()).toEqual([breached('02-01', 'OFFICER'), breached('02-02', 'OFFICER', 'PCSO')]);
  });

  test('R-INPT-3: what one ward loses is not missing in another', async () => {
    await sendAll(release('idris', '02-01'), dedicate('idris', '02-02', HIGHGATE));
    await run(wardCover);
    expect(await coverOf()).toEqual([breached('02-01', 'PCSO')]);
    expect(await coverOf(HIGHGATE)).toEqual([]);
  });

  test('R-INPT-3: a process that forgot what it did records nothing twice', async () => {
    await sendAll(release('idris', '02-01'), dedicate('wren', '02-06'), release('wren', '02-08'));
    await run(wardCover);
    const once = await coverOf();
    await run(wardCover);
    await run(wardCover);
    expect(await coverOf()).toEqual(once);
    expect(once).toEqual([breached('02-01', 'PCSO'), restored('02-06'), breached('02-08', 'PCSO')]);
  });

  test('R-INPT-3: a process that remembers goes on where it was', async () => {
    const rows = memoryRows();
    await run(wardCover, rows);
    await sendAll(release('idris', '02-01'));
    await run(wardCover, rows);
    await sendAll(dedicate('wren', '02-06'));
    await run(wardCover, rows);
    expect(await coverOf()).toEqual([breached('02-01', 'PCSO'), restored('02-06')]);
  });

  test('R-WARD-5: a ward that was abolished is not breached any more, and nothing is refused', async () => {
    await sendAll(
      inWard(KILBURN, { type: 'AbolishWard', occurredAt: on('01-31'), by: ADMIN, successors: [HIGHGATE] }),
      release('idris', '02-01'),
    );
    expect(await run(wardCover)).toEqual([]);
    expect(await coverOf()).toEqual([]);
  });
});
