#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import {
  StoreUnavailable,
  verifyLog,
  type Actor,
  type EventStore,
  type PointInHistory,
} from '@wardbook/event-sourcing';
import { kurrentdbEventStore } from '@wardbook/event-store-kurrentdb';
import * as postgres from '@wardbook/event-store-postgres';
import * as sqlite from '@wardbook/event-store-sqlite';
import { checkKeys, keyEncryptionInFile, type KeyStore } from '@wardbook/personal-data';
import { ROLES } from '@wardbook/policing';
import { replay } from './replay.ts';
import { redacted, revealTo } from './reveal.ts';
import { reportOf } from './report.ts';

const USAGE = `wardbook replay STREAM [--as-at TIME | --known-at TIME | --exactly VERSION]
    prints a history as a table, for example: wardbook replay ward-E05000140
    Personal values are redacted. With --role ROLE --actor ID --agency AGENCY those that the role
    includes are opened, with --key-file FILE (else WARDBOOK_KEY_FILE, else FOLDER.key or wardbook.key);
    what is opened or withheld is written to the access log
wardbook verify
    walks the chain of every stream, of the log and of the access log, and names the first event that does not fit

--store sqlite:FOLDER | postgres://… | kurrentdb://…
    where the log is; else WARDBOOK_STORE, else sqlite:wardbook-data
--rows sqlite:FOLDER | postgres://…
    where keys and access log are beside a KurrentDB; else WARDBOOK_ROWS
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
  if (command === 'replay' && stream !== undefined && positionals.length === 2)
    return printReplay(stream, values);
  if (command === 'verify' && positionals.length === 1) return printVerify(placesFrom(values));
  throw new Misused('There is no such command.');
};

const parsed = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        store: { type: 'string' },
        rows: { type: 'string' },
        'as-at': { type: 'string' },
        'known-at': { type: 'string' },
        exactly: { type: 'string' },
        role: { type: 'string' },
        actor: { type: 'string' },
        agency: { type: 'string' },
        'key-file': { type: 'string' },
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

const printReplay = async (stream: string, values: Values): Promise<number> => {
  const [places, point, reader] = [placesFrom(values), pointFrom(values), readerFrom(values)];
  const closing: Closing[] = [];
  try {
    const store = kept(closing, await places.store());
    const reveal = reader
      ? revealTo(reader, {
          store,
          access: kept(closing, await places.access()),
          keys: await checkKeys({
            log: store,
            keys: kept(closing, await places.keys()),
            encryption: () => keyEncryptionInFile(keyFileFrom(values, places.keyFile), { make: false }),
          }),
        })
      : redacted;
    const lines = await replay(store, stream, { ...(point && { point }), reveal });
    say(lines ? `${lines.join('\n')}\n` : `There is no stream ${stream} then.\n`);
    return lines ? 0 : 1;
  } finally {
    await Promise.all(closing.map((open) => open.close()));
  }
};

const printVerify = async (places: Places): Promise<number> => {
  let broken = false;
  for (const which of ['store', 'access'] as const) {
    const store = await places[which]();
    try {
      const verified = await verifyLog(store);
      say(`${which === 'store' ? 'Log' : 'Access log'}: ${reportOf(verified)}\n`);
      broken ||= verified.broken !== undefined;
    } finally {
      await store.close();
    }
  }
  return broken ? 1 : 0;
};

interface Closing {
  close(): Promise<void>;
}

const kept = <Open extends Closing>(closing: Closing[], open: Open): Open => {
  closing.push(open);
  return open;
};

const readerFrom = ({ role, actor, agency }: Values): Actor | undefined => {
  if (role === undefined && actor === undefined && agency === undefined) return undefined;
  if (
    role === undefined ||
    actor === undefined ||
    agency === undefined ||
    !ROLES.some((known) => known === role)
  )
    throw new Misused('Give --role, --actor and --agency together, and a role that Wardbook knows.');
  return { id: actor, role, agency };
};

const keyFileFrom = (values: Values, usual: string): string => {
  const file = values['key-file'] ?? process.env['WARDBOOK_KEY_FILE'] ?? usual;
  if (!existsSync(file)) throw new Misused('There is no key-encryption key file there.');
  return file;
};

/** What a command line may open; nothing is made that is not there. */
interface Places {
  readonly store: () => Promise<EventStore>;
  readonly access: () => Promise<EventStore>;
  readonly keys: () => Promise<KeyStore>;
  /** Where the key-encryption key is, unless it is said. */
  readonly keyFile: string;
}

const placesFrom = (values: Values): Places => {
  const setting = values.store ?? process.env['WARDBOOK_STORE'] ?? 'sqlite:wardbook-data';
  if (!/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\//.test(setting)) return databaseAt('store', setting);
  const beside = databaseAt('rows', values.rows ?? process.env['WARDBOOK_ROWS'] ?? '');
  return { ...beside, store: () => kurrentdbEventStore(setting) };
};

const databaseAt = (option: string, setting: string): Places => {
  if (/^postgres(ql)?:\/\//.test(setting) && URL.canParse(setting))
    return {
      store: () => postgres.existingLog(setting),
      access: () => postgres.existingLog(setting, 'access'),
      keys: () => postgres.existingKeys(setting),
      keyFile: 'wardbook.key',
    };
  const [, folder] = /^sqlite:(.+)$/.exec(setting) ?? [];
  // An address may hold a password: it is not repeated.
  if (folder === undefined) throw new Misused(`--${option} cannot be understood.`);
  return {
    store: async () => sqlite.existingLog(folder),
    access: async () => sqlite.existingLog(folder, 'access'),
    keys: async () => sqlite.existingKeys(folder),
    keyFile: `${folder}.key`,
  };
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
