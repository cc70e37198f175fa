import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, realpathSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checked, complaintsAbout } from './mutate-rules.ts';

const REFUSAL = 'export const refuse = (rule, reason) => ({ refused: true, rule, reason });\n';

const LAMP = `
import { refuse } from './refusal.ts';
export const tooBright = (watts) => (watts > 250 ? refuse('R-LAMP-1', 'Too bright.') : undefined);
export const tooDim = (watts: number) => (watts < 5 ? refuse('R-LAMP-2', 'Too dim.') : undefined);
export const broken = refuse('R-LAMP-3', 'Broken.');
export const states = { otherwise: broken };
const POSTS = { otherwise: refuse('R-LAMP-4', 'No such post.') };
export const postOf = (post: string) => (post === 'one' ? undefined : POSTS.otherwise);
/** R-LAMP-5: as bright as it must be. */
export const unfit = (watts: number) => tooBright(watts) ?? tooDim(watts);
export const never = () => refuse('R-LAMP-6', 'Never.');
/** R-LAMP-7: not a rule that can allow. */
export const watts = () => 7;
export const twice = (a: boolean, b: boolean) => {
  if (a) return refuse('R-LAMP-8', 'First.');
  return b ? refuse('R-LAMP-8', 'Second.') : undefined;
};
const judgedAgain = (table: object) => table;
export const stands = judgedAgain({ LampLit: [(watts: number) => tooBright(watts), 'a lamp was lit'] });
export const told = (rule: string) => refuse(rule, 'As told.');
`;

const LAMP_TEST = `
import { beforeEach, describe, expect, test } from '@jest/globals';
import { never, postOf, stands, states, told, tooBright, tooDim, twice, unfit, watts } from './lamp.ts';
let lit = 0;
beforeEach(() => { lit = 0; });
test('R-LAMP-1: not too bright, once', () => {
  lit += 1;
  expect([lit, tooBright(300)?.rule]).toEqual([1, 'R-LAMP-1']);
});
test('not too dim', () => { expect(tooDim(1)?.rule).toBe('R-LAMP-2'); });
test('R-LAMP-2: is only called', () => { tooDim(1); });
test('R-LAMP-3: broken', () => { expect(states.otherwise?.rule).toBe('R-LAMP-3'); });
describe('R-LAMP-4', () => {
  test('no such post', () => { expect(postOf('two')?.rule).toBe('R-LAMP-4'); });
});
test('R-LAMP-5: fit', async () => { await expect(Promise.resolve(unfit(1)?.reason)).resolves.toBe('Too dim.'); });
test('R-LAMP-7: has watts', () => { expect(watts()).toBe(7); });
test('R-LAMP-8: the first', () => { expect(twice(true, false)).toBeDefined(); });
test('R-TIME-2: judged again', () => { expect(stands.LampLit[0](300)).toBeDefined(); });
test('R-LAMP-9: as told', () => { expect(told('R-LAMP-9').rule).toBe('R-LAMP-9'); });
test('R-LAMP-10: never said', () => { expect(never).toBeDefined(); });
`;

const LATER_TEST = `
import { expect, test } from '@jest/globals';
import { tooBright } from './lamp.ts';
let lit = 0;
test('R-LAMP-1: the first lamp alone', () => {
  lit += 1;
  expect([lit, tooBright(300)?.rule]).toEqual([1, 'R-LAMP-1']);
});
`;

let root: string;
const write = (file: string, text: string): void => {
  writeFileSync(join(root, file), text);
};

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'wardbook-mutated-')));
  mkdirSync(join(root, 'lamps'));
  write('package.json', '{ "type": "module" }');
  write('lamps/refusal.ts', REFUSAL);
  write('lamps/lamp.ts', LAMP);
  write('lamps/lamp.test.ts', LAMP_TEST);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('each place that refuses is switched off, and a test that is named after its rule must fail', () => {
  test('whatever no such test would miss is listed, and whether any test is refused there', () => {
    const { mutants, survivors } = checked({ root, domain: 'lamps' });
    expect(survivors).toEqual([
      { key: 'lamps/lamp.ts#tooDim R-LAMP-2', place: 'lamps/lamp.ts:4', isReached: true },
      { key: 'lamps/lamp.ts#never R-LAMP-6', place: 'lamps/lamp.ts:11', isReached: false },
      { key: 'lamps/lamp.ts#twice#2 R-LAMP-8', place: 'lamps/lamp.ts:16', isReached: false },
    ]);
    // Those that are missed: tooBright, broken, POSTS, the first of twice, told, unfit and LampLit.
    expect(mutants).toBe(survivors.length + 7);
  });

  test('of files that do not refuse, or that are no more, nothing is run', () => {
    const files = ['lamps/refusal.ts', 'lamps/gone.ts', 'lamps/lamp.test.ts'];
    expect(checked({ root, domain: 'lamps', files })).toEqual({ mutants: 0, survivors: [] });
  });

  test('a test that passes only once is told of: without a rule it would fail for no reason', () => {
    write('lamps/later.test.ts', LATER_TEST);
    expect(() => checked({ root, domain: 'lamps' })).toThrow('R-LAMP-1: the first lamp alone');
    rmSync(join(root, 'lamps/later.test.ts'));
  });

  test('nothing is said of rules while tests fail anyway', () => {
    write('lamps/later.test.ts', LATER_TEST.replace('[1,', '[2,'));
    expect(() => checked({ root, domain: 'lamps' })).toThrow('The tests fail as they are.');
    rmSync(join(root, 'lamps/later.test.ts'));
  });
});

test('only a survivor is excused, and only by its name', () => {
  const survivors = [
    { key: 'a.ts#a R-1', place: 'a.ts:1', isReached: true },
    { key: 'b.ts#b R-1', place: 'b.ts:2', isReached: false },
  ];
  const excuses = { 'b.ts#b R-1': 'Nobody can.', 'c.ts#c R-1': 'Nobody can.' };
  expect(complaintsAbout(survivors, excuses)).toEqual([
    'a.ts:1 a.ts#a R-1: no test that is named after the rule fails without it',
    'c.ts#c R-1: scripts/unreachable-rules.json excuses what is not there, or what a test reaches',
  ]);
});
