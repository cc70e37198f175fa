import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  arrivalRecorded,
  noReplyRecorded,
  visitCancelled,
  visitNotAttended,
  type AttendanceEvent,
} from '../attendance/attendance.events.ts';
import { crimeRecorded, victimRegistered, victimWithdrawn, type CrimeEvent } from '../crime/crime.events.ts';
import { crimeHistory } from '../crime/crime.state.ts';
import {
  establishmentPolicy,
  IN_2012,
  KILBURN,
  OFFICER,
  PCSO,
  police,
  posted,
  SUPERVISOR,
  sendersOf,
} from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { CRIME_CATEGORIES, DEFAULT_VICTIMS } from '../policy/figures.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import {
  foundApartNoticed,
  mergeNoticed,
  safeContactSaid,
  subjectsMerged,
} from '../subject/subject.events.ts';
import type { SafeContact } from '../subject/subject.state.ts';
import {
  officerDidNotAttend,
  recipientUnavailable,
  victimDutyOverdue,
  victimDutyOverdueFoundWrong,
  victimInformed,
  victimNeedsAssessed,
  victimVisitCancelled,
  victimVisitClosed,
  victimVisitOpened,
  victimVisitWithdrawn,
  visitAccepted,
  visitAskedForAgain,
  visitAttended,
  visitBooked,
  visitBookingEnded,
  visitDeclined,
  visitEvents,
  visitOffered,
  visitRescheduled,
  type VisitEvent,
} from './visit.events.ts';
import {
  isMetOnAttendance,
  mayBeBooked,
  standingAt,
  victimOf,
  visitHistory,
  type VisitState,
} from './visit.state.ts';
import {
  accept,
  accepted,
  assess,
  AT_HALF_PAST,
  AT_TEN,
  bicycle,
  booked,
  booking,
  cancel,
  cared,
  close,
  CONTROL,
  CRIME,
  crime,
  decline,
  FRIDAY,
  given,
  going,
  inform,
  look,
  missed,
  MONDAY,
  NEWS_LATE,
  NEXT_MONDAY,
  NEXT_TUESDAY,
  notice,
  offer,
  OFFER_LATE,
  offered,
  personOf,
  open,
  opened,
  reach,
  reschedule,
  slot,
  terms,
  THURSDAY,
  TUESDAY,
  unavailable,
  VISIT,
  visited,
  wanted,
  WEDNESDAY,
} from './visit.test.data.ts';
import { visit } from './visit.ts';

const arrived = at<AttendanceEvent>(AT_TEN, arrivalRecorded({}));
const stateOf = (...history: readonly (readonly Dated<VisitEvent>[])[]): VisitState =>
  fact(visitHistory, VISIT, ...history).state;
const then = (instant: string, ...events: readonly VisitEvent[]) => at<VisitEvent>(instant, ...events);
const attended = visitAttended({
  ...{ where: 'VICTIMS_PREMISES', attendance: 'going', purpose: 'VICTIM_CARE' },
  ...{ help: ['LISTENED_TO', 'LOCKS_OR_REPAIRS'], note: 'She was glad to talk.' },
} as never);
const met = then(AT_HALF_PAST, attended);
const byCar = then(AT_HALF_PAST, officerDidNotAttend({ reason: 'URGENT_CALL' }));
const nobodyIn = then(AT_HALF_PAST, recipientUnavailable({ tried: ['AT_THE_DOOR', 'CARD_LEFT'] }));
const said = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' } as const;

