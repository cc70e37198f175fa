import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { IN_2012, JANUARY, OFFICER, police, sendersOf, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import { memberLeft, type MemberEvent } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { DEFAULT_VICTIMS } from '../policy/figures.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import {
  safeContactSaid,
  subjectRegistered,
  subjectsMerged,
  type SubjectEvent,
} from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import {
  victimVisitOpened,
  victimVisitWithdrawn,
  visitAccepted,
  visitBooked,
  visitDeclined,
  visitOffered,
  type VisitEvent,
} from '../visit/visit.events.ts';
import { visitHistory } from '../visit/visit.state.ts';
import { advicePolicy } from '../kilburn.test.data.ts';
import { appointments } from './appointments.ts';
import {
  appointmentCarAdded,
  appointmentCarTakenOff,
  appointmentsOpened,
  slotBooked,
  slotCancelled,
  slotMoved,
  slotReleased,
  type AppointmentsEvent,
} from './appointments.events.ts';
import { appointmentsHistory, freeAt } from './appointments.state.ts';

const DAY = '2013-03-04';
const ID = `police.kilburn.${DAY}`;
const CONTROL = police('control-1', 'CONTROL');
const FRIDAY = '2013-03-01T09:00:00.000Z';
const FRIDAY_NOON = '2013-03-01T12:00:00.000Z';
const SATURDAY = '2013-03-02T09:00:00.000Z';
const SUNDAY = '2013-03-03T09:00:00.000Z';
/** On the day itself; London is at UTC then. */
const onDay = (time: string): string => `${DAY}T${time}:00.000Z`;

const CAR_1 = { car: 'car-1', from: '09:00', to: '12:00', minutes: 60, slots: 2 } as const;
const CAR_2 = { car: 'car-2', from: '10:00', to: '12:00', minutes: 30, slots: 4 } as const;
const opened = at<AppointmentsEvent>(FRIDAY, appointmentsOpened({ cars: [CAR_1, CAR_2] }));
const slot = (car: string, from: string, to: string) => ({ car, from: onDay(from), to: onDay(to) });
const NINE = slot('car-1', '09:00', '10:00');
const TEN = slot('car-1', '10:00', '11:00');
const ELEVEN = slot('car-1', '11:00', '12:00');
const what = { purpose: 'VICTIM_CARE', place: 'HOME' } as const;
const bookedFor = (visit: string, which: typeof NINE, when = FRIDAY_NOON) =>
  at<AppointmentsEvent>(when, slotBooked({ visit, ...which, ...what }));
const booked = bookedFor('visit-1', NINE);

const accepted = at<VisitEvent>(
  JANUARY,
  victimVisitOpened({ victim: 'juniper', force: 'police', crime: 'police.1', offerBy: '2013-01-09' }),
  visitOffered({ channel: 'PHONE' }),
  visitAccepted({}),
);
const juniper = at<SubjectEvent>(JANUARY, subjectRegistered({ name: 'subject-juniper/0/0' }));
const visitOf = (...more: readonly (readonly Dated<VisitEvent>[])[]) =>
  fact(visitHistory, 'visit-1', accepted, ...more);
const given = (...history: readonly (readonly Dated<AppointmentsEvent>[])[]) =>
  scenario(
    appointments,
    ID,
  )(...history).knowing(
    fact(rolesHistory, 'police'),
    ...[CONTROL, OFFICER, SUPERVISOR].map(({ id }) => fact(memberHistory, id)),
  );
const booking = (...history: readonly (readonly Dated<AppointmentsEvent>[])[]) =>
  given(...history).knowing(visitOf(), fact(subjectHistory, 'juniper', juniper));

