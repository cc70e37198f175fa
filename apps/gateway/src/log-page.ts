import { setImmediate } from 'node:timers/promises';
import { canonicalize, type LogReader, type Position, type RecordedEvent } from '@wardbook/event-sourcing';
import { cursorOf, endOf, markOf, placeOf, positionIn } from './cursor.ts';
import { connected, sliceOf, type Connection, type PageAsked } from './page.ts';

/** What each of these is to be; null for anything. */
type Filter = Readonly<Record<string, string | null>>;

interface LogPage<Node> {
  /** What the list is called, and how it is filtered: a cursor of another is refused. */
  readonly subject: string;
  readonly filter: Filter;
  /** Which events are asked for, and are for whoever asks. */
  readonly isFor: (recorded: RecordedEvent) => boolean | Promise<boolean>;
  readonly shown: (recorded: RecordedEvent) => Node;
}

// Others have a turn after each part; a page looks at no more than so many, and may be short then.
const PART = 500;
const MOST_PARTS = 40;

/**
 * A page of what is shown of a log, in its order. The log is read as far as it went when the first page was asked for:
 * the cursor says how far that is, so paging ends however the log grows. Throws INVALID_CURSOR (400).
 */
export const pageOfLog = async <Node>(
  log: LogReader,
  asked: PageAsked,
  { subject, filter, isFor, shown }: LogPage<Node>,
): Promise<Connection<Node>> => {
  const { isBackward, count } = sliceOf(asked);
  const mark = markOf(canonicalize([subject, filter]), {});
  const range = await rangeOf(log, asked, mark);
  const { start, stop, end } = range;
  const { found, looked } = await (isBackward ? lookedBack : lookedThrough)(log, range, count, isFor);
  const cursorAt = (position: Position): string =>
    cursorOf(mark, { value: null, key: String(position), end: String(end) });
  const edges = found.map((recorded) => ({ cursor: cursorAt(recorded.position), node: shown(recorded) }));
  const more = isBackward
    ? { hasNextPage: stop < end, hasPreviousPage: looked > 1n }
    : { hasNextPage: looked < end, hasPreviousPage: start > 0n };
  const { startCursor, endCursor } = connected(edges, more).pageInfo;
  // Where what is asked for stops short of a whole page, the next one goes on behind what was looked through.
  const ends = isBackward
    ? { startCursor: looked <= stop ? cursorAt(looked) : null, endCursor }
    : { startCursor, endCursor: looked > start ? cursorAt(looked) : null };
  return { edges, pageInfo: { ...more, ...ends } };
};

/** What of a log is asked for: behind `start`, and no further than `stop`. It ended at `end`. */
interface Range {
  readonly start: Position;
  readonly stop: Position;
  readonly end: Position;
}

const rangeOf = async (log: LogReader, { after, before }: PageAsked, mark: string): Promise<Range> => {
  const [from, to] = [placeOf(after, mark), placeOf(before, mark)];
  const end = endOf(from, to) ?? (await log.head());
  const start = from ? positionIn(from.key) : 0n;
  return { start, stop: to ? positionIn(to.key) - 1n : end, end };
};

interface Looked {
  readonly found: readonly RecordedEvent[];
  /** Up to there, from whichever end, nothing else is asked for. */
  readonly looked: Position;
}

type IsFor = LogPage<unknown>['isFor'];

/** The first so many that are asked for, and up to where the log was looked through for them. */
const lookedThrough = async (
  log: LogReader,
  { start, stop }: Range,
  count: number,
  isFor: IsFor,
): Promise<Looked> => {
  const found: RecordedEvent[] = [];
  let looked = start;
  for (let parts = 0; looked < stop && parts < MOST_PARTS; parts += 1) {
    const part = await log.readLog({ after: looked, limit: PART });
    for (const recorded of part.filter(({ position }) => position <= stop)) {
      const isShown = await isFor(recorded);
      if (isShown && found.length === count) return { found, looked };
      if (isShown) found.push(recorded);
      looked = recorded.position;
    }
    if (part.length < PART) return { found, looked: stop };
    await setImmediate();
  }
  return { found, looked };
};

/** The last so many, and down to where it was looked. */
const lookedBack = async (
  log: LogReader,
  { start, stop }: Range,
  count: number,
  isFor: IsFor,
): Promise<Looked> => {
  const found: RecordedEvent[] = [];
  let looked = stop + 1n;
  for (let parts = 0; looked > start + 1n && parts < MOST_PARTS; parts += 1) {
    const [low, high] = [later(start, looked - 1n - BigInt(PART)), looked];
    const part = await log.readLog({ after: low, limit: PART });
    for (const recorded of part.filter(({ position }) => position < high).reverse()) {
      const isShown = await isFor(recorded);
      if (isShown && found.length === count) return { found: found.reverse(), looked };
      if (isShown) found.push(recorded);
      looked = recorded.position;
    }
    looked = low + 1n;
    await setImmediate();
  }
  return { found: found.reverse(), looked };
};

const later = (a: Position, b: Position): Position => (a > b ? a : b);
