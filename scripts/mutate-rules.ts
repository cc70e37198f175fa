import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { baseOf, changedSince } from './changed-since.ts';
import { mutantsIn, type Mutant } from './rule-mutants.ts';
import type { Shown, Unrepeatable } from './rule-switching-environment.ts';

// Switches off each place of policing that refuses: a test named after its rule must fail. No file is changed: Jest
// compiles the rules with switches (`rule-switching-transformer.ts`), and runs each test once more for each place that
// refused it (`rule-switching-environment.ts`).
//
//   pnpm run mutate                    all of policing
//   pnpm run mutate --changed [BASE]   what differs from a commit; without one, from the newest tag, from where the
//                                      branch left origin/main, or from the commit before

/** A rule that nobody would miss, at one place. */
export interface Survivor {
  /** `file#function`, and the rule behind it: what `unreachable-rules.json` calls it. */
  readonly key: string;
  readonly place: string;
  /** It refused some test, but none that is named after the rule fails without it. */
  readonly isReached: boolean;
}

export interface Checked {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

export interface Asked {
  /** An absolute path. */
  readonly root: string;
  /** Where rules and their tests are, below the root. */
  readonly domain: string;
  /** Files with rules, by their paths from the root; all of the domain's without it. */
  readonly files?: readonly string[];
}

/** Throws `Error` when the tests fail as they are, or one of them cannot be run twice in a row. */
export const checked = ({ root, domain, files }: Asked): Checked => {
  const sources = globSync(`${domain}/**/*.ts`, { cwd: root }).sort();
  const refusing = (files ?? sources).filter(
    (file) => sources.includes(file) && !/\.test\.(data\.)?ts$/.test(file),
  );
  const mutants = mutantsIn(
    root,
    refusing.map((file) => join(root, file)),
  );
  if (mutants.size === 0) return { mutants: 0, survivors: [] };
  const tests = sources.filter(
    (file) => file.endsWith('.test.ts') && mayProve(file, readFileSync(join(root, file), 'utf8'), mutants),
  );
  const shown = run(root, tests, mutants);
  const told = (what: Shown['what'], { id, rule }: Named): boolean =>
    shown.some((one) => one.what === what && one.id === id && (rule === ANY || one.rule === rule));
  const all = [...mutants].flatMap(([file, some]) =>
    some.flatMap(({ id, line, rules }) =>
      (rules.length > 0 ? rules : [ANY]).map((rule) => ({ id, rule, place: `${file}:${line}` })),
    ),
  );
  return {
    mutants: all.length,
    survivors: all
      .filter((one) => !told('killed', one))
      .map((one) => ({ key: keyOf(one), place: one.place, isReached: told('refused', one) })),
  };
};

/** What refuses by whatever rule it is given: one test is enough, of whichever rule. */
const ANY = 'any rule';

type Named = Pick<Shown, 'id' | 'rule'>;

const keyOf = ({ id, rule }: Named): string => `${id} ${rule}`;

/** A test that names a rule: one of these, or any when it stands beside one of their files. */
const mayProve = (file: string, text: string, mutants: ReadonlyMap<string, readonly Mutant[]>): boolean => {
  const rules = new Set([...mutants.values()].flat().flatMap((mutant) => mutant.rules));
  const isBeside = [...mutants.keys()].some((one) => dirname(one) === dirname(file));
  return (text.match(/R-[A-Z]+-\d+/g) ?? []).some((rule) => isBeside || rules.has(rule));
};

const run = (
  root: string,
  tests: readonly string[],
  mutants: ReadonlyMap<string, readonly Mutant[]>,
): readonly Shown[] => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-mutants-'));
  try {
    writeFileSync(join(folder, 'mutants.json'), JSON.stringify(Object.fromEntries(mutants)));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings',
        join(import.meta.dirname, '../node_modules/jest/bin/jest.js'),
        '--config',
        JSON.stringify(configFor(root)),
        '--passWithNoTests',
        '--runTestsByPath',
        ...tests.map((file) => join(root, file)),
      ],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, WARDBOOK_MUTANTS: folder, WARDBOOK_MUTATED_ROOT: root },
        maxBuffer: 1 << 28,
      },
    );
    if (status !== 0) throw new Error(`The tests fail as they are.\n${stdout}${stderr}`);
    const unrepeatable = linesIn(folder, 'unrepeatable') as readonly Unrepeatable[];
    if (unrepeatable.length > 0)
      throw new Error(
        `These tests fail when they are run twice in a row, so they say nothing about rules:
${unrepeatable.map(({ test, why }) => `  ${test}: ${why}`).join('\n')}`,
      );
    return linesIn(folder, 'shown') as readonly Shown[];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const linesIn = (folder: string, what: string): readonly unknown[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${what}-`))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as unknown);

/** As tests always run (jest.config.ts), but for what compiles them and what they run in. */
const configFor = (root: string): object => ({
  rootDir: root,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\.{1,2}/.*)\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@wardbook/source', 'node', 'node-addons'] },
  transform: { '\.ts$': join(import.meta.dirname, 'rule-switching-transformer.ts') },
  testEnvironment: join(import.meta.dirname, 'rule-switching-environment.ts'),
  // A test takes as long as all that is switched off for it.
  testTimeout: 1_800_000,
  maxWorkers: availableParallelism(),
});

/** What is wrong, one line each. An excuse is one for a survivor, and for nothing else. */
export const complaintsAbout = (
  survivors: readonly Survivor[],
  excuses: Readonly<Record<string, string>>,
): readonly string[] => [
  ...survivors
    .filter(({ key }) => !(key in excuses))
    .map(({ key, place, isReached }) => {
      const why = isReached
        ? 'no test that is named after the rule fails without it'
        : 'no test is refused there';
      return `${place} ${key}: ${why}`;
    }),
  ...Object.keys(excuses)
    .filter((excused) => survivors.every(({ key }) => key !== excused))
    .map((excused) => `${excused}: ${EXCUSES} excuses what is not there, or what a test reaches`),
];

const EXCUSES = 'scripts/unreachable-rules.json';

const main = (): void => {
  const root = join(import.meta.dirname, '..');
  const domain = 'packages/policing/src';
  const [option, base] = process.argv.slice(2);
  const files = option === '--changed' ? changedSince(root, base ?? baseOf(root), domain) : undefined;
  const { mutants, survivors } = checked({ root, domain, ...(files && { files }) });
  const excused = JSON.parse(readFileSync(join(root, EXCUSES), 'utf8')) as Readonly<Record<string, string>>;
  const excuses = Object.entries(excused).filter(([key]) => files?.includes(key.split('#')[0] ?? '') ?? true);
  const complaints = complaintsAbout(survivors, Object.fromEntries(excuses));
  for (const complaint of complaints) console.log(complaint);
  console.log(
    `${mutants} places refuse by a rule${files ? ' in what changed' : ''}; ${survivors.length} would not be missed, ${excuses.length} of them with a reason.`,
  );
  if (complaints.length > 0) process.exitCode = 1;
};

if (import.meta.main) main();
