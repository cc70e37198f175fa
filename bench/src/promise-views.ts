import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { catchUp } from '@wardbook/event-sourcing';
import { sqliteEventStore, sqliteRows } from '@wardbook/event-store-sqlite';
import { VIEWS } from '@wardbook/gateway/views';
import { fillWithPromises, LOG, type Length } from './promise-log.ts';
import type { Candidate } from './work.ts';

/** What the gateway shows of promises. */
export const PROMISE_VIEWS = VIEWS.filter(({ name }) => name.startsWith('promise-'));

/** Fills the log once; each turn rebuilds the rows of all its promises in a file of their own. */
export const wardbookViews =
  (length: Length): Candidate =>
  async (folder) => {
    const store = sqliteEventStore(join(folder, LOG));
    if ((await store.head()) === 0n) await fillWithPromises(store, length);
    const rebuild = async (): Promise<void> => {
      const rows = sqliteRows(join(folder, 'rows.db'));
      await rows.open(PROMISE_VIEWS);
      const reached = await catchUp(store, rows, PROMISE_VIEWS);
      await rows.close();
      if (reached !== (await store.head())) throw new Error(`The rows stand at ${String(reached)}.`);
      removeFile(folder, 'rows.db');
    };
    return {
      turn: rebuild,
      stored: async () => Number(await store.head()),
      close: () => store.close(),
    };
  };

/** A file of SQLite and what stands beside it. */
export const removeFile = (folder: string, name: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `${name}${end}`), { force: true });
};
