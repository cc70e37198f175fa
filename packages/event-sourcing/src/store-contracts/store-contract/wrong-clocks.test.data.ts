import type { EventStore } from '../../event-store.ts';
import { CLOCK_CORRECTIONS } from '../../clock.ts';
import { flawed, type Wrong } from './wrong-stores.test.data.ts';
import { flawedStore, type FlawedStore } from './flawed-store.test.data.ts';

/** Right about clocks but for some of its methods. */
const butOfClocks = (
  description: string,
  change: (store: EventStore) => Partial<EventStore>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `that ${description}`,
  {
    open: () => {
      const store = flawedStore();
      return { ...store, ...change(store) };
    },
    extras: (store) => ({ trusting: () => (store as FlawedStore).trusting() }),
    caughtBy,
  },
];

export const WRONG_CLOCKS: readonly (readonly [string, Wrong])[] = [
  flawed('ignores the clock', 'refuses a clock', 'nor do several slow clocks'),
  flawed('compares the clock with the newest event', 'nor do several slow clocks'),
  flawed(
    'takes any time that is ahead',
    'E-07: refuses a writer',
    'E-07: stops for everybody',
    'takes no correction',
  ),
  flawed('goes on although the log is ahead', 'E-07: stops for everybody', 'goes on after a correction'),
  flawed('stays stopped after a clock that was ahead', 'E-07: refuses a writer', 'a writer that is refused'),
  flawed('asks the clock before it looks for a repeat', 'what is on record is answered'),
  flawed('never names the greatest time', 'names the greatest time', 'a command from a machine whose clock'),
  flawed('has a clock that is an hour ahead', 'says its own time', 'E-07: refuses a writer'),
  flawed(
    'judges a correction like any other event',
    'goes on after a correction',
    'one of two corrections',
    'knownAt is the longest prefix',
  ),
  flawed('takes a correction of any time', 'takes no correction'),
  flawed('takes a correction at any revision', 'a correction is checked'),
  flawed(
    'keeps the greatest time after a correction',
    'goes on after a correction',
    'judges by the correction',
  ),
  butOfClocks(
    'does not show its corrections',
    (store) => ({
      readStream: async (stream, range) =>
        stream === CLOCK_CORRECTIONS ? [] : store.readStream(stream, range),
    }),
    'knownAt is the longest prefix',
  ),
];
