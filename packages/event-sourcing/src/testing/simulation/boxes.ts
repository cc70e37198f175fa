import * as z from 'zod';
import { ANY_ID, stateOf, guarded, type Command, type Decider, type Fold, type Ids } from '../../decider.ts';
import { event, type EventOf } from '../../event.ts';
import { onRecord, refuse } from '../../refusal.ts';

/** Two releases of the same program: the older one chokes on some events, and does not know what the newer one writes. */
export type Build = 1 | 2;

/** Also by the names that objects inherit. */
export const ids: Ids = { ...ANY_ID, pattern: /^[A-Za-z_]{1,30}$/ };
const name = z.string().regex(/^[A-Za-z_]{1,30}$/);

const put = event('Put', { amount: z.int(), shelf: name });
const polished = event('Polished', {});
const takenOnce = event('Taken', { amount: z.int(), shelf: name });
const taken = takenOnce.becomes({ amount: z.int(), reason: name, shelf: name }, (fields) => ({
  ...fields,
  reason: 'NONE',
}));
/** As a build knows it. */
const takenIn = (build: Build) => (build === 1 ? (takenOnce as unknown as typeof taken) : taken);

type BoxEvent = EventOf<typeof put> | EventOf<typeof taken> | EventOf<typeof polished>;
type BoxCommand = Command &
  (
    | { readonly type: 'Put' | 'Take'; readonly amount: number; readonly shelf: string }
    | { readonly type: 'Polish'; readonly times: number }
    | { readonly type: 'PutAsMuchAs'; readonly other: string; readonly shelf: string }
  );
interface BoxFacts {
  readonly PutAsMuchAs: { readonly other: number };
}

/** What is put into a box, and taken out again. */
export const box = (build: Build): Decider<BoxCommand, BoxEvent, number, BoxFacts> => {
  const fold: Fold<BoxEvent, number> = {
    name: 'box',
    ids,
    initial: 0,
    events: [put, takenIn(build), polished],
    evolve: {
      Put: (sum, { amount }) => sum + amount,
      Taken: (sum, { amount }) => sum - amount,
      Polished: (sum) => sum,
    },
  };
  return {
    ...fold,
    facts: { PutAsMuchAs: ({ other }) => ({ other: guarded(stateOf(fold, other)) }) },
    decide: {
      Put: ({ amount, shelf }) => [put({ amount, shelf })],
      Take: ({ amount, shelf }, sum) => {
        if (amount > sum) return refuse('R-BOX-1', 'There is not so much in the box.');
        const made = takenIn(build)({ amount, shelf, reason: 'NONE' });
        if (build === 2) return [made];
        const { reason: _, ...older } = made;
        return [older as typeof made];
      },
      Polish: ({ times }) => Array.from({ length: times }, () => polished({})),
      PutAsMuchAs: ({ shelf }, _, { other }) => (other === 0 ? [] : [put({ amount: other, shelf })]),
    },
  };
};

const entered = event('Entered', { amount: z.int(), sum: z.int() });
const entryRefused = event('EntryRefused', {}, { refusal: () => refuse('R-TALLY-1', 'Not seventeen.') });
type TallyEvent = EventOf<typeof entered> | EventOf<typeof entryRefused>;
type Enter = Command & { readonly type: 'Enter'; readonly amount: number; readonly sum: number };

/** What a process enters for each event of a box: twice is twice, here as everywhere that only processes write. */
export const tally: Decider<Enter, TallyEvent, null> = {
  name: 'tally',
  ids,
  initial: null,
  events: [entered, entryRefused],
  evolve: { Entered: () => null, EntryRefused: () => null },
  facts: {},
  decide: {
    Enter: ({ amount, sum }) =>
      amount === NEVER_ENTERED
        ? onRecord(refuse('R-TALLY-1', 'Not seventeen.'), entryRefused({}))
        : [entered({ amount, sum })],
  },
};

const NEVER_ENTERED = 17;

const shadowed = event('Shadowed', { amount: z.int(), nth: z.int() });
type ShadowEvent = EventOf<typeof shadowed>;
type Shadow = Command & { readonly type: 'Shadow'; readonly amount: number; readonly nth: number };

/** What a process notes for each entry of another process. */
export const shadow: Decider<Shadow, ShadowEvent, null> = {
  name: 'shadow',
  ids,
  initial: null,
  events: [shadowed],
  evolve: { Shadowed: () => null },
  facts: {},
  decide: { Shadow: ({ amount, nth }) => [shadowed({ amount, nth })] },
};

const booked = event('Booked', { amount: z.int(), sum: z.int() });
type LedgerEvent = EventOf<typeof booked>;
type Book = Command & { readonly type: 'Book'; readonly amount: number; readonly sum: number };

/** What a process books for each shelf, whatever box stands there. */
export const ledger: Decider<Book, LedgerEvent, null> = {
  name: 'ledger',
  ids,
  initial: null,
  events: [booked],
  evolve: { Booked: () => null },
  facts: {},
  decide: { Book: ({ amount, sum }) => [booked({ amount, sum })] },
};
