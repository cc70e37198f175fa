import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { caseOpened } from '../attendance/attendance.test.data.ts';
import { IN_2012, kilburn, KILBURN, OFFICER, police, posted, sendersOf } from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { problemHistory } from '../problem/problem.state.ts';
import { raisedBy } from '../problem/problem.test.data.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  crimeClosed,
  crimeEvents,
  crimeLinked,
  crimeRecategorised,
  crimeRecorded,
  crimeReopened,
  crimeUnlinked,
  victimRegistered,
  victimWithdrawn,
  type CrimeEvent,
} from './crime.events.ts';
import { hasMarker, isRecorded, victimAt } from './crime.state.ts';
import {
  assault,
  control,
  CONTROL,
  CRIME,
  FRIDAY,
  given,
  juniper,
  marked,
  MONDAY,
  NOON,
  officer,
  record,
  stateOf,
  TEN,
  theft,
  toInpt,
  TUESDAY,
  ward,
} from './crime.test.data.ts';
import { crime } from './crime.ts';

const ARCADE = 'police.arcade';
const recorded = at<CrimeEvent>(MONDAY, theft);
const by = OFFICER;
const told = (...more: readonly (readonly Dated<CrimeEvent>[])[]) =>
  given(recorded, ...more).knowing(officer);

