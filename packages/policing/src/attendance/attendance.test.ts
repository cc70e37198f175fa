import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, type KnownFact } from '@wardbook/event-sourcing/testing';
import { adviceCaseClosed } from '../advice-case/advice-case.events.ts';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import {
  establishmentPolicy,
  IN_2012,
  INSPECTOR,
  JANUARY,
  KILBURN,
  OFFICER,
  PCSO,
  police,
  posted,
  sendersOf,
} from '../kilburn.test.data.ts';
import { memberLeft, memberPosted } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import {
  attendanceEvents,
  attendanceOverdue,
  attendancePlanned,
  buddyChanged,
  CONSIDERATIONS,
  overdueAttendanceResolved,
  PREMISES_KINDS,
} from './attendance.events.ts';
import {
  attendanceHistory,
  isOver,
  isOverdue,
  isPlanned,
  isResolved,
  plannedFor,
} from './attendance.state.ts';
import {
  arrive,
  asPlanned,
  call,
  cancel,
  caseOpened,
  changeBuddy,
  didNotAttend,
  given,
  LATER,
  leave,
  made,
  move,
  noPolicyServes,
  noReply,
  NOON,
  notice,
  officer,
  onDay,
  ONE,
  openCase,
  person,
  plan,
  planned,
  QUARTER_PAST,
  ready,
  resolve,
  sergeant,
  TEN,
} from './attendance.test.data.ts';
import { attendance } from './attendance.ts';

const { type: _type, occurredAt: _at, by: _by, ...terms } = plan;
const atWork = [changeBuddy, move, cancel, call, arrive, leave, noReply, didNotAttend] as const;

