import { londonDate } from '../london.ts';

/** Why words are taken out. */
export const REDACTION_REASONS = [
  'NAMES_A_PERSON',
  'CONFIDENTIAL',
  'OFFENSIVE',
  'WRONG',
  'UNLAWFUL',
  'OTHER',
] as const;
/** One of `REDACTION_REASONS`. */
export type RedactionReason = (typeof REDACTION_REASONS)[number];

const BECAUSE: Readonly<Record<RedactionReason, string>> = {
  NAMES_A_PERSON: 'because they name a person',
  CONFIDENTIAL: 'because they were confidential',
  OFFENSIVE: 'because they were offensive',
  WRONG: 'because they were wrong',
  UNLAWFUL: 'because it was unlawful to keep them',
  OTHER: 'for a reason that the records staff keep',
};

const isReason = (code: string): code is RedactionReason => Object.hasOwn(BECAUSE, code);

/**
 * What stands in the place of words that were taken out: when that was decided (UTC), and why.
 * @example
 * takenOut({ at: '2026-11-28T09:00:00.000Z', reason: 'NAMES_A_PERSON' });
 * // '[taken out on 28 November 2026, because they name a person]'
 */
export const takenOut = (known: { readonly at: string; readonly reason: string } | undefined): string => {
  if (!known) return '[taken out]';
  const why = isReason(known.reason) ? BECAUSE[known.reason] : BECAUSE.OTHER;
  return `[taken out on ${londonDate(known.at)}, ${why}]`;
};
