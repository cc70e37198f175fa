import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import type { SubjectEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { subjectBoard } from './subject-board.view.ts';

describe('the board of subjects', () => {
  test('is filtered by standing and sorted by registration', () => {
    expect(columnsAfter(subjectBoard, 'person', [registered])).toEqual({
      standing: 'REGISTERED',
      registeredAt: '2013-02-11T12:00:00.000Z',
    });
  });

  test('a correction replaces what it names, and nothing else', () => {
    expect(rowAfter(subjectBoard, 'person', [registered, corrected])).toMatchObject({
      name: 'subject-person/0/0',
      contact: 'subject-person/1/0',
      address: null,
    });
  });

  test('P-12: what there is none of any more is gone', () => {
    const cleared = of('2013-02-13', { type: 'PersonalDetailsCorrected', contact: null });
    expect(rowAfter(subjectBoard, 'person', [registered, corrected, cleared])).toMatchObject({
      name: 'subject-person/0/0',
      contact: null,
    });
  });

  test('shows which other records are of the same person', () => {
    expect(rowAfter(subjectBoard, 'person', [registered, merged]).merges).toEqual([
      { other: 'other-person', at: '2013-02-13T12:00:00.000Z' },
    ]);
  });

  test('shows something whatever has happened before', () => {
    expect(failuresOf(subjectBoard, 'person', [registered, corrected, merged])).toEqual([]);
  });
});

const of = (day: string, event: SubjectEvent): Happened<SubjectEvent> => [
  'subject-person',
  `${day}T12:00:00.000Z`,
  event,
];
const registered = of('2013-02-11', {
  type: 'SubjectRegistered',
  name: personalReference('subject-person/0/0'),
});
const corrected = of('2013-02-12', {
  type: 'PersonalDetailsCorrected',
  contact: personalReference('subject-person/1/0'),
});
const merged = of('2013-02-13', { type: 'SubjectsMerged', other: 'other-person' });
