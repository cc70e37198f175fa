import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldAll, type RecordedEvent } from '@wardbook/event-sourcing';
import { differencesOf } from '@wardbook/policing/laws/outcome';
import {
  deciderOf,
  KINDS,
  lateness,
  record,
  recordedLate,
  streamOfStep,
  upon,
  worlds,
  type KindName,
  type Recorded,
  type Sent,
} from '@wardbook/policing/laws/world';
import { VIEWS } from './views.ts';

// What people look at is held to the law that records are held to (packages/policing/src/laws): where a record comes to
// the same, whatever its things were recorded in, its rows do, lists and all.

/**
 * Fields that say when something became known, and in what order it was told: there every order has its own. What people
 * see is worked out from them, and compared. A state of policing is held to the law there.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'advice-case-board': ['told'],
  'asb-case-board': ['told'],
  'borough-board': ['inspectorTold'],
  'member-board': ['absence', 'dedication'],
  'promise-corrections': ['month'],
  'promise-months': ['firstResult', 'recordedAt'],
  'referral-board': ['takenAway', 'state'],
  'subject-board': ['told'],
  'team-board': ['leadTold'],
};

type Row = Readonly<Record<string, unknown>>;

/** A row without what is of its order of recording: its version, the ids of its events, references to what is sealed. */
const inOneForm = (row: object, leftOut: readonly string[], log: readonly RecordedEvent[]): Row => {
  const names = new Map(log.map(({ id, type, occurredAt }) => [id, `${type} ${occurredAt}`]));
  const form = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const [, revision = '', place = ''] = REFERENCE.exec(value) ?? [];
      const { type, occurredAt } = log[Number(revision || -1)] ?? {};
      return type === undefined ? (names.get(value) ?? value) : `${place} of ${type} ${String(occurredAt)}`;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(form).filter(isChange);
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !leftOut.includes(name))
        .map(([name, one]) => [name, form(one)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  return form(row) as Row;
};

const REFERENCE = /^ ?[A-Za-z]+-.+\/(\d+)\/(t?\d+)$/;

/** Of a timeline only what says something else than before. */
const isChange = (one: unknown, index: number, all: readonly unknown[]): boolean => {
  const [told, before] = [one, all[index - 1]] as readonly (Partial<Row> | null | undefined)[];
  const isEntry = typeof told === 'object' && told !== null && 'from' in told && 'value' in told;
  return !isEntry || JSON.stringify(told['value']) !== JSON.stringify(before?.['value']);
};

const rowsOf = async ({ engine: { store } }: Recorded): Promise<ReadonlyMap<string, unknown>> => {
  const log = await store.readLog({ limit: 100_000 });
  const fields = VIEWS.flatMap((view) =>
    [...foldAll(view, log)].flatMap(([key, { row }]) =>
      Object.entries(inOneForm(row, ['version', ...(LEFT_OUT[view.name] ?? [])], log)).map(
        ([field, value]) => [`${field} of ${key} in ${view.name}`, value] as const,
      ),
    ),
  );
  return new Map(fields);
};

const differingRows = async (one: Recorded, other: Recorded): Promise<readonly string[]> => {
  const [a, b] = [await rowsOf(one), await rowsOf(other)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name) => {
    const [here, there] = [JSON.stringify(a.get(name)), JSON.stringify(b.get(name))];
    return here === there ? [] : [`${name} is ${here}, and in time ${there}`];
  });
};

/** What processes have a record look at, they have it look at again when more is on record. */
const pokeAgain = async ({ engine }: Recorded, things: readonly Sent[]): Promise<void> => {
  for (const step of things)
    if (step.command.by.role === 'SYSTEM') await engine.send(step, `${step.commandId} again`);
};

const orders = (kind: KindName) =>
  fc.record({ world: worlds([kind]), late: fc.array(lateness, { minLength: 12, maxLength: 12 }) });

test.each(KINDS)(
  'rows of whatever order its things were recorded in: %s',
  async (kind) => {
    let compared = 0;
    for (const { world, late } of fc.sample(orders(kind), { seed: 20130301, numRuns: 25 })) {
      const all = await record(world);
      const own = all.effective.filter(({ decider }) => decider === deciderOf(kind));
      for (const stream of new Set(own.map(streamOfStep))) {
        const things = own.filter((step) => streamOfStep(step) === stream);
        for (const moves of late) {
          const asRecorded = await record(recordedLate(things, moves), upon(all.engine, stream));
          const same = new Set(asRecorded.effective);
          const kept = things.filter((step) => same.has(step));
          const inTime = await record(kept, upon(all.engine, stream));
          // An order that is not accepted says nothing: words to take out are named by their place in the record.
          if (inTime.effective.length < kept.length) continue;
          for (const one of [asRecorded, inTime]) await pokeAgain(one, things);
          if ((await differencesOf(asRecorded, inTime)).length > 0) continue;
          compared += 1;
          const order = asRecorded.effective.map(({ command }) => `${command.type} ${command.occurredAt}`);
          assert.deepEqual(await differingRows(asRecorded, inTime), [], order.join(', '));
        }
      }
    }
    expect(compared).toBeGreaterThanOrEqual(50);
  },
  600_000,
);
