/** Ranks from the lowest to the highest; the last four of the Met and those of other forces stand side by side. */
export const RANKS = [
  'PCSO',
  'CONSTABLE',
  'SERGEANT',
  'INSPECTOR',
  'CHIEF_INSPECTOR',
  'SUPERINTENDENT',
  'CHIEF_SUPERINTENDENT',
  'COMMANDER',
  'ASSISTANT_CHIEF_CONSTABLE',
  'DEPUTY_ASSISTANT_COMMISSIONER',
  'DEPUTY_CHIEF_CONSTABLE',
  'ASSISTANT_COMMISSIONER',
  'CHIEF_CONSTABLE',
  'DEPUTY_COMMISSIONER',
  'COMMISSIONER',
] as const;
/** One of `RANKS`. */
export type Rank = (typeof RANKS)[number];

/**
 * Whether somebody has this rank or a higher one; who has none has not.
 * @example
 * isAtLeast('SERGEANT', 'INSPECTOR'); // false
 */
export const isAtLeast = (rank: Rank | undefined, lowest: Rank): boolean =>
  rank !== undefined && RANKS.indexOf(rank) >= RANKS.indexOf(lowest);
