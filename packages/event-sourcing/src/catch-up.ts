import type { EventStore, Position } from './event-store.ts';
import { logFeed } from './feed.ts';
import { turns } from './turns.ts';
import { viewFollower, type Following } from './view-follower.ts';
import type { AnyView } from './view.ts';
import type { Rows } from './rows.ts';

/**
 * Brings views, which are open, to where the log ends now; without an engine, and once.
 * @example
 * await rows.open([lampBoard]);
 * await catchUp(store, rows, [lampBoard]);
 */
export const catchUp = async (
  store: EventStore,
  rows: Rows,
  views: readonly AnyView[],
): Promise<Position> => {
  const feed = logFeed(store);
  const following: Following = {
    store,
    rows,
    feed,
    save: (change) => rows.save([change]),
    turn: turns(),
    now: Date.now,
    elapsed: () => performance.now(),
    onParked: () => undefined,
  };
  const head = await store.head();
  const positions = await Promise.all(
    views.map(async (view) => {
      const follower = viewFollower(view, following);
      await follower.begin();
      while (follower.reached() < head) await follower.step(0);
      return follower.reached();
    }),
  );
  return positions.reduce((a, b) => (a < b ? a : b), head);
};
