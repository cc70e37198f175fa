import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import type { Client } from 'pg';
import { quoted, withSession } from './connection.ts';
import { whenServing, type Limits } from './patience.ts';

export interface Layout {
  readonly schema: string;
  /** A schema holds one kind, and is never opened as another. Named like the files in migrations/. */
  readonly kind: 'log' | 'rows' | 'keys';
}

/**
 * Brings a schema to the newest version this build knows; creates it when it is new. Needs no right to do so where
 * there is nothing to do. Several processes may try at once. Throws `StoreUnavailable` for a schema of another kind or
 * of a newer version, and leaves it as it was.
 */
export const migrate = (address: string, layout: Layout): Promise<void> => {
  const steps = stepsOf(layout.kind);
  const attempt = async (limits: Limits): Promise<void> => {
    if ((await versionIn(address, layout, limits)) < steps.length)
      await withSession(address, MIGRATING, (client) => migrateAll(client, layout, steps));
  };
  return whenServing((limits) => attempt(limits).catch(told(layout)));
};

/** What is laid out anew, and waiting for somebody else who does, may take so long, in milliseconds. */
const MIGRATING = 600_000;

const migrateAll = async (client: Client, layout: Layout, steps: readonly string[]): Promise<void> => {
  for (let version = 0; version < steps.length;) version = await migrateOnce(client, layout, steps);
};

const told =
  ({ schema }: Layout) =>
  (error: unknown): never => {
    if ((error as { readonly code?: unknown }).code !== NOT_ALLOWED) throw error;
    throw new StoreUnavailable(
      `This login may not lay out the schema ${schema}: open it once as its owner.`,
      false,
    );
  };

/** The version that a schema has reached, 0 where there is none; changes nothing. Throws as `migrate` does. */
export const versionAt = (address: string, layout: Layout): Promise<number> =>
  whenServing((limits) => versionIn(address, layout, limits));

const versionIn = (address: string, layout: Layout, { silence }: Limits): Promise<number> =>
  withSession(address, silence, (client) => versionOf(client, layout, stepsOf(layout.kind).length));

/** Throws `StoreUnavailable` where there is no such schema, or none that this build knows. Changes nothing. */
export const refuseMissing = async (address: string, layout: Layout): Promise<void> => {
  if ((await versionAt(address, layout)) === 0)
    throw new StoreUnavailable(`There is no schema ${layout.schema} in this database.`, false);
};

const NOT_ALLOWED = '42501';

/** From src/ and from dist/ alike. */
const FOLDER = new URL('../migrations/', import.meta.url);

/** The statements of each version, oldest first. */
const stepsOf = (kind: Layout['kind']): readonly string[] =>
  readdirSync(FOLDER)
    .filter((file) => new RegExp(`^${kind}(-\\d+)?\\.sql$`).test(file))
    .sort()
    .map(sqlIn);

const sqlIn = (file: string): string => readFileSync(fileURLToPath(new URL(file, FOLDER)), 'utf8');

/** One version further, unless somebody else was faster. Answers the version reached. */
const migrateOnce = async (client: Client, layout: Layout, steps: readonly string[]): Promise<number> => {
  const schema = quoted(layout.schema);
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('wardbook migration', 0))");
  const version = await versionOf(client, layout, steps.length);
  const step = steps[version];
  if (step !== undefined) {
    if (version === 0) await prepare(client, layout.schema);
    await client.query(`SET LOCAL search_path = ${schema}, pg_temp`);
    await client.query(step);
    await client.query('INSERT INTO wardbook_migration (kind, version) VALUES ($1, $2)', [
      layout.kind,
      version + 1,
    ]);
  }
  await client.query('COMMIT');
  return step === undefined ? version : version + 1;
};

/** The schema, the role that serves, and what keeps the version. */
const prepare = async (client: Client, name: string): Promise<void> => {
  const schema = quoted(name);
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [name]);
  // Not IF NOT EXISTS: an owner whose schema was made for them may have no right to make one.
  if (rowCount === 0) await client.query(`CREATE SCHEMA ${schema}`);
  await client.query(sqlIn('writer.sql'));
  // Everybody may see what a schema is: whoever opens it has to, before any role is taken.
  await client.query(`
    GRANT USAGE ON SCHEMA ${schema} TO PUBLIC;
    CREATE TABLE ${schema}.wardbook_migration (
      version integer PRIMARY KEY,
      kind text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
    GRANT SELECT ON ${schema}.wardbook_migration TO PUBLIC;
  `);
};

/** 0 for a schema that is not there yet, or empty. */
const versionOf = async (client: Client, { schema, kind }: Layout, known: number): Promise<number> => {
  const { rows } = await client.query<{ readonly relname: string }>(TABLES, [schema]);
  if (rows.length === 0) return 0;
  const stranger = new StoreUnavailable(`The schema ${schema} is not the ${kind} of a Wardbook.`, false);
  if (!rows.some(({ relname }) => relname === 'wardbook_migration')) throw stranger;
  const found = await client.query<{ readonly kind: string; readonly version: number }>(
    `SELECT kind, version FROM ${quoted(schema)}.wardbook_migration ORDER BY version DESC LIMIT 1`,
  );
  const { kind: actual, version } = found.rows[0] ?? { kind: '', version: 0 };
  if (actual !== kind) throw stranger;
  if (version > known)
    throw new StoreUnavailable(
      `The ${kind} has format version ${String(version)}; this build knows ${String(known)}.`,
      false,
    );
  return version;
};

const TABLES = `
  SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = $1 AND relkind IN ('r', 'p', 'v', 'm', 'f')
`;
