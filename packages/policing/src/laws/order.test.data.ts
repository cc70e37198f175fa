import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Counts, lawOfEach } from './law.test.data.ts';
import { differencesOf } from './outcome.test.data.ts';
import {
  deciderOf,
  lateness,
  record,
  recordedLate,
  streamOfStep,
  upon,
  worlds,
  type KindName,
  type Lateness,
  type Recorded,
  type Sent,
} from './world.test.data.ts';

interface Orders {
  readonly world: readonly Sent[];
  readonly late: readonly Lateness[];
}

const orders = (kind: KindName): fc.Arbitrary<Orders> =>
  fc.record({ world: worlds([kind]), late: fc.array(lateness, { minLength: 12, maxLength: 12 }) });

/** What processes have a record look at, they have it look at again when more is on record. */
const pokeAgain = async ({ send }: Recorded['engine'], things: readonly Sent[]): Promise<void> => {
  for (const step of things)
    if (step.command.by.role === 'SYSTEM') await send(step, `${step.commandId} again`);
};

/**
 * Records the things of each record of a kind again, with all else on record already: once in each of these orders, and
 * what was kept of that in the order in which it happened.
 */
const inOrders =
  (kept: (recorded: Recorded) => readonly Sent[], counts: Counts) =>
  async (kind: KindName, { world, late }: Orders): Promise<void> => {
    const all = await record(world);
    const own = all.effective.filter(({ decider }) => decider === deciderOf(kind));
    for (const stream of new Set(own.map(streamOfStep))) {
      const things = own.filter((step) => streamOfStep(step) === stream);
      for (const moves of late) {
        const order = recordedLate(things, moves);
        const asRecorded = await record(order, upon(all.engine, stream));
        const same = new Set(kept(asRecorded));
        const inTime = await record(
          things.filter((step) => same.has(step)),
          upon(all.engine, stream),
        );
        // An order that is not accepted says nothing.
        if (inTime.accepted.length < same.size) continue;
        for (const { command } of asRecorded.accepted) counts.add(command.type);
        for (const { engine } of [asRecorded, inTime]) await pokeAgain(engine, things);
        const [difference] = await differencesOf(asRecorded, inTime);
        assert.ok(
          !difference,
          `${inWords(order.filter((step) => same.has(step)))}\n${difference?.says ?? ''}`,
        );
      }
    }
  };

const inWords = (order: readonly Sent[]): string =>
  `Recorded in this order: ${order.map(({ command }) => `${command.type} (${command.occurredAt})`).join(', ')}`;

const [ofEffects, ofAll] = [new Counts(), new Counts()];

/** In whatever order things are recorded. */
export const order = lawOfEach({
  name: 'order',
  says: 'any order of recording the same dated things that is accepted ends in the same state at every instant',
  worlds: orders,
  runs: 30,
  holds: inOrders(({ effective }) => effective, ofEffects),
  counts: ofEffects,
});

export const nothingLost = lawOfEach({
  name: 'nothing-lost',
  says: 'not even what changed nothing when it was recorded is lost when something earlier is recorded late',
  worlds: orders,
  runs: 30,
  holds: inOrders(({ accepted }) => accepted, ofAll),
  counts: ofAll,
});
