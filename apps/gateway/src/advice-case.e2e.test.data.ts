import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { ask, startServer, type Json, type Server } from './testing/server.ts';

export const WARD = 'E05000140';

const LABELS = {
  admin: 'administrator',
  pcso: 'PCSO of Kilburn',
  sergeant: 'sergeant',
  specialist: 'Crime Prevention Advisor',
  council: 'council, a partner agency',
  auditor: 'auditor',
  records: 'records',
  elected: 'elected member',
  inspector: 'inspector of the INPT',
  officer: 'PC of Kilburn',
  control: 'control room',
  cpo: 'Crime Prevention Officer',
  housing: 'housing association, a partner agency',
  support: 'Victim Support, a partner agency',
  intelligence: 'intelligence officer',
  attester: 'second intelligence officer',
  residents: 'residents\u2019 association, a partner agency',
} as const;
export type Who = keyof typeof LABELS;

export const daysAgo = (days: number, minutes = 0): string =>
  new Date(Date.now() - days * 86_400_000 + minutes * 60_000).toISOString();

export const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
export let server: Server;
export const tokens = {} as Record<Who, string>;
let commands = 0;

interface Payload {
  readonly receipt: unknown;
  readonly userErrors: readonly { readonly rule?: string }[];
}

interface AccessEntry {
  readonly type: string;
  readonly actor: string;
  readonly agency: string;
  readonly category: string;
  readonly fields: readonly string[];
  readonly recipient: string | null;
  readonly count: number;
}

interface AccessLogged {
  readonly accessLog: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: AccessEntry }[];
  };
}

export const asked = async (who: Who, query: string, variables = {}): Promise<Json> => {
  const answer = await ask(server, tokens[who], query, variables);
  if (answer.errors) throw new TypeError(JSON.stringify(answer.errors));
  return answer.data;
};
export const send = async (who: Who, mutation: string, input: object): Promise<Json> => {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    receipt { recordId version token stream warnings { rule } replayed }
    userErrors { __typename message path ... on RuleViolation { rule } }
  } }`;
  const input_ = { commandId: `case-command-${String((commands += 1))}`, ...input };
  const answers = (await asked(who, query, { input: input_ })) as Readonly<Record<string, Json>>;
  return answers[mutation];
};
export const done = async (who: Who, mutation: string, input: object): Promise<Json> => {
  const { receipt, userErrors } = (await send(who, mutation, input)) as Payload;
  expect([mutation, userErrors]).toEqual([mutation, []]);
  return receipt;
};
export const refused = async (who: Who, mutation: string, input: object): Promise<string> => {
  const { userErrors } = (await send(who, mutation, input)) as Payload;
  return userErrors[0]?.rule ?? JSON.stringify(userErrors);
};
export const referralShown = async (who: Who, id: string, fields: string): Promise<Json> => {
  const query = `query ($id: ID!) { referral(id: $id) { ${fields} } }`;
  return ((await asked(who, query, { id })) as { readonly referral: Json }).referral;
};
export const until = async <T>(look: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> => {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const found = await look();
    if (isSo(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new TypeError('It never came to be so.');
};
export const accessEntries = async (): Promise<readonly AccessEntry[]> => {
  const entries: AccessEntry[] = [];
  let after: string | null = null;
  do {
    const { accessLog: page } = (await asked(
      'auditor',
      `query ($after: String) { accessLog(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        edges { node { type actor agency role purpose category subjects fields recipient count } } } }`,
      { after },
    )) as AccessLogged;
    entries.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return entries;
};

/** Starts the server on what is there, and takes down its new tokens. */
export const restart = async (): Promise<void> => {
  server = await startServer({ WARDBOOK_STORE: `sqlite:${folder}` });
  const lines = server
    .printed()
    .split('\n')
    .map((line) => line.trim());
  for (const [who, label] of Object.entries(LABELS))
    tokens[who as Who] = lines[lines.indexOf(label) + 1] ?? '';
};

/** Stops it for good: nothing is left of it. */
export const cleanUp = async (): Promise<void> => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.key`, { force: true });
};
