import { randomUUID } from 'node:crypto';
import {
  digestOfCommand,
  encloseAll,
  evolveRecorded,
  handler,
  NO_STREAM,
  readFields,
  WrongExpectedRevision,
  ZERO_HASH,
  type EventStore,
  type Handle,
  type Handled,
  type Placing,
  type Sealer,
  type Sender,
} from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { keyEncryptionInMemory, keyring, sealerWith, type KeyStore } from '@wardbook/personal-data';
import {
  advice,
  adviceCase,
  adviceGiven,
  adviceToldInWords,
  NO_ADVICE,
  type AdviceFields,
  type Advised,
} from './advice.ts';
import { REPLAYED, STREAMS, EVENTS_PER_STREAM } from './sizes.ts';
import type { Candidate, Work } from './work.ts';

/** Everything on: validation, sealing under the case's own key, digests, the chain, idempotency, one queue per stream. */
const handleOf = (store: EventStore, keys: KeyStore, cachedStreams = 2_000): Handle =>
  handler(store, { sealer: sealerOf(keys, store), cachedStreams });

export const sealerOf = (keys: KeyStore, log: EventStore): Sealer =>
  sealerWith(keyring(keys, encryption), log);

const encryption = keyEncryptionInMemory();

const by = { id: 'member-7b0d1f6e', role: 'ADVISER', agency: 'SNT' };

const give = (handle: Handle, id: string, turn: number, more: Partial<Sender> = {}): Promise<Handled> => {
  const fields = advice(turn);
  const command = { type: 'GiveAdvice', fields, subject: `person-${id}` } as const;
  return handle(adviceCase, id, command, {
    by,
    occurredAt: fields.givenAt,
    clientId: 'bench',
    commandId: randomUUID(),
    correlationId: randomUUID(),
    fingerprint: { ...fields },
    ...more,
  });
};

/** Commands: each caller advises in a case of its own, which is read, folded and decided on. */
export const wardbookSqliteHandled: Candidate = async (folder) => {
  const { store, keys } = sqliteFolder(folder);
  return advising(store, handleOf(store, keys));
};

/** Events that are decided already, each caller's in a case of its own: checked, sealed, enclosed, appended. */
export const wardbookSqlite: Candidate = async (folder) => {
  const { store, keys } = sqliteFolder(folder);
  return appending(store, sealerOf(keys, store));
};

/** The same with words in each event that everybody may read, each under a key of its own. */
export const wardbookSqliteText: Candidate = async (folder) => {
  const { store, keys } = sqliteFolder(folder);
  return appending(store, sealerOf(keys, store), adviceToldInWords);
};

export const appending = (
  store: EventStore,
  sealer: Sealer,
  made: typeof adviceGiven | typeof adviceToldInWords = adviceGiven,
): Work => {
  const newest = new Map<string, Placing['known']>();
  const append = async (id: string, known: Placing['known'], fields: AdviceFields): Promise<void> => {
    const { name } = adviceCase;
    const [stream, subject, commandId] = [`${name}-${id}`, `person-${id}`, randomUUID()];
    const commandDigest = digestOfCommand(commandId);
    const at = fields.givenAt;
    const events = await encloseAll(adviceCase, [made(fields)], {
      stream,
      known,
      subject,
      sealer,
      sender: { clientId: 'bench', commandId },
      part: {
        occurredAt: at,
        recordedAt: at,
        actor: by,
        commandId,
        commandDigest,
        correlationId: randomUUID(),
      },
    });
    const { revision } = await store.append(stream, known.revision, events, { subjects: [subject] });
    newest.set(id, { revision, hash: events.at(-1)?.hash ?? known.hash });
  };
  const none = { revision: NO_STREAM, hash: ZERO_HASH };
  let turn = 0;
  return {
    turn: async (caller) => append(String(caller), newest.get(String(caller)) ?? none, advice((turn += 1))),
    stored: async () => (await folded(store)).times,
    refusesStale: async () => {
      const [first] = await store.readStream(`${adviceCase.name}-0`, { limit: 1 });
      return (
        (await refused(() => append('0', first ?? none, advice(0)))) &&
        refused(() => append('0', none, advice(0)))
      );
    },
    close: () => store.close(),
  };
};

const refused = async (append: () => Promise<unknown>): Promise<boolean> => {
  try {
    await append();
    return false;
  } catch (error) {
    return error instanceof WrongExpectedRevision;
  }
};

/** Callers go through cases that have a history already, and that the cache of states has seen unless it is off. */
export const wardbookSqliteCycle =
  (cachedStreams?: number): Candidate =>
  async (folder) => {
    const { store, keys } = sqliteFolder(folder);
    const handle = handleOf(store, keys, cachedStreams);
    await fill(handle, STREAMS, EVENTS_PER_STREAM);
    let turn = 0;
    return { ...advising(store, handle), turn: () => give(handle, String((turn += 1) % STREAMS), turn) };
  };

/** The whole log, page by page, through the case's own fold. */
export const wardbookSqliteReplay: Candidate = async (folder) => {
  const { store, keys } = sqliteFolder(folder);
  if ((await store.head()) === 0n) await fill(handleOf(store, keys), REPLAYED / 100, 100);
  const replay = async (): Promise<void> => {
    const { times } = await folded(store);
    if (times !== REPLAYED) throw new Error(`${String(times)} events came through the fold.`);
  };
  return { ...advising(store, handleOf(store, keys)), turn: replay };
};

const advising = (store: EventStore, handle: Handle): Work => {
  let turn = 0;
  const expecting = (expectedRevision: number) => () => give(handle, '0', 0, { expectedRevision });
  return {
    turn: (caller) => give(handle, String(caller), (turn += 1)),
    stored: async () => (await folded(store)).times,
    refusesStale: async () => (await refused(expecting(0))) && refused(expecting(NO_STREAM)),
    close: () => store.close(),
  };
};

const PAGE = 1_000;

const folded = async (store: EventStore): Promise<Advised> => {
  let state = NO_ADVICE;
  for (let after = 0n; ;) {
    const page = await readFields(store, { after, limit: PAGE });
    for (const recorded of page) state = evolveRecorded(adviceCase, state, recorded);
    after = page.at(-1)?.position ?? after;
    if (page.length < PAGE) return state;
  }
};

const fill = async (handle: Handle, streams: number, each: number): Promise<void> => {
  for (let turn = 0; turn < each; turn += 1)
    await Promise.all(Array.from({ length: streams }, (_, stream) => give(handle, String(stream), turn)));
};
