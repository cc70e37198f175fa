import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = resolve(import.meta.dirname, '..', '..');

const NAMED = 'WARDBOOK_BENCH_OLDER';

/** The folder of the bench of the other commit; `buildOlder` built it before the first round. */
export const olderBench = (): string => {
  const built = process.env[NAMED];
  if (built === undefined) throw new Error(`No other commit was built: ${NAMED} names no folder.`);
  return join(built, 'bench', 'src');
};

/**
 * Builds another commit in a folder of its own, from the packages that were installed for this one, and names it to the
 * processes that are started from now on. Answers how it is taken away.
 */
export const buildOlder = async (commit: string): Promise<() => Promise<void>> => {
  // Somebody built it, and keeps it.
  if (process.env[NAMED] !== undefined) return () => Promise.resolve();
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-bench-older-'));
  const remove = async (): Promise<void> => {
    await run('git', ['worktree', 'remove', '--force', folder], { cwd: HERE });
    rmSync(folder, { recursive: true, force: true });
  };
  console.error(`building ${commit}`);
  await run('git', ['worktree', 'add', '--detach', folder, commit], { cwd: HERE });
  try {
    const quiet = { cwd: folder, maxBuffer: 16 * 1024 * 1024 };
    await run('npx', ['-y', 'pnpm@12', 'install', '--prefer-offline', '--frozen-lockfile'], quiet);
    await run(join(folder, 'node_modules', '.bin', 'tsc'), ['--build'], quiet);
  } catch (error) {
    await remove();
    throw new Error(`${commit} could not be built: is it in this clone, and are its packages to be had?`, {
      cause: error,
    });
  }
  process.env[NAMED] = folder;
  return remove;
};
