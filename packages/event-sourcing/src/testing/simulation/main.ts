import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

// `pnpm simulate --seeds 20000`, `--seed 4711` for one, `--from 1` for where to begin, `--trace` to be told everything.
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    most: { type: 'string', default: '10' },
  },
});

const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const began = performance.now();
let [failed, events, steps] = [0, 0, 0];
let seed = first;
for (; seed < first + count && failed < Number(values.most); seed += 1) {
  const told = await simulate(seed, values.trace ? (what) => console.log(what) : undefined);
  events += told.events;
  steps += told.steps;
  if (told.findings.length === 0) continue;
  failed += 1;
  console.log(`seed ${seed}: ${told.findings.slice(0, 4).join('\n  ')}`);
}
const seconds = (performance.now() - began) / 1_000;
console.log(
  `${seed - first} seeds from ${first}, ${failed} failed; ${events} events in ${steps} steps, ${seconds.toFixed(1)} s`,
);
process.exitCode = failed === 0 ? 0 : 1;
