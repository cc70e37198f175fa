import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KeyBinding, KeyStore } from '../key-store.ts';

/**
 * What every home of keys promises. `open` opens a new one each time.
 * @example
 * keyStoreContract('memory', () => memoryKeyStore());
 */
export const keyStoreContract = (name: string, open: () => KeyStore | Promise<KeyStore>): void => {
  describe(`the ${name} key store`, () => {
    let keys: KeyStore;
    const bytes = (value: number): Uint8Array => new Uint8Array(60).fill(value);
    const read = async (subject: string, record: string): Promise<readonly number[] | undefined> => {
      const kept = await keys.find(subject, record);
      return kept && [...(kept.wrapped ?? [])];
    };

    beforeAll(async () => {
      keys = await open();
    });
    afterAll(() => keys.close());

    test('has no key that nobody added', async () => {
      expect(await keys.find('person-1', 'adviceCase-1')).toBeUndefined();
    });

    test('keeps nothing by being asked: no sample, no binding', async () => {
      expect(await keys.sample()).toBeUndefined();
      expect(await keys.binding()).toBeUndefined();
    });

    test('keeps the first key of a subject and record, and each pair its own', async () => {
      await keys.add('person-1', 'adviceCase-1', bytes(1));
      const second = await keys.add('person-1', 'adviceCase-1', bytes(2));
      expect([...(second.wrapped ?? [])]).toEqual([...bytes(1)]);
      await keys.add('person-1', 'adviceCase-2', bytes(3));
      expect(await read('person-1', 'adviceCase-1')).toEqual([...bytes(1)]);
      expect(await read('person-1', 'adviceCase-2')).toEqual([...bytes(3)]);
    });

    test('a destroyed key is gone, and no other takes its place', async () => {
      await keys.add('person-2', 'adviceCase-1', bytes(4));
      await keys.destroy('person-2', 'adviceCase-1');
      expect(await read('person-2', 'adviceCase-1')).toEqual([]);
      expect((await keys.add('person-2', 'adviceCase-1', bytes(5))).wrapped).toBeUndefined();
      expect(await read('person-2', 'adviceCase-1')).toEqual([]);
      expect(await read('person-1', 'adviceCase-1')).toEqual([...bytes(1)]);
    });

    test('has another mark than before once a key was destroyed, and never one that it had', async () => {
      if (!keys.mark) return;
      const marks = [keys.mark()];
      await keys.add('person-4', 'adviceCase-1', bytes(7));
      for (const subject of ['person-4', 'person-5']) {
        await keys.destroy(subject, 'adviceCase-1');
        marks.push(keys.mark());
      }
      expect(new Set(marks).size).toBe(marks.length);
      expect(keys.mark()).toBe(marks.at(-1));
    });

    test('shows a key that is not destroyed, wherever it stands among those that are', async () => {
      for (const record of ['adviceCase-0', 'adviceCase-9']) await keys.destroy('person-0', record);
      await keys.destroy('person-9', 'adviceCase-9');
      const { subject, record, wrapped } = (await keys.sample())!;
      expect(await read(subject, record)).toEqual([...wrapped!]);
      expect(subject).toBe('person-1');
    });

    test('what was destroyed before it was ever kept stays destroyed', async () => {
      await keys.destroy('person-3', 'adviceCase-1');
      expect((await keys.add('person-3', 'adviceCase-1', bytes(6))).wrapped).toBeUndefined();
    });

    test('keeps the first check and the first log that it is bound to, and the newest position', async () => {
      const [own, other] = ['a'.repeat(64), 'b'.repeat(64)];
      // Beyond what a double holds: KurrentDB counts bytes.
      const upTo = 9_007_199_254_740_993n;
      const shown = ({ log, check, ...rest }: KeyBinding) => ({ log, check: [...check], ...rest });
      const expectBound = async (answer: KeyBinding, log: string | undefined, at: bigint) => {
        expect(shown(answer)).toEqual({ log, check: [...bytes(7)], upTo: at });
        expect(await keys.binding()).toEqual(answer);
      };
      await expectBound(await keys.bind({ check: bytes(7), upTo: 0n }), undefined, 0n);
      expect(await keys.binding()).not.toHaveProperty('log');
      await expectBound(await keys.bind({ log: own, check: bytes(8), upTo }), own, upTo);
      await expectBound(await keys.bind({ log: other, check: bytes(9), upTo: 5n }), own, 5n);
      await expectBound(await keys.bind({ check: bytes(9), upTo: 6n }), own, 6n);
    });
  });

  describe(`another ${name} key store`, () => {
    test('shows a destroyed key, and not as a key, where there is no other', async () => {
      const keys = await open();
      await keys.destroy('person-1', 'adviceCase-1');
      const sample = await keys.sample();
      expect(sample).toMatchObject({ subject: 'person-1', record: 'adviceCase-1' });
      expect(sample?.wrapped).toBeUndefined();
      await keys.close();
    });

    test('keeps the binding of one of two who bind it at once, and tells both whose', async () => {
      const keys = await open();
      const both = await Promise.all(
        [1, 2].map((value) =>
          keys.bind({ log: String(value).repeat(64), check: new Uint8Array(60).fill(value), upTo: 0n }),
        ),
      );
      expect(both[0]).toEqual(both[1]);
      await keys.close();
    });
  });
};