describe('planning', () => {
  test('R-CASE-11: a plan says what was considered, who expects the calls and until when [T3-55]', () =>
    given()
      .knowing(...ready)
      .when(plan)
      .emits(asPlanned));
  test('D-33: grace is what the plan says, else 15 minutes', () =>
    given()
      .knowing(...ready)
      .when({ ...plan, graceMinutes: 30 })
      .emits(attendancePlanned({ ...terms, ...made, graceMinutes: 30, overdueFrom: onDay('13:30') })));
  test('D-33: grace is what the policy on visits says that serves the force at that time', () => {
    const adopted = policyAdopted({ kind: 'VISIT', policy: 'V0201' });
    const { establishment: _figures, ...version } = establishmentPolicy;
    const published = policyVersionPublished({
      ...version,
      ...{ number: 'V 0201', kind: 'VISIT', visit: { graceMinutes: 5 }, nextReviewDue: '2024-09-03' },
    });
    const policy = fact(policyHistory, 'V0201', at(IN_2012, published));
    const roles = (since: string) => fact(rolesHistory, 'police', at(since, adopted));
    given()
      .knowing(roles(JANUARY), policy, officer, person, openCase)
      .when(plan)
      .emits(
        attendancePlanned({
          ...terms,
          ...made,
          graceMinutes: 5,
          policy: 'V0201/1',
          overdueFrom: onDay('13:05'),
        }),
      );
    given().knowing(roles(LATER), policy, officer, person, openCase).when(plan).emits(asPlanned);
  });
  test.each(CONSIDERATIONS)('R-CASE-11: three considerations without %s are not enough [T3-54]', (one) => {
    for (const said of [{ considered: false }, { considered: true }])
      given()
        .knowing(...ready)
        .when({ ...plan, considerations: { ...plan.considerations, [one]: said } })
        .isRefusedBy('R-CASE-11', 'considerations');
  });
  test('R-CASE-11: to police premises nothing needs to be considered, and nobody called [T3-54]', () => {
    const none = { considered: false };
    const { buddy: _buddy, expectedArrival: _arrival, expectedDeparture: _departure, ...bare } = plan;
    const considerations = { riskAssessment: none, ppe: none, conflictManagement: none, otherTraining: none };
    const station = { ...bare, considerations, policePremises: true, premisesKind: 'OTHER' } as const;
    const { type: _t, occurredAt: _a, by: _b, ...said } = station;
    given()
      .knowing(...ready)
      .when(station)
      .emits(attendancePlanned({ ...said, ...made }));
  });
  test('R-CASE-11: a plan without anybody who expects the calls is none [T3-55]', () => {
    const { buddy: _buddy, ...alone } = plan;
    given()
      .knowing(...ready)
      .when(alone)
      .isRefusedBy('R-CASE-11', 'buddy');
    given()
      .knowing(...ready)
      .when({ ...plan, buddy: PCSO.id })
      .isRefusedBy('R-CASE-11', 'buddy');
  });
  test('R-CASE-11: a plan says when arrival and departure are expected [T3-55]', () => {
    const { expectedDeparture: _departure, ...open } = plan;
    given()
      .knowing(...ready)
      .when(open)
      .isRefusedBy('R-CASE-11', 'expectedDeparture');
    const { expectedArrival: _arrival, ...unknown } = plan;
    given()
      .knowing(...ready)
      .when(unknown)
      .isRefusedBy('R-CASE-11', 'expectedArrival');
    given()
      .knowing(...ready)
      .when({ ...plan, expectedDeparture: NOON })
      .isRefusedBy('R-CASE-11', 'expectedDeparture');
  });
  test('R-CASE-11: what was considered afterwards was not considered before', () => {
    given()
      .knowing(...ready)
      .when({ ...plan, occurredAt: '2023-03-06T12:00:00.001Z' })
      .isRefusedBy('R-CASE-11', 'expectedArrival');
    given()
      .knowing(...ready)
      .when({ ...plan, occurredAt: NOON })
      .emits(asPlanned);
  });
  test.each(PREMISES_KINDS)('R-CASE-11: premises may be %s [T3-20]', (premisesKind) =>
    given()
      .knowing(...ready)
      .when({ ...plan, premisesKind })
      .emits({ ...asPlanned, premisesKind }),
  );
  test('R-LIFE-2: the same plan again is no other plan', () =>
    given(planned)
      .knowing(...ready)
      .when(plan)
      .emitsNothing());
  test('R-LIFE-2: another plan is another attendance', () => {
    for (const other of [{ crew: 'DOUBLE' }, { occurredAt: onDay('10:01') }] as const)
      given(planned)
        .knowing(...ready)
        .when({ ...plan, ...other })
        .isRefusedBy('R-LIFE-2', 'id');
  });
});

describe('R-CASE-11: police premises', () => {
  test.each(PREMISES_KINDS.filter((kind) => kind !== 'OTHER'))(
    'D-07: %s is never police premises, whatever the plan claims',
    (premisesKind) => {
      const none = { considered: false };
      const nothing = { riskAssessment: none, ppe: none, conflictManagement: none, otherTraining: none };
      given()
        .knowing(...ready)
        .when({ ...plan, premisesKind, considerations: nothing, policePremises: true })
        .isRefusedBy('R-CASE-11', 'policePremises');
    },
  );
});

