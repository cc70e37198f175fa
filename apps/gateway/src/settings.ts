/** What the environment decides. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly store: StoreSetting;
  /** How far ahead of the store's clock this machine's may be before nothing is recorded by it, in milliseconds. */
  readonly clockAhead: number;
  /** Nothing that is recorded happened before: UTC milliseconds. */
  readonly earliest: number;
  /** Where the key-encryption key is: never where the keys are that it wraps. */
  readonly keyFile: string;
  /** Fill an empty log with the demonstration borough, and print tokens for its people. */
  readonly demonstration: boolean;
  /** For how many milliseconds a process is this gateway's without a sign of life. */
  readonly lease: number;
  /** Where processes begin on a log that does not say where they stood. */
  readonly processesBegin?: 'AT_FIRST_EVENT' | 'AFTER_LAST_EVENT';
  /** Whether rows that are not of this log are refused, or rebuilt. */
  readonly foreignRows: 'REFUSE' | 'REBUILD';
  /** The origins of pages that browsers let ask. */
  readonly corsOrigins: readonly string[];
  /** Who issues tokens; the demonstration issues its own. */
  readonly issuer?: { readonly issuer: string; readonly audience: string; readonly jwks: string };
}

/** Where everything is kept: the log, read models, keys and the access log. */
export type StoreSetting =
  | { readonly kind: 'memory' }
  | Database
  /** KurrentDB keeps the log alone; the rest is beside it. */
  | { readonly kind: 'kurrentdb'; readonly address: string; readonly beside: Database };

type Database =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly address: string };

/** A setting that cannot be understood; the message is one sentence that names it. */
export class SettingInvalid extends Error {
  override readonly name = 'SettingInvalid';
}

const KNOWN = [
  'WARDBOOK_STORE',
  'WARDBOOK_ROWS',
  'WARDBOOK_CLOCK_AHEAD',
  'WARDBOOK_EARLIEST',
  'WARDBOOK_HOST',
  'WARDBOOK_KEY_FILE',
  'WARDBOOK_DEMONSTRATION',
  'WARDBOOK_LEASE',
  'WARDBOOK_PROCESSES_BEGIN',
  'WARDBOOK_FOREIGN_ROWS',
  'WARDBOOK_CORS_ORIGINS',
  'WARDBOOK_ISSUER',
  'WARDBOOK_AUDIENCE',
  'WARDBOOK_JWKS',
] as const;

/** Reads the environment. Throws `SettingInvalid` for a value, or a WARDBOOK_ name, that is not known. */
export const settingsFrom = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const unknown = Object.keys(environment).find(
    (name) =>
      name.startsWith('WARDBOOK_') &&
      !name.startsWith('WARDBOOK_TEST_') &&
      !KNOWN.some((known) => known === name),
  );
  if (unknown !== undefined)
    throw new SettingInvalid(
      `${unknown} is not a setting of Wardbook: take it away, or spell it as README.md does.`,
    );
  const issuer = issuerFrom(environment);
  const store = storeFrom(
    environment['WARDBOOK_STORE'] ?? 'sqlite:wardbook-data',
    environment['WARDBOOK_ROWS'],
  );
  const processesBegin = choiceOf('WARDBOOK_PROCESSES_BEGIN', PROCESSES_BEGIN, environment);
  return {
    port: portFrom(environment['PORT'] ?? '4000'),
    host: environment['WARDBOOK_HOST'] ?? '127.0.0.1',
    store,
    clockAhead: clockAheadFrom(environment['WARDBOOK_CLOCK_AHEAD'] ?? '5'),
    earliest: earliestFrom(environment['WARDBOOK_EARLIEST'] ?? '1990-01-01'),
    keyFile: environment['WARDBOOK_KEY_FILE'] ?? keyFileOf(store),
    demonstration: onOrOff(
      'WARDBOOK_DEMONSTRATION',
      environment['WARDBOOK_DEMONSTRATION'] ?? (issuer ? 'off' : 'on'),
      issuer,
    ),
    lease: leaseFrom(environment['WARDBOOK_LEASE'] ?? '10'),
    foreignRows: choiceOf('WARDBOOK_FOREIGN_ROWS', FOREIGN_ROWS, environment) ?? 'REFUSE',
    corsOrigins: originsFrom(environment['WARDBOOK_CORS_ORIGINS'] ?? ''),
    ...(processesBegin && { processesBegin }),
    ...(issuer && { issuer }),
  };
};

const PROCESSES_BEGIN = {
  'at-first-event': 'AT_FIRST_EVENT',
  'after-last-event': 'AFTER_LAST_EVENT',
} as const;
const FOREIGN_ROWS = { refuse: 'REFUSE', rebuild: 'REBUILD' } as const;

