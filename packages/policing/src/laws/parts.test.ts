import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { kindsOf, partOf } from './law.test.data.ts';
import { KINDS } from './world.test.data.ts';

test('a law that is tried in parts is tried on every kind, and on each once', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /\.\d+-of-\d+\.test\.ts$/.test(file));
  const laws = Map.groupBy(files, (file) => file.replace(/\.\d+-of.*/, ''));
  expect([...laws.keys()].sort()).toEqual(['order', 'striking']);
  for (const parts of laws.values())
    expect(parts.flatMap((file) => kindsOf(partOf(file))).sort()).toEqual([...KINDS].sort());
});
