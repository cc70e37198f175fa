import { StoreUnavailable } from '@wardbook/event-sourcing';

/** The server cannot be reached, is starting or stopping, or has no connection left: the same call succeeds once it is back. */
export const isAway = (error: unknown): boolean => {
  const { code, message } = partsOf(error);
  return AWAY.test(code ?? '') || (code === undefined && CUT.test(message));
};

/** What a caller is told when the database, and not the call, is at fault; undefined for anything that is not its doing. */
export const faultOf = (error: unknown): StoreUnavailable | undefined => {
  const { code, message } = partsOf(error);
  if (isAway(error)) return new StoreUnavailable(`The database cannot be reached${named(code)}.`, true);
  if (message === ENDED) return new StoreUnavailable('The store is closed.', false);
  if (message.startsWith('SASL')) return new StoreUnavailable(REASONS['28'] ?? '', false);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  const reason = REASONS[code] ?? REASONS[code.slice(0, 2)] ?? 'The database refused the call';
  return new StoreUnavailable(`${reason}${named(code)}.`, RETRYABLE.test(code));
};

const UNREACHABLE = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
];

// Beside the network: a connection that broke, a server that stops or starts, and one with no connection left.
const AWAY = new RegExp(`^(08|57P0[1235]$|53300$|(${UNREACHABLE.join('|')})$)`);

// What the driver says in words alone. The outcome of a call that was under way is then unknown.
const CUT =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered))/;

const ENDED = 'Cannot use a pool after calling end on the pool';

// Rolled back as a whole, and not by the fault of what was asked: a deadlock, no room, a lock held too long, a standby.
const RETRYABLE = /^(40|53|55P03|57|25006)/;

/** By SQLSTATE or its class; never the server's own message, which may quote a value. */
const REASONS: Readonly<Record<string, string>> = {
  '28': 'The database refuses this login',
  '25006': 'The database is read-only',
  '3D000': 'There is no such database',
  '40': 'The database gave way to another transaction',
  '42501': 'This login may not do that',
  '53': 'The database has no room left',
  '55P03': 'Another process holds the lock',
  '57': 'The database gave up the call',
};

const named = (code: string | undefined): string => (code === undefined ? '' : ` (${code})`);

// By its fields and not by its class: each realm that loads the driver has a class of its own.
const partsOf = (error: unknown): { readonly code: string | undefined; readonly message: string } => {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return {
    code: typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : '',
  };
};
