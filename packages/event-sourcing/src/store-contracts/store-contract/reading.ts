import { expect } from '@jest/globals';
import { readFields, type EventStore, type NewEvent, type RecordedEvent } from '../../event-store.ts';
import { logAfter, type Checks } from './lab.ts';
import { notes, placesOf, put, sealedFor, textsOf, write, writeNext } from './notes.ts';

export const reading: Checks = {
  'gives back exactly the bytes that were appended': async (lab) => {
    const { store, other, fresh } = lab;
    for (const text of TEXTS) {
      const start = await store.head();
      const [appended] = notes({ stream: fresh() }, text);
      const { position } = await put(store, [appended!]);
      for (const reader of [store, other]) {
        const [read] = await reader.readStream(appended!.stream);
        expect(comparable(read)).toEqual({ ...asRead(appended!), position });
      }
      const [logged] = await logAfter(lab, start);
      expect(comparable(logged)).toEqual({ ...asRead(appended!), position });
    }
  },

  'keeps streams apart whose names differ by as little as one may': async (lab) => {
    const { store, fresh } = lab;
    const start = await store.head();
    const streams = NAMES.map((name) => `${fresh()}${name}`);
    const base = fresh();
    streams.push(...ENDINGS.map((ending) => `${base}${ending}`));
    for (const [index, stream] of streams.entries()) await write(store, { stream }, `of ${String(index)}`);
    for (const [index, stream] of streams.entries()) {
      expect(textsOf(await store.readStream(stream))).toEqual([`of ${String(index)}`]);
      expect(await writeNext(store, stream, 'again')).toMatchObject({ revision: 1 });
    }
    expect((await logAfter(lab, start)).map(({ stream }) => stream)).toEqual([...streams, ...streams]);
  },

  'keeps sealed parts beside the event, and gives them back byte by byte': async ({
    store,
    other,
    fresh,
  }) => {
    const [stream, plain] = [fresh(), fresh()];
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const sealed = [
      sealedFor('person-é', bytes),
      sealedFor('person-1', Uint8Array.of(0)),
      sealedFor('person-2', bytes),
    ];
    await write(store, { stream, sealed }, 'a');
    await write(store, { stream: plain }, 'b');
    for (const reader of [store, other]) {
      const read = await reader.readSealed(stream, 0);
      expect(read.map(plainBytes)).toEqual(sealed.map(plainBytes));
      expect(await reader.readSealed(stream, 1)).toEqual([]);
      expect(await reader.readSealed(plain, 0)).toEqual([]);
    }
  },

  'reads for a fold what it reads for a proof, but for what only a proof needs': async ({ store, fresh }) => {
    const after = await store.head();
    const [stream, other] = [fresh('fold'), fresh('other')];
    await write(store, { stream }, 'a', 'b');
    await write(store, { stream: other, sealed: [sealedFor('person-1', Uint8Array.of(1))] }, 'c');
    for (const range of [{ limit: 10 }, { limit: 2 }, { limit: 10, category: 'fold' }]) {
      const logged = await store.readLog({ after, ...range });
      const read = await readFields(store, { after, ...range });
      expect(read.map(withoutProof)).toEqual(logged.map(withoutProof));
    }
  },

  'reads a stream forward, backward, from and to a revision, and no more than asked': async ({
    store,
    fresh,
  }) => {
    const stream = fresh();
    await write(store, { stream }, '0', '1', '2', '3', '4');
    const read = async (range: Parameters<EventStore['readStream']>[1]): Promise<string> =>
      textsOf(await store.readStream(stream, range)).join('');
    expect(await read({})).toBe('01234');
    expect(await read({ from: 0 })).toBe('01234');
    expect(await read({ from: 1, to: 2 })).toBe('12');
    expect(await read({ from: 3 })).toBe('34');
    expect(await read({ from: 4, to: 4 })).toBe('4');
    expect(await read({ from: 5 })).toBe('');
    expect(await read({ from: 2, to: 1 })).toBe('');
    expect(await read({ from: 3, to: 90 })).toBe('34');
    expect(await read({ to: 0 })).toBe('0');
    expect(await read({ backward: true })).toBe('43210');
    expect(await read({ backward: true, limit: 2 })).toBe('43');
    expect(await read({ backward: true, to: 1 })).toBe('10');
    expect(await read({ backward: true, from: 1, to: 3 })).toBe('321');
    expect(await read({ backward: true, from: 1, to: 3, limit: 2 })).toBe('32');
    expect(await read({ backward: true, to: 90, limit: 1 })).toBe('4');
    expect(await read({ from: 1, to: 3, limit: 2 })).toBe('12');
    expect(await read({ limit: 0 })).toBe('');
    expect(await read({ limit: 0, backward: true })).toBe('');
    expect(await read({ limit: 1 })).toBe('0');
    expect(await read({ limit: 5 })).toBe('01234');
    expect(await read({ limit: 6 })).toBe('01234');
  },

  'reads the log after a position, of this or another stream, of the last event, and beyond the head': async (
    lab,
  ) => {
    const { store, fresh } = lab;
    const start = await store.head();
    const [one, two] = [fresh(), fresh('other')];
    await write(store, { stream: one }, 'a', 'b');
    await write(store, { stream: two }, 'c');
    const last = await writeNext(store, one, 'd');
    const all = await logAfter(lab, start);
    expect(textsOf(all)).toEqual(['a', 'b', 'c', 'd']);
    for (const [index, { position }] of all.entries())
      expect(placesOf(await logAfter(lab, position))).toEqual(placesOf(all.slice(index + 1)));
    const [next] = await store.readLog({ after: start, limit: 1 });
    expect(next?.position).toBeGreaterThan(start);
    expect(await logAfter(lab, last.position)).toEqual([]);
    const head = await store.head();
    expect(await store.readLog({ after: head + 1_000n, limit: 10 })).toEqual([]);
    expect(await store.readLog({ after: start, limit: 0 })).toEqual([]);
    expect(await store.readLog({ after: start, limit: 2 })).toHaveLength(2);
    expect((await store.readLog({ limit: 1 }))[0]?.position).toBeGreaterThan(0n);
  },

  'reads the log page by page, of whatever size, without a gap or a repeat': async (lab) => {
    const { store, fresh } = lab;
    const start = await store.head();
    const [category, events] = [`page${lab.run}`, 12];
    for (let written = 0; written < events; written += 3) {
      await write(store, { stream: fresh(category) }, '1', '2', '3');
      await write(store, { stream: fresh() }, 'of another category');
    }
    const whole = placesOf(await store.readLog({ after: start, limit: 1_000, category }));
    expect(whole).toHaveLength(events);
    for (const limit of [1, 2, 3, 5, events - 1, events, events + 1]) {
      const seen: RecordedEvent[] = [];
      for (;;) {
        const page = await store.readLog({ after: seen.at(-1)?.position ?? start, limit, category });
        expect(page.length).toBe(Math.min(limit, events - seen.length));
        seen.push(...page);
        if (page.length < limit) break;
      }
      expect(placesOf(seen)).toEqual(whole);
    }
  },

  'reads the log of one category, which ends at the first hyphen and is taken literally': async (lab) => {
    const { store, run, fresh } = lab;
    const start = await store.head();
    const ward = `ward${run}`;
    const near = [`${ward}Panel`, `${ward}s`, `Ward${run}`, `my${ward}`, `war_${run}`, `war%${run}`, run];
    for (const category of near) await write(store, { stream: fresh(category) }, category);
    await write(store, { stream: fresh(ward) }, 'a');
    const foreign = await write(store, { stream: fresh() }, 'another category');
    await write(store, { stream: fresh(`${ward}-north-west`) }, 'b', 'c');
    const read = async (category: string, after = start): Promise<readonly string[]> =>
      textsOf(await store.readLog({ after, limit: 100, category }));
    expect(await read(ward)).toEqual(['a', 'b', 'c']);
    expect(await read(ward, foreign.position)).toEqual(['b', 'c']);
    expect(await read(ward, await store.head())).toEqual([]);
    const [, , last] = await store.readLog({ after: start, limit: 100, category: ward });
    expect(await read(ward, last?.position)).toEqual([]);
    for (const category of near) expect(await read(category)).toEqual([category]);
    const none = [
      `${ward}-north`,
      `${ward}-`,
      `ward${run.slice(0, -1)}_`,
      `w%${run}`,
      `ward${run.slice(0, -1)}%`,
      `w.*`,
    ];
    for (const category of none) expect(await read(category)).toEqual([]);
  },

  'accepts an event of a mebibyte, and several large ones at once, and gives them back whole': async ({
    store,
    other,
    fresh,
  }) => {
    const [large, several] = [fresh(), fresh()];
    const text = 'é'.repeat(512 * 1_024);
    await write(store, { stream: large }, text);
    const texts = ['a', '\u{1F693}'].map((letter) => letter.repeat(120 * 1_024));
    await write(store, { stream: several }, 'small', ...texts, 'small again');
    for (const reader of [store, other]) {
      expectSame(textsOf(await reader.readStream(large)), [text]);
      expectSame(textsOf(await reader.readStream(several)), ['small', ...texts, 'small again']);
    }
  },

  'an event of five mebibytes, alone or among others, is kept whole or clearly refused with nothing kept':
    async (lab) => {
      const { store, fresh } = lab;
      const huge = 'x'.repeat(5 * 1_024 * 1_024);
      for (const texts of [[huge], ['before', huge, 'after'], [huge, huge]]) {
        const stream = fresh();
        const start = await store.head();
        const error = await write(store, { stream }, ...texts).then(() => undefined, refusal);
        const kept = textsOf(await store.readStream(stream));
        expectSame(kept, error === undefined ? texts : []);
        expectSame(textsOf(await logAfter(lab, start)), kept);
        // To try again would be in vain, and the caller can tell.
        if (error) expect(error).not.toMatchObject({ retryable: true });
        await writeNext(store, stream, 'and on it goes');
      }
    },
};

