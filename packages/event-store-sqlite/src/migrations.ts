/** One kind of file: what tells it from others, and how a new one is laid out. */
export interface FileFormat {
  readonly name: string;
  /** Four letters, as SQLite's `application_id`: another kind of file is never opened by mistake. */
  readonly applicationId: number;
  readonly synchronous: 'FULL' | 'NORMAL';
  /**
   * What lays a file out, version by version: the first makes version 1, each of the others brings a file one further.
   * SQLite's `user_version` says how far a file is; one of a newer version is never opened.
   */
  readonly steps: readonly [string, ...string[]];
}

/**
 * The log, events of format version 1. The columns that chain checks read stand before `header` and `data`,
 * so that a large event before the new one is not walked through to find its hash.
 */
export const LOG: FileFormat = {
  name: 'log',
  applicationId: 0x57_42_4c_47, // WBLG
  // NORMAL would lose the last commits when the power fails.
  synchronous: 'FULL',
  steps: [
    `
    CREATE TABLE event (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      stream TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 0),
      recorded_at TEXT NOT NULL,
      occurred_at TEXT NOT NULL,
      id TEXT NOT NULL,
      type TEXT NOT NULL,
      schema_version INTEGER NOT NULL,
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      header TEXT NOT NULL,
      data TEXT NOT NULL,
      category TEXT NOT NULL GENERATED ALWAYS AS (substr(stream, 1, max(0, instr(stream, '-') - 1))) VIRTUAL,
      UNIQUE (stream, revision)
    ) STRICT;
    -- What is personal, apart from its event: erasing it breaks no chain.
    CREATE TABLE sealed (
      position INTEGER NOT NULL REFERENCES event (position),
      part INTEGER NOT NULL,
      subject TEXT NOT NULL,
      commitments TEXT NOT NULL,
      ciphertext_digest BLOB NOT NULL CHECK (length(ciphertext_digest) = 32),
      ciphertext BLOB,
      PRIMARY KEY (position, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER sealed_is_never_removed BEFORE DELETE ON sealed
      BEGIN SELECT RAISE(ABORT, 'A sealed part is never removed.'); END;
    CREATE TRIGGER sealed_is_never_replaced BEFORE INSERT ON sealed
      WHEN EXISTS (SELECT 1 FROM sealed WHERE position = NEW.position AND part = NEW.part)
      BEGIN SELECT RAISE(ABORT, 'A sealed part is never replaced.'); END;
    CREATE TRIGGER sealed_is_only_erased BEFORE UPDATE ON sealed
      WHEN NEW.ciphertext IS NOT NULL OR NEW.position <> OLD.position OR NEW.part <> OLD.part
        OR NEW.subject <> OLD.subject OR NEW.commitments <> OLD.commitments
        OR NEW.ciphertext_digest <> OLD.ciphertext_digest
      BEGIN SELECT RAISE(ABORT, 'Only the ciphertext of a sealed part is ever erased.'); END;
    CREATE INDEX event_by_category ON event (category, position);
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'An event is never changed.'); END;
    CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'An event is never removed.'); END;
    -- REPLACE removes what stands in its way without asking the trigger above.
    CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
      WHEN EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND revision = NEW.revision)
        OR EXISTS (SELECT 1 FROM event WHERE position = NEW.position)
      BEGIN SELECT RAISE(ABORT, 'An event is never replaced.'); END;
  `,
    // Where processes stand: with the log, because it outlives the rows.
    `
    CREATE TABLE place (
      process TEXT PRIMARY KEY NOT NULL,
      position INTEGER NOT NULL,
      parked TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
  ],
};

/** Read models. Every view adds a table of its own; all of it can be rebuilt from the log. */
export const ROWS: FileFormat = {
  name: 'rows',
  applicationId: 0x57_42_52_57, // WBRW
  synchronous: 'NORMAL',
  steps: [
    `
    CREATE TABLE checkpoint (
      view TEXT NOT NULL,
      version INTEGER NOT NULL,
      columns TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (view, version)
    ) STRICT, WITHOUT ROWID;
  `,
    // Hash of the event at the position, when each table was last opened, keys set aside, who runs what.
    `
    ALTER TABLE checkpoint ADD COLUMN hash TEXT;
    ALTER TABLE checkpoint ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
    UPDATE checkpoint SET used_at = strftime('%s', 'now') * 1000;
    CREATE TABLE parked (
      view TEXT NOT NULL,
      version INTEGER NOT NULL,
      key TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (view, version, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lease (
      name TEXT PRIMARY KEY NOT NULL,
      holder TEXT NOT NULL,
      taken_at INTEGER NOT NULL,
      until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
  ],
};

/** Keys, wrapped; NULL once destroyed. Never in the same backup as the log. */
export const KEYS: FileFormat = {
  name: 'keys',
  applicationId: 0x57_42_4b_59, // WBKY
  synchronous: 'FULL',
  steps: [
    `
    CREATE TABLE key (
      subject TEXT NOT NULL,
      record TEXT NOT NULL,
      wrapped BLOB,
      PRIMARY KEY (subject, record)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER key_is_never_removed BEFORE DELETE ON key
      BEGIN SELECT RAISE(ABORT, 'A key is destroyed, never removed.'); END;
    -- REPLACE removes what stands in its way without asking the trigger above.
    CREATE TRIGGER key_is_never_replaced BEFORE INSERT ON key
      WHEN NEW.wrapped IS NOT NULL
        AND EXISTS (SELECT 1 FROM key WHERE subject = NEW.subject AND record = NEW.record)
      BEGIN SELECT RAISE(ABORT, 'A key is never replaced.'); END;
    CREATE TRIGGER key_never_comes_back BEFORE UPDATE ON key WHEN NEW.wrapped IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'A destroyed key never comes back.'); END;
  `,
  ],
};
