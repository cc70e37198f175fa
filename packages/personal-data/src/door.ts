import {
  isTextSubject,
  parseReference,
  referenceText,
  StoreUnavailable,
  type LogReader,
  type PersonalReference,
  type SealedPart,
} from '@wardbook/event-sourcing';
import { personalDataRead, type Category, type Reader, type RecordAccess } from './access-log.ts';
import { ERASED, type Keyring } from './keyring.ts';
import { refusals, type Denial } from './refusals.ts';
import { unseal } from './seal.ts';

/** Who opens personal data, what for, and for whom. */
export interface Opening {
  readonly reader: Reader;
  readonly correlationId: string;
  readonly category: Category;
  /** A code: `ADVICE`, `REFERRAL`, `AUDIT`. */
  readonly purpose: string;
  /** The agency that a disclosure goes to. */
  readonly recipient?: string;
  /** COMBINATION: the data subject in whose record it is shown, as the same person’s. */
  readonly combinedWith?: string;
}

/** What a reference opens to. */
export type Opened = { readonly text: string } | typeof ERASED;

/** The one way to personal data. It keeps the log: nothing is opened before that is on disk. */
export interface Door {
  /** Per reference, its text or ERASED; a reference to nothing is left out. Throws `StoreUnavailable`, `ChainBroken`. */
  open(
    references: readonly PersonalReference[],
    opening: Opening,
  ): Promise<ReadonlyMap<PersonalReference, Opened>>;
  /**
   * Writes down what somebody was refused: the first of an identity, record and minute before it resolves; those after
   * it are counted, and so are all further records of a minute in which an identity asked for a hundred. Throws
   * `StoreUnavailable`.
   */
  denied(denial: Denial): Promise<void>;
  /** Writes down what is counted and not yet written. */
  flush(): Promise<void>;
}

interface DoorParts {
  readonly log: Pick<LogReader, 'readSealed'>;
  readonly keys: Keyring;
  readonly record: RecordAccess;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/**
 * The door of a log: `record` writes to the access log before anything is opened.
 * @example
 * const { open } = door({ log: store, keys: ring, record: accessLog(access, Date.now), now: Date.now });
 * const why = { correlationId: 'request-1', category: 'CONSULTATION', purpose: 'ADVICE' } as const;
 * const texts = await open(row.caller ? [row.caller] : [], { reader: by, ...why });
 */
export const door = ({ log, keys, record, now }: DoorParts): Door => {
  const look = async (reference: PersonalReference): Promise<Found | undefined> => {
    const place = parseReference(reference);
    if (!place) return undefined;
    const parts = await log.readSealed(place.stream, place.revision);
    const part = parts.find(({ subject }) => !isTextSubject(subject));
    return part?.commitments[place.index] === undefined ? undefined : { reference, place, part };
  };

  const openOne = async ({ place, part }: Found): Promise<Opened | undefined> => {
    const { ciphertext } = part;
    const found = await keys.existing(part.subject, place.stream);
    if (!ciphertext || found === ERASED) return ERASED;
    // Erasing leaves a mark; a key without one is lost, and nobody may take a lost key store for an erased person.
    if (!found) throw new StoreUnavailable('The key of a sealed part is missing.', false);
    const value = unseal(found, place, { ...part, ciphertext })[place.index]?.value;
    return value === undefined ? undefined : { text: value };
  };

  return {
    open: async (references, { reader, correlationId, category, purpose, recipient, combinedWith }) => {
      const found = (await Promise.all(references.map(look))).filter((one) => one !== undefined);
      if (found.length === 0) return new Map();
      const subjects = new Set(found.map(({ part }) => part.subject));
      if (combinedWith !== undefined) subjects.add(combinedWith);
      const made = personalDataRead({
        category,
        purpose,
        subjects: [...subjects].sort(),
        fields: found.map(({ reference }) => referenceText(reference)).sort(),
        ...(recipient !== undefined && { recipient }),
      });
      await record(reader, correlationId, made);
      const opened = new Map<PersonalReference, Opened>();
      for (const one of found) {
        const value = await openOne(one);
        if (value) opened.set(one.reference, value);
      }
      return opened;
    },
    ...refusals(record, now),
  };
};

interface Found {
  readonly reference: PersonalReference;
  readonly place: { readonly stream: string; readonly revision: number; readonly index: number };
  readonly part: SealedPart;
}
