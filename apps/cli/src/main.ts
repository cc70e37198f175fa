#!/usr/bin/env node
import {
  ChainBroken,
  StoreUnavailable,
  type EventStore,
  type PointInHistory,
  type ReadOnlyLog,
} from '@wardbook/event-sourcing';
import { kurrentdbEventStore } from '@wardbook/event-store-kurrentdb';
import * as postgres from '@wardbook/event-store-postgres';
import * as sqlite from '@wardbook/event-store-sqlite';
import { checkKeys, keyEncryptionInFile, type Keyring, type KeyStore } from '@wardbook/personal-data';
import {
  correctionFrom,
  keyFileFrom,
  Misused,
  parsed,
  pointFrom,
  readerFrom,
  USAGE,
  type Values,
} from './arguments.ts';
import { clockReport, correctLog } from './clock.ts';
import { parkedLines } from './parked.ts';
import { replay } from './replay.ts';
import { redacted, revealTo } from './reveal.ts';
import { audited } from './report.ts';
import { wordsWith } from './words.ts';

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
  if (command === 'parked' && positionals.length === 1) return printParked(placesFrom(values));
  if (command === 'clock' && positionals.length === 1) return printClock(placesFrom(values), clockReport);
  if (command === 'clock' && stream === 'correct' && positionals.length === 2) {
    const correction = correctionFrom(values);
    return printClock(placesFrom(values), (store) => correctLog(store, correction));
  }
  throw new Misused('Wardbook cannot tell what it is asked to do. Choose one of these:');
};

const printReplay = async (stream: string, values: Values): Promise<number> => {
  const [places, point, reader] = [placesFrom(values), pointFrom(values), readerFrom(values)];
  const closing: Closing[] = [];
  try {
    const store = kept(closing, await places.store());
    let opened: Promise<Keyring> | undefined;
    const keys = (): Promise<Keyring> => (opened ??= keysOf(store, places, values, closing));
    const reveal = reader
      ? revealTo(reader, stream, {
          store,
          access: kept(closing, await places.accessToWrite()),
          keys: await keys(),
        })
      : redacted;
    const lines = await replay(store, stream, {
      ...(point && { point }),
      reveal,
      words: wordsWith(store, keys),
    });
    say(lines ? `${lines.join('\n')}\n` : `${nothingUnder(stream, point)}\n`);
    return lines ? 0 : 1;
  } finally {
    await Promise.all(closing.map((open) => open.close()));
  }
};

const keysOf = async (
  log: ReadOnlyLog,
  places: Places,
  values: Values,
  closing: Closing[],
): Promise<Keyring> =>
  checkKeys({
    log,
    keys: kept(closing, await places.keys()),
    encryption: () => keyEncryptionInFile(keyFileFrom(values, places.keyFile), { make: false }),
  });

const nothingUnder = (stream: string, point: PointInHistory | undefined): string =>
  point
    ? `Nothing is on record of ${stream} at that point. Ask for a later one, or leave it out.`
    : `Nothing is on record of ${stream}. A stream is a kind of record and its id, for example ward-E05000140.`;

const printVerify = async ({ store, access }: Places): Promise<number> => {
  const reports = [await audited('Log', store), await audited('Access log', access)];
  for (const { text } of reports) say(text);
  return reports.every(({ fits }) => fits) ? 0 : 1;
};

const printParked = async ({ store }: Places): Promise<number> => {
  const log = await store();
  try {
    say(`${(await parkedLines(log)).join('\n')}\n`);
    return 0;
  } finally {
    await log.close();
  }
};

const printClock = async (
  places: Places,
  linesFor: (store: EventStore) => Promise<readonly string[]>,
): Promise<number> => {
  for (const which of ['store', 'access'] as const) {
    const store = await places[`${which}ToWrite`]();
    try {
      const lines = await linesFor(store);
      say(`${which === 'store' ? 'Log' : 'Access log'}: ${lines.join('\n    ')}\n`);
    } finally {
      await store.close();
    }
  }
  return 0;
};

interface Closing {
  close(): Promise<void>;
}

const kept = <Open extends Closing>(closing: Closing[], open: Open): Open => {
  closing.push(open);
  return open;
};

/** What a command line may open; nothing is made that is not there. */
interface Places {
  readonly store: () => Promise<ReadOnlyLog>;
  readonly access: () => Promise<ReadOnlyLog>;
  /** For an operator who corrects a clock. */
  readonly storeToWrite: () => Promise<EventStore>;
  /** For an operator, and for whoever opens personal data, which is written down. */
  readonly accessToWrite: () => Promise<EventStore>;
  /** Found, and neither added nor destroyed. */
  readonly keys: () => Promise<KeyStore>;
  /** Where the key-encryption key is, unless it is said. */
  readonly keyFile: string;
}

const placesFrom = (values: Values): Places => {
  const setting = values.store ?? process.env['WARDBOOK_STORE'] ?? 'sqlite:wardbook-data';
  if (!/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\//.test(setting)) return databaseAt('store', setting);
  const beside = databaseAt('rows', values.rows ?? process.env['WARDBOOK_ROWS'] ?? '');
  const store = (): Promise<EventStore> => kurrentdbEventStore(setting);
  return { ...beside, store, storeToWrite: store };
};

const MUST_BE = {
  store: '--store must be sqlite:FOLDER, postgres://… or kurrentdb://….',
  rows: 'KurrentDB keeps the log alone: --rows must be sqlite:FOLDER or postgres://…, where all else is.',
};

const databaseAt = (option: keyof typeof MUST_BE, setting: string): Places => {
  if (/^postgres(ql)?:\/\//.test(setting) && URL.canParse(setting))
    return {
      store: () => postgres.existingLog(setting),
      access: () => postgres.existingLog(setting, 'access'),
      storeToWrite: () => postgres.existingStore(setting),
      accessToWrite: () => postgres.existingAccess(setting),
      keys: () => postgres.existingKeys(setting),
      keyFile: 'wardbook.key',
    };
  const [, folder] = /^sqlite:(.+)$/.exec(setting) ?? [];
  // An address may hold a password: it is not repeated.
  if (folder === undefined) throw new Misused(MUST_BE[option]);
  return {
    store: () => sqlite.existingLog(folder),
    access: () => sqlite.existingLog(folder, 'access'),
    storeToWrite: () => sqlite.existingStore(folder),
    accessToWrite: () => sqlite.existingAccess(folder),
    keys: () => sqlite.existingKeys(folder),
    keyFile: `${folder}.key`,
  };
};

const say = (text: string): void => {
  process.stdout.write(text);
};

// Whoever reads, `head` for example, may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Misused || error instanceof StoreUnavailable || error instanceof ChainBroken))
    throw error;
  process.stderr.write(`${error.message}\n${error instanceof Misused ? `\n${USAGE}` : ''}`);
  process.exitCode = 2;
}
