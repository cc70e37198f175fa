import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldAll, type PointInHistory } from '@wardbook/event-sourcing';
import { words } from '@wardbook/event-sourcing/testing';
import type { PromiseEvent } from '@wardbook/policing';
import type { Read } from '../read.ts';
import type { Happened } from '../recorded.test.data.ts';
import { findPeriods } from './find-periods.ts';
import { promiseBoard } from './promise-board.view.ts';
import { promiseCorrections } from './promise-corrections.view.ts';
import { promiseMonths } from './promise-months.view.ts';
import { broken, corrected, notPossible, on, opened, told, visited } from './promise.test.data.ts';
import type { PromisePeriod } from './promise.type.ts';

const ALL = { last: 120, moment: '2014-01-01T00:00:00.000Z' };
const SCHOOLS = ['school-ash', 'school-beech'] as const;
const terms = { ward: 'E05000140', team: 'inpt', minimumPerPeriod: 1 };
const proposed: PromiseEvent = {
  type: 'PromiseProposed',
  ...terms,
  kind: 'PERIODIC_VISIT',
  statement: words('We visit every secondary school every month.'),
  targetKind: 'SECONDARY_SCHOOL',
};

describe('the months of one promise', () => {
  test('show what was visited and what is missing, newest month first, fulfilments in the order of the day', async () => {
    const { read, shown } = await told([
      on('2013-02-11', proposed),
      on('2013-03-01', opened('2013-03', ...SCHOOLS)),
      on('2013-03-12', visited('visit-2', '2013-03-12', 'school-beech')),
      on('2013-03-13', visited('visit-1', '2013-03-11', 'school-ash')),
      on('2013-03-14', corrected('visit-2')),
      on('2013-04-01', opened('2013-04', 'school-ash')),
    ]);
    expect(await findPeriods(read, await shown(), ALL)).toMatchObject([
      { month: '2013-04', met: [], missing: ['school-ash'], result: 'OPEN', fulfilments: [] },
      {
        month: '2013-03',
        targets: SCHOOLS,
        met: ['school-ash'],
        missing: ['school-beech'],
        endsAt: '2013-03-31T23:00:00.000Z',
        fulfilments: [
          { id: 'visit-1', member: 'officer-1', correction: null },
          { id: 'visit-2', targets: [], correction: 'RECORDED_IN_ERROR' },
        ],
      },
    ]);
  });

  test('D-30: say from the first day what is owed, what is not possible, and how many days are left', async () => {
    const { read, shown } = await told([
      on('2013-02-11', proposed),
      on('2013-03-01', { ...opened('2013-03', ...SCHOOLS), closesAt: '2013-04-07T23:00:00.000Z' }),
      on('2013-03-04', notPossible('2013-03', 'school-beech')),
    ]);
    const monthAt = async (moment: string) =>
      (await findPeriods(read, await shown(), { last: 1, moment }))[0];
    expect(await monthAt('2013-03-01T00:00:00.000Z')).toMatchObject({
      month: '2013-03',
      missing: ['school-ash'],
      notPossible: [{ target: 'school-beech', reason: 'It is closed for the holidays.' }],
      daysLeft: 31,
      closesAt: '2013-04-07T23:00:00.000Z',
    });
    // The last evening of the month in London, and the first instant after it.
    expect(await monthAt('2013-03-31T22:59:59.999Z')).toMatchObject({ daysLeft: 1 });
    expect(await monthAt('2013-03-31T23:00:00.000Z')).toMatchObject({ daysLeft: 0, result: 'OPEN' });
  });

  test('of a ward that was abolished show nothing that is missing', async () => {
    const { read, shown } = await told([
      on('2013-02-11', proposed),
      on('2013-03-01', opened('2013-03', ...SCHOOLS)),
      on('2013-03-14', { type: 'PromisePeriodNotOwed', period: '2013-03' }),
    ]);
    expect(await findPeriods(read, await shown(), ALL)).toMatchObject([
      { result: 'NOT_OWED', targets: SCHOOLS, met: [], missing: [], daysLeft: 0 },
    ]);
  });

  test('are not those of promises whose ids are alike', async () => {
    const ids = ['visits', 'visits-2', 'visit', 'visits~', 'visits0', 'constructor', '__proto__'];
    const { read, shown } = await told(
      ids.flatMap((id, index) => [
        on('2013-02-11', proposed, id),
        on('2013-03-01', opened(`2013-0${String(index + 1)}`, 'school-ash'), id),
      ]),
    );
    for (const [index, id] of ids.entries()) {
      const months = await findPeriods(read, await shown(id), ALL);
      expect([id, ...months.map(({ month }) => month)]).toEqual([id, `2013-0${String(index + 1)}`]);
    }
  });

  test('E-01: are told apart from inherited names whatever their fulfilments are called', async () => {
    const { read, shown } = await told([
      on('2013-02-11', proposed),
      on('2013-03-01', opened('2013-03', ...SCHOOLS)),
      on('2013-03-11', visited('toString', '2013-03-11', 'school-ash')),
      on('2013-03-11', visited('constructor', '2013-03-12', 'school-beech')),
      on('2013-03-12', corrected('constructor')),
    ]);
    expect(await findPeriods(read, await shown(), ALL)).toMatchObject([
      {
        met: ['school-ash'],
        missing: ['school-beech'],
        fulfilments: [
          { id: 'toString', correction: null },
          { id: 'constructor', correction: 'RECORDED_IN_ERROR' },
        ],
      },
    ]);
  });

  test('S-01: are the same, now and at every point, as one plain fold of all of the history', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (happened) => {
        const { read, shown } = await told(happened);
        const card = await shown();
        const shownAt = async (point?: PointInHistory) =>
          (await findPeriods(read, { ...card, ...(point && { point }) }, ALL)).map(comparable);
        expect(await shownAt()).toEqual(plainly(happened));
        expect((await findPeriods(read, card, { ...ALL, last: 2 })).map(comparable)).toEqual(
          plainly(happened).slice(0, 2),
        );
        const until = '2013-04';
        const upToApril = plainly(happened).filter(({ month }) => month <= until);
        expect((await findPeriods(read, card, { ...ALL, until })).map(comparable)).toEqual(upToApril);
        const asKnown = { ...card, point: { knownAt: '2014-01-01T00:00:00.000Z' } };
        expect((await findPeriods(read, asKnown, { ...ALL, until })).map(comparable)).toEqual(upToApril);
        const day = happened.at(happened.length / 2)![1];
        const points: readonly (readonly [PointInHistory, readonly Happened<PromiseEvent>[]])[] = [
          ...happened.map((_, index) => [{ exactly: index }, happened.slice(0, index + 1)] as const),
          [{ asAt: day }, happened.filter(([, at]) => at <= day)],
          [{ knownAt: '2014-01-01T00:00:00.000Z' }, happened],
        ];
        for (const [point, then] of points) expect(await shownAt(point)).toEqual(plainly(then));
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('S-01: however long a promise has been kept', () => {
  const ids = ['visits', 'visits-2', 'visits-3'];
  const long = (months: number) => ids.flatMap((id) => yearsOf(months, id));

  test('an event changes rows that are as large as in its first year', async () => {
    const size = async (months: number): Promise<readonly number[]> => {
      const { store } = await told(yearsOf(months, 'visits'));
      const events = await store.readStream('promise-visits');
      return [promiseBoard, promiseMonths, promiseCorrections].map((view) => {
        const rows = [...foldAll(view, events).values()].map(({ row }) => JSON.stringify(row).length);
        return Math.max(...rows);
      });
    };
    // The version and the number of a month have a digit more: nothing else is longer.
    const [early, late] = [await size(10), await size(200)];
    for (const [index, length] of late.entries()) expect(length - early[index]!).toBeLessThanOrEqual(4);
  });

  test('a page of its newest months reads those rows and their fulfilments, each list bounded', async () => {
    const readRows = async (months: number): Promise<number> => {
      const { read, shown } = await told(long(months));
      const cards = await Promise.all(ids.map((id) => shown(id)));
      let count = 0;
      const counting: Read = {
        ...read,
        find: (view, key) => ((count += 1), read.find(view, key)),
        list: async (view, query) => {
          const found = await read.list(view, query);
          count += found.length;
          return found;
        },
        at: () => Promise.reject(new TypeError('No history is read.')),
      };
      for (const card of cards)
        expect(await findPeriods(counting, card, { ...ALL, last: 3 })).toHaveLength(3);
      return count;
    };
    expect([await readRows(10), await readRows(60)]).toEqual([3 * (3 + 3 * 4), 3 * (3 + 3 * 4)]);
  }, 60_000);
});

/** Months of four visits each, closed one after the other. */
const yearsOf = (months: number, id: string): readonly Happened<PromiseEvent>[] => [
  on('2013-02-11', proposed, id),
  ...Array.from({ length: months }, (_, index) => {
    const month = new Date(Date.UTC(2013, 2 + index, 1)).toISOString().slice(0, 7);
    const visits = ['01', '02', '03', '04'].map((day) =>
      on(
        `${month}-${day}`,
        visited(`visit-${String(index * 4 + Number(day)).padStart(4, '0')}`, `${month}-${day}`, 'school-ash'),
        id,
      ),
    );
    return [
      on(`${month}-01`, opened(month, ...SCHOOLS), id),
      ...visits,
      on(`${month}-28`, broken(month, 'school-beech'), id),
    ];
  }).flat(),
];

const MONTHS = ['2013-03', '2013-04', '2013-05'] as const;
const IDS = ['constructor', '7'] as const;

interface Step {
  readonly what: 'visit' | 'correct' | 'close' | 'restate' | 'explain' | 'withdraw';
  readonly month: (typeof MONTHS)[number];
  readonly id: (typeof IDS)[number];
  readonly day: number;
  readonly target: (typeof SCHOOLS)[number] | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'visit',
    'visit',
    'visit',
    'correct',
    'correct',
    'close',
    'restate',
    'explain',
    'withdraw',
  ),
  month: fc.constantFrom(...MONTHS),
  id: fc.constantFrom(...IDS),
  day: fc.integer({ min: 10, max: 20 }),
  target: fc.constantFrom(...SCHOOLS, undefined),
});

/** What a promise may go through: a month is opened before it is visited, and an id is not of two open months. */
const history: fc.Arbitrary<readonly Happened<PromiseEvent>[]> = fc
  .array(step, { minLength: 1, maxLength: 30 })
  .map((steps) => {
    const happened: Happened<PromiseEvent>[] = [on('2013-02-11', proposed)];
    const closed = new Set<string>();
    const known = new Map<string, Set<string>>();
    for (const { what, month, id, day, target } of steps) {
      const date = `${month}-${String(day)}`;
      const say = (event: PromiseEvent) => happened.push(on(date, event));
      const months = known.get(id) ?? new Set();
      if (what === 'correct' && months.size > 0) say(corrected(id, ...(target ? [target] : [])));
      if (what === 'withdraw')
        say({ type: 'PromiseWithdrawn', reason: words('Agreed.'), agreedWith: 'may', lastPeriod: '2013-12' });
      if ((what === 'restate' || what === 'explain') && closed.has(month))
        say(
          what === 'explain'
            ? { type: 'BreachExplained', period: month, explanation: words(`Snow on ${date}.`) }
            : {
                type: 'PromisePeriodRestated',
                period: month,
                result: target ? 'BROKEN' : 'KEPT',
                missedTargets: [],
              },
        );
      if (what !== 'visit' && what !== 'close') continue;
      if (what === 'visit' && (months.has(month) || [...months].some((other) => !closed.has(other))))
        continue;
      if (what === 'close' && closed.has(month)) continue;
      if (!happened.some(([, , event]) => event.type === 'PromisePeriodOpened' && event.period === month))
        say(opened(month, ...SCHOOLS));
      if (what === 'visit') {
        known.set(id, months.add(month));
        say(visited(id, date, target ?? 'school-ash'));
      } else {
        closed.add(month);
        say(target ? broken(month, target) : { type: 'PromisePeriodKept', period: month });
      }
    }
    return happened;
  });

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** Of one day, in which order does not matter. */
const comparable = ({
  endsAt: _endsAt,
  daysLeft: _daysLeft,
  closesAt: _closesAt,
  notPossible: _notPossible,
  fulfilments,
  ...period
}: PromisePeriod) => ({
  ...period,
  fulfilments: fulfilments
    .map(({ id, targets, from, correction }) => ({ id, targets, from, correction }))
    .sort(byId),
});

/** The months as one fold of the whole history gives them, with nothing but maps. */
const plainly = (happened: readonly Happened<PromiseEvent>[]): readonly { readonly month: string }[] => {
  interface Done {
    readonly id: string;
    readonly targets: readonly string[];
    readonly from: string;
    readonly correction: string | null;
  }
  interface Plain {
    readonly targets: readonly string[];
    readonly minimumPerTarget: number;
    readonly result: string;
    readonly firstResult: string | null;
    readonly explanation: unknown;
  }
  const months = new Map<string, Plain>();
  const done = new Map<string, Map<string, Done>>();
  const last = new Map<string, string>();
  const change = (month: string, changed: Partial<Plain>) => {
    const unknown = {
      targets: [],
      minimumPerTarget: 1,
      result: 'OPEN',
      firstResult: null,
      explanation: null,
    };
    months.set(month, { ...(months.get(month) ?? unknown), ...changed });
  };
  const explained = new Map<string, string>();
  for (const [, at, event] of happened) {
    if (event.type === 'PromisePeriodOpened')
      change(event.period, { targets: event.targets, minimumPerTarget: event.minimumPerTarget });
    if (event.type === 'PromisePeriodKept') change(event.period, { result: 'KEPT', firstResult: 'KEPT' });
    if (event.type === 'PromisePeriodBroken')
      change(event.period, { result: 'BROKEN', firstResult: 'BROKEN' });
    if (event.type === 'PromisePeriodRestated') change(event.period, { result: event.result });
    // What was said last stands, whenever it was recorded.
    if (event.type === 'BreachExplained' && (explained.get(event.period) ?? '') <= at) {
      explained.set(event.period, at);
      change(event.period, { explanation: event.explanation });
    }
    if (event.type === 'BreachExplained') change(event.period, {});
    if (event.type === 'PromiseFulfilmentRecorded') {
      const { fulfilment: id, period, targets, from } = event;
      last.set(id, period);
      const ofMonth = done.get(period) ?? new Map<string, Done>();
      done.set(period, ofMonth.set(id, { id, targets, from, correction: null }));
    }
    if (event.type === 'FulfilmentCorrected') {
      const { fulfilment: id, targets, reason } = event;
      const ofMonth = done.get(last.get(id) ?? '');
      const known = ofMonth?.get(id);
      if (known) ofMonth?.set(id, { ...known, targets, correction: reason });
    }
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, { targets, ...plain }]) => {
      const fulfilments = [...(done.get(month)?.values() ?? [])];
      const isMet = (target: string) => fulfilments.some((one) => one.targets.includes(target));
      return {
        month,
        targets,
        ...plain,
        met: targets.filter(isMet),
        missing: targets.filter((target) => !isMet(target)),
        fulfilments: fulfilments.sort(byId),
      };
    });
};
