import { beforeEach, describe, expect, test } from '@jest/globals';
import { engine } from '../engine.test.data.ts';
import { ADMIN, INPT, OFFICER, police, SNT, SYSTEM } from '../kilburn.test.data.ts';
import { caseOpen, on } from '../referral/case-referral.test.data.ts';
import { inRegister, ofCase, ofMember, type Step } from '../steps.test.data.ts';
import { caseOfficer } from './case-officer.process.ts';

const SERGEANT = police('sergeant-1', 'SUPERVISOR');
const post = (id: string): Step =>
  ofMember(id, {
    type: 'PostMember',
    occurredAt: on('01-02'),
    by: ADMIN,
    team: SNT,
    category: 'UNIFORMED',
    rank: 'SERGEANT',
    source: 'RECRUIT',
    publicName: `Sgt ${id}`,
  });
const leave = (day: string, id = OFFICER.id): Step =>
  ofMember(id, { type: 'LeaveService', occurredAt: on(day), by: ADMIN, reason: 'RETIRED' });
const move = (day: string): Step =>
  ofMember(OFFICER.id, { type: 'TransferMember', occurredAt: on(day), by: ADMIN, team: INPT });
const assign = (day: string, officerInCase: string): Step =>
  ofCase({ type: 'AssignCase', occurredAt: on(day), by: SERGEANT, team: SNT, officerInCase });
const close = (day: string): Step =>
  ofCase({ type: 'CloseCase', occurredAt: on(day), by: SERGEANT, outcome: 'NO_CONTACT' });
const reopen = (day: string): Step => ofCase({ type: 'ReopenCase', occurredAt: on(day), by: SERGEANT });
const fill = (day: string): Step =>
  inRegister({
    type: 'FillPost',
    occurredAt: on(day),
    by: ADMIN,
    role: 'CPA',
    area: 'west',
    member: OFFICER.id,
  });
const vacate = (day: string): Step =>
  inRegister({
    ...{ type: 'VacatePost', occurredAt: on(day), by: ADMIN, role: 'CPA', area: 'west' },
    ...{ member: OFFICER.id, reason: 'RETIRED' },
  });

describe('when the officer of a case leaves', () => {
  let { send, run, eventsOf } = engine();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  /** When the case lost its officer, whom, and by all that is known now. */
  const left = async () => {
    expect(await run(caseOfficer)).toEqual([]);
    expect(await run(caseOfficer)).toEqual([]);
    return (await eventsOf('adviceCase-case-1'))
      .filter(({ type }) => type === 'AdviceCaseOfficerLeft')
      .map(({ occurredAt }) => occurredAt);
  };

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    await sendAll(...caseOpen, post(SERGEANT.id), post('sergeant-2'));
  });

  test('P-06: it waits without one from that day on', async () => {
    await sendAll(leave('03-05'));
    expect(await left()).toEqual([on('03-05')]);
  });
  test('P-06: so it does when they leave its team', async () => {
    await sendAll(move('03-05'));
    expect(await left()).toEqual([on('03-05')]);
  });
  test('P-06: with a post they keep it, until they leave that', async () => {
    await sendAll(fill('03-02'), move('03-05'));
    expect(await left()).toEqual([]);
    await sendAll(vacate('03-07'));
    expect(await left()).toEqual([on('03-07')]);
  });
  test('P-06: given to somebody else by then, it is theirs', async () => {
    await sendAll(assign('03-04', SERGEANT.id), leave('03-05'));
    expect(await left()).toEqual([]);
  });
  test('P-06: so it is when that is recorded late', async () => {
    await sendAll(leave('03-05'));
    expect(await left()).toEqual([on('03-05')]);
    await sendAll(assign('03-04', SERGEANT.id), leave('03-08', SERGEANT.id));
    expect(await left()).toEqual([on('03-05'), on('03-08')]);
  });
  test('P-06: given to them before a leaving that is on record already, it waits from that', async () => {
    await sendAll(assign('03-02', SERGEANT.id), leave('03-05'));
    expect(await left()).toEqual([]);
    await sendAll(assign('03-03', OFFICER.id));
    expect(await left()).toEqual([on('03-05')]);
  });
  test('P-06: given to somebody who, as is told later, had left before, it was never theirs', async () => {
    await sendAll(assign('03-06', 'sergeant-2'), leave('03-02', 'sergeant-2'));
    expect(await left()).toEqual([on('03-06')]);
  });
  test('P-06: opened again, it does not come back to whoever has left', async () => {
    await sendAll(close('03-04'), leave('03-05'), reopen('03-10'));
    expect(await left()).toEqual([on('03-05')]);
  });
  test('R-LIFE-1: a case that was never opened has no officer to look for', async () => {
    const review = {
      type: 'ReviewCaseOfficer',
      occurredAt: on('03-05'),
      by: SYSTEM,
      officer: OFFICER.id,
    } as const;
    expect((await send(ofCase(review, 'case-9'))).refusal).toMatchObject({ rule: 'R-LIFE-1', path: 'id' });
  });
});
