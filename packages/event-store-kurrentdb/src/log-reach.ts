import type { Cursor } from './client-reads.ts';

/** How far KurrentDB's log goes at least, whoever wrote there: this process has been told so. */
export interface LogReach {
  extend(cursor: Cursor): void;
  end(): Cursor | undefined;
}

export const logReach = (): LogReach => {
  let end: Cursor | undefined;
  return {
    extend: (cursor) => {
      if (!end || cursor.commit > end.commit) end = cursor;
    },
    end: () => end,
  };
};
