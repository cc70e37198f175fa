import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { IN_2012, OFFICER, police, RECORDS, retentionPolicy, sendersOf } from '../kilburn.test.data.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subject } from '../subject/subject.ts';
import {
  personalDetailsCorrected,
  subjectRegistered,
  subjectsMerged,
  type SubjectEvent,
} from '../subject/subject.events.ts';
import * as events from './retention.events.ts';

const SECOND = police('records-2', 'RECORDS');
const [IN_2006, IN_2011, IN_2013] = [
  '2006-03-01T09:00:00.000Z',
  '2011-03-01T09:00:00.000Z',
  '2013-03-01T09:00:00.000Z',
] as const;
const hour = (clock: number): string => `2013-03-04T${String(clock).padStart(2, '0')}:00:00.000Z`;
const NOON = hour(12);

const on = (instant: string, ...happened: readonly SubjectEvent[]) => at(instant, ...happened);
/** Nobody needs it after 2012, by what holds without a policy. */
const registered = on(IN_2006, subjectRegistered({ name: 'subject-juniper/0/0' }));
const bare = scenario(subject, 'juniper');
const given = (...history: readonly (readonly Dated<SubjectEvent>[])[]) =>
  bare(...history).knowing(fact(rolesHistory, 'police'));

const place = {
  type: 'PlaceLegalHold',
  occurredAt: NOON,
  by: RECORDS,
  hold: 'claim',
  reason: 'LITIGATION',
} as const;
const lift = {
  type: 'LiftLegalHold',
  occurredAt: NOON,
  by: RECORDS,
  hold: 'claim',
  request: 'over',
  reason: 'MATTER_ENDED',
} as const;
const grant = { type: 'GrantLifting', occurredAt: NOON, by: SECOND, request: 'over' } as const;
const decline = {
  type: 'DeclineLifting',
  occurredAt: NOON,
  by: SECOND,
  request: 'over',
  reason: 'NOT_JUSTIFIED',
} as const;
const schedule = { type: 'ScheduleReview', occurredAt: NOON, by: RECORDS, on: '2014-01-07' } as const;
const retain = {
  type: 'Retain',
  occurredAt: NOON,
  by: RECORDS,
  reason: 'POLICING_PURPOSE',
  until: '2019-01-07',
} as const;
const dispose = { type: 'Dispose', occurredAt: NOON, by: RECORDS } as const;

const placed = events.legalHoldPlaced({ hold: 'claim', reason: 'LITIGATION' });
const asked = events.legalHoldLiftRequested({
  ...{ request: 'over', hold: 'claim', reason: 'MATTER_ENDED' },
  ...{ requestedBy: RECORDS.id, answerBy: '2013-03-07T12:00:00.000Z' },
});
const granted = events.legalHoldLiftGranted({ request: 'over' });
const lifted = events.legalHoldLifted({ hold: 'claim' });
const disposed = events.disposalDecided({ reason: 'NO_LONGER_NEEDED' });
const held = on(IN_2013, placed);

describe('who sends what', () => {
  test.each([place, lift, grant, decline, schedule, retain, dispose])(
    'R-AUTH-2: $type is for RECORDS alone',
    (command) => {
      expect(sendersOf(given(), command)).toEqual(['RECORDS']);
    },
  );
});

