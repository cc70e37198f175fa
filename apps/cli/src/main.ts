#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { StoreUnavailable, verifyLog, type Actor, type PointInHistory } from '@wardbook/event-sourcing';
import { existingKeys, existingLog } from '@wardbook/event-store-sqlite';
import { keyEncryptionInFile } from '@wardbook/personal-data';
import { ROLES } from '@wardbook/policing';
import { replay } from './replay.ts';
import { redacted, revealTo } from './reveal.ts';
import { reportOf } from './report.ts';

const USAGE = `wardbook replay STREAM [--as-at TIME | --known-at TIME | --exactly VERSION]
    prints a history as a table, for example: wardbook replay ward-E05000140
    Personal values are redacted. With --role ROLE --actor ID --agency AGENCY those that the role
    includes are opened, with --key-file FILE (else WARDBOOK_KEY_FILE, else FOLDER.key);
    what is opened or withheld is written to the access log
wardbook verify
    walks the chain of every stream, of the log and of the access log, and names the first event that does not fit

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
  if (command === 'replay' && stream !== undefined && positionals.length === 2)
    return printReplay(stream, values);
  if (command === 'verify' && positionals.length === 1) return printVerify(folderFrom(values));
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
  const [folder, point, reader] = [folderFrom(values), pointFrom(values), readerFrom(values)];
  const closing: Closing[] = [];
  try {
    const store = kept(closing, existingLog(folder));
    const reveal = reader
      ? revealTo(reader, {
          store,
          access: kept(closing, existingLog(folder, 'access')),
          keys: kept(closing, existingKeys(folder)),
          encryption: keyEncryptionInFile(keyFileFrom(values, folder)),
        })
      : redacted;
    const lines = await replay(store, stream, { ...(point && { point }), reveal });
    say(lines ? `${lines.join('\n')}\n` : `There is no stream ${stream} then.\n`);
    return lines ? 0 : 1;
  } finally {
    await Promise.all(closing.map((open) => open.close()));
  }
};

const printVerify = async (folder: string): Promise<number> => {
  let broken = false;
  for (const which of ['store', 'access'] as const) {
    const store = existingLog(folder, which);
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

const keyFileFrom = (values: Values, folder: string): string => {
  const file = values['key-file'] ?? process.env['WARDBOOK_KEY_FILE'] ?? `${folder}.key`;
  if (!existsSync(file)) throw new Misused('There is no key-encryption key file there.');
  return file;
};

const folderFrom = (values: Values): string => {
  const setting = values.store ?? process.env['WARDBOOK_STORE'] ?? 'sqlite:wardbook-data';
  const [, folder] = /^sqlite:(.+)$/.exec(setting) ?? [];
  if (folder === undefined) throw new Misused('The store must be sqlite:FOLDER.');
  return folder;
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
