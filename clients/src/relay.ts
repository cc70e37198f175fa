import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCHEMA = join(import.meta.dirname, '../../apps/gateway/schema.graphql');

/** What a program made with Relay says beside its components, by module: Relay names what it finds after them. */
const MODULES: Readonly<Record<string, string>> = {
  Inbox: `
    query InboxQuery($first: Int!) { ...Inbox_referrals @arguments(first: $first) }
    fragment Inbox_referrals on Query
      @refetchable(queryName: "InboxPageQuery")
      @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }, standing: { type: "[ReferralStanding!]" }) {
      referrals(first: $first, after: $after, standing: $standing) @connection(key: "Inbox_referrals") {
        edges { node { id ...Inbox_referral } }
      }
    }
    fragment Inbox_referral on Referral {
      standing topic dueAt
      requestedHelp { __typename ... on OpenText { text } ... on WithheldText { withheld } }
    }`,
  Wards: `
    query WardsQuery($first: Int!, $after: String) { ...Wards_list @arguments(first: $first, after: $after) }
    fragment Wards_list on Query
      @refetchable(queryName: "WardsPageQuery")
      @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }) {
      wards(first: $first, after: $after) @connection(key: "Wards_wards") { edges { node { code name } } }
    }`,
  Ward: `
    query WardQuery($code: String!, $first: Int!) { ward(code: $code) { ...Ward_promises @arguments(first: $first) } }
    fragment Ward_promises on Ward
      @refetchable(queryName: "WardPromisesQuery")
      @argumentDefinitions(first: { type: "Int", defaultValue: 5 }, after: { type: "String" }) {
      promises(first: $first, after: $after) @connection(key: "Ward_promises") { edges { node { statement standing } } }
    }`,
  Referral: `
    query ReferralQuery($id: ID!, $atLeast: String) { referral(id: $id, atLeast: $atLeast) { ...Referral_shown } }
    fragment Referral_shown on Referral { version standing from { role agency { name } } to { role } }
    mutation ReferralAcceptMutation($input: AcceptReferralInput!) {
      acceptReferral(input: $input) {
        userErrors { __typename message path ... on RuleViolation { rule } }
        receipt { token replayed }
        referral { ...Referral_shown }
      }
    }
    mutation ReferralRaiseMutation($input: RaiseReferralInput!) {
      raiseReferral(input: $input) { userErrors { message } receipt { token } referral { id ...Referral_shown } }
    }`,
  Agency: `
    query AgencyQuery($id: ID!) { agency(id: $id) { name agreements { key legalBasis } } }
    mutation AgencyRegisterMutation($input: RegisterAgencyInput!) {
      registerAgency(input: $input) { userErrors { message } agency { id name } }
    }
    mutation AgencyAgreeMutation($input: AgreeSharingInput!) {
      agreeSharing(input: $input) { userErrors { message } agency { id agreements { key legalBasis } } }
    }
    mutation AgencyRenameMutation($input: RenameAgencyInput!) {
      renameAgency(input: $input) { userErrors { message } agency { name } }
    }`,
  Desk: `
    query DeskQuery { wards(first: 1) { edges { node { name } } } referrals(first: 1) { edges { node { topic } } } }`,
};

/** What relay-compiler made of the modules: a file for each operation, fragment and page. */
export interface Compiled {
  readonly printed: string;
  readonly artifacts: readonly string[];
  readonly artifact: (name: string) => Promise<unknown>;
  readonly remove: () => void;
}

/** Throws for whatever relay-compiler finds wrong. */
export const compiled = (): Compiled => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-relay-'));
  const made = join(folder, 'made');
  mkdirSync(join(folder, 'src'));
  mkdirSync(made);
  cpSync(SCHEMA, join(folder, 'schema.graphql'));
  for (const [name, text] of Object.entries(MODULES))
    writeFileSync(
      join(folder, `src/${name}.js`),
      text.replaceAll(/(?=^ {4}(?:query|mutation|fragment) )/gm, '`;\ngraphql`').replace('`;', '') + '`;\n',
    );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'javascript',
    artifactDirectory: './made',
    eagerEsModules: true,
    noSourceControl: true,
    schemaConfig: { enableTokenField: false },
  };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  const cli = createRequire(import.meta.url).resolve('relay-compiler/cli.js');
  const printed = execFileSync(process.execPath, [cli, 'relay.config.json'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'pipe',
  });
  return {
    printed,
    artifacts: readdirSync(made).map((file) => file.replace(/\.graphql\.js$/, '')),
    artifact: async (name) =>
      ((await import(join(made, `${name}.graphql.js`))) as { readonly default: unknown }).default,
    remove: () => rmSync(folder, { recursive: true }),
  };
};