const refusal = (error: unknown): unknown => {
  expect(error).toMatchObject({
    code: expect.stringMatching(/^(EVENT_INVALID|STORE_UNAVAILABLE)$/),
    message: expect.stringMatching(/\S/),
  });
  return error;
};

/** As `toEqual`, but a failure does not print mebibytes. */
const expectSame = (read: readonly string[], written: readonly string[]): void => {
  expect(read.map(({ length }) => length)).toEqual(written.map(({ length }) => length));
  expect(read.every((text, index) => text === written[index])).toBe(true);
};

const comparable = (event: RecordedEvent | undefined): object => ({
  ...event,
  salt: [...(event?.salt ?? [])],
});

/** An appended event as reads give it back. */
const asRead = ({ previousHash: _, sealed: __, ...event }: NewEvent): object => ({
  ...event,
  salt: [...event.salt],
});

const plainBytes = ({ ciphertext, ...part }: ReturnType<typeof sealedFor>): object => ({
  ...part,
  ciphertext: ciphertext && [...ciphertext],
});

const TEXTS = [
  'Zoë said “ß” at 3 o’clock \u{1F693}\n\t\r\n\u0000 end',
  // Combining marks in two orders, and the same letter composed and decomposed: nothing is normalised.
  'e\u0301 \u00e9 a\u0323\u0302 a\u0302\u0323',
  // Right to left, with marks that turn the direction.
  '\u05e9\u05dc\u05d5\u05dd \u202e\u0645\u0631\u062d\u0628\u0627\u202c \u200f',
  '\u{10FFFF}\uFFFF\uFEFF\u2028\u2029\u007f\u0001\u001f',
  '\\ \\u0000 \' " `; DROP TABLE event; -- ${x} {{y}} %s $1 ?',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'.repeat(50),
];

const NAMES = [
  " o'clock",
  '"quoted"',
  '100%',
  'a_b',
  'a/b\\c',
  'a?b#c&d=e:f,g;h',
  'Zoë',
  '\u{1F693}',
  '\u05e9\u05dc\u05d5\u05dd',
  '-a-b--c',
  'x'.repeat(200),
  `${'x'.repeat(199)}y`,
];

// Case, accents, normal forms, and what LIKE or a pattern would take for each other.
const ENDINGS = ['.a', '.A', '.e\u0301', '.\u00e9', '.e', '.%', '._', '.aa', '.*', 'a', '', '.', '.a.', '/a'];

/** What a fold sees; a store that is no faster without it may give the rest as well. */
const withoutProof = (event: Omit<RecordedEvent, 'header' | 'salt' | 'hash'>): object => {
  const { position, stream, revision, id, type, schemaVersion, occurredAt, recordedAt, data } = event;
  return { position, stream, revision, id, type, schemaVersion, occurredAt, recordedAt, data };
};
