import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import type { Figure } from './figure.ts';
import { figuresNamed } from './figures.ts';
import { buildOlder } from './older-bench.ts';
import { folders, roundsOf, type Round } from './rounds.ts';
import { databases } from './server.ts';
import { median, rounded } from './median.ts';
import { commit, versions } from './stamp.ts';
import { measureWait, waitsNamed } from './waits.ts';
import type { Measured as One } from './work.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const times = Number(values.rounds);

interface Measured {
  readonly rounds: readonly Round[];
  readonly postgres: string | undefined;
}

const report = (figure: string, { candidate, baselines, unit }: Figure, { rounds, postgres }: Measured) => {
  const of = (named: string, what: keyof One = 'perSecond'): readonly number[] =>
    rounds.map((round) => round.get(named)?.[what] ?? Number.NaN);
  const baseline = baselines.toSorted((a, b) => median(of(b)) - median(of(a)))[0] ?? '';
  const ratios = of(candidate).map((rate, round) => rate / (of(baseline)[round] ?? Number.NaN));
  const cpu = (named: string): number => rounded(median(of(named, 'cpuMicroseconds')));
  return {
    figure,
    candidate,
    baseline,
    ratio: rounded(median(ratios)),
    value: Math.round(median(of(candidate))),
    unit,
    cpuMicroseconds: { candidate: cpu(candidate), baseline: cpu(baseline) },
    rounds: rounds.length,
    min: rounded(Math.min(...ratios)),
    max: rounded(Math.max(...ratios)),
    versions: versions(postgres),
    commit: commit(),
  };
};

const missed = (ratio: number, goal: Figure['goal']): boolean =>
  typeof goal === 'object' ? ratio > goal.most : ratio < (goal ?? 0);

const measure = async (figure: string, definition: Figure): Promise<void> => {
  console.error(figure);
  const server = definition.database === 'postgres' ? await databases() : undefined;
  const places = server ?? folders();
  const removeOlder = definition.older === undefined ? undefined : await buildOlder(definition.older);
  try {
    const rounds = await roundsOf(definition, times, places);
    const line = report(figure, definition, { rounds, postgres: server?.version });
    console.log(JSON.stringify(line));
    if (missed(line.ratio, definition.goal)) console.error(`${figure}: misses its goal.`);
  } finally {
    await places.end();
    await removeOlder?.();
  }
};

const wait = async (figure: ReturnType<typeof waitsNamed>[number]): Promise<void> => {
  console.error(figure);
  const line = await measureWait(figure, times);
  console.log(JSON.stringify({ ...line, versions: versions(), commit: commit() }));
  if (line.value > line.goal.most) console.error(`${figure}: misses its goal.`);
};

const [name = 'stores', other, figures = 'stores'] = positionals;
if (name === 'compare') {
  if (other === undefined) throw new Error('Compare with which checkout?');
  await compare(other, figures, times);
} else {
  const chosen = figuresNamed(name);
  const waits = waitsNamed(name);
  if (chosen.length + waits.length === 0) throw new Error(`There is no figure ${name}.`);
  for (const [figure, definition] of chosen) await measure(figure, definition);
  for (const figure of waits) await wait(figure);
}
