import { categoryOf, idOf, streamOf } from './decider.ts';
import type { EventStore, Position, RecordedFields } from './event-store.ts';
import { readFields } from './event-store.ts';
import { isPassing, lookAt } from './parking.ts';
import type { ParkedKey } from './places.ts';
import { isStrike, struckBy, struckIn } from './striking.ts';
import type { Turn } from './turns.ts';
import { categoriesOf, evolveRow, typesOf, type AnyView } from './view.ts';
import type { StoredRow } from './rows.ts';

const PAGE = 500;

type Log = Pick<EventStore, 'readLog' | 'readFields' | 'readStream'>;

interface Range {
  readonly to: Position;
  readonly turn: Turn;
}

/** What is on record about one key of a view, oldest first. */
export interface KeyHistory {
  /** What stands. */
  readonly standing: readonly RecordedFields[];
  /** What does not, with what strikes it. */
  readonly struck: readonly { readonly recorded: RecordedFields; readonly strike: RecordedFields }[];
}

/**
 * What is on record about some keys of a view up to a position: read from the streams of that name where the view has
 * no other keys, else from the log page by page, once for all of them.
 */
export const historiesOf = async (
  store: Log,
  view: AnyView,
  keys: ReadonlySet<string>,
  range: Range,
): Promise<ReadonlyMap<string, KeyHistory>> => {
  const read = view.keys ? await readInLog(store, view, keys, range) : await readInStreams(store, view, keys);
  const found = new Map([...keys].map((key) => [key, [] as RecordedFields[]]));
  const strikes: RecordedFields[] = [];
  for (const recorded of read) {
    if (recorded.position > range.to) continue;
    if (isStrike(recorded)) strikes.push(recorded);
    const key = lookAt(view, recorded)?.key;
    if (key !== undefined) found.get(key)?.push(recorded);
  }
  const revisions = struckIn(strikes);
  const isStruck = ({ stream, revision }: RecordedFields): boolean =>
    revisions.get(stream)?.has(revision) ?? false;
  const strikeOf = ({ stream, revision }: RecordedFields): RecordedFields | undefined =>
    strikes.find((strike) => {
      const { from, to } = struckBy(strike);
      return strike.stream === stream && from <= revision && revision <= to;
    });
  return new Map(
    [...found].map(([key, events]) => [
      key,
      {
        standing: events.filter((recorded) => !isStruck(recorded)),
        struck: events.filter(isStruck).flatMap((recorded) => {
          const strike = strikeOf(recorded);
          return strike ? [{ recorded, strike }] : [];
        }),
      },
    ]),
  );
};

const readInStreams = async (
  store: Log,
  view: AnyView,
  keys: ReadonlySet<string>,
): Promise<readonly RecordedFields[]> => {
  const types = typesOf(view);
  const streams = [...keys].flatMap((key) => view.of.map((fold) => streamOf(fold, key)));
  const read = await Promise.all([...new Set(streams)].map((stream) => store.readStream(stream)));
  return read
    .flat()
    .filter(({ type }) => types.has(type))
    .sort((a, b) => (a.position < b.position ? -1 : 1));
};

const readInLog = async (
  store: Log,
  view: AnyView,
  keys: ReadonlySet<string>,
  { to, turn }: Range,
): Promise<readonly RecordedFields[]> => {
  const types = typesOf(view);
  const found: RecordedFields[] = [];
  for (let after = 0n; after < to;) {
    await turn();
    const page = await readFields(store as EventStore, { after, limit: PAGE });
    for (const recorded of page)
      if (types.has(recorded.type) && (isStrike(recorded) || keys.has(lookAt(view, recorded)?.key ?? '')))
        found.push(recorded);
    if (page.length < PAGE) break;
    after = page.at(-1)?.position ?? to;
  }
  return found;
};

/** What a key's row comes to: none where nothing happened that stands; or which event cannot be folded, and why. */
export interface Refolded {
  readonly row?: StoredRow;
  /** What stands about the key. */
  readonly standing: readonly RecordedFields[];
  readonly failure?: { readonly recorded: RecordedFields; readonly error: unknown };
}

/** The rows of some keys, folded anew from the log. */
export const foldKeys = async (
  store: Log,
  view: AnyView,
  keys: ReadonlySet<string>,
  range: Range,
): Promise<ReadonlyMap<string, Refolded>> => {
  const histories = keys.size === 0 ? [] : await historiesOf(store, view, keys, range);
  return new Map([...histories].map(([key, { standing }]) => [key, foldHistory(view, key, standing)]));
};

const foldHistory = (view: AnyView, key: string, standing: readonly RecordedFields[]): Refolded => {
  let row: StoredRow | undefined;
  for (const recorded of standing)
    try {
      // That something was struck begins no row.
      if (!row && isStrike(recorded)) continue;
      const { event, error } = lookAt(view, recorded) ?? {};
      if (!event) throw error;
      const evolved = evolveRow(view, row?.row ?? view.initial, event, recorded);
      row = { key, position: recorded.position, row: evolved };
    } catch (error) {
      if (isPassing(error)) throw error;
      return { standing, failure: { recorded, error } };
    }
  return { standing, ...(row && { row }) };
};

/** The row of one key, folded anew from the log; undefined while some event about it still cannot be folded. */
export const foldOneKey = async (
  store: Log,
  view: AnyView,
  key: string,
  range: Range,
): Promise<{ readonly row?: StoredRow } | undefined> => {
  const refolded = (await foldKeys(store, view, new Set([key]), range)).get(key);
  return refolded?.failure ? undefined : refolded;
};

/** What a strike strikes, where the view reads such streams; empty for one that does not concern it. */
export const struckEvents = async (
  store: Log,
  view: AnyView,
  strike: RecordedFields,
): Promise<readonly RecordedFields[]> =>
  categoriesOf(view).has(categoryOf(strike.stream)) ? store.readStream(strike.stream, struckBy(strike)) : [];

/** Whose rows a strike changes. */
export const keysOfStrike = async (
  store: Log,
  view: AnyView,
  strike: RecordedFields,
): Promise<ReadonlySet<string>> => {
  const struck = await struckEvents(store, view, strike);
  // One that counts the events of its own stream counts this one, too.
  const keys = [strike, ...struck].map((recorded) => lookAt(view, recorded)?.key);
  return new Set(keys.filter((key) => key !== undefined));
};

/**
 * Which keys a key that was set aside may have kept waiting. What could not be read counted for the id of its stream:
 * now it may turn out to be about others.
 */
export const keysThatMayWait = async (
  store: Log,
  view: AnyView,
  { key, after }: ParkedKey,
  { to, turn }: Range,
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
