import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  opened,
  pcso,
  plannedVisit,
  registerOfRoles,
  sergeant,
} from '../advice-case/advice-case.test.data.ts';
import type { AdviceCaseEvent } from '../advice-case/advice-case.events.ts';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { attendanceHistory } from '../attendance/attendance.state.ts';
import {
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  police,
  RECORDS,
  sendersOf,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { memberLeft, type MemberEvent } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { referralRaised, type ReferralEvent } from '../referral/referral.events.ts';
import { referralHistory } from '../referral/referral.state.ts';
import { disposalDecided } from '../retention/retention.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  subjectCategorised,
  subjectRegistered,
  SUBJECT_CATEGORIES,
  type SubjectEvent,
} from './subject.events.ts';
import { categoryAt, subjectHistory } from './subject.state.ts';
import { subject } from './subject.ts';

const MARCH = '2023-03-06T12:00:00.000Z';
const APRIL = '2023-04-03T12:00:00.000Z';
const MAY = '2023-05-01T12:00:00.000Z';

const registered = at<SubjectEvent>('2023-01-18T09:00:00.000Z', subjectRegistered({ name: 'person/0/0' }));
const referred = at<ReferralEvent>(
  MARCH,
  referralRaised({
    ...{
      kind: 'PARTNER_SERVICE',
      subject: 'subject-1',
      from: { agency: 'police' },
      to: { agency: 'council' },
    },
    ...{ topic: 'PROPERTY', reason: 'PRACTICAL_HELP', requestedHelp: 'Please fit new locks.', fields: [] },
    ...{ dueAt: MAY, chain: [], ward: KILBURN, raisedBy: OFFICER.id, fromTeam: 'snt' },
  } as never),
);

const given = (...history: readonly (readonly Dated<SubjectEvent>[])[]) =>
  scenario(subject, 'subject-1')(registered, ...history)
    .knowing(
      fact(adviceCaseHistory, 'case-1', opened),
      fact(attendanceHistory, 'visit-1', plannedVisit),
      fact(referralHistory, 'referral-1', referred),
      fact(rolesHistory, 'police', registerOfRoles),
      fact(wardHistory, KILBURN, kilburn),
      fact(memberHistory, PCSO.id, pcso),
      fact(memberHistory, SUPERVISOR.id, sergeant),
    )
    .knowingNothingElse();

const inCase = {
  type: 'CategoriseSubject',
  occurredAt: APRIL,
  by: PCSO,
  adviceCase: 'case-1',
  category: 'VICTIM',
} as const;
const inVisit = { ...inCase, adviceCase: undefined, attendance: 'visit-1' } as const;
const inReferral = { ...inCase, by: OFFICER, adviceCase: undefined, referral: 'referral-1' } as const;
const { category: _category, ...unknown } = inCase;
const victim = subjectCategorised({ adviceCase: 'case-1', category: 'VICTIM' });

