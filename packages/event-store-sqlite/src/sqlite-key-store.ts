import { StoreUnavailable } from '@wardbook/event-sourcing';
import type { KeptKey, KeyStore } from '@wardbook/personal-data';
import { whenFree } from './busy.ts';
import { KEYS } from './schema.ts';
import { sharedLook } from './shared-look.ts';
import { openFile } from './sqlite-file.ts';

/**
 * Keys in a SQLite file of their own, or in `:memory:`. What is destroyed is overwritten, and the write-ahead log
 * that held it is emptied. Throws `StoreUnavailable` for a file of another kind.
 */
export const sqliteKeyStore = (file: string): KeyStore => {
  const db = openFile(file, KEYS);
  db.pragma('secure_delete = ON');
  const find = db.prepare<[string, string], { readonly wrapped: Buffer | null }>(
    'SELECT wrapped FROM key WHERE subject = ? AND record = ?',
  );
  const add = db.prepare<{ subject: string; record: string; wrapped: Uint8Array }>(
    `INSERT INTO key (subject, record, wrapped) SELECT :subject, :record, :wrapped
     WHERE NOT EXISTS (SELECT 1 FROM key WHERE subject = :subject AND record = :record)`,
  );
  const destroy = db.prepare<[string, string]>(
    `INSERT INTO key (subject, record, wrapped) VALUES (?, ?, NULL)
     ON CONFLICT DO UPDATE SET wrapped = NULL`,
  );
  const kept = (subject: string, record: string): KeptKey | undefined => {
    const row = find.get(subject, record);
    return row && (row.wrapped ? { wrapped: row.wrapped } : {});
  };
  const refuseClosed = (): void => {
    if (!db.open) throw new StoreUnavailable('The key store is closed.', false);
  };
  const found = (subject: string, record: string): KeptKey | undefined => {
    refuseClosed();
    return kept(subject, record);
  };
  const use = <T>(attempt: () => T): Promise<T> =>
    whenFree(() => {
      refuseClosed();
      return attempt();
    });
  const look = sharedLook(db);

  return {
    find: (subject, record) => whenFree(() => look(() => found(subject, record))),
    add: (subject, record, wrapped) =>
      use(() => {
        add.run({ subject, record, wrapped });
        return kept(subject, record) ?? {};
      }),
    destroy: (subject, record) =>
      use(() => {
        destroy.run(subject, record);
        const [emptied] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
        // Somebody still reads: the key stands in the write-ahead log until they let go.
        if (emptied?.busy !== 0) throw new Busy('The write-ahead log of the keys is in use.');
      }),
    close: async () => {
      db.close();
    },
  };
};

/** As the driver says it, so that it is waited for in the same way. */
class Busy extends Error {
  readonly code = 'SQLITE_BUSY';
}
