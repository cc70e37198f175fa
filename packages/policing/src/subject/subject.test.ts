import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { JANUARY, OFFICER, police, RECORDS, sendersOf, SYSTEM } from '../kilburn.test.data.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subject } from './subject.ts';
import { mergedWith, subjectHistory } from './subject.state.ts';
import {
  foundApartNoticed,
  mergeNoticed,
  personalDetailsCorrected,
  subjectMergeDeclined,
  subjectMergeGranted,
  subjectMergeProposed,
  subjectRegistered,
  subjectsFoundApart,
  subjectsMerged,
  type SubjectEvent,
} from './subject.events.ts';

const told = scenario(subject, 'juniper');
/** No policy says otherwise: a request is answered within 72 hours. */
const given = (...history: readonly (readonly Dated<SubjectEvent>[])[]) =>
  told(...history).knowing(fact(rolesHistory, 'police'));

const PROPOSAL = {
  request: 'same-name',
  other: 'june',
  reason: 'SAME_DETAILS',
  requestedBy: RECORDS.id,
} as const;
const FEBRUARY = '2013-02-04T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';
const APRIL = '2013-04-08T09:00:00.000Z';

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
  request: 'same-name',
  other: 'june',
  reason: 'SAME_DETAILS',
} as const;
const SECOND = police('records-2', 'RECORDS');
const grant = { type: 'GrantMerge', occurredAt: MARCH, by: SECOND, request: 'same-name' } as const;
const decline = {
  type: 'DeclineMerge',
  occurredAt: MARCH,
  by: SECOND,
  request: 'same-name',
  reason: 'NOT_JUSTIFIED',
} as const;
const apart = {
  type: 'FindApart',
  occurredAt: MARCH,
  by: RECORDS,
  other: 'june',
  reason: 'DIFFERENT_DETAILS',
} as const;

const notice = { type: 'NoticeMerge', occurredAt: APRIL, by: SYSTEM, other: 'june' } as const;

const registered = at<SubjectEvent>(JANUARY, subjectRegistered({ name: 'subject-juniper/0/0' }));