describe('R-CASE-11: who expects the calls', () => {
  const nobody = fact(memberHistory, 'nobody-at-all');

  test('R-CASE-11, P-03: nobody at all is no buddy', () => {
    const known = [noPolicyServes, nobody, person, openCase];
    given()
      .knowing(...known)
      .when({ ...plan, buddy: 'nobody-at-all' })
      .isRefusedBy('R-CASE-11', 'buddy');
    given(planned)
      .knowing(...known)
      .when({ ...changeBuddy, buddy: 'nobody-at-all' })
      .isRefusedBy('R-CASE-11', 'buddy');
  });
  test('R-CASE-11, P-03: nor a member of another force', () =>
    given()
      .knowing(noPolicyServes, ownedBy('other-police', officer), person, openCase)
      .when(plan)
      .isRefusedBy('R-CASE-11', 'buddy'));
  test('R-CASE-11, P-03: nor who had left by then, or was posted only later', () => {
    const left = at(JANUARY, memberLeft({ reason: 'RESIGNED' }));
    for (const told of [[posted('CONSTABLE'), left], [posted('CONSTABLE', undefined, undefined, LATER)]])
      given()
        .knowing(noPolicyServes, fact(memberHistory, OFFICER.id, ...told), person, openCase)
        .when(plan)
        .isRefusedBy('R-CASE-11', 'buddy');
  });
  test('P-03: who works at headquarters, in no team, may be one', () => {
    const atHeadquarters = memberPosted({
      ...{ category: 'OTHER', rank: 'CONSTABLE', source: 'OTHER', publicName: 'PC Maren Holloway' },
    });
    const advisor = fact(memberHistory, 'cpa-1', at(IN_2012, atHeadquarters));
    given()
      .knowing(noPolicyServes, advisor, person, openCase)
      .when({ ...plan, buddy: 'cpa-1' })
      .emits({ ...asPlanned, buddy: 'cpa-1' });
  });
  test('R-CASE-11, P-03: another may take over, whoever goes may not', () => {
    const known = [sergeant];
    given(planned)
      .knowing(...known)
      .when(changeBuddy)
      .emits(buddyChanged({ buddy: 'sergeant-1' }));
    given(planned, at(TEN, buddyChanged({ buddy: 'sergeant-1' })))
      .knowing(...known)
      .when(changeBuddy)
      .emitsNothing();
    given(planned)
      .knowing(fact(memberHistory, PCSO.id, posted('PCSO')))
      .when({ ...changeBuddy, buddy: PCSO.id })
      .isRefusedBy('R-CASE-11', 'buddy');
  });
});

describe('to whom a visit is, and for which case', () => {
  const knowing = (...facts: readonly KnownFact[]) => given().knowing(noPolicyServes, officer, ...facts);
  const { case: _case, ...caseless } = plan;

  test('R-LIFE-1: nobody is visited who is on no record, or on another force’s', () => {
    knowing(fact(subjectHistory, 'subject-1'), openCase).when(plan).isRefusedBy('R-LIFE-1', 'recipient');
    knowing(ownedBy('other-police', person)).when(caseless).isRefusedBy('R-LIFE-1', 'recipient');
  });
  test('R-CASE-11: a talk may be to the people of an area', () =>
    knowing()
      .when({ ...caseless, recipientKind: 'COMMUNITY', recipient: KILBURN })
      .emits(
        attendancePlanned({
          ...(({ case: _, ...rest }) => rest)(terms),
          ...made,
          recipientKind: 'COMMUNITY',
          recipient: KILBURN,
          overdueFrom: QUARTER_PAST,
        }),
      ));
  test('R-LIFE-1: a case that never was, of another force or closed by then is none', () => {
    const closed = at(JANUARY, adviceCaseClosed({ outcome: 'DECLINED_BY_RECIPIENT' }));
    for (const known of [
      fact(adviceCaseHistory, 'case-1'),
      ownedBy('other-police', openCase),
      fact(adviceCaseHistory, 'case-1', at(IN_2012, caseOpened), closed),
    ])
      knowing(person, known).when(plan).isRefusedBy('R-LIFE-1', 'case');
  });
  test('R-CASE-11: a case about somebody else is another case', () => {
    for (const other of [
      { ...caseOpened, recipient: 'subject-2' },
      { ...caseOpened, recipientKind: 'COMMUNITY', capacity: 'COMMUNITY' },
    ] as const)
      knowing(person, fact(adviceCaseHistory, 'case-1', at(IN_2012, other)))
        .when(plan)
        .isRefusedBy('R-CASE-11', 'recipient');
  });
});

describe('who sends it', () => {
  const visitors = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'];
  test.each([plan, ...atWork])('R-AUTH-2: $type is for those who go there', (command) => {
    expect(sendersOf(given(), command)).toEqual(visitors);
  });
  test('R-AUTH-2: only a process notices', () => {
    expect(sendersOf(given(), notice)).toEqual(['SYSTEM']);
  });
  test('R-AUTH-2: who was missed does not resolve it', () => {
    expect(sendersOf(given(), { ...resolve, by: INSPECTOR })).toEqual(['SUPERVISOR', 'INSPECTOR']);
  });
});

