import type { Position } from '@wardbook/event-sourcing';
import type { Cursor } from './client-reads.ts';

/** Where a category, or the whole log, is known to have nothing: a poll need not walk there again. */
export interface QuietStretches {
  /** Where to begin in order to find everything after a position; undefined for the start of the log. */
  startAfter(category: string | undefined, after: Position): Cursor | undefined;
  /** There is nothing after `from` before `to`. */
  learn(category: string | undefined, from: Position, to: Cursor | undefined): void;
}

export const quietStretches = (): QuietStretches => {
  const stretches = new Map<string | undefined, { readonly from: Position; readonly to: Cursor }>();
  return {
    startAfter: (category, after) => {
      const quiet = stretches.get(category);
      if (quiet && quiet.from <= after && after < quiet.to.commit) return quiet.to;
      return after === 0n ? undefined : { commit: after, prepare: after };
    },
    learn: (category, from, to) => {
      if (to && to.commit > from) stretches.set(category, { from, to });
    },
  };
};
