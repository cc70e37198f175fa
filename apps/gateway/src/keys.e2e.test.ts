import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wireServer } from '@wardbook/event-store-kurrentdb/testing';
import { ownPostgresServer } from '@wardbook/event-store-postgres/testing';
import {
  ask,
  runCommand,
  startIdentityProvider,
  startServer,
  type IdentityProvider,
  type Json,
} from './testing/server.ts';

const MISSING = 'The keys of this log are missing: it holds sealed values, and no key is kept.';
const OLDER = 'The keys are older than the log: the key of something on record is not among them.';
const FOREIGN = 'The keys belong to another log.';
const NO_KEY_FILE = 'The key file that these keys were wrapped with is missing.';
const OTHER_KEY_FILE = 'The key file is not the one that these keys were wrapped with.';

const CLI = 'apps/cli/dist/main.js';

const root = mkdtempSync(join(tmpdir(), 'wardbook-keys-'));
let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider();
});
afterAll(() => {
  provider.close();
  rmSync(root, { recursive: true });
});

/** A folder `data` and its key file, in a folder of their own. */
const at = (home: string) => {
  const data = join(root, home, 'data');
  return { data, key: `${data}.key`, file: (name: string): string => join(data, name) };
};

const environmentOf = (home: string): Readonly<Record<string, string>> => ({
  ...provider.environment,
  WARDBOOK_STORE: `sqlite:${at(home).data}`,
});

/** Starts the server, registers people, each by a command of their own, and stops it; answers who was registered before. */
const register = async (
  environment: Readonly<Record<string, string>>,
  people: readonly string[],
): Promise<readonly string[]> => {
  const server = await startServer(environment);
  const known: string[] = [];
  try {
    const token = await provider.tokenFor('member-1', 'OFFICER');
    for (const name of people) {
      const input = { commandId: `register-${name}`, name: `${name} Canary` };
      const { data }: Json = await ask(server, token, REGISTER, { input });
      expect(data?.registerSubject).toMatchObject({ userErrors: [] });
      if (data.registerSubject.receipt.replayed) known.push(name);
    }
  } finally {
    expect(await server.stop()).toBe(0);
  }
  return known;
};

const REGISTER = `mutation ($input: RegisterSubjectInput!) {
  registerSubject(input: $input) { receipt { replayed } userErrors { message } }
}`;

const hashes = (home: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(root, home), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [
        join(parentPath, name),
        createHash('sha256')
          .update(readFileSync(join(parentPath, name)))
          .digest('hex'),
      ]),
  );

/** How a start went that was not to be one, without what a store has to say of itself. */
const startOf = (environment: Readonly<Record<string, string>>): Promise<string> =>
  startServer(environment).then(
    async (server) => `It started, and ended with ${String(await server.stop())}`,
    (error: unknown) => String(error).replaceAll(/\{"level":40,.*\}\n/g, ''),
  );

const refusal = (sentence: string): string => `TypeError: The server ended with 1: ${sentence}`;

/** The start ends with one sentence and no stack, and every file is what it was. */
const expectRefused = async (
  home: string,
  sentence: string,
  environment = environmentOf(home),
): Promise<void> => {
  const before = hashes(home);
  expect(await startOf(environment)).toBe(refusal(sentence));
  expect(hashes(home)).toEqual(before);
};

const refusedToAuditors = async (
  home: string,
): Promise<{ readonly code: number | null; readonly output: string }> => {
  const { data } = at(home);
  const before = hashes(home);
  const answer = await runCommand(CLI, [
    ...['replay', 'subject-1', '--store', `sqlite:${data}`],
    ...['--role', 'RECORDS', '--actor', 'records-cli', '--agency', 'test-police'],
  ]);
  expect(hashes(home)).toEqual(before);
  return answer;
};

