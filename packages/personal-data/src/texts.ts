import {
  isTextSubject,
  StoreUnavailable,
  TEXT_REDACTED,
  textPlaceOf,
  type LogReader,
  type RecordedEvent,
  type SealedPart,
  type TextKeeper,
} from '@wardbook/event-sourcing';
import { ERASED, type Keyring } from './keyring.ts';
import { unseal } from './seal.ts';

/** That words were taken out: when that was recorded (UTC), and why, as a code. */
export interface TakenOut {
  readonly at: string;
  readonly reason: string;
}

/** What a reference to words opens to: they, or that they are there no more; undefined where nothing says since when. */
export type OpenedText = { readonly text: string } | { readonly takenOut: TakenOut | undefined };

/** The words of a log that everybody may read. */
export interface Texts extends TextKeeper {
  /** Per reference; one to nothing is left out. Throws `StoreUnavailable`, `ChainBroken`. */
  readonly open: (references: readonly string[]) => Promise<ReadonlyMap<string, OpenedText>>;
  /**
   * A look at what is in memory, and known to stand now: it answers the words of a reference, or undefined where they have
   * to be opened. It holds until the next turn of the loop: others may take words out in theirs.
   */
  readonly atHand: () => (reference: string) => string | undefined;
}

interface TextParts {
  readonly log: Pick<LogReader, 'readStream' | 'readSealed'>;
  readonly keys: Keyring;
  /** What says that words were taken out holds before their key is gone: for whoever does not destroy any. */
  readonly onlyReads?: boolean;
  /** The words of how many events are kept in memory. */
  readonly kept?: number;
}

const KEPT_EVENTS = 10_000;

/**
 * Opens words that everybody may read. What is kept in memory is shown only while its key is there: the key store is
 * asked every time.
 * @example
 * const texts = textsOf({ log: store, keys: ring });
 * const opened = await texts.open([' lamp-high-street-1/3/t0']);
 */
export const textsOf = ({ log, keys, onlyReads = false, kept = KEPT_EVENTS }: TextParts): Texts => {
  const known = new Map<string, Words>();
  const keep = (event: string, words: Words): Words => {
    known.delete(event);
    known.set(event, words);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
    return words;
  };
  const wordsAt = async (place: Place): Promise<readonly string[] | typeof ERASED | undefined> => {
    const event = nameOf(place);
    const remembered = known.get(event);
    const part = remembered ?? (await textPart(log, place));
    if (!part) return undefined;
    // A key that is destroyed while it is asked for has moved the mark.
    const mark = keys.mark?.();
    const found = await keys.existing(part.subject, place.stream);
    if (found === ERASED || !found) known.delete(event);
    if (found === ERASED) return ERASED;
    // Taking out leaves a mark; a key without one is lost.
    if (!found) throw new StoreUnavailable('The key of a sealed part is missing.', false);
    if (remembered) return keep(event, { ...remembered, mark }).texts;
    const { ciphertext } = part as SealedPart;
    if (!ciphertext) return ERASED;
    const texts = unseal(found, place, { ...(part as SealedPart), ciphertext }).map(({ value }) => value);
    return keep(event, { subject: part.subject, texts, mark }).texts;
  };
  const open: Texts['open'] = async (references) => {
    const wanted = [...new Set(references)].flatMap((reference) => {
      const place = textPlaceOf(reference);
      return place ? [{ reference, place }] : [];
    });
    const events = new Map(wanted.map(({ place }) => [nameOf(place), place]));
    const gone = await takenOutOf(log, onlyReads ? [...events.values()] : []);
    const opened = await eachOf(events, async (place, event) => (gone.has(event) ? ERASED : wordsAt(place)));
    const erased = [...events].flatMap(([event, place]) => (opened.get(event) === ERASED ? [place] : []));
    const why = onlyReads ? gone : await takenOutOf(log, erased);
    return new Map(
      wanted.flatMap(({ reference, place }): (readonly [string, OpenedText])[] => {
        const texts = opened.get(nameOf(place));
        if (texts === ERASED) return [[reference, { takenOut: why.get(nameOf(place)) }]];
        const text = texts?.[place.index];
        return text === undefined ? [] : [[reference, { text }]];
      }),
    );
  };
  const atHand: Texts['atHand'] = () => {
    const mark = onlyReads ? undefined : keys.mark?.();
    if (mark === undefined) return () => undefined;
    return (reference) => {
      const end = reference.lastIndexOf('/');
      const words = known.get(reference.slice(1, end));
      return words?.mark === mark ? words.texts[Number(reference.slice(end + 2))] : undefined;
    };
  };
  return {
    open,
    atHand,
    words: async (references) =>
      new Map(
        [...(await open(references))].flatMap(([reference, one]) =>
          'text' in one ? [[reference, one.text] as const] : [],
        ),
      ),
    takeOut: async (events) => {
      for (const { stream, data } of events) {
        const place = { stream, revision: redactionIn(data).revision };
        known.delete(nameOf(place));
        const part = await textPart(log, place);
        if (part) await keys.destroy(part.subject, stream);
      }
    },
    from: keys.upTo,
  };
};

interface Place {
  readonly stream: string;
  readonly revision: number;
}

interface Words {
  readonly subject: string;
  readonly texts: readonly string[];
  /** Under which mark of the key store its key was there. */
  readonly mark: string | undefined;
}

const nameOf = ({ stream, revision }: Place): string => `${stream}/${String(revision)}`;

const textPart = async (
  log: Pick<LogReader, 'readSealed'>,
  { stream, revision }: Place,
): Promise<SealedPart | undefined> =>
  (await log.readSealed(stream, revision)).find(({ subject }) => isTextSubject(subject));

/** When and why words were taken out, by the place where they stood; what was not taken out is left out. */
const takenOutOf = async (
  log: Pick<LogReader, 'readStream'>,
  places: readonly Place[],
): Promise<ReadonlyMap<string, TakenOut>> => {
  const streams = [...new Set(places.map(({ stream }) => stream))];
  const histories = await Promise.all(streams.map((stream) => log.readStream(stream)));
  const takingOut = histories.flat().filter(({ type }) => type === TEXT_REDACTED);
  return new Map(
    takingOut.map(({ stream, recordedAt, data }: RecordedEvent) => {
      const { revision, reason } = redactionIn(data);
      return [nameOf({ stream, revision }), { at: recordedAt, reason }];
    }),
  );
};

const redactionIn = (data: string): { readonly revision: number; readonly reason: string } =>
  JSON.parse(data) as { readonly revision: number; readonly reason: string };

const eachOf = async <Value, Result>(
  all: ReadonlyMap<string, Value>,
  work: (value: Value, name: string) => Promise<Result>,
): Promise<ReadonlyMap<string, Result>> =>
  new Map(await Promise.all([...all].map(async ([name, value]) => [name, await work(value, name)] as const)));
