import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import {
  advised,
  complete,
  disclaimed,
  hour,
  inContact,
  locksGiven,
  opened,
  plannedVisit,
} from './advice-case.test.data.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';
import {
  adviceCaseHistory,
  assignedAt,
  isOpen,
  openReferrals,
  recipientOf,
  wardOf,
  type AdviceCaseState,
} from './advice-case.state.ts';
import { checkCompliance, unmet } from './compliance.ts';

const after = (...history: readonly (readonly Dated<AdviceCaseEvent>[])[]) =>
  fact(adviceCaseHistory, 'case-1', ...history).state;
const EVENING = hour(20);
const rows = (state: AdviceCaseState, asked: object = {}) =>
  checkCompliance(state, undefined, { at: EVENING, ...asked });
const unmetIn = (state: AdviceCaseState, asked: object = {}) =>
  rows(state, asked).flatMap(({ rule, met, item, contact }) =>
    met ? [] : [[rule, item ?? contact].join(' ')],
  );

describe('the compliance checklist', () => {
  test('has a line per rule and item, with the events that show it [T3-13, T3-47]', () => {
    expect(rows(after(complete))).toEqual([
      { rule: 'R-CASE-1', met: true, item: 'item-1', eventIds: ['event-2', 'event-3'] },
      { rule: 'R-CASE-2', met: true, item: 'item-1', eventIds: ['event-3'] },
      { rule: 'R-CASE-3', met: true, item: 'item-1', eventIds: ['event-3'] },
      { rule: 'R-CASE-5', met: true, item: 'item-1', eventIds: ['event-3'] },
      { rule: 'R-CASE-8', met: true, item: 'item-1', eventIds: ['event-3', 'event-4', 'event-5'] },
      { rule: 'R-CASE-10', met: true, item: 'item-1', eventIds: ['event-3'] },
      { rule: 'R-CASE-9', met: true, eventIds: ['event-6'] },
      { rule: 'R-REF-7', met: true, eventIds: [] },
    ]);
  });
  test('tells one item that complies from one that does not [T3-47]', () => {
    const second = at<AdviceCaseEvent>(
      hour(12),
      events.contactStarted({ contact: 'call-2', channel: 'PHONE' }),
      {
        ...locksGiven,
        item: 'item-2',
        contact: 'call-2',
      },
    );
    expect(unmetIn(after(complete, second))).toEqual(['R-CASE-8 item-2']);
  });
  test('is as of an instant: what came later neither mends nor breaks', () => {
    expect(unmetIn(after(complete), { at: hour(10) })).toEqual(['R-CASE-9 ']);
    expect(unmetIn(after(complete), { at: hour(9) })).toEqual([]);
  });
  test('R-CASE-8: what is said after the contact is over is said too late', () => {
    const over = at<AdviceCaseEvent>(hour(10), events.contactCompleted({ contact: 'call-1' }));
    expect(unmetIn(after(disclaimed, over))).toEqual(['R-CASE-8 item-1', 'R-CASE-9 ']);
  });

  const given = (changed: object) =>
    after(inContact, at<AdviceCaseEvent>(hour(11), { ...locksGiven, ...changed }));
  const about = (changed: object) => unmetIn(given(changed)).filter((line) => !/R-CASE-(8|9)/.test(line));
  test.each([
    ['R-CASE-3', { level: 'SPECIALIST' }],
    ['R-CASE-3', { topic: 'INTRUDER_ALARM' }],
    ['R-CASE-4', { topic: 'SECURED_BY_DESIGN' }],
    ['R-CASE-5', { stance: 'AGAINST' }],
    ['R-CASE-5', { certainty: 'CLAIMED' }],
    ['R-CASE-6', { legislation: { reference: 'Act 1998', accuracyConfirmed: false } }],
    ['R-CASE-7', { topic: 'CCTV_LAWFULNESS', cctv: { reasonable: 'YES', necessary: 'NO' } }],
    ['R-CASE-7', { topic: 'CCTV_LAWFULNESS' }],
    ['R-CASE-10', { purposes: [] }],
    ['R-CASE-10', { fourTests: { ...locksGiven.fourTests, balanced: false } }],
  ])('%s: finds what should never have been recorded: %j', (rule, changed) => {
    expect(about(changed)).toEqual([`${rule} item-1`]);
  });
  test.each([
    { level: 'SPECIALIST', adviserLevel: 'SPECIALIST' },
    { topic: 'INTRUDER_ALARM', overrideReason: 'Nobody else is there.' },
    { topic: 'SECURED_BY_DESIGN', adviserLevel: 'SPECIALIST' },
    { topic: 'CCTV_LAWFULNESS', cctv: { reasonable: 'YES', necessary: 'YES' } },
    { legislation: { reference: 'Act 1998', accuracyConfirmed: true } },
  ])('has nothing against %j', (changed) => {
    expect(about(changed)).toEqual([]);
  });
  test('R-CASE-1: finds advice before the circumstances were known', () => {
    expect(unmetIn(after(opened, at<AdviceCaseEvent>(hour(11), locksGiven)))).toContain('R-CASE-1 item-1');
  });
  test('R-CASE-5: finds a note that was issued unread', () => {
    const noted = at<AdviceCaseEvent>(
      hour(11),
      events.adviceGiven({ ...locksGiven, note: 'The lower sash first.' }),
    );
    const issued = at<AdviceCaseEvent>(
      hour(12),
      events.writtenAdviceRecordIssued({
        fields: [],
        delivery: 'LEAFLET',
        copyGiven: true,
        policyVersion: 4,
      }),
    );
    const read = events.adviceNoteReviewed({ item: 'item-1', reviewer: 'sergeant-1' });
    expect(unmetIn(after(inContact, noted))).not.toContain('R-CASE-5 item-1');
    expect(unmetIn(after(inContact, noted, issued))).toContain('R-CASE-5 item-1');
    expect(unmetIn(after(inContact, noted, issued, at<AdviceCaseEvent>(hour(13), read)))).toContain(
      'R-CASE-5 item-1',
    );
    expect(unmetIn(after(inContact, noted, at<AdviceCaseEvent>(hour(11), read), issued))).not.toContain(
      'R-CASE-5 item-1',
    );
  });
  test('R-CASE-12: judges a written record by the version that it was issued under', () => {
    const issued = at<AdviceCaseEvent>(
      hour(12),
      events.writtenAdviceRecordIssued({
        fields: ['delivery'],
        delivery: 'LEAFLET',
        copyGiven: true,
        policyVersion: 4,
      }),
    );
    const judged = (version: number) =>
      checkCompliance(
        after(complete, issued),
        { version, requiredRecordFields: ['delivery', 'adviser'] },
        { at: EVENING },
      ).find(({ rule }) => rule === 'R-CASE-12');
    expect(judged(4)).toEqual({ rule: 'R-CASE-12', met: false, eventIds: ['event-7'] });
    expect(judged(5)).toEqual({ rule: 'R-CASE-12', met: true, eventIds: ['event-7'] });
  });
  test('R-CASE-11, R-CASE-13: has lines about a visit: planned, come home from, and of some help', () => {
    const visit = (attendance: object) =>
      after(
        complete,
        at<AdviceCaseEvent>(
          hour(12),
          events.contactStarted({ contact: 'visit-1', channel: 'VISIT', ...attendance }),
        ),
      );
    expect(unmetIn(visit({}))).toEqual(['R-CASE-11 visit-1', 'R-CASE-13 ']);
    expect(unmetIn(visit({ attendance: 'visit-1' }), { namesHelp: true })).toEqual([]);
    expect(unmetIn(visit({ attendance: 'visit-1' }), { namesHelp: true, awaited: ['visit-1'] })).toEqual([
      'R-CASE-13 visit-1',
    ]);
  });
  test('R-CASE-13: a breach covers the item that it names, and without one all of them', () => {
    const state = after(advised);
    const excusing = (breach: object) => [
      { at: hour(12), eventId: 'event-9', rule: 'R-CASE-8' as const, authorised: true, ...breach },
    ];
    const left = (breach: object) =>
      unmet(rows(state), { ...state, breaches: excusing(breach) }, EVENING).map(({ rule }) => rule);
    expect(left({})).toEqual(['R-CASE-9']);
    expect(left({ item: 'item-1' })).toEqual(['R-CASE-9']);
    expect(left({ item: 'item-2' })).toEqual(['R-CASE-8', 'R-CASE-9']);
    expect(left({ contact: 'call-1' })).toEqual(['R-CASE-8', 'R-CASE-9']);
    expect(left({ authorised: false })).toEqual(['R-CASE-8', 'R-CASE-9']);
  });
});