const choiceOf = <Choice>(
  name: string,
  choices: Readonly<Record<string, Choice>>,
  environment: Readonly<Record<string, string | undefined>>,
): Choice | undefined => {
  const text = environment[name];
  if (text === undefined) return undefined;
  if (Object.hasOwn(choices, text)) return choices[text];
  throw new SettingInvalid(`${name} must be ${Object.keys(choices).join(' or ')}.`);
};

const leaseFrom = (text: string): number => {
  const seconds = Number(text);
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text) || seconds < 0.2 || seconds > 300)
    throw new SettingInvalid('WARDBOOK_LEASE must be a number of seconds from 0.2 to 300.');
  return Math.round(seconds * 1_000);
};

const portFrom = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new SettingInvalid('PORT must be a number from 0 to 65535.');
  return port;
};

const clockAheadFrom = (text: string): number => {
  const seconds = Number(text);
  if (!/^\d{1,4}$/.test(text) || seconds < 1 || seconds > 3_600)
    throw new SettingInvalid('WARDBOOK_CLOCK_AHEAD must be a number of seconds from 1 to 3600.');
  return seconds * 1_000;
};

const earliestFrom = (text: string): number => {
  const day = Date.parse(`${text}T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day))
    throw new SettingInvalid('WARDBOOK_EARLIEST must be a day, for example 1990-01-01.');
  return day;
};

const originsFrom = (text: string): readonly string[] => {
  const origins = text.split(/[\s,]+/).filter((origin) => origin !== '');
  // Spelt otherwise it would never be the one that a browser sends.
  if (!origins.every((origin) => /^https?:/.test(origin) && URL.parse(origin)?.origin === origin))
    throw new SettingInvalid(
      'WARDBOOK_CORS_ORIGINS must be origins with a space between them, for example https://app.example.',
    );
  return origins;
};

// The messages name the setting and never repeat it: an address may hold a password.
const storeFrom = (text: string, rows: string | undefined): StoreSetting => {
  if (/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/./.test(text)) {
    const beside = rows === undefined ? undefined : databaseFrom(rows);
    if (!beside)
      throw new SettingInvalid(
        'KurrentDB keeps the log alone: set WARDBOOK_ROWS to sqlite:FOLDER or postgres://… for all else.',
      );
    return { kind: 'kurrentdb', address: text, beside };
  }
  if (rows !== undefined)
    throw new SettingInvalid('WARDBOOK_ROWS is for a KurrentDB in WARDBOOK_STORE only: take it away.');
  if (text === 'memory:') return { kind: 'memory' };
  const database = databaseFrom(text);
  if (!database)
    throw new SettingInvalid('WARDBOOK_STORE must be sqlite:FOLDER, postgres://…, kurrentdb://… or memory:.');
  return database;
};

const databaseFrom = (text: string): Database | undefined => {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return { kind: 'postgres', address: text };
  const [, folder] = /^sqlite:(.+)$/.exec(text) ?? [];
  return folder === undefined ? undefined : { kind: 'sqlite', folder };
};

const keyFileOf = (store: StoreSetting): string => {
  const database = store.kind === 'kurrentdb' ? store.beside : store;
  return database.kind === 'sqlite' ? `${database.folder}.key` : 'wardbook.key';
};

const onOrOff = (name: string, text: string, issuer: Settings['issuer']): boolean => {
  if (text !== 'on' && text !== 'off') throw new SettingInvalid(`${name} must be on or off.`);
  if (text === 'on' && issuer)
    throw new SettingInvalid(
      `${name} must be off where WARDBOOK_ISSUER is set: the demonstration has an issuer of its own.`,
    );
  if (text === 'off' && !issuer)
    throw new SettingInvalid(
      `Nobody would issue tokens: set ${name} to on, or name an issuer in WARDBOOK_ISSUER.`,
    );
  return text === 'on';
};

const issuerFrom = (environment: Readonly<Record<string, string | undefined>>): Settings['issuer'] => {
  const { WARDBOOK_ISSUER: issuer, WARDBOOK_AUDIENCE: audience, WARDBOOK_JWKS: jwks } = environment;
  if (issuer === undefined && audience === undefined && jwks === undefined) return undefined;
  if (issuer === undefined || audience === undefined || jwks === undefined)
    throw new SettingInvalid('WARDBOOK_ISSUER, WARDBOOK_AUDIENCE and WARDBOOK_JWKS must be set together.');
  if (!URL.canParse(jwks))
    throw new SettingInvalid('WARDBOOK_JWKS must be the address of the key set of WARDBOOK_ISSUER.');
  return { issuer, audience, jwks };
};
