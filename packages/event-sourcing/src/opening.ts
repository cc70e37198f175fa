import { NO_STREAM, StoreUnavailable } from './errors.ts';
import type { EventStore, Position } from './event-store.ts';
import { hashAt } from './feed.ts';
import { isPassing } from './parking.ts';
import type { AnyProcess } from './process.ts';
import type { AnyView } from './view.ts';
import type { Rows } from './rows.ts';

/** What is to be done where the log and the rows do not say it themselves. */
export interface Beginning {
  /**
   * Where processes begin on a log that has events and no word of where they stood: with its first event, or with what
   * is recorded from now on. Without it such a log is not opened.
   */
  readonly processesBegin?: 'AT_FIRST_EVENT' | 'AFTER_LAST_EVENT';
  /** What becomes of rows that are not of this log. Default: they are refused. */
  readonly foreignRows?: 'REFUSE' | 'REBUILD';
  /** One sentence each that says how whoever starts this gives the two answers. */
  readonly sayHow?: { readonly processesBegin: string; readonly foreignRows: string };
}

/**
 * Rows remember the hash of the event that they reached: it must be in the log, else they are of another log, of an
 * older copy of it, or of one that was brought back and grew another way. Throws `StoreUnavailable`.
 */
export const refuseForeignRows = async (
  store: EventStore,
  rows: Rows,
  views: readonly AnyView[],
  { foreignRows = 'REFUSE', sayHow }: Beginning,
): Promise<void> => {
  const checkpoints = await Promise.all(
    views.map(async (view) => ({ view, ...(await rows.checkpoint(view)) })),
  );
  // Read afterwards: while this gateway starts, others write and move the rows on.
  const head = await store.head();
  const hashes = new Map<Position, string | undefined>();
  for (const { view, position, hash } of checkpoints) {
    if (position === 0n) continue;
    if (!hashes.has(position)) hashes.set(position, await hashAt(store, position));
    const fits = position <= head && (hash === undefined || hash === hashes.get(position));
    if (fits) continue;
    if (foreignRows === 'REFUSE') throw foreign(position, head, sayHow?.foreignRows);
    await rows.reset(view);
  }
};

const foreign = (
  position: Position,
  head: Position,
  how = 'Have them rebuilt (foreignRows).',
): StoreUnavailable =>
  new StoreUnavailable(
    `The read models stand at an event (position ${String(position)}) that is not in the log, which ends at ${String(head)}: they are of another log, or of another copy of it. ${how}`,
    false,
  );

/**
 * Where each process begins that has no place in the log yet. Older builds kept it beside the rows: begin there. It is
 * kept with the log before anything is recorded, so that whoever is killed during a first start leaves word of it.
 * Throws `StoreUnavailable` where that is missing too, and where a process knows more than the log has.
 */
export const whereProcessesBegin = async (
  store: EventStore,
  rows: Rows,
  processes: readonly AnyProcess[],
  { processesBegin, sayHow }: Beginning,
): Promise<ReadonlyMap<string, Position>> => {
  const begun = await store.head();
  const places = new Map((await store.places.list()).map((place) => [place.process, place.position]));
  // Read afterwards: while this gateway starts, others write and move the places on.
  const head = await store.head();
  for (const [name, position] of places)
    if (position > head)
      throw new StoreUnavailable(
        `The process ${name} stands at position ${String(position)}, the log ends at ${String(head)}: the log is an older copy.`,
        false,
      );
  const missing = processes.filter(({ name }) => !places.has(name));
  const beside = await Promise.all(
    missing.map(async (process) => [process.name, (await rows.checkpoint(process)).position] as const),
  );
  // A log that is empty, or says where others stood: a process that it does not know is new, and begins with the
  // first event.
  const isKnown = begun === 0n || missing.length === 0 || places.size > 0 || beside.some(([, at]) => at > 0n);
  if (!isKnown && !processesBegin)
    throw new StoreUnavailable(
      `Nothing says where the processes of this log stood: the rows that knew it are gone. ${sayHow?.processesBegin ?? 'Say where they begin (processesBegin).'}`,
      false,
    );
  const otherwise = processesBegin === 'AFTER_LAST_EVENT' ? begun : 0n;
  const beginsAt = new Map(beside.map(([name, at]) => [name, at > 0n ? at : otherwise]));
  for (const [name, position] of beginsAt) await keepFirstPlace(store, name, position);
  return beginsAt;
};

const keepFirstPlace = async (store: EventStore, process: string, position: Position): Promise<void> => {
  try {
    await store.places.save({ process, position, parked: [] }, NO_STREAM);
  } catch (error) {
    // Somebody runs it already, or nothing can be recorded now: whoever takes it over keeps its place.
    if (!isPassing(error)) throw error;
  }
};
