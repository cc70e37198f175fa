import { describe, expect, test } from '@jest/globals';
import type { Message } from '@wardbook/event-sourcing';
import { requestsAt } from '../authority-request.ts';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { requestQueue } from './request-queue.view.ts';

const DUE = '2013-03-07T09:00:00.000Z';

const of = (stream: string, day: string, event: object): Happened<Message> => [
  stream,
  `${day}T12:00:00.000Z`,
  event as Message,
];
const CASE = 'adviceCase-lock';
const advice = of(CASE, '2013-03-04', {
  type: 'AdviceGiven',
  ...{
    contact: 'visit',
    item: 'lock',
    measure: 'LOCK',
    topic: 'PROPERTY',
    level: 'SPECIALIST',
    stance: 'FOR',
  },
  ...{ certainty: 'NOT_CLAIMED', basis: 'catalogue', purposes: [], adviser: 'pc-1', adviserLevel: 'BASIC' },
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  policyVersion: 4,
});
const merge = of('subject-juniper', '2013-03-04', {
  type: 'SubjectMergeProposed',
  ...{ request: 'same-name', other: 'june', reason: 'SAME_DETAILS', requestedBy: 'records-1', answerBy: DUE },
});
const granted = of('subject-juniper', '2013-03-05', { type: 'SubjectMergeGranted', request: 'same-name' });
const declined = of('subject-juniper', '2013-03-05', {
  ...{ type: 'SubjectMergeDeclined', request: 'same-name', reason: 'OTHER' },
});
const MERGE = 'subject-juniper SUBJECT_MERGE same-name';

describe('the queue of requests', () => {
  test('has one row for each request, found by matter, standing and when it is due', () => {
    const columns = { matter: 'SUBJECT_MERGE', standing: 'WAITING', answerBy: DUE };
    expect(columnsAfter(requestQueue, MERGE, [merge])).toEqual(columns);
    expect(columnsAfter(requestQueue, MERGE, [merge, granted])).toEqual({ ...columns, standing: 'GRANTED' });
    expect(columnsAfter(requestQueue, MERGE, [merge, declined])).toEqual({
      ...columns,
      standing: 'DECLINED',
    });
  });

  test('says who asked, of which record, and how it was answered', () => {
    const row = rowAfter(requestQueue, MERGE, [merge, declined]);
    expect(row.stream).toBe('subject-juniper');
    expect(requestsAt(row.requests, 'SUBJECT_MERGE', '2013-03-06T12:00:00.000Z')).toMatchObject([
      { key: 'same-name', askedByKey: 'records-1', standing: 'DECLINED', declinedBecause: 'OTHER' },
    ]);
  });

  test('has no row for what asks nobody, nor for an answer to nothing', () => {
    expect(rowAfter(requestQueue, `${CASE} ADVICE_OVERRIDE lock`, [advice])).toBe(requestQueue.initial);
    expect(columnsAfter(requestQueue, MERGE, [granted])).toMatchObject({ standing: 'EXPECTED' });
  });

  test('shows something whatever has happened before', () => {
    const known = ['SubjectMergeProposed', 'SubjectMergeGranted', 'SubjectMergeDeclined'];
    const evolve = Object.fromEntries(
      Object.entries(requestQueue.evolve).filter(([type]) => known.includes(type)),
    );
    expect(failuresOf({ ...requestQueue, evolve }, MERGE, [merge, granted, declined])).toEqual([]);
  });
});
