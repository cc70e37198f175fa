import { existsSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import type { KeptKey, KeyBinding, KeyStore, NamedKey } from '@wardbook/personal-data';
import { groupCommit } from './group-commit.ts';
import { whenFree } from './patience.ts';
import { KEYS } from './migrations.ts';
import { sharedLook } from './shared-look.ts';
import { openFile } from './sqlite-file.ts';

/**
 * Keys in a SQLite file of their own, or in `:memory:`. A file that is missing or empty is laid out at the opening, or
 * not before something is kept in it where `layOut` is false: as it is for keys that should be there already. What is destroyed is overwritten, and the write-ahead log that held it is emptied. Throws
 * `StoreUnavailable` for a file of another kind.
 * @example
 * const keys = sqliteKeyStore('keys.db', { layOut: false });
 */
export const sqliteKeyStore = (
  file: string,
  { layOut = true }: { readonly layOut?: boolean } = {},
): KeyStore => keyStoreOf(file, layOut || isThere(file) ? openFile(file, KEYS) : undefined);

/** The same on a connection that is open already, and is closed with it; without one, on what is kept in the file. */
export const keyStoreOf = (file: string, connection?: Database): KeyStore => {
  let closed = false;
  let opened = connection && keysIn(connection);
  const refuseClosed = (): void => {
    if (closed) throw new StoreUnavailable('The key store is closed.', false);
  };
  const kept = (): Keys | undefined => {
    refuseClosed();
    return (opened ??= isThere(file) ? keysIn(openFile(file, KEYS)) : undefined);
  };
  const made = (): Keys => {
    refuseClosed();
    return (opened ??= keysIn(openFile(file, KEYS)));
  };
  // Each event with words has a key of its own: those of events that are written together are kept together.
  const added = groupCommit((all: readonly NewKey[]) =>
    made()
      .addAll(all)
      .map((result) => ({ result })),
  );

  return {
    find: (subject, record) => whenFree(() => kept()?.look(() => kept()?.find(subject, record))),
    sample: () => whenFree(() => kept()?.sample()),
    add: (subject, record, wrapped) => added.add({ subject, record, wrapped }),
    destroy: (subject, record) => whenFree(() => made().destroy(subject, record)),
    mark: () => (closed ? 'closed' : (kept()?.mark() ?? 'none')),
    binding: () => whenFree(() => kept()?.binding()),
    bind: (binding) => whenFree(() => made().bind(binding)),
    close: async () => {
      await added.close();
      closed = true;
      opened?.db.close();
    },
  };
};

const isThere = (file: string): boolean =>
  [file, `${file}-wal`].some((part) => existsSync(part) && statSync(part).size > 0);

interface NewKey {
  readonly subject: string;
  readonly record: string;
  readonly wrapped: Uint8Array;
}

interface Keys {
  readonly db: Database;
  readonly look: ReturnType<typeof sharedLook>;
  find(subject: string, record: string): KeptKey | undefined;
  sample(): NamedKey | undefined;
  /** All of them, or none. */
  addAll(keys: readonly NewKey[]): readonly KeptKey[];
  destroy(subject: string, record: string): void;
  mark(): string;
  binding(): KeyBinding | undefined;
  bind(binding: KeyBinding): KeyBinding;
}

const keysIn = (db: Database): Keys => {
  db.pragma('secure_delete = ON');
  const found = db.prepare<[string, string], { readonly wrapped: Buffer | null }>(
    'SELECT wrapped FROM key WHERE subject = ? AND record = ?',
  );
  const live = db.prepare<[], NamedKey>(
    'SELECT subject, record, wrapped FROM key WHERE wrapped IS NOT NULL LIMIT 1',
  );
  const any = db.prepare<[], NamedKey>('SELECT subject, record FROM key LIMIT 1');
  const added = db.prepare<NewKey>(
    `INSERT INTO key (subject, record, wrapped) SELECT :subject, :record, :wrapped
     WHERE NOT EXISTS (SELECT 1 FROM key WHERE subject = :subject AND record = :record)`,
  );
  const destroyed = db.prepare<[string, string]>(
    `INSERT INTO key (subject, record, wrapped) VALUES (?, ?, NULL)
     ON CONFLICT DO UPDATE SET wrapped = NULL`,
  );
  const hasBinding = db.prepare<[], number>("SELECT 1 FROM sqlite_schema WHERE name = 'binding'").pluck();
  const find = (subject: string, record: string): KeptKey | undefined => {
    const row = found.get(subject, record);
    return row && (row.wrapped ? { wrapped: row.wrapped } : {});
  };
  // Moves with every commit of another connection.
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  let [destroyedHere, unknown] = [0, 0];
  const addAll = db.transaction((keys: readonly NewKey[]) =>
    keys.map((key) => {
      added.run(key);
      return find(key.subject, key.record) ?? {};
    }),
  );

  return {
    db,
    look: sharedLook(db),
    find,
    sample: () => live.get() ?? any.get(),
    addAll: (keys) => {
      // After a fault SQLite may fail to roll back as well.
      if (db.inTransaction) db.exec('ROLLBACK');
      return addAll.immediate(keys);
    },
    destroy: (subject, record) => {
      destroyedHere += 1;
      destroyed.run(subject, record);
      const [emptied] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
      // Somebody still reads: the key stands in the write-ahead log until they let go.
      if (emptied?.busy !== 0) throw new Busy('The write-ahead log of the keys is in use.');
    },
    mark: () => {
      try {
        return `${version.get() ?? 0}/${destroyedHere}`;
      } catch {
        // Whoever cannot be told asks for each key, and hears what is wrong.
        return `unknown/${(unknown += 1)}`;
      }
    },
    binding: () =>
      hasBinding.get() ? bound(db.prepare<[], StoredBinding>(BOUND).safeIntegers().get()) : undefined,
    bind: (binding) =>
      db
        .transaction(() => {
          db.exec(BINDING);
          const { log = null, check, upTo } = binding;
          const kept = db.prepare<[string | null, Uint8Array, bigint], StoredBinding>(BIND).safeIntegers();
          return bound(kept.get(log, check, upTo)) ?? binding;
        })
        .immediate(),
  };
};

// Made with the first binding, not at the opening: keys that turn out to be another log's are left as they are. Older
// builds go on reading a file that has it.
const BINDING = `
  CREATE TABLE IF NOT EXISTS binding (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    log TEXT,
    wrapped BLOB NOT NULL,
    up_to INTEGER NOT NULL
  ) STRICT`;
const COLUMNS = 'log, wrapped, up_to AS upTo';
const BOUND = `SELECT ${COLUMNS} FROM binding`;
const BIND = `
  INSERT INTO binding (one, log, wrapped, up_to) VALUES (1, ?, ?, ?)
  ON CONFLICT DO UPDATE SET log = coalesce(log, excluded.log), up_to = excluded.up_to
  RETURNING ${COLUMNS}`;

interface StoredBinding {
  readonly log: string | null;
  readonly wrapped: Buffer;
  readonly upTo: bigint;
}

const bound = (stored: StoredBinding | undefined): KeyBinding | undefined =>
  stored && {
    ...(stored.log !== null && { log: stored.log }),
    check: stored.wrapped,
    upTo: stored.upTo,
  };

/** As the driver says it, so that it is waited for in the same way. */
class Busy extends Error {
  readonly code = 'SQLITE_BUSY';
}
