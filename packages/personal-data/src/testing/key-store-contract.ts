import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KeyStore } from '../key-store.ts';

/** What every home of keys promises. */
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

    test('what was destroyed before it was ever kept stays destroyed', async () => {
      await keys.destroy('person-3', 'adviceCase-1');
      expect((await keys.add('person-3', 'adviceCase-1', bytes(6))).wrapped).toBeUndefined();
    });
  });
};
