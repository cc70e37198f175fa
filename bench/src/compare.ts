import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { figuresNamed } from './figures.ts';
import { median, rounded } from './median.ts';
import { waitsNamed } from './waits.ts';

const HERE = resolve(import.meta.dirname, '..', '..');

/** What both benches print of a figure; an older one knows nothing of CPU. */
interface Line {
  readonly ratio?: number;
  readonly value: number;
  readonly unit: string;
  readonly cpuMicroseconds?: { readonly candidate: number };
  readonly commit: string;
}

/**
 * Runs figures in this checkout and in another by turns, each with its own bench, and says whether the ranges over the
 * rounds overlap. One JSON line for each figure.
 */
export const compare = async (other: string, name: string, rounds: number): Promise<void> => {
  const figures = [...figuresNamed(name).map(([figure]) => figure), ...waitsNamed(name)];
  if (figures.length === 0) throw new Error(`There is no figure ${name}.`);
  for (const figure of figures) {
    const there: Line[] = [];
    const here: Line[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const sides = [
        { folder: resolve(other), lines: there },
        { folder: HERE, lines: here },
      ];
      // Whoever comes first in one round comes second in the next.
      for (const { folder, lines } of round % 2 === 0 ? sides.toReversed() : sides)
        lines.push(await lineOf(folder, figure));
      console.error(`${figure} round ${round}`, { there: there.at(-1)?.value, here: here.at(-1)?.value });
    }
    console.log(JSON.stringify({ figure, rounds, ...compared(there, here) }));
  }
};

const run = promisify(execFile);

const lineOf = async (folder: string, figure: string): Promise<Line> => {
  const main = join('bench', 'src', 'main.ts');
  const { stdout } = await run(
    'node',
    ['--conditions=@wardbook/source', '--no-warnings', main, figure, '--rounds', '1'],
    {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${join(folder, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
      },
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Line;
};

const compared = (there: readonly Line[], here: readonly Line[]) => {
  const both = (of: (line: Line) => number | undefined) => {
    const [before, after] = [there, here].map((lines) => lines.flatMap((line) => of(line) ?? []));
    return before && after && before.length > 0 && after.length > 0 ? ranges(before, after) : undefined;
  };
  return {
    unit: here[0]?.unit,
    value: both(({ value }) => value),
    ratio: both(({ ratio }) => ratio),
    cpuMicroseconds: both(({ cpuMicroseconds }) => cpuMicroseconds?.candidate),
    commits: { there: there[0]?.commit, here: here[0]?.commit },
  };
};

/** Of one number on both sides, over the rounds. */
export const ranges = (there: readonly number[], here: readonly number[]) => {
  const [before, after] = [rangeOf(there), rangeOf(here)];
  return { there: before, here: after, overlap: before.min <= after.max && after.min <= before.max };
};

const rangeOf = (numbers: readonly number[]) => ({
  median: rounded(median(numbers)),
  min: Math.min(...numbers),
  max: Math.max(...numbers),
});
