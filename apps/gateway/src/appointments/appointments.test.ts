import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tellStory } from '../demo/tell.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const CONTROL = 'CONTROL control-1';
const DAY = '2040-01-09';

let wardbook: Wardbook;
let sent = 0;

const send = async (mutation: string, input: object) => {
  sent += 1;
  const answer = await sendTo(wardbook, CONTROL, mutation, {
    commandId: `appointing-${String(sent)}`,
    ...input,
  });
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer;
};
const made = async (mutation: string, input: object): Promise<string> => {
  const { userErrors, receipt } = await send(mutation, input);
  expect(userErrors).toEqual([]);
  return receipt?.recordId ?? '';
};

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const ask = async (who: string, query: string): Promise<Record<string, unknown>> => {
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query },
  });
  return response.json<{ data: Record<string, unknown> }>().data;
};

/** Somebody who suffered a theft, and wants to be visited. */
const wanting = async (reference: string): Promise<string> => {
  const subjectId = await made('registerSubject', { name: 'Alder Fennimarsh' });
  const crimeId = await made('recordCrime', {
    ...{ reference, category: 'BICYCLE_THEFT', wardCode: 'E05000140' },
  });
  await made('registerVictim', { crimeId, subjectId });
  const { crime } = await ask(CONTROL, `{ crime(id: "${crimeId}") { victims { visit { id } } } }`);
  const [victim] = (crime as { victims: readonly { visit: { id: string } }[] }).victims;
  const victimVisitId = victim?.visit.id ?? '';
  await made('offerVictimVisit', { victimVisitId, channel: 'IN_PERSON' });
  await made('acceptVictimVisit', { victimVisitId });
  return victimVisitId;
};

test('R-VIS-5: a day says what is free of each car, who has a slot, and what became of a slot', async () => {
  const [first, second] = [await wanting('A-1'), await wanting('A-2')];
  const appointmentsId = await made('openAppointments', {
    ...{ area: 'kilburn', day: DAY },
    cars: [{ car: 'car-1', from: '09:00', to: '11:00', minutes: 60, slots: 2 }],
  });
  const slot = { car: 'car-1', from: `${DAY}T09:00:00Z`, purpose: 'STATEMENT', place: 'STATION' };
  await made('bookSlot', { appointmentsId, victimVisitId: first, ...slot });
  const late = await send('bookSlot', { appointmentsId, victimVisitId: second, ...slot });
  expect(late.userErrors).toMatchObject([
    {
      rule: 'R-VIS-5',
      path: ['input', 'from'],
      message: 'This slot was taken by then. Free next: car-1 at 10:00.',
    },
  ]);

  const fields = `day area cars { car slots policy } freeSlots { car left slots { from } }
    booked { car from place visit { id appointments { car from } } } ended { because } carsOff { car because }`;
  const { appointments } = await ask(
    'OFFICER pc-1',
    `{ appointments(area: "kilburn", day: "${DAY}") { ${fields} } }`,
  );
  expect(appointments).toEqual({
    ...{
      day: DAY,
      area: 'kilburn',
      cars: [{ car: 'car-1', slots: 2, policy: null }],
      ended: [],
      carsOff: [],
    },
    freeSlots: [{ car: 'car-1', left: 1, slots: [{ from: `${DAY}T10:00:00.000Z` }] }],
    booked: [
      {
        ...{ car: 'car-1', from: `${DAY}T09:00:00.000Z`, place: 'STATION' },
        visit: { id: first, appointments: [{ car: 'car-1', from: `${DAY}T09:00:00.000Z` }] },
      },
    ],
  });

  await made('takeCarOff', { appointmentsId, car: 'car-1', reason: 'BROKEN_DOWN' });
  const { appointmentDays } = await ask(
    'OFFICER pc-1',
    `{ appointmentDays(area: "kilburn", from: "2040-01-01") { edges { node { ${fields} } } } }`,
  );
  expect(appointmentDays).toMatchObject({
    edges: [
      {
        node: {
          ...{ cars: [], booked: [], freeSlots: [], ended: [{ because: 'CAR_TAKEN_OFF' }] },
          carsOff: [{ car: 'car-1', because: 'BROKEN_DOWN' }],
        },
      },
    ],
  });
  const { victimVisit } = await ask(
    'OFFICER pc-1',
    `{ victimVisit(id: "${first}") { standing appointments { car } } }`,
  );
  expect(victimVisit).toEqual({ standing: 'ACCEPTED', appointments: [] });
});

test('R-AUTH-3: to another force there are none', async () => {
  const asked = `{ appointments(area: "kilburn", day: "${DAY}") { id } appointmentDays(from: "2040-01-01") { edges { cursor } } }`;
  expect(await ask('OFFICER pc-1 other-police', asked)).toEqual({
    appointments: null,
    appointmentDays: { edges: [] },
  });
});
