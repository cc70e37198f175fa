import { createSecretKey, hash, hkdfSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  canonicalize,
  defineDomain,
  headerOf,
  IdempotencyKeyReused,
  isPersonalReference,
  isTextSubject,
  memoryEventStore,
  memoryRows,
  startEngine,
  textReferencesIn,
  textSubjectOf,
  verifyLog,
  type EventStore,
  type PersonalReference,
} from '@wardbook/event-sourcing';
import { accessLog } from './access-log.ts';
import { board, boardWriter } from './board.test.data.ts';
import { door } from './door.ts';
import { bindKeys } from './key-binding.ts';
import { keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore, type KeyStore } from './key-store.ts';
import { keyring } from './keyring.ts';
import { sealerWith, unseal } from './seal.ts';
import { diaryWriter, READER } from './testing/index.ts';
import { textsOf } from './texts.ts';

const REASON = 'NAMES_A_PERSON';

describe('P-04: words that everybody may read', () => {
  test('open as docs/format.md has them, for ever', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    const derived = (purpose: string) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', key, '', purpose, 32)));
    const keys = { seal: derived('wardbook seal 1'), digest: derived('wardbook digest 1') };
    const ciphertext = Buffer.from(
      'a0a1a2a3a4a5a6a7a8a9aaab0cab8bc308eff12f66147f93c1cbce3619f914a7a7896578eec309bcc428d52859b9e51c7d601c553101ca12180286825db45d6eda8aa3a64763fe90bc2f3c69bcdda07058d5aa52466417e53a0e00f212ce0d32b0805c82961b0bd5b6e9',
      'hex',
    );
    const commitment = '3dee24a5a4d750bd667d9e1cf668ee117037333d78879c0338da27e4aaf51fce';
    const part = {
      subject: textSubjectOf('4f6c1f6e-5b1b-5f43-9d0e-2f6b8f9f3a10'),
      commitments: [commitment],
      ciphertextDigest: hash('sha256', ciphertext),
      ciphertext,
    };
    expect(part.ciphertextDigest).toBe('e44463fce9c85eb936f8f3ad4ccb1b81eb3d7f9577c8202d806432b2af036852');
    expect(unseal(keys, { stream: 'ward-E05000140', revision: 3 }, part)).toEqual([
      { path: 'issue', value: 'Speeding in Kilburn High Road' },
    ]);
    const committed = canonicalize([[part.subject, part.commitments, part.ciphertextDigest]]);
    expect(hash('sha256', committed)).toBe(
      '86dfce5c1b86f3175864777e92ce1b9d93f05583373f8c249d5b910f9a99ab80',
    );
  });

  test('are sealed for each event under a key of its own, and everything verifies', async () => {
    const { store, keys, pin, shown } = await hall();
    await pin('Ada Canary drinks', { more: ['at noon', 'and at night'] });
    await pin('Speeding');
    const [first, second] = await store.readStream('board-hall');
    expect(first!.data).toBe(
      '{"more":[" board-hall/0/t0"," board-hall/0/t1"],"notice":"a","words":" board-hall/0/t2"}',
    );
    for (const { stream, revision, id } of [first!, second!]) {
      const [part, ...others] = await store.readSealed(stream, revision);
      expect(others).toEqual([]);
      expect(part!.subject).toBe(`text.${id}`);
      expect((await keys.find(part!.subject, stream))?.wrapped).toBeDefined();
    }
    expect(await shown(0)).toEqual(['at noon', 'and at night', 'Ada Canary drinks']);
    expect(await shown(1)).toEqual(['Speeding']);
    expect((await verifyLog(store)).broken).toBeUndefined();
    expect(JSON.stringify(await store.readStream('board-hall'), plainly)).not.toContain('Canary');
  });

  test('are never taken for a reference, nor a reference for them', async () => {
    const { pin, store, shown } = await hall();
    const typed = [' board-hall/0/t0', 'board-hall/0/t0', 'board-hall/0/0'];
    await pin('first');
    for (const [index, words] of typed.entries()) await pin(words, { notice: 'bcd'.charAt(index) });
    const stored = (await store.readStream('board-hall')).map(({ data }) =>
      textReferencesIn(JSON.parse(data)),
    );
    expect(stored.flat().some((one) => isPersonalReference(one))).toBe(false);
    expect(await Promise.all([1, 2, 3].map(shown))).toEqual(typed.map((words) => [words.trim()]));
  });

  test('cannot be guessed from the digest of what was sent; a repeat is known, and other content', async () => {
    const { pin, store } = await hall();
    const { receipt } = await pin('Ada Canary', { commandId: 'same' });
    const { commandDigest } = headerOf((await store.readStream('board-hall'))[0]!);
    const sent = JSON.stringify({ type: 'Pin', notice: 'a', words: 'Ada Canary', more: [] });
    expect(commandDigest).not.toBe(`i1.${hash('sha256', canonicalize(sent))}`);
    expect((await pin('Ada Canary', { commandId: 'same' })).receipt).toEqual({ ...receipt, replayed: true });
    await expect(pin('Eve Canary', { commandId: 'same' })).rejects.toBeInstanceOf(IdempotencyKeyReused);
  });

  test('are seen by decisions that compare them, also after a start; what is taken out is not', async () => {
    const own = await hall();
    await own.pin('Speeding');
    expect((await own.pin('Speeding')).receipt?.eventIds).toEqual([]);
    const again = await own.start();
    expect((await again.pin('Speeding', { commandId: 'other' })).receipt?.eventIds).toEqual([]);
    await own.takeOut(0);
    expect((await own.pin('Speeding')).receipt?.eventIds).toHaveLength(1);
    expect((await own.pin('Speeding')).receipt?.eventIds).toEqual([]);
  });

  test('are refused without a sealer, and nothing is appended', async () => {
    const store = memoryEventStore();
    await expect(boardWriter(store).pin('Ada Canary')).rejects.toMatchObject({ type: 'Pin' });
    expect(await store.head()).toBe(0n);
  });

  test('stand in nobody’s name: no data subject is called as an event’s words are', async () => {
    const { store, sealer } = await hall();
    const person = textSubjectOf('4f6c1f6e-5b1b-5f43-9d0e-2f6b8f9f3a10');
    expect(isTextSubject(person)).toBe(true);
    await expect(diaryWriter(store, sealer)('1', { person, note: 'Ada' })).rejects.toMatchObject({
      code: 'EVENT_INVALID',
    });
  });
});