const open = { type: 'OpenAppointments', occurredAt: FRIDAY, by: CONTROL, cars: [CAR_1, CAR_2] } as const;
const addCar = { type: 'AddCar', occurredAt: FRIDAY_NOON, by: CONTROL, ...CAR_1, car: 'car-3' } as const;
const takeOff = {
  type: 'TakeCarOff',
  occurredAt: SATURDAY,
  by: CONTROL,
  car: 'car-1',
  reason: 'NO_CREW',
} as const;
const book = {
  type: 'BookSlot',
  occurredAt: FRIDAY_NOON,
  by: CONTROL,
  visit: 'visit-1',
  car: 'car-1',
  from: NINE.from,
  ...what,
} as const;
const change = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' } as const;
const move = {
  type: 'MoveSlot',
  occurredAt: SATURDAY,
  by: CONTROL,
  visit: 'visit-1',
  car: 'car-1',
  from: TEN.from,
  ...change,
} as const;
const cancel = {
  type: 'CancelSlot',
  occurredAt: SATURDAY,
  by: CONTROL,
  visit: 'visit-1',
  ...change,
} as const;
const review = { type: 'ReviewBooking', occurredAt: SATURDAY, by: SYSTEM, visit: 'visit-1' } as const;

describe('who sends what', () => {
  test.each([
    { command: open, roles: ['SUPERVISOR', 'INSPECTOR', 'CONTROL'] },
    { command: addCar, roles: ['SUPERVISOR', 'INSPECTOR', 'CONTROL'] },
    { command: takeOff, roles: ['SUPERVISOR', 'INSPECTOR', 'CONTROL'] },
    { command: book, roles: ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL'] },
    { command: move, roles: ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL'] },
    { command: cancel, roles: ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL'] },
    { command: review, roles: ['SYSTEM'] },
  ])('R-AUTH-2: $command.type is for $roles', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
  test.each([addCar, takeOff, book, move, cancel, open])('R-AUTH-4: nor for who had left: $type', (command) =>
    scenario(
      appointments,
      ID,
    )(...(command.type === 'OpenAppointments' ? [] : [opened]))
      .knowing(
        fact(memberHistory, SUPERVISOR.id, at<MemberEvent>(JANUARY, memberLeft({ reason: 'RETIRED' }))),
      )
      .knowingNothingElse()
      .when({ ...command, by: SUPERVISOR })
      .isRefusedBy('R-AUTH-4'),
  );
  test.each([addCar, takeOff, book, move, cancel])('R-LIFE-1: nothing without a day: $type', (command) =>
    given().knowingNothingElse().when(command).isRefusedBy('R-LIFE-1', 'id'),
  );
});

describe('opening appointments', () => {
  test('R-VIS-5: says which cars go, from when to when, and what they take', () =>
    given()
      .when(open)
      .emits(appointmentsOpened({ cars: [CAR_1, CAR_2] })));
  test('R-VIS-5: as many a car as the policy says, where nobody says otherwise', () => {
    const { slots: _slots, ...car } = CAR_1;
    given()
      .when({ ...open, cars: [car] })
      .emits(appointmentsOpened({ cars: [{ ...car, slots: 30, policy: 'DEFAULT' }] }));
    const terms = { ...advicePolicy, kind: 'VISIT', number: 'V 1000', visit: { graceMinutes: 15 } } as const;
    scenario(appointments, ID)()
      .knowing(
        fact(memberHistory, CONTROL.id),
        fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'VISIT', policy: 'V1000' }))),
        fact(
          policyHistory,
          'V1000',
          at(
            IN_2012,
            policyVersionPublished({
              ...{ ...terms, victims: { ...DEFAULT_VICTIMS, slotsPerCar: 12 } },
              nextReviewDue: '2015-09-03',
            }),
          ),
        ),
      )
      .when({ ...open, cars: [car] })
      .emits(appointmentsOpened({ cars: [{ ...car, slots: 12, policy: 'V1000/1' }] }));
  });
  test('R-LIFE-2: once', () => {
    given(opened).when(open).emitsNothing();
    given(opened)
      .when({ ...open, cars: [CAR_1, { ...CAR_2, slots: 1 }] })
      .isRefusedBy('R-LIFE-2', 'id');
    given(opened)
      .when({ ...open, occurredAt: SATURDAY })
      .isRefusedBy('R-LIFE-2', 'id');
  });
  test('R-VIS-5: before the day is over', () => {
    given()
      .when({ ...open, occurredAt: '2013-03-05T00:00:00.000Z' })
      .isRefusedBy('R-VIS-5', 'id');
    given()
      .when({ ...open, occurredAt: '2013-03-04T23:59:00.000Z' })
      .emits(appointmentsOpened({ cars: [CAR_1, CAR_2] }));
  });
  test('R-ID-1: for a day that there is', () => {
    const on = (id: string) => scenario(appointments, id)().knowingNothingElse().when(open);
    for (const id of ['police.kilburn', 'police.kilburn.2013-13-01', 'police.kilburn.2013-02-30'])
      on(id).isRefusedBy('R-ID-1', 'id');
  });
  test('R-AUTH-3: of the force that their name begins with', () => {
    expect(appointments.ownerOfId?.(ID)).toBe('police');
  });
  test('R-VIS-5: with each car once, for as long as it takes', () => {
    given()
      .when({ ...open, cars: [CAR_1, { ...CAR_2, car: 'car-1' }] })
      .isRefusedBy('R-VIS-5', 'cars');
    given()
      .when({ ...open, cars: [CAR_2, { ...CAR_1, to: '09:30' }] })
      .isRefusedBy('R-VIS-5', 'cars');
    given()
      .when({ ...open, cars: [{ ...CAR_1, slots: 4 }] })
      .isRefusedBy('R-VIS-5', 'cars');
  });
});

