import {
  NO_STREAM,
  ZERO_HASH,
  type Appended,
  type EventStore,
  type NewEvent,
} from '@wardbook/event-sourcing';
import { notes, type Held } from '@wardbook/event-sourcing/store-contracts';
import { Client } from 'pg';
import { logWriter } from './log-writer.ts';

/** All that an event is; the category follows from it. */
export const COLUMNS =
  'position, clock, revision, schema_version, stream, hash, salt, recorded_at, occurred_at, id, type, header, data';

/** A session of the server's administrator, who owns the log. */
export const ownerOf = async (address: string, schema = 'wardbook'): Promise<Client> => {
  const owner = new Client({ connectionString: address, options: `-c search_path=${schema}` });
  owner.on('error', () => undefined);
  await owner.connect();
  return owner;
};

export const asOwner = async <T>(address: string, work: (owner: Client) => Promise<T>): Promise<T> => {
  const owner = await ownerOf(address);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
};

export const create = (store: EventStore, stream: string, ...texts: readonly string[]): Promise<Appended> =>
  store.append(stream, NO_STREAM, notes({ stream }, ...texts));

/** Appends one event to what the stream holds. */
export const addTo = async (store: EventStore, stream: string, text: string): Promise<Appended> => {
  const [last] = await store.readStream(stream, { backward: true, limit: 1 });
  const { revision, hash: previousHash } = last ?? { revision: NO_STREAM, hash: ZERO_HASH };
  return store.append(stream, revision, notes({ stream, revision, previousHash }, text));
};

/** Appends in a transaction that stays open. */
export const heldAppend = async (
  address: string,
  stream: string,
  events: readonly NewEvent[],
): Promise<Held> => {
  const client = await ownerOf(address);
  await client.query('BEGIN');
  const expected = (events[0]?.revision ?? 0) - 1;
  const [outcome] = await logWriter(client)([{ stream, expected, events, guards: [] }]);
  if (outcome && 'error' in outcome) throw outcome.error;
  const end = (how: string) => async (): Promise<void> => {
    await client.query(how);
    await client.end();
  };
  return { commit: end('COMMIT'), rollback: end('ROLLBACK') };
};

/** What a reader sees who pages through the log and waits for more, until it has seen so many events or is told to end. */
export const follow = async (
  store: EventStore,
  limit: number,
  until: () => bigint,
): Promise<readonly bigint[]> => {
  const seen: bigint[] = [];
  while ((seen.at(-1) ?? 0n) < until()) {
    const page = await store.readLog({ after: seen.at(-1) ?? 0n, limit });
    seen.push(...page.map(({ position }) => position));
    if (page.length < limit) await store.waitFor(seen.at(-1) ?? 0n, 100);
  }
  return seen;
};

/** 1, 2, 3 … */
export const dense = (count: number): readonly bigint[] =>
  Array.from({ length: count }, (_, index) => BigInt(index + 1));

export const withUser = (address: string, user: string, password: string): string => {
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
};
