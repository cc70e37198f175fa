import { digestOfData, hashOfHeader, headerOf, ZERO_HASH, type Header } from './envelope.ts';
import { ChainBroken, NO_STREAM } from './errors.ts';
import type { LogReader, Position, RecordedEvent } from './event-store.ts';
import { digestOfCiphertext, digestOfSealed, type SealedPart } from './sealing.ts';

/** What a whole walk over the log found. */
export interface Verified {
  readonly events: number;
  readonly streams: number;
  readonly position: Position;
  /** The first event, in log order, that does not fit; undefined when everything does. */
  readonly broken?: ChainBroken;
}

/**
 * Walks every stream's chain from the stored bytes: header hash, data digest, link, revision, sealed
 * parts, and each column against the header. Shows that nothing inside a stream was altered or left out;
 * that nothing was cut off at its end needs a head kept elsewhere.
 * @example
 * const { events, broken } = await verifyLog(store);
 * if (broken) console.error(broken.message);
 */
export const verifyLog = async (store: Audited): Promise<Verified> => {
  const heads = new Map<string, Link>();
  let events = 0;
  let position = 0n;
  for (;;) {
    const page = await store.readLog({ after: position, limit: 1_000 });
    for (const recorded of page) {
      const broken = brokenAt(recorded, heads) ?? (await brokenSeal(store, recorded));
      if (broken) return { events, streams: heads.size, position, broken };
      heads.set(recorded.stream, recorded);
      events += 1;
      position = recorded.position;
    }
    if (page.length === 0) return { events, streams: heads.size, position };
  }
};

type Audited = Pick<LogReader, 'readLog' | 'readSealed'>;

type Link = Pick<RecordedEvent, 'revision' | 'hash'>;
const START: Link = { revision: NO_STREAM, hash: ZERO_HASH };

const brokenAt = (recorded: RecordedEvent, heads: ReadonlyMap<string, Link>): ChainBroken | undefined => {
  const broken = (finding: string, { stream, revision }: Place = recorded): ChainBroken =>
    new ChainBroken(stream, revision, finding);
  if (hashOfHeader(recorded.header) !== recorded.hash) return broken('the header does not match its hash.');
  const header = recordIn(recorded);
  if (!header) return broken('the header is not a JSON record.');
  if (digestOfData(recorded.salt, recorded.data) !== header.dataDigest)
    return broken('the data does not match its digest.');
  const previous = heads.get(header.stream) ?? START;
  if (header.revision !== previous.revision + 1)
    return broken(`follows revision ${String(previous.revision)}.`);
  if (header.previousHash !== previous.hash) return broken('does not link to the event before it.');
  // The header continues its chain, so it says which event this is, and the column does not.
  const column = COLUMNS.find((name) => header[name] !== recorded[name]);
  return column && broken(`the column ${column} differs from the header.`, header);
};

const brokenSeal = async (store: Audited, recorded: RecordedEvent): Promise<ChainBroken | undefined> => {
  const { stream, revision, sealedDigest } = headerOf(recorded);
  const parts = await store.readSealed(stream, revision).catch(asBroken);
  if (parts instanceof ChainBroken) return parts;
  if (sealedDigest === undefined && parts.length === 0) return undefined;
  if (sealedDigest !== digestOfSealed(parts))
    return new ChainBroken(stream, revision, 'the sealed parts do not match their digest.');
  const fits = ({ ciphertext, ciphertextDigest }: SealedPart): boolean =>
    ciphertext === undefined || digestOfCiphertext(ciphertext) === ciphertextDigest;
  return parts.every(fits)
    ? undefined
    : new ChainBroken(stream, revision, 'a ciphertext does not match its digest.');
};

/** A store may find out itself that what it keeps cannot be read. */
const asBroken = (error: unknown): ChainBroken => {
  if (error instanceof ChainBroken) return error;
  throw error;
};

type Place = Pick<Header, 'stream' | 'revision'>;

const recordIn = (recorded: RecordedEvent): Header | undefined => {
  try {
    const header: unknown = headerOf(recorded);
    return typeof header === 'object' && header !== null ? (header as Header) : undefined;
  } catch {
    return undefined;
  }
};

const COLUMNS = ['stream', 'revision', 'id', 'type', 'schemaVersion', 'occurredAt', 'recordedAt'] as const;
