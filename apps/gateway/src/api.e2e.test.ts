import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ERROR_CODES } from './error-codes.ts';
import { startServer, type Json, type Server } from './testing/server.ts';

const run = promisify(execFile);
const page = readFileSync(join(import.meta.dirname, '../../../docs/api.md'), 'utf8');

/** A call, and below it what comes back. */
const SHOWN = /```(sh|js)\n((?:(?!```)[\s\S])+)\n```\n\n```(?:json|text)\n([\s\S]+?)\n```/g;
const examples = [...page.matchAll(SHOWN)].map(({ index, 1: language = '', 2: call = '', 3: told = '' }) => ({
  language,
  call,
  told,
  line: page.slice(0, index).split('\n').length,
}));

describe('C-09: docs/api.md, example by example', () => {
  let server: Server;
  const variables: Record<string, string> = {};
  beforeAll(async () => {
    server = await startServer({ WARDBOOK_STORE: 'memory:' });
    const lines = server.printed().split('\n');
    const tokenOf = (label: string): string =>
      lines[lines.findIndex((line) => line.trim() === label) + 1]?.trim() ?? '';
    variables['WARDBOOK'] = `${server.address}/graphql`;
    variables['COUNCIL'] = tokenOf('council, a partner agency');
    variables['AUDITOR'] = tokenOf('auditor');
  });
  afterAll(() => server.stop());

  test('the page has examples', () => expect(examples.length).toBeGreaterThan(8));

  test.each(examples)('line $line answers what stands below it', async ({ language, call, told }) => {
    if (language === 'js') {
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', call], {
        env: { ...variables, NODE_OPTIONS: '' },
      });
      expect(stdout.trim()).toBe(told);
      return;
    }
    const answer = await curl(call, variables);
    variables['AT_LEAST'] = tokenIn(answer) ?? variables['AT_LEAST'] ?? '';
    expect(answer).toEqual(withAnything(JSON.parse(told)));
  });

  test('every code of an error is listed', () => {
    for (const { code, status } of ERROR_CODES) expect(page).toContain(`- ${String(status)} \`${code}\`: `);
  });
});

/** Bash reads the call as a terminal does; what curl would be given is sent from here, so that no machine needs it. */
const curl = async (call: string, variables: Readonly<Record<string, string>>): Promise<Json> => {
  const { stdout } = await run('bash', ['-uc', `curl() { printf '%s\\0' "$@"; }\n${call}`], {
    env: { ...variables, PATH: process.env['PATH'] ?? '' },
  });
  const given = stdout.split('\0').slice(0, -1);
  const valuesOf = (flag: string): readonly string[] =>
    given.flatMap((one, index) => (one === flag ? (given[index + 1] ?? '') : []));
  const address = given.find((one) => one.startsWith('http')) ?? '';
  const headers = valuesOf('-H').map((header) => header.split(': ', 2) as [string, string]);
  const search = new URLSearchParams(
    valuesOf('--data-urlencode').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const [body] = valuesOf('-d');
  const response = await fetch(body === undefined ? `${address}?${search.toString()}` : address, {
    headers,
    ...(body !== undefined && { method: 'POST', body }),
  });
  return response.json();
};

/** What a page writes as `…` is another on another day. */
const withAnything = (told: Json): Json => {
  if (told === '…') return expect.anything();
  if (Array.isArray(told)) return told.map(withAnything);
  if (typeof told !== 'object' || told === null) return told;
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, withAnything(value)]));
};

const tokenIn = ({ data }: Json): string | undefined =>
  Object.values<Json>(data ?? {}).find((one) => one?.receipt?.token)?.receipt.token;
