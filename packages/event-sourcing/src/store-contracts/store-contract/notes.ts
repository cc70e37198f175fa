import { enclose, ZERO_HASH } from '../../envelope.ts';
import { NO_STREAM } from '../../errors.ts';
import type { AppendConditions, Appended, EventStore, NewEvent, RecordedEvent } from '../../event-store.ts';
import { encode, event, publicText } from '../../event.ts';
import { digestOfCiphertext, type SealedPart } from '../../sealing.ts';

const noted = event('Noted', { text: publicText(10_000_000) });

export interface Chain {
  readonly stream: string;
  /** Of the newest event there is. Default none. */
  readonly revision?: number;
  readonly previousHash?: string;
  readonly recordedAt?: string;
  readonly sealed?: readonly SealedPart[];
}

/** Events that continue a stream after `revision`, one per text. */
export const notes = (
  { stream, revision = NO_STREAM, previousHash = ZERO_HASH, recordedAt = iso(), sealed = [] }: Chain,
  ...texts: readonly string[]
): readonly NewEvent[] => {
  let previous = previousHash;
  return texts.map((text, index) => {
    const place = {
      stream,
      revision: revision + 1 + index,
      id: `${stream}/${String(revision + 1 + index)}`,
      previousHash: previous,
    };
    const enclosed = enclose(noted, { data: encode(noted, noted({ text })), sealed }, place, {
      occurredAt: recordedAt,
      recordedAt,
      actor: { id: 'actor-1', role: 'OFFICER', agency: 'police' },
      commandId: 'command-1',
      commandDigest: ZERO_HASH,
      correlationId: 'correlation-1',
    });
    previous = enclosed.hash;
    return enclosed;
  });
};

/** So many milliseconds from now, as events write it. */
export const iso = (milliseconds = 0): string => new Date(Date.now() + milliseconds).toISOString();

/** Appends one note per text. */
export const write = (store: EventStore, chain: Chain, ...texts: readonly string[]): Promise<Appended> =>
  store.append(chain.stream, chain.revision ?? NO_STREAM, notes(chain, ...texts));

/** Appends these events after whatever they say they follow. */
export const put = (
  store: EventStore,
  events: readonly NewEvent[],
  conditions?: AppendConditions,
): Promise<Appended> =>
  store.append(events[0]?.stream ?? '', (events[0]?.revision ?? 0) - 1, events, conditions);

/** Reads where the stream ends and writes after it. */
export const writeNext = async (
  store: EventStore,
  stream: string,
  ...texts: readonly string[]
): Promise<Appended> => {
  const [last] = await store.readStream(stream, { backward: true, limit: 1 });
  const place = last && { revision: last.revision, previousHash: last.hash };
  return write(store, { stream, ...place }, ...texts);
};

export const textsOf = (events: readonly RecordedEvent[]): readonly string[] =>
  events.map(({ data }) => (JSON.parse(data) as { text: string }).text);

/** `<stream>/<revision>` of each event. */
export const placesOf = (
  events: readonly { readonly stream: string; readonly revision: number }[],
): readonly string[] => events.map(({ stream, revision }) => `${stream}/${String(revision)}`);

export const sealedFor = (subject: string, ciphertext: Uint8Array = Uint8Array.of(1, 2, 3)): SealedPart => ({
  subject,
  commitments: ['a'.repeat(64), 'b'.repeat(64)],
  ciphertextDigest: digestOfCiphertext(ciphertext),
  ciphertext,
});
