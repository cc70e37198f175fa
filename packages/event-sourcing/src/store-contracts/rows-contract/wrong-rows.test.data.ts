import { memoryRows } from '../../memory-rows.ts';
import type { Rows } from '../../rows.ts';
import type { RowsExtras } from './rows-lab.ts';

interface Opened {
  readonly rows: Rows;
  readonly extras: RowsExtras;
}

export interface Wrong {
  readonly open: () => Opened;
  readonly caughtBy: readonly string[];
}

/** Two openings of one place. The clock is the place's own. */
export const inMemory = (change: (rows: Rows, clock: Clock) => Partial<Rows>): Opened => {
  const clock: Clock = { passed: 0, now: () => Date.now() + clock.passed };
  const plain = memoryRows({ now: () => clock.now() });
  const rows = { ...plain, ...change(plain, clock) };
  return {
    rows,
    extras: {
      another: () => ({ ...rows, close: () => Promise.resolve() }),
      age: (milliseconds) => {
        clock.passed += milliseconds;
      },
    },
  };
};

interface Clock {
  passed: number;
  now: () => number;
}

/** Right but for some of its methods. */
export const but = (
  description: string,
  change: (rows: Rows, clock: Clock) => Partial<Rows>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [`that ${description}`, { open: () => inMemory(change), caughtBy }];