describe('cars', () => {
  test('may be added', () =>
    given(opened)
      .when(addCar)
      .emits(appointmentCarAdded({ ...CAR_1, car: 'car-3' })));
  test('R-LIFE-2: not one that goes already', () => {
    given(opened)
      .when({ ...addCar, car: 'car-1' })
      .isRefusedBy('R-LIFE-2', 'car');
    given(opened, at(FRIDAY_NOON, appointmentCarAdded({ ...CAR_1, car: 'car-3' })))
      .when(addCar)
      .emitsNothing();
  });
  test('R-VIS-5: not after the day, nor with more than fit in', () => {
    given(opened)
      .when({ ...addCar, occurredAt: '2013-03-05T00:00:00.000Z' })
      .isRefusedBy('R-VIS-5', 'id');
    given(opened)
      .when({ ...addCar, to: '09:00' })
      .isRefusedBy('R-VIS-5', 'to');
    given(opened)
      .when({ ...addCar, slots: 4 })
      .isRefusedBy('R-VIS-5', 'slots');
  });
  test('are taken off, and whoever awaited them awaits another appointment', () =>
    given(opened, booked, bookedFor('visit-2', slot('car-2', '10:00', '10:30')))
      .when(takeOff)
      .emits(
        slotReleased({ visit: 'visit-1', ...NINE, because: 'CAR_TAKEN_OFF' }),
        appointmentCarTakenOff({ car: 'car-1', reason: 'NO_CREW' }),
      ));
  test('what had begun stays as it was', () =>
    given(opened, booked)
      .when({ ...takeOff, occurredAt: onDay('09:00') })
      .emits(appointmentCarTakenOff({ car: 'car-1', reason: 'NO_CREW' })));
  test('R-LIFE-1: only those that go', () => {
    given(opened)
      .when({ ...takeOff, car: 'car-3' })
      .isRefusedBy('R-LIFE-1', 'car');
    const off = at<AppointmentsEvent>(SATURDAY, appointmentCarTakenOff({ car: 'car-1', reason: 'NO_CREW' }));
    given(opened, off).when(takeOff).emitsNothing();
    given(opened, off)
      .when({ ...takeOff, occurredAt: SUNDAY })
      .isRefusedBy('R-LIFE-1', 'car');
    given(opened, off)
      .when({ ...addCar, ...CAR_1, occurredAt: SUNDAY })
      .emits(appointmentCarAdded(CAR_1));
  });
});

