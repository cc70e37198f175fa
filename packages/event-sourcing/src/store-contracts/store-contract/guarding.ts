import { expect } from '@jest/globals';
import { erasureOf } from '../../append-rules.ts';
import { NO_STREAM, SubjectErased, WrongExpectedRevision } from '../../errors.ts';
import { logAfter, settled, type Checks } from './lab.ts';
import { notes, put, sealedFor, textsOf, write } from './notes.ts';

export const guarding: Checks = {
  'a guard that moved refuses the append, one that holds lets it through': async ({ store, fresh }) => {
    const [ward, promise] = [fresh('ward'), fresh('promise')];
    await write(store, { stream: ward }, 'established', 'named');
    const events = notes({ stream: promise }, 'proposed');
    for (const revision of [NO_STREAM, 0, 2]) {
      const refused = put(store, events, { guards: [{ stream: ward, revision }] });
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(refused).rejects.toMatchObject({ stream: ward, expected: revision, actual: 1 });
    }
    expect(await store.readStream(promise)).toEqual([]);
    await put(store, events, { guards: [{ stream: ward, revision: 1 }] });
    expect(await store.readStream(promise)).toHaveLength(1);
  },

  'a guard may ask that a stream be missing': async ({ store, fresh }) => {
    const [ward, promise] = [fresh('ward'), fresh('promise')];
    const events = notes({ stream: promise }, 'proposed');
    const refused = put(store, events, { guards: [{ stream: ward, revision: 0 }] });
    await expect(refused).rejects.toMatchObject({ stream: ward, expected: 0, actual: NO_STREAM });
    await put(store, events, { guards: [{ stream: ward, revision: NO_STREAM }] });
    expect(await store.readStream(promise)).toHaveLength(1);
    expect(await store.readStream(ward)).toEqual([]);
  },

  'every guard counts, also the last of several and each of two on one stream': async ({ store, fresh }) => {
    const promise = fresh('promise');
    const wards = [fresh('ward'), fresh('ward'), fresh('ward')];
    for (const stream of wards) await write(store, { stream }, 'established', 'named');
    const events = notes({ stream: promise }, 'proposed');
    const holding = wards.map((stream) => ({ stream, revision: 1 }));
    for (const [index, { stream }] of holding.entries()) {
      const moved = { stream, revision: 0 };
      const conflict = { code: 'WRONG_EXPECTED_REVISION', stream, expected: 0, actual: 1 };
      const refused = put(store, events, { guards: holding.with(index, moved) });
      await expect(refused).rejects.toMatchObject(conflict);
      await expect(put(store, events, { guards: [...holding, moved] })).rejects.toMatchObject(conflict);
      await expect(put(store, events, { guards: [moved, ...holding] })).rejects.toMatchObject(conflict);
    }
    expect(await store.readStream(promise)).toEqual([]);
    await put(store, events, { guards: [...holding, ...holding] });
    expect(await store.readStream(promise)).toHaveLength(1);
  },

  'a guard on the own stream means the stream as it was before the append': async ({ store, fresh }) => {
    const stream = fresh();
    const [first, second] = notes({ stream }, 'a', 'b');
    await put(store, [first!], { guards: [{ stream, revision: NO_STREAM }] });
    await expect(put(store, [second!], { guards: [{ stream, revision: 1 }] })).rejects.toMatchObject({
      stream,
      expected: 1,
      actual: 0,
    });
    await put(store, [second!], { guards: [{ stream, revision: 0 }] });
    expect(textsOf(await store.readStream(stream))).toEqual(['a', 'b']);
  },

  'of two appends that each guard the stream of the other, never both win': async ({
    store,
    other,
    fresh,
  }) => {
    for (let round = 0; round < 50; round += 1) {
      const [one, two] = [fresh('ward'), fresh('ward')];
      const { won, lost } = await settled([
        put(store, notes({ stream: one }, 'a'), { guards: [{ stream: two, revision: NO_STREAM }] }),
        put(round % 2 === 0 ? other : store, notes({ stream: two }, 'b'), {
          guards: [{ stream: one, revision: NO_STREAM }],
        }),
      ]);
      expect({ round, won: won.length }).toEqual({ round, won: 1 });
      expect(lost[0]).toBeInstanceOf(WrongExpectedRevision);
      expect(lost[0]).toMatchObject({ expected: NO_STREAM, actual: 0 });
    }
  },

  'an append never slips past a guarded stream that is written to at the same time': async ({
    store,
    other,
    fresh,
  }) => {
    for (let round = 0; round < 20; round += 1) {
      const [ward, promise] = [fresh('ward'), fresh('promise')];
      const proposed = put(store, notes({ stream: promise }, 'proposed'), {
        guards: [{ stream: ward, revision: NO_STREAM }],
      });
      const closed = await write(round % 2 === 0 ? other : store, { stream: ward }, 'closed');
      const { won, lost } = await settled([proposed]);
      for (const { position } of won) expect(position).toBeLessThan(closed.position);
      for (const error of lost) expect(error).toMatchObject({ stream: ward, expected: NO_STREAM, actual: 0 });
    }
  },

  'a guard that names what is only on its way holds for whoever stands behind it in the log': async ({
    store,
    other,
    fresh,
  }) => {
    for (let round = 0; round < 10; round += 1) {
      const [ward, promise] = [fresh('ward'), fresh('promise')];
      const [established, closed] = notes({ stream: ward }, 'established', 'closed');
      await put(store, [established!]);
      const proposed = settled([
        put(store, notes({ stream: promise }, 'proposed'), { guards: [{ stream: ward, revision: 1 }] }),
      ]);
      const { position } = await put(round % 2 === 0 ? other : store, [closed!]);
      const { won, lost } = await proposed;
      for (const appended of won) expect(appended.position).toBeGreaterThan(position);
      for (const error of lost) expect(error).toMatchObject({ stream: ward, expected: 1, actual: 0 });
    }
  },

  'nothing more is appended about a subject who is erased': async (lab) => {
    const { store, other, fresh } = lab;
    const [sealedStream, namedStream, subject] = [fresh(), fresh(), fresh('person')];
    const sealed = notes({ stream: sealedStream, sealed: [sealedFor(subject)] }, 'a', 'b');
    const named = notes({ stream: namedStream }, 'a', 'b');
    await put(store, sealed.slice(0, 1));
    await put(store, named.slice(0, 1), { subjects: [subject] });
    await write(store, { stream: erasureOf(subject) }, 'erased');
    const start = await store.head();
    const sealedForAnother = notes(
      { stream: fresh(), sealed: [sealedFor(fresh('person')), sealedFor(subject)] },
      'a',
    );
    for (const from of [store, other]) {
      await expect(put(from, sealed.slice(1))).rejects.toBeInstanceOf(SubjectErased);
      await expect(put(from, sealed.slice(1))).rejects.toMatchObject({ stream: sealedStream });
      const others = { subjects: [fresh('person'), subject] };
      await expect(put(from, named.slice(1), others)).rejects.toBeInstanceOf(SubjectErased);
      await expect(put(from, sealedForAnother)).rejects.toBeInstanceOf(SubjectErased);
    }
    expect(await logAfter(lab, start)).toEqual([]);
    // What was said about the subject before is on record, and a repeat of it is told so.
    expect(await put(store, sealed.slice(0, 1))).toMatchObject({ revision: 0 });
    await put(store, named.slice(1), { subjects: [fresh('person')] });
  },

  'an append about a subject that races the erasure comes before it, or not at all': async (lab) => {
    const { store, other, fresh } = lab;
    for (let round = 0; round < 15; round += 1) {
      const subject = fresh('person');
      const about = Array.from({ length: 6 }, (_, index) => ({
        stream: fresh(),
        from: index % 2 ? other : store,
      }));
      const append = ({ stream, from }: (typeof about)[number], index: number) =>
        index % 3 === 0
          ? put(from, notes({ stream }, 'named'), { subjects: [subject] })
          : put(from, notes({ stream, sealed: [sealedFor(subject)] }, 'sealed'));
      const before = about.slice(0, 3).map(append);
      const erased = write(round % 2 ? other : store, { stream: erasureOf(subject) }, 'erased');
      const { won, lost } = await settled([...before, ...about.slice(3).map(append)]);
      const { position } = await erased;
      for (const appended of won) expect(appended.position).toBeLessThan(position);
      for (const error of lost) expect(error).toBeInstanceOf(SubjectErased);
      const later = await logAfter(lab, position);
      expect(later).toEqual([]);
    }
  },
};
