import { StoreUnavailable } from '@wardbook/event-sourcing';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** An address that the client reads as it was meant; the credentials go another way, so that no log shows them. */
export interface ClientAddress {
  readonly address: string;
  readonly credentials?: Credentials;
}

/**
 * Checks `kurrentdb://[user:password@]host[:port][,…][?key=value&…]` more strictly than the client does.
 * Throws `StoreUnavailable`; no message repeats any part of the address.
 */
export const clientAddress = (text: string): ClientAddress => {
  const [, discover = '', authority = '', query = ''] =
    ADDRESS.exec(text.trim()) ?? refuse('A KurrentDB address looks like kurrentdb://host:2113?tls=false.');
  const settings = settingsIn(query);
  const at = authority.lastIndexOf('@');
  const credentials = at < 0 ? undefined : credentialsIn(authority.slice(0, at));
  const hosts = authority.slice(at + 1);
  if (!HOSTS.test(hosts)) refuse('The KurrentDB address does not name its hosts as host:port,host:port.');
  if (settings.get('tls') === 'false' && (credentials ?? settings.get('userCertFile')))
    refuse('With tls=false the KurrentDB client drops credentials silently: use TLS, or give none.');
  // One spelling for all, because the client complains aloud about its older ones.
  return {
    address: `kurrentdb${discover}://${hosts}${query && `?${query}`}`,
    ...(credentials && { credentials }),
  };
};

const ADDRESS = /^(?:kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/([^/?]+)\/?(?:\?(.*))?$/;
const HOSTS = /^[\w.-]+(:\d{1,5})?(,[\w.-]+(:\d{1,5})?)*$/;

const refuse = (sentence: string): never => {
  throw new StoreUnavailable(sentence, false);
};

// The client cuts a password at its first colon, and takes what follows an `@` for a host.
const credentialsIn = (text: string): Credentials => {
  const [username = '', password = '', ...rest] = text.split(':');
  if (rest.length > 0 || text.includes('@'))
    refuse('A colon or an @ in the KurrentDB user or password must be written as %3A or %40.');
  if (username === '' || password === '')
    refuse('The KurrentDB address must give both a user and a password, or neither.');
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return refuse('A percent sign in the KurrentDB user or password must be written as %25.');
  }
};

const settingsIn = (query: string): ReadonlyMap<string, string> => {
  const settings = new Map<string, string>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [key = '', value = '', ...rest] = pair.split('=');
    // The client warns about a key that it does not know, and goes on without what was asked for.
    const [name, allowed] =
      SETTINGS_BY_KEY.get(flat(key)) ??
      refuse('The KurrentDB address has a key that the client does not know.');
    if (rest.length > 0 || !allowed.test(value))
      refuse(REASONS[name] ?? `The KurrentDB address has a value for ${name} that the client does not take.`);
    if (settings.has(name)) refuse(`The KurrentDB address gives ${name} twice.`);
    settings.set(name, value);
  }
  return settings;
};

const TEXT = /^[^?]+$/;
const COUNT = /^\d+$/;
const COUNT_OR_NEVER = /^(-1|\d+)$/;

const SETTINGS: Readonly<Record<string, RegExp>> = {
  tls: /^(true|false)$/,
  tlsVerifyCert: /^true$/,
  throwOnAppendFailure: /^true$/,
  nodePreference: /^leader$/i,
  tlsCAFile: TEXT,
  userCertFile: TEXT,
  userKeyFile: TEXT,
  connectionName: TEXT,
  maxDiscoverAttempts: COUNT,
  discoveryInterval: COUNT,
  gossipTimeout: COUNT,
  defaultDeadline: COUNT,
  keepAliveInterval: COUNT_OR_NEVER,
  keepAliveTimeout: COUNT_OR_NEVER,
};

// The client takes any mixture of cases, hyphens and underscores for the same key.
const flat = (key: string): string => key.toLowerCase().replace(/[_-]/g, '');
const SETTINGS_BY_KEY = new Map(
  Object.entries(SETTINGS).map((setting) => [flat(setting[0]), setting] as const),
);

const REASONS: Readonly<Record<string, string>> = {
  tlsVerifyCert:
    'tlsVerifyCert=false would accept any certificate: name the authority in tlsCAFile instead, or leave TLS out with tls=false.',
  throwOnAppendFailure:
    'throwOnAppendFailure=false makes the KurrentDB client report a wrong revision for every conflict.',
  nodePreference: 'nodePreference must be leader: what was appended must be there to be read at once.',
};
