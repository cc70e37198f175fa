import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PackedPackage } from './pack.ts';
import { shownIn } from './shown.ts';

/** What one README shows, as a file to run. */
export interface ReadmeProgram {
  readonly file: string;
  readonly prints: string;
}

/** Lays out a folder whose packages come from the tarballs, with the program of each README in a file of its own. */
export const layOut = (
  folder: string,
  example: string,
  packages: readonly PackedPackage[],
): readonly ReadmeProgram[] => {
  mkdirSync(folder);
  cpSync(join(example, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8')) as object;
  const dependencies = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }));
  return packages.map(({ home }) => {
    const file = `${basename(home)}.ts`;
    const { program, prints } = shownIn(join(home, 'README.md'));
    writeFileSync(join(folder, file), program);
    return { file, prints };
  });
};

interface PostgresTesting {
  readonly postgresServer: () => Promise<{ freshDatabase(): Promise<string>; stop(): Promise<void> }>;
}
interface KurrentdbTesting {
  readonly wireServer: () => Promise<{ readonly address: string; close(): void }>;
}

/** Runs something that finds an empty database and an empty server in its environment: those that our tests bring. */
export const withServers = async (
  run: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> => {
  const { postgresServer } = (await built(
    'event-store-postgres/dist/testing/postgres-server.js',
  )) as PostgresTesting;
  const { wireServer } = (await built(
    'event-store-kurrentdb/dist/testing/wire-server.js',
  )) as KurrentdbTesting;
  const [postgres, kurrentdb] = [await postgresServer(), await wireServer()];
  try {
    await run({ DATABASE_URL: await postgres.freshDatabase(), KURRENTDB_URL: kurrentdb.address });
  } finally {
    kurrentdb.close();
    await postgres.stop();
  }
};

const built = (path: string): Promise<unknown> =>
  import(new URL(`../packages/${path}`, import.meta.url).href);
