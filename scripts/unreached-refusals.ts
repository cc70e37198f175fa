import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

const DOMAIN = 'packages/policing/src/';

/** Where a file refuses: `file:line:column` of each call of `refuse`. */
export const refusalsIn = (file: string, text: string): readonly string[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'refuse') {
      const { line, character } = source.getLineAndCharacterOfPosition(node.expression.getStart(source));
      found.push([file, line + 1, character + 1].join(':'));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** What each process of the tests noted: one answer a line. */
const reachedIn = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder).flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { readonly place: string }).place),
    ),
  );

interface Run {
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly testFilePath: string }[];
}

/**
 * Jest runs this beside its own reporters: a run of all tests of policing fails when a place that refuses was the
 * answer to no command in any of them. A run of some of the tests says nothing about it.
 */
class UnreachedRefusals {
  private readonly root: string;
  private readonly isByName: boolean;
  private readonly folder = mkdtempSync(join(tmpdir(), 'wardbook-refusals-'));
  private error: Error | undefined;

  constructor({ rootDir, testNamePattern }: { readonly rootDir: string; readonly testNamePattern?: string }) {
    this.root = rootDir;
    this.isByName = (testNamePattern ?? '') !== '';
  }

  onRunStart(): void {
    process.env['WARDBOOK_REFUSALS'] = this.folder;
  }

  onRunComplete(_: unknown, { numFailedTests, testResults }: Run): void {
    const ran = new Set(testResults.map(({ testFilePath }) => testFilePath));
    const files = globSync(`${DOMAIN}**/*.ts`, { cwd: this.root }).sort();
    const isWhole = files.every((file) => !file.endsWith('.test.ts') || ran.has(join(this.root, file)));
    const reached = reachedIn(this.folder);
    rmSync(this.folder, { recursive: true });
    if (!isWhole || this.isByName || numFailedTests > 0) return;
    const unreached = files
      .filter((file) => !/\.test\.(data\.)?ts$/.test(file))
      .flatMap((file) => refusalsIn(file, readFileSync(join(this.root, file), 'utf8')))
      .filter((place) => !reached.has(join(this.root, place)));
    if (unreached.length === 0) return;
    const message = `No test is refused at:\n${unreached.map((place) => `  ${place}`).join('\n')}`;
    // Jest only fails.
    process.stderr.write(`${message}\n`);
    this.error = new Error(message);
  }

  getLastError(): Error | undefined {
    return this.error;
  }
}

// Jest takes a reporter that is the default export.
export { UnreachedRefusals as default };
