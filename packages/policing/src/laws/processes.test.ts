import fc from 'fast-check';
import { engine } from '../engine.test.data.ts';
import { policing } from '../index.ts';
import { Counts, lawOfAll } from './law.test.data.ts';
import { differencesOf } from './outcome.test.data.ts';
import {
  KINDS,
  lateness,
  recordedLate,
  worlds,
  type Lateness,
  type Recorded,
  type Sent,
} from './world.test.data.ts';

const counts = new Counts();

const FIRST = '2012-09-01T00:00:00.000Z';
/** Then everything else is done; what is recorded only then is waited for as well. */
const IN_THE_END = ['2014-06-01T00:00:00.000Z', '2014-08-01T00:00:00.000Z'];

/** Before which of the things which of the processes act, by their places. */
type Acting = readonly { readonly before: number; readonly process: number }[];

/** Records each thing when it happened, or late, and lets processes act in between as they are told, and in the end. */
const lived = async (steps: readonly Sent[], acting: Acting): Promise<Recorded> => {
  const clock = { now: FIRST };
  const world = engine(clock);
  const acts: (() => Promise<void>)[] = [];
  for (const process of policing.processes) acts.push(await world.running(process));
  const [accepted, effective]: [Sent[], Sent[]] = [[], []];
  for (const [index, step] of steps.entries()) {
    if (step.command.occurredAt > clock.now) clock.now = step.command.occurredAt;
    for (const { process } of acting.filter(({ before }) => before === index)) await acts[process]?.();
    const { refusal, receipt } = await world.send(step, step.commandId);
    if (!refusal) accepted.push(step);
    if (!refusal && receipt.eventIds.length > 0) effective.push(step);
  }
  for (const end of IN_THE_END) {
    clock.now = end;
    for (let head = -1n; head < (await world.store.head());) {
      head = await world.store.head();
      for (const act of acts) await act();
    }
  }
  return { engine: world, accepted, effective };
};

interface Lives {
  readonly world: readonly Sent[];
  readonly late: Lateness;
  readonly acting: Acting;
}

const lives: fc.Arbitrary<Lives> = fc.record({
  world: worlds(KINDS, { leftOut: 3, more: 12 }),
  late: fc.oneof(fc.constant([]), lateness),
  acting: fc.array(fc.record({ before: fc.nat(150), process: fc.nat(policing.processes.length - 1) }), {
    minLength: 1,
    maxLength: 15,
  }),
});

const inWords = (acting: Acting, steps: readonly Sent[]): string =>
  acting
    .map(({ before, process }) => {
      const { type, occurredAt } = steps[before]?.command ?? { type: 'the end', occurredAt: '' };
      return `${policing.processes[process]?.name ?? ''} before ${type} ${occurredAt}`;
    })
    .join(', ');

lawOfAll({
  name: 'processes',
  says: 'processes that run at any points in between change nothing of the outcome',
  worlds: lives,
  runs: 90,
  tried: async ({ world, late, acting }, breach) => {
    // What somebody did because of what a process had done cannot have been done before.
    let steps = recordedLate(world, late);
    for (let tries = 0; tries < 4; tries += 1) {
      const [once, often] = [await lived(steps, []), await lived(steps, acting)];
      const both = new Set(once.effective.filter((step) => often.effective.includes(step)));
      if (both.size < steps.length) {
        steps = steps.filter((step) => both.has(step));
        continue;
      }
      for (const { command } of steps) counts.add(command.type);
      for (const { kind, says } of await differencesOf(often, once))
        breach(kind, `${says}\n  with ${inWords(acting, steps)}`);
      return;
    }
  },
  counts,
});