describe('a hold', () => {
  test('T3-48: is placed, with a reason', () => given(registered).when(place).emits(placed));
  test('is on record once', () => given(registered, on(NOON, placed)).when(place).emitsNothing());
  test.each([{ reason: 'COMPLAINT' }, { occurredAt: hour(13) }] as const)(
    'R-LIFE-2: another one has a name of its own: %o',
    (other) =>
      given(registered, on(NOON, placed))
        .when({ ...place, ...other })
        .isRefusedBy('R-LIFE-2', 'hold'),
  );
  test('stands beside others', () =>
    given(registered, held)
      .when({ ...place, hold: 'inquiry', reason: 'INQUIRY' })
      .emits(events.legalHoldPlaced({ hold: 'inquiry', reason: 'INQUIRY' })));
  test('R-LIFE-1: is not placed on what is not there', () =>
    given().when(place).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: nor before that was', () =>
    given(registered)
      .when({ ...place, occurredAt: '2006-02-28T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1', 'id'));
});

describe('lifting a hold', () => {
  const waiting = on(hour(9), asked);
  test('is asked for by one', () => given(registered, held).when(lift).emits(asked));
  test('is called like the hold where nobody names it', () => {
    const { request: _request, ...unnamed } = lift;
    given(registered, held)
      .when(unnamed)
      .emits({ ...asked, request: 'claim' });
  });
  test('and granted by another', () => given(registered, held, waiting).when(grant).emits(granted, lifted));
  test('R-AUTH-1: not by whoever asked', () => {
    given(registered, held, waiting)
      .when({ ...grant, by: RECORDS })
      .isRefusedBy('R-AUTH-1', 'request');
    given(registered, held, waiting)
      .when({ ...decline, by: RECORDS })
      .isRefusedBy('R-AUTH-1', 'request');
  });
  test('or declined by another', () =>
    given(registered, held, waiting)
      .when(decline)
      .emits(events.legalHoldLiftDeclined({ request: 'over', reason: 'NOT_JUSTIFIED' })));
  test('is asked, and answered, once', () => {
    given(registered, held, on(NOON, asked)).when(lift).emitsNothing();
    given(registered, held, waiting, on(NOON, granted, lifted))
      .when(grant)
      .emitsNothing();
  });
  test.each([{ reason: 'OTHER' }, { hold: 'inquiry' }, { occurredAt: hour(13) }] as const)(
    'R-LIFE-2: another request has a name of its own: %o',
    (other) =>
      given(
        registered,
        held,
        on(hour(9), events.legalHoldPlaced({ hold: 'inquiry', reason: 'OTHER' })),
        on(NOON, asked),
      )
        .when({ ...lift, ...other })
        .isRefusedBy('R-LIFE-2', 'request'),
  );
  test('R-LIFE-1: of what is not there', () => given().when(lift).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: of what is not held', () => given(registered).when(lift).isRefusedBy('R-LIFE-1', 'hold'));
  test('R-LIFE-1: of what is not held any more', () => {
    given(registered, held, waiting, on(hour(10), granted, lifted))
      .when({ ...lift, request: 'again' })
      .isRefusedBy('R-LIFE-1', 'hold');
    given(registered, held, waiting, on(hour(10), lifted))
      .when(grant)
      .isRefusedBy('R-LIFE-1', 'request');
  });
  test('R-LIFE-1: nor is granted what nobody asked', () => {
    given(registered, held).when(grant).isRefusedBy('R-LIFE-1', 'request');
    given(registered, held).when(decline).isRefusedBy('R-LIFE-1', 'request');
  });
  test('R-TIME-2: nor earlier than it was lifted, or asked for', () => {
    const late = { ...grant, occurredAt: hour(10) };
    given(registered, held, waiting, on(hour(11), { ...asked, request: 'again' }))
      .when(late)
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(registered, held, waiting, on(hour(11), lifted))
      .when(late)
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('a review', () => {
  test('is on a day that somebody names', () =>
    given(registered)
      .when(schedule)
      .emits(events.retentionReviewScheduled({ on: '2014-01-07' })));
  test('or on the one that the policy gives [T3-60]', () =>
    given(registered)
      .when({ type: 'ScheduleReview', occurredAt: NOON, by: RECORDS })
      .emits(events.retentionReviewScheduled({ on: '2012-03-01', policy: 'DEFAULT' })));
  test('is scheduled once', () =>
    given(registered, on(NOON, events.retentionReviewScheduled({ on: '2014-01-07' })))
      .when(schedule)
      .emitsNothing());
  test('R-RET-4: on a day to come', () => {
    given(registered)
      .when({ ...schedule, on: '2013-03-03' })
      .isRefusedBy('R-RET-4', 'on');
    given(registered)
      .when({ ...schedule, on: '2013-03-04' })
      .emits(events.retentionReviewScheduled({ on: '2013-03-04' }));
  });
  test('R-LIFE-1: not of what is not there', () => given().when(schedule).isRefusedBy('R-LIFE-1', 'id'));
});

describe('keeping a record on', () => {
  test('until a day, for a reason', () =>
    given(registered)
      .when(retain)
      .emits(events.recordRetained({ reason: 'POLICING_PURPOSE', until: '2019-01-07' })));
  test('or for another term of the policy [T3-60]', () =>
    given(registered)
      .when({ type: 'Retain', occurredAt: NOON, by: RECORDS, reason: 'LEGAL_CLAIM' })
      .emits(events.recordRetained({ reason: 'LEGAL_CLAIM', until: '2019-03-04', policy: 'DEFAULT' })));
  test('is on record once', () =>
    given(registered, on(NOON, events.recordRetained({ reason: 'POLICING_PURPOSE', until: '2019-01-07' })))
      .when(retain)
      .emitsNothing());
  test('R-RET-4: until a day to come', () =>
    given(registered)
      .when({ ...retain, until: '2013-03-03' })
      .isRefusedBy('R-RET-4', 'until'));
  test('R-LIFE-1: not where there is nothing', () => given().when(retain).isRefusedBy('R-LIFE-1', 'id'));
});

describe('disposing of a record', () => {
  test('is decided once nobody keeps it any longer', () => given(registered).when(dispose).emits(disposed));
  test('for a reason', () =>
    given(registered)
      .when({ ...dispose, reason: 'RECORDED_TWICE' })
      .emits(events.disposalDecided({ reason: 'RECORDED_TWICE' })));
  test('is on record once', () => given(registered, on(NOON, disposed)).when(dispose).emitsNothing());
  test.each([{ reason: 'OTHER' }, { occurredAt: hour(13) }, { occurredAt: hour(11) }] as const)(
    'R-LIFE-2: not twice: %o',
    (other) =>
      given(registered, on(NOON, disposed))
        .when({ ...dispose, ...other })
        .isRefusedBy('R-LIFE-2', 'id'),
  );
  test('R-LIFE-1: not of what is not there', () => given().when(dispose).isRefusedBy('R-LIFE-1', 'id'));
  test('R-CASE-15: not while it is held [T3-48]', () => {
    given(registered, held).when(dispose).isRefusedBy('R-CASE-15', 'id');
    given(registered, held, on(hour(13), lifted))
      .when(dispose)
      .isRefusedBy('R-CASE-15', 'id');
    given(registered, held, on(hour(11), lifted))
      .when(dispose)
      .emits(disposed);
  });
  test('R-CASE-15: not while one of several holds stands', () =>
    given(registered, on(IN_2013, placed, events.legalHoldPlaced({ hold: 'other', reason: 'OTHER' }), lifted))
      .when(dispose)
      .isRefusedBy('R-CASE-15', 'id'));
  test('R-CASE-15: but before it was held', () =>
    given(registered, on(hour(13), placed))
      .when(dispose)
      .emits(disposed));

  describe('R-RET-1: not before the day', () => {
    test('that the policy gives [T3-60]', () => {
      const late = on('2007-03-05T12:00:00.000Z', subjectRegistered({ name: 'subject-juniper/0/0' }));
      given(late).when(dispose).isRefusedBy('R-RET-1', 'id');
      given(late)
        .when({ ...dispose, occurredAt: '2013-03-05T00:00:00.000Z' })
        .emits(disposed);
    });
    test('that the policy which serves gives [T3-60]', () => {
      const longer = {
        ...retentionPolicy,
        keeping: [{ record: 'SUBJECT', trigger: 'REGISTERED', years: 10 }],
      } as const;
      const adopted = [
        fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'RETENTION', policy: 'W1012' }))),
        fact(
          policyHistory,
          'W1012',
          at(IN_2012, policyVersionPublished({ ...longer, nextReviewDue: '2013-09-03' })),
        ),
      ] as const;
      bare(registered)
        .knowing(...adopted)
        .when(dispose)
        .isRefusedBy('R-RET-1', 'id');
      bare(registered)
        .knowing(...adopted)
        .when({ type: 'ScheduleReview', occurredAt: NOON, by: RECORDS })
        .emits(events.retentionReviewScheduled({ on: '2016-03-01', policy: 'W1012/1' }));
      bare(registered)
        .knowing(...adopted)
        .when({ type: 'Retain', occurredAt: NOON, by: RECORDS, reason: 'OTHER' })
        .emits(events.recordRetained({ reason: 'OTHER', until: '2023-03-04', policy: 'W1012/1' }));
    });
    test('of its review', () => {
      const reviewed = (on_: string, when: string) => on(when, events.retentionReviewScheduled({ on: on_ }));
      given(registered, reviewed('2013-03-05', IN_2013)).when(dispose).isRefusedBy('R-RET-1', 'id');
      given(registered, reviewed('2013-03-04', IN_2013)).when(dispose).emits(disposed);
      given(registered, reviewed('2014-03-05', IN_2011), reviewed('2013-03-04', IN_2013))
        .when(dispose)
        .emits(disposed);
    });
    test('until which it is kept on, whatever day it is reviewed', () => {
      const kept = on(IN_2011, events.recordRetained({ reason: 'OTHER', until: '2013-03-05' }));
      given(registered, kept, on(IN_2013, events.retentionReviewScheduled({ on: '2013-03-04' })))
        .when(dispose)
        .isRefusedBy('R-RET-1', 'id');
      given(registered, kept)
        .when({ ...dispose, occurredAt: '2013-03-05T00:00:00.000Z' })
        .emits(disposed);
    });
  });
});

describe('a record that was disposed of', () => {
  const gone = on(NOON, disposed);
  const correct = { type: 'CorrectPersonalDetails', by: RECORDS, contact: '020 7946 0000' } as const;
  test.each([hour(13), hour(11)])(
    'R-RET-3: takes nothing more, neither of later nor of earlier: %s',
    (occurredAt) => {
      given(registered, gone)
        .when({ ...correct, occurredAt })
        .isRefusedBy('R-RET-3', 'id');
      given(registered, gone)
        .when({ ...schedule, occurredAt })
        .isRefusedBy('R-RET-3', 'id');
      given(registered, gone)
        .when({ ...retain, occurredAt })
        .isRefusedBy('R-RET-3', 'id');
    },
  );
  test('can be held, until its keys are destroyed', () => {
    given(registered, gone)
      .when({ ...place, occurredAt: hour(13) })
      .emits(placed);
  });
  test('R-TIME-2: was not held when that was decided, whatever is recorded late', () => {
    given(registered, gone)
      .when({ ...place, occurredAt: hour(11) })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: nor was anything of it recorded later', () => {
    const corrected = on(hour(13), personalDetailsCorrected({ contact: 'subject-juniper/1/0' }));
    given(registered, corrected).when(dispose).isRefusedBy('R-TIME-2', 'occurredAt');
    given(registered, on(hour(13), events.retentionReviewScheduled({ on: '2013-03-04' })))
      .when(dispose)
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(registered, on(hour(13), events.recordRetained({ reason: 'OTHER', until: '2013-03-04' })))
      .when(dispose)
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-LIFE-1: is nobody whom another record could stand for', () => {
    const merge = {
      type: 'MergeSubjects',
      request: 'same',
      other: 'june',
      reason: 'SAME_DETAILS',
      by: RECORDS,
    } as const;
    given(registered)
      .knowing(fact(subject, 'june', registered, gone))
      .when({ ...merge, occurredAt: hour(13) })
      .isRefusedBy('R-LIFE-1', 'other');
  });
  test('R-LIFE-2: is not registered again', () => {
    const again = {
      type: 'RegisterSubject',
      by: OFFICER,
      name: 'Juniper Marsh',
      occurredAt: hour(13),
    } as const;
    given(registered, gone).when(again).isRefusedBy('R-LIFE-2', 'id');
    given(registered, on(IN_2013, subjectsMerged({ other: 'june' })), gone)
      .when(again)
      .isRefusedBy('R-LIFE-2', 'id');
  });
});
