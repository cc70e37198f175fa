import { describe, expect, test } from '@jest/globals';
import { valuesOf } from '@wardbook/event-sourcing';
import { personalReference } from '@wardbook/event-sourcing/testing';
import {
  victimRegistered,
  victimWithdrawn,
  type CrimeEvent,
  type SafeWay,
  type SubjectEvent,
} from '@wardbook/policing';
import { requestsAt } from '../authority-request.ts';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { subjectBoard } from './subject-board.view.ts';

const inCrime = (day: string, event: CrimeEvent): Happened<CrimeEvent> => [
  'crime-police.2013-114',
  `${day}T12:00:00.000Z`,
  event,
];
const victimOfCrime = inCrime(
  '2013-02-12',
  victimRegistered({ victim: 'person', visit: 'v-1', criteria: [] }),
);
const noVictim = inCrime('2013-02-14', victimWithdrawn({ victim: 'person', reason: 'NOT_A_VICTIM' }));

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

  test('P-05: shows what was found about other records, each finding at its time', () => {
    expect(rowAfter(subjectBoard, 'person', [registered, foundApart, merged]).findings).toEqual([
      { other: 'other-person', at: '2013-02-13T12:00:00.000Z', isSamePerson: true, reason: null },
      {
        other: 'other-person',
        at: '2013-02-14T12:00:00.000Z',
        isSamePerson: false,
        reason: 'PERSON_SAID_SO',
      },
    ]);
  });

  test('shows how it is safe to reach the person, by when it was so', () => {
    const said = (day: string, ...ways: readonly SafeWay[]) => of(day, { type: 'SafeContactSaid', ways });
    const only = of('2013-02-14', { type: 'SafeContactSaid', ways: [], onlyThrough: 'support' });
    expect(rowAfter(subjectBoard, 'person', [registered]).reach.at(-1)).toBeUndefined();
    expect(
      rowAfter(subjectBoard, 'person', [registered, only, said('2013-02-13', 'SAFE_TO_CALL')]).reach,
    ).toEqual([
      { from: '2013-02-13T12:00:00.000Z', value: { ways: ['SAFE_TO_CALL'], onlyThrough: null } },
      { from: '2013-02-14T12:00:00.000Z', value: { ways: [], onlyThrough: 'support' } },
    ]);
  });

  test('D-32: whoever suffered a crime is a victim in its record, until it was found that they were none', () => {
    const told = (...events: readonly Happened<SubjectEvent | CrimeEvent>[]) =>
      valuesOf(rowAfter(subjectBoard, 'person', [registered, ...events]).categories).map((one) => [
        one.crime,
        one.told.at(-1)?.value,
      ]);
    expect(told(victimOfCrime)).toEqual([['police.2013-114', 'VICTIM']]);
    expect(told(noVictim, victimOfCrime)).toEqual([['police.2013-114', null]]);
    expect(rowAfter(subjectBoard, 'person', [registered, victimOfCrime])).toMatchObject({ version: 1 });
    expect(rowAfter(subjectBoard, 'person', [victimOfCrime])).toMatchObject({ standing: 'EXPECTED' });
  });

  test('P-05: keeps what was asked for, and the answer', () => {
    const card = rowAfter(subjectBoard, 'person', [registered, proposed, granted]);
    expect(requestsAt(card.requests, 'SUBJECT_MERGE', '2013-02-14T12:00:00.000Z')).toMatchObject([
      { key: 'same-name', standing: 'GRANTED', askedByKey: 'records-1' },
    ]);
    const declinedCard = rowAfter(subjectBoard, 'person', [registered, proposed, declined]);
    expect(requestsAt(declinedCard.requests, 'SUBJECT_MERGE', '2013-02-14T12:00:00.000Z')).toMatchObject([
      { key: 'same-name', standing: 'DECLINED', declinedBecause: 'NOT_JUSTIFIED' },
    ]);
  });

  test('D-32: shows what the person is in each record, by when it was so', () => {
    const earlier = of('2013-02-12', { ...categorised[2], category: 'WITNESS' } as SubjectEvent);
    const unknown = of('2013-02-15', { type: 'SubjectCategorised', adviceCase: 'lock' });
    for (const told of [
      [registered, earlier, categorised, unknown],
      [unknown, categorised, earlier, registered],
    ])
      expect(valuesOf(rowAfter(subjectBoard, 'person', told).categories)).toEqual([
        {
          ...{ adviceCase: 'lock', attendance: null, referral: null, crime: null },
          told: [
            { from: '2013-02-12T12:00:00.000Z', value: 'WITNESS' },
            { from: '2013-02-13T12:00:00.000Z', value: 'VICTIM' },
            { from: '2013-02-15T12:00:00.000Z', value: null },
          ],
        },
      ]);
  });

  test('shows something whatever has happened before', () => {
    expect(
      failuresOf(subjectBoard, 'person', [
        registered,
        corrected,
        proposed,
        granted,
        declined,
        merged,
        foundApart,
        of('2013-02-13', { type: 'MergeNoticed', other: 'other-person' }),
        of('2013-02-14', { type: 'FoundApartNoticed', other: 'other-person' }),
        categorised,
        victimOfCrime,
        noVictim,
        of('2013-02-14', { type: 'SafeContactSaid', ways: ['SAFE_TO_WRITE'] }),
      ]),
    ).toEqual([]);
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
const foundApart = of('2013-02-14', {
  type: 'SubjectsFoundApart',
  other: 'other-person',
  reason: 'PERSON_SAID_SO',
});
const proposed = of('2013-02-12', {
  type: 'SubjectMergeProposed',
  ...{ request: 'same-name', other: 'other-person', reason: 'SAME_DETAILS' },
  ...{ requestedBy: 'records-1', answerBy: '2013-02-15T12:00:00.000Z' },
});
const granted = of('2013-02-13', { type: 'SubjectMergeGranted', request: 'same-name' });
const declined = of('2013-02-13', {
  type: 'SubjectMergeDeclined',
  request: 'same-name',
  reason: 'NOT_JUSTIFIED',
});
const categorised = of('2013-02-13', { type: 'SubjectCategorised', adviceCase: 'lock', category: 'VICTIM' });