describe('booking a slot', () => {
  test('R-VIS-5: says what for, and where', () =>
    booking(opened)
      .when(book)
      .emits(slotBooked({ visit: 'visit-1', ...NINE, ...what })));
  test('R-LIFE-2: the same again is one', () => booking(opened, booked).when(book).emitsNothing());
  test('R-VIS-5: of two who ask for a slot one has it, and the other is told what is free', () => {
    const { decision } = booking(opened, bookedFor('visit-2', NINE)).when(book);
    expect(decision).toMatchObject({
      ...{ rule: 'R-VIS-5', path: 'from' },
      reason:
        'This slot was taken by then. Free next: car-1 at 10:00, car-2 at 10:00, car-2 at 10:30, car-1 at 11:00, car-2 at 11:00.',
    });
  });
  test('R-VIS-5: a car that has as many as it takes is full', () => {
    const full = [bookedFor('visit-2', NINE), bookedFor('visit-3', TEN)];
    const answer = booking(opened, ...full).when({ ...book, from: ELEVEN.from });
    answer.isRefusedBy('R-VIS-5', 'car');
    expect(answer.decision).toMatchObject({
      reason:
        'This car was full by then. Free next: car-2 at 10:00, car-2 at 10:30, car-2 at 11:00, car-2 at 11:30.',
    });
    booking(opened, ...full, at(FRIDAY_NOON, appointmentCarTakenOff({ car: 'car-2', reason: 'OTHER' })))
      .when({ ...book, from: ELEVEN.from })
      .isRefusedBy('R-VIS-5', 'car');
  });
  test('R-VIS-5: a slot begins when a car has one: nobody is told that it was taken', () => {
    const answer = booking(opened).when({ ...book, from: onDay('09:30') });
    answer.isRefusedBy('R-VIS-5', 'from');
    expect(answer.decision).toMatchObject({
      reason: expect.stringMatching(/^This car has no slot that begins then\. Free next: car-1 at /),
    });
  });
  test('R-LIFE-1: of a car that goes, before it begins', () => {
    booking(opened)
      .when({ ...book, car: 'car-3' })
      .isRefusedBy('R-LIFE-1', 'car');
    booking(opened)
      .when({ ...book, occurredAt: NINE.from })
      .isRefusedBy('R-LIFE-1', 'from');
  });
  test('R-VIS-5: of a visit that has none', () => {
    booking(opened, bookedFor('visit-1', TEN)).when(book).isRefusedBy('R-VIS-5', 'visit');
    const elsewhere = { appointments: 'police.kilburn.2013-03-05', car: 'car-9' };
    const other = at<VisitEvent>(
      FRIDAY,
      visitBooked({
        ...{ ...elsewhere, purpose: 'STATEMENT' },
        ...{ from: '2013-03-05T09:00:00.000Z', to: '2013-03-05T10:00:00.000Z' },
      }),
    );
    given(opened).knowing(visitOf(other)).knowingNothingElse().when(book).isRefusedBy('R-VIS-5', 'visit');
  });
  test('R-LIFE-1: of a visit that there is', () => {
    given(opened)
      .knowing(fact(visitHistory, 'visit-1'))
      .knowingNothingElse()
      .when(book)
      .isRefusedBy('R-LIFE-1', 'visit');
    given(opened)
      .knowing(visitOf(at(FRIDAY, victimVisitWithdrawn({}))))
      .knowingNothingElse()
      .when(book)
      .isRefusedBy('R-LIFE-1', 'visit');
  });
  test('R-VIS-6: of one that was declined only once the victim asks again', () =>
    given(opened)
      .knowing(visitOf(at(FRIDAY, visitDeclined({}))))
      .knowingNothingElse()
      .when(book)
      .isRefusedBy('R-VIS-6', 'visit'));
  test('R-VIS-5: of one that was accepted', () =>
    given(opened)
      .knowing(fact(visitHistory, 'visit-1', accepted.slice(0, 2)))
      .knowingNothingElse()
      .when(book)
      .isRefusedBy('R-VIS-5', 'visit'));
  test.each([
    ['only through an agency', [safeContactSaid({ ways: [], onlyThrough: 'support' })], 'juniper'],
    ['not at all', [safeContactSaid({ ways: [] })], 'juniper'],
    ['only through an agency, by another record of theirs', [safeContactSaid({ ways: [] })], 'june'],
  ] as const)('R-VIS-7: not at the home of somebody who is reached %s', (_, said, whose) => {
    const [own, others] = whose === 'june' ? [[subjectsMerged({ other: 'june' })], said] : [said, []];
    const scene = given(opened).knowing(
      visitOf(),
      fact(subjectHistory, 'juniper', juniper, at<SubjectEvent>(JANUARY, ...own)),
      fact(subjectHistory, 'june', juniper, at<SubjectEvent>(JANUARY, ...others)),
    );
    scene.when(book).isRefusedBy('R-VIS-7', 'place');
    scene
      .when({ ...book, place: 'STATION' })
      .emits(slotBooked({ visit: 'visit-1', ...NINE, ...what, place: 'STATION' }));
  });
  test('R-VIS-7: at home, where it is safe to call, or where nobody has said', () =>
    given(opened)
      .knowing(
        visitOf(),
        fact(
          subjectHistory,
          'juniper',
          juniper,
          at<SubjectEvent>(JANUARY, safeContactSaid({ ways: ['SAFE_TO_CALL'] })),
        ),
      )
      .when(book)
      .emits(slotBooked({ visit: 'visit-1', ...NINE, ...what })));
});

