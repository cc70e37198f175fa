import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { install, runIn, under, type Ran } from './outside.ts';
import { packAll, type PackedPackage } from './pack.ts';
import { layOut, withServers } from './readmes.ts';
import { linesIn } from './shown.ts';

// Uses the packages as strangers do: packed, installed from their tarballs outside of this workspace, type-checked, and
// run on the oldest Node that they promise and on the one of this repository. First argument: where the counts go.

const NODES = ['22.14', '24'] as const;
/** Too old for the driver of SQLite, which would end it without a word. */
const TOO_OLD = '22.13';
/** The most lines that are not blank. */
const LINES: Readonly<Record<string, number>> = { 'street-lamp': 110 };

const counts = { passed: 0, failed: 0 };
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const count = (passed: number, failed: number, text: string): void => {
  counts.passed += passed;
  counts.failed += failed;
  if (failed > 0) say(text);
};
const check = (isFine: boolean, text: string): void => count(Number(isFine), Number(!isFine), text);

const example = async (folder: string): Promise<void> => {
  const name = basename(folder);
  const begun = performance.now();
  const sources = readdirSync(folder).filter((file) => /\.m?[jt]s$/.test(file));
  const lines = sources.reduce((sum, file) => sum + linesIn(readFileSync(join(folder, file), 'utf8')), 0);
  const { [name]: most = Infinity } = LINES;
  check(lines <= most, `${name} has ${lines} lines; ${most} are allowed.`);
  say(`${name}: ${lines} lines; installed in ${(await install(folder)).seconds} s`);
  if (existsSync(join(folder, 'tsconfig.json'))) await typeCheck(folder);
  for (const node of NODES) {
    const ran = await runIn(folder, under(node, 'npm', 'test', '--', '--test-reporter=tap'));
    const [passed, failed] = [told(ran, 'pass'), told(ran, 'fail')];
    say(`  Node ${node}: ${passed} passed, ${failed} failed in ${ran.seconds} s`);
    count(passed, ran.isFine && passed > 0 ? failed : Math.max(failed, 1), ran.text);
  }
  say(`  ${Math.round((performance.now() - begun) / 1_000)} s in all`);
};

const told = ({ output }: Ran, what: 'pass' | 'fail'): number =>
  Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);

const typeCheck = async (folder: string): Promise<void> => {
  const { isFine, text, seconds } = await runIn(folder, ['npx', 'tsc']);
  check(isFine, text);
  say(`  types: ${isFine ? 'checked' : 'wrong'} in ${seconds} s`);
};

const readmes = async (folder: string, packages: readonly PackedPackage[]): Promise<void> => {
  const programs = layOut(folder, join(folder, '../street-lamp'), packages);
  say(`READMEs: installed in ${(await install(folder)).seconds} s`);
  await typeCheck(folder);
  for (const node of NODES)
    await withServers(async (env) => {
      for (const { file, prints } of programs) {
        const command = ['node', '--experimental-strip-types', '--no-warnings', file];
        const { output, text, seconds } = await runIn(folder, under(node, ...command), env);
        say(`  Node ${node}: ${file} in ${seconds} s`);
        check(output === prints, `${file} is to print\n${prints}and printed\n${text}`);
      }
    });
  await refusesOldNode(folder);
};

const refusesOldNode = async (folder: string): Promise<void> => {
  const command = under(
    TOO_OLD,
    'node',
    '--experimental-strip-types',
    '--no-warnings',
    'event-store-sqlite.ts',
  );
  const { isFine, text } = await runIn(folder, command);
  const isTold = !isFine && text.includes(`SQLite needs Node 22.14, 23.6 or later; this is ${TOO_OLD}.`);
  say(`  Node ${TOO_OLD}: ${isTold ? 'told that it is too old' : 'not told that it is too old'}`);
  check(isTold, text);
};

const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    check(false, `${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const outside = mkdtempSync(join(tmpdir(), 'wardbook-examples-'));
try {
  const packages = packAll(join(outside, 'packed'));
  cpSync('examples', outside, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  for (const { name } of readdirSync('examples', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ))
    if (existsSync(join(outside, name, 'package.json')))
      await attempt(name, () => example(join(outside, name)));
  await attempt('READMEs', () => readmes(join(outside, 'readmes'), packages));
} finally {
  rmSync(outside, { recursive: true });
}
say(`${counts.passed} passed, ${counts.failed} failed`);
const [, , file] = process.argv;
if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
if (counts.failed > 0) process.exitCode = 1;
