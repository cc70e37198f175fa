-- Read models. Every view adds a table of its own; all of it can be rebuilt from the log.

-- A role belongs to the whole cluster: another database, or another process, may have made it just now.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wardbook_writer') THEN
    CREATE ROLE wardbook_writer NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'wardbook_writer', 'MEMBER') THEN
    EXECUTE format('GRANT wardbook_writer TO %I', current_user);
  END IF;
END
$$;

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
