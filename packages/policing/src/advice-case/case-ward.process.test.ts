import { beforeEach, describe, expect, test } from '@jest/globals';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, KILBURN, OFFICER, police, SNT } from '../kilburn.test.data.ts';
import { caseOpen, ofCase, on } from '../referral/case-referral.test.data.ts';
import { inWard, ofMember, type Step } from '../steps.test.data.ts';
import { caseWard } from './case-ward.process.ts';

const [NORTH, SOUTH] = ['E05013661', 'E05013662'];
const SERGEANT = police('sergeant-1', 'SUPERVISOR');
const established = (ward: string, name: string): Step =>
  inWard(
    {
      type: 'EstablishWard',
      occurredAt: on('02-01'),
      by: ADMIN,
      name,
      borough: CAMDEN,
      validFrom: '2013-02-01',
    },
    ward,
  );
const abolished = (successors: readonly string[]): Step =>
  inWard({ type: 'AbolishWard', occurredAt: on('03-10'), by: ADMIN, successors: [...successors] });
const moveTo = (ward: string, at = on('03-12')): Step =>
  ofCase({ type: 'MoveToWard', occurredAt: at, by: SERGEANT, ward });
const closed = ofCase({ type: 'CloseCase', occurredAt: on('03-05'), by: OFFICER, outcome: 'NO_CONTACT' });
const reopened = ofCase({ type: 'ReopenCase', occurredAt: on('03-20'), by: SERGEANT });
const wards: readonly Step[] = [
  established(NORTH, 'Kilburn North'),
  established(SOUTH, 'Kilburn South'),
  ofMember(SERGEANT.id, {
    type: 'PostMember',
    occurredAt: on('01-02'),
    by: ADMIN,
    team: SNT,
    category: 'UNIFORMED',
    rank: 'SERGEANT',
    source: 'RECRUIT',
    publicName: 'Sgt Oriel Wainscott',
  }),
];

describe('when the ward of a case is abolished', () => {
  let { send, run, eventsOf } = engine();
  const opening = caseOpen.at(-1)!;
  const before = caseOpen.slice(0, -1);
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const moves = async () => {
    expect(await run(caseWard)).toEqual([]);
    expect(await run(caseWard)).toEqual([]);
    return (await eventsOf('adviceCase-case-1')).filter(({ type }) => type === 'AdviceCaseMovedToWard');
  };
  const moved = (ward: string, occurredAt: string) => ({ type: 'AdviceCaseMovedToWard', occurredAt, ward });

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    await sendAll(...before, ...wards);
  });

  test('P-14: its open case goes to the ward that replaced it, of that day', async () => {
    await sendAll(opening, abolished([NORTH]));
    expect(await moves()).toEqual([moved(NORTH, on('03-10'))]);
  });
  test('P-14: also when the case is recorded after the abolition', async () => {
    await sendAll(abolished([NORTH]), opening);
    expect(await moves()).toEqual([moved(NORTH, on('03-10'))]);
  });
  test('P-14: with several it waits for a supervisor, who chooses one of them', async () => {
    await sendAll(opening, abolished([NORTH, SOUTH]));
    expect(await moves()).toEqual([]);
    expect((await send(moveTo('E05013663'))).refusal).toMatchObject({ rule: 'R-LIFE-1', path: 'ward' });
    expect((await send(moveTo(KILBURN))).refusal).toMatchObject({ rule: 'R-WARD-5', path: 'ward' });
    await sendAll(moveTo(SOUTH));
    expect(await moves()).toEqual([moved(SOUTH, on('03-12'))]);
  });
  test('R-WARD-5, P-14: to a ward that is there, and that replaced its own', async () => {
    await sendAll(opening, established('E05013664', 'Elsewhere'), abolished([NORTH, SOUTH]));
    expect((await send(moveTo('E05013664'))).refusal).toMatchObject({ rule: 'R-WARD-5', path: 'ward' });
  });
  test('R-WARD-5, P-14: while its ward is there it stays', async () => {
    await sendAll(opening);
    expect((await send(moveTo(NORTH))).refusal).toMatchObject({ rule: 'R-WARD-5', path: 'ward' });
    expect(await moves()).toEqual([]);
  });
  test('R-WARD-5, P-14: so it does until the day on which that is abolished', async () => {
    await sendAll(opening, abolished([NORTH, SOUTH]));
    expect((await send(moveTo(SOUTH, on('03-09')))).refusal).toMatchObject({
      rule: 'R-WARD-5',
      path: 'ward',
      reason: 'The ward of this case is still there. Cases move when it is abolished.',
    });
    await sendAll(moveTo(SOUTH, on('03-10')));
  });
  test('P-14: a closed case stays where it was, and moves when it is opened again', async () => {
    await sendAll(opening, closed, abolished([NORTH]));
    expect(await moves()).toEqual([]);
    await sendAll(reopened);
    expect(await moves()).toEqual([moved(NORTH, on('03-20'))]);
  });
  test('P-14: so does one that moved before its closing was recorded', async () => {
    await sendAll(opening, abolished([NORTH]));
    expect(await moves()).toEqual([moved(NORTH, on('03-10'))]);
    await sendAll(closed);
    const asItWas = [moved(NORTH, on('03-10')), moved(KILBURN, on('03-10'))];
    expect(await moves()).toEqual(asItWas);
    await sendAll(reopened);
    expect(await moves()).toEqual([...asItWas, moved(NORTH, on('03-20'))]);
  });
});
