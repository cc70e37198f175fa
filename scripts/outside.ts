import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What came of a command that was run in a folder outside of this workspace, as a stranger runs it. */
export interface Ran {
  readonly isFine: boolean;
  /** What it wrote, errors included. */
  readonly text: string;
  /** What it wrote to its standard output alone. */
  readonly output: string;
  readonly seconds: number;
}

const LARGEST_OUTPUT = 64 * 1_024 * 1_024;

export const runIn = async (
  folder: string,
  [command, ...given]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const begun = performance.now();
  const seconds = (): number => Math.round((performance.now() - begun) / 100) / 10;
  try {
    const { stdout, stderr } = await promisify(execFile)(command, given, {
      cwd: folder,
      env: { ...process.env, ...env },
      maxBuffer: LARGEST_OUTPUT,
    });
    return { isFine: true, text: stdout + stderr, output: stdout, seconds: seconds() };
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return { isFine: false, text: `${message}\n${stdout}${stderr}`, output: stdout, seconds: seconds() };
  }
};

/** Throws `Error`. Dependencies come from tarballs and from the registry that npm is set up for. */
export const install = async (folder: string): Promise<Ran> => {
  const installed = await runIn(folder, ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!installed.isFine) throw new Error(installed.text);
  return installed;
};

/** A command under another Node, which npm brings; what the machine has does not matter. */
export const under = (node: string, ...command: readonly string[]): readonly [string, ...string[]] => [
  'npx',
  '--yes',
  '--package',
  `node@${node}`,
  '--',
  ...command,
];
