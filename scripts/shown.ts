import { readFileSync } from 'node:fs';

/** The program that a README shows, and what it says that it prints. */
export interface Shown {
  readonly program: string;
  readonly prints: string;
}

const LONGEST = 20;

/** Throws `TypeError` unless a README has one program of at most twenty lines, followed by what it prints. */
export const shownIn = (file: string): Shown => {
  const shown = blocksOf(readFileSync(file, 'utf8')).filter(({ info }) => info === 'ts' || info === 'text');
  const [program, prints] = shown;
  if (shown.length !== 2 || program?.info !== 'ts' || prints?.info !== 'text')
    throw new TypeError(`${file} is to show one program (ts), then what it prints (text).`);
  const lines = linesIn(program.text);
  if (lines > LONGEST) throw new TypeError(`${file} shows ${lines} lines of code; ${LONGEST} are enough.`);
  return { program: program.text, prints: prints.text };
};

/** The fenced blocks of a page, in order, with what stands behind their fence: `ts lamp.ts`. */
export const blocksOf = (page: string): readonly { readonly info: string; readonly text: string }[] =>
  [...page.matchAll(/^```(\S.*)\n([^]*?)^```$/gm)].map(([, info = '', text = '']) => ({ info, text }));

/** Lines that are not blank. */
export const linesIn = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;
