import { describe, test } from '@jest/globals';
import { at } from '@wardbook/event-sourcing/testing';
import { PCSO } from '../kilburn.test.data.ts';
import {
  competenceExpired,
  competenceFoundWrong,
  competenceGranted,
  type MemberEvent,
} from '../member/member.events.ts';
import { FOUR, given, member, NINE, NOON, requested, TEN, TWO } from '../survey/survey.test.data.ts';
import { surveyBooked } from '../survey/survey.events.ts';

// A competence changes what a member may do, and so does its end: asked of the rule of surveys.

const book = {
  type: 'BookSurvey',
  ...{ occurredAt: TEN, by: PCSO, surveyor: PCSO.id, from: NOON, to: TWO },
} as const;
const skill = { level: 'BASIC_SURVEY', evidence: 'skills-1' } as const;
const taughtOn = (when: string, until: string) =>
  at<MemberEvent>(when, competenceGranted({ ...skill, until }));
const THREE_YEARS_BEFORE = '2020-03-06T16:00:00.000Z';
const mayBook = (history: readonly { readonly at: string; readonly event: MemberEvent }[]) =>
  given(...requested)
    .knowing(member(PCSO.id, history))
    .when(book)
    .emits(surveyBooked({ surveyor: PCSO.id, from: NOON, to: TWO }));
const mayNotBook = (history: readonly { readonly at: string; readonly event: MemberEvent }[]) =>
  given(...requested)
    .knowing(member(PCSO.id, history))
    .when(book)
    .isRefusedBy('R-SUR-3', 'surveyor');

describe('what a training day taught', () => {
  test('R-SUR-3, D-35, T2-22: lets a PCSO survey a home from the end of the day on', () => {
    mayNotBook([]);
    mayNotBook(taughtOn(FOUR, '2026-03-06T00:00:00.000Z'));
    mayBook(taughtOn(NINE, '2026-03-06T00:00:00.000Z'));
  });
  test('R-SUR-3, D-35: no longer once the time is over that the policy gives it', () => {
    mayBook(taughtOn(THREE_YEARS_BEFORE, '2023-03-07T00:00:00.000Z'));
    mayNotBook(taughtOn(THREE_YEARS_BEFORE, '2023-03-06T00:00:00.000Z'));
  });
  test('R-SUR-3, D-35: nor once somebody said that it no longer counts, or the day turned out otherwise', () => {
    const taught = taughtOn(THREE_YEARS_BEFORE, '2026-03-06T00:00:00.000Z');
    mayNotBook([...taught, ...at<MemberEvent>(NINE, competenceExpired({ level: 'BASIC_SURVEY' }))]);
    mayBook([...taught, ...at<MemberEvent>(FOUR, competenceExpired({ level: 'BASIC_SURVEY' }))]);
    mayNotBook([...taught, ...at<MemberEvent>(THREE_YEARS_BEFORE, competenceFoundWrong(skill))]);
  });
  test('R-SUR-3: what another day taught counts all the same', () => {
    const twice = [
      ...taughtOn(THREE_YEARS_BEFORE, '2023-03-06T00:00:00.000Z'),
      ...at<MemberEvent>(
        '2021-03-06T16:00:00.000Z',
        competenceGranted({ ...skill, evidence: 'skills-2', until: '2024-03-06T00:00:00.000Z' }),
      ),
    ];
    mayBook(twice);
    mayBook([...twice, ...at<MemberEvent>(THREE_YEARS_BEFORE, competenceFoundWrong(skill))]);
  });
  test('R-TRN-1: what was granted on other evidence, before training days were on record, counts still', () =>
    mayBook(at<MemberEvent>(THREE_YEARS_BEFORE, competenceGranted(skill))));
});
