import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figure.ts';
import type { Load, Measured } from './work.ts';

/** What was measured, by candidate. */
export type Round = ReadonlyMap<string, Measured>;

/** Where databases live while they are measured; `fresh` is a folder, or the address of an empty database. */
export interface Places {
  readonly fresh: () => Promise<string>;
  readonly release: (place: string) => Promise<void>;
}

/** Each round runs every candidate once, in an order of its own, each in a process and on a database of its own. */
export const roundsOf = async (figure: Figure, rounds: number, places: Places): Promise<readonly Round[]> => {
  const names = [figure.candidate, ...figure.baselines];
  const kept = new Map<string, string>();
  const shared = figure.reads === 'the same log' ? await places.fresh() : undefined;
  if (figure.reads) for (const name of names) kept.set(name, shared ?? (await places.fresh()));
  const done: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const result = new Map<string, Measured>();
    for (const name of shuffled(names)) {
      const place = kept.get(name) ?? (await places.fresh());
      result.set(name, await runOne(name, place, figure.loads?.[name] ?? figure.load));
      if (!kept.has(name)) await places.release(place);
    }
    done.push(result);
    console.error(`round ${String(round)}`, Object.fromEntries(result));
  }
  for (const place of new Set(kept.values())) await places.release(place);
  return done;
};

const run = promisify(execFile);

const runOne = async (name: string, place: string, load: Load): Promise<Measured> => {
  const script = join(import.meta.dirname, 'run.ts');
  const options = { env: { ...process.env, NODE_ENV: 'production' }, maxBuffer: 16 * 1024 * 1024 };
  const args = [...process.execArgv, script, name, place, JSON.stringify(load)];
  const { stdout } = await run(process.execPath, args, options);
  // A peer may log beside it; the last line is ours.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
};

export const shuffled = <T>(items: readonly T[]): readonly T[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

const TMPFS = 0x01_02_19_94;

/** Folders on the disk that temporary files are on. Throws where that is memory: nothing waits for a disk there. */
export const folders = (): Places & { readonly end: () => Promise<void> } => {
  if (statfsSync(tmpdir()).type === TMPFS) throw new Error(`${tmpdir()} is a tmpfs: set TMPDIR to a disk.`);
  const parent = mkdtempSync(join(tmpdir(), 'wardbook-bench-'));
  return {
    fresh: async () => mkdtempSync(join(parent, 'db-')),
    release: async (place) => rmSync(place, { recursive: true, force: true }),
    end: async () => rmSync(parent, { recursive: true, force: true }),
  };
};
