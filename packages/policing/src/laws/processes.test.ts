import fc from 'fast-check';
import { policing } from '../index.ts';
import { Counts, lawOfAll } from './law.test.data.ts';
import { inWords, lived, type Acting } from './lived.test.data.ts';
import { differencesOf } from './outcome.test.data.ts';
import { KINDS, lateness, recordedLate, worlds, type Lateness, type Sent } from './world.test.data.ts';

const counts = new Counts();

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
