import type { policing } from '../index.ts';

/** The laws, by the names of their tests. */
export type LawName =
  | 'order'
  | 'nothing-lost'
  | 'processes'
  | 'repeats'
  | 'strangers'
  | 'references'
  | 'personal-values'
  | 'endings'
  | 'struck-last'
  | 'struck-any';

/** Which kinds of record break a law for now, and how. A line whose kind keeps the law fails the law's test. */
export const NOT_YET: {
  readonly [Law in LawName]?: { readonly [Kind in keyof typeof policing.kinds]?: string };
} = {};
