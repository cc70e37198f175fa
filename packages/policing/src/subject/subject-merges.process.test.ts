import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Rows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { OFFICER, police, RECORDS } from '../kilburn.test.data.ts';
import { day, ofSubject, struck, type Step } from '../steps.test.data.ts';
import { subjectMerges } from './subject-merges.process.ts';
import { subject } from './subject.ts';

const SECOND_CLERK = police('records-2', 'RECORDS');
const at = (date: string): string => day(date, RECORDS).occurredAt;
const registered = (id: string): Step =>
  ofSubject(id, { type: 'RegisterSubject', ...day('2013-01-10', OFFICER), name: 'Alder Marsh' });
const merge = (id: string, other: string, date: string): readonly Step[] => [
  ofSubject(id, {
    type: 'MergeSubjects',
    ...day(date, RECORDS),
    ...{ request: `${other}-${date}`, other, reason: 'SAME_DETAILS' },
  }),
  ofSubject(id, { type: 'GrantMerge', ...day(date, SECOND_CLERK), request: `${other}-${date}` }),
];
const apart = (id: string, other: string, date: string): Step =>
  ofSubject(id, { type: 'FindApart', ...day(date, RECORDS), other, reason: 'DIFFERENT_DETAILS' });

describe('R-VIS-7: a record that another one was found to stand for', () => {
  let { clock, send, run, eventsOf } = engine();
  let rows: Rows = memoryRows();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
    expect(await run(subjectMerges, rows)).toEqual([]);
  };
  const noticed = async (id: string) =>
    (await eventsOf(`subject-${id}`)).filter(({ type }) => type.endsWith('Noticed'));
  const isOne = (date: string, other = 'juniper') => ({ type: 'MergeNoticed', occurredAt: at(date), other });
  const isTwo = (date: string) => ({ type: 'FoundApartNoticed', occurredAt: at(date), other: 'juniper' });

  beforeEach(async () => {
    ({ clock, send, run, eventsOf } = engine());
    clock.now = '2013-12-01T00:00:00.000Z';
    rows = memoryRows();
    await sendAll(...['juniper', 'june', 'rowan'].map(registered));
  });

  test('R-VIS-7: says so itself, as of that time, once', async () => {
    await sendAll(...merge('juniper', 'june', '2013-02-01'));
    expect(await noticed('june')).toEqual([isOne('2013-02-01')]);
    expect(await noticed('juniper')).toEqual([]);
    rows = memoryRows();
    await sendAll();
    expect(await noticed('june')).toEqual([isOne('2013-02-01')]);
  });
  test('R-VIS-7: says until when, whenever that was recorded, and that it is so again', async () => {
    await sendAll(...merge('juniper', 'june', '2013-02-01'), ...merge('rowan', 'june', '2013-02-02'));
    await sendAll(apart('juniper', 'june', '2013-05-01'), ...merge('juniper', 'june', '2013-06-01'));
    expect(await noticed('june')).toEqual([
      ...[isOne('2013-02-01'), isOne('2013-02-02', 'rowan'), isTwo('2013-05-01'), isOne('2013-06-01')],
    ]);
  });
  test('R-VIS-7: says it of each that leads to it by its own', async () => {
    await sendAll(...merge('june', 'rowan', '2013-02-01'), ...merge('juniper', 'june', '2013-02-02'));
    expect(await noticed('rowan')).toEqual([isOne('2013-02-01', 'june')]);
    expect(await noticed('june')).toEqual([isOne('2013-02-02')]);
  });
  test('R-VIS-7: is of the same person again where it was recorded in error that it is not', async () => {
    await sendAll(...merge('juniper', 'june', '2013-02-01'), apart('juniper', 'june', '2013-05-01'));
    const found = (await eventsOf('subject-juniper')).findIndex(({ type }) => type === 'SubjectsFoundApart');
    await sendAll(struck(subject, 'juniper', found, RECORDS));
    expect((await noticed('june')).at(-1)).toEqual(isOne('2013-05-01'));
  });
});