describe('a start on files that do not belong together', () => {
  let homes = 0;
  /** A copy of what two starts wrote, with two people. */
  const copied = (): string => {
    const home = `copy-${String((homes += 1))}`;
    cpSync(join(root, 'own'), join(root, home), { recursive: true });
    return home;
  };

  beforeAll(async () => {
    await register(environmentOf('own'), ['Ada']);
    copyFileSync(at('own').file('keys.db'), join(root, 'older-keys.db'));
    await register(environmentOf('own'), ['Eve']);
    await register(environmentOf('other'), ['Bob']);
  }, 120_000);

  test('S-06: the keys are missing, or an empty file', async () => {
    const home = copied();
    rmSync(at(home).file('keys.db'));
    await expectRefused(home, MISSING);
    expect(readdirSync(at(home).data)).not.toContain('keys.db');
    writeFileSync(at(home).file('keys.db'), '');
    await expectRefused(home, MISSING);
    expect(await refusedToAuditors(home)).toEqual({ code: 2, output: `${MISSING}\n` });
  });

  test('S-06: the key file is missing', async () => {
    const home = copied();
    rmSync(at(home).key);
    await expectRefused(home, NO_KEY_FILE);
    rmSync(at(home).file('keys.db'));
    await expectRefused(home, MISSING);
  });

  test('E-06: the key file is another’s', async () => {
    const home = copied();
    copyFileSync(at('other').key, at(home).key);
    await expectRefused(home, OTHER_KEY_FILE);
    expect(await refusedToAuditors(home)).toEqual({ code: 2, output: `${OTHER_KEY_FILE}\n` });
  });

  test('E-06: the keys are another’s, with or without the other’s key file', async () => {
    const home = copied();
    copyFileSync(at('other').file('keys.db'), at(home).file('keys.db'));
    await expectRefused(home, FOREIGN);
    copyFileSync(at('other').key, at(home).key);
    await expectRefused(home, FOREIGN);
    expect(await refusedToAuditors(home)).toEqual({ code: 2, output: `${FOREIGN}\n` });
  });

  test('E-06: the keys are older than the log; with the right ones back, a repeat is answered as before', async () => {
    const home = copied();
    copyFileSync(join(root, 'older-keys.db'), at(home).file('keys.db'));
    await expectRefused(home, OLDER);
    expect(await refusedToAuditors(home)).toEqual({ code: 2, output: `${OLDER}\n` });
    copyFileSync(at('own').file('keys.db'), at(home).file('keys.db'));
    expect(await register(environmentOf(home), ['Eve', 'Ada', 'Zoe'])).toEqual(['Eve', 'Ada']);
  });

  test('a key file that cannot be read is one sentence as well', async () => {
    const home = copied();
    await expectRefused(home, 'The key-encryption key file cannot be read or made (EISDIR).', {
      ...environmentOf(home),
      WARDBOOK_KEY_FILE: at(home).data,
    });
  });
});

test('S-06: beside a KurrentDB missing keys are not made either', async () => {
  const wire = await wireServer();
  const environment = {
    ...provider.environment,
    WARDBOOK_STORE: wire.address,
    WARDBOOK_ROWS: `sqlite:${at('beside').data}`,
  };
  await register(environment, ['Ada', 'Eve']);
  await register(environment, ['Zoe']);
  rmSync(at('beside').file('keys.db'));
  await expectRefused('beside', MISSING, environment);
  wire.close();
}, 120_000);

test('S-06: on PostgreSQL a start without the key file ends as well, and makes none', async () => {
  const postgres = await ownPostgresServer();
  const key = join(root, 'postgres.key');
  const environment = {
    ...provider.environment,
    WARDBOOK_STORE: await postgres.freshDatabase(),
    WARDBOOK_KEY_FILE: key,
  };
  await register(environment, ['Ada']);
  renameSync(key, `${key}.away`);
  expect(await startOf(environment)).toBe(refusal(NO_KEY_FILE));
  expect(existsSync(key)).toBe(false);
  renameSync(`${key}.away`, key);
  expect(await register(environment, ['Ada', 'Zoe'])).toEqual(['Ada']);
  await postgres.stop();
}, 120_000);
