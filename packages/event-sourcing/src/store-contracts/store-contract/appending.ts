import { expect } from '@jest/globals';
import { ZERO_HASH } from '../../envelope.ts';
import { erasureOf } from '../../append-rules.ts';
import {
  ChainBroken,
  NO_STREAM,
  StoreUnavailable,
  SubjectErased,
  WrongExpectedRevision,
} from '../../errors.ts';
import { logAfter, settled, type Checks } from './lab.ts';
import { iso, notes, placesOf, put, sealedFor, textsOf, write } from './notes.ts';

export const appending: Checks = {
  'a stream that nobody wrote to is empty': async ({ store, fresh }) => {
    const stream = fresh();
    await write(store, { stream: fresh() }, 'another');
    expect(await store.readStream(stream)).toEqual([]);
    expect(await store.readSealed(stream, 0)).toEqual([]);
  },

  'two creators of one stream: one wins, the other learns where the stream is': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    for (const second of [store, other, store, other]) {
      const stream = fresh();
      const { lost } = await settled([write(store, { stream }, 'a'), write(second, { stream }, 'b')]);
      expect(lost).toHaveLength(1);
      expect(lost[0]).toBeInstanceOf(WrongExpectedRevision);
      expect(lost[0]).toMatchObject({ stream, expected: NO_STREAM, actual: 0 });
      expect(await store.readStream(stream)).toHaveLength(1);
    }
    expect(await logAfter(lab, start)).toHaveLength(4);
  },

  'an expected revision is exact: neither behind nor ahead is accepted': async ({ store, fresh }) => {
    const [stream, missing] = [fresh(), fresh()];
    await write(store, { stream }, 'a', 'b', 'c');
    const [, , last] = await store.readStream(stream);
    const previousHash = last?.hash ?? '';
    for (const revision of [NO_STREAM, 0, 1, 3, 7]) {
      const wrong = write(store, { stream, revision, previousHash }, 'wrong', 'wrong', 'wrong', 'wrong');
      await expect(wrong).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(wrong).rejects.toMatchObject({ stream, expected: revision, actual: 2 });
    }
    const early = write(store, { stream: missing, revision: 0, previousHash }, 'early');
    await expect(early).rejects.toMatchObject({ stream: missing, expected: 0, actual: NO_STREAM });
    expect(textsOf(await store.readStream(stream))).toEqual(['a', 'b', 'c']);
    expect(await store.readStream(missing)).toEqual([]);
    expect(await write(store, { stream, revision: 2, previousHash }, 'd')).toMatchObject({ revision: 3 });
  },

  'a stream that exists refuses to be created again, even by events with the same ids': async ({
    store,
    fresh,
  }) => {
    const stream = fresh();
    await write(store, { stream }, 'a');
    const conflict = { code: 'WRONG_EXPECTED_REVISION', stream, expected: NO_STREAM, actual: 0 };
    await expect(write(store, { stream }, 'A')).rejects.toMatchObject(conflict);
    await expect(write(store, { stream }, 'a')).rejects.toMatchObject(conflict);
    await expect(write(store, { stream }, 'A', 'B')).rejects.toMatchObject(conflict);
    expect(textsOf(await store.readStream(stream))).toEqual(['a']);
  },

  'an append that is on record already is answered as it was the first time, and not written again': async (
    lab,
  ) => {
    const { store, other, fresh } = lab;
    const [stream, ward] = [fresh(), fresh('ward')];
    const events = notes({ stream }, 'a', 'b');
    const first = await put(store, events, { guards: [{ stream: ward, revision: NO_STREAM }] });
    await write(store, { stream, revision: 1, previousHash: events[1]?.hash ?? '' }, 'c');
    await write(store, { stream: ward }, 'established');
    const start = await store.head();
    expect(await put(store, events)).toEqual(first);
    expect(await put(other, events)).toEqual(first);
    // What has happened has happened, whatever the guards say by now.
    const guards = [{ stream: ward, revision: NO_STREAM }];
    expect(await put(other, events, { guards })).toEqual(first);
    const [half] = await store.readStream(stream);
    expect(await put(store, events.slice(0, 1))).toEqual({ revision: 0, position: half?.position });
    expect(await put(store, events.slice(1))).toEqual(first);
    expect(await logAfter(lab, start)).toEqual([]);
  },

  'an append that is sent twice at once is written once, and both are told the same': async (lab) => {
    const { store, other, fresh } = lab;
    const start = await store.head();
    for (const second of [store, other]) {
      const events = notes({ stream: fresh() }, 'a', 'b');
      const [one, two] = await Promise.all([put(store, events), put(second, events)]);
      expect(two).toEqual(one);
      expect(one).toMatchObject({ revision: 1 });
    }
    expect(await logAfter(lab, start)).toHaveLength(4);
  },

  'a repeat that is not wholly on record is a conflict, and adds nothing': async ({ store, fresh }) => {
    const stream = fresh();
    const events = notes({ stream }, 'a', 'b', 'c');
    await put(store, events.slice(0, 2));
    await expect(put(store, events)).rejects.toMatchObject({ expected: NO_STREAM, actual: 1 });
    await expect(put(store, events.slice(1))).rejects.toMatchObject({ expected: 0, actual: 1 });
    const [, forked] = notes({ stream }, 'x', 'y');
    await expect(
      put(store, [events[0]!, { ...forked!, previousHash: events[0]!.hash }]),
    ).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(textsOf(await store.readStream(stream))).toEqual(['a', 'b']);
  },

  'an append of several events is all or nothing, also when only its last event or last condition fails':
    async (lab) => {
      const { store, fresh } = lab;
      const [ward, subject] = [fresh('ward'), fresh('person')];
      await write(store, { stream: ward }, 'established');
      await write(store, { stream: erasureOf(subject) }, 'erased');
      const start = await store.head();
      const three = () => notes({ stream: fresh() }, 'a', 'b', 'c');
      const endingWith = (wrong: object) => {
        const [first, second, third] = three();
        return [first!, second!, { ...third!, ...wrong }];
      };
      await expect(put(store, endingWith({ previousHash: 'f'.repeat(64) }))).rejects.toBeInstanceOf(
        ChainBroken,
      );
      await expect(put(store, endingWith({ revision: 3 }))).rejects.toBeInstanceOf(ChainBroken);
      await expect(put(store, endingWith({ stream: fresh() }))).rejects.toBeInstanceOf(ChainBroken);
      await expect(put(store, endingWith({ sealed: [sealedFor(subject)] }))).rejects.toBeInstanceOf(
        SubjectErased,
      );
      const guards = [
        { stream: ward, revision: 0 },
        { stream: fresh('ward'), revision: 4 },
      ];
      await expect(put(store, three(), { guards })).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(put(store, notes({ stream: ward }, 'x', 'y', 'z'))).rejects.toBeInstanceOf(
        WrongExpectedRevision,
      );
      expect(placesOf(await logAfter(lab, start))).toEqual([]);
      const whole = three();
      expect(await put(store, whole)).toMatchObject({ revision: 2 });
      expect(placesOf(await logAfter(lab, start))).toEqual(placesOf(whole));
    },

  'the last event of an append is answered: its revision and its position': async (lab) => {
    const { store, fresh } = lab;
    const stream = fresh();
    const answers = [
      await write(store, { stream }, 'a', 'b', 'c'),
      await write(store, { stream: fresh() }, 'x'),
    ];
    const [, , third] = await store.readStream(stream);
    expect(answers[0]).toEqual({ revision: 2, position: third?.position });
    expect(answers[1]?.position).toBeGreaterThan(third?.position ?? 0n);
    expect(await store.head()).toBeGreaterThanOrEqual(answers[1]?.position ?? 0n);
  },

  'refuses an event that does not continue the stored chain, at whichever revision': async ({
    store,
    fresh,
  }) => {
    const [stream, missing] = [fresh(), fresh()];
    await write(store, { stream }, 'a');
    const broken = write(store, { stream, revision: 0, previousHash: '1'.repeat(64) }, 'b', 'c');
    await expect(broken).rejects.toBeInstanceOf(ChainBroken);
    await expect(broken).rejects.toMatchObject({ stream, revision: 1 });
    await expect(write(store, { stream, revision: 0, previousHash: ZERO_HASH }, 'b')).rejects.toBeInstanceOf(
      ChainBroken,
    );
    const first = write(store, { stream: missing, previousHash: '1'.repeat(64) }, 'a');
    await expect(first).rejects.toMatchObject({ code: 'CHAIN_BROKEN', stream: missing, revision: 0 });
    expect(await store.readStream(stream)).toHaveLength(1);
    expect(await store.readStream(missing)).toEqual([]);
  },

  'refuses one that does not continue the chain among others under way, and those alone': async ({
    store,
    fresh,
  }) => {
    const [stream, bystander] = [fresh(), fresh()];
    const [first, second] = notes({ stream }, 'a', 'b');
    const { won, lost } = await settled([
      put(store, [first!]),
      put(store, [{ ...second!, previousHash: '1'.repeat(64) }]),
      write(store, { stream: bystander }, 'c'),
    ]);
    expect(won).toHaveLength(2);
    // A store that decides the second before the first finds no stream to continue.
    expect(lost[0]).toMatchObject({ code: expect.stringMatching('CHAIN_BROKEN|WRONG_EXPECTED_REVISION') });
    expect(textsOf(await store.readStream(stream))).toEqual(['a']);
    expect(textsOf(await store.readStream(bystander))).toEqual(['c']);
  },

  'refuses events that do not follow one another, or that belong to another stream': async ({
    store,
    fresh,
  }) => {
    const stream = fresh();
    const [first, second] = notes({ stream }, 'a', 'b');
    const [foreign] = notes({ stream: fresh() }, 'c');
    const wrong = [
      [second!, first!],
      [first!, { ...second!, previousHash: ZERO_HASH }],
      [foreign!],
      [second!],
    ];
    for (const events of wrong)
      await expect(store.append(stream, NO_STREAM, events)).rejects.toBeInstanceOf(ChainBroken);
    expect(await store.readStream(stream)).toEqual([]);
    expect(await store.readStream(foreign!.stream)).toEqual([]);
  },

  'refuses a clock that is more than two seconds behind the newest event': async ({ store, fresh }) => {
    await write(store, { stream: fresh() }, 'now');
    const stream = fresh();
    const past = write(store, { stream, recordedAt: iso(-2_500) }, 'past');
    await expect(past).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(past).rejects.toMatchObject({ retryable: true });
    expect(await store.readStream(stream)).toEqual([]);
    await write(store, { stream, recordedAt: iso(-500) }, 'a little late');
  },

  'nor do several slow clocks walk it backward, each a little behind the one before': async ({
    store,
    other,
    fresh,
  }) => {
    const now = Date.now();
    const at = (milliseconds: number): string => new Date(now + milliseconds).toISOString();
    await write(store, { stream: fresh(), recordedAt: at(0) }, 'first');
    await write(other, { stream: fresh(), recordedAt: at(-1_200) }, 'second');
    const third = write(store, { stream: fresh(), recordedAt: at(-2_900) }, 'third');
    await expect(third).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(write(other, { stream: fresh(), recordedAt: at(-2_900) }, 'third')).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
    await write(store, { stream: fresh(), recordedAt: at(-900) }, 'fourth');
  },
};
