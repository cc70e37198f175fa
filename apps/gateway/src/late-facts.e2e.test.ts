import { referral } from '@wardbook/policing';
import { KILBURN } from './demo/camden.ts';
import { FORCE, tellTo } from './demo/told.ts';
import {
  ADMIN,
  ground,
  INSPECTOR,
  OFFICER,
  on,
  PCSO,
  promised,
  toMember,
  toPromise,
  toRoles,
} from './testing/kilburn-days.ts';
import { printedAsOn, type WrittenDays } from './written-days.test.data.ts';

// What docs/how-to/replay-what-came-late.md shows, from the commands that lead to it to the terminal that prints it.

const toReferral = tellTo(referral);

const closedEarly = toPromise(on('04-02'), INSPECTOR, 'ash', { type: 'ClosePeriod', period: '2026-03' });
const visitedAfterAll = toPromise(on('03-20'), PCSO, 'ash', {
  type: 'RecordFulfilment',
  fulfilment: 'visit-1',
  target: 'school-ash',
  member: PCSO.id,
  evidence: 'pocket-book/41',
});

const pcsoGone = toMember(on('05-01'), INSPECTOR, PCSO.id, { type: 'ReleaseMember' });
const anotherWasThere = toMember(on('04-20'), INSPECTOR, 'pcso-wren', {
  type: 'DedicateMember',
  ward: KILBURN,
});

const referred = toReferral(on('06-01'), OFFICER, 'gate', {
  type: 'RaiseReferral',
  kind: 'SPECIALIST_ADVICE',
  problem: 'broken-gate',
  from: { agency: FORCE },
  to: { force: FORCE, role: 'CPO' },
  topic: 'PROPERTY',
  reason: 'MORE_DETAILED_ADVICE',
  fields: [],
  dueAt: on('07-01'),
  ward: KILBURN,
});
const postGone = toRoles(on('06-10'), ADMIN, FORCE, {
  type: 'VacatePost',
  role: 'CPO',
  area: 'west',
  member: 'pc-hollis',
  reason: 'RETIRED',
  disestablished: true,
  successor: 'SNT',
});

const WRITTEN: WrittenDays = [
  [on('02-19'), [...ground, ...promised]],
  [on('04-02'), [closedEarly]],
  [on('04-10'), [visitedAfterAll]],
  [on('05-01'), [pcsoGone]],
  [on('05-12'), [anotherWasThere]],
  [on('06-01'), [referred]],
  [on('06-20'), [postGone]],
];

printedAsOn('replay-what-came-late.md', {
  days: WRITTEN,
  shows: 'each of a promise, a cover and a referral around what came late',
  times: 7,
});