describe('moving and calling off', () => {
  const moved = slotMoved({ visit: 'visit-1', ...TEN, ...what, was: NINE, ...change });
  const cancelled = slotCancelled({ visit: 'visit-1', ...NINE, ...change });
  test('R-VIS-5: a slot is moved to a free one, which says what it was', () => {
    booking(opened, booked).when(move).emits(moved);
    booking(opened, booked, bookedFor('visit-2', TEN)).when(move).isRefusedBy('R-VIS-5', 'from');
    booking(opened, booked, bookedFor('visit-2', TEN))
      .when({ ...move, from: ELEVEN.from })
      .emits(slotMoved({ visit: 'visit-1', ...ELEVEN, ...what, was: NINE, ...change }));
  });
  test('R-LIFE-2: and not to where it is', () => {
    booking(opened, booked)
      .when({ ...move, from: NINE.from })
      .isRefusedBy('R-LIFE-2', 'from');
    booking(opened, booked, at(SATURDAY, moved)).when(move).emitsNothing();
    booking(opened, booked, at(SATURDAY, moved))
      .when({ ...move, askedBy: 'POLICE' })
      .isRefusedBy('R-LIFE-2', 'from');
  });
  test('R-LIFE-1: only before it begins', () => {
    given(opened).when(move).isRefusedBy('R-LIFE-1', 'visit');
    given(opened).when(cancel).isRefusedBy('R-LIFE-1', 'visit');
    given(opened, booked)
      .when({ ...cancel, occurredAt: NINE.from })
      .isRefusedBy('R-LIFE-1', 'visit');
    booking(opened, booked)
      .when({ ...move, occurredAt: NINE.from })
      .isRefusedBy('R-LIFE-1', 'visit');
  });
  test('R-VIS-7: not to a home that is not safe any more', () =>
    given(opened, booked)
      .knowing(
        visitOf(),
        fact(subjectHistory, 'juniper', juniper, at<SubjectEvent>(SATURDAY, safeContactSaid({ ways: [] }))),
      )
      .when(move)
      .isRefusedBy('R-VIS-7', 'visit'));
  test('says who called it off and why, once', () => {
    given(opened, booked).when(cancel).emits(cancelled);
    given(opened, booked, at(SATURDAY, cancelled)).when(cancel).emitsNothing();
    given(opened, booked, at(SATURDAY, cancelled))
      .when({ ...cancel, askedBy: 'POLICE' })
      .isRefusedBy('R-LIFE-1', 'visit');
  });
  test('R-VIS-5: what was called off can be booked again', () =>
    booking(
      opened,
      bookedFor('visit-2', NINE),
      at(SATURDAY, slotCancelled({ visit: 'visit-2', ...NINE, ...change })),
    )
      .when({ ...book, occurredAt: SUNDAY })
      .emits(slotBooked({ visit: 'visit-1', ...NINE, ...what })));
});