describe('a crime', () => {
  test('R-INPT-6: is recorded with its category, its markers and its ward', () =>
    given().knowing(control, ward).when(record).emits(theft));
  test('R-AUTH-2: is recorded by the control room and the force’s officers', () =>
    expect(sendersOf(given().knowing(control, ward), record)).toEqual([
      ...['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR', 'CONTROL'],
    ]));
  test('R-ID-1: is named by its force and its reference', () => {
    expect(crime.ownerOfId?.(CRIME)).toBe('police');
    for (const id of ['2013-114', '.114', 'police.', 'police two.114'])
      scenario(crime, id)().when(record).isRefusedBy('R-ID-1', 'id');
  });
  test('R-AUTH-3: is of no other force than its id says', () =>
    given()
      .knowing(ownedBy('met', control), ownedBy('met', ward))
      .when({ ...record, by: { ...CONTROL, agency: 'met' } })
      .isRefusedBy('R-AUTH-3', 'id'));
  test('R-LIFE-2: is recorded once', () =>
    given(recorded).knowing(control, ward).when(record).isRefusedBy('R-LIFE-2', 'id'));
  test('R-LIFE-1 and R-WARD-5: is in a ward that is there', () => {
    given().knowing(control, fact(wardHistory, KILBURN)).when(record).isRefusedBy('R-LIFE-1', 'ward');
    given()
      .knowing(control, fact(wardHistory, KILBURN, kilburn, at(IN_2012, wardAbolished({ successors: [] }))))
      .when(record)
      .isRefusedBy('R-WARD-5', 'ward');
  });
  test('R-CRIME-1: was committed before it is recorded, and ended after it began', () => {
    const committed = { committedFrom: IN_2012, committedUntil: MONDAY } as const;
    given()
      .knowing(control, ward)
      .when({ ...record, ...committed, circumstances: 'A bicycle was taken.' })
      .emits(crimeRecorded({ ...theft, ...committed, circumstances: 'A bicycle was taken.' }));
    given()
      .knowing(control, ward)
      .when({ ...record, committedFrom: MONDAY, committedUntil: IN_2012 })
      .isRefusedBy('R-CRIME-1', 'committedUntil');
    for (const late of [{ committedFrom: TEN }, { committedUntil: TEN }])
      given()
        .knowing(control, ward)
        .when({ ...record, ...late })
        .isRefusedBy('R-CRIME-1', 'committedFrom');
  });
  test('R-AUTH-4: is nobody’s work who had left', () =>
    given()
      .knowing(
        ward,
        fact(memberHistory, CONTROL.id, posted('CONSTABLE'), at(MONDAY, memberLeft({ reason: 'RETIRED' }))),
      )
      .when(record)
      .isRefusedBy('R-AUTH-4'));
  test('is processed to enforce the law, all of it', () =>
    expect(crimeEvents.map(({ regime }) => regime)).toEqual(crimeEvents.map(() => 'LAW_ENFORCEMENT')));
  test('R-LIFE-1: is there before anything is said of it', () => {
    for (const command of [
      { type: 'RecategoriseCrime', category: 'BURGLARY' },
      { type: 'ChangeCrimeMarkers', markers: [] },
      { type: 'CloseCrime', outcome: 'OTHER' },
    ] as const)
      given()
        .knowing(officer)
        .when({ ...command, occurredAt: NOON, by })
        .isRefusedBy('R-LIFE-1', 'id');
    expect([isRecorded(stateOf(recorded), TEN), isRecorded(stateOf(recorded), IN_2012)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('what a crime is', () => {
  const recategorise = { type: 'RecategoriseCrime', occurredAt: NOON, by, category: 'BURGLARY' } as const;
  const change = { type: 'ChangeCrimeMarkers', occurredAt: NOON, by, markers: ['HATE', 'GANG'] } as const;

  test('R-INPT-6: is said anew from some day on, each time on record', () => {
    told()
      .when(recategorise)
      .emits(crimeRecategorised({ category: 'BURGLARY' }));
    told().when(change).emits(marked('GANG', 'HATE'));
    expect(
      [MONDAY, TUESDAY].map((when) => hasMarker(stateOf(recorded, at(NOON, marked('GANG'))), 'GANG', when)),
    ).toEqual([false, true]);
  });
  test('R-LIFE-2: is not said twice of one moment', () => {
    told(at(NOON, crimeRecategorised({ category: 'BURGLARY' })))
      .when(recategorise)
      .emitsNothing();
    told(at(NOON, marked('GANG', 'HATE')))
      .when(change)
      .emitsNothing();
  });
});

describe('a victim', () => {
  const register = {
    type: 'RegisterVictim',
    occurredAt: NOON,
    by,
    victim: 'juniper',
    visit: 'visit-9',
    criteria: ['VULNERABLE', 'AGE_60_PLUS'],
  } as const;
  const registered = victimRegistered({
    victim: 'juniper',
    visit: 'visit-9',
    criteria: ['AGE_60_PLUS', 'VULNERABLE'],
  });
  const withdraw = {
    type: 'WithdrawVictim',
    occurredAt: TUESDAY,
    by,
    victim: 'juniper',
    reason: 'NOT_A_VICTIM',
  } as const;
  const withdrawn = victimWithdrawn({ victim: 'juniper', reason: 'NOT_A_VICTIM' });

  test.each([theft, assault])(
    'R-VIS-1, T4-23: is registered with the visit that is to be offered, whatever the crime: %j',
    (crimeOf) => given(at(MONDAY, crimeOf)).knowing(officer, juniper).when(register).emits(registered),
  );
  test('R-LIFE-1: is on record', () =>
    told().knowing(fact(subjectHistory, 'juniper')).when(register).isRefusedBy('R-LIFE-1', 'victim'));
  test('R-LIFE-2: is registered once, and again after it was found that they were none', () => {
    told(at(NOON, registered)).knowing(juniper).when(register).emitsNothing();
    const again = { ...register, occurredAt: FRIDAY };
    told(at(NOON, registered)).knowing(juniper).when(again).isRefusedBy('R-LIFE-2', 'victim');
    told(at(NOON, registered), at(TUESDAY, withdrawn)).knowing(juniper).when(again).emits(registered);
  });
  test('R-VIS-1: has a visit of their own', () =>
    told(at(NOON, victimRegistered({ ...registered, victim: 'rowan' })))
      .knowing(juniper)
      .when(register)
      .isRefusedBy('R-VIS-1', 'visit'));
  test('R-LIFE-1: can be found to be none, and nobody who was none', () => {
    told(at(NOON, registered)).when(withdraw).emits(withdrawn);
    told(at(NOON, registered), at(TUESDAY, withdrawn)).when(withdraw).emitsNothing();
    told().when(withdraw).isRefusedBy('R-LIFE-1', 'victim');
    const state = stateOf(recorded, at(NOON, registered), at(TUESDAY, withdrawn));
    expect([TEN, NOON, TUESDAY].map((when) => victimAt(state, 'juniper', when)?.visit)).toEqual([
      ...[undefined, 'visit-9', undefined],
    ]);
  });
  test('R-TIME-2: what was found later stays possible', () => {
    told(at(FRIDAY, registered)).knowing(juniper).when(register).isRefusedBy('R-TIME-2', 'occurredAt');
    told(at(NOON, registered), at(FRIDAY, withdrawn)).when(withdraw).isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('what a crime is linked to', () => {
  const link = { type: 'LinkCrime', occurredAt: NOON, by, case: 'case-1' } as const;
  const problem = { type: 'LinkCrime', occurredAt: NOON, by, problem: ARCADE } as const;
  const unlink = { type: 'UnlinkCrime', occurredAt: TUESDAY, by, case: 'case-1' } as const;
  const known = fact(adviceCaseHistory, 'case-1', at(IN_2012, caseOpened));
  const arcade = fact(problemHistory, ARCADE, at(IN_2012, raisedBy('police')));

  test('R-CRIME-2: is a case, or a problem, and one at a time', () => {
    told()
      .knowing(known)
      .when(link)
      .emits(crimeLinked({ case: 'case-1' }));
    told()
      .knowing(arcade)
      .when(problem)
      .emits(crimeLinked({ problem: ARCADE }));
    told()
      .knowing(known, arcade)
      .when({ ...link, problem: ARCADE })
      .isRefusedBy('R-CRIME-2', 'case');
    told().when({ type: 'UnlinkCrime', occurredAt: NOON, by }).isRefusedBy('R-CRIME-2', 'case');
  });
  test('R-LIFE-1: is there', () => {
    told().knowing(fact(adviceCaseHistory, 'case-1')).when(link).isRefusedBy('R-LIFE-1', 'case');
    told().knowing(fact(problemHistory, ARCADE)).when(problem).isRefusedBy('R-LIFE-1', 'problem');
  });
  test('R-LIFE-1, R-TIME-2: is linked no more from some day on, where it had been', () => {
    const linked = at<CrimeEvent>(NOON, crimeLinked({ case: 'case-1' }));
    told(linked).knowing(known).when(link).emitsNothing();
    told(linked)
      .when(unlink)
      .emits(crimeUnlinked({ case: 'case-1' }));
    told(linked, at(TUESDAY, crimeUnlinked({ case: 'case-1' })))
      .when(unlink)
      .emitsNothing();
    told().when(unlink).isRefusedBy('R-LIFE-1', 'case');
    told()
      .when({ type: 'UnlinkCrime', occurredAt: TUESDAY, by, problem: ARCADE })
      .isRefusedBy('R-LIFE-1', 'problem');
    told(linked, at(FRIDAY, crimeUnlinked({ case: 'case-1' })))
      .when(unlink)
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('an investigation', () => {
  const close = { type: 'CloseCrime', occurredAt: TUESDAY, by, outcome: 'NO_SUSPECT_IDENTIFIED' } as const;
  const closed = at<CrimeEvent>(TUESDAY, crimeClosed({ outcome: 'NO_SUSPECT_IDENTIFIED' }));
  const reopen = { type: 'ReopenCrime', occurredAt: FRIDAY, by } as const;

  test('R-LIFE-1: ends once, until it is reopened', () => {
    told()
      .when(close)
      .emits(crimeClosed({ outcome: 'NO_SUSPECT_IDENTIFIED' }));
    told(closed).when(close).emitsNothing();
    told(closed)
      .when({ ...close, occurredAt: FRIDAY })
      .isRefusedBy('R-LIFE-1', 'id');
    told(closed).when(reopen).emits(crimeReopened({}));
    told(closed, at(FRIDAY, crimeReopened({})))
      .when(reopen)
      .emitsNothing();
    told().when(reopen).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-TIME-2: had not ended while somebody was given it, as was told before', () => {
    told(at(FRIDAY, toInpt)).when(close).isRefusedBy('R-TIME-2', 'occurredAt');
    told(closed)
      .when({ ...close, occurredAt: NOON })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    told(closed, at(FRIDAY, crimeReopened({})))
      .when({ ...reopen, occurredAt: TUESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-RET-2: is not disposed of before it ended, and the record is one of crimes', () => {
    const clerk = police('records-1', 'RECORDS');
    given(recorded)
      .knowingNothingElse()
      .when({ type: 'Dispose', occurredAt: FRIDAY, by: clerk })
      .isRefusedBy('R-RET-2', 'id');
    given(recorded, closed)
      .knowingNothingElse()
      .when({ type: 'Dispose', occurredAt: FRIDAY, by: clerk })
      .isRefusedBy('R-RET-1', 'id');
  });
});
