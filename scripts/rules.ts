import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that a rule says, and where that is decided. */
export interface Saying {
  readonly rule: string;
  readonly text: string;
  readonly file: string;
  /** What decides it, where the text is a comment on it. */
  readonly name?: string;
}

/** One test as Jest names it: the rules in front of its title or of what it stands in, and the sentences it cites. */
export interface Proof {
  readonly file: string;
  readonly rules: readonly string[];
  readonly sentences: readonly string[];
}

/** A sentence of a source: where it stands, and the rules that come of it. */
export interface Sentence {
  /** For example `S3:11-12`. */
  readonly line: string;
  /** `data`: it states a role, a kind, a number or a report, which no rule refuses anything for. */
  readonly asks: readonly string[] | 'data' | 'nothing';
}

/** Paths from the root, sorted, of the sources of all packages and applications. */
export const sourceFiles = (root: string): readonly string[] =>
  ['packages', 'apps']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}/src`))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
    )
    .sort();

export const isTest = (file: string): boolean => file.includes('.test.');

const RULE = /R-[A-Z]+-\d+/g;
const SENTENCE = /\bT\d-\d\d\b/g;
const RULES_IN_FRONT = /^(?:R-[A-Z]+-\d+(?:, | and |: |$))+/;

/** Where a rule is told: the comment above what decides it, or else the line that refuses. */
export const sayingsIn = (file: string, source: string): readonly Saying[] => {
  const told = [...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:export )?const (\w+)/g)].flatMap(
    ([, comment = '', name = '']) => {
      const [words = ''] = comment.split('@example');
      const text = words.replaceAll(/\s*\n\s*\*\s?/g, ' ').trim();
      return [...new Set(text.match(RULE))].map((rule) => ({ rule, text, file, name }));
    },
  );
  const refused = [...source.matchAll(/refuse\(\s*'(R-[A-Z]+-\d+)',\s*'([^']*)'/g)]
    .map(([, rule = '', text = '']) => ({ rule, text, file }))
    .filter(({ rule }) => !told.some((saying) => saying.rule === rule));
  return [...told, ...refused];
};

/** Throws where a file cannot be read. */
export const allSayings = (root: string): readonly Saying[] =>
  sourceFiles(root)
    .filter((file) => !isTest(file) && !/\/(testing|store-contracts)\//.test(file))
    .flatMap((file) => sayingsIn(file, readFileSync(join(root, file), 'utf8')));

/** Test files whose titles name a rule or a sentence. */
export const provingFiles = (root: string): readonly string[] =>
  sourceFiles(root).filter(
    (file) => isTest(file) && /R-[A-Z]+-\d+[:,]|\[T\d-\d\d/.test(readFileSync(join(root, file), 'utf8')),
  );

/** `names`: what the test stands in, from the outside inwards, and its own title. */
export const proofOf = (file: string, names: readonly string[]): Proof => ({
  file,
  rules: unique(names.flatMap((name) => RULES_IN_FRONT.exec(name)?.[0].match(RULE) ?? [])),
  sentences: unique(names.flatMap((name) => name.match(SENTENCE) ?? [])),
});

export const sentencesOf = (root: string): ReadonlyMap<string, Sentence> =>
  new Map(
    Object.entries(
      JSON.parse(readFileSync(join(root, 'docs/sentences.json'), 'utf8')) as Record<string, Sentence>,
    ),
  );

export const unique = (all: readonly string[]): readonly string[] => [...new Set(all)].sort(byNumber);

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
