import { describe, expect, test } from '@jest/globals';
import { simulate } from './simulate.ts';

const SEEDS = 500;
const TOGETHER = 50;

describe('gateways, processes and views in a world where everything fails', () => {
  // A seed that fails is played again by `pnpm simulate --seed <its number> --trace`.
  test.each(Array.from({ length: SEEDS / TOGETHER }, (_, index) => 1 + index * TOGETHER))(
    'come to the same as one gateway without a fault: seeds from %i',
    async (first) => {
      const found = [];
      for (let seed = first; seed < first + TOGETHER; seed += 1) {
        const { findings } = await simulate(seed);
        if (findings.length > 0) found.push({ seed, findings });
      }
      expect(found).toEqual([]);
    },
  );

  test('do the same again for the same seed, step by step', async () => {
    const traceOf = async (seed: number): Promise<readonly string[]> => {
      const trace: string[] = [];
      await simulate(seed, (what) => trace.push(what));
      return trace;
    };
    const first = await traceOf(7);
    expect(first.length).toBeGreaterThan(50);
    expect(await traceOf(7)).toEqual(first);
    expect(await traceOf(8)).not.toEqual(first);
  });
});
