import { StoreUnavailable } from '@wardbook/event-sourcing';

/** Somebody else holds the lock: the same call succeeds once they let go. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(codeOf(error) ?? '');

/** What a caller is told when the file, and not the call, is at fault; undefined for the call's own mistakes. */
export const faultOf = (error: unknown): StoreUnavailable | undefined => {
  const code = codeOf(error);
  if (code === undefined || /^SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG)/.test(code)) return undefined;
  if (isBusy(error)) return new StoreUnavailable('Another process holds the file.', true);
  if (code === 'SQLITE_FULL') return new StoreUnavailable('The disk is full.', true);
  return new StoreUnavailable(`The file cannot be used (${code}).`, false);
};

// By its code and not by its class: each realm that loads the driver has a class of its own.
const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
