import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Rows } from '@wardbook/event-sourcing';
import { crime } from '../crime/crime.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CAMDEN, IN_2012, KILBURN, OFFICER, police, SUPERVISOR } from '../kilburn.test.data.ts';
import { camdenFounded, inWard, ofSubject, struck, type Step } from '../steps.test.data.ts';
import { victimOffers } from '../visit/visit.process.ts';
import { visit } from '../visit/visit.ts';
import { appointmentVisits } from './appointment-visits.process.ts';
import { appointments } from './appointments.ts';

const CONTROL = police('control-1', 'CONTROL');
const MONDAY = 'police.kilburn.2013-03-11';
const TUESDAY = 'police.kilburn.2013-03-12';
const on = (march: number, time = '12:00') => ({
  occurredAt: `2013-03-${String(march).padStart(2, '0')}T${time}:00.000Z`,
  by: CONTROL,
});
const step = (decider: Step['decider'], id: string, command: object): Step => ({
  ...{ decider, id },
  command: command as Step['command'],
});
const ofAppointments = (id: string, command: object): Step => step(appointments, id, command);
const ofVictim = (command: object): Step => step(visit, 'visit-juniper', command);

/** A burglary whose victim has accepted, and a car on each of two days. */
const story: readonly Step[] = [
  camdenFounded,
  inWard({
    type: 'EstablishWard',
    ...{ occurredAt: IN_2012, by: ADMIN },
    ...{ name: 'Kilburn', borough: CAMDEN, validFrom: '2002-05-02' },
  }),
  ofSubject('juniper', { type: 'RegisterSubject', occurredAt: IN_2012, by: OFFICER, name: 'Juniper Marsh' }),
  step(crime, 'police.1', {
    ...{ type: 'RecordCrime', ...on(1), category: 'BURGLARY', markers: [], ward: KILBURN },
  }),
  step(crime, 'police.1', {
    ...{ type: 'RegisterVictim', ...on(1), victim: 'juniper', visit: 'visit-juniper', criteria: [] },
  }),
];
const accepted: readonly Step[] = [
  ofVictim({ type: 'OfferVisit', ...on(2), channel: 'IN_PERSON' }),
  ofVictim({ type: 'AcceptOffer', ...on(2, '13:00') }),
  ...[MONDAY, TUESDAY].map((id) =>
    ofAppointments(id, {
      ...{ type: 'OpenAppointments', ...on(3) },
      cars: [{ car: 'car-1', from: '09:00', to: '12:00', minutes: 60, slots: 3 }],
    }),
  ),
];
const book = (id: string, hour: string, march = 4): Step =>
  ofAppointments(id, {
    ...{ type: 'BookSlot', ...on(march), visit: 'visit-juniper', car: 'car-1' },
    ...{ from: `${id.slice(-10)}T${hour}:00.000Z`, purpose: 'VICTIM_CARE', place: 'HOME' },
  });
const change = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' };

let kit: ReturnType<typeof engine>;
let rows: Rows;
const accept = async (...steps: readonly Step[]) => {
  for (const one of steps) expect((await kit.send(one)).refusal).toBeUndefined();
};
const run = async (memory = rows) => {
  expect(await kit.run(appointmentVisits, memory)).toEqual([]);
};
const heard = async () =>
  (await kit.eventsOf('visit-visit-juniper')).flatMap((event) =>
    /Book/.test(event.type)
      ? [
          `${event.type} ${String('from' in event ? event.from : '').slice(8, 16)} at ${event.occurredAt.slice(8, 13)}`,
        ]
      : [],
  );
const inDay = async (id: string) =>
  (await kit.eventsOf(`appointments-${id}`))
    .slice(1)
    .map((event) => `${event.type} ${'because' in event ? String(event.because) : ''}`.trim());

beforeEach(async () => {
  kit = engine();
  rows = memoryRows();
  await accept(...story);
  expect(await kit.run(victimOffers)).toEqual([]);
  await accept(...accepted);
});

