import { describe, expect, test } from '@jest/globals';
import { ChainBroken, memoryEventStore, StoreUnavailable, type EventStore } from '@wardbook/event-sourcing';
import { bindKeys, checkKeys, type KeyParts } from './key-binding.ts';
import { keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore, type KeyStore } from './key-store.ts';
import { ERASED } from './keyring.ts';
import { sealerWith } from './seal.ts';
import { diaryWriter, type WriteInDiary } from './testing/index.ts';

const MISSING = 'The keys of this log are missing: it holds sealed values, and no key is kept.';
const OLDER = 'The keys are older than the log: the key of something on record is not among them.';
const FOREIGN = 'The keys belong to another log.';
const WRONG_FILE = 'The key file is not the one that these keys were wrapped with.';

describe('the keys of a log', () => {
  test('are bound at their first start, and fit at every one after it', async () => {
    const own = await house();
    const binding = await own.keys.binding();
    await own.start();
    await checkKeys(own);
    expect(binding?.log).toMatch(/^[0-9a-f]{64}$/);
    expect(await own.keys.binding()).toEqual({ ...binding, upTo: await own.log.head() });
  });

  test('of an empty log are bound to it with the first key that is made after its first event', async () => {
    const own = parts();
    const write = await own.start();
    expect((await own.keys.binding())?.log).toBeUndefined();
    await write('1', { note: 'Ada Canary' });
    expect((await own.keys.binding())?.log).toBeUndefined();
    await write('2', { note: 'Ada Canary' });
    expect((await own.keys.binding())?.log).toBe((await own.log.readLog({ limit: 1 }))[0]!.hash);
    await own.start();
  });

  test('E-06: of another log are told as such, bound or not', async () => {
    const [own, other] = [await house(), await house()];
    await expectRefused({ ...own, keys: other.keys, encryption: other.encryption }, FOREIGN);
    await expectRefused({ ...own, log: memoryEventStore() }, FOREIGN);
    const third = await house('another-');
    await expectRefused({ ...own, keys: unbound(third.keys), encryption: third.encryption }, FOREIGN);
  });

  test('S-06: that are missing are told as such', async () => {
    const own = await house();
    await expectRefused({ ...own, keys: memoryKeyStore() }, MISSING);
    // Somebody began a new home for them in the meantime.
    const begun = parts();
    await begun.start();
    await expectRefused({ ...begun, log: own.log }, MISSING);
  });

  test.each([
    ['bound', (keys: KeyStore) => keys],
    ['from before there were bindings', (keys: KeyStore) => unbound(keys)],
  ])('E-06: that are older than the log and %s are told as such', async (_, asKept) => {
    const own = await house();
    const older = asKept(await copyOf(own.keys));
    await (
      await own.start()
    )('3', { note: 'Eve Canary' });
    await expectRefused({ ...own, keys: older }, OLDER);
    await own.start();
  });

  test('are found to be older wherever the missing key stands between pages of others', async () => {
    const own = await house();
    const older = await copyOf(own.keys);
    const write = await own.start();
    for (let entry = 0; entry < 501; entry += 1) await write('1', { note: 'Ada Canary' });
    await write('3', { note: 'Eve Canary' });
    for (let entry = 0; entry < 501; entry += 1) await write('1', { note: 'Ada Canary' });
    await expectRefused({ ...own, keys: older }, OLDER);
    await own.start();
  });

  test('are looked at from where they were found to fit; from the start where the log is shorter than that', async () => {
    const own = await house();
    await own.start();
    const head = await own.log.head();
    const after: (bigint | undefined)[] = [];
    const log: EventStore = {
      ...own.log,
      readLog: async (range) => {
        if (range.limit > 1) after.push(range.after);
        return own.log.readLog(range);
      },
    };
    await bindKeys({ ...own, log });
    const { log: id, check } = (await own.keys.binding())!;
    await own.keys.bind({ ...(id !== undefined && { log: id }), check, upTo: head + 1n });
    await bindKeys({ ...own, log });
    expect(after).toEqual([head, 0n]);
    expect((await own.keys.binding())?.upTo).toBe(head);
  });

  test.each([
    ['bound', (keys: KeyStore) => keys],
    ['from before there were bindings', (keys: KeyStore) => unbound(keys)],
  ])('E-06: that were wrapped with another key file and are %s are told as such', async (_, asKept) => {
    const own = await house();
    await expectRefused({ ...own, keys: asKept(own.keys), encryption: encryptionFrom() }, WRONG_FILE);
  });

  test('are never asked for a key file anew once anything was wrapped', async () => {
    const made: boolean[] = [];
    const encryption = keyEncryptionInMemory();
    const own = {
      ...parts(),
      encryption: ({ make }: { readonly make: boolean }) => {
        made.push(make);
        return encryption;
      },
    };
    await bindKeys(own);
    await (await bindKeys(own)).keysFor('person-1', 'diary-1');
    await bindKeys(own);
    await checkKeys(own);
    await bindKeys({ ...own, keys: unbound(own.keys) });
    expect(made).toEqual([true, false, false, false, false]);
  });

  test('that are all destroyed fit, and so does a key that nothing was appended under', async () => {
    const own = await house();
    const ring = await bindKeys(own);
    await ring.keysFor('person-9', 'diary-9');
    await own.start();
    for (const [person, diary] of [
      ['person-1', 'diary-1'],
      ['person-1', 'diary-2'],
      ['person-9', 'diary-9'],
    ] as const)
      await ring.destroy(person, diary);
    await own.start();
    expect(await (await bindKeys(own)).existing('person-1', 'diary-1')).toBe(ERASED);
  });

  test('from before there were bindings are bound once all that is sealed has its key', async () => {
    const own = await house();
    const keys = unbound(own.keys);
    await bindKeys({ ...own, keys });
    expect(await keys.binding()).toMatchObject({
      log: (await own.log.readLog({ limit: 1 }))[0]!.hash,
      upTo: await own.log.head(),
    });
    await bindKeys({ ...own, keys });
  });

  test('are not bound by whoever only reads', async () => {
    const own = await house();
    const keys = unbound(own.keys);
    const ring = await checkKeys({ ...own, keys });
    expect(await ring.existing('person-1', 'diary-1')).toBeDefined();
    expect(await keys.binding()).toBeUndefined();
  });

  test('fit, although a part of the log cannot be read', async () => {
    const own = await house();
    const readSealed: EventStore['readSealed'] = async (stream, revision) => {
      if (stream === 'diary-1') throw new ChainBroken(stream, revision, 'cannot be read.');
      return own.log.readSealed(stream, revision);
    };
    await checkKeys({ ...own, keys: unbound(own.keys), log: { ...own.log, readSealed } });
  });

  test('are bound by one of two who start at once; the other is told that its key file is not the one', async () => {
    const own = parts();
    const both = await Promise.allSettled([
      bindKeys(own),
      bindKeys({ ...own, encryption: encryptionFrom() }),
    ]);
    const refused = both.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual([expect.objectContaining({ reason: new StoreUnavailable(WRONG_FILE, false) })]);
  });
});

