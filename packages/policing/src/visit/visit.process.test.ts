import { beforeEach, describe, expect, test } from '@jest/globals';
import { foldRecorded, memoryRows, type Rows } from '@wardbook/event-sourcing';
import { crime } from '../crime/crime.ts';
import { BURGLARY, CONTROL, ofCrime } from '../crimes-in-kilburn.test.data.ts';
import { engine } from '../engine.test.data.ts';
import { KILBURN } from '../kilburn.test.data.ts';
import { day, struck } from '../steps.test.data.ts';
import { ofVictimVisit } from '../visits-in-kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { victimDutiesOverdue, victimOffers } from './visit.process.ts';
import { visitHistory } from './visit.state.ts';
import { visit } from './visit.ts';

const before = yearInKilburn.findIndex(({ command }) => command.type === 'RegisterVictim');
const FRIDAY = '2013-05-03T12:00:00.000Z';
/** Of Monday. */
const AFTERNOON = '2013-05-06T15:00:00.000Z';
/** The first instant after Tuesday, which is two working days after Friday. */
const LATE = '2013-05-07T23:00:00.000Z';

const registered = ofCrime({
  type: 'RegisterVictim',
  ...day('2013-05-03', CONTROL),
  victim: 'juniper',
  visit: 'visit-9',
  criteria: [],
});
const alsoRegistered = ofCrime({
  type: 'RegisterVictim',
  ...day('2013-05-03', CONTROL),
  victim: 'june',
  visit: 'visit-10',
  criteria: [],
});
const withdrawn = ofCrime({
  type: 'WithdrawVictim',
  ...day('2013-05-04', CONTROL),
  victim: 'june',
  reason: 'NOT_A_VICTIM',
});
const offered = ofVictimVisit({ type: 'OfferVisit', ...day('2013-05-06', CONTROL), channel: 'PHONE' });

