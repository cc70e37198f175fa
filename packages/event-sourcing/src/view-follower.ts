import type { EventStore, Position, RecordedFields } from './event-store.ts';
import type { Feed } from './feed.ts';
import type { ParkedKey } from './places.ts';
import { foldOneKey } from './refold.ts';
import type { Save } from './saving.ts';
import { partSize, type Turn } from './turns.ts';
import { foldInto } from './view-fold.ts';
import { typesOf, type AnyView, type Rows } from './view.ts';

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
  const parked = new Set<string>();

  const stand = async (): Promise<void> => {
    ({ position } = await rows.checkpoint(view));
    saved = position;
    unsaved = 0;
    parked.clear();
    for (const { key } of await rows.parked(view)) parked.add(key);
  };
  const moveTo = async (to: Position, events: readonly RecordedFields[]): Promise<boolean> => {
    const iso = new Date(now()).toISOString();
    const { changed, parked: aside } = await foldInto(rows, view, events, { parked, now: iso });
    if (changed.length === 0 && aside.length === 0 && unsaved < UNSAVED) {
      position = to;
      return true;
    }
    const hash = await feed.hashAt(to);
    const change = { view, from: saved, to, changed, ...(hash !== undefined && { hash }) };
    if (!(await save({ ...change, ...(aside.length > 0 && { parked: aside }) }))) {
      await stand();
      return false;
    }
    for (const one of aside) {
      parked.add(one.key);
      onParked(view.name, one);
    }
    position = to;
    saved = to;
    unsaved = 0;
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
  const retry = async (key: string): Promise<void> => {
    const stored = await foldOneKey(store, view, key, { to: position, turn });
    if (!stored) return;
    const hash = await feed.hashAt(saved);
    const change = { view, from: saved, to: saved, ...(hash !== undefined && { hash }) };
    const changed = stored.row ? [stored.row] : [];
    if (await rows.save([{ ...change, changed, released: [key] }])) parked.delete(key);
  };

  return {
    begin: async () => {
      await stand();
      for (const key of [...parked]) await retry(key);
    },
    step: async (milliseconds) => {
      const { events, to } = await feed.next(position, milliseconds);
      const concerned = events.filter((event) => event.position > position && types.has(event.type));
      unsaved += events.length;
      if (concerned.length > 0) await take(concerned, to);
      else if (unsaved >= UNSAVED) await moveTo(to, []);
      else if (to > position) position = to;
      return position;
    },
    reached: () => position,
  };
};
