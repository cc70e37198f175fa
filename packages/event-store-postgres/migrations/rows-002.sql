-- Hash of the event at the position, null where it is not known; when each table was last opened.
ALTER TABLE checkpoint
  ADD COLUMN hash text COLLATE "C",
  ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();

-- Keys that a view could not fold any further.
CREATE TABLE parked (
  view text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  key text COLLATE "C" NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (view, version, key)
);

-- Who runs what, until when.
CREATE TABLE lease (
  name text COLLATE "C" PRIMARY KEY,
  holder text COLLATE "C" NOT NULL,
  taken_at timestamptz NOT NULL,
  until timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON parked, lease TO wardbook_writer;