describe('P-04: words that were taken out', () => {
  test('are gone before whoever asked is told, by every path; others stay, and everything verifies', async () => {
    const { store, pin, takeOut, opened, shown, keys } = await hall();
    await pin('Ada Canary');
    await pin('Speeding');
    expect(await shown(0)).toEqual(['Ada Canary']);
    await takeOut(0);
    const [part] = await store.readSealed('board-hall', 0);
    expect((await keys.find(part!.subject, 'board-hall'))?.wrapped).toBeUndefined();
    const { recordedAt: at } = (await store.readStream('board-hall'))[2]!;
    expect(await opened(0)).toEqual([{ takenOut: { at, reason: REASON } }]);
    expect(await shown(1)).toEqual(['Speeding']);
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('a repeat of the command that brought them gets its first receipt, whatever it says', async () => {
    const { pin, takeOut } = await hall();
    const { receipt } = await pin('Ada Canary', { commandId: 'same' });
    await takeOut(0);
    for (const words of ['Ada Canary', 'Eve'])
      expect((await pin(words, { commandId: 'same' })).receipt).toEqual({ ...receipt, replayed: true });
  });

  test('a start finishes what was left, before anything is opened', async () => {
    const own = await hall();
    await own.pin('Ada Canary');
    await own.stoppedBeforeTheKey().takeOut(0);
    expect(await own.shown(0)).toEqual(['Ada Canary']);
    const again = await own.start();
    expect(await again.shown(0)).toEqual([undefined]);
  });

  test('keys that came back from an older copy lose theirs at the start', async () => {
    const own = await hall();
    await own.start();
    await own.pin('Ada Canary');
    const copy = await own.copyOfKeys();
    await own.takeOut(0);
    await own.start();
    const back = await own.start(copy);
    expect(await back.shown(0)).toEqual([undefined]);
  });

  test('a repeat of the command that took them out finishes it, too', async () => {
    const own = await hall();
    await own.pin('Ada Canary');
    await own.stoppedBeforeTheKey().takeOut(0, 'taking-out');
    expect((await own.takeOut(0, 'taking-out')).receipt?.replayed).toBe(true);
    expect(await own.shown(0)).toEqual([undefined]);
  });

  test('whoever follows the log finishes it where another wrote it', async () => {
    const own = await hall();
    await own.pin('Ada Canary');
    const { store, sealer } = own;
    const domain = defineDomain({ board });
    const engine = await startEngine(domain, { store, rows: memoryRows(), sealer });
    await own.shown(0);
    const { receipt } = await own.stoppedBeforeTheKey().takeOut(0);
    await engine.settled(receipt!.position, 5_000);
    await own.until(async () => (await own.shown(0))[0] === undefined);
    await engine.stop();
  });

  test('whoever only reads goes by what is on record, also before the key is gone', async () => {
    const own = await hall();
    await own.pin('Ada Canary');
    await own.stoppedBeforeTheKey().takeOut(0);
    const texts = textsOf({ log: own.store, keys: own.ring, onlyReads: true });
    const { recordedAt: at } = (await own.store.readStream('board-hall'))[1]!;
    const reference = ' board-hall/0/t0';
    expect(await texts.open([reference])).toEqual(
      new Map([[reference, { takenOut: { at, reason: REASON } }]]),
    );
  });

  test('G-11: are at hand once they were opened, and not any more once words were taken out', async () => {
    const own = await hall();
    for (const words of ['Ada Canary', 'Speeding']) await own.pin(words);
    const [first, second] = [' board-hall/0/t0', ' board-hall/1/t0'];
    const texts = textsOf({ log: own.store, keys: own.ring });
    expect(texts.atHand()(first)).toBeUndefined();
    await texts.open([first, second]);
    expect([first, second, ' board-hall/0/t1', ' board-hall/7/t0', 'Canary'].map(texts.atHand())).toEqual([
      'Ada Canary',
      'Speeding',
      undefined,
      undefined,
      undefined,
    ]);
    await own.takeOut(0);
    expect([first, second].map(texts.atHand())).toEqual([undefined, undefined]);
    await texts.open([first, second]);
    expect([first, second].map(texts.atHand())).toEqual([undefined, 'Speeding']);
  });

  test('G-11: whose key is destroyed while it is asked for are not at hand', async () => {
    const own = await hall();
    await own.pin('Ada Canary');
    const existing: typeof own.ring.existing = async (subject, record) => {
      const found = await own.ring.existing(subject, record);
      await own.ring.destroy(subject, record);
      return found;
    };
    const texts = textsOf({ log: own.store, keys: { ...own.ring, existing } });
    await texts.open([' board-hall/0/t0']);
    expect(texts.atHand()(' board-hall/0/t0')).toBeUndefined();
  });

  test('G-11: of a key store without a mark, and for whoever only reads, none are at hand', async () => {
    const own = await hall();
    await own.pin('Speeding');
    const { mark: _mark, ...without } = own.ring;
    for (const texts of [
      textsOf({ log: own.store, keys: without }),
      textsOf({ log: own.store, keys: own.ring, onlyReads: true }),
    ]) {
      await texts.open([' board-hall/0/t0']);
      expect(texts.atHand()(' board-hall/0/t0')).toBeUndefined();
    }
  });

  test('memory keeps the words of so many events only', async () => {
    const own = await hall();
    for (const words of ['one', 'two', 'three']) await own.pin(words);
    let reads = 0;
    const readSealed: EventStore['readSealed'] = (...at) => {
      reads += 1;
      return own.store.readSealed(...at);
    };
    const texts = textsOf({ log: { ...own.store, readSealed }, keys: own.ring, kept: 2 });
    const open = (...revisions: readonly number[]) =>
      texts.open(revisions.map((revision) => ` board-hall/${String(revision)}/t0`));
    await open(0);
    await open(1);
    await open(0, 1);
    expect(reads).toBe(2);
    await open(2);
    await open(0);
    expect(reads).toBe(4);
  });
});

test('the door opens what is personal where words stand beside it, and no words', async () => {
  const { store, sealer, ring, pin } = await hall();
  await diaryWriter(store, sealer)('1', { note: 'Ada' });
  await pin('Speeding');
  const record = accessLog(memoryEventStore(), Date.now);
  const personal = door({ log: store, keys: ring, record, now: Date.now });
  const references = ['diary-1/0/0', 'board-hall/0/0'] as unknown as readonly PersonalReference[];
  const why = { reader: READER, correlationId: '1', category: 'CONSULTATION', purpose: 'ADVICE' } as const;
  expect(await personal.open(references, why)).toEqual(new Map([['diary-1/0/0', { text: 'Ada' }]]));
});

const plainly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

interface Hall {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly encryption: ReturnType<typeof keyEncryptionInMemory>;
}

const hall = () =>
  started({ store: memoryEventStore(), keys: memoryKeyStore(), encryption: keyEncryptionInMemory() });

const started = async ({ store, keys, encryption }: Hall) => {
  const ring = await bindKeys({ log: store, keys, encryption: () => encryption });
  const texts = textsOf({ log: store, keys: ring });
  const sealer = sealerWith(ring, store, texts);
  const opened = async (revision: number) => {
    const [event] = await store.readStream('board-hall', { from: revision, limit: 1 });
    const references = textReferencesIn(JSON.parse(event!.data));
    const found = await texts.open(references);
    return references.map((reference) => found.get(reference));
  };
  return {
    ...boardWriter(store, sealer),
    store,
    keys,
    ring,
    sealer,
    opened,
    shown: async (revision: number) =>
      (await opened(revision)).map((one) => (one && 'text' in one ? one.text : undefined)),
    /** Another start on the same log; with these keys, where they came back from a copy. */
    start: (kept: KeyStore = keys) => started({ store, keys: kept, encryption }),
    /** A hand whose process ends between the log and the key. */
    stoppedBeforeTheKey: () => boardWriter(store, sealerWith(ring, store)),
    copyOfKeys: async () => {
      const copy = memoryKeyStore();
      const binding = await keys.binding();
      if (binding) await copy.bind(binding);
      for (const { stream, revision } of await store.readStream('board-hall')) {
        const [part] = await store.readSealed(stream, revision);
        const kept = part && (await keys.find(part.subject, stream));
        if (part && kept?.wrapped) await copy.add(part.subject, stream, kept.wrapped);
      }
      return copy;
    },
    until: async (isSo: () => Promise<boolean>) => {
      while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
};

test('a keyring that nobody bound says that nobody looked', () => {
  expect(keyring(memoryKeyStore(), keyEncryptionInMemory()).upTo).toBe(0n);
});
