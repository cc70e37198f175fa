import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { blocksOf } from './shown.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

const blocks = blocksOf(read('docs/how-to/your-first-aggregate.md'));

test.each(['package.json', 'tsconfig.json', 'lamp.ts', 'lamp.test.ts'])(
  'the tutorial shows all of %s, in order, and nothing else',
  (file) => {
    const shown = blocks.filter(({ info }) => info.split(' ')[1] === file).map(({ text }) => text);
    expect(linesOf(shown.join(''))).toEqual(linesOf(read(`examples/street-lamp/${file}`)));
  },
);
