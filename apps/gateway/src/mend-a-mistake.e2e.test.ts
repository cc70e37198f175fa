import { subject } from '@wardbook/policing';
import { byOf, tellTo } from './demo/told.ts';
import { KILBURN } from './demo/camden.ts';
import { ground, INSPECTOR, OFFICER, on, PCSO, promised, toPromise, toWard } from './testing/kilburn-days.ts';
import { printedAsOn, type WrittenDays } from './written-days.test.data.ts';

// What docs/how-to/mend-a-mistake.md shows, from the commands that lead to it to the terminal that prints it.

const [CLERK, SECOND_CLERK] = [byOf('records-1', 'RECORDS'), byOf('records-2', 'RECORDS')];
const toSubject = tellTo(subject);

const visited = toPromise(on('03-20'), PCSO, 'ash', {
  type: 'RecordFulfilment',
  fulfilment: 'visit-1',
  target: 'school-ash',
  member: PCSO.id,
  evidence: 'pocket-book/41',
});
const atAnotherSchool = toPromise(on('04-10'), PCSO, 'ash', {
  type: 'StrikeThrough',
  revision: 5,
  reason: 'WRONG_PLACE',
});
const anotherVisit = toPromise(on('03-27'), OFFICER, 'ash', {
  type: 'RecordFulfilment',
  fulfilment: 'visit-2',
  target: 'school-ash',
  member: OFFICER.id,
  evidence: 'pocket-book/12',
});

const namesakes = ['marsh-1', 'marsh-2'].map((id) =>
  toSubject(on('03-02'), OFFICER, id, { type: 'RegisterSubject', name: 'Juniper Marsh' }),
);
const takenAsOne = [
  toSubject(on('03-03'), CLERK, 'marsh-1', {
    type: 'MergeSubjects',
    request: 'same-name',
    other: 'marsh-2',
    reason: 'SAME_DETAILS',
  }),
  {
    ...toSubject(on('03-04'), CLERK, 'marsh-1', { type: 'GrantMerge', request: 'same-name' }),
    refusedBy: 'R-AUTH-1',
  },
  toSubject(on('03-04'), SECOND_CLERK, 'marsh-1', { type: 'GrantMerge', request: 'same-name' }),
];
const foundApart = toSubject(on('03-16'), CLERK, 'marsh-1', {
  type: 'FindApart',
  other: 'marsh-2',
  reason: 'DIFFERENT_DETAILS',
});

const named = toWard(on('03-05'), INSPECTOR, KILBURN, {
  type: 'RecordCommunityPriority',
  priority: 'gate',
  source: 'PUBLIC',
  issue: 'Alder Fennimarsh of Cedar Row says that the gate is never shut.',
});
const takenOut = [
  toWard(on('03-06'), CLERK, KILBURN, {
    type: 'RedactText',
    request: 'name',
    revision: 4,
    reason: 'NAMES_A_PERSON',
  }),
  {
    ...toWard(on('03-07'), CLERK, KILBURN, { type: 'GrantRedaction', request: 'name' }),
    refusedBy: 'R-AUTH-1',
  },
  toWard(on('03-07'), SECOND_CLERK, KILBURN, { type: 'GrantRedaction', request: 'name' }),
];

const held = [
  toSubject(on('03-17'), CLERK, 'marsh-2', {
    type: 'PlaceLegalHold',
    hold: 'claim',
    reason: 'LITIGATION',
  }),
  {
    ...toSubject(on('03-18'), CLERK, 'marsh-2', { type: 'Dispose', reason: 'ASKED_BY_PERSON' }),
    refusedBy: 'R-CASE-15',
  },
];

const WRITTEN: WrittenDays = [
  [on('02-19'), [...ground, ...promised]],
  [on('03-01'), []],
  [on('03-04'), [...namesakes, ...takenAsOne]],
  [on('03-07'), [named, ...takenOut]],
  [on('03-18'), [foundApart, ...held]],
  [on('03-20'), [visited]],
  [on('04-08'), []],
  [on('04-09'), []],
  [on('04-10'), [atAnotherSchool]],
  [on('04-12'), [anotherVisit]],
];

printedAsOn('mend-a-mistake.md', {
  days: WRITTEN,
  shows: 'what was struck, taken out, found apart and held',
  times: 5,
});
