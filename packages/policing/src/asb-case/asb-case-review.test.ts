import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyHistory } from '../agency/agency.state.ts';
import { byClient } from '../by.ts';
import {
  establishmentPolicy,
  IN_2012,
  INSPECTOR,
  OFFICER,
  RECORDS,
  sendersOf,
} from '../kilburn.test.data.ts';
import { DEFAULT_ASB } from '../policy/figures.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import * as events from './asb-case.events.ts';
import type { AsbCaseEvent } from './asb-case.events.ts';
import { readByItsWriter } from './asb-case.rules.ts';
import {
  asbCaseHistory,
  asbDisclosedTo,
  reviewProgress,
  reviewsAttendedBy,
  thresholdOf,
  wordsGoing,
} from './asb-case.state.ts';
import * as data from './asb-case.test.data.ts';

const { given, opened, incident, request, requested, MONDAY, NOON, TUESDAY, FRIDAY, APRIL } = data;
const by = OFFICER;
type History = readonly Dated<AsbCaseEvent>[];
const begun = at<AsbCaseEvent>(MONDAY, opened);
const told = (...more: readonly History[]) =>
  given(begun, ...more).knowing(data.officer, data.inspector, data.noPolicy, data.council);
const stateOf = (...more: readonly History[]) => fact(asbCaseHistory, 'case-9', begun, ...more).state;
const three = at<AsbCaseEvent>(NOON, incident('one'), incident('two'), incident('three'));
const two = at<AsbCaseEvent>(NOON, incident('one'), incident('two'));
const asked = at<AsbCaseEvent>(TUESDAY, requested);
const decide = { type: 'DecideCaseReview', occurredAt: FRIDAY, by: INSPECTOR, review: 'first' } as const;
const met = events.thresholdMet({ review: 'first', counted: 3, meetBy: '2013-04-05' });
const notMet = events.thresholdNotMet({ review: 'first', counted: 2 });
const meet = {
  type: 'HoldReviewMeeting',
  occurredAt: APRIL,
  by: INSPECTOR,
  review: 'first',
  agencies: ['council'],
  outcome: 'MORE_TO_BE_DONE',
  recommendations: ['PATROL', 'MEDIATION', 'PATROL'],
} as const;
const held = events.reviewMeetingHeld({
  ...{ review: 'first', agencies: ['council'], outcome: 'MORE_TO_BE_DONE' },
  recommendations: ['MEDIATION', 'PATROL'],
});
const shared = events.caseReviewShared({ review: 'first', agency: 'council' });

describe('a case review', () => {
  test('R-ASB-6: is asked for with the threshold that holds, and the day by which that is acknowledged', () => {
    told().when(request).emits(requested);
    told(asked).when(request).isRefusedBy('R-LIFE-2', 'review');
  });
  test('R-ASB-6: by the policy in force at the request, whatever holds later', () => {
    const { establishment: _figures, ...plain } = establishmentPolicy;
    const asb = { ...DEFAULT_ASB, reports: 2, withinMonths: 1, reportedWithinDays: 7 };
    const terms = { ...plain, kind: 'ASB', asb: { ...asb, acknowledgeWithinWorkingDays: 1 } } as const;
    given(begun)
      .knowing(
        data.officer,
        fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'ASB', policy: 'E0117' }))),
        fact(
          policyHistory,
          'E0117',
          at(IN_2012, policyVersionPublished({ ...terms, nextReviewDue: '2013-09-03' })),
        ),
      )
      .when(request)
      .emits(
        events.caseReviewRequested({
          agency: 'police',
          ...{ review: 'first', requestedFor: 'COMPLAINANT', reports: 2, withinMonths: 1 },
          ...{ reportedWithinDays: 7, acknowledgeBy: '2013-03-06', policy: 'E0117/1' },
        }),
      );
  });
  test('R-ASB-21: by somebody else with consent', () => {
    const another = { ...request, requestedFor: 'THIRD_PARTY' } as const;
    told().when(another).isRefusedBy('R-ASB-21', 'consent');
    told()
      .when({ ...another, consent: 'letters/2013-7', through: 'council' })
      .emits(
        events.caseReviewRequested({
          ...{ ...requested, requestedFor: 'THIRD_PARTY', consent: 'letters/2013-7', through: 'council' },
        }),
      );
  });
  test('R-LIFE-1: through an agency that is there', () =>
    told()
      .knowing(fact(agencyHistory, 'shire'))
      .when({ ...request, through: 'shire' })
      .isRefusedBy('R-LIFE-1', 'through'));
  test('R-LIFE-1: is acknowledged once, after it was asked for', () => {
    const acknowledge = { type: 'AcknowledgeCaseReview', occurredAt: FRIDAY, by, review: 'first' } as const;
    const acknowledged = events.caseReviewAcknowledged({ review: 'first', decideBy: '2013-03-29' });
    told(asked).when(acknowledge).emits(acknowledged);
    told().when(acknowledge).isRefusedBy('R-LIFE-1', 'review');
    told(asked, at(FRIDAY, acknowledged)).when(acknowledge).emitsNothing();
    told(asked, at(FRIDAY, acknowledged))
      .when({ ...acknowledge, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-2', 'review');
  });
});

