import * as z from 'zod';
import { categoryOf, idOf, type Command, type Decider } from '../../decider.ts';
import { event, type EventOf } from '../../event.ts';
import { defineProcess, send } from '../../process.ts';
import { defineView } from '../../view.ts';
import { ids, type Build } from './boxes.ts';

const instant = z.iso.datetime({ precision: 3 });

const alarmSet = event('AlarmSet', { due: instant, number: z.int() });
const alarmRung = event('AlarmRung', { number: z.int() });
type SetEvent = EventOf<typeof alarmSet>;
type RungEvent = EventOf<typeof alarmRung>;
type SetAlarm = Command & {
  readonly type: 'SetAlarm';
  readonly due: string;
  readonly number: number;
};
type Ring = Command & { readonly type: 'Ring'; readonly number: number };

/** Where clients set alarms, each number once. */
export const timer: Decider<SetAlarm, SetEvent, null> = {
  name: 'timer',
  ids,
  initial: null,
  events: [alarmSet],
  evolve: { AlarmSet: () => null },
  facts: {},
  decide: { SetAlarm: ({ due, number }) => [alarmSet({ due, number })] },
};

/** Where they ring. A deadline is met at least once: that it rang already is what makes it once. */
export const alarm = (build: Build): Decider<Ring, RungEvent, readonly number[]> => ({
  name: 'alarm',
  ids,
  initial: [],
  events: [alarmRung],
  evolve: { AlarmRung: (rung, { number }) => [...rung, number] },
  facts: {},
  decide: {
    Ring: ({ number }, rung) => {
      if (build === 1 && number % MUTE === 0) throw new RangeError('This build has no such bell.');
      return rung.includes(number) ? [] : [alarmRung({ number })];
    },
  },
});

/** The older build cannot ring every so many numbers. */
const MUTE = 7;

interface Pending {
  readonly pending: readonly { readonly due: string; readonly number: number }[];
  readonly dueAt: string | null;
}

const withPending = (pending: Pending['pending']): Pending => {
  const sorted = [...pending].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.number - b.number));
  return { pending: sorted, dueAt: sorted[0]?.due ?? null };
};

export const bell = (build: Build) =>
  defineProcess({
    name: 'bell',
    version: 1,
    of: [timer, alarm(build)],
    initial: withPending([]),
    columns: { dueAt: ({ dueAt }) => dueAt },
    evolve: {
      AlarmSet: ({ pending }, { due, number }) => withPending([...pending, { due, number }]),
      AlarmRung: ({ pending }, { number }) => withPending(pending.filter((one) => one.number !== number)),
    },
    react: {},
    whenDue: ({ pending, dueAt }, key) =>
      pending
        .filter(({ due }) => due === dueAt)
        .map(({ due, number }) => send(alarm(build), key, { type: 'Ring', number }, due)),
  });

interface Rings {
  readonly set: number;
  readonly rung: number;
}

const NO_RINGS: Rings = { set: 0, rung: 0 };

/** How many alarms were set and how many rang, wherever. */
export const rings = defineView({
  name: 'rings',
  version: 1,
  of: [timer, alarm(2)],
  initial: NO_RINGS,
  columns: { set: ({ set }) => set },
  keys: { AlarmRung: (_, { stream }) => `${categoryOf(stream)}.${idOf(stream)}` },
  evolve: {
    AlarmSet: ({ set, rung }) => ({ set: set + 1, rung }),
    AlarmRung: ({ set, rung }) => ({ set, rung: rung + 1 }),
  },
});
