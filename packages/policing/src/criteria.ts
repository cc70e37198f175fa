/** Attested instead of known: no decision reads a birth date or an address. */
export const CRITERIA = ['AGE_60_PLUS', 'UNDER_18', 'VULNERABLE', 'REPEAT_VICTIM'] as const;
/** One of `CRITERIA`. */
export type Criterion = (typeof CRITERIA)[number];
