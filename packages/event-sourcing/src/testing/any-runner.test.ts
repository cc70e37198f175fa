import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const home = fileURLToPath(new URL('../../', import.meta.url));
const built = join(home, 'dist/testing/index.js');

/** Whatever a built file imports, wherever: files by their paths, and the others by their names. */
const importsOf = (entry: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!entry.startsWith('/')) return seen;
  const text = readFileSync(entry, 'utf8');
  const named = text.matchAll(
    /^(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"];|\bimport\(['"]([^'"]+)['"]\)/gm,
  );
  for (const [, from = '', later = ''] of named) {
    const name = from || later;
    importsOf(name.startsWith('.') ? join(dirname(entry), name) : name, seen);
  }
  return seen;
};

describe('K-04: the test kit', () => {
  test('needs nothing of the platform but its assert, and no runner', () => {
    const all = [...importsOf(built)];
    const others = all.filter((name) => !name.startsWith('/')).sort();
    expect(all).toContain(join(home, 'dist/testing/scenario.js'));
    expect(others.filter((name) => name.startsWith('node:'))).toEqual(['node:assert/strict']);
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const packages = others.filter((name) => !name.startsWith('node:'));
    const stranger = packages.filter((name) => !Object.hasOwn(dependencies, name.split('/')[0] ?? ''));
    expect(stranger).toEqual([]);
    expect(all.filter((name) => /store-contracts|jest/.test(name.slice(home.length)))).toEqual([]);
  });

  test('is told from the contracts, which need Jest: a walk that found nothing would be no proof', () => {
    expect(importsOf(join(home, 'dist/store-contracts/index.js'))).toContain('@jest/globals');
  });

  const tests = 'under-any-runner/lamp.test.mjs';
  const run = async (...given: readonly string[]): Promise<string> => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, given, { cwd: home, env });
    return stdout;
  };

  test('runs under `node --test`', async () => {
    const told = await run('--test', '--test-reporter=tap', tests);
    expect(told).toMatch(/^# pass 2$/m);
    expect(told).toMatch(/^# fail 0$/m);
  });

  test('runs under Vitest', async () => {
    const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
    const told = await run(vitest, 'run', '--dir', dirname(tests), '--reporter=tap-flat');
    expect(told.match(/^ok /gm)).toHaveLength(2);
    expect(told).not.toMatch(/^not ok /m);
  });
});
