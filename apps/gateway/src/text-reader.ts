import DataLoader from 'dataloader';
import { isTextReference, StoreUnavailable, type SealedText } from '@wardbook/event-sourcing';
import type { Texts } from '@wardbook/personal-data';
import { takenOut } from '@wardbook/policing';
import type { Patience } from './patience.ts';
import { refusedRequest } from './refused-request.ts';

/** Words that everybody may read, for one request: those that are asked for together are opened together. */
export interface TextReader {
  /** The words, or what stands in their place. */
  readonly words: (text: SealedText) => string | Promise<string>;
  /** The same for every reference; a reference to nothing is left out. */
  readonly all: (references: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Of so many at once: others wait for their turn meanwhile. */
const LARGEST_BATCH = 200;

export const textReader = (
  texts: Pick<Texts, 'open' | 'atHand'>,
  { reading }: Pick<Patience, 'reading'>,
): TextReader => {
  const all = async (references: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const opened = await texts.open(references).catch((error: unknown) => {
      if (error instanceof StoreUnavailable)
        throw refusedRequest(
          'STORE_UNAVAILABLE',
          'These words cannot be opened now. Send the same request again later.',
        );
      throw error;
    });
    return new Map(
      [...opened].map(([reference, one]) => [reference, 'text' in one ? one.text : takenOut(one.takenOut)]),
    );
  };
  const loader = new DataLoader<string, string>(
    async (references) => {
      const opened = await reading(() => all(references));
      return references.map((reference) => opened.get(reference) ?? takenOut(undefined));
    },
    { maxBatchSize: LARGEST_BATCH },
  );
  let look: ((reference: string) => string | undefined) | undefined;
  /** Of all that is shown at once one look is enough: a page of words that are in memory waits for nothing. */
  const atHand = (reference: string): string | undefined => {
    if (!look) {
      look = texts.atHand();
      queueMicrotask(() => (look = undefined));
    }
    return look(reference);
  };
  return {
    words: (text) =>
      isTextReference(text) ? (atHand(text) ?? loader.load(text)) : (text as unknown as string),
    all,
  };
};