describe('the threshold of a review', () => {
  const thresholdWith = (...more: readonly History[]) =>
    thresholdOf(stateOf(asked, ...more), 'first', FRIDAY);

  test('R-ASB-6: is met by three incidents in six months, each reported within a month', () => {
    told(three, asked).when(decide).emits(met);
    told(two, asked).when(decide).emits(notMet);
    expect(thresholdWith(three)).toEqual({ isMet: true, counted: ['one', 'three', 'two'] });
    expect(thresholdWith(two)).toEqual({ isMet: false, counted: ['one', 'two'] });
  });
  test.each([
    ['reported after it was asked for', incident('three', '2013-03-06')],
    ['reported too long before', incident('three', '2012-09-04')],
    ['reported too late', incident('three', '2013-03-02', { happenedFrom: '2013-01-29T09:00:00.000Z' })],
  ])('R-ASB-6: what was %s does not count', (_, late) => {
    expect(thresholdWith(two, at(FRIDAY, late)).counted).toEqual(['one', 'two']);
  });
  test.each([
    ['on the first day', incident('three', '2012-09-05')],
    ['on the last day', incident('three', '2013-03-05')],
    ['just in time', incident('three', '2013-03-02', { happenedFrom: '2013-01-30T09:00:00.000Z' })],
  ])('R-ASB-6: what was reported %s counts', (_, just) => {
    expect(thresholdWith(two, at(FRIDAY, just)).counted).toHaveLength(3);
  });
  test('R-ASB-6: two incidents of one report count once, as the first of them that counts', () => {
    const of = (name: string, day: string, report: string) => incident(name, day, { report });
    const one = at<AsbCaseEvent>(
      NOON,
      of('a', '2013-03-02', 'police.r-1'),
      of('b', '2013-03-01', 'police.r-1'),
    );
    const tooEarly = at<AsbCaseEvent>(NOON, of('c', '2012-01-02', 'police.r-1'));
    const another = at<AsbCaseEvent>(NOON, of('d', '2013-03-03', 'police.r-2'));
    told(one, another, asked).when(decide).emits(notMet);
    expect(thresholdWith(one, tooEarly, another)).toEqual({ isMet: false, counted: ['b', 'd'] });
    expect(thresholdWith(one, two)).toEqual({ isMet: true, counted: ['b', 'one', 'two'] });
  });
  test('R-ASB-6: what was found wrong counts no more, and what is recorded late counts from then on', () => {
    const wrong = at<AsbCaseEvent>(
      FRIDAY,
      events.asbIncidentFoundWrong({ incident: 'one', reason: 'OTHER' }),
    );
    expect(thresholdWith(three, wrong).isMet).toBe(false);
    expect(thresholdOf(stateOf(asked, three, wrong), 'first', TUESDAY).isMet).toBe(true);
    expect(thresholdWith(two, at(APRIL, incident('three'))).isMet).toBe(false);
  });
  test('R-ASB-6, R-LIFE-2: once something else holds the complainant is told anew, and not before', () => {
    const said = at<AsbCaseEvent>(FRIDAY, notMet);
    const late = at<AsbCaseEvent>(APRIL, incident('three'));
    told(two, asked, said).when(decide).emitsNothing();
    told(two, asked, said)
      .when({ ...decide, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-2', 'review');
    told(three, asked, at(FRIDAY, met))
      .when({ ...decide, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-2', 'review');
    told(two, asked, said, late)
      .when({ ...decide, occurredAt: APRIL })
      .emits(events.thresholdMet({ review: 'first', counted: 3, meetBy: '2013-04-30' }));
  });
  test('R-AUTH-2: is told by who answers for that, of a review that was asked for', () => {
    expect(sendersOf(told(three, asked), decide)).toEqual(['SUPERVISOR', 'INSPECTOR', 'PARTNER']);
    told(three).when(decide).isRefusedBy('R-LIFE-1', 'review');
  });
});

describe('the meeting of a review', () => {
  const ready = [three, asked, at<AsbCaseEvent>(FRIDAY, met)] as const;

  test('R-ASB-6, R-TIME-2: is held once the threshold was found to be met', () => {
    told(...ready)
      .when(meet)
      .emits(held, shared);
    told(three, asked).when(meet).isRefusedBy('R-ASB-6', 'review');
    told(two, asked, at(FRIDAY, notMet)).when(meet).isRefusedBy('R-ASB-6', 'review');
    told(...ready, at(APRIL, held))
      .when(meet)
      .emitsNothing();
    told(asked, two, at(TUESDAY, met), at(APRIL, held)).when(decide).isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-LIFE-1: is of a review that was asked for', () =>
    told(three).when(meet).isRefusedBy('R-LIFE-1', 'review'));
  test('R-ASB-24: takes other agencies on the register, each once', () => {
    told(...ready)
      .when({ ...meet, agencies: ['council', 'council'] })
      .isRefusedBy('R-ASB-24', 'agencies.1');
    told(...ready)
      .knowing(fact(agencyHistory, 'shire'))
      .when({ ...meet, agencies: ['council', 'shire'] })
      .isRefusedBy('R-ASB-24', 'agencies.1');
    told(...ready)
      .knowing(data.unknownAgency)
      .when({ ...meet, agencies: ['police'] })
      .isRefusedBy('R-ASB-24', 'agencies.0');
  });
  test('R-REF-2: shows that review to who took part in it, and to nobody else', () => {
    const state = stateOf(...ready, at<AsbCaseEvent>(APRIL, held));
    expect(reviewsAttendedBy(state, 'council', APRIL)).toEqual(['first']);
    expect(reviewsAttendedBy(state, 'council', FRIDAY)).toEqual([]);
    expect(reviewsAttendedBy(state, 'housing', APRIL)).toEqual([]);
  });
});

describe('the clock of a review', () => {
  const acknowledged = at<AsbCaseEvent>(
    FRIDAY,
    events.caseReviewAcknowledged({ review: 'first', decideBy: '2013-03-29' }),
  );
  const progress = (when: string, ...more: readonly History[]) =>
    reviewProgress(stateOf(two, asked, ...more), 'first', when);
  const MIDNIGHT = '2013-03-20T00:00:00.000Z';

  test('R-ASB-6: is overdue from the next London day on, at each of its steps', () => {
    expect(progress(MONDAY)).toBeUndefined();
    expect(progress('2013-03-19T23:59:59.999Z')).toEqual({
      ...{ standing: 'REQUESTED', isToBeToldAnew: false, dueOn: '2013-03-19', isOverdue: false },
    });
    expect(progress(MIDNIGHT)).toMatchObject({ standing: 'REQUESTED', isOverdue: true });
    expect(progress(MIDNIGHT, acknowledged)).toMatchObject({
      ...{ standing: 'ACKNOWLEDGED', dueOn: '2013-03-29', isOverdue: false },
    });
    expect(progress('2013-04-05T23:00:00.000Z', acknowledged, at(FRIDAY, met))).toMatchObject({
      ...{ standing: 'THRESHOLD_MET', dueOn: '2013-04-05', isOverdue: true },
    });
  });
  test('R-ASB-6: ends with the answer: that there is no review, or its meeting', () => {
    const answered = { isToBeToldAnew: false, isOverdue: false };
    expect(progress(APRIL, acknowledged, at(FRIDAY, notMet))).toEqual({
      ...answered,
      standing: 'THRESHOLD_NOT_MET',
    });
    expect(progress(APRIL, at(FRIDAY, met), at(APRIL, held))).toEqual({ ...answered, standing: 'HELD' });
  });
  test('R-ASB-6: runs again where an incident that was recorded late changes the answer', () => {
    const late = at<AsbCaseEvent>(FRIDAY, incident('three'));
    expect(progress(APRIL, acknowledged, at(FRIDAY, notMet), late)).toEqual({
      ...{ standing: 'THRESHOLD_NOT_MET', isToBeToldAnew: true, dueOn: '2013-03-29', isOverdue: true },
    });
  });
});

describe('what others see of a case', () => {
  const propose = {
    type: 'ProposeAsbWords',
    occurredAt: TUESDAY,
    by,
    words: 'paint',
    incident: 'one',
    text: 'Paint on a wall.',
  } as const;
  const proposed = events.asbWordsProposed({
    ...{ words: 'paint', incident: 'one', text: 'Paint on a wall.', proposedBy: by.id },
  });
  const approve = { type: 'ApproveAsbWords', occurredAt: FRIDAY, by: INSPECTOR, words: 'paint' } as const;
  const approved = events.asbWordsApproved({ words: 'paint' });
  const withdraw = { type: 'WithdrawAsbWords', occurredAt: APRIL, by, words: 'paint' } as const;
  const withdrawn = events.asbWordsWithdrawn({ words: 'paint' });
  const ready = [three, at<AsbCaseEvent>(TUESDAY, proposed)] as const;
  const disclose = {
    type: 'DiscloseAsbCase',
    occurredAt: FRIDAY,
    by,
    agency: 'council',
    fields: ['WORDS', 'CATEGORY'],
    legalBasis: 'CDA1998_S115',
    agreement: 'isa-1',
    purpose: 'PROBLEM_SOLVING',
  } as const;
  const disclosed = events.asbCaseDisclosed({
    ...{ agency: 'council', fields: ['CATEGORY', 'WORDS'], legalBasis: 'CDA1998_S115' },
    ...{ agreement: 'isa-1', purpose: 'PROBLEM_SOLVING' },
  });
  const end = { type: 'EndAsbCaseDisclosure', occurredAt: APRIL, by, agency: 'council' } as const;
  const ended = events.asbCaseDisclosureEnded({ agency: 'council' });

  test('R-ASB-7: is words that somebody else than wrote them has read', () => {
    told(three).when(propose).emits(proposed);
    told(...ready)
      .when(approve)
      .emits(approved);
    given(begun, three, at(TUESDAY, events.asbWordsProposed({ ...proposed, proposedBy: INSPECTOR.id })))
      .knowing(data.inspector)
      .when(approve)
      .isRefusedBy('R-ASB-7', 'words');
    const system = byClient({ client: 'desk', role: 'PARTNER', agency: 'police' });
    expect(readByItsWriter(system, by.id)?.rule).toBe('R-ASB-7');
    told(three, at(TUESDAY, proposed)).when(disclose).isRefusedBy('R-ASB-7', 'fields');
    told(...ready, at(FRIDAY, approved))
      .when(disclose)
      .emits(disclosed);
    told(...ready, at(FRIDAY, approved), at(APRIL, withdrawn))
      .when({ ...disclose, occurredAt: APRIL })
      .isRefusedBy('R-ASB-7', 'fields');
  });
  test('R-ASB-7: is no words about an incident that was found wrong', () => {
    const wrong = events.asbIncidentFoundWrong({ incident: 'one', reason: 'DID_NOT_HAPPEN' });
    told(...ready, at(FRIDAY, approved), at(APRIL, wrong))
      .when({ ...disclose, occurredAt: APRIL })
      .isRefusedBy('R-ASB-7', 'fields');
    const state = stateOf(...ready, at(FRIDAY, approved), at(APRIL, wrong));
    expect([FRIDAY, APRIL].map((when) => wordsGoing(state, when))).toEqual([['paint'], []]);
  });
  test('R-LIFE-1, R-LIFE-2, R-TIME-2: is proposed, approved and taken back once, where it is there', () => {
    told(...ready)
      .when(propose)
      .isRefusedBy('R-LIFE-2', 'words');
    told().when(propose).isRefusedBy('R-LIFE-1', 'incident');
    told(three).when(approve).isRefusedBy('R-LIFE-1', 'words');
    told(...ready, at(FRIDAY, approved))
      .when(approve)
      .emitsNothing();
    told(...ready, at(FRIDAY, approved))
      .when({ ...approve, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-2', 'words');
    told(...ready, at(NOON, withdrawn))
      .when(approve)
      .isRefusedBy('R-LIFE-1', 'words');
    told(...ready)
      .when(withdraw)
      .emits(withdrawn);
    told(three).when(withdraw).isRefusedBy('R-LIFE-1', 'words');
    told(...ready, at(APRIL, withdrawn))
      .when(withdraw)
      .emitsNothing();
    told(...ready, at(FRIDAY, withdrawn))
      .when(withdraw)
      .isRefusedBy('R-LIFE-2', 'words');
    told(...ready, at(FRIDAY, approved))
      .when({ ...withdraw, occurredAt: TUESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    told(...ready)
      .when({ type: 'FindIncidentWrong', occurredAt: NOON, by, incident: 'one', reason: 'OTHER' })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-REF-1, R-REF-2: is named, and rests on an agreement that covers it', () => {
    const category = { ...disclose, fields: ['CATEGORY'] } as const;
    told()
      .when(category)
      .emits(events.asbCaseDisclosed({ ...disclosed, fields: ['CATEGORY'] }));
    told()
      .when({ ...category, fields: [] })
      .isRefusedBy('R-REF-2', 'fields');
    told()
      .when({ ...category, agreement: 'isa-9' })
      .isRefusedBy('R-REF-1', 'agreement');
  });
  test('R-LIFE-1: is seen by an agency that is there', () =>
    given(begun)
      .knowing(data.officer, fact(agencyHistory, 'council'))
      .when(disclose)
      .isRefusedBy('R-LIFE-1', 'agency'));
  test('R-LIFE-1, R-REF-2, R-TIME-2: is nothing before it was disclosed, and nothing after its end', () => {
    const state = stateOf(at(FRIDAY, disclosed), at(APRIL, ended));
    expect([NOON, FRIDAY, APRIL].map((when) => asbDisclosedTo(state, 'council', when)?.fields)).toEqual([
      ...[undefined, ['CATEGORY', 'WORDS'], undefined],
    ]);
    told(at(FRIDAY, disclosed)).when(disclose).emitsNothing();
    told(at(FRIDAY, disclosed)).when(end).emits(ended);
    told(at(FRIDAY, disclosed), at(APRIL, ended)).when(end).emitsNothing();
    told().when(end).isRefusedBy('R-LIFE-1', 'agency');
    told(at(TUESDAY, disclosed), at(APRIL, ended))
      .when({ ...end, occurredAt: FRIDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('a case with a review that waits', () => {
  const closed = at<AsbCaseEvent>(TUESDAY, events.asbCaseClosed({ outcome: 'OTHER' }));
  const dispose = { type: 'Dispose', occurredAt: '2040-01-02T09:00:00.000Z', by: RECORDS } as const;
  const asItStands = (...more: readonly History[]) => told(asked, closed, ...more).when(dispose);

  test('R-RET-2: is not disposed of, though it was closed', () => {
    asItStands().isRefusedBy('R-RET-2', 'id');
    asItStands(three, at(FRIDAY, met)).isRefusedBy('R-RET-2', 'id');
    asItStands(three, at(FRIDAY, notMet)).isRefusedBy('R-RET-2', 'id');
  });
  test('R-RET-1: is disposed of in its time once that came to its end', () => {
    expect(asItStands(two, at(FRIDAY, notMet)).decision).toHaveLength(1);
    expect(asItStands(three, at(FRIDAY, met), at<AsbCaseEvent>(APRIL, held, shared)).decision).toHaveLength(
      1,
    );
  });
});