describe('offering', () => {
  test.each(CRIME_CATEGORIES)(
    'R-VIS-1, T4-03, T4-23: the victim of %s is to be offered a visit',
    (category) => {
      const recorded = at<CrimeEvent>(
        MONDAY,
        crimeRecorded({ category, markers: [], ward: KILBURN }),
        victimRegistered({ victim: 'juniper', visit: VISIT, criteria: [] }),
      );
      given()
        .knowing(fact(crimeHistory, CRIME, recorded))
        .when(open)
        .emits(victimVisitOpened({ ...terms, category }));
    },
  );
  test('R-VIS-2: by which days what is owed the policy on visits says that serves then', () => {
    const { establishment: _figures, ...version } = establishmentPolicy;
    const victims = { ...DEFAULT_VICTIMS, offerWithinWorkingDays: 1, holidays: ['2013-03-05'] };
    const policy = fact(
      policyHistory,
      'V0201',
      at(
        IN_2012,
        policyVersionPublished({
          ...version,
          ...{ number: 'V 0201', kind: 'VISIT', victims, nextReviewDue: '2024-09-03' },
        }),
      ),
    );
    const adopted = at(IN_2012, policyAdopted({ kind: 'VISIT', policy: 'V0201' }));
    given()
      .knowing(policy, fact(rolesHistory, 'police', adopted))
      .when(open)
      .emits(
        victimVisitOpened({ ...terms, needsBy: '2013-03-07', informBy: '2013-03-12', policy: 'V0201/1' }),
      );
  });
  test('R-VIS-1: nobody is offered a visit who was no victim of that crime, or by another id', () => {
    const withdrawn = at<CrimeEvent>(MONDAY, victimWithdrawn({ victim: 'juniper', reason: 'NOT_A_VICTIM' }));
    const elsewhere = at<CrimeEvent>(
      MONDAY,
      crimeRecorded({ category: 'BURGLARY', markers: [], ward: KILBURN }),
      victimRegistered({ victim: 'juniper', visit: 'visit-2', criteria: [] }),
    );
    given()
      .knowing(fact(crimeHistory, CRIME, bicycle, withdrawn))
      .when(open)
      .isRefusedBy('R-VIS-1', 'victim');
    given()
      .knowing(fact(crimeHistory, CRIME, elsewhere))
      .when(open)
      .isRefusedBy('R-VIS-1', 'victim');
    given()
      .when({ ...open, victim: 'sorrel' })
      .isRefusedBy('R-VIS-1', 'victim');
    given()
      .when({ type: 'OpenVisit', occurredAt: MONDAY, by: open.by, victim: 'juniper' })
      .isRefusedBy('R-VIS-1', 'crime');
  });
  test('R-LIFE-1: there is no visit for a crime that is not on record', () => {
    given().knowing(fact(crimeHistory, CRIME)).when(open).isRefusedBy('R-LIFE-1', 'crime');
    given()
      .when({ ...open, occurredAt: IN_2012 })
      .isRefusedBy('R-LIFE-1', 'crime');
  });
  test('R-LIFE-2: a visit is opened once', () => {
    given(opened).when(open).emitsNothing();
    given(opened)
      .when({ ...open, occurredAt: TUESDAY })
      .isRefusedBy('R-LIFE-2', 'id');
  });
  test('R-AUTH-2: opened by Wardbook, or a specialist; offered by the control room and the police', () => {
    const senders = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL'];
    expect(sendersOf(scenario(visit, VISIT)(), open)).toEqual(['SPECIALIST', 'SYSTEM']);
    for (const command of [
      offer,
      accept,
      decline,
      visited,
      missed,
      unavailable,
      cancel,
      assess,
      inform,
      close,
    ])
      expect(sendersOf(scenario(visit, VISIT)(opened), command).toSorted()).toEqual(senders.toSorted());
    for (const command of [notice, look])
      expect(sendersOf(scenario(visit, VISIT)(opened), command)).toEqual(['SYSTEM']);
  });
  test('R-VIS-2: an offer is made once the visit is due, and again until the victim answers', () => {
    given(opened)
      .when(offer)
      .emits(visitOffered({ channel: 'PHONE' }));
    given(opened, offered)
      .when({ ...offer, occurredAt: WEDNESDAY, channel: 'LETTER' })
      .emits(visitOffered({ channel: 'LETTER' }));
    given(opened, offered).when(offer).emitsNothing();
    given().when(offer).isRefusedBy('R-LIFE-1', 'id');
    given(...wanted)
      .when({ ...offer, occurredAt: WEDNESDAY })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-VIS-7: nobody is called or written to unless that is known to be safe', () => {
    const [toCall, toWrite] = [reach({ ways: ['SAFE_TO_CALL'] }), reach({ ways: ['SAFE_TO_WRITE'] })];
    const byLetter = { ...offer, channel: 'LETTER' } as const;
    given(opened).knowing(toCall).when(byLetter).isRefusedBy('R-VIS-7', 'channel');
    given(opened).knowing(toWrite).when(offer).isRefusedBy('R-VIS-7', 'channel');
    given(opened)
      .knowing(toWrite)
      .when(byLetter)
      .emits(visitOffered({ channel: 'LETTER' }));
    given(opened)
      .knowing(reach({ ways: ['SAFE_TO_CALL'] }, FRIDAY))
      .when(offer)
      .isRefusedBy('R-VIS-7', 'channel');
    for (const channel of ['PHONE', 'LETTER', 'IN_PERSON'] as const)
      given(opened)
        .knowing(reach({ ways: [] }))
        .when({ ...offer, channel })
        .isRefusedBy('R-VIS-7', 'channel');
    given(opened)
      .knowing(reach({ ways: [] }, FRIDAY))
      .when({ ...offer, channel: 'IN_PERSON' })
      .emits(visitOffered({ channel: 'IN_PERSON' }));
  });
  test.each([
    ['that theirs leads to', [subjectsMerged({ other: 'june' })], []],
    ['that leads to theirs', [mergeNoticed({ other: 'june' })], []],
    [
      'that leads to one that leads to theirs',
      [mergeNoticed({ other: 'elm' })],
      [mergeNoticed({ other: 'june' })],
    ],
  ])('R-VIS-7: what the strictest of their records says counts, also of one %s', (_, found, between) => {
    const records = (own: SafeContact, others?: SafeContact) =>
      given(opened).knowing(
        personOf('juniper', safeContactSaid(own), ...found),
        personOf('elm', ...between),
        personOf('june', ...(others ? [safeContactSaid(others)] : [])),
      );
    const [call, write] = [{ ways: ['SAFE_TO_CALL'] }, { ways: ['SAFE_TO_WRITE'] }] as const;
    records(call, call)
      .when(offer)
      .emits(visitOffered({ channel: 'PHONE' }));
    records(call)
      .when(offer)
      .emits(visitOffered({ channel: 'PHONE' }));
    records(call, write).when(offer).isRefusedBy('R-VIS-7', 'channel');
    records(call, write)
      .when({ ...offer, channel: 'IN_PERSON' })
      .isRefusedBy('R-VIS-7', 'channel');
    const [refuge, council] = [
      { ways: [], onlyThrough: 'refuge' },
      { ways: [], onlyThrough: 'council' },
    ];
    const through = { ...offer, channel: 'THROUGH_AGENCY' } as const;
    records(call, refuge)
      .when(through)
      .emits(visitOffered({ channel: 'THROUGH_AGENCY', agency: 'refuge' }));
    records(call, refuge).when(offer).isRefusedBy('R-VIS-7', 'channel');
    records(council, refuge).when(through).isRefusedBy('R-VIS-7', 'channel');
  });
  test('R-VIS-7: a record that was found to be of somebody else counts no more', () =>
    given(opened)
      .knowing(
        personOf(
          'juniper',
          ...[safeContactSaid({ ways: ['SAFE_TO_CALL'] }), mergeNoticed({ other: 'june' })],
          foundApartNoticed({ other: 'june' }),
        ),
        personOf('june', safeContactSaid({ ways: [] })),
      )
      .when(offer)
      .emits(visitOffered({ channel: 'PHONE' })));
  test('R-VIS-7: whoever is only reached through an agency is offered a visit through it', () => {
    const through = reach({ ways: [], onlyThrough: 'victim-support' });
    const asked = { ...offer, channel: 'THROUGH_AGENCY' } as const;
    given(opened)
      .knowing(through)
      .when(asked)
      .emits(visitOffered({ channel: 'THROUGH_AGENCY', agency: 'victim-support' }));
    given(opened).when(asked).isRefusedBy('R-VIS-7', 'channel');
    given(opened)
      .knowing(through)
      .when({ ...offer, channel: 'IN_PERSON' })
      .isRefusedBy('R-VIS-7', 'channel');
  });
});

