import { idOf } from './decider.ts';
import type { EventStore, Position, RecordedFields } from './event-store.ts';
import { readFields } from './event-store.ts';
import { isPassing, lookAt } from './parking.ts';
import type { ParkedKey } from './places.ts';
import type { Turn } from './turns.ts';
import { evolveRow, typesOf, type AnyView } from './view.ts';
import type { StoredRow } from './rows.ts';

const PAGE = 500;

/** All events about one key of a view up to a position, oldest first, read from the log page by page. */
export const eventsAbout = async function* (
  store: Pick<EventStore, 'readLog' | 'readFields'>,
  view: AnyView,
  key: string,
  { to, turn }: { readonly to: Position; readonly turn: Turn },
): AsyncGenerator<RecordedFields> {
  const types = typesOf(view);
  for (let after = 0n; after < to;) {
    await turn();
    const page = await readFields(store as EventStore, { after, limit: PAGE });
    for (const recorded of page)
      if (recorded.position <= to && types.has(recorded.type) && lookAt(view, recorded)?.key === key)
        yield recorded;
    if (page.length < PAGE) return;
    after = page.at(-1)?.position ?? to;
  }
};

/** The row of one key, folded anew from the log; undefined while some event about it still cannot be folded. */
export const foldOneKey = async (
  store: Pick<EventStore, 'readLog' | 'readFields'>,
  view: AnyView,
  key: string,
  range: { readonly to: Position; readonly turn: Turn },
): Promise<{ readonly row?: StoredRow } | undefined> => {
  let row: StoredRow | undefined;
  try {
    for await (const recorded of eventsAbout(store, view, key, range)) {
      const { event, error } = lookAt(view, recorded) ?? {};
      if (!event) throw error;
      const evolved = evolveRow(view, row?.row ?? view.initial, event, recorded);
      row = { key, position: recorded.position, row: evolved };
    }
  } catch (error) {
    if (isPassing(error)) throw error;
    return undefined;
  }
  return row ? { row } : {};
};

/**
 * Which keys a key that was set aside may have kept waiting. What could not be read counted for the id of its stream:
 * now it may turn out to be about others.
 */
export const keysThatMayWait = async (
  store: Pick<EventStore, 'readLog' | 'readFields'>,
  view: AnyView,
  { key, after }: ParkedKey,
  { to, turn }: { readonly to: Position; readonly turn: Turn },
): Promise<ReadonlySet<string>> => {
  const keys = new Set([key]);
  if (!view.keys) return keys;
  for (let from = after; from < to;) {
    await turn();
    const page = await readFields(store as EventStore, { after: from, limit: PAGE });
    for (const recorded of page) {
      const looked = recorded.position <= to && idOf(recorded.stream) === key && lookAt(view, recorded);
      if (looked) keys.add(looked.key);
    }
    if (page.length < PAGE) break;
    from = page.at(-1)?.position ?? to;
  }
  return keys;
};