describe('R-AUTH-4: whose visit it is', () => {
  test.each(atWork)('D-12: $type of somebody else’s visit is for those over them', (command) => {
    const sent = (by: typeof PCSO) =>
      given(planned)
        .knowingNothingElse()
        .when({ ...command, by });
    sent(OFFICER).isRefusedBy('R-AUTH-4');
    sent(police('pcso-2', 'PCSO')).isRefusedBy('R-AUTH-4');
    for (const by of [PCSO, INSPECTOR, police('sergeant-2', 'SUPERVISOR')])
      expect(sent(by).decision).not.toMatchObject({ rule: 'R-AUTH-4' });
  });
  test.each([plan, ...atWork, resolve])(
    'R-AUTH-4: $type is for nobody who had left the service',
    (command) => {
      const goneSince = (instant: string) =>
        fact(memberHistory, command.by.id, posted('PCSO'), at(instant, memberLeft({ reason: 'RESIGNED' })));
      const history = command.type === 'PlanAttendance' ? [] : [planned];
      const sent = (instant: string) =>
        given(...history, at(QUARTER_PAST, attendanceOverdue({})))
          .knowing(goneSince(instant), ...ready)
          .when(command);
      sent(command.occurredAt).isRefusedBy('R-AUTH-4');
      expect(sent('2023-03-07T09:00:00.000Z').decision).not.toMatchObject({ rule: 'R-AUTH-4' });
    },
  );
  test('R-LIFE-1, D-12: nobody of another force', () =>
    given(planned)
      .ownedBy('police')
      .when({ ...leave, by: { ...INSPECTOR, agency: 'other-police' } })
      .isRefusedBy('R-LIFE-1', 'id'));
});

describe('an attendance at an instant', () => {
  const { initial } = attendanceHistory;
  const { state: after } = fact(
    attendanceHistory,
    'visit-1',
    planned,
    at(QUARTER_PAST, attendanceOverdue({ buddy: OFFICER.id })),
    at(LATER, overdueAttendanceResolved({ outcome: 'SAFE_FOUND' })),
  );

  test('is planned, overdue and resolved from the moment on at which it was', () => {
    const instants = [ONE, QUARTER_PAST, LATER];
    expect(instants.map((instant) => isPlanned(after, instant))).toEqual([true, true, true]);
    expect(isPlanned(after, onDay('09:00'))).toBe(false);
    expect(instants.map((instant) => isOverdue(after, instant))).toEqual([false, true, false]);
    expect([QUARTER_PAST, LATER].map((instant) => isResolved(after, instant))).toEqual([false, true]);
    expect(isOver(after, LATER)).toBe(false);
    expect(isOver(after, '2023-03-07T09:00:00.000Z')).toBe(true);
  });
  test('keeps no address in its state', () => {
    expect(plannedFor(after)).toBe('subject-1');
    expect(JSON.stringify(after)).not.toContain('Mews');
  });
  test('seals the address and the notes, for whom the visit is to', () => {
    expect(
      attendanceEvents.flatMap(({ type, personalFields }) => personalFields.map((f) => [type, f])),
    ).toEqual([
      ['AttendancePlanned', 'address'],
      ['VisitCancelled', 'note'],
      ['NoReplyRecorded', 'note'],
      ['OverdueAttendanceResolved', 'note'],
    ]);
    expect(attendance.subject?.(initial, { ...plan, id: 'visit-1', owner: 'police' })).toBe('subject-1');
    expect(attendance.subject?.(after, { ...resolve, id: 'visit-1', owner: 'police' })).toBe('subject-1');
    expect(attendance.subject?.(initial, { ...resolve, id: 'visit-1', owner: 'police' })).toBeUndefined();
  });
});
