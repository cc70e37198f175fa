import { StoreUnavailable } from '@wardbook/event-sourcing';

/** The server cannot be reached, is starting or stopping, or has no connection left: the same call succeeds once it is back. */
export const isAway = (error: unknown): boolean => {
  const { code, message } = partsOf(error);
  return AWAY.test(code ?? '') || (code === undefined && CUT.test(message));
};

/** The same call may succeed in a moment: the server is away, or somebody else holds the lock. */
export const isPassing = (error: unknown): boolean => isAway(error) || partsOf(error).code === LOCKED;

const LOCKED = '55P03';

/** A server that said nothing for so long that its connection was taken for dead. */
export const isSilence = (error: unknown): boolean => partsOf(error).code === SILENT;

const SILENT = 'ETIMEDOUT';

/** What was asked for is at fault, and no other call suffers from it. */
export const isCallsFault = (error: unknown): boolean => /^(22|23|54|WB)/.test(partsOf(error).code ?? '');

/** Something on disk cannot be read: another call may meet it, or pass it by. */
export const isDamage = (error: unknown): boolean => /^(58|XX)/.test(partsOf(error).code ?? '');

/** What a caller is told when the database, and not the call, is at fault; undefined for anything that is not its doing. */
export const faultOf = (error: unknown): StoreUnavailable | undefined => {
  const { code, message } = partsOf(error);
  if (isAway(error))
    return new StoreUnavailable(
      `${AWAY_FOR[code ?? ''] ?? 'The database cannot be reached'}${named(code)}.`,
      true,
    );
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
// A transaction that was cut off in its middle is among them (25P03).
const AWAY = new RegExp(`^(08|25P03$|57P0[1235]$|53300$|(${UNREACHABLE.join('|')})$)`);

// What the driver says in words alone. The outcome of a call that was under way is then unknown.
const CUT =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered))/;

/** By the code, where "cannot be reached" would not be true. */
const AWAY_FOR: Readonly<Record<string, string>> = {
  '53300': 'The database is busy',
  [SILENT]: 'The database did not answer in time',
};

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
  '58': 'The database cannot use its disk',
  XX: 'The database is damaged',
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
