import { describe, expect, test } from '@jest/globals';
import { OFFICER, fridayPatrols, inForce } from '../kilburn.test.data.ts';
import {
  broken,
  close,
  ends,
  type Given,
  given,
  inMarch,
  opened,
  opens,
  visit,
} from './promise.test.data.ts';
import { promiseFulfilmentRecorded, type PromiseTerms } from './promise.events.ts';

describe('patrolling', () => {
  const patrol = (from: string, to: string) =>
    ({ ...visit, fulfilment: 'patrol-1', target: 'cedar', from, occurredAt: to }) as const;
  const patrolled = (period: string, [from, to]: readonly [string, string], ...starts: string[]) =>
    promiseFulfilmentRecorded({
      fulfilment: 'patrol-1',
      period,
      targets: starts.map((start) => `cedar@${start}`),
      member: OFFICER.id,
      evidence: 'pocket-book/77',
      from,
      to,
    });
  const owed = (...starts: string[]) => starts.map((start) => `cedar@${start}`);
  const at20 = (...days: string[]) => days.map((day) => `2013-03-${day}T20:00`);
  const fridays = owed(...at20('01', '08', '15', '22', '29'));
  const promised = (...windows: NonNullable<PromiseTerms['windows']>) =>
    inForce({ ...fridayPatrols, windows });
  /** What is owed in a month is not what these tests are about. */
  const fulfilmentOf = (history: Given, [from, to]: readonly [string, string]) => {
    const { decision } = given(history).when(patrol(from, to));
    return 'length' in decision ? decision[0] : decision;
  };

  test('R-PROM-5: a patrol of the area in the window fulfils that one Friday [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'))
      .emits(
        patrolled('2013-03', ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'], '2013-03-08T20:00'),
        opens('2013-03', fridays),
      ));
  test('R-PROM-5: a patrol of the area before the window does not [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T19:00:00.000Z', '2013-03-08T19:30:00.000Z'))
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: a patrol of another area in the window does not [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when({ ...patrol('2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'), target: 'larch' })
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: a patrol on another day does not [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-07T20:30:00.000Z', '2013-03-07T21:30:00.000Z'))
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: a patrol that nobody says began does not', () => {
    const { from: _from, ...withoutBeginning } = patrol('-', '2013-03-08T21:30:00.000Z');
    given(inForce(fridayPatrols)).when(withoutBeginning).isRefusedBy('R-PROM-5');
  });
  test('R-PROM-5: a patrol that ends before it begins does not', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T21:30:00.000Z', '2013-03-08T20:30:00.000Z'))
      .isRefusedBy('R-PROM-5'));

  test.each([
    ['into the window', '2013-03-08T19:00:00.000Z', '2013-03-08T20:15:00.000Z'],
    ['out of the window', '2013-03-08T23:45:00.000Z', '2013-03-09T00:30:00.000Z'],
    ['within the window', '2013-03-08T21:00:00.000Z', '2013-03-08T21:15:00.000Z'],
  ])('R-PROM-5: 15 minutes %s are enough', (_, from, to) => {
    expect(fulfilmentOf(inForce(fridayPatrols), [from, to])).toEqual(
      patrolled('2013-03', [from, to], '2013-03-08T20:00'),
    );
  });
  test.each([
    ['into the window', '2013-03-08T19:00:00.000Z', '2013-03-08T20:14:59.999Z'],
    ['out of the window', '2013-03-08T23:45:00.001Z', '2013-03-09T00:30:00.000Z'],
    ['within the window', '2013-03-08T21:00:00.000Z', '2013-03-08T21:14:00.000Z'],
  ])('R-PROM-5: 14 minutes %s are not', (_, from, to) =>
    given(inForce(fridayPatrols)).when(patrol(from, to)).isRefusedBy('R-PROM-5'),
  );

  test('R-PROM-5: a window of 15 minutes is patrolled by all of it', () => {
    const quarterHours = promised({ weekday: 'FRIDAY', from: '20:00', to: '20:15' });
    const span = ['2013-03-08T20:00:00.000Z', '2013-03-08T20:15:00.000Z'] as const;
    expect(fulfilmentOf(quarterHours, span)).toEqual(patrolled('2013-03', span, '2013-03-08T20:00'));
  });

  const evenings = promised(
    { weekday: 'FRIDAY', from: '18:00', to: '20:00' },
    { weekday: 'FRIDAY', from: '21:00', to: '23:00' },
  );
  test('R-PROM-5: one patrol may fulfil two windows', () => {
    const span = ['2013-03-08T19:00:00.000Z', '2013-03-08T22:00:00.000Z'] as const;
    expect(fulfilmentOf(evenings, span)).toEqual(
      patrolled('2013-03', span, '2013-03-08T18:00', '2013-03-08T21:00'),
    );
  });
  test('R-PROM-5: a window that was written down twice is owed once, and fulfilled once', () => {
    const twice = promised(
      { weekday: 'FRIDAY', from: '20:00', to: '24:00' },
      { weekday: 'FRIDAY', from: '20:00', to: '24:00' },
    );
    const span = ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'] as const;
    given(twice)
      .when(patrol(...span))
      .emits(patrolled('2013-03', span, '2013-03-08T20:00'), opens('2013-03', fridays));
  });

  const saturdayNights = promised({ weekday: 'SATURDAY', from: '22:00', to: '03:00' });
  test('R-PROM-5: a window past midnight belongs to the day on which it began', () => {
    const span = ['2013-03-10T00:30:00.000Z', '2013-03-10T01:30:00.000Z'] as const;
    expect(fulfilmentOf(saturdayNights, span)).toEqual(patrolled('2013-03', span, '2013-03-09T22:00'));
  });

  const sundayNights = promised({ weekday: 'SUNDAY', from: '22:00', to: '02:00' });
  test('R-PROM-5: a window across the end of the month belongs to the month in which it began', () => {
    const span = ['2013-03-31T23:30:00.000Z', '2013-04-01T00:30:00.000Z'] as const;
    expect(fulfilmentOf(sundayNights, span)).toEqual(patrolled('2013-03', span, '2013-03-31T22:00'));
  });
  test('R-PROM-5: a patrol that set out shortly before the month counts for the window that began with it', () => {
    const mondayNights = promised({ weekday: 'MONDAY', from: '00:00', to: '04:00' });
    const span = ['2013-03-31T22:50:00.000Z', '2013-04-01T01:00:00.000Z'] as const;
    expect(fulfilmentOf(mondayNights, span)).toEqual(patrolled('2013-04', span, '2013-04-01T00:00'));
  });
  test('R-PROM-1: a window that began before the first whole month is not owed', () => {
    const thursdayNights = promised({ weekday: 'THURSDAY', from: '22:00', to: '02:00' });
    given(thursdayNights)
      .when(patrol('2013-03-01T00:30:00.000Z', '2013-03-01T01:30:00.000Z'))
      .isRefusedBy('R-PROM-1');
  });

  test('R-PROM-5: the night the clocks go forward, the window ends at 03:00 BST', () => {
    const span = ['2013-03-31T01:45:00.000Z', '2013-03-31T04:00:00.000Z'] as const;
    expect(fulfilmentOf(saturdayNights, span)).toEqual(patrolled('2013-03', span, '2013-03-30T22:00'));
  });
  test('R-PROM-5: and not an hour later', () =>
    given(saturdayNights)
      .when(patrol('2013-03-31T01:46:00.000Z', '2013-03-31T03:00:00.000Z'))
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: the night the clocks go back, it ends at 03:00 GMT', () => {
    const span = ['2013-10-27T02:45:00.000Z', '2013-10-27T04:00:00.000Z'] as const;
    expect(fulfilmentOf(saturdayNights, span)).toEqual(patrolled('2013-10', span, '2013-10-26T22:00'));
  });
  test('R-PROM-5: and begins at 22:00 BST', () =>
    given(saturdayNights)
      .when(patrol('2013-10-26T20:00:00.000Z', '2013-10-26T21:14:00.000Z'))
      .isRefusedBy('R-PROM-5'));

  const sundayHour = promised({ weekday: 'SUNDAY', from: '01:00', to: '02:00' });
  test.each([
    ['first', '2013-10-27T00:10:00.000Z', '2013-10-27T00:40:00.000Z'],
    ['second', '2013-10-27T01:10:00.000Z', '2013-10-27T01:40:00.000Z'],
  ])('R-PROM-5: the %s time it is ten past one, a patrol is in the window from one to two', (_, from, to) => {
    expect(fulfilmentOf(sundayHour, [from, to])).toEqual(
      patrolled('2013-10', [from, to], '2013-10-27T01:00'),
    );
  });
  test('R-PROM-5: an hour that the clocks leave out is not owed', () =>
    given(sundayHour)
      .when(close)
      .emits(
        opens(
          '2013-03',
          owed('2013-03-03T01:00', '2013-03-10T01:00', '2013-03-17T01:00', '2013-03-24T01:00'),
        ),
        ends(broken(...owed('2013-03-03T01:00', '2013-03-10T01:00', '2013-03-17T01:00', '2013-03-24T01:00'))),
      ));
  test('R-PROM-3: every Friday of the month is owed [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(close)
      .emits(opens('2013-03', fridays), ends(broken(...fridays))));
  test('R-PROM-4: the same patrol counts once', () => {
    const span = ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'] as const;
    given(
      inForce(fridayPatrols),
      inMarch(opened('2013-03', fridays), patrolled('2013-03', span, '2013-03-08T20:00')),
    )
      .when({ ...patrol(...span), fulfilment: 'patrol-2' })
      .isRefusedBy('R-PROM-4');
  });
});
