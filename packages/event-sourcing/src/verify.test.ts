import { beforeAll, describe, expect, test } from '@jest/globals';
import { hashOfHeader, headerOf } from './envelope.ts';
import { ChainBroken, StoreUnavailable } from './errors.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { notes } from './store-contracts/index.ts';
import { verifyLog, type Verified } from './verify.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { digestOfCiphertext, type SealedPart } from './sealing.ts';

describe('a walk over the log', () => {
  test('finds nothing where nothing was altered', async () => {
    expect(await verifyLog(store)).toEqual({ events: 12, streams: 2, position: 12n });
    expect(await verifyLog(memoryEventStore())).toEqual({ events: 0, streams: 0, position: 0n });
  });

  test('reads on when a page is short', async () => {
    const paged = {
      ...store,
      readLog: (range: { readonly after?: bigint }) => store.readLog({ ...range, limit: 5 }),
    };
    expect(await verifyLog(paged)).toEqual({ events: 12, streams: 2, position: 12n });
  });

  const header = (alter: (text: string) => string) => (event: RecordedEvent) => ({
    ...event,
    header: alter(event.header),
  });
  /** What somebody can do who also computes the hash anew. */
  const rehashed = (alter: (text: string) => string) => (event: RecordedEvent) => {
    const altered = alter(event.header);
    return { ...event, header: altered, hash: hashOfHeader(altered) };
  };
  const alterations: readonly (readonly [string, (event: RecordedEvent) => RecordedEvent])[] = [
    ['the first character of the header', header((text) => flipped(text, 0))],
    ['the middle of the header', header((text) => flipped(text, text.length >> 1))],
    ['the last character of the header', header((text) => flipped(text, text.length - 1))],
    ['white space in the header', header((text) => `${text} `)],
    ['a header and its hash into no JSON', rehashed(() => 'no JSON')],
    ['a header and its hash into no record', rehashed(() => 'null')],
    ['the revision in header and hash', rehashed((text) => text.replace(/"revision":\d+/, '"revision":9'))],
    [
      'the link in header and hash',
      rehashed((text) => text.replace(/"previousHash":"./, '"previousHash":"x')),
    ],
    ['the data', (event) => ({ ...event, data: flipped(event.data, event.data.length - 3) })],
    ['white space in the data', (event) => ({ ...event, data: `${event.data} ` })],
    ['the first byte of the salt', (event) => ({ ...event, salt: flippedBit(event.salt, 0) })],
    ['the last byte of the salt', (event) => ({ ...event, salt: flippedBit(event.salt, 15) })],
    ['the first digit of the hash', (event) => ({ ...event, hash: flipped(event.hash, 0) })],
    ['the last digit of the hash', (event) => ({ ...event, hash: flipped(event.hash, 63) })],
    ['the case of the hash', (event) => ({ ...event, hash: event.hash.toUpperCase() })],
    ['the column stream', (event) => ({ ...event, stream: 'note-other' })],
    ['the column stream into one that exists', (event) => ({ ...event, stream: sibling(event.stream) })],
    ['the column revision', (event) => ({ ...event, revision: event.revision + 1 })],
    ['the column id', (event) => ({ ...event, id: flipped(event.id, 0) })],
    ['the column type', (event) => ({ ...event, type: 'Notes' })],
    ['the column schemaVersion', (event) => ({ ...event, schemaVersion: 2 })],
    ['the column occurredAt', (event) => ({ ...event, occurredAt: '2000-01-01T00:00:00.000Z' })],
    ['the column recordedAt', (event) => ({ ...event, recordedAt: '2000-01-01T00:00:00.000Z' })],
  ];
  test.each(alterations)('names exactly the event that was altered: %s', async (_name, alter) => {
    for (const index of log.keys()) {
      const altered = log.with(index, alter(log[index]!));
      expectBrokenAt(await verifyLog(holding(altered)), index);
    }
  });

  test('names the event that takes another’s place when two of a stream are swapped', async () => {
    for (const index of log.keys())
      for (const [other, { stream }] of log.entries())
        if (other > index && stream === log[index]!.stream) {
          const swapped = log.with(index, log[other]!).with(other, log[index]!);
          const placed = swapped.map((event, place) => ({ ...event, position: BigInt(place + 1) }));
          expectBrokenAt(await verifyLog(holding(placed)), index, log[other]);
        }
  });

  test('names the event after the gap when one is dropped', async () => {
    for (const [index, { stream }] of log.entries()) {
      const next = log.findIndex((event, place) => place > index && event.stream === stream);
      if (next !== -1) expectBrokenAt(await verifyLog(holding(log.toSpliced(index, 1))), next - 1, log[next]);
    }
  });

  test('names the second of two equal events', async () => {
    const doubled = log
      .toSpliced(4, 0, { ...log[3]! })
      .map((event, place) => ({ ...event, position: BigInt(place + 1) }));
    expectBrokenAt(await verifyLog(holding(doubled)), 4, log[3]);
  });

  test('names the next event when one was rewritten with a hash and a digest that fit', async () => {
    const [forged] = notes({ stream: log[2]!.stream, revision: 0, previousHash: log[0]!.hash }, 'forged');
    expect(headerOf(forged!).revision).toBe(1);
    expectBrokenAt(await verifyLog(holding(log.with(2, { ...forged!, position: 3n }))), 4, log[4]);
  });

  test('cannot know that the newest events are missing: that needs a head kept elsewhere', async () => {
    expect(await verifyLog(holding(log.slice(0, -1)))).toEqual({ events: 11, streams: 2, position: 11n });
  });
});

describe('a walk over sealed parts', () => {
  const flippedText = (text: string): string => flipped(text, text.length - 1);
  /** One event that has sealed parts in the middle of a stream, and what a store gives back for it. */
  const walk = async (
    sealed: readonly SealedPart[],
    altered: (parts: readonly SealedPart[]) => readonly SealedPart[],
  ): Promise<Verified> => {
    const own = memoryEventStore();
    const [before] = notes({ stream: 'note-s' }, 'before');
    const [holder] = notes({ stream: 'note-s', revision: 0, previousHash: before!.hash, sealed }, 'sealed');
    const [after] = notes({ stream: 'note-s', revision: 1, previousHash: holder!.hash }, 'after');
    await own.append('note-s', -1, [before!, holder!, after!]);
    return verifyLog({
      ...own,
      readSealed: async (stream, revision) => {
        const parts = await own.readSealed(stream, revision);
        return revision === 1 ? altered(parts) : parts;
      },
    });
  };
  const WHOLE = { events: 3, streams: 1, position: 3n };
  const both = [partOf('person-1', 1, 2, 3), partOf('person-2', 4, 5, 6)];
  const onFirst =
    (change: (part: SealedPart) => SealedPart) =>
    (parts: readonly SealedPart[]): readonly SealedPart[] =>
      parts.with(0, change(parts[0]!));

  test('finds nothing where nothing was altered', async () => {
    expect(await walk(both, (parts) => parts)).toEqual(WHOLE);
  });

  test.each([
    ['one', onFirst(erasedOf)],
    ['every', (parts: readonly SealedPart[]) => parts.map(erasedOf)],
  ])('finds nothing where %s ciphertext was erased', async (_name, erase) => {
    expect(await walk(both, erase)).toEqual(WHOLE);
  });

  const alterations: readonly (readonly [string, (parts: readonly SealedPart[]) => readonly SealedPart[]])[] =
    [
      ['a ciphertext', onFirst((part) => ({ ...part, ciphertext: flippedBit(part.ciphertext!, 0) }))],
      [
        'the end of a ciphertext',
        onFirst((part) => ({ ...part, ciphertext: part.ciphertext!.slice(0, -1) })),
      ],
      ['a ciphertext into none at all', onFirst((part) => ({ ...part, ciphertext: new Uint8Array() }))],
      [
        'a ciphertext and its digest',
        onFirst((part) => ({ ...partOf(part.subject, 9), commitments: part.commitments })),
      ],
      [
        'the digest of an erased ciphertext',
        onFirst((part) => ({ ...erasedOf(part), ciphertextDigest: flippedText(part.ciphertextDigest) })),
      ],
      ['a subject', onFirst((part) => ({ ...part, subject: 'person-3' }))],
      [
        'a commitment',
        onFirst((part) => ({
          ...part,
          commitments: part.commitments.with(1, flippedText(part.commitments[1]!)),
        })),
      ],
      ['the number of commitments', onFirst((part) => ({ ...part, commitments: part.commitments.slice(1) }))],
      [
        'the order of commitments',
        onFirst((part) => ({ ...part, commitments: part.commitments.toReversed() })),
      ],
      ['one part away', (parts) => parts.slice(1)],
      ['every part away', () => []],
      ['one part more', (parts) => [...parts, partOf('person-3', 7)]],
      ['one part twice', (parts) => [...parts, parts[1]!]],
      ['the order of parts', (parts) => parts.toReversed()],
      ['the ciphertexts of two parts', ([a, b]) => [{ ...a!, ciphertext: b!.ciphertext! }, b!]],
    ];
  test.each(alterations)('names the event where somebody altered %s', async (_name, alter) => {
    expectSealBroken(await walk(both, alter));
  });

  test('names an event that had no sealed part and has one now', async () => {
    expectSealBroken(await walk([], () => [partOf('person-1', 1)]));
  });

  test('names the event whose sealed parts the store itself finds broken', async () => {
    const found = new ChainBroken('note-s', 1, 'a sealed part cannot be read.');
    const verified = await walk(both, () => {
      throw found;
    });
    expectSealBroken(verified);
    expect(verified.broken).toBe(found);
  });

  test('does not take a store that cannot serve for a broken log', async () => {
    const failing = walk(both, () => {
      throw new StoreUnavailable('The store is closed.', false);
    });
    await expect(failing).rejects.toBeInstanceOf(StoreUnavailable);
  });

  const expectSealBroken = ({ broken, ...reached }: Verified): void => {
    expect(broken).toBeInstanceOf(ChainBroken);
    expect({ ...reached, stream: broken?.stream, revision: broken?.revision }).toEqual({
      events: 1,
      streams: 1,
      position: 1n,
      stream: 'note-s',
      revision: 1,
    });
  };
});

function partOf(subject: string, ...bytes: readonly number[]): SealedPart {
  const ciphertext = Uint8Array.from(bytes);
  const commitments = ['a', 'b'].map((digit) => digit.repeat(64));
  return { subject, commitments, ciphertextDigest: digestOfCiphertext(ciphertext), ciphertext };
}

function erasedOf({ ciphertext: _, ...part }: SealedPart): SealedPart {
  return part;
}

let store: EventStore;
let log: readonly RecordedEvent[];

// Two streams of six events each, by turns.
beforeAll(async () => {
  store = memoryEventStore();
  const chains = ['note-a', 'note-b'].map((stream) => notes({ stream }, '0', '1', '2', '3', '4', '5'));
  for (const revision of [0, 1, 2, 3, 4, 5])
    for (const chain of chains) {
      const event = chain[revision]!;
      await store.append(event.stream, revision - 1, [event]);
    }
  log = await store.readLog({ limit: 100 });
});

const holding = (doctored: readonly RecordedEvent[]): EventStore => ({
  ...store,
  readLog: async ({ after = 0n, limit }) =>
    doctored.filter(({ position }) => position > after).slice(0, limit),
});

const expectBrokenAt = ({ broken, events }: Verified, index: number, named = log[index]!): void => {
  expect(broken).toBeInstanceOf(ChainBroken);
  expect({ stream: broken?.stream, revision: broken?.revision }).toEqual({
    stream: named.stream,
    revision: named.revision,
  });
  expect(events).toBe(index);
};

const sibling = (stream: string): string => (stream === 'note-a' ? 'note-b' : 'note-a');

const flipped = (text: string, index: number): string =>
  text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ 1) + text.slice(index + 1);

const flippedBit = (bytes: Uint8Array, index: number): Uint8Array => bytes.with(index, bytes[index]! ^ 1);
