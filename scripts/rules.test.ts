import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allSayings,
  isTest,
  proofOf,
  provingFiles,
  sayingsIn,
  sentencesOf,
  sourceFiles,
  type Sentence,
} from './rules.ts';
import { rulesOf, rulesPage, sourcesPage } from './rules-pages.ts';

const root = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Titles as they stand in the code, a table of cases once. */
const titlesIn = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/(['"`])(R-[A-Z]+-\d+(?:(?!\1).)*: (?:(?!\1).)*)\1/g)].map(
    ([, , title = '']) => title,
  );

describe('the rules of the code', () => {
  test('each has a test whose title begins with it', () => {
    const proven = provingFiles(root).flatMap((file) => proofOf(file, titlesIn(file)).rules);
    expect(rulesOf(allSayings(root)).filter((rule) => !proven.includes(rule))).toEqual([]);
  });

  test('each sentence that a test names is in docs/sentences.json', () => {
    const sentences = sentencesOf(root);
    const cited = sourceFiles(root)
      .filter(isTest)
      .flatMap((file) => proofOf(file, [textOf(file)]).sentences.map((id) => ({ file, id })));
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter(({ id }) => !sentences.has(id))).toEqual([]);
  });

  test('each line that a comment names is one of a sentence of docs/sentences.json', () => {
    const lines = new Set([...sentencesOf(root).values()].flatMap(({ line }) => linesIn(line)));
    const cited = sourceFiles(root)
      .filter((file) => !isTest(file))
      .flatMap((file) => textOf(file).match(/\bS[0-4]:\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*/g) ?? []);
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.flatMap(linesIn).filter((line) => !lines.has(line))).toEqual([]);
  });
});

/** `S1:5, 43-45` names four lines. */
const linesIn = (cited: string): readonly string[] =>
  cited
    .slice(3)
    .split(/, ?/)
    .flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => `${cited.slice(0, 2)}:${from + index}`);
    });

describe('the pages', () => {
  const source = `/** R-LAMP-1: a lamp is lit by whoever holds the ladder (S3:4). */
const withoutLadder = () => undefined;
const doused = () => refuse('R-LAMP-2', 'The lamp is out.');`;
  const sentences = new Map<string, Sentence>([
    ['T3-01', { line: 'S3:4', asks: ['R-LAMP-1'] }],
    ['T3-02', { line: 'S3:5', asks: 'data' }],
    ['T3-03', { line: 'S3:6', asks: ['R-LAMP-9'] }],
    ['T3-04', { line: 'S3:7', asks: 'nothing' }],
    ['T3-05', { line: 'S3:8', asks: ['R-LAMP-2'] }],
  ]);
  const told = {
    sayings: sayingsIn('street/lamp.ts', source),
    proofs: [
      proofOf('street/lamp.test.ts', ['R-LAMP-1: no ladder', 'nobody lights [T3-01]']),
      proofOf('street/lamp.test.ts', ['lighting', 'R-LAMP-1, R-LAMP-2: by day']),
      proofOf('street/crew.test.ts', ['a crew is told of R-LAMP-1 [T3-02]']),
    ],
    sentences,
  };

  test('a rule is what it says, where from, where it is decided, and how many tests prove it', () => {
    expect(rulesPage(told).split('## ').slice(1)).toEqual([
      `R-LAMP-1

- A lamp is lit by whoever holds the ladder ([S3:4](sources.md#s3)). (\`withoutLadder\` in [lamp.ts](../street/lamp.ts))

From [T3-01](sources.md#t3-01).

Proved by 2 tests: [lamp.test.ts](../street/lamp.test.ts) 2.

`,
      `R-LAMP-2

- The lamp is out. ([lamp.ts](../street/lamp.ts))

From [T3-05](sources.md#t3-05).

Proved by 1 test: [lamp.test.ts](../street/lamp.test.ts) 1.
`,
    ]);
  });

  test('a sentence is its line, its rules, and the tests that name it', () => {
    const rows = sourcesPage('# Sources\n\n## Sentences\nwhat was there', told)
      .split('\n')
      .filter((line) => line.includes('<a id'))
      .map((line) => line.replace(/<a id="(.*?)"><\/a>/, ''));
    expect(rows).toEqual([
      '| T3-01 | S3:4 | [R-LAMP-1](rules.md#r-lamp-1) | [lamp.test.ts](../street/lamp.test.ts) |',
      '| T3-02 | S3:5 | data | [crew.test.ts](../street/crew.test.ts) |',
      '| T3-03 | S3:6 | R-LAMP-9 (not yet) | not yet |',
      '| T3-04 | S3:7 | states nothing to keep |  |',
      '| T3-05 | S3:8 | [R-LAMP-2](rules.md#r-lamp-2) | the tests of its rule |',
    ]);
  });

  test('the page of sources says where its table goes', () => {
    expect(() => sourcesPage('# Sources\n', told)).toThrow('docs/sources.md has no "## Sentences".');
  });
});
