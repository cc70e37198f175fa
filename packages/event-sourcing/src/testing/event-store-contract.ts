import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enclose, ZERO_HASH } from '../envelope.ts';
import { erasureOf } from '../append-rules.ts';
import { ChainBroken, NO_STREAM, StoreUnavailable, SubjectErased, WrongExpectedRevision } from '../errors.ts';
import { encode, event, publicText } from '../event.ts';
import { verifyLog } from '../verify.ts';
import type { EventStore, NewEvent, RecordedEvent } from '../event-store.ts';
import { digestOfCiphertext, type SealedPart } from '../sealing.ts';

const noted = event('Noted', { text: publicText(2_000_000) });

interface Chain {
  readonly stream: string;
  readonly revision?: number;
  readonly previousHash?: string;
  readonly recordedAt?: string;
  readonly sealed?: readonly SealedPart[];
}

const NOW = new Date().toISOString();

/** Events that continue a stream from `revision` on, one per text. */
export const notes = (
  { stream, revision = NO_STREAM, previousHash = ZERO_HASH, recordedAt = NOW, sealed = [] }: Chain,
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

const textsOf = (events: readonly RecordedEvent[]): readonly string[] =>
  events.map(({ data }) => (JSON.parse(data) as { text: string }).text);

/** What every event store promises. An adapter's own test is one call of this. */
export const eventStoreContract = (name: string, open: () => EventStore | Promise<EventStore>): void => {
  describe(`the ${name} event store`, () => {
    let store: EventStore;
    let count = 0;
    const freshStream = (category = 'note'): string => `${category}-${String((count += 1))}`;
    const append = (chain: Chain, ...texts: readonly string[]) =>
      store.append(chain.stream, chain.revision ?? NO_STREAM, notes(chain, ...texts));

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    test('a stream that nobody wrote to is empty', async () => {
      expect(await store.readStream(freshStream())).toEqual([]);
    });

    test('gives back exactly the bytes that were appended', async () => {
      const stream = freshStream();
      const [appended] = notes({ stream }, 'Zoë said “ß” at 3 o’clock \u{1F693}\n\t\u0000 end');
      if (!appended) throw new TypeError('no event');
      const { revision, position } = await store.append(stream, NO_STREAM, [appended]);
      const [read] = await store.readStream(stream);
      const { previousHash, sealed } = appended;
      expect({ ...read, previousHash, sealed, salt: [...(read?.salt ?? [])] }).toEqual({
        ...appended,
        salt: [...appended.salt],
        position,
      });
      expect(revision).toBe(0);
    });

    test('two creators of one stream: one wins, the other learns where the stream is', async () => {
      const stream = freshStream();
      const outcomes = await Promise.allSettled([append({ stream }, 'a'), append({ stream }, 'b')]);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toBeInstanceOf(WrongExpectedRevision);
      expect(lost[0]?.reason).toMatchObject({ stream, expected: NO_STREAM, actual: 0 });
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    test('an expected revision is exact: neither behind nor ahead is accepted', async () => {
      const stream = freshStream();
      await append({ stream }, 'a', 'b', 'c');
      await expect(append({ stream, revision: 1 }, 'late')).rejects.toMatchObject({ expected: 1, actual: 2 });
      await expect(append({ stream, revision: 7 }, 'early')).rejects.toMatchObject({
        expected: 7,
        actual: 2,
      });
      await expect(append({ stream: freshStream(), revision: 0 }, 'early')).rejects.toMatchObject({
        expected: 0,
        actual: NO_STREAM,
      });
      expect(textsOf(await store.readStream(stream))).toEqual(['a', 'b', 'c']);
    });

    test('an append of several events is all or nothing', async () => {
      const stream = freshStream();
      await append({ stream }, 'a');
      const before = await store.head();
      await expect(append({ stream }, 'x', 'y', 'z')).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(await store.head()).toBe(before);
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    test('refuses an event that does not continue the stored chain', async () => {
      const stream = freshStream();
      await append({ stream }, 'a');
      await expect(append({ stream, revision: 0, previousHash: '1'.repeat(64) }, 'b')).rejects.toBeInstanceOf(
        ChainBroken,
      );
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    test('refuses events that do not follow one another, or that belong to another stream', async () => {
      const stream = freshStream();
      const [first, second] = notes({ stream }, 'a', 'b');
      const [foreign] = notes({ stream: freshStream() }, 'c');
      if (!first || !second || !foreign) throw new TypeError('no events');
      await expect(store.append(stream, NO_STREAM, [second, first])).rejects.toBeInstanceOf(ChainBroken);
      await expect(
        store.append(stream, NO_STREAM, [first, { ...second, previousHash: ZERO_HASH }]),
      ).rejects.toBeInstanceOf(ChainBroken);
      await expect(store.append(stream, NO_STREAM, [foreign])).rejects.toBeInstanceOf(ChainBroken);
      expect(await store.readStream(stream)).toEqual([]);
    });

    test('keeps sealed parts beside the event, and gives them back byte by byte', async () => {
      const stream = freshStream();
      const ciphertext = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
      const part = (subject: string): SealedPart => ({
        subject,
        commitments: ['a'.repeat(64), 'b'.repeat(64)],
        ciphertextDigest: digestOfCiphertext(ciphertext),
        ciphertext,
      });
      const sealed = [part('person-1'), part('person-2')];
      await store.append(stream, NO_STREAM, notes({ stream, sealed }, 'a'));
      const read = await store.readSealed(stream, 0);
      expect(read.map(({ ciphertext: bytes, ...rest }) => ({ ...rest, bytes: [...(bytes ?? [])] }))).toEqual(
        sealed.map(({ ciphertext: bytes, ...rest }) => ({ ...rest, bytes: [...(bytes ?? [])] })),
      );
      expect(await store.readSealed(stream, 1)).toEqual([]);
      const plain = freshStream();
      await append({ stream: plain }, 'b');
      expect(await store.readSealed(plain, 0)).toEqual([]);
    });

    test('a guard that moved refuses the append, one that holds lets it through', async () => {
      const [ward, promise] = [freshStream('ward'), freshStream('promise')];
      await append({ stream: ward }, 'established');
      const events = notes({ stream: promise }, 'proposed');
      await expect(
        store.append(promise, NO_STREAM, events, { guards: [{ stream: ward, revision: NO_STREAM }] }),
      ).rejects.toMatchObject({
        stream: ward,
        expected: NO_STREAM,
        actual: 0,
      });
      expect(await store.readStream(promise)).toEqual([]);
      await store.append(promise, NO_STREAM, events, { guards: [{ stream: ward, revision: 0 }] });
      expect(await store.readStream(promise)).toHaveLength(1);
    });

    test('an append that is on record already is answered as it was the first time, and not written again', async () => {
      const stream = freshStream();
      const events = notes({ stream }, 'a', 'b');
      const first = await store.append(stream, NO_STREAM, events);
      await append({ stream, revision: 1, previousHash: events[1]?.hash ?? '' }, 'c');
      const head = await store.head();
      expect(await store.append(stream, NO_STREAM, events)).toEqual(first);
      expect(await store.head()).toBe(head);
      const half = events.slice(0, 1);
      expect(await store.append(stream, NO_STREAM, half)).toMatchObject({ revision: 0 });
    });

    test('the same ids with other content are a conflict', async () => {
      const stream = freshStream();
      await append({ stream }, 'a');
      await expect(append({ stream }, 'A')).rejects.toMatchObject({ expected: NO_STREAM, actual: 0 });
      expect(textsOf(await store.readStream(stream))).toEqual(['a']);
    });

    test('nothing more is appended about a subject who is erased', async () => {
      const [sealedStream, namedStream] = [freshStream(), freshStream()];
      const subject = `person-${sealedStream}`;
      const ciphertext = Uint8Array.of(1, 2, 3);
      const part = { subject, commitments: [], ciphertextDigest: digestOfCiphertext(ciphertext), ciphertext };
      const sealed = notes({ stream: sealedStream, sealed: [part] }, 'a', 'b');
      const named = notes({ stream: namedStream }, 'a', 'b');
      await store.append(sealedStream, NO_STREAM, sealed.slice(0, 1));
      await store.append(namedStream, NO_STREAM, named.slice(0, 1), { subjects: [subject] });
      await append({ stream: erasureOf(subject) }, 'erased');
      await expect(store.append(sealedStream, 0, sealed.slice(1))).rejects.toBeInstanceOf(SubjectErased);
      await expect(
        store.append(namedStream, 0, named.slice(1), { subjects: [subject] }),
      ).rejects.toBeInstanceOf(SubjectErased);
      expect(await store.readStream(sealedStream)).toHaveLength(1);
      expect(await store.readStream(namedStream)).toHaveLength(1);
    });

    test('reads a stream forward, backward, from and to a revision, and no more than asked', async () => {
      const stream = freshStream();
      await append({ stream }, 'a', 'b', 'c', 'd');
      expect(textsOf(await store.readStream(stream, { from: 1, to: 2 }))).toEqual(['b', 'c']);
      expect(textsOf(await store.readStream(stream, { backward: true, limit: 2 }))).toEqual(['d', 'c']);
      expect(textsOf(await store.readStream(stream, { backward: true, to: 1 }))).toEqual(['b', 'a']);
      expect(textsOf(await store.readStream(stream, { from: 4 }))).toEqual([]);
    });

    test('reads the log in the order of commits, page by page, without a gap or a repeat', async () => {
      const start = await store.head();
      const streams = Array.from({ length: 20 }, () => freshStream());
      await Promise.all(streams.map((stream) => append({ stream }, '1', '2', '3')));
      const seen: RecordedEvent[] = [];
      for (;;) {
        const page = await store.readLog({ after: seen.at(-1)?.position ?? start, limit: 7 });
        seen.push(...page);
        if (page.length < 7) break;
      }
      expect(seen).toHaveLength(60);
      expect(new Set(seen.map(({ position }) => position)).size).toBe(60);
      expect(seen.every(({ position }, index) => position > (seen[index - 1]?.position ?? start))).toBe(true);
      for (const stream of streams)
        expect(textsOf(seen.filter((one) => one.stream === stream))).toEqual(['1', '2', '3']);
      expect(await store.head()).toBe(seen.at(-1)?.position);
    });

    test('reads the log of one category', async () => {
      const start = await store.head();
      await append({ stream: freshStream('panel') }, 'a');
      await append({ stream: freshStream('panellist') }, 'b');
      await append({ stream: freshStream('panel') }, 'c');
      expect(textsOf(await store.readLog({ after: start, limit: 10, category: 'panel' }))).toEqual([
        'a',
        'c',
      ]);
    });

    test('16 writers race one stream: exactly one winner per revision', async () => {
      const stream = freshStream();
      let wins = 0;
      const write = async (writer: number): Promise<void> => {
        for (;;) {
          const last = (await store.readStream(stream, { backward: true, limit: 1 }))[0];
          try {
            const place = last ? { revision: last.revision, previousHash: last.hash } : {};
            await append({ stream, ...place }, `writer ${String(writer)}`);
            wins += 1;
            return;
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
      const events = await store.readStream(stream);
      expect(wins).toBe(16);
      expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 16 }, (_, index) => index));
      expect(new Set(textsOf(events)).size).toBe(16);
    });

    test('refuses a clock that is more than two seconds behind the newest event', async () => {
      await append({ stream: freshStream() }, 'now');
      const recordedAt = new Date(Date.parse(NOW) - 2_001).toISOString();
      const stream = freshStream();
      await expect(append({ stream, recordedAt }, 'past')).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await store.readStream(stream)).toEqual([]);
    });

    test('accepts an event of a mebibyte and gives it back whole', async () => {
      const stream = freshStream();
      const text = 'é'.repeat(512 * 1_024);
      await append({ stream }, text);
      expect(textsOf(await store.readStream(stream))).toEqual([text]);
    });

    test('wakes who waits for news, and lets go of who waited long enough', async () => {
      const head = await store.head();
      const woken = store.waitFor(head, 20_000).then(() => 'woken');
      await append({ stream: freshStream() }, 'news');
      expect(await woken).toBe('woken');
      await store.waitFor(await store.head(), 10);
      await store.waitFor(0n, 20_000);
    });

    test('nor do several slow clocks walk it backward, each a little behind the one before', async () => {
      const at = (milliseconds: number): string => new Date(Date.parse(NOW) + milliseconds).toISOString();
      await append({ stream: freshStream(), recordedAt: at(10_000) }, 'first');
      await append({ stream: freshStream(), recordedAt: at(8_500) }, 'second');
      const third = append({ stream: freshStream(), recordedAt: at(7_000) }, 'third');
      await expect(third).rejects.toBeInstanceOf(StoreUnavailable);
      await append({ stream: freshStream(), recordedAt: at(8_000) }, 'fourth');
    });

    test('what it holds verifies', async () => {
      const { broken, events, position } = await verifyLog(store);
      expect(broken).toBeUndefined();
      expect(events).toBeGreaterThan(80);
      expect(position).toBe(await store.head());
    });
  });
};
