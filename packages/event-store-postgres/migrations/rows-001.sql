-- Read models. Every view adds a table of its own; all of it can be rebuilt from the log.

CREATE TABLE checkpoint (
  view text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  columns text NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (view, version)
);

-- Who serves makes the tables of its views, and so owns them.
GRANT SELECT, INSERT, UPDATE, DELETE ON checkpoint TO wardbook_writer;
DO $$
BEGIN
  EXECUTE format('GRANT CREATE ON SCHEMA %I TO wardbook_writer', current_schema());
END
$$;
