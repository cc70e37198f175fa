import { expect, test } from '@jest/globals';
import { evolveRecorded, foldAll, idOf, type RecordedEvent } from '@wardbook/event-sourcing';
import {
  lateness,
  record,
  recordedLate,
  type Lateness,
  type Recorded,
  type Sent,
} from '@wardbook/policing/laws/world';
import { mergedWith, subject, subjectHistory, type SubjectState } from '@wardbook/policing';
import fc from 'fast-check';
import { VIEWS } from '../views.ts';
import { mergesOf, subjectBoard, type SubjectCard } from './subject-board.view.ts';

// Of people: what was taken as one and found apart is as if it had never been taken as one, but for what was found and
// who asked; whatever order it was recorded in, and where one record stood for one that stood for a third.

const PEOPLE = ['juniper', 'june', 'rowan'] as const;
type Person = (typeof PEOPLE)[number];
const CLERK = { id: 'records-1', role: 'RECORDS', agency: 'met' } as const;
const SECOND_CLERK = { ...CLERK, id: 'records-2' } as const;

/** The n-th day of the year; each thing has an instant of its own. */
const dayOf = (day: number, nth: number): string =>
  new Date(Date.UTC(2013, 0, 1 + day, 12, 0, nth)).toISOString();

const MERGING: readonly string[] = ['MergeSubjects', 'GrantMerge', 'FindApart'];
const LAST_DAY = 330;

interface Pair {
  readonly one: Person;
  readonly other: Person;
  /** When it was proposed, granted and found apart: days after the day before. */
  readonly after: readonly [number, number, number];
}

interface World {
  readonly pairs: readonly Pair[];
  readonly corrections: readonly {
    readonly person: Person;
    readonly day: number;
    readonly details: object;
  }[];
  readonly late: Lateness;
}

const pair = (one: Person, other: Person): fc.Arbitrary<Pair> => {
  const days = fc.integer({ min: 1, max: 90 });
  return fc.record({ one: fc.constant(one), other: fc.constant(other), after: fc.tuple(days, days, days) });
};

const worlds: fc.Arbitrary<World> = fc.record({
  pairs: fc.oneof(
    fc.tuple(pair('juniper', 'june')),
    fc.tuple(pair('juniper', 'june'), pair('june', 'rowan')),
    fc.tuple(pair('juniper', 'june'), pair('june', 'rowan'), pair('juniper', 'rowan')),
  ),
  corrections: fc.array(
    fc.record({
      person: fc.constantFrom(...PEOPLE),
      day: fc.integer({ min: 1, max: LAST_DAY - 1 }),
      details: fc.constantFrom({ name: 'Rowan Thorne' }, { contact: null }, { address: '5 Cedar Row' }),
    }),
    { maxLength: 6 },
  ),
  late: lateness,
});

const sent = (id: string, at: string, by: object, command: object): Sent => ({
  ...{ decider: subject, id, commandId: `${id} ${at}` },
  command: { ...command, occurredAt: at, by } as Sent['command'],
});

const thingsOf = ({ pairs, corrections }: World): readonly Sent[] => {
  const registered = PEOPLE.map((id, nth) =>
    sent(id, dayOf(0, nth), CLERK, { type: 'RegisterSubject', name: id }),
  );
  const corrected = corrections.map(({ person, day, details }, index) =>
    sent(person, dayOf(day, 10 + index), CLERK, { type: 'CorrectPersonalDetails', ...details }),
  );
  const merged = pairs.flatMap(({ one, other, after: [first, second, third] }, index) => {
    const request = `${one}-${other}`;
    const nth = 30 + index * 3;
    const of = (day: number, step: number, by: object, command: object) =>
      sent(one, dayOf(day, nth + step), by, command);
    return [
      of(first, 0, CLERK, { type: 'MergeSubjects', request, other, reason: 'SAME_DETAILS' }),
      of(first + second, 1, SECOND_CLERK, { type: 'GrantMerge', request }),
      of(first + second + third, 2, CLERK, { type: 'FindApart', other, reason: 'DIFFERENT_DETAILS' }),
    ];
  });
  return [...registered, ...corrected, ...merged].sort((a, b) =>
    a.command.occurredAt < b.command.occurredAt ? -1 : 1,
  );
};

