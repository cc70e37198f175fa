import { setImmediate } from 'node:timers/promises';
import { canonicalize, type LogReader, type Position, type RecordedEvent } from '@wardbook/event-sourcing';
import {
  connected,
  cursorOf,
  LARGEST_PAGE,
  markOf,
  placeOf,
  withinLimit,
  type Connection,
  type PageArgs,
} from './page.ts';
import { refusedRequest } from './refused-request.ts';

/** What each of these is to be; null for anything. */
export type Filter = Readonly<Record<string, string | null>>;

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
 * A page of what is shown of a log, oldest first. The log is read as far as it went when the first page was asked for:
 * the cursor says how far that is, so paging ends however the log grows. Throws INVALID_CURSOR (400).
 */
export const pageOfLog = async <Node>(
  log: LogReader,
  { first, after }: Pick<PageArgs, 'first' | 'after'>,
  { subject, filter, isFor, shown }: LogPage<Node>,
): Promise<Connection<Node>> => {
  withinLimit(first, LARGEST_PAGE);
  const mark = markOf(canonicalize([subject, filter]), {});
  const range = after == null ? { start: 0n, end: await log.head() } : rangeIn(placeOf(after, mark).key);
  const { found, looked } = await lookedThrough(log, range, first, isFor);
  const { start, end } = range;
  const cursorAt = (position: Position): string => cursorOf(mark, null, `${String(position)} ${String(end)}`);
  const edges = found.map((recorded) => ({ cursor: cursorAt(recorded.position), node: shown(recorded) }));
  const { pageInfo } = connected(edges, { hasNextPage: looked < end, hasPreviousPage: start > 0n });
  const { hasNextPage, hasPreviousPage, startCursor } = pageInfo;
  const endCursor = looked > start ? cursorAt(looked) : null;
  return { edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor } };
};

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The first so many that are asked for, and up to where the log was looked through for them. */
const lookedThrough = async (
  log: LogReader,
  { start, end }: Range,
  first: number,
  isFor: LogPage<unknown>['isFor'],
): Promise<{ readonly found: readonly RecordedEvent[]; readonly looked: Position }> => {
  const found: RecordedEvent[] = [];
  let looked = start;
  for (let parts = 0; looked < end && parts < MOST_PARTS; parts += 1) {
    const part = await log.readLog({ after: looked, limit: PART });
    for (const recorded of part.filter(({ position }) => position <= end)) {
      const isShown = await isFor(recorded);
      if (isShown && found.length === first) return { found, looked };
      if (isShown) found.push(recorded);
      looked = recorded.position;
    }
    if (part.length < PART) return { found, looked: end };
    await setImmediate();
  }
  return { found, looked };
};

const rangeIn = (text: string): Range => {
  const [, start, end] = /^(\d{1,19}) (\d{1,19})$/.exec(text) ?? [];
  if (start === undefined || end === undefined)
    throw refusedRequest(
      'INVALID_CURSOR',
      'This cursor belongs to no page of this list. Ask for the first page again.',
    );
  return { start: BigInt(start), end: BigInt(end) };
};
