import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Ended {
  /** What the process printed; undefined when it did not get so far. */
  readonly told: unknown;
  /** What killed it, or null. */
  readonly signal: string | null;
  readonly complaint: string;
}

interface RunOptions {
  /** A command that runs the process: `prlimit …`, `unshare …`. */
  readonly under?: readonly string[];
}

const SCRIPT = fileURLToPath(new URL('./store-process.ts', import.meta.url));

/** Runs a scenario of `store-process` to its end in a process of its own. */
export const runStore = async (
  [scenario, ...args]: readonly [string, ...string[]],
  { under = [] }: RunOptions = {},
): Promise<Ended> => {
  const node = [process.execPath, '--conditions=@wardbook/source', '--no-warnings', SCRIPT];
  const [command = '', ...rest] = [...under, ...node, scenario, ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
  });
  let [said, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { told: said === '' ? undefined : JSON.parse(said), signal, complaint };
};
