import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  ChainBroken,
  headerOf,
  memoryEventStore,
  StoreUnavailable,
  verifyLog,
  type LogReader,
  type PersonalReference,
} from '@wardbook/event-sourcing';
import { personalReference } from '@wardbook/event-sourcing/testing';
import { accessLog, type RecordAccess } from './access-log.ts';
import { door, type Door, type Opening } from './door.ts';
import { keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore } from './key-store.ts';
import { ERASED, keyring, type Keyring } from './keyring.ts';
import { sealerWith } from './seal.ts';
import { diaryWriter, READER } from './testing/index.ts';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');
const OPENING: Opening = {
  reader: READER,
  correlationId: 'correlation-1',
  category: 'CONSULTATION',
  purpose: 'ADVICE',
};

/** Held by the compiler alone: `tsc --build` fails where it compiles. Never called. */
export const hole = (entrance: Door) =>
  // @ts-expect-error -- text is no reference
  entrance.open(['diary-1/0/0'], OPENING);

describe('the door', () => {
  test('opens what references name', async () => {
    const { open } = await house();
    expect(await open(['diary-1/0/0', 'diary-1/0/1', 'diary-2/0/0'])).toEqual(
      new Map([
        ['diary-1/0/0', { text: 'Ada Canary' }],
        ['diary-1/0/1', { text: 'Eve Canary' }],
        ['diary-2/0/0', { text: 'Bob Canary' }],
      ]),
    );
  });

  test('writes one entry for each call: who, whose, which, what for and for whom, and never a value', async () => {
    const { open, access } = await house();
    await open(['diary-2/0/0', 'diary-1/0/1', 'diary-1/0/0']);
    await open(['diary-1/0/0'], {
      reader: { ...READER, id: 'member-2' },
      correlationId: 'correlation-2',
      category: 'DISCLOSURE',
      purpose: 'REFERRAL',
      recipient: 'health',
    });
    const entries = await access.readLog({ limit: 10 });
    expect(entries.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      {
        category: 'CONSULTATION',
        fields: ['diary-1/0/0', 'diary-1/0/1', 'diary-2/0/0'],
        purpose: 'ADVICE',
        subjects: ['person-1', 'person-2'],
      },
      {
        category: 'DISCLOSURE',
        fields: ['diary-1/0/0'],
        purpose: 'REFERRAL',
        recipient: 'health',
        subjects: ['person-1'],
      },
    ]);
    expect(entries.map((entry) => headerOf(entry))).toMatchObject([
      { actor: { id: 'member-1' }, correlationId: 'correlation-1' },
      { actor: { id: 'member-2' }, correlationId: 'correlation-2' },
    ]);
    expect(
      JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
    ).not.toContain('Canary');
    expect((await verifyLog(access)).broken).toBeUndefined();
  });

  test('P-05: what is shown in the record of another one says of both', async () => {
    const { open, access } = await house();
    await open(['diary-2/0/0'], { ...OPENING, category: 'COMBINATION', combinedWith: 'person-1' });
    const [entry] = await access.readLog({ limit: 10 });
    expect(JSON.parse(entry?.data ?? '')).toEqual({
      category: 'COMBINATION',
      fields: ['diary-2/0/0'],
      purpose: 'ADVICE',
      subjects: ['person-1', 'person-2'],
    });
  });

  test('opens nothing before its entry is written', async () => {
    const steps: string[] = [];
    const written = Promise.withResolvers<undefined>();
    const { open, keys } = await house({
      record:
        (inner) =>
        async (...entry) => {
          await written.promise;
          await inner(...entry);
          steps.push('written');
        },
      keys: (inner) => ({
        ...inner,
        existing: (...asked) => {
          steps.push('key');
          return inner.existing(...asked);
        },
      }),
    });
    expect(await keys.existing('person-1', 'diary-1')).toBeDefined();
    const opening = open(['diary-1/0/0']).then((opened) => {
      steps.push('opened');
      return opened;
    });
    await sleep(30);
    expect(steps).toEqual([]);
    written.resolve(undefined);
    expect((await opening).get(personalReference('diary-1/0/0'))).toEqual({ text: 'Ada Canary' });
    expect(steps).toEqual(['written', 'key', 'opened']);
  });

  test('opens nothing when its entry cannot be written', async () => {
    let keysAsked = 0;
    const { open } = await house({
      record: () => () => Promise.reject(new StoreUnavailable('The disk is full.', true)),
      keys: (inner) => ({
        ...inner,
        existing: (...asked) => {
          keysAsked += 1;
          return inner.existing(...asked);
        },
      }),
    });
    const failure = await open(['diary-1/0/0']).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(String(failure)).not.toContain('Canary');
    expect(keysAsked).toBe(0);
  });

  test('opens nothing for a purpose that the log does not take', async () => {
    const { open } = await house();
    await expect(open(['diary-1/0/0'], { ...OPENING, purpose: 'just because' })).rejects.toMatchObject({
      code: 'EVENT_INVALID',
    });
  });

  test('reads a destroyed key as ERASED, beside what is still there', async () => {
    const { open, keys, access } = await house();
    await keys.destroy('person-1', 'diary-1');
    expect(await open(['diary-1/0/0', 'diary-1/0/1', 'diary-2/0/0'])).toEqual(
      new Map<string, unknown>([
        ['diary-1/0/0', ERASED],
        ['diary-1/0/1', ERASED],
        ['diary-2/0/0', { text: 'Bob Canary' }],
      ]),
    );
    expect(await access.head()).toBe(1n);
  });

  test('reads an erased ciphertext as ERASED', async () => {
    const { open } = await house({
      log:
        (inner) =>
        async (...place) =>
          (await inner.readSealed(...place)).map(({ ciphertext: _, ...part }) => part),
    });
    expect(await open(['diary-1/0/0'])).toEqual(new Map([['diary-1/0/0', ERASED]]));
  });

  test('names the event whose ciphertext was altered, and nothing of it', async () => {
    const { open, access } = await house({
      log:
        (inner) =>
        async (...place) =>
          (await inner.readSealed(...place)).map((part) => ({
            ...part,
            ciphertext: part.ciphertext!.with(20, part.ciphertext![20]! ^ 1),
          })),
    });
    const failure = await open(['diary-1/0/0']).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChainBroken);
    expect(failure).toMatchObject({ stream: 'diary-1', revision: 0 });
    expect(String(failure)).not.toContain('Canary');
    expect(await access.head()).toBe(1n);
  });

  test('is not an error, but no answer, where a key cannot be had now', async () => {
    const { open } = await house({
      keys: (inner) => ({
        ...inner,
        existing: () => Promise.reject(new StoreUnavailable('The vault is closed.', true)),
      }),
    });
    await expect(open(['diary-1/0/0'])).rejects.toBeInstanceOf(StoreUnavailable);
  });

  const toNothing = [
    'diary-9/0/0',
    'diary-1/9/0',
    'diary-1/0/9',
    'diary-1/0/99999999999999999999',
    'diary-1/99999999999999999999/0',
    'Ada Canary',
    '',
  ];
  test('leaves out references to nothing, from the answer and from its entry', async () => {
    const { open, access } = await house();
    expect([...(await open([...toNothing, 'diary-1/0/0'])).keys()]).toEqual(['diary-1/0/0']);
    const entries = await access.readLog({ limit: 10 });
    expect(entries.map(({ data }) => (JSON.parse(data) as { fields: unknown }).fields)).toEqual([
      ['diary-1/0/0'],
    ]);
  });

  test('writes no entry when there is nothing to open', async () => {
    const { open, access } = await house();
    for (const references of [toNothing, []]) expect((await open(references)).size).toBe(0);
    expect(await access.head()).toBe(0n);
  });
});

interface Wrapping {
  readonly record?: (inner: RecordAccess) => RecordAccess;
  readonly keys?: (inner: Keyring) => Keyring;
  readonly log?: (inner: LogReader) => LogReader['readSealed'];
}

/** A log with the diaries of two people, and a door to it. */
const house = async (wrapping: Wrapping = {}) => {
  const [store, access] = [memoryEventStore(), memoryEventStore()];
  const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const write = diaryWriter(store, sealerWith(keys, store));
  await write('1', { note: 'Ada Canary', witnesses: ['Eve Canary'] });
  await write('2', { note: 'Bob Canary', person: 'person-2' });
  let now = NOON;
  const record = accessLog(access, () => now, 'start-1');
  const entrance = door({
    log: wrapping.log ? { readSealed: wrapping.log(store) } : store,
    keys: wrapping.keys?.(keys) ?? keys,
    record: wrapping.record?.(record) ?? record,
    now: () => now,
  });
  return {
    access,
    keys,
    // From JavaScript, or from rows of long ago, it may be anything.
    open: (references: readonly unknown[], opening = OPENING) =>
      entrance.open(references as readonly PersonalReference[], opening),
    wait: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
};
