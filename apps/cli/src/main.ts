#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { StoreUnavailable, verifyLog, type EventStore, type PointInHistory } from '@wardbook/event-sourcing';
import { existingLog } from '@wardbook/event-store-sqlite';
import { replay } from './replay.ts';
import { reportOf } from './report.ts';

const USAGE = `wardbook replay STREAM [--as-at TIME | --known-at TIME | --exactly VERSION]
    prints a history as a table, for example: wardbook replay ward-E05000140
wardbook verify
    walks the chain of every stream and names the first event that does not fit

--store sqlite:FOLDER  where the log is; else WARDBOOK_STORE, else sqlite:wardbook-data
Times are RFC 3339, for example 2013-03-31T23:30:00+01:00.
`;

/** A call that cannot be understood. */
class Misused extends Error {
  override readonly name = 'Misused';
}

const run = async (): Promise<number> => {
  const { values, positionals } = parsed();
  const [command, stream] = positionals;
  if (values.help || command === undefined) {
    say(USAGE);
    return values.help ? 0 : 2;
  }
  if (command === 'replay' && stream !== undefined && positionals.length === 2) {
    const point = pointFrom(values);
    return withLog(values.store, async (store) => {
      const lines = await replay(store, stream, point);
      say(lines ? `${lines.join('\n')}\n` : `There is no stream ${stream} then.\n`);
      return lines ? 0 : 1;
    });
  }
  if (command === 'verify' && positionals.length === 1)
    return withLog(values.store, async (store) => {
      const verified = await verifyLog(store);
      say(`${reportOf(verified)}\n`);
      return verified.broken ? 1 : 0;
    });
  throw new Misused('There is no such command.');
};

const parsed = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        store: { type: 'string' },
        'as-at': { type: 'string' },
        'known-at': { type: 'string' },
        exactly: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
};

type Values = ReturnType<typeof parsed>['values'];

const pointFrom = ({ 'as-at': asAt, 'known-at': knownAt, exactly }: Values): PointInHistory | undefined => {
  if ([asAt, knownAt, exactly].filter((given) => given !== undefined).length > 1)
    throw new Misused('Give one of --as-at, --known-at and --exactly.');
  if (asAt !== undefined) return { asAt: instantFrom('--as-at', asAt) };
  if (knownAt !== undefined) return { knownAt: instantFrom('--known-at', knownAt) };
  if (exactly === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(exactly)) throw new Misused('--exactly takes a version, from 1 on.');
  return { exactly: Number(exactly) - 1 };
};

const instantFrom = (name: string, text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Misused(`${name} takes a time such as 2013-03-31T23:30:00+01:00.`);
  return new Date(text).toISOString();
};

const withLog = async (
  given: string | undefined,
  work: (store: EventStore) => Promise<number>,
): Promise<number> => {
  const setting = given ?? process.env['WARDBOOK_STORE'] ?? 'sqlite:wardbook-data';
  const [, folder] = /^sqlite:(.+)$/.exec(setting) ?? [];
  if (folder === undefined) throw new Misused('The store must be sqlite:FOLDER.');
  const store = existingLog(folder);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

const say = (text: string): void => {
  process.stdout.write(text);
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Misused) && !(error instanceof StoreUnavailable)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof Misused ? `\n${USAGE}` : ''}`);
  process.exitCode = 2;
}