describe('R-VIS-5: a visit hears of its slot', () => {
  test('that was booked, moved and called off, at the time of each, and once', async () => {
    await accept(book(MONDAY, '09:00'));
    await run();
    await accept(
      ofAppointments(MONDAY, {
        ...{ type: 'MoveSlot', ...on(5), visit: 'visit-juniper', car: 'car-1' },
        ...{ from: '2013-03-11T10:00:00.000Z', ...change },
      }),
      ofAppointments(MONDAY, { type: 'CancelSlot', ...on(6), visit: 'visit-juniper', ...change }),
    );
    await run();
    // A process that lost its memory says nothing twice.
    await run(memoryRows());
    expect(await heard()).toEqual([
      'VisitBooked 11T09:00 at 04T12',
      'VisitBookingEnded 11T09:00 at 05T12',
      'VisitBooked 11T10:00 at 05T12',
      'VisitBookingEnded 11T10:00 at 06T12',
    ]);
  });
  test('R-VIS-3: and who asked for it to be called off, and why', async () => {
    await accept(
      book(MONDAY, '09:00'),
      ofAppointments(MONDAY, { type: 'CancelSlot', ...on(5), visit: 'visit-juniper', ...change }),
    );
    await run();
    expect((await kit.eventsOf('visit-visit-juniper')).at(-1)).toMatchObject({
      type: 'VisitBookingEnded',
      ...change,
    });
  });
  test('whose car was taken off, and can be given another', async () => {
    await accept(book(MONDAY, '09:00'));
    await run();
    await accept(ofAppointments(MONDAY, { type: 'TakeCarOff', ...on(5), car: 'car-1', reason: 'NO_CREW' }));
    await run();
    expect(await heard()).toEqual(['VisitBooked 11T09:00 at 04T12', 'VisitBookingEnded 11T09:00 at 05T12']);
    await accept(book(TUESDAY, '09:00', 6));
    await run();
    expect((await heard()).slice(2)).toEqual(['VisitBooked 12T09:00 at 06T12']);
  });
  test('R-VIS-3: and that the police changed it, where their car does not go', async () => {
    await accept(
      book(MONDAY, '09:00'),
      ofAppointments(MONDAY, { type: 'TakeCarOff', ...on(5), car: 'car-1', reason: 'NO_CREW' }),
    );
    await run();
    expect((await kit.eventsOf('visit-visit-juniper')).at(-1)).toMatchObject({
      ...{ type: 'VisitBookingEnded', askedBy: 'POLICE', reason: 'OTHER' },
    });
  });
  test('which was recorded in error as if it had never been', async () => {
    await accept(book(MONDAY, '09:00'));
    await run();
    await accept(struck(appointments, MONDAY, 1, SUPERVISOR));
    await run();
    await accept(book(MONDAY, '09:00', 5));
    await run();
    expect((await heard()).at(-1)).toBe('VisitBooked 11T09:00 at 05T12');
  });
});

describe('R-VIS-5: a slot is free again', () => {
  test.each([
    { type: 'RescheduleVisit', ...change },
    { type: 'CancelVictimVisit', ...change },
  ])('when the visit goes another way: $type', async (command) => {
    await accept(book(MONDAY, '09:00'));
    await run();
    await accept(ofVictim({ ...command, ...on(5) }));
    await run();
    expect(await inDay(MONDAY)).toEqual(['SlotBooked', 'SlotReleased VISIT_CHANGED']);
  });
  test('when the victim was none after all', async () => {
    await accept(book(MONDAY, '09:00'));
    await run();
    await accept(
      step(crime, 'police.1', { type: 'WithdrawVictim', ...on(5), victim: 'juniper', reason: 'OTHER' }),
    );
    expect(await kit.run(victimOffers)).toEqual([]);
    await run();
    expect(await inDay(MONDAY)).toEqual(['SlotBooked', 'SlotReleased VISIT_CHANGED']);
  });
  test('where two were booked on two days before the visit heard of either: the first stays', async () => {
    await accept(book(TUESDAY, '09:00'), book(MONDAY, '09:00', 5));
    await run();
    expect(await inDay(TUESDAY)).toEqual(['SlotBooked']);
    expect(await inDay(MONDAY)).toEqual(['SlotBooked', 'SlotReleased BOOKED_TWICE']);
  });
  test('but not the one that was booked after the visit was moved', async () => {
    await accept(book(MONDAY, '09:00'));
    await run();
    await accept(ofVictim({ type: 'RescheduleVisit', ...change, ...on(5) }));
    await run();
    await accept(book(TUESDAY, '09:00', 6));
    await run();
    expect(await inDay(TUESDAY)).toEqual(['SlotBooked']);
  });
  test('when it is put on record only after the visit went another way', async () => {
    await accept(ofVictim({ type: 'CancelVictimVisit', ...change, ...on(6) }));
    await run();
    await accept(book(MONDAY, '09:00'));
    await run();
    await run(memoryRows());
    expect(await inDay(MONDAY)).toEqual(['SlotBooked', 'SlotReleased VISIT_CHANGED']);
    expect(await heard()).toEqual(['VisitBooked 11T09:00 at 04T12', 'VisitBookingEnded 11T09:00 at 06T12']);
  });
  test('where it was booked before another that was on record first, as of when there were two', async () => {
    await accept(book(TUESDAY, '09:00', 5));
    await run();
    await accept(book(MONDAY, '09:00'));
    await run();
    expect(await inDay(TUESDAY)).toEqual(['SlotBooked']);
    expect(await inDay(MONDAY)).toEqual(['SlotBooked', 'SlotReleased BOOKED_TWICE']);
    expect((await heard()).at(-1)).toBe('VisitBookingEnded 11T09:00 at 05T12');
  });
});
