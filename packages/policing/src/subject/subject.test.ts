import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { JANUARY, OFFICER, RECORDS, sendersOf } from '../kilburn.test.data.ts';
import { subject } from './subject.ts';
import { mergedWith, subjectHistory } from './subject.state.ts';
import {
  personalDetailsCorrected,
  subjectRegistered,
  subjectsMerged,
  type SubjectEvent,
} from './subject.events.ts';

const given = scenario(subject, 'juniper');
const MARCH = '2013-03-04T09:00:00.000Z';

const register = {
  type: 'RegisterSubject',
  occurredAt: MARCH,
  by: OFFICER,
  name: 'Juniper Marsh',
} as const;
const correct = {
  type: 'CorrectPersonalDetails',
  occurredAt: MARCH,
  by: RECORDS,
  contact: '020 7946 0000',
} as const;
const merge = {
  type: 'MergeSubjects',
  occurredAt: MARCH,
  by: RECORDS,
  other: 'june',
} as const;

const registered = at<SubjectEvent>(JANUARY, subjectRegistered({ name: 'subject-juniper/0/0' }));
const other = fact(subject, 'june', registered);

describe('who sends what', () => {
  test.each([
    {
      command: register,
      roles: ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER', 'RECORDS'],
    },
    { command: correct, roles: ['RECORDS'] },
    { command: merge, roles: ['RECORDS'] },
  ])('R-AUTH-2: $command.type is for $roles', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
});

describe('registering a person', () => {
  test('keeps name, contact and address', () => {
    const details = { contact: 'juniper@example.org', address: '4 Cedar Row' };
    given()
      .when({ ...register, ...details })
      .emits(subjectRegistered({ name: 'Juniper Marsh', ...details }));
  });
  test('takes a name alone', () => {
    given()
      .when(register)
      .emits(subjectRegistered({ name: 'Juniper Marsh' }));
  });
  test('R-LIFE-2: not twice: what changed is a correction', () => {
    given(registered).when(register).isRefusedBy('R-LIFE-2');
  });
  test('is sealed for the person whose record it is', () => {
    const state = fact(subjectHistory, 'juniper', registered).state;
    expect(subject.subject?.(subjectHistory.initial, { ...register, id: 'juniper', owner: 'police' })).toBe(
      'juniper',
    );
    expect(subject.subject?.(state, { ...correct, id: 'juniper', owner: 'police' })).toBe('juniper');
  });
});

describe('correcting details', () => {
  test('says what is right now, and nothing else', () => {
    given(registered)
      .when(correct)
      .emits(personalDetailsCorrected({ contact: '020 7946 0000' }));
  });
  test('takes all of them at once', () => {
    const details = { name: 'Juniper Ash', contact: 'none', address: '5 Cedar Row' };
    given(registered)
      .when({
        type: 'CorrectPersonalDetails',
        occurredAt: MARCH,
        by: RECORDS,
        ...details,
      })
      .emits(personalDetailsCorrected(details));
  });
  test('by nothing is nothing', () => {
    given(registered).when({ type: 'CorrectPersonalDetails', occurredAt: MARCH, by: RECORDS }).emitsNothing();
  });
  test('P-12: null says that there is none', () => {
    given(registered)
      .when({ type: 'CorrectPersonalDetails', occurredAt: MARCH, by: RECORDS, contact: null, address: null })
      .emits(personalDetailsCorrected({ contact: null, address: null }));
  });
  test('R-LIFE-1: not of somebody who was never registered', () => {
    given().when(correct).isRefusedBy('R-LIFE-1');
  });
  test('R-LIFE-1: nor before that', () => {
    given(registered)
      .when({ ...correct, occurredAt: '2013-01-06T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1');
  });
});

describe('two records of one person', () => {
  const merged = subjectsMerged({ other: 'june' });
  test('are merged', () => {
    given(registered).knowing(other).when(merge).emits(merged);
  });
  test('once', () => {
    given(registered, merged).knowing(other).when(merge).emitsNothing();
  });
  test('R-LIFE-1: not with one that does not exist', () => {
    given(registered).knowingNothingElse().when(merge).isRefusedBy('R-LIFE-1');
  });
  test('R-LIFE-1: nor one that is not there itself', () => {
    given().knowing(other).when(merge).isRefusedBy('R-LIFE-1');
  });
  test('R-LIFE-2: nor with itself', () => {
    given(registered)
      .when({ ...merge, other: 'juniper' })
      .isRefusedBy('R-LIFE-2');
  });
  test('are known as such from then on', () => {
    const state = fact(subjectHistory, 'juniper', registered, at(MARCH, merged)).state;
    expect(mergedWith(state, '2013-03-04T08:59:59.999Z')).toEqual([]);
    expect(mergedWith(state, MARCH)).toEqual(['june']);
  });
});
