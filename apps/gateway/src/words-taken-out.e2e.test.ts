import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ask,
  runCommand,
  startIdentityProvider,
  startServer,
  type IdentityProvider,
  type Json,
  type Server,
} from './testing/server.ts';

const CLI = 'apps/cli/dist/main.js';
const WARD = 'E05000140';
/** Invented, and found nowhere else. */
const NAME = 'Quillon Vantrey';

const root = mkdtempSync(join(tmpdir(), 'wardbook-words-'));
const [folder, temporary] = [join(root, 'data'), join(root, 'temporary')];
const store = ['--store', `sqlite:${folder}`];
let provider: IdentityProvider;
let server: Server;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  mkdirSync(temporary);
  provider = await startIdentityProvider();
  for (const [name, actor, role] of [
    ['admin', 'admin-1', 'ADMIN'],
    ['inspector', 'inspector-1', 'INSPECTOR'],
    ['clerk', 'records-1', 'RECORDS'],
    ['other', 'records-2', 'RECORDS'],
    ['auditor', 'auditor-1', 'AUDITOR'],
  ] as const)
    tokens[name] = await provider.tokenFor(actor, role);
  server = await startServer({
    ...provider.environment,
    WARDBOOK_STORE: `sqlite:${folder}`,
    TMPDIR: temporary,
  });
});
afterAll(async () => {
  await server.stop();
  provider.close();
  rmSync(root, { recursive: true });
});

const asked = async (
  who: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Json> => {
  const answer = await ask(server, tokens[who] ?? '', query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
};

let commands = 0;
const send = async (who: string, mutation: string, input: object): Promise<Json> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    receipt { recordId version } userErrors { message path ... on RuleViolation { rule } } } }`;
  const commandId = `command-${String((commands += 1))}`;
  return (await asked(who, query, { input: { commandId, ...input } }))[mutation];
};

const PRIORITIES = 'priorities { issue }';
const EVERYWHERE = `query ($id: ID!, $code: String!) {
  now: ward(code: $code) { ${PRIORITIES} }
  then: ward(code: $code, asAt: "2026-01-01T00:00:00Z") { ${PRIORITIES} }
  node(id: $id) { ... on Ward { ${PRIORITIES} } }
  events(stream: "ward-${WARD}", first: 100) { edges { node { type data texts { reference text } } } }
}`;

/** The bytes in which words could stand in a file. */
const FORMS: readonly Buffer[] = [
  Buffer.from(NAME),
  Buffer.from(NAME, 'utf16le'),
  Buffer.from(NAME, 'utf16le').swap16(),
  // What stands before the words in base64 shifts their letters; the first and the last of them depend on it.
  ...[0, 1, 2].map((shift) =>
    Buffer.from(
      Buffer.from(`${'x'.repeat(shift)}${NAME}`)
        .toString('base64')
        .slice(4, -4),
    ),
  ),
];

const filesWithWords = (): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => FORMS.some((form) => readFileSync(file).includes(form)));

test('P-04: a name in a priority is taken out, granted by a second person, and nothing finds it', async () => {
  const borough = { boroughCode: 'E09000007', name: 'Camden', occurredAt: '2025-01-01T09:00:00Z' };
  expect((await send('admin', 'establishBorough', borough)).userErrors).toEqual([]);
  const { receipt: ward } = await send('admin', 'establishWard', {
    wardCode: WARD,
    boroughCode: 'E09000007',
    name: 'Kilburn',
    validFrom: '2002-05-02',
    occurredAt: '2025-01-02T09:00:00Z',
  });
  const recorded = await send('inspector', 'recordCommunityPriority', {
    wardCode: WARD,
    priority: 'noise',
    source: 'PUBLIC',
    issue: `${NAME} of number 12 plays loud music at night`,
    occurredAt: '2025-03-03T09:00:00Z',
  });
  const { version } = recorded.receipt;
  const where = { id: ward.recordId, code: WARD };
  const before = await asked('auditor', EVERYWHERE, where);
  for (const path of ['now', 'then', 'node']) expect(JSON.stringify(before[path])).toContain(NAME);
  expect(JSON.stringify(before.events)).toContain(NAME);
  expect(filesWithWords()).toEqual([]);

  const request = { recordId: ward.recordId, requestKey: 'name' };
  const asking = { ...request, version, reason: 'NAMES_A_PERSON' };
  expect((await send('clerk', 'redactText', asking)).userErrors).toEqual([]);
  const own = await send('clerk', 'grantRedaction', request);
  expect(own.userErrors).toMatchObject([{ rule: 'R-AUTH-1', path: ['input', 'requestKey'] }]);
  expect((await send('other', 'grantRedaction', request)).userErrors).toEqual([]);

  const after = await asked('auditor', EVERYWHERE, where);
  const day = new Date().toLocaleDateString('en-GB', {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const instead = `[taken out on ${day}, because they name a person]`;
  for (const path of ['now', 'then', 'node']) expect(after[path].priorities).toEqual([{ issue: instead }]);
  expect(JSON.stringify(after)).not.toContain('Vantrey');
  expect(JSON.stringify(after.events)).toContain(instead);
  expect(filesWithWords()).toEqual([]);
  expect(server.printed()).not.toContain('Vantrey');

  const again = await send('clerk', 'redactText', { ...asking, requestKey: 'again' });
  expect(again.userErrors).toMatchObject([{ rule: 'R-LIFE-2', path: ['input', 'version'] }]);
  const replayed = await runCommand(CLI, ['replay', `ward-${WARD}`, ...store]);
  expect(replayed.output).toContain(`issue: ${instead}`);
  expect(replayed.output).not.toContain('Vantrey');
  expect((await runCommand(CLI, ['verify', ...store])).code).toBe(0);
}, 60_000);