describe('a case at an instant', () => {
  test('is open from its opening to its closure, and again', () => {
    const state = after(
      complete,
      at<AdviceCaseEvent>(hour(13), events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN' })),
      at<AdviceCaseEvent>(hour(15), events.adviceCaseReopened({})),
    );
    expect([8, 9, 13, 15].map((one) => isOpen(state, hour(one)))).toEqual([false, true, false, true]);
    expect([recipientOf(state), wardOf(state, EVENING)]).toEqual(['subject-1', 'E05000140']);
  });
  test('belongs to whom it was assigned to then', () => {
    const state = after(
      opened,
      at<AdviceCaseEvent>(hour(12), events.adviceCaseAssigned({ team: 'inpt-2', officerInCase: 'pc-2' })),
    );
    expect([11, 12].map((one) => assignedAt(state, hour(one))?.officerInCase)).toEqual(['pcso-1', 'pc-2']);
  });
  test('has open referrals until they are answered', () => {
    const answered = events.referralOutcomeRecorded({ referral: 'referral-1', outcome: 'DECLINED' });
    const asked = events.caseReferred({
      referral: 'referral-1',
      toRole: 'CPA',
      topic: 'PROPERTY',
      requestedHelp: 'A second opinion.',
      fields: [],
      dueAt: hour(20),
      recipient: 'subject-1',
      ward: 'E05000140',
      force: 'police',
      fromTeam: 'snt-kilburn',
      referredBy: 'pcso-1',
    });
    const state = after(
      opened,
      at<AdviceCaseEvent>(hour(10), asked),
      at<AdviceCaseEvent>(hour(12), answered),
    );
    expect([9, 10, 12].map((one) => openReferrals(state, hour(one)).length)).toEqual([0, 1, 0]);
  });
  test('keeps no words in its state', () => {
    expect(plannedVisit).toHaveLength(1);
    expect(JSON.stringify(after(complete))).not.toMatch(/Mews|forced/);
  });
});
