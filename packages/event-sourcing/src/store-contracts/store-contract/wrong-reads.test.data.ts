import type { EventStore, RecordedEvent } from '../../event-store.ts';
import { but, type Wrong } from './wrong-stores.test.data.ts';

const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'i',
  );
const everything = async (store: EventStore): Promise<readonly RecordedEvent[]> =>
  store.readLog({ limit: 1_000_000 });
const withData =
  (change: (data: string) => string) =>
  (store: EventStore): Partial<EventStore> => {
    const changed = (event: RecordedEvent): RecordedEvent => ({ ...event, data: change(event.data) });
    return {
      readStream: async (stream, range) => (await store.readStream(stream, range)).map(changed),
      readLog: async (range) => (await store.readLog(range)).map(changed),
    };
  };

export const WRONG_READS: readonly (readonly [string, Wrong])[] = [
  but(
    'answers some stream for one that is missing',
    (store) => ({
      readStream: async (...call) => {
        const events = await store.readStream(...call);
        return events.length > 0 ? events : store.readLog({ limit: 1 });
      },
    }),
    'a stream that nobody wrote to',
  ),
  but(
    'normalises text',
    withData((data) => data.normalize()),
    'gives back exactly',
  ),
  but(
    'loses what is beyond 16 bits',
    withData((data) => data.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?')),
    'gives back',
  ),
  but(
    'takes NUL for the end',
    withData((data) => data.replace(/\\u0000.*/, '"}')),
    'gives back exactly',
  ),
  but(
    'cuts events at a mebibyte',
    withData((data) => (data.length > 1_000_000 ? `${data.slice(0, 1_000_000)}"}` : data)),
    'an event of five mebibytes',
  ),
  but(
    'cuts events at half a mebibyte',
    withData((data) => (data.length > 500_000 ? `${data.slice(0, 500_000)}"}` : data)),
    'accepts an event of a mebibyte',
  ),
  but(
    'keeps the small neighbours of an event that it refuses as too large',
    (store) => ({
      append: async (stream, expected, events, conditions) => {
        const fitting = events.filter(({ data }) => data.length < 4_000_000);
        if (fitting.length === events.length) return store.append(stream, expected, events, conditions);
        if (fitting.length > 0) await store.append(stream, expected, fitting.slice(0, 1), conditions);
        throw new RangeError('too large');
      },
    }),
    'an event of five mebibytes',
  ),
  but(
    'finds streams with LIKE',
    (store) => ({
      readStream: async (stream, { from = 0, to = Infinity, limit = Infinity, backward = false } = {}) => {
        const all = await everything(store);
        const found = all.filter(
          (event) => like(stream).test(event.stream) && event.revision >= from && event.revision <= to,
        );
        return (backward ? found.reverse() : found).slice(0, limit);
      },
    }),
    'keeps streams apart',
  ),
  but(
    'normalises the names of streams',
    (store) => ({
      readStream: async (stream) =>
        (await everything(store)).filter((event) => event.stream.normalize() === stream.normalize()),
    }),
    'keeps streams apart',
  ),
  but(
    'finds categories with LIKE',
    (store) => ({
      readLog: async ({ after = 0n, limit, category = '%' }) =>
        (await everything(store))
          .filter(
            ({ stream, position }) =>
              position > after && (category === '%' || like(`${category}-%`).test(stream)),
          )
          .slice(0, limit),
    }),
    'reads the log of one category',
  ),
  but(
    'finds categories by their beginning',
    (store) => ({
      readLog: async ({ after = 0n, limit, category = '' }) =>
        (await everything(store))
          .filter(({ stream, position }) => position > after && stream.startsWith(category))
          .slice(0, limit),
    }),
    'reads the log of one category',
  ),
  but(
    'ends a category at the last hyphen',
    (store) => ({
      readLog: async ({ after = 0n, limit, category }) =>
        (await everything(store))
          .filter(
            ({ stream, position }) =>
              position > after &&
              (category === undefined || stream.slice(0, stream.lastIndexOf('-')) === category),
          )
          .slice(0, limit),
    }),
    'reads the log of one category',
  ),
  but(
    'looks for a category only in the page that it has read',
    (store) => ({
      readLog: async ({ category, ...range }) =>
        (await store.readLog(range)).filter(
          ({ stream }) => category === undefined || stream.startsWith(`${category}-`),
        ),
    }),
    'reads the log page by page',
  ),
  but(
    'keeps one sealed part of each event',
    (store) => ({ readSealed: async (...place) => (await store.readSealed(...place)).slice(0, 1) }),
    'keeps sealed parts',
  ),
  but(
    'takes a limit of none for no limit',
    (store) => ({
      readStream: (stream, { limit, ...range } = {}) =>
        store.readStream(stream, { ...range, ...(limit && { limit }) }),
      readLog: (range) => store.readLog({ ...range, limit: range.limit || 1_000 }),
    }),
    'reads a stream forward',
    'reads the log after a position',
  ),
  but(
    'turns a stream round after it has cut it',
    (store) => ({
      readStream: async (stream, { backward, ...range } = {}) => {
        const events = await store.readStream(stream, range);
        return backward ? events.toReversed() : events;
      },
    }),
    'reads a stream forward',
  ),
  but(
    'repeats an event at the seam between history and news',
    (store) => ({
      readLog: async ({ after = 0n, ...range }) => {
        const page = await store.readLog({ after, ...range });
        const seam = after > 0n && page.length > 0 && page.length < range.limit;
        return seam ? store.readLog({ ...range, after: after - 1n }) : page;
      },
    }),
    'a follower that catches up',
    'reads the log after a position',
  ),
  but(
    'skips an event at the seam between history and news',
    (store) => {
      let seen = 0n;
      return {
        readLog: async ({ after = 0n, ...range }) => {
          const page = await store.readLog({ after, ...range });
          if (page.length === 0 && after > 0n) seen = after + 1n;
          return page.length > 1 ? page.filter(({ position }) => position !== seen) : page;
        },
      };
    },
    'a follower that catches up',
  ),
  but(
    'gives pages by stream and not by position',
    (store) => ({
      readLog: async (range) =>
        [...(await store.readLog(range))].sort((a, b) =>
          a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0,
        ),
    }),
    'whoever appends after an answer',
  ),
  but(
    'forgets the last event of a page for a fold',
    (store) => ({ readFields: async (range) => (await store.readLog(range)).slice(0, -1) }),
    'reads for a fold',
  ),
];
