-- What the keys belong to, in one row: the first event of their log (its hash, once there is one), and a value that only
-- their key-encryption key unwraps. Every sealed part up to a position of the log was found to have its key here.
CREATE TABLE binding (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  log text COLLATE "C",
  wrapped bytea NOT NULL,
  up_to bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE (log, up_to) ON binding TO wardbook_writer;