const encryptionFrom = () => {
  const key = keyEncryptionInMemory();
  return () => key;
};

let commands = 0;

const parts = () => {
  const own = { log: memoryEventStore(), keys: memoryKeyStore(), encryption: encryptionFrom() };
  return {
    ...own,
    start: async (): Promise<WriteInDiary> => {
      const write = diaryWriter(own.log, sealerWith(await bindKeys(own), own.log));
      return (id, entry) => write(id, { commandId: `command-${String((commands += 1))}`, ...entry });
    },
  };
};

/** Two diaries, begun under bound keys. */
const house = async (prefix = '') => {
  const own = parts();
  for (const id of ['1', '2']) await (await own.start())(`${prefix}${id}`, { note: 'Ada Canary' });
  await own.start();
  return own;
};

const copyOf = async (keys: KeyStore): Promise<KeyStore> => {
  const copy = memoryKeyStore();
  for (const record of ['diary-1', 'diary-2'])
    await copy.add('person-1', record, (await keys.find('person-1', record))!.wrapped!);
  await copy.bind((await keys.binding())!);
  return copy;
};

/** The same keys in a home that has kept no binding yet. */
const unbound = (keys: KeyStore): KeyStore => {
  const other = memoryKeyStore();
  return { ...keys, binding: () => other.binding(), bind: (binding) => other.bind(binding) };
};

/** For the gateway and for whoever only reads; and nothing is made or changed. */
const expectRefused = async (asked: KeyParts, message: string): Promise<void> => {
  const untouched = (): Promise<never> => Promise.reject(new TypeError('Something was made.'));
  const keys = { ...asked.keys, add: untouched, bind: untouched, destroy: untouched };
  const encryption: KeyParts['encryption'] = (how) => {
    expect(how).toEqual({ make: false });
    return asked.encryption(how);
  };
  for (const work of [bindKeys, checkKeys])
    await expect(work({ ...asked, keys, encryption })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message,
    });
};
