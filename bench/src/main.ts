import { parseArgs } from 'node:util';
import { figuresNamed, type Figure } from './figures.ts';
import { folders, roundsOf, type Round } from './rounds.ts';
import { databases } from './server.ts';
import { commit, versions } from './stamp.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const name = positionals[0] ?? 'stores';
const chosen = figuresNamed(name);
if (chosen.length === 0) throw new Error(`There is no figure ${name}.`);

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1].map((at) => sorted[at] ?? Number.NaN);
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
};

const rounded = (number: number): number => Number(number.toPrecision(4));

interface Measured {
  readonly rounds: readonly Round[];
  readonly postgres: string | undefined;
}

const report = (figure: string, { candidate, baselines, unit }: Figure, { rounds, postgres }: Measured) => {
  const of = (named: string): readonly number[] => rounds.map((round) => round.get(named) ?? Number.NaN);
  const baseline = baselines.toSorted((a, b) => median(of(b)) - median(of(a)))[0] ?? '';
  const ratios = rounds.map(
    (round) => (round.get(candidate) ?? Number.NaN) / (round.get(baseline) ?? Number.NaN),
  );
  return {
    figure,
    candidate,
    baseline,
    ratio: rounded(median(ratios)),
    value: Math.round(median(of(candidate))),
    unit,
    rounds: rounds.length,
    min: rounded(Math.min(...ratios)),
    max: rounded(Math.max(...ratios)),
    versions: versions(postgres),
    commit: commit(),
  };
};

const measure = async (figure: string, definition: Figure): Promise<void> => {
  console.error(figure);
  const server = definition.database === 'postgres' ? await databases() : undefined;
  const places = server ?? folders();
  try {
    const rounds = await roundsOf(definition, Number(values.rounds), places);
    const postgres = server?.version;
    const line = report(figure, definition, { rounds, postgres });
    console.log(JSON.stringify(line));
    if (line.ratio < (definition.goal ?? 0))
      console.error(`${figure}: below its goal of ${definition.goal}.`);
  } finally {
    await places.end();
  }
};

for (const [figure, definition] of chosen) await measure(figure, definition);
