import { StoreUnavailable, type LogReader } from '@wardbook/event-sourcing';
import { textsOf, type Keyring } from '@wardbook/personal-data';
import { takenOut } from '@wardbook/policing';
import type { ShownWords } from './replay.ts';

/** Stands for words where the keys of the log are not at hand, or are not its keys. */
const SEALED = '‹sealed›';

/**
 * Words that everybody may read. What is on record as taken out is not opened, whatever keys somebody brings: a copy of
 * the keys may be older than that.
 */
export const wordsWith =
  (store: LogReader, keys: () => Promise<Keyring>): ShownWords =>
  async (references) => {
    try {
      const texts = textsOf({ log: store, keys: await keys(), onlyReads: true });
      const opened = await texts.open(references);
      return new Map(
        [...opened].map(([reference, one]) => [reference, 'text' in one ? one.text : takenOut(one.takenOut)]),
      );
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return new Map(references.map((reference) => [reference, SEALED]));
    }
  };
