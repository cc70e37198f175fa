import type { Database } from 'better-sqlite3';
import { NO_STREAM, probingEvent } from '@wardbook/event-sourcing';
import type { logWriter } from './log-writer.ts';

/** Throws as an append would now, and leaves nothing. */
export const probe = (db: Database, write: ReturnType<typeof logWriter>): void => {
  if (db.inTransaction) db.exec('ROLLBACK');
  const event = { ...probingEvent(Date.now()), data: 'x'.repeat(LARGE) };
  spilling(db, () => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const [outcome] = write([{ stream: event.stream, expected: NO_STREAM, events: [event], guards: [] }]);
      if (outcome && 'error' in outcome) throw outcome.error;
    } finally {
      if (db.inTransaction) db.exec('ROLLBACK');
    }
  });
  // What is rolled back is never synced; this writes and syncs one page, as it was.
  db.transaction(() => {
    db.pragma(`user_version = ${String(db.pragma('user_version', { simple: true }))}`);
  }).immediate();
};

// A disk that is full has a block left now and then, and takes a page and no event.
const LARGE = 200_000;
const FEW_PAGES = 10;

/** Pages that do not fit into so small a cache are written before the commit, or the rolling back. */
const spilling = (db: Database, work: () => void): void => {
  const usual = db.pragma('cache_size', { simple: true }) as number;
  db.pragma(`cache_size = ${String(FEW_PAGES)}`);
  try {
    work();
  } finally {
    db.pragma(`cache_size = ${String(usual)}`);
  }
};
