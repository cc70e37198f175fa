import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ANY_ID, type Command, type Decider, type Ids, type Told } from '../decider.ts';
import { event, personal, publicText, type EventOf } from '../event.ts';
import { NONE_KEYED, valueIn, withValue, type Keyed } from '../keyed.ts';
import { defineProcess, send, type AnyProcess } from '../process.ts';
import { refuse } from '../refusal.ts';
import { defineView, type AnyView } from '../view.ts';
import { sameByAnyName } from './inherited-names.ts';
import { onStory, tell, type Story } from './story.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const lent = event('Lent', { book: id, to: personal(z.string().min(1)), note: publicText(80).optional() });
const returned = event('Returned', { books: z.array(id) });
const events = [lent, returned];
type LibraryEvent = EventOf<(typeof events)[number]>;
type Lend = Command & { readonly type: 'Lend'; readonly book: string };

type Plain = Readonly<Record<string, number>>;
const initial: Keyed<number> = NONE_KEYED;
const counted = (loans: Keyed<number>, book: string): Keyed<number> =>
  withValue(loans, book, (valueIn(loans, book) ?? 0) + 1);
/** As E-01 had it. */
const countedInPlain = (loans: Keyed<number>, book: string): Keyed<number> => {
  const plain = loans as Plain;
  return { ...plain, [book]: (plain[book] ?? 0) + 1 };
};

const libraryThat = (
  count: typeof counted,
  ids: Ids = { ...ANY_ID, pattern: /^[A-Za-z0-9_-]+$/ },
): Decider<Lend, LibraryEvent, Keyed<number>> => ({
  name: 'library',
  ids,
  initial,
  events,
  evolve: { Lent: (loans, { book }) => count(loans, book), Returned: (loans) => loans },
  facts: {},
  decide: {
    Lend: ({ book }, loans) =>
      book === 'bible'
        ? refuse('R-LIB-1', 'This one stays here.')
        : valueIn(loans, book) === undefined
          ? [lent({ book, to: 'library-one/0/0' })]
          : [],
  },
});
const library = libraryThat(counted);

interface Desk {
  readonly loans: Keyed<number>;
}
const desk: Desk = { loans: initial };
const viewThat = (count: typeof counted): AnyView =>
  defineView({
    name: 'library-board',
    version: 1,
    of: [library],
    initial: desk,
    columns: {},
    evolve: { Lent: ({ loans }, { book }) => ({ loans: count(loans, book) }), Returned: (row) => row },
  });
const processThat = (sends: (loans: Keyed<number>, book: string) => boolean): AnyProcess =>
  defineProcess({
    name: 'library-desk',
    version: 1,
    of: [library],
    initial: desk,
    columns: {},
    evolve: { Lent: ({ loans }, { book }) => ({ loans: counted(loans, book) }) },
    react: {
      Lent: ({ loans }, { book }, { occurredAt }) =>
        sends(loans, book) ? [send(library, 'one', { type: 'Lend', book }, occurredAt)] : [],
    },
  });

const AT = '2026-03-01T11:00:00.000Z';
const lend = (book: string): Told<Lend> => ({
  type: 'Lend',
  occurredAt: AT,
  by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
  book,
});
const storyOf = (decider: typeof library, book: string): Story => ({
  histories: [
    {
      fold: library,
      id: 'other',
      events: [{ at: AT, event: returned({ books: ['atlas', book] }) }],
    },
  ],
  steps: [{ decider, id: 'one', command: lend(book) }],
});
const tried = (
  decider = library,
  {
    views = [],
    processes = [],
    book = 'novel',
  }: { views?: AnyView[]; processes?: AnyProcess[]; book?: string } = {},
): number => sameByAnyName(storyOf(decider, book), { views, processes, isWord: (word) => word === 'word' });

describe('E-01: the law of ids', () => {
  test('calls streams and things by every name that their schemas take', () => {
    const good = { views: [viewThat(counted)], processes: [processThat(() => true)] };
    expect(tried(library, good)).toBe(4 * ['one', 'other', 'atlas', 'novel'].length);
  });
  test('K-02: calls a stream only what its kind takes for an id', () => {
    const anyId = libraryThat(counted, ANY_ID);
    const shelves = libraryThat(counted, { ...ANY_ID, pattern: /^(one|other)$/ });
    // `__proto__` is no id that a register may give.
    expect(tried(anyId)).toBe(3 * ['one'].length + 4 * ['other', 'atlas', 'novel'].length);
    expect(tried(shelves)).toBe(4 * ['other', 'atlas', 'novel'].length);
  });
  test('leaves words of the domain alone', () => expect(tried(library, { book: 'word' })).toBe(4 * 3));
  test('says which id is a word that nobody named', () => {
    expect(() => tried(library, { book: 'bible' })).toThrow('bible is a word of the domain, and no id');
  });
  test('sees a state that finds what it inherits', () => {
    expect(() => tried(libraryThat(countedInPlain))).toThrow('novel is called');
  });
  test('sees such a row', () => {
    expect(() => tried(library, { views: [viewThat(countedInPlain)] })).toThrow('novel is called');
  });
  test('sees such a reaction', () => {
    const careless = processThat((_, book) => book in {});
    expect(() => tried(library, { processes: [careless] })).toThrow('novel is called');
  });
  test('sees what throws', () => {
    const throwing = viewThat((loans, book) => {
      if (book in {}) throw new TypeError('not iterable');
      return loans;
    });
    expect(() => tried(library, { views: [throwing] })).toThrow('novel is called');
  });
});

test('whoever listens is told of a story, and how many ways were tried is counted', () => {
  expect(tell(storyOf(library, 'novel'))).toBe(0);
  const heard: Story[] = [];
  onStory((story) => heard.push(story));
  onStory(() => 2);
  expect(tell(storyOf(library, 'novel'))).toBe(3);
  expect(heard).toHaveLength(1);
});
