import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What was measured with what. */
export const versions = (postgres?: string): Readonly<Record<string, string>> => ({
  node: process.versions.node,
  sqlite: sqlite(),
  ...Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  ...(postgres !== undefined && { postgres }),
});

const PACKAGES = [
  'better-sqlite3',
  '@apollo/server',
  'type-graphql',
  'pg',
  '@rotorsoft/act',
  '@rotorsoft/act-sqlite',
  '@rotorsoft/act-pg',
  '@event-driven-io/emmett-postgresql',
];

/** Of the sources, with `-dirty` where they differ from it. */
export const commit = (): string => {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '-dirty');
};

const sqlite = (): string => {
  const db = new Database(':memory:');
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  db.close();
  return version;
};

/** Not every package lets its package.json be imported: it is looked for above the package's entry. */
const versionOf = (name: string): string => {
  for (let folder = dirname(createRequire(import.meta.url).resolve(name)); ; folder = dirname(folder)) {
    const found = packageIn(folder);
    if (found?.name === name) return found.version;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed.`);
  }
};

const packageIn = (folder: string): { readonly name?: string; readonly version: string } | undefined => {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: string;
      version: string;
    };
  } catch {
    return undefined;
  }
};