describe('D-32: what a person is in a record', () => {
  test.each(SUBJECT_CATEGORIES)('is said by whose work it is: %s', (category) =>
    given()
      .when({ ...inCase, category })
      .emits(subjectCategorised({ adviceCase: 'case-1', category })),
  );
  test('may be that of a visit, or of a referral', () => {
    given()
      .when(inVisit)
      .emits(subjectCategorised({ attendance: 'visit-1', category: 'VICTIM' }));
    given()
      .when(inReferral)
      .emits(subjectCategorised({ referral: 'referral-1', category: 'VICTIM' }));
  });
  test.each([inCase, inVisit, inReferral])(
    'is corrected by the records office, whatever the record: %#',
    (said) =>
      given()
        .when({ ...said, by: RECORDS, category: 'WITNESS' })
        .emits(
          subjectCategorised({
            ...(said.adviceCase !== undefined && { adviceCase: said.adviceCase }),
            ...('attendance' in said && { attendance: said.attendance }),
            ...('referral' in said && { referral: said.referral }),
            category: 'WITNESS',
          }),
        ),
  );
  test('is for the law enforcement that asks for it', () => {
    expect(subjectCategorised.regime).toBe('LAW_ENFORCEMENT');
  });
  test('R-AUTH-2: is for police and records staff to say', () => {
    expect(sendersOf(given(), inCase)).toEqual([
      ...['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'RECORDS'],
    ]);
  });
  test('R-LIFE-2: is said once, and again where it was something else', () => {
    given(at(APRIL, victim)).when(inCase).emitsNothing();
    given(at(MARCH, victim))
      .when({ ...inCase, category: 'SUSPECT' })
      .emits(subjectCategorised({ adviceCase: 'case-1', category: 'SUSPECT' }));
  });
  test('may be not known any more', () => {
    given(at(MARCH, victim))
      .when(unknown)
      .emits(subjectCategorised({ adviceCase: 'case-1' }));
    given(at(MARCH, victim), at(APRIL, subjectCategorised({ adviceCase: 'case-1' })))
      .when(unknown)
      .emitsNothing();
  });
  test('R-LIFE-1: which it is not where nobody had said', () => {
    given().when(unknown).isRefusedBy('R-LIFE-1', 'category');
    given(at(MAY, victim)).when(unknown).isRefusedBy('R-LIFE-1', 'category');
  });
  test('R-LIFE-1: is not said of somebody who was never registered', () =>
    scenario(subject, 'subject-1')().knowingNothingElse().when(inCase).isRefusedBy('R-LIFE-1', 'id'));
  test('R-PERSON-2: is of one record, and not of a person in general', () => {
    given()
      .when({ ...inCase, adviceCase: undefined })
      .isRefusedBy('R-PERSON-2', 'adviceCase');
    given()
      .when({ ...inCase, referral: 'referral-1' })
      .isRefusedBy('R-PERSON-2', 'adviceCase');
  });
  test.each([
    [inCase, 'adviceCase'],
    [inVisit, 'attendance'],
    [inReferral, 'referral'],
  ] as const)('R-LIFE-1: not of a record about somebody else, nor before it was there: %#', (said, path) => {
    const { state } = fact(subjectHistory, 'subject-2', registered);
    expect(state.registeredAt).toBeDefined();
    scenario(
      subject,
      'subject-2',
    )(registered)
      .knowing(
        fact(adviceCaseHistory, 'case-1', opened),
        fact(attendanceHistory, 'visit-1', plannedVisit),
        fact(referralHistory, 'referral-1', referred),
      )
      .knowingNothingElse()
      .when(said)
      .isRefusedBy('R-LIFE-1', path);
    given()
      .when({ ...said, occurredAt: '2023-02-06T12:00:00.000Z' })
      .isRefusedBy('R-LIFE-1', path);
  });
  test('R-LIFE-1: nor of one that it was decided to dispose of', () =>
    scenario(
      subject,
      'subject-1',
    )(registered)
      .knowing(
        fact(
          adviceCaseHistory,
          'case-1',
          opened,
          at<AdviceCaseEvent>(MARCH, disposalDecided({ reason: 'RECORDED_TWICE' })),
        ),
      )
      .knowingNothingElse()
      .when(inCase)
      .isRefusedBy('R-LIFE-1', 'adviceCase'));
  test('R-AUTH-4: not by somebody whose work the record is not', () => {
    const stranger = police('stranger', 'OFFICER');
    given()
      .when({ ...inCase, by: stranger })
      .isRefusedBy('R-AUTH-4', 'adviceCase');
    given()
      .when({ ...inVisit, by: stranger })
      .isRefusedBy('R-AUTH-4');
    given()
      .when({ ...inReferral, by: stranger })
      .isRefusedBy('R-AUTH-4');
    given()
      .when({ ...inCase, by: SUPERVISOR })
      .emits(victim);
  });
  test('R-AUTH-4: nor by somebody who had left', () => {
    const gone = [...pcso, ...at<MemberEvent>(MARCH, memberLeft({ reason: 'RETIRED' }))];
    const after = scenario(
      subject,
      'subject-1',
    )(registered)
      .knowing(
        fact(attendanceHistory, 'visit-1', plannedVisit),
        fact(referralHistory, 'referral-1', referred),
        fact(memberHistory, PCSO.id, gone),
        fact(memberHistory, OFFICER.id, gone),
      )
      .knowingNothingElse();
    after.when(inVisit).isRefusedBy('R-AUTH-4');
    after.when(inReferral).isRefusedBy('R-AUTH-4');
  });
  test('is what was said of that day, whatever was recorded last', () => {
    const suspect = subjectCategorised({ adviceCase: 'case-1', category: 'SUSPECT' });
    const { state } = fact(subjectHistory, 'subject-1', registered, at(MAY, suspect), at(MARCH, victim));
    expect(
      ['2023-02-06T12:00:00.000Z', MARCH, APRIL, MAY].map((day) =>
        categoryAt(state, { adviceCase: 'case-1' }, day),
      ),
    ).toEqual([undefined, 'VICTIM', 'VICTIM', 'SUSPECT']);
    expect(categoryAt(state, { referral: 'case-1' }, MAY)).toBeUndefined();
  });
});
