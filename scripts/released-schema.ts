import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { announcedLate, contractOf, schemaChanges, undatedIn } from './schema-changes.ts';

// Holds the schema to what clients were promised by the last release. A release is what moves the promise.
const SCHEMA = 'apps/gateway/schema.graphql';
const RELEASED = 'apps/gateway/schema.released.graphql';
const HOW = 'docs/how-to/change-the-schema.md says how to change it so that nobody’s client stops working.';

/** What is wrong with a schema, a line each; and what its clients should hear of. */
interface Verdict {
  readonly wrong: readonly string[];
  readonly noted: readonly string[];
}

export const verdictOn = async (
  released: string | undefined,
  schema: string,
  today: string,
  isRelease: boolean,
): Promise<Verdict> => {
  const undated = undatedIn(schema).map(
    (path) => `${path} is deprecated without a day: end its reason with “removed after YYYY-MM-DD”.`,
  );
  if (released === undefined) {
    const missing = `Nobody knows what was released: ${RELEASED} is missing. Take it back from git, or write the first with \`pnpm run schema:release\`.`;
    return { wrong: isRelease ? undated : [...undated, missing], noted: [] };
  }
  const { breaking, dangerous } = await schemaChanges(released, schema, today);
  const late = isRelease ? announcedLate(released, schema, today) : [];
  return { wrong: [...breaking, ...undated, ...late], noted: dangerous };
};

const said = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;

/** Checks the schema under a folder; a release also writes down what clients may rely on from then on. Throws `TypeError` for what is wrong. */
export const holdSchema = async (root: string, today: string, isRelease: boolean): Promise<string> => {
  const schema = readFileSync(join(root, SCHEMA), 'utf8');
  const file = join(root, RELEASED);
  const released = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const { wrong, noted } = await verdictOn(released, schema, today, isRelease);
  if (wrong.length > 0) throw new TypeError(said(`${SCHEMA} breaks what clients rely on.`, wrong) + HOW);
  if (isRelease) writeFileSync(file, contractOf(schema));
  return said('Tell clients; nobody’s breaks who expects new values:', noted);
};

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
  try {
    const today = new Date().toISOString().slice(0, 10);
    process.stdout.write(await holdSchema(join(import.meta.dirname, '..'), today, values.release));
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    process.exitCode = 1;
  }
}