describe('a crime and the visits to its victims', () => {
  let world = engine();
  let rows: Rows = memoryRows();
  const typesOf = async (stream: string) => (await world.store.readStream(stream)).map(({ type }) => type);
  const sendAll = async (...steps: readonly (typeof registered)[]): Promise<void> => {
    for (const step of steps) expect((await world.send(step)).refusal).toBeUndefined();
  };

  beforeEach(async () => {
    world = engine();
    rows = memoryRows();
    world.clock.now = AFTERNOON;
    for (const [index, step] of yearInKilburn.slice(0, before).entries())
      await world.send(step, `year-${index}`);
  });

  test('R-VIS-1, T4-03: each victim is to be offered a visit of the force, as of when they were registered', async () => {
    await sendAll(registered, alsoRegistered);
    expect(await world.run(victimOffers, rows)).toEqual([]);
    expect(await world.eventsOf('visit-visit-9')).toEqual([
      {
        type: 'VictimVisitOpened',
        occurredAt: FRIDAY,
        victim: 'juniper',
        force: 'police',
        crime: BURGLARY,
        category: 'BURGLARY',
        offerBy: '2013-05-07',
        needsBy: '2013-05-07',
        informBy: '2013-05-10',
      },
    ]);
    expect(await typesOf('visit-visit-10')).toEqual(['VictimVisitOpened']);
    // It is the force's: its control room works on it.
    await sendAll(offered);
  });

  test('R-VIS-1: once, also where the process forgot that it had sent it, or stopped in between', async () => {
    await sendAll(registered);
    await world.run(victimOffers, rows);
    await sendAll(alsoRegistered);
    await world.run(victimOffers, memoryRows());
    await world.run(victimOffers, rows);
    expect(await typesOf('visit-visit-9')).toEqual(['VictimVisitOpened']);
    expect(await typesOf('visit-visit-10')).toEqual(['VictimVisitOpened']);
  });

  test('R-VIS-1: somebody who was registered late is owed an offer as of then', async () => {
    world.clock.now = '2013-11-30T09:00:00.000Z';
    await sendAll(registered);
    expect(await world.run(victimOffers, rows)).toEqual([]);
    expect(await world.eventsOf('visit-visit-9')).toMatchObject([
      { occurredAt: FRIDAY, offerBy: '2013-05-07' },
    ]);
  });

  test('R-LIFE-1: somebody who was no victim after all is owed nothing from then on', async () => {
    await sendAll(registered, alsoRegistered, withdrawn);
    expect(await world.run(victimOffers, rows)).toEqual([]);
    expect(await typesOf('visit-visit-9')).toEqual(['VictimVisitOpened']);
    expect(await typesOf('visit-visit-10')).toEqual(['VictimVisitOpened', 'VictimVisitWithdrawn']);
    expect(await world.run(victimDutiesOverdue)).toEqual([]);
    expect(await typesOf('visit-visit-10')).toEqual(['VictimVisitOpened', 'VictimVisitWithdrawn']);
  });

  test('R-VIS-1: of two crimes whose victims were registered with one visit, only the one whose it is ends it', async () => {
    const another = 'police.2013-999';
    const recorded = { type: 'RecordCrime', category: 'ROBBERY', markers: [], ward: KILBURN } as const;
    await sendAll(registered, ofCrime({ ...recorded, ...day('2013-05-02', CONTROL) }, another));
    await world.run(victimOffers, rows);
    const onAnother = { ...day('2013-05-03', CONTROL), victim: 'juniper' } as const;
    await sendAll(
      ofCrime({ type: 'RegisterVictim', ...onAnother, visit: 'visit-9', criteria: [] }, another),
      ofCrime({ type: 'WithdrawVictim', ...onAnother, reason: 'NOT_A_VICTIM' }, another),
    );
    await world.run(victimOffers, rows);
    expect(await typesOf('visit-visit-9')).toEqual(['VictimVisitOpened']);
  });

  const strikeRegistration = async () => {
    const revision = (await typesOf(`crime-${BURGLARY}`)).lastIndexOf('VictimRegistered');
    return world.send(struck(crime, BURGLARY, revision, CONTROL));
  };

  test('R-STRIKE-6: a registration that is struck takes the visit with it, until somebody has worked on that', async () => {
    await sendAll(registered);
    await world.run(victimOffers, rows);
    expect((await strikeRegistration()).refusal).toBeUndefined();
    expect(await world.run(victimOffers, rows)).toEqual([]);
    expect(await typesOf('visit-visit-9')).toEqual(['VictimVisitOpened', 'RecordedInError']);
    expect((await world.send(offered)).refusal).toMatchObject({ rule: 'R-LIFE-1' });
  });

  test('R-STRIKE-6: once a visit was offered its victim stays registered', async () => {
    await sendAll(registered);
    await world.run(victimOffers, rows);
    await sendAll(offered);
    expect((await strikeRegistration()).refusal).toMatchObject({ rule: 'R-STRIKE-6' });
  });

  describe('what is owed', () => {
    const look = async (now: string, memory = rows) => {
      world.clock.now = now;
      expect(await world.run(victimDutiesOverdue, memory)).toEqual([]);
    };
    const overdue = async () =>
      (await world.eventsOf('visit-visit-9')).filter(({ type }) => type === 'VictimDutyOverdue');
    const opened = async (now: string) => {
      world.clock.now = now;
      await sendAll(registered);
      await world.run(victimOffers, memoryRows());
    };

    test('R-VIS-2, T4-03: is overdue from the next day in London, and once', async () => {
      await opened(AFTERNOON);
      await look('2013-05-07T22:59:59.999Z');
      expect(await overdue()).toEqual([]);
      await look(LATE);
      await look('2013-05-08T12:00:00.000Z', memoryRows());
      expect(await overdue()).toEqual(
        ['OFFER', 'NEEDS'].map((duty) => ({
          ...{ type: 'VictimDutyOverdue', occurredAt: LATE, duty, dueOn: '2013-05-07' },
        })),
      );
    });

    test('R-VIS-2: is not overdue at once where all of it is put on record afterwards', async () => {
      await opened('2013-05-20T09:00:00.000Z');
      await look('2013-05-20T09:10:00.000Z');
      expect(await overdue()).toEqual([]);
      await look('2013-05-20T23:00:00.000Z');
      expect((await overdue()).map(({ occurredAt }) => occurredAt)).toEqual([
        LATE,
        LATE,
        '2013-05-10T23:00:00.000Z',
      ]);
    });

    test('R-VIS-8: enhanced rights bring forward what is waited for', async () => {
      await opened(AFTERNOON);
      const assessed = ofVictimVisit({
        ...{ type: 'AssessNeeds', ...day('2013-05-06', CONTROL) },
        ...{ criteria: ['VULNERABLE'], enhanced: true },
      });
      await sendAll(offered, assessed);
      await look(LATE);
      expect(await overdue()).toMatchObject([{ duty: 'INFORMING', dueOn: '2013-05-07' }]);
    });

    test('R-VIS-2: is asked for once more where it was found wrong that it was overdue, and that is struck', async () => {
      await opened(AFTERNOON);
      await look(LATE);
      world.clock.now = '2013-05-08T12:00:00.000Z';
      await sendAll(offered);
      expect((await world.eventsOf('visit-visit-9')).at(-1)).toMatchObject({
        ...{ type: 'VictimDutyOverdueFoundWrong', occurredAt: LATE, duty: 'OFFER' },
      });
      const revision = (await typesOf('visit-visit-9')).lastIndexOf('VisitOffered');
      expect((await world.send(struck(visit, 'visit-9', revision, CONTROL))).refusal).toBeUndefined();
      await look('2013-05-08T13:00:00.000Z');
      const all = await world.store.readStream('visit-visit-9');
      expect(foldRecorded(visitHistory, all).overdue.map(({ duty }) => duty)).toContain('OFFER');
    });
  });
});

test('T0-23: that a PCSO came, and what was advised, are facts of two records, which one crime has in common', async () => {
  const { send, eventsOf } = engine();
  for (const [index, step] of yearInKilburn.entries()) await send(step, `year-${index}`);
  const [told, advised, crimes] = await Promise.all(
    ['visit-visit-9', 'adviceCase-case-1', `crime-${BURGLARY}`].map(eventsOf),
  );
  expect(told).toContainEqual(expect.objectContaining({ type: 'VisitAttended', attendance: 'going-9' }));
  expect(told?.[0]).toMatchObject({ type: 'VictimVisitOpened', crime: BURGLARY });
  expect(advised?.map(({ type }) => type)).toContain('AdviceGiven');
  expect(crimes).toContainEqual(expect.objectContaining({ type: 'CrimeLinked', case: 'case-1' }));
});
