import { z } from 'zod';
import { guarded, ofAnyAgency, stateOf, type Command, type Decider } from './decider.ts';
import { event, type EventOf } from './event.ts';
import { entriesOf, NONE_KEYED, valueIn, withoutValue, withValue, type Keyed } from './keyed.ts';
import { carry, defineProcess, send } from './process.ts';
import { alreadySo, refuse } from './refusal.ts';
import { defineView, type Versioned } from './view.ts';

// A shelf of books; a reader who borrows from it; a catalogue that is told of every book, and counts when it is asked to.
const id = z.string().regex(/^[a-z]{1,20}$/);
const shelfBuilt = event('ShelfBuilt', {});
const bookPut = event('BookPut', { book: id });
const bookTaken = event('BookTaken', { book: id });
type ShelfEvent = EventOf<typeof shelfBuilt> | EventOf<typeof bookPut> | EventOf<typeof bookTaken>;
type ShelfCommand = Command &
  (
    | { readonly type: 'BuildShelf' }
    | { readonly type: 'PutBooks'; readonly books: readonly string[] }
    | { readonly type: 'TakeBook'; readonly book: string }
  );
export interface Shelf {
  readonly built: boolean;
  readonly books: Keyed<true>;
}
const nowhere = refuse('SHELF-1', 'The book is not there.', 'book');
export const shelf: Decider<ShelfCommand, ShelfEvent, Shelf> = {
  name: 'shelf',
  initial: { built: false, books: NONE_KEYED },
  events: [shelfBuilt, bookPut, bookTaken],
  evolve: {
    ShelfBuilt: (state) => ({ ...state, built: true }),
    BookPut: (state, { book }) => ({ ...state, books: withValue(state.books, book, true) }),
    BookTaken: (state, { book }) => ({ ...state, books: withoutValue(state.books, book) }),
  },
  facts: {},
  stands: {
    BookTaken: ({ book }, { books }) =>
      valueIn(books, book) ? undefined : refuse('TIME', 'It was taken later.', 'occurredAt'),
  },
  others: { PutBooks: () => true },
  decide: {
    BuildShelf: (_, { built }) => alreadySo(built) ?? [shelfBuilt({})],
    PutBooks: ({ books }) => books.map((book) => bookPut({ book })),
    TakeBook: ({ book }, { books }) => (valueIn(books, book) ? [bookTaken({ book })] : nowhere),
  },
};

const bookBorrowed = event('BookBorrowed', { shelf: id });
type LoanCommand = Command & { readonly type: 'Borrow'; readonly shelf: string };
export const loan: Decider<
  LoanCommand,
  EventOf<typeof bookBorrowed>,
  number,
  { readonly Borrow: { readonly from: Shelf } }
> = {
  name: 'loan',
  initial: 0,
  events: [bookBorrowed],
  evolve: { BookBorrowed: (loans) => loans + 1 },
  facts: { Borrow: ({ shelf: from }) => ({ from: guarded(ofAnyAgency(stateOf(shelf, from))) }) },
  decide: {
    Borrow: ({ shelf: from }, _, facts) =>
      facts.from.built
        ? [bookBorrowed({ shelf: from })]
        : refuse('SHELF-1', 'There is no such shelf.', 'shelf'),
  },
};

const bookListed = event('BookListed', { book: id });
const booksCounted = event('BooksCounted', { count: z.int() });
type CatalogueCommand = Command &
  (
    | { readonly type: 'ListBook'; readonly book: string }
    | { readonly type: 'CountBooks'; readonly shelf: string }
  );
export interface Catalogue {
  readonly books: readonly string[];
  readonly count: number;
}
export const catalogue: Decider<
  CatalogueCommand,
  EventOf<typeof bookListed> | EventOf<typeof booksCounted>,
  Catalogue,
  { readonly CountBooks: { readonly of: Shelf } }
> = {
  name: 'catalogue',
  initial: { books: [], count: 0 },
  events: [bookListed, booksCounted],
  evolve: {
    BookListed: (state, { book }) => ({ ...state, books: [...state.books, book] }),
    BooksCounted: (state, { count }) => ({ ...state, count }),
  },
  facts: { CountBooks: ({ shelf: of }) => ({ of: stateOf(shelf, of) }) },
  decide: {
    ListBook: ({ book }) => [bookListed({ book })],
    CountBooks: (_, { count }, { of }) => {
      const now = entriesOf(of.books).length;
      return alreadySo(count === now) ?? [booksCounted({ count: now })];
    },
  },
};

/** Tells the catalogue of each book, and has it count. */
export const librarian = defineProcess({
  name: 'librarian',
  version: 1,
  of: [shelf],
  initial: { put: 0 },
  columns: {},
  evolve: { BookPut: ({ put }) => ({ put: put + 1 }), BookTaken: (row) => row },
  react: {
    BookPut: (_, { book }, { stream, occurredAt, recordedAt }) => [
      carry(catalogue, 'main', { type: 'ListBook', book }, occurredAt),
      send(catalogue, 'main', { type: 'CountBooks', shelf: stream.slice('shelf-'.length) }, recordedAt),
    ],
    BookTaken: (_, __, { stream, recordedAt }) => [
      send(catalogue, 'main', { type: 'CountBooks', shelf: stream.slice('shelf-'.length) }, recordedAt),
    ],
  },
});

interface ShelfRow extends Versioned {
  readonly books: readonly string[];
}
const EMPTY: ShelfRow = { version: 0, books: [] };
export const shelfBoard = defineView({
  name: 'shelf-board',
  version: 1,
  of: [shelf],
  versionOf: shelf,
  initial: EMPTY,
  evolve: {
    BookPut: (row, { book }) => ({ ...row, books: [...row.books, book] }),
    BookTaken: (row, { book }) => ({ ...row, books: row.books.filter((one) => one !== book) }),
  },
  columns: {},
});

/** By book, not by shelf. */
export const bookBoard = defineView({
  name: 'book-board',
  version: 1,
  of: [shelf],
  initial: { puts: 0 },
  keys: { BookPut: ({ book }) => book },
  evolve: { BookPut: ({ puts }) => ({ puts: puts + 1 }) },
  columns: { puts: ({ puts }) => puts },
});

export const booksOf = ({ books }: Shelf): readonly string[] => entriesOf(books).map(([book]) => book);
