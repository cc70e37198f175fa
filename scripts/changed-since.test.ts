import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseOf, changedSince } from './changed-since.ts';

let root: string;
const git = (...given: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Lamp', '-c', 'user.email=lamp@example.org', ...given], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
const commit = (file: string): string => {
  writeFileSync(join(root, file), file);
  git('add', '.');
  git('commit', '--message', file);
  return git('rev-parse', 'HEAD');
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'wardbook-changed-'));
  mkdirSync(join(root, 'lamps'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('what changed', () => {
  test('outside of a repository, and after its first commit, nobody can tell', () => {
    expect(baseOf(root)).toBeUndefined();
    expect(changedSince(root, 'HEAD', 'lamps')).toBeUndefined();
    git('init', '--initial-branch=main');
    commit('lamps/one.ts');
    expect(baseOf(root)).toBeUndefined();
    expect(changedSince(root, baseOf(root), 'lamps')).toBeUndefined();
  });

  test('without a remote it is what the last commit, and what is not committed yet, changed', () => {
    const first = git('rev-parse', 'HEAD');
    commit('lamps/two.ts');
    commit('readme.md');
    expect(baseOf(root)).toBe(git('rev-parse', 'HEAD~1'));
    expect(changedSince(root, baseOf(root), 'lamps')).toEqual([]);
    writeFileSync(join(root, 'lamps/three.ts'), '');
    writeFileSync(join(root, 'lamps/one.ts'), '');
    expect(changedSince(root, first, 'lamps')).toEqual(['lamps/one.ts', 'lamps/two.ts', 'lamps/three.ts']);
    git('add', '.');
    git('commit', '--message', 'all');
  });

  test('on a branch it is what the branch changed, and after a tag what came after it', () => {
    const left = git('rev-parse', 'HEAD');
    git('update-ref', 'refs/remotes/origin/main', left);
    commit('lamps/four.ts');
    const tagged = commit('lamps/five.ts');
    expect(baseOf(root)).toBe(left);
    git('tag', 'v1.0.0');
    expect(baseOf(root)).toBe(left);
    commit('lamps/six.ts');
    expect(baseOf(root)).toBe(tagged);
  });
});
