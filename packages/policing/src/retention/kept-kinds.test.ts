import { describe, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { closedAtOne } from '../advice-case/advice-case-commands.test.data.ts';
import { complete, hour, opened } from '../advice-case/advice-case.test.data.ts';
import { adviceCase } from '../advice-case/advice-case.ts';
import { adviceCaseReopened, type AdviceCaseEvent } from '../advice-case/advice-case.events.ts';
import { attendance } from '../attendance/attendance.ts';
import {
  calledOnDeparture,
  overdueAttendanceResolved,
  visitCancelled,
  type AttendanceEvent,
} from '../attendance/attendance.events.ts';
import { LATER, NOON, ONE, planned } from '../attendance/attendance.test.data.ts';
import { IN_2012, RECORDS, retentionPolicy } from '../kilburn.test.data.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import type { RetentionTerm } from '../policy/figures.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { referral } from '../referral/referral.ts';
import {
  referralCompleted,
  referralDeclined,
  referralWithdrawn,
  type ReferralEvent,
} from '../referral/referral.events.ts';
import { COUNCIL, MARCH_4, MARCH_5, raised } from '../referral/referral.test.data.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { disposalDecided } from './retention.events.ts';

const disposed = disposalDecided({ reason: 'NO_LONGER_NEEDED' });
const disposeOn = (day: string) =>
  ({ type: 'Dispose', occurredAt: `${day}T12:00:00.000Z`, by: RECORDS }) as const;
const noPolicy = fact(rolesHistory, 'police');
const keeping = (term: RetentionTerm) =>
  [
    fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'RETENTION', policy: 'W1012' }))),
    fact(
      policyHistory,
      'W1012',
      at(
        IN_2012,
        policyVersionPublished({ ...retentionPolicy, keeping: [term], nextReviewDue: '2013-09-03' }),
      ),
    ),
  ] as const;

describe('a case', () => {
  const given = scenario(adviceCase, 'case-1');
  test('R-RET-2: is not disposed of while it is open', () => {
    given(opened).knowing(noPolicy).when(disposeOn('2040-01-01')).isRefusedBy('R-RET-2', 'id');
    const again = at<AdviceCaseEvent>(hour(15), adviceCaseReopened({}));
    given(closedAtOne, again).knowing(noPolicy).when(disposeOn('2040-01-01')).isRefusedBy('R-RET-2', 'id');
  });
  test('R-RET-2: nor is its review known, unless somebody names a day', () => {
    const schedule = { ...disposeOn('2024-01-01'), type: 'ScheduleReview' } as const;
    given(opened).knowing(noPolicy).when(schedule).isRefusedBy('R-RET-2', 'on');
  });
  test('R-RET-1: is kept for six years from its end [T3-60]', () => {
    given(closedAtOne).knowing(noPolicy).when(disposeOn('2029-03-05')).isRefusedBy('R-RET-1', 'id');
    given(closedAtOne).knowing(noPolicy).when(disposeOn('2029-03-06')).emits(disposed);
  });
  test('R-RET-1: or from the last time that anybody was in touch, where the policy says so', () => {
    const known = keeping({ record: 'ADVICE_CASE', trigger: 'LAST_CONTACT', years: 1 });
    const later = at<AdviceCaseEvent>(
      '2025-05-05T12:00:00.000Z',
      ...closedAtOne.slice(-1).map(({ event }) => event),
    );
    given(complete, later)
      .knowing(...known)
      .when(disposeOn('2025-05-05'))
      .emits(disposed);
    const { event } = closedAtOne.at(-1) ?? {};
    given(opened, at<AdviceCaseEvent>(hour(10), ...(event ? [event] : [])))
      .knowing(...known)
      .when(disposeOn('2024-03-05'))
      .isRefusedBy('R-RET-1', 'id');
  });
  test('R-RET-1: or from its beginning', () => {
    const known = keeping({ record: 'ADVICE_CASE', trigger: 'REGISTERED', years: 1 });
    given(closedAtOne)
      .knowing(...known)
      .when(disposeOn('2024-03-05'))
      .isRefusedBy('R-RET-1', 'id');
    given(closedAtOne)
      .knowing(...known)
      .when(disposeOn('2024-03-06'))
      .emits(disposed);
  });
});

describe('a referral', () => {
  const given = scenario(referral, 'locks');
  const on = (instant: string, ...events: readonly ReferralEvent[]) => at(instant, ...events);
  test('R-RET-2: is not disposed of while somebody has to do something about it', () => {
    given(raised).knowing(noPolicy).when(disposeOn('2040-01-01')).isRefusedBy('R-RET-2', 'id');
    given(raised, on(MARCH_4, referralDeclined({ owner: COUNCIL, reason: 'NO_CAPACITY' })))
      .knowing(noPolicy)
      .when(disposeOn('2040-01-01'))
      .isRefusedBy('R-RET-2', 'id');
  });
  test.each([
    referralWithdrawn({ owner: COUNCIL, reason: 'NO_LONGER_NEEDED' }),
    referralCompleted({ owner: COUNCIL, outcome: 'HELPED', helpGiven: 'referral-locks/1/0' }),
  ])('R-RET-1: is kept for six years from its end: $type', (ended) => {
    const known = given(raised, on(MARCH_5, ended)).knowing(noPolicy);
    known.when(disposeOn('2019-03-04')).isRefusedBy('R-RET-1', 'id');
    known.when(disposeOn('2019-03-05')).emits(disposed);
  });
});

describe('a visit', () => {
  const given = scenario(attendance, 'visit-1');
  const on = (instant: string, ...events: readonly AttendanceEvent[]) => at(instant, ...events);
  test('R-RET-2: is not disposed of before it ended, nor before it was found out why nobody called', () => {
    given(planned).knowing(noPolicy).when(disposeOn('2040-01-01')).isRefusedBy('R-RET-2', 'id');
    given(planned, on(LATER, calledOnDeparture({})))
      .knowing(noPolicy)
      .when({ ...disposeOn('2023-03-06'), occurredAt: NOON })
      .isRefusedBy('R-RET-2', 'id');
  });
  test.each([
    [ONE, calledOnDeparture({})],
    [NOON, visitCancelled({ by: 'RECIPIENT', reason: 'RECIPIENT_ASKED' })],
    [LATER, overdueAttendanceResolved({ outcome: 'SAFE_FOUND' })],
  ] as const)('R-RET-1: is kept for six years from its end: %s', (instant, ended) => {
    const known = given(planned, on(instant, ended)).knowing(noPolicy);
    known.when(disposeOn('2029-03-05')).isRefusedBy('R-RET-1', 'id');
    known.when(disposeOn('2029-03-06')).emits(disposed);
  });
});
