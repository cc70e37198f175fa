import type { EventStore, Position, RecordedFields } from './event-store.ts';
import type { Feed } from './feed.ts';
import type { ParkedKey } from './places.ts';
import { foldOneKey, keysThatMayWait } from './refold.ts';
import type { Save } from './saving.ts';
import { partSize, type Turn } from './turns.ts';
import { foldInto } from './view-fold.ts';
import { typesOf, type AnyView } from './view.ts';
import type { RowChanges, Rows, StoredRow } from './rows.ts';

/** What everybody who follows the log shares. */
export interface Following {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly feed: Feed;
  readonly save: Save;
  readonly turn: Turn;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Milliseconds since whenever, by a clock that nobody sets. */
  readonly elapsed: () => number;
  /** Told of each key that is set aside. */
  readonly onParked: (follower: string, parked: ParkedKey) => void;
}

export interface ViewFollower {
  /** Stands where the rows stand, and tries the keys that were set aside once more. */
  begin(): Promise<void>;
  /** Goes on by at most one page, waiting for news so many milliseconds. */
  step(milliseconds: number): Promise<Position>;
  /** Every event up to here is in the rows. */
  reached(): Position;
}

// What does not concern a view moves its checkpoint only now and then: it would be looked at again after a restart.
const UNSAVED = 500;
/** So few are folded at once: waiting for a turn would take longer. */
const FEW = 16;

/** Keeps one view's rows up to date. It waits for no other view, and no other for it. */
export const viewFollower = (
  view: AnyView,
  { store, rows, feed, save, turn, now, elapsed, onParked }: Following,
): ViewFollower => {
  const types = typesOf(view);
  const part = partSize();
  let position = 0n;
  let saved = 0n;
  let unsaved = 0;
  const parked = new Map<string, ParkedKey>();
  /** Keys that this build cannot fold. */
  const hopeless = new Set<string>();

  const stand = async (): Promise<void> => {
    ({ position } = await rows.checkpoint(view));
    saved = position;
    unsaved = 0;
    parked.clear();
    for (const one of await rows.parked(view)) parked.set(one.key, one);
  };
  /** False where somebody else was faster: then it stands where they do. */
  const saveTo = async (
    to: Position,
    changes: Pick<RowChanges, 'changed' | 'removed' | 'parked' | 'released'>,
  ): Promise<boolean> => {
    const hash = await feed.hashAt(to);
    const from = { view, from: saved, aside: [...parked.keys()] };
    if (!(await save({ ...from, to, ...(hash !== undefined && { hash }), ...changes }))) {
      await stand();
      return false;
    }
    position = to;
    saved = to;
    unsaved = 0;
    return true;
  };
  const moveTo = async (to: Position, events: readonly RecordedFields[]): Promise<boolean> => {
    const iso = new Date(now()).toISOString();
    const folded = await foldInto({ rows, store, turn }, view, events, { parked, now: iso });
    const { changed, removed, parked: aside } = folded;
    // Where keys are set aside, saving tells whether they still are.
    if (
      changed.length + removed.length === 0 &&
      aside.length === 0 &&
      parked.size === 0 &&
      unsaved < UNSAVED
    ) {
      position = to;
      return true;
    }
    if (!(await saveTo(to, { changed, removed, parked: aside }))) return false;
    for (const one of aside) {
      parked.set(one.key, one);
      hopeless.add(one.key);
      onParked(view.name, one);
    }
    return true;
  };
  const take = async (concerned: readonly RecordedFields[], to: Position): Promise<void> => {
    for (let from = 0; from < concerned.length;) {
      if (concerned.length > FEW) await turn();
      const started = elapsed();
      const events = concerned.slice(from, from + part.next());
      from += events.length;
      const reached = from < concerned.length ? (events.at(-1)?.position ?? to) : to;
      if (!(await moveTo(reached, events))) return;
      part.took(events.length, elapsed() - started);
    }
  };
  /** Folds anew what a key kept waiting, and whatever else that turns out to be about. */
  const retry = async (one: ParkedKey): Promise<void> => {
    const range = { to: position, turn };
    const keys = await keysThatMayWait(store, view, one, range);
    const folded: { readonly key: string; readonly row?: StoredRow }[] = [];
    // Another key that is set aside is folded when its own turn comes.
    for (const key of keys)
      if (key === one.key || !parked.has(key)) {
        const stored = await foldOneKey(store, view, key, range);
        if (!stored) {
          hopeless.add(one.key);
          return;
        }
        folded.push({ key, ...stored });
      }
    const changed = folded.flatMap(({ row }) => row ?? []);
    const removed = folded.flatMap(({ key, row }) => (row ? [] : [key]));
    if (await saveTo(position, { changed, removed, released: [one.key] })) {
      parked.delete(one.key);
      hopeless.delete(one.key);
    }
  };
  /** What was set aside before, or by another build: once. */
  const retryAll = async (): Promise<void> => {
    for (const one of [...parked.values()]) if (!hopeless.has(one.key)) await retry(one);
  };

  return {
    begin: async () => {
      await stand();
      await retryAll();
    },
    step: async (milliseconds) => {
      const { events, to } = await feed.next(position, milliseconds);
      const concerned = events.filter((event) => event.position > position && types.has(event.type));
      unsaved += events.length;
      if (concerned.length > 0) await take(concerned, to);
      else if (unsaved >= UNSAVED) await moveTo(to, []);
      else if (to > position) position = to;
      else await retryAll();
      return position;
    },
    reached: () => position,
  };
};
