import { describe, expect, test } from '@jest/globals';
import { memoryEventStore } from '../memory-event-store.ts';
import { differential, playHistory } from './differential.ts';
import { flawedStore, type Flaw } from './store-contract/flawed-store.test.data.ts';
import { openLab } from './store-contract/lab.ts';

differential('memory', () => memoryEventStore({ now: Date.now }), { histories: 10 });
differential('flawless', () => flawedStore(), { histories: 10 });

describe('random histories', () => {
  test.each<Flaw>([
    'accepts an expected revision that is ahead',
    'answers the first event of an append',
    'asks the guards of a repeat',
    'does not look whether events follow one another',
    'gives events ids of its own',
    'ignores guards',
    'ignores guards on missing streams',
    'ignores the clock',
    'ignores the expected revision',
    'ignores the stored chain',
    'ignores the stored chain at revision 0',
    'takes any time that is ahead',
    'ignores the subjects it is told',
    'ignores the subjects of sealed parts',
    'keeps one guard per stream',
    'keeps what it wrote before a broken link',
    'keeps what it wrote before a refusal',
    'knows no repeats',
    'looks at guards after writing',
    'looks at the first guard alone',
    'takes an equal first event for a repeat',
  ])('tell a store that %s from the one in memory', async (flaw) => {
    const lab = await openLab(() => flawedStore(flaw));
    const played = async (): Promise<void> => {
      for (let seed = 1; seed <= 40; seed += 1) await playHistory(lab, seed);
    };
    await expect(played()).rejects.toThrow(/expect\(received\)/);
  });
});
