import { datedFrom } from '../../dated.ts';
import { decide } from '../../deciding.ts';
import type { RecordedEvent } from '../../event-store.ts';
import type { Message } from '../../message.ts';
import { lookAt } from '../../parking.ts';
import { reactionsTo, type Outgoing } from '../../process.ts';
import { accepted, isRefusal } from '../../refusal.ts';
import { evolveRow, type AnyView } from '../../view.ts';
import type { Build } from './boxes.ts';
import { programOf } from './domain.ts';
import { effective, isStrike } from '../../striking.ts';
import type { World } from './gateways.ts';
import { byCause, causeOf, sayingOf, type Told } from './history.ts';
import { COMPUTED } from './judging.ts';
import { filer } from './persons.ts';

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
  for (const recorded of effective(events)) {
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
    evolved: rows,
    failed,
  };
};

/**
 * What processes wrote is what they answer to a row exactly as after its event. Two worlds that are wrong alike would
 * not tell; a sealed value is not looked at here.
 */
export function* reactionsAsRebuilt(
  { plan }: World,
  build: Build,
  history: readonly Told[],
): Iterable<string> {
  const { processes } = programOf({ ...plan, build, onFold: () => undefined });
  const found = byCause(history);
  for (const process of processes) {
    if (process.name === filer.name || COMPUTED.includes(process.name)) continue;
    let rows = new Map<string, object>();
    const failed = new Set<string>();
    for (const [index, { event: recorded }] of history.entries()) {
      if (isStrike(recorded)) {
        const before = history.slice(0, index + 1).map(({ event }) => event);
        rows = new Map(rebuild(process, before).evolved);
      }
      const seen = lookAt(process, recorded);
      if (!seen?.event) continue;
      const { key, event } = seen;
      const row = evolvedOrNothing(process, rows.get(key) ?? process.initial, event, recorded);
      // It is set aside from there on.
      if (!row) failed.add(key);
      if (!row || failed.has(key)) continue;
      rows.set(key, row);
      const ought = reactionsTo(process, row, event, recorded).flatMap(answeredBy).map(sayingOf);
      const is = found.get(causeOf(process, recorded)) ?? [];
      if (String(is) !== String(ought))
        yield `${process.name} answered ${recorded.id} with ${String(is)}, its row asks for ${String(ought)}.`;
    }
  }
}

const answeredBy = ({ decider, id, command, occurredAt }: Outgoing): readonly Message[] => {
  const by = { id: 'nobody', role: 'SYSTEM', agency: 'system' };
  const decision = decide(decider, { ...command, id, occurredAt, by, owner: by.agency }, decider.initial, {});
  return isRefusal(decision)
    ? (decision.recorded ?? [])
    : datedFrom(accepted(decision).events, '').map(({ event }) => event);
};

const evolvedOrNothing = (...given: Parameters<typeof evolveRow>): object | undefined => {
  try {
    return evolveRow(...given);
  } catch {
    return undefined;
  }
};
