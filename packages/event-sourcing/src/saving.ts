import type { Turn } from './turns.ts';
import type { RowChanges, Rows } from './rows.ts';

/** Saves one view's changes; false when somebody else was faster. */
export type Save = (change: RowChanges) => Promise<boolean>;

// More than this is worth a transaction of its own, and the event loop a turn.
const SMALL = 32;

/** Small changes that come at the same time share one transaction. */
export const savingTogether = (rows: Pick<Rows, 'save'>, turn: Turn): Save => {
  let waiting: Waiting[] = [];
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      if (batch.length > 1 && (await rows.save(batch.map(({ change }) => change)))) {
        for (const { resolve } of batch) resolve(true);
        return;
      }
    } catch {
      // Each learns for itself what is wrong.
    }
    for (const { change, resolve, reject } of batch) await rows.save([change]).then(resolve, reject);
  };
  return (change) =>
    change.changed.length > SMALL
      ? rows.save([change])
      : new Promise((resolve, reject) => {
          waiting.push({ change, resolve, reject });
          if (waiting.length === 1) void turn().then(flush);
        });
};

interface Waiting {
  readonly change: RowChanges;
  readonly resolve: (saved: boolean) => void;
  readonly reject: (error: unknown) => void;
}
