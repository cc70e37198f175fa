import type { RecordedEvent } from '../../event-store.ts';
import { lookAt } from '../../parking.ts';
import { evolveRow, type AnyView } from '../../view.ts';
import type { Build } from './boxes.ts';
import { programOf } from './domain.ts';
import type { World } from './gateways.ts';

/** Rows equal a rebuild, and what cannot be rebuilt is set aside. */
export async function* rowsAsRebuilt(world: World, build: Build): AsyncIterable<string> {
  const events = await world.store.readLog({ after: 0n, limit: Infinity });
  const { views, processes } = programOf({ ...world.plan, build, onFold: () => undefined });
  const places = new Map((await world.store.places.list()).map((place) => [place.process, place.parked]));
  for (const follower of [...views, ...processes]) {
    const aside = places.get(follower.name) ?? (await world.rows.parked(follower));
    const parked = new Set(aside.map(({ key }) => key));
    const rebuilt = rebuild(follower, events);
    const stored = await world.rows.list(follower, { limit: Infinity });
    const rows = new Map(stored.map(({ key, row }) => [key, JSON.stringify(row)]));
    for (const key of new Set([...rows.keys(), ...rebuilt.rows.keys()])) {
      const [is, ought] = [rows.get(key), rebuilt.rows.get(key)];
      if (is !== ought && !parked.has(key))
        yield `The row ${key} of ${follower.name} is ${String(is)}, a rebuild makes it ${String(ought)}.`;
    }
    for (const key of rebuilt.failed)
      if (!parked.has(key)) yield `${key} of ${follower.name} cannot be folded, and is not set aside.`;
  }
}

/** All rows of a follower from all events, in the plainest way. */
const rebuild = (follower: AnyView, events: readonly RecordedEvent[]) => {
  const rows = new Map<string, object>();
  const failed = new Set<string>();
  for (const recorded of events) {
    const seen = lookAt(follower, recorded);
    if (!seen || failed.has(seen.key)) continue;
    try {
      if (!seen.event) throw seen.error;
      rows.set(seen.key, evolveRow(follower, rows.get(seen.key) ?? follower.initial, seen.event, recorded));
    } catch {
      failed.add(seen.key);
    }
  }
  return {
    rows: new Map([...rows].map(([key, row]) => [key, JSON.stringify(row)])),
    failed,
  };
};
