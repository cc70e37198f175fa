import { createHmac, hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { canonicalize } from './canonical.ts';
import { type Command, type Decider, type Unsent } from './decider.ts';
import { evolveRecorded } from './deciding.ts';
import { headerOf } from './envelope.ts';
import { EventInvalid, IdempotencyKeyReused, SubjectErased } from './errors.ts';
import { event, personal, type EventOf } from './event.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { handler } from './handle.ts';
import type { Handled, Sender } from './sender.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { refuse } from './refusal.ts';
import { referenceText } from './personal-reference.ts';
import { digestOfCiphertext, digestOfSealed, type PersonalValue, type Sealer } from './sealing.ts';
import { verifyLog } from './verify.ts';

const AT = '2026-03-01T11:00:00.000Z';
const NOON = '2026-03-01T12:00:00.000Z';

describe('an event with personal values', () => {
  test('is refused without a sealer, and nothing is appended', async () => {
    const { store, write } = desk({});
    const failure = await failureOf(write('a', 'Ada Canary'));
    expect(failure).toBeInstanceOf(EventInvalid);
    expect(failure).toMatchObject({ type: 'Write', paths: ['personal data without a sealer'] });
    expect(String(failure)).not.toContain('Canary');
    expect(await store.head()).toBe(0n);
  });

  test('is refused where nobody says whose record it is', async () => {
    const { store, write } = desk({ sealer: sealerInTheClear() });
    await expect(write('a', 'Ada Canary', { person: undefined })).rejects.toBeInstanceOf(EventInvalid);
    expect(await store.head()).toBe(0n);
  });

  test('a record about a person needs a sealer even where an event holds nothing personal: its digest is keyed', async () => {
    const { store, write } = desk({});
    await expect(write('a')).rejects.toBeInstanceOf(EventInvalid);
    expect(await store.head()).toBe(0n);
  });

  test('has no sealed part when it happens to hold nothing personal', async () => {
    const { store, write } = desk({ sealer: sealerInTheClear() });
    expect((await write('a')).receipt?.revision).toBe(0);
    expect(headerOf((await store.readStream('diary-1'))[0]!)).not.toHaveProperty('sealedDigest');
    expect(await store.readSealed('diary-1', 0)).toEqual([]);
  });

  test('is stored with references, and its header commits to what was sealed', async () => {
    const sealer = sealerInTheClear();
    const { store, write } = desk({ sealer });
    await write('a', 'Ada Canary');
    await write('b', 'first', { notes: ['second', 'third'] });
    const stored = await store.readStream('diary-1');
    expect(stored.map(({ data }) => data)).toEqual(
      [0, 1, 2, 3].map((revision) => `{"note":"diary-1/${String(revision)}/0"}`),
    );
    for (const [revision, recorded] of stored.entries()) {
      const parts = await store.readSealed('diary-1', revision);
      expect(parts).toHaveLength(1);
      expect(parts[0]?.subject).toBe('person-1');
      expect(headerOf(recorded).sealedDigest).toBe(digestOfSealed(parts));
      expect(recorded.header).not.toContain('Canary');
    }
    expect(await valuesIn(store, 0)).toEqual([{ path: 'note', value: 'Ada Canary' }]);
    expect(await valuesIn(store, 3)).toEqual([{ path: 'note', value: 'third' }]);
    expect(await verifyLog(store)).toEqual({ events: 4, streams: 1, position: 4n });
  });

  test('reaches decisions and folds as a reference', async () => {
    const { store, write, send } = desk({ sealer: sealerInTheClear() });
    await write('a', 'Ada Canary');
    await write('b');
    await write('c', 'Ada Canary');
    const { refusal } = await send('d', { type: 'Recite', person: 'person-1' });
    expect(refusal?.reason).toBe('diary-1/0/0, nothing, diary-1/2/0');
    const restarted = desk({ store, sealer: sealerInTheClear() });
    expect((await restarted.send('e', { type: 'Recite', person: 'person-1' })).refusal?.reason).toBe(
      refusal?.reason,
    );
    const state = (await store.readStream('diary-1')).reduce<readonly string[]>(
      (before, recorded) => evolveRecorded(diary, before, recorded),
      [],
    );
    expect(state).toEqual(['diary-1/0/0', 'nothing', 'diary-1/2/0']);
  });

  test('is sealed for the place where it lands, when another writer was faster', async () => {
    const store = memoryEventStore();
    const other = desk({ store, sealer: sealerInTheClear() });
    let appends = 0;
    const append: EventStore['append'] = async (...given) => {
      if ((appends += 1) === 1) await other.write('foreign', 'theirs');
      return store.append(...given);
    };
    const { write } = desk({ store: { ...store, append }, sealer: sealerInTheClear() });
    expect((await write('a', 'ours')).receipt?.revision).toBe(1);
    expect(dataOf(await store.readStream('diary-1'))).toEqual(['diary-1/0/0', 'diary-1/1/0']);
    expect(await valuesIn(store, 1)).toEqual([{ path: 'note', value: 'ours' }]);
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('takes a reference for text, except from a process', async () => {
    const { store, write } = desk({ sealer: sealerInTheClear() });
    await write('a', 'diary-2/0/0');
    await write('b', 'diary-2/0/0', {}, { process: { fence: { stream: 'process-diary', revision: -1 } } });
    expect(dataOf(await store.readStream('diary-1'))).toEqual(['diary-1/0/0', 'diary-2/0/0']);
    expect(await valuesIn(store, 0)).toEqual([{ path: 'note', value: 'diary-2/0/0' }]);
    expect(await store.readSealed('diary-1', 1)).toEqual([]);
  });
});

describe('the digest of a command about a person', () => {
  test('cannot be guessed from what was sent', async () => {
    const { store, write } = desk({ sealer: sealerInTheClear() });
    await write('a', 'Ada Canary');
    const { commandDigest } = headerOf((await store.readStream('diary-1'))[0]!);
    expect(commandDigest).toMatch(/^i1\.[0-9a-f]{64}$/);
    const sent = { note: 'Ada Canary', notes: [] };
    for (const guess of ['Ada Canary', canonicalize('Ada Canary'), canonicalize(sent)])
      expect(commandDigest).not.toBe(`i1.${hash('sha256', guess)}`);
    expect(commandDigest).not.toBe(`i1.${hash('sha256', canonicalize(['Write', sent]))}`);
  });

  test('knows a repeat, which gets its first receipt', async () => {
    const { store, write } = desk({ sealer: sealerInTheClear() });
    const first = await write('a', 'Ada Canary');
    await write('b', 'more');
    expect(await write('a', 'Ada Canary')).toEqual({ receipt: { ...first.receipt, replayed: true } });
    const restarted = desk({ store, sealer: sealerInTheClear() });
    expect((await restarted.write('a', 'Ada Canary')).receipt?.replayed).toBe(true);
    expect(await store.head()).toBe(2n);
  });

  test('knows other content under the same command id', async () => {
    const { store, write } = desk({ sealer: sealerInTheClear() });
    await write('a', 'Ada Canary');
    const failure = await failureOf(write('a', 'Eve Canary'));
    expect(failure).toBeInstanceOf(IdempotencyKeyReused);
    expect(String(failure)).not.toContain('Canary');
    expect(await store.head()).toBe(1n);
  });
});

describe('after the subject was erased', () => {
  test('a repeat gets its first receipt, whatever it says now', async () => {
    const erased = new Set<string>();
    const { store, write } = desk({ sealer: sealerInTheClear(erased) });
    const first = await write('a', 'Ada Canary');
    erased.add('person-1');
    for (const note of ['Ada Canary', 'Eve Canary'])
      expect(await write('a', note)).toEqual({ receipt: { ...first.receipt, replayed: true } });
    expect(await store.head()).toBe(1n);
  });

  test('a new command is refused and nothing is appended, with or without personal values', async () => {
    const erased = new Set<string>();
    const { store, write } = desk({ sealer: sealerInTheClear(erased) });
    await write('a', 'Ada Canary');
    erased.add('person-1');
    for (const note of ['Eve Canary', undefined]) {
      const failure = await failureOf(write('b', note));
      expect(failure).toBeInstanceOf(SubjectErased);
      expect(failure).toMatchObject({ stream: 'diary-1' });
      expect(String(failure)).not.toMatch(/Canary|person-1/);
    }
    expect(await store.head()).toBe(1n);
    expect((await write('b', 'Eve Canary', { person: 'person-2' }, {}, '2')).receipt?.revision).toBe(0);
  });

  test('between digest and seal, nothing is appended either', async () => {
    const erased = new Set<string>();
    const sealer = sealerInTheClear(erased);
    const digest: Sealer['digest'] = async (...given) => {
      const digested = await sealer.digest(...given);
      erased.add('person-1');
      return digested;
    };
    const { store, write } = desk({ sealer: { ...sealer, digest } });
    await expect(write('a', 'Ada Canary')).rejects.toBeInstanceOf(SubjectErased);
    expect(await store.head()).toBe(0n);
  });
});

const noted = event('Noted', { note: personal(z.string().trim().min(1).max(80)).optional() });
type Noted = EventOf<typeof noted>;

interface About extends Command {
  readonly person: string | undefined;
}
interface Write extends About {
  readonly type: 'Write';
  readonly notes: readonly (string | undefined)[];
}
interface Recite extends About {
  readonly type: 'Recite';
}

/** A person's diary, whose state is every note as it was seen. */
const diary: Decider<Write | Recite, Noted, readonly string[]> = {
  name: 'diary',
  initial: [],
  events: [noted],
  facts: {},
  subject: (_, { person }) => person,
  decide: {
    Write: ({ notes }) => notes.map((note) => noted(note === undefined ? {} : { note })),
    Recite: (_, seen) => refuse('R-DIARY-1', seen.join(', ')),
  },
  evolve: { Noted: (seen, { note }) => [...seen, note ? referenceText(note) : 'nothing'] },
};

/** Keeps what it seals readable, so that a test can look at it. */
const sealerInTheClear = (erased: ReadonlySet<string> = new Set()): Sealer => ({
  seal: async (place, subject, values) => {
    if (erased.has(subject)) throw new SubjectErased(place.stream);
    const ciphertext = Buffer.from(JSON.stringify(values));
    return {
      subject,
      commitments: values.map(({ path, value }) =>
        hash('sha256', canonicalize([subject, place.revision, path, value])),
      ),
      ciphertextDigest: digestOfCiphertext(ciphertext),
      ciphertext,
    };
  },
  digest: async (stream, subject, content) =>
    erased.has(subject)
      ? undefined
      : createHmac('sha256', `${stream} ${subject}`).update(content).digest('hex'),
});

interface Other {
  readonly person?: string | undefined;
  readonly notes?: readonly string[];
}

const desk = ({
  store = memoryEventStore(),
  sealer,
}: {
  readonly store?: EventStore;
  readonly sealer?: Sealer;
}) => {
  const handle = handler(store, { now: () => Date.parse(NOON), ...(sealer && { sealer }) });
  const send = (
    commandId: string,
    command: Unsent<Write | Recite>,
    sender: Partial<Sender> = {},
    id = '1',
  ): Promise<Handled> =>
    handle(diary, id, command, {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: AT,
      clientId: 'client-1',
      commandId,
      correlationId: 'correlation-1',
      fingerprint: null,
      ...sender,
    });
  return {
    store,
    send,
    // eslint-disable-next-line @typescript-eslint/max-params -- a test line reads better than an object
    write: (
      commandId: string,
      note?: string,
      other: Other = {},
      sender: Partial<Sender> = {},
      id = '1',
    ): Promise<Handled> => {
      const { person, notes = [] } = { person: 'person-1', ...other };
      const content = { note, notes };
      const command: Unsent<Write> = { type: 'Write', person, notes: [note, ...notes] };
      return send(commandId, command, { fingerprint: content, ...sender }, id);
    },
  };
};

const valuesIn = async (store: EventStore, revision: number): Promise<readonly PersonalValue[]> => {
  const [part] = await store.readSealed('diary-1', revision);
  return JSON.parse(Buffer.from(part!.ciphertext!).toString()) as PersonalValue[];
};

const dataOf = (events: readonly RecordedEvent[]): readonly (string | undefined)[] =>
  events.map(({ data }) => (JSON.parse(data) as { note?: string }).note);

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