describe('answers', () => {
  test('R-VIS-6: the victim accepts or declines what was offered', () => {
    given(opened, offered)
      .when({ ...accept, occurredAt: WEDNESDAY })
      .emits(visitAccepted({}));
    given(opened, offered)
      .when({ ...decline, occurredAt: WEDNESDAY })
      .emits(visitDeclined({}));
    given(opened, offered, accepted)
      .when({ ...decline, occurredAt: WEDNESDAY })
      .emits(visitDeclined({}));
    for (const answer of [accept, decline]) given(opened).when(answer).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-VIS-6: to decline is final, unless the victim asks again', () => {
    const declined = [opened, offered, then(WEDNESDAY, visitDeclined({}))];
    const later = { occurredAt: THURSDAY } as const;
    given(...declined)
      .when({ ...offer, ...later })
      .isRefusedBy('R-VIS-6', 'id');
    given(...declined)
      .when({ ...accept, ...later })
      .isRefusedBy('R-VIS-6', 'id');
    given(...declined)
      .when({ ...visited, ...later })
      .isRefusedBy('R-VIS-6', 'id');
    given(...declined, cared)
      .when({ type: 'AskAgain', by: CONTROL, ...later })
      .emits(visitAskedForAgain({}));
    const again = [...declined, then(THURSDAY, visitAskedForAgain({}))];
    expect(standingAt(stateOf(...again), FRIDAY)).toBe('ACCEPTED');
    expect(mayBeBooked(stateOf(...again), FRIDAY)).toBe(true);
  });
  test('R-LIFE-1: what has not ended is not asked for again', () => {
    given(...wanted)
      .when({ type: 'AskAgain', occurredAt: FRIDAY, by: CONTROL })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1: whoever awaits an appointment calls it off, and does not decline', () => {
    given(...wanted, booked)
      .when({ ...decline, occurredAt: THURSDAY })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-TIME-2: no answer stands on an offer that had been made later', () => {
    given(opened, then(THURSDAY, visitOffered({ channel: 'PHONE' }), visitAccepted({})))
      .when({ ...offer, occurredAt: FRIDAY })
      .isRefusedBy('R-LIFE-1', 'id');
    given(opened, offered, then(THURSDAY, visitAccepted({})), cared)
      .when({ ...decline, occurredAt: WEDNESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('what comes in its turn', () => {
  test('R-LIFE-1: nobody answers what was not offered, or calls off what was not accepted', () => {
    given(opened).when(accept).isRefusedBy('R-LIFE-1', 'id');
    given(opened).when(decline).isRefusedBy('R-LIFE-1', 'id');
    given(opened, offered).when(cancel).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1: what was accepted is not offered again, and nothing is moved that was not booked', () => {
    given(...wanted)
      .when({ ...offer, occurredAt: WEDNESDAY })
      .isRefusedBy('R-LIFE-1', 'id');
    given(...wanted)
      .when(reschedule)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-TIME-2: an offer stands on no answer before it', () =>
    given(opened, offered, then(FRIDAY, visitOffered({ channel: 'LETTER' })))
      .when({ ...decline, occurredAt: WEDNESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: nobody declines or asks again twice', () => {
    given(opened, offered, then(FRIDAY, visitDeclined({})))
      .when({ ...decline, occurredAt: WEDNESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(opened, offered, then(WEDNESDAY, visitDeclined({})), then(FRIDAY, visitAskedForAgain({})))
      .when({ type: 'AskAgain', occurredAt: THURSDAY, by: CONTROL })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: nothing becomes of a visit that was called off before', () => {
    const off = { ...cancel, occurredAt: '2013-03-05T11:00:00.000Z' } as const;
    const moved = then(AT_TEN, visitRescheduled(said));
    const calledOff = then(AT_TEN, victimVisitCancelled(said));
    for (const after of [met, byCar, nobodyIn, moved, calledOff])
      given(...wanted, booked, after)
        .when(off)
        .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: what was closed as declined had not been asked for again', () =>
    given(
      ...[opened, offered, cared, then(WEDNESDAY, visitDeclined({}))],
      then(FRIDAY, victimVisitClosed({ outcome: 'DECLINED' })),
    )
      .when({ type: 'AskAgain', occurredAt: THURSDAY, by: CONTROL })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('appointments', () => {
  test('R-VIS-3: what a car has a slot for is on record with its purpose', () => {
    given(...wanted)
      .when(notice)
      .emits(visitBooked(booking));
    given(...wanted, booked)
      .when(notice)
      .emitsNothing();
    given(...wanted, booked)
      .when({ type: 'NoticeBookingEnded', occurredAt: THURSDAY, by: notice.by, ...slot })
      .emits(visitBookingEnded(slot));
    given().when(notice).isRefusedBy('R-LIFE-1', 'id');
    const calledOff = { askedBy: 'POLICE', reason: 'NEEDED_ELSEWHERE' } as const;
    const ending = { type: 'NoticeBookingEnded', occurredAt: THURSDAY, by: notice.by, ...slot } as const;
    given(...wanted, booked)
      .when({ ...ending, ...calledOff })
      .emits(visitBookingEnded({ ...slot, ...calledOff }));
    given(...wanted, booked, then(THURSDAY, visitBookingEnded(slot)))
      .when(ending)
      .emitsNothing();
    given().when(ending).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-VIS-5: a slot may be booked where the victim has accepted, and has no other', () => {
    const ended = then(THURSDAY, visitBookingEnded(slot));
    expect(victimOf(stateOf(...wanted))).toBe('juniper');
    expect(
      [TUESDAY, WEDNESDAY, THURSDAY].map((day) => mayBeBooked(stateOf(opened, offered, accepted), day)),
    ).toEqual([false, true, true]);
    expect(mayBeBooked(stateOf(...wanted, booked), THURSDAY)).toBe(false);
    expect(mayBeBooked(stateOf(...wanted, booked, ended), THURSDAY)).toBe(true);
    expect(standingAt(stateOf(...wanted, booked), THURSDAY)).toBe('BOOKED');
    expect(mayBeBooked(stateOf(...wanted, booked, byCar), FRIDAY)).toBe(true);
    expect(mayBeBooked(stateOf(...wanted, booked, met), FRIDAY)).toBe(false);
    expect(mayBeBooked(stateOf(...wanted, then(THURSDAY, victimVisitWithdrawn({}))), FRIDAY)).toBe(false);
  });
  test('R-VIS-3: what was booked is moved, by whoever asked for it, and is booked anew', () => {
    given(...wanted, booked)
      .when(reschedule)
      .emits(visitRescheduled(said));
    given(...wanted)
      .when(reschedule)
      .isRefusedBy('R-LIFE-1', 'id');
    given(opened, offered).when(reschedule).isRefusedBy('R-LIFE-1', 'id');
    const moved = stateOf(...wanted, booked, then(AT_TEN, visitRescheduled(said)));
    expect([standingAt(moved, FRIDAY), mayBeBooked(moved, FRIDAY)]).toEqual(['RESCHEDULED', true]);
  });
  test('R-VIS-3: a visit is called off by the victim or by the police, and why is said', () => {
    const off = { askedBy: 'VICTIM', reason: 'NO_LONGER_WANTED' } as const;
    given(...wanted, booked)
      .when(cancel)
      .emits(victimVisitCancelled(off));
    given(opened, offered).when(cancel).isRefusedBy('R-LIFE-1', 'id');
    const over = stateOf(...wanted, booked, then(AT_TEN, victimVisitCancelled(off)));
    expect([standingAt(over, FRIDAY), mayBeBooked(over, FRIDAY)]).toEqual(['CANCELLED', false]);
  });
});

describe('what became of it', () => {
  test('T0-18, R-CASE-11: a victim who was visited was helped, by somebody who had planned to go there', () =>
    given(...wanted, booked)
      .knowing(going(arrived))
      .when(visited)
      .emits(attended));
  test('R-CASE-13, T0-18: a visit without any help is none', () =>
    given(...wanted, booked)
      .knowing(going(arrived))
      .when({ ...visited, help: [] })
      .isRefusedBy('R-CASE-13', 'help'));
  test('R-CASE-11: nobody is visited at home without an attendance for this visit that had arrived', () => {
    const { attendance: _attendance, ...alone } = visited;
    const inVain = at<AttendanceEvent>(AT_TEN, noReplyRecorded({ tried: ['AT_THE_DOOR'] }));
    given(...wanted)
      .when(alone)
      .isRefusedBy('R-CASE-11', 'attendance');
    given(...wanted)
      .when(visited)
      .isRefusedBy('R-CASE-11', 'attendance');
    given(...wanted)
      .knowing(going(arrived, inVain))
      .when(visited)
      .isRefusedBy('R-CASE-11', 'attendance');
    given(...wanted)
      .knowing(going(at<AttendanceEvent>(FRIDAY, arrivalRecorded({}))))
      .when(visited)
      .isRefusedBy('R-CASE-11', 'attendance');
    scenario(
      visit,
      'visit-of-another',
    )(...wanted)
      .ownedBy('police')
      .knowing(going(arrived), fact(memberHistory, PCSO.id, posted('PCSO')))
      .when(visited)
      .isRefusedBy('R-CASE-11', 'attendance');
  });
  test('R-CASE-11: whoever comes to the police needs no attendance', () => {
    const { attendance: _attendance, note: _note, ...alone } = visited;
    const { where: _where, ...came } = alone;
    given(...wanted)
      .when({ ...came, by: CONTROL, where: 'POLICE_PREMISES' })
      .emits(
        visitAttended({
          ...{ where: 'POLICE_PREMISES', purpose: 'VICTIM_CARE' },
          help: ['LISTENED_TO', 'LOCKS_OR_REPAIRS'],
        }),
      );
  });
  test('R-VIS-3: that police did not come is not that nobody was there', () => {
    given(...wanted, booked)
      .when(missed)
      .emits(officerDidNotAttend({ reason: 'URGENT_CALL' }));
    given(...wanted, booked)
      .when(unavailable)
      .emits(recipientUnavailable({ tried: ['AT_THE_DOOR', 'CARD_LEFT'] }));
    expect(standingAt(stateOf(...wanted, booked, byCar), FRIDAY)).toBe('OFFICER_DID_NOT_ATTEND');
    expect(standingAt(stateOf(...wanted, booked, nobodyIn), FRIDAY)).toBe('RECIPIENT_UNAVAILABLE');
  });
  test('R-VIS-3: nobody misses an appointment that there is not, or whose time has not come', () => {
    for (const command of [missed, unavailable]) {
      given(...wanted)
        .when(command)
        .isRefusedBy('R-VIS-3', 'attendance');
      given(...wanted, booked)
        .when({ ...command, occurredAt: THURSDAY })
        .isRefusedBy('R-VIS-3', 'attendance');
      given(opened, offered).when(command).isRefusedBy('R-LIFE-1', 'id');
    }
    given(...wanted, booked)
      .when({ ...unavailable, tried: [] })
      .isRefusedBy('R-VIS-3', 'tried');
  });
  test('R-VIS-3: what is said of the visit does not belie what the attendance says', () => {
    const noReply = at<AttendanceEvent>(AT_TEN, noReplyRecorded({ tried: ['AT_THE_DOOR'] }));
    const nobodyWent = at<AttendanceEvent>(AT_TEN, visitNotAttended({ reason: 'ILL' }));
    const on = { attendance: 'going' } as const;
    given(...wanted)
      .knowing(going(nobodyWent))
      .when({ ...missed, ...on })
      .emits(officerDidNotAttend({ reason: 'URGENT_CALL', ...on }));
    for (const known of [going(arrived), going(noReply)])
      given(...wanted)
        .knowing(known)
        .when({ ...missed, ...on })
        .isRefusedBy('R-VIS-3', 'attendance');
    given(...wanted)
      .knowing(going(noReply))
      .when({ ...unavailable, ...on })
      .emits(recipientUnavailable({ tried: ['AT_THE_DOOR', 'CARD_LEFT'], ...on }));
    given(...wanted)
      .when({ ...unavailable, ...on })
      .isRefusedBy('R-VIS-3', 'attendance');
  });
  test('R-VIS-3: of one attendance one thing is said, and nobody fails twice on it', () => {
    const noReply = at<AttendanceEvent>(AT_TEN, noReplyRecorded({ tried: ['AT_THE_DOOR'] }));
    const on = { attendance: 'going' } as const;
    const missedOn = then(AT_TEN, officerDidNotAttend({ reason: 'ILL', ...on }));
    const triedOn = then(FRIDAY, recipientUnavailable({ tried: ['AT_THE_DOOR'], ...on }));
    given(...wanted, missedOn)
      .knowing(going(at<AttendanceEvent>(AT_TEN, visitNotAttended({ reason: 'ILL' }))))
      .when({ ...missed, ...on })
      .isRefusedBy('R-VIS-3', 'attendance');
    // Whichever is recorded first.
    given(...wanted, triedOn)
      .knowing(going(noReply))
      .when({ ...unavailable, ...on })
      .isRefusedBy('R-VIS-3', 'attendance');
    given(...wanted, missedOn)
      .knowing(going(arrived))
      .when(visited)
      .isRefusedBy('R-VIS-3', 'attendance');
  });
  test('R-VIS-3: nobody failed to come on an attendance before they were to, unless it says so', () => {
    const early = { ...missed, occurredAt: THURSDAY, attendance: 'going' } as const;
    const nobodyWent = at<AttendanceEvent>(THURSDAY, visitNotAttended({ reason: 'ILL' }));
    given(...wanted)
      .when(early)
      .isRefusedBy('R-VIS-3', 'attendance');
    for (const [known, occurredAt] of [
      [going(nobodyWent), THURSDAY],
      [going(), AT_TEN],
    ] as const)
      given(...wanted)
        .knowing(known)
        .when({ ...early, occurredAt })
        .emits(officerDidNotAttend({ reason: 'URGENT_CALL', attendance: 'going' }));
  });
  test('R-VIS-3: nobody failed to come on an attendance that was called off', () => {
    const calledOff = at<AttendanceEvent>(
      AT_TEN,
      visitCancelled({ by: 'juniper', reason: 'RECIPIENT_ASKED' }),
    );
    given(...wanted)
      .knowing(going(calledOff))
      .when({ ...missed, attendance: 'going' })
      .isRefusedBy('R-VIS-3', 'attendance');
  });
  test('R-CASE-11: nor is an attendance for something else named', () => {
    for (const command of [missed, unavailable])
      scenario(visit, 'visit-of-another')(...wanted, booked)
        .ownedBy('police')
        .knowing(going(), fact(memberHistory, CONTROL.id))
        .when({ ...command, attendance: 'going' })
        .isRefusedBy('R-CASE-11', 'attendance');
  });
  test('R-AUTH-4: what became of a visit says whoever made it, the control room or a supervisor', () => {
    const own = given(...wanted, booked).knowing(
      going(arrived),
      fact(memberHistory, OFFICER.id, posted('CONSTABLE')),
    );
    own.when({ ...visited, by: OFFICER }).isRefusedBy('R-AUTH-4');
    own.when({ ...visited, by: SUPERVISOR }).emits(attended);
    for (const command of [missed, unavailable]) own.when({ ...command, by: PCSO }).isRefusedBy('R-AUTH-4');
  });
  test('R-AUTH-4: whoever had left does nothing about a visit', () => {
    const gone = fact(
      memberHistory,
      CONTROL.id,
      posted('CONSTABLE'),
      at(MONDAY, memberLeft({ reason: 'RETIRED' })),
    );
    given(opened).knowing(gone).when(offer).isRefusedBy('R-AUTH-4');
  });
  test('R-VIS-3: on which attendance somebody was met is known', () => {
    expect(isMetOnAttendance(stateOf(...wanted, met), 'going')).toBe(true);
    expect(isMetOnAttendance(stateOf(...wanted, nobodyIn), 'going')).toBe(false);
  });
});

describe('what a victim is owed', () => {
  const offerLate = happened(OFFER_LATE, victimDutyOverdue({ duty: 'OFFER', dueOn: '2013-03-06' }));
  const needsLate = happened(OFFER_LATE, victimDutyOverdue({ duty: 'NEEDS', dueOn: '2013-03-06' }));
  const newsLate = happened(NEWS_LATE, victimDutyOverdue({ duty: 'INFORMING', dueOn: '2013-03-11' }));

  test('R-VIS-2, T4-03: what nobody did is overdue from the next London day, whoever looks when', () => {
    given(opened).when(look).emits(offerLate, needsLate, newsLate);
    given(opened)
      .when({ ...look, occurredAt: OFFER_LATE })
      .emits(offerLate, needsLate);
    given(opened)
      .when({ ...look, occurredAt: '2013-03-06T23:59:59.999Z' })
      .emitsNothing();
    given(opened, [offerLate, needsLate, newsLate]).when(look).emitsNothing();
    given(opened, offered, cared).when(look).emitsNothing();
    given().when(look).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-VIS-2: a late offer restates nothing, and one that is recorded late does', () => {
    given(opened, cared)
      .when({ ...offer, occurredAt: FRIDAY })
      .emits(visitOffered({ channel: 'PHONE' }), offerLate);
    given(opened, cared, [offerLate])
      .when({ ...offer, occurredAt: FRIDAY })
      .emits(visitOffered({ channel: 'PHONE' }));
    given(opened, cared, [offerLate])
      .when(offer)
      .emits(
        visitOffered({ channel: 'PHONE' }),
        happened(OFFER_LATE, victimDutyOverdueFoundWrong({ duty: 'OFFER', dueOn: '2013-03-06' })),
      );
  });
  test('R-VIS-8: needs are assessed by criteria, and enhanced rights bring the news within a day', () => {
    given(opened, offered)
      .when(assess)
      .emits(victimNeedsAssessed({ criteria: ['VULNERABLE'], enhanced: true, informBy: '2013-03-06' }));
    given(opened, offered)
      .when({ ...assess, criteria: [], enhanced: false })
      .emits(victimNeedsAssessed({ criteria: [], enhanced: false }));
    given(opened)
      .when({ ...assess, criteria: [] })
      .isRefusedBy('R-VIS-8', 'criteria');
    const known = then(
      TUESDAY,
      victimNeedsAssessed({ criteria: ['VULNERABLE'], enhanced: true, informBy: '2013-03-06' }),
    );
    given(opened, offered, known).when(assess).emitsNothing();
    given(opened, offered, known)
      .when(look)
      .emits(happened(OFFER_LATE, victimDutyOverdue({ duty: 'INFORMING', dueOn: '2013-03-06' })));
  });
  test('R-VIS-8: what was overdue is due on another day where an assessment is told of later', () => {
    given(opened, offered, [newsLate], then(NEXT_TUESDAY, victimInformed({ what: 'RIGHTS' })))
      .when(assess)
      .emits(
        victimNeedsAssessed({ criteria: ['VULNERABLE'], enhanced: true, informBy: '2013-03-06' }),
        happened(NEWS_LATE, victimDutyOverdueFoundWrong({ duty: 'INFORMING', dueOn: '2013-03-11' })),
        happened(OFFER_LATE, victimDutyOverdue({ duty: 'INFORMING', dueOn: '2013-03-06' })),
      );
  });
  test('R-VIS-8: a victim is told what there is to tell', () => {
    given(opened, offered)
      .when(inform)
      .emits(victimInformed({ what: 'RIGHTS' }));
    given(opened, then(TUESDAY, victimInformed({ what: 'RIGHTS' })))
      .when(inform)
      .emitsNothing();
  });
  test('R-LIFE-1: nothing is owed to somebody who was no victim after all', () => {
    const asked = { type: 'WithdrawVisit', occurredAt: TUESDAY, by: open.by } as const;
    const withdrawn = then(TUESDAY, victimVisitWithdrawn({}));
    given(opened).when(asked).emits(victimVisitWithdrawn({}));
    given(opened, withdrawn).when(asked).emitsNothing();
    given(opened, withdrawn).when(look).emitsNothing();
    given(opened, withdrawn)
      .when({ ...offer, occurredAt: WEDNESDAY })
      .isRefusedBy('R-LIFE-1', 'id');
    given().when(asked).isRefusedBy('R-LIFE-1', 'id');
    expect(standingAt(stateOf(opened, withdrawn), FRIDAY)).toBe('WITHDRAWN');
  });
  test('R-VIS-1: whoever was withdrawn from another crime, or was somebody else, leaves a visit as it is', () => {
    const asked = { type: 'WithdrawVisit', occurredAt: TUESDAY, by: open.by } as const;
    for (const other of [
      { victim: 'juniper', crime: 'police.2013-115' },
      { victim: 'june', crime: CRIME },
    ])
      given(opened)
        .when({ ...asked, ...other })
        .emitsNothing();
    given(opened)
      .when({ ...asked, victim: 'juniper', crime: CRIME })
      .emits(victimVisitWithdrawn({}));
  });
});

describe('closing', () => {
  const as = (outcome: 'VISITED' | 'DECLINED' | 'CANCELLED' | 'NOT_REACHED') =>
    ({ ...close, outcome }) as const;
  test('R-VIS-9: a visit is closed as what it came to', () => {
    const ends = [
      ['VISITED', [...wanted, met]],
      ['DECLINED', [opened, offered, cared, then(WEDNESDAY, visitDeclined({}))]],
      ['CANCELLED', [...wanted, then(AT_TEN, victimVisitCancelled(said))]],
      ['NOT_REACHED', [opened, offered, cared]],
      ['NOT_REACHED', [...wanted, booked, nobodyIn]],
    ] as const;
    for (const [outcome, history] of ends)
      for (const [other] of ends)
        if (other === outcome)
          given(...history)
            .when(as(other))
            .emits(victimVisitClosed({ outcome: other }));
        else
          given(...history)
            .when(as(other))
            .isRefusedBy('R-VIS-9', 'outcome');
  });
  test('R-VIS-9: nobody is closed who was let down, awaits a visit, or was not offered one', () => {
    for (const history of [[...wanted, booked, byCar], [...wanted], [opened, cared]])
      for (const outcome of ['VISITED', 'DECLINED', 'CANCELLED', 'NOT_REACHED'] as const)
        given(...history)
          .when(as(outcome))
          .isRefusedBy('R-VIS-9', 'outcome');
  });
  test('R-VIS-9: nor before their needs were assessed and they were informed', () => {
    const assessed = then(TUESDAY, victimNeedsAssessed({ criteria: [], enhanced: false }));
    const informed = then(TUESDAY, victimInformed({ what: 'RIGHTS' }));
    for (const done of [[], [assessed], [informed]])
      given(opened, offered, accepted, ...done, met)
        .when(close)
        .isRefusedBy('R-VIS-9', 'id');
    given(opened, offered, accepted, assessed, informed, met)
      .when(close)
      .emits(victimVisitClosed({ outcome: 'VISITED' }));
  });
  test('R-LIFE-1: nor while another appointment is awaited', () => {
    const next = then(AT_HALF_PAST, visitBooked({ ...booking, from: NEXT_MONDAY, to: NEXT_TUESDAY }));
    given(...wanted, met, next)
      .when(close)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-2: it is closed once, and opened again by the victim alone', () => {
    const closed = then(FRIDAY, victimVisitClosed({ outcome: 'VISITED' }));
    given(...wanted, met, closed)
      .when(close)
      .emitsNothing();
    given(...wanted, met, closed)
      .when({ ...close, occurredAt: NEXT_MONDAY })
      .isRefusedBy('R-VIS-9', 'outcome');
    given(...wanted, met, closed)
      .when({ ...visited, occurredAt: NEXT_MONDAY })
      .isRefusedBy('R-LIFE-1', 'id');
    given(...wanted, met, closed)
      .when({ type: 'AskAgain', occurredAt: NEXT_MONDAY, by: CONTROL })
      .emits(visitAskedForAgain({}));
  });
});

test('D-32: a visit is general processing, and what is said in it is the victim’s', () => {
  expect(new Set(visitEvents.map(({ regime }) => regime))).toEqual(new Set(['GENERAL']));
  expect(visit.subject?.(visitHistory.initial, { ...open, id: VISIT, owner: 'police' })).toBe('juniper');
  expect(crime.state.recordedAt).toBe(MONDAY);
  expect(police('x', 'PCSO').role).toBe('PCSO');
});
