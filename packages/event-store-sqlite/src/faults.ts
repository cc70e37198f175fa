import { StoreUnavailable } from '@wardbook/event-sourcing';

/** Somebody else holds the lock: the same call succeeds once they let go. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(codeOf(error) ?? '');

/** What is written breaks a rule of the table. */
export const isConstraint = (error: unknown): boolean =>
  codeOf(error)?.startsWith('SQLITE_CONSTRAINT') ?? false;

/** What a caller is told when the file, and not the call, is at fault; undefined for the call's own mistakes. */
export const faultOf = (error: unknown): StoreUnavailable | undefined => {
  const code = codeOf(error);
  if (code === undefined || /^SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG)/.test(code)) return undefined;
  if (isBusy(error)) return new StoreUnavailable('Another process holds the file.', true);
  if (code === 'SQLITE_FULL') return new StoreUnavailable('The disk is full.', true);
  // What could not be written or read now was rolled back; the disk may be well again when the call is repeated.
  const passing = /^SQLITE_(IOERR|NOMEM)/.test(code) && !isFinal(error);
  return new StoreUnavailable(`The file cannot be used (${code}).`, passing);
};

/**
 * Nobody knows any more what is on disk, or what is there is damaged: only opening the file anew can tell. A failed
 * fsync is such a fault, because the kernel may forget what it could not write, and call the next one a success.
 */
export const isFinal = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB|READONLY_DBMOVED|IOERR_(FSYNC|DIR_FSYNC|CORRUPTFS|DATA|VNODE))/.test(
    codeOf(error) ?? '',
  );

// By its code and not by its class: each realm that loads the driver has a class of its own.
const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
