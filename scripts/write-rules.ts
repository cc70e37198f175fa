import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { allSayings, proofOf, provingFiles, sentencesOf, type Proof } from './rules.ts';
import { rulesPage, sourcesPage } from './rules-pages.ts';

// Writes docs/rules.md and the table of docs/sources.md. Jest itself says which tests there are: only it knows how many
// a table of cases comes to. None of them runs.

interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
    }[];
  }[];
}

const root = join(import.meta.dirname, '..');

/** Throws `Error` with what Jest said when a test file does not load. */
const allProofs = (): readonly Proof[] => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      '--testNamePattern=^no test has this name$',
      ...provingFiles(root),
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as JestReport).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title }) =>
      proofOf(relative(root, name).replaceAll('\\', '/'), [...ancestorTitles, title]),
    ),
  );
};

const told = { sayings: allSayings(root), proofs: allProofs(), sentences: sentencesOf(root) };
const sources = join(root, 'docs/sources.md');
writeFileSync(join(root, 'docs/rules.md'), rulesPage(told));
writeFileSync(sources, sourcesPage(readFileSync(sources, 'utf8'), told));
process.stdout.write('docs/rules.md\ndocs/sources.md\n');
