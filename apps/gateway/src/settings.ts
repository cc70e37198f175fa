/** What the environment decides. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly store: StoreSetting;
  /** Where the key-encryption key is: never where the keys are that it wraps. */
  readonly keyFile: string;
  /** Fill an empty log with the demonstration borough, and print tokens for its people. */
  readonly demonstration: boolean;
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
  'WARDBOOK_HOST',
  'WARDBOOK_KEY_FILE',
  'WARDBOOK_DEMONSTRATION',
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
  if (unknown !== undefined) throw new SettingInvalid(`${unknown} is not a setting of Wardbook.`);
  const issuer = issuerFrom(environment);
  const store = storeFrom(
    environment['WARDBOOK_STORE'] ?? 'sqlite:wardbook-data',
    environment['WARDBOOK_ROWS'],
  );
  return {
    port: portFrom(environment['PORT'] ?? '4000'),
    host: environment['WARDBOOK_HOST'] ?? '127.0.0.1',
    store,
    keyFile: environment['WARDBOOK_KEY_FILE'] ?? keyFileOf(store),
    demonstration: onOrOff(
      'WARDBOOK_DEMONSTRATION',
      environment['WARDBOOK_DEMONSTRATION'] ?? (issuer ? 'off' : 'on'),
      issuer,
    ),
    ...(issuer && { issuer }),
  };
};

const portFrom = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new SettingInvalid('PORT must be a number from 0 to 65535.');
  return port;
};

// The messages name the setting and never repeat it: an address may hold a password.
const storeFrom = (text: string, rows: string | undefined): StoreSetting => {
  if (/^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/./.test(text)) {
    const beside = rows === undefined ? undefined : databaseFrom(rows);
    if (!beside)
      throw new SettingInvalid('WARDBOOK_ROWS must be sqlite:FOLDER or postgres://… beside a KurrentDB.');
    return { kind: 'kurrentdb', address: text, beside };
  }
  if (rows !== undefined)
    throw new SettingInvalid('WARDBOOK_ROWS is for a KurrentDB in WARDBOOK_STORE only.');
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
  if (text === 'on' && issuer) throw new SettingInvalid(`${name} must be off where WARDBOOK_ISSUER is set.`);
  if (text === 'off' && !issuer)
    throw new SettingInvalid(`${name} must be on, or WARDBOOK_ISSUER must be set.`);
  return text === 'on';
};

const issuerFrom = (environment: Readonly<Record<string, string | undefined>>): Settings['issuer'] => {
  const { WARDBOOK_ISSUER: issuer, WARDBOOK_AUDIENCE: audience, WARDBOOK_JWKS: jwks } = environment;
  if (issuer === undefined && audience === undefined && jwks === undefined) return undefined;
  if (issuer === undefined || audience === undefined || jwks === undefined)
    throw new SettingInvalid('WARDBOOK_ISSUER, WARDBOOK_AUDIENCE and WARDBOOK_JWKS must be set together.');
  if (!URL.canParse(jwks)) throw new SettingInvalid('WARDBOOK_JWKS must be the address of a key set.');
  return { issuer, audience, jwks };
};
