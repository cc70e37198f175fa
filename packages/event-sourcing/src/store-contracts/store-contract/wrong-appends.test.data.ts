import { setTimeout as pause } from 'node:timers/promises';
import { but, flawed, type Wrong } from './wrong-stores.test.data.ts';

export const WRONG_APPENDS: readonly (readonly [string, Wrong])[] = [
  flawed('ignores the expected revision', 'two creators', 'an expected revision', '16 writers', '16 appends'),
  flawed('accepts an expected revision that is ahead', 'an expected revision'),
  flawed('takes equal ids for a repeat', 'a stream that exists'),
  flawed('takes an equal first event for a repeat', 'a repeat that is not wholly'),
  flawed('knows no repeats', 'an append that is on record', 'an append that is sent twice'),
  flawed('asks the guards of a repeat', 'an append that is on record'),
  flawed(
    'keeps what it wrote before a refusal',
    'an append of several events',
    'a guard that moved',
    'nothing more is',
  ),
  flawed(
    'keeps what it wrote before a broken link',
    'an append of several events',
    'refuses events that do not',
  ),
  flawed(
    'answers the first event of an append',
    'the last event of an append',
    'a command that is sent again',
  ),
  flawed('ignores the stored chain', 'refuses an event that', 'refuses one that does not continue'),
  flawed('ignores the stored chain at revision 0', 'refuses an event that'),
  flawed(
    'does not look whether events follow one another',
    'refuses events that do not',
    'an append of several events',
  ),
  flawed(
    'ignores guards',
    'a guard that moved',
    'a guard may ask',
    'every guard counts',
    'a guard on the own stream',
    'of two appends that each guard',
  ),
  flawed('ignores guards on missing streams', 'a guard may ask'),
  flawed('keeps one guard per stream', 'every guard counts'),
  flawed('looks at the first guard alone', 'every guard counts'),
  flawed('looks at guards after writing', 'a guard on the own stream'),
  flawed('takes its place, then looks at guards', 'a guard that names what is only'),
  flawed(
    'looks at guards, then waits',
    'of two appends',
    'an append never slips',
    'an append about a subject that races',
  ),
  flawed(
    'ignores the subjects of sealed parts',
    'nothing more is',
    'an append about a subject',
    'an append of several events',
  ),
  flawed('ignores the subjects it is told', 'nothing more is', 'an append about a subject'),
  flawed('numbers positions before it commits', 'large and small appends', 'of two appends', '16 appends'),
  flawed('writes event by event', 'appends under way at once', 'a reader never sees half'),
  flawed(
    'gives events ids of its own',
    'gives back exactly',
    'a command that is sent again',
    'a command whose answer was lost',
    'a command id that is used again',
    'one command that is sent many times',
    'what it holds verifies',
  ),
  flawed('does not close', 'a store that closes'),
  flawed('drops what is queued when it closes', 'a store that closes'),
  but(
    'loses the last event of an append',
    (store) => ({
      append: (stream, expected, events, conditions) =>
        store.append(stream, expected, events.length > 1 ? events.slice(0, -1) : events, conditions),
    }),
    'the last event of an append',
    'reads a stream forward',
    'a follower that catches up',
    'what it holds verifies',
  ),
  but(
    'lets one failure fail all that are under way',
    (store) => {
      let failed: Error | undefined;
      return {
        append: async (...call) => {
          const answer = await store.append(...call).catch((error: unknown) => {
            failed = error as Error;
            throw error;
          });
          await pause(1);
          if (failed) throw failed;
          return answer;
        },
      };
    },
    'refuses one that does not continue',
  ),
];