describe('who sends what', () => {
  test.each([
    {
      command: register,
      roles: ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL', 'PARTNER', 'RECORDS'],
    },
    { command: correct, roles: ['RECORDS'] },
    { command: merge, roles: ['RECORDS'] },
    { command: grant, roles: ['RECORDS'] },
    { command: decline, roles: ['RECORDS'] },
    { command: apart, roles: ['RECORDS'] },
    { command: notice, roles: ['SYSTEM'] },
  ])('R-AUTH-2: $command.type is for $roles', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
});

describe('R-VIS-7: what another record found of this one', () => {
  const june = (...found: readonly (readonly Dated<SubjectEvent>[])[]) =>
    fact(subjectHistory, 'june', registered, ...found);
  const leads = at<SubjectEvent>(FEBRUARY, subjectsMerged({ other: 'juniper' }));
  const apartInMarch = at<SubjectEvent>(
    MARCH,
    subjectsFoundApart({ other: 'juniper', reason: 'DIFFERENT_DETAILS' }),
  );
  const [isOne, isTwo] = [mergeNoticed({ other: 'june' }), foundApartNoticed({ other: 'june' })];

  test('R-VIS-7: is noticed with its dates, as far as this one says otherwise', () => {
    given(registered).knowing(june(leads)).when(notice).emits(happened(FEBRUARY, isOne));
    given(registered)
      .knowing(june(leads, apartInMarch))
      .when(notice)
      .emits(happened(FEBRUARY, isOne), happened(MARCH, isTwo));
    given(registered, at<SubjectEvent>(FEBRUARY, isOne))
      .knowing(june(leads, apartInMarch))
      .when(notice)
      .emits(happened(MARCH, isTwo));
    given(registered, at<SubjectEvent>(FEBRUARY, isOne)).knowing(june(leads)).when(notice).emitsNothing();
    given().knowing(june(leads)).when(notice).emitsNothing();
  });
  test('R-VIS-7: is taken back where it is not found there, and corrected where it was of another time', () => {
    given(registered, at<SubjectEvent>(FEBRUARY, isOne))
      .knowing(june())
      .when(notice)
      .emits(happened(FEBRUARY, isTwo));
    given(registered, at<SubjectEvent>(MARCH, isOne))
      .knowing(june(leads))
      .when(notice)
      .emits(happened(FEBRUARY, isOne));
    given(registered, at<SubjectEvent>(JANUARY, isOne))
      .knowing(june(leads))
      .when(notice)
      .emits(happened(JANUARY, isTwo), happened(FEBRUARY, isOne));
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
  const proposed = at<SubjectEvent>(
    FEBRUARY,
    subjectMergeProposed({
      ...{ request: 'same-name', other: 'june', reason: 'SAME_DETAILS' },
      ...{ requestedBy: RECORDS.id, answerBy: '2013-02-07T09:00:00.000Z' },
    }),
  );
  const merged = at<SubjectEvent>(
    FEBRUARY,
    subjectMergeGranted({ request: 'same-name' }),
    subjectsMerged({ other: 'june' }),
  );
  const leadsNowhere = fact(subject, 'june', registered);
  /** June's own record says that another one is hers. */
  const junesOther = (...others: readonly string[]) =>
    fact(subject, 'june', registered, at(JANUARY, ...others.map((one) => subjectsMerged({ other: one }))));

  test('P-05: are proposed as one, with a reason, and that waits for somebody', () => {
    given(registered)
      .knowing(leadsNowhere)
      .when(merge)
      .emits(
        subjectMergeProposed({
          ...{ request: 'same-name', other: 'june', reason: 'SAME_DETAILS' },
          ...{ requestedBy: RECORDS.id, answerBy: '2013-03-07T09:00:00.000Z' },
        }),
      );
  });
  test('P-05: and are not one before somebody grants it', () => {
    const { state } = fact(subjectHistory, 'juniper', registered, proposed);
    expect(mergedWith(state, MARCH)).toEqual([]);
  });
  test('P-05: are one once somebody else grants it', () => {
    given(registered, proposed)
      .knowing(leadsNowhere)
      .when(grant)
      .emits(subjectMergeGranted({ request: 'same-name' }), subjectsMerged({ other: 'june' }));
  });
  test('R-AUTH-1, P-05: nobody grants what they proposed', () => {
    given(registered, proposed)
      .knowing(leadsNowhere)
      .when({ ...grant, by: RECORDS })
      .isRefusedBy('R-AUTH-1', 'request');
  });
  test('R-LIFE-1: nor what nobody proposed', () => {
    given(registered).knowing().when(grant).isRefusedBy('R-LIFE-1', 'request');
  });
  test('R-LIFE-2: what was declined is not granted', () => {
    given(registered, proposed, at(FEBRUARY, subjectMergeDeclined({ request: 'same-name', reason: 'OTHER' })))
      .knowing(leadsNowhere)
      .when(grant)
      .isRefusedBy('R-LIFE-2', 'request');
  });
  test('P-05: stay two once somebody else declines it', () => {
    given(registered, proposed)
      .when(decline)
      .emits(subjectMergeDeclined({ request: 'same-name', reason: 'NOT_JUSTIFIED' }));
  });
  test('R-AUTH-1: nobody declines what they proposed', () => {
    given(registered, proposed)
      .when({ ...decline, by: RECORDS })
      .isRefusedBy('R-AUTH-1', 'request');
  });
  test('are proposed once under one name', () => {
    given(registered, at(MARCH, subjectMergeProposed({ ...PROPOSAL, answerBy: MARCH })))
      .knowing(leadsNowhere)
      .when(merge)
      .emitsNothing();
  });
  test('R-LIFE-2: another proposal has a name of its own', () => {
    given(registered, proposed)
      .knowing(leadsNowhere)
      .when({ ...merge, reason: 'OTHER' })
      .isRefusedBy('R-LIFE-2', 'request');
  });
  test('R-LIFE-2: what is one already is not proposed', () => {
    given(registered, proposed, merged)
      .knowing(leadsNowhere)
      .when({ ...merge, request: 'again' })
      .isRefusedBy('R-LIFE-2', 'other');
  });
  test('R-LIFE-1: not with one that does not exist', () => {
    given(registered).knowingNothingElse().when(merge).isRefusedBy('R-LIFE-1', 'other');
  });
  test('R-LIFE-1: nor one that is not there itself', () => {
    given().knowing(leadsNowhere).when(merge).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-2: nor with itself', () => {
    given(registered)
      .when({ ...merge, other: 'juniper' })
      .isRefusedBy('R-LIFE-2', 'other');
  });

  describe('R-PERSON-1, P-05: never in a circle', () => {
    test('of two', () => {
      given(registered).knowing(junesOther('juniper')).when(merge).isRefusedBy('R-PERSON-1', 'other');
    });
    test('of more', () => {
      given(registered)
        .knowing(
          junesOther('rowan', 'sorrel'),
          fact(subject, 'rowan', registered),
          fact(subject, 'sorrel', registered, at(JANUARY, subjectsMerged({ other: 'juniper' }))),
        )
        .when(merge)
        .isRefusedBy('R-PERSON-1', 'other');
    });
    test('that others have made without this one', () => {
      given(registered)
        .knowing(
          junesOther('rowan'),
          fact(subject, 'rowan', registered, at(JANUARY, subjectsMerged({ other: 'june' }))),
        )
        .when(merge)
        .emits(subjectMergeProposed({ ...PROPOSAL, answerBy: '2013-03-07T09:00:00.000Z' }));
    });
    test('when it is granted, either', () => {
      given(registered, proposed)
        .knowing(junesOther('juniper'))
        .when(grant)
        .isRefusedBy('R-PERSON-1', 'request');
    });
    test('nor by what was written down of a later day', () => {
      given(registered)
        .knowing(fact(subject, 'june', registered, at(APRIL, subjectsMerged({ other: 'juniper' }))))
        .when(merge)
        .isRefusedBy('R-PERSON-1', 'other');
    });
    test('but after they were found apart', () => {
      given(registered)
        .knowing(
          fact(
            subject,
            'june',
            registered,
            at(JANUARY, subjectsMerged({ other: 'juniper' })),
            at(FEBRUARY, subjectsFoundApart({ other: 'juniper', reason: 'OTHER' })),
          ),
        )
        .when(merge)
        .emits(subjectMergeProposed({ ...PROPOSAL, answerBy: '2013-03-07T09:00:00.000Z' }));
    });
  });

  describe('P-05: are found apart', () => {
    const foundApart = subjectsFoundApart({ other: 'june', reason: 'DIFFERENT_DETAILS' });
    test('later, with a reason', () => {
      given(registered, proposed, merged).when(apart).emits(foundApart);
    });
    test('once', () => {
      given(registered, proposed, merged, at(MARCH, foundApart)).when(apart).emitsNothing();
    });
    test('R-LIFE-1: not where nobody had taken them as one', () => {
      given(registered, proposed).when(apart).isRefusedBy('R-LIFE-1', 'other');
    });
    test('R-LIFE-1: nor before that', () => {
      given(registered, proposed, at(APRIL, subjectsMerged({ other: 'june' })))
        .when(apart)
        .isRefusedBy('R-LIFE-1', 'other');
    });
    test('R-TIME-2: nor earlier than they were found apart already', () => {
      given(registered, proposed, merged, at(APRIL, foundApart)).when(apart).isRefusedBy('R-TIME-2');
    });
    test('and both findings stand: what was so is so at its time', () => {
      const { state } = fact(subjectHistory, 'juniper', registered, proposed, merged, at(MARCH, foundApart));
      expect(mergedWith(state, '2013-02-04T08:59:59.999Z')).toEqual([]);
      expect(mergedWith(state, FEBRUARY)).toEqual(['june']);
      expect(mergedWith(state, MARCH)).toEqual([]);
    });
    test('also where they were merged before anybody had to grant it', () => {
      given(registered, at(JANUARY, subjectsMerged({ other: 'june' })))
        .when(apart)
        .emits(foundApart);
    });
    test('and may be proposed as one again', () => {
      given(registered, proposed, merged, at(FEBRUARY, foundApart))
        .knowing(leadsNowhere)
        .when({ ...merge, request: 'again' })
        .emits(
          subjectMergeProposed({
            ...PROPOSAL,
            request: 'again',
            answerBy: '2013-03-07T09:00:00.000Z',
          }),
        );
    });
  });
});