const logOf = ({ engine: { store } }: Recorded) => store.readLog({ limit: 10_000 });

const statesOf = (log: readonly RecordedEvent[]): ReadonlyMap<string, SubjectState> => {
  const states = new Map<string, SubjectState>();
  for (const recorded of log) {
    const before = states.get(recorded.stream) ?? subjectHistory.initial;
    states.set(recorded.stream, evolveRecorded(subjectHistory, before, recorded));
  }
  return states;
};

const withoutFindings = ({ merged: _merged, requests: _requests, ...state }: SubjectState): object => state;

/** Everything that people look at, without what was asked and found; a value is known by the event that said it. */
const shownBy = (log: readonly RecordedEvent[]): readonly string[] => {
  const rows = VIEWS.filter(({ name }) => name !== 'request-queue').flatMap((view) =>
    [...foldAll(view, log)].map(([key, { row }]) => {
      const { version: _v, findings: _f, requests: _r, ...seen } = row as SubjectCard;
      return `${view.name} ${key} ${JSON.stringify(seen)}`;
    }),
  );
  return rows
    .map((row) =>
      row.replace(/(subject-\w+)\/(\d+)\/(\d+)/g, (_, stream: string, revision: string, place: string) => {
        const said = log.find((one) => one.stream === stream && one.revision === Number(revision));
        return `${stream} ${said?.type ?? ''} ${said?.occurredAt ?? ''} ${place}`;
      }),
    )
    .sort();
};

const END = dayOf(LAST_DAY, 0);

/** What was granted and is one still, as finding it apart was refused where it was recorded before the grant. */
const foundApart = (log: readonly RecordedEvent[]): readonly Sent[] =>
  [...statesOf(log)].flatMap(([stream, state]) =>
    mergedWith(state, END).map((other, index) =>
      sent(idOf(stream), dayOf(LAST_DAY - 1, index), CLERK, { type: 'FindApart', other, reason: 'OTHER' }),
    ),
  );

/** Who stood for whom may be told the other way round now: nothing of before makes a circle of it. */
const reversed = ({ pairs }: World): readonly Sent[] =>
  pairs.map(({ one, other }, index) =>
    sent(other, dayOf(LAST_DAY, index), CLERK, {
      ...{ type: 'MergeSubjects', request: `back-${String(index)}`, other: one, reason: 'OTHER' },
    }),
  );

test('R-PERSON-1, P-05: people who were taken as one and found apart are as they were, but for what was found', async () => {
  const counts = { merged: 0, chains: 0, late: 0 };
  for (const world of fc.sample(worlds, { seed: 20130301, numRuns: 300 })) {
    const things = thingsOf(world);
    const order = recordedLate(things, world.late);
    const all = await record(order);
    await record(foundApart(await logOf(all)), all.engine);
    const kept = all.effective.filter(({ command }) => !MERGING.includes(command.type));
    const never = await record(kept);
    expect(never.effective).toHaveLength(kept.length);

    const [log, without] = [await logOf(all), await logOf(never)];
    expect(shownBy(log)).toEqual(shownBy(without));
    const others = statesOf(without);
    for (const [stream, state] of statesOf(log)) {
      expect(withoutFindings(state)).toEqual(withoutFindings(others.get(stream) ?? subjectHistory.initial));
      expect(mergedWith(state, END)).toEqual([]);
    }
    for (const [, { row }] of foldAll(subjectBoard, log)) expect(mergesOf(row.findings)).toEqual([]);
    const again = await record(reversed(world), all.engine);
    expect(again.effective).toHaveLength((await record(reversed(world), never.engine)).effective.length);

    const granted = all.effective.filter(({ command }) => command.type === 'GrantMerge').length;
    counts.merged += Number(granted > 0);
    counts.chains += Number(granted > 1);
    counts.late += Number(granted > 0 && order.some((step, index) => step !== things[index]));
  }
  expect(Object.values(counts).every((count) => count >= 50)).toBe(true);
}, 120_000);
