import { spawn } from 'node:child_process';

/** What came of a command that was run in a folder outside of this workspace, as a stranger runs it. */
export interface Ran {
  readonly isFine: boolean;
  /** What it wrote, errors included. */
  readonly text: string;
  /** What it wrote to its standard output alone. */
  readonly output: string;
  readonly seconds: number;
}

// A test that leaves something running would be waited for until the end of time.
const PATIENCE_IN_SECONDS = 300;

export const runIn = (
  folder: string,
  [command, ...given]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    // A group of its own: npm and npx have children that outlive them.
    const child = spawn(command, given, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let [output, text] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (written: string) => {
      output += written;
      text += written;
    });
    child.stderr.setEncoding('utf8').on('data', (written: string) => {
      text += written;
    });
    const giveUp = setTimeout(() => {
      text += `\nIt did not end within ${PATIENCE_IN_SECONDS} seconds.\n`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, PATIENCE_IN_SECONDS * 1_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(giveUp);
      resolve({
        isFine: code === 0,
        text,
        output,
        seconds: Math.round((performance.now() - begun) / 100) / 10,
      });
    });
  });

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