describe('what a visit makes of its slot', () => {
  const told = at<VisitEvent>(
    FRIDAY_NOON,
    visitBooked({ appointments: ID, ...NINE, purpose: 'VICTIM_CARE' }),
  );
  const reviewing = (...more: readonly (readonly Dated<VisitEvent>[])[]) =>
    given(opened, booked).knowing(visitOf(told, ...more));
  const other = { ...review, other: 'police.kilburn.2013-03-05' } as const;
  const inOther = fact(
    appointmentsHistory,
    'police.kilburn.2013-03-05',
    opened,
    at(FRIDAY, slotBooked({ visit: 'visit-1', ...NINE, ...what })),
  );
  test('R-VIS-5: it stays while the visit awaits it', () => reviewing().when(review).emitsNothing());
  test('R-VIS-5: it is free again when the visit does not', () => {
    const released = slotReleased({ visit: 'visit-1', ...NINE, because: 'VISIT_CHANGED' });
    reviewing(at(SATURDAY, victimVisitWithdrawn({})))
      .when(review)
      .emits(released);
    reviewing(at(SATURDAY, visitDeclined({})))
      .when(review)
      .emits(released);
    given(opened).knowing(visitOf()).when(review).emitsNothing();
  });
  test('R-VIS-5: of two in different places the one that was there first stays', () => {
    reviewing()
      .knowing(inOther)
      .when(other)
      .emits(slotReleased({ visit: 'visit-1', ...NINE, because: 'BOOKED_TWICE' }));
    reviewing().knowing(fact(appointmentsHistory, 'police.kilburn.2013-03-05')).when(other).emitsNothing();
  });
});

describe('R-TIME-2: what is recorded late', () => {
  const later = [
    ['a slot', bookedFor('visit-2', NINE, SATURDAY), { ...book, by: OFFICER }],
    ['a slot of the same visit', bookedFor('visit-1', TEN, SATURDAY), { ...book, by: OFFICER }],
    [
      'a car that was taken off',
      at(SATURDAY, appointmentCarTakenOff({ car: 'car-1', reason: 'NO_CREW' })),
      book,
    ],
    ['a slot of a car', bookedFor('visit-2', NINE, SATURDAY), { ...takeOff, occurredAt: FRIDAY_NOON }],
    ['a car', at(SATURDAY, appointmentCarAdded({ ...CAR_1, car: 'car-3' })), addCar],
  ] as const;
  test.each(later)('R-TIME-2: does not take away what came after it: %s', (_, after, command) =>
    booking(opened, after).when(command).isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test.each([
    [
      'a move',
      at<AppointmentsEvent>(SUNDAY, slotMoved({ visit: 'visit-1', ...TEN, ...what, was: NINE, ...change })),
    ],
    ['a call', at<AppointmentsEvent>(SUNDAY, slotCancelled({ visit: 'visit-1', ...NINE, ...change }))],
    [
      'a release',
      at<AppointmentsEvent>(SUNDAY, slotReleased({ visit: 'visit-1', ...NINE, because: 'VISIT_CHANGED' })),
    ],
  ] as const)('R-TIME-2: nor %s', (_, after) =>
    booking(opened, booked, after).when(cancel).isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test('R-TIME-2: nor the slot to which another was moved', () =>
    booking(
      opened,
      bookedFor('visit-2', NINE),
      at(SUNDAY, slotMoved({ visit: 'visit-2', ...TEN, ...what, was: NINE, ...change })),
    )
      .when({ ...book, from: TEN.from, occurredAt: SATURDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('takes what is free at that time, and stays free after it', () =>
    booking(opened, bookedFor('visit-2', NINE, SATURDAY))
      .when({ ...book, from: TEN.from })
      .emits(slotBooked({ visit: 'visit-1', ...TEN, ...what })));
});

test('R-VIS-5: what is free of each car, as it was known at an instant', () => {
  const { state } = fact(
    appointmentsHistory,
    ID,
    opened,
    booked,
    bookedFor('visit-2', slot('car-2', '10:00', '10:30'), SATURDAY),
  );
  const left = (when: string) => freeAt(state, DAY, when).map((one) => [one.car, one.left, one.free.length]);
  expect(left(JANUARY)).toEqual([]);
  expect(left(FRIDAY)).toEqual([
    ['car-1', 2, 3],
    ['car-2', 4, 4],
  ]);
  expect(left(FRIDAY_NOON)).toEqual([
    ['car-1', 1, 2],
    ['car-2', 4, 4],
  ]);
  expect(left(SUNDAY)).toEqual([
    ['car-1', 1, 2],
    ['car-2', 3, 3],
  ]);
  expect(left(onDay('10:15'))).toEqual([
    ['car-1', 1, 1],
    ['car-2', 3, 3],
  ]);
});
