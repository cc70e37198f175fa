-- The role that serves. Run before the first version of every schema.

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
-- Whoever made it may grant it, but is not by that alone allowed to take it.
DO $$
BEGIN
  SET LOCAL ROLE wardbook_writer;
  RESET ROLE;
EXCEPTION
  WHEN insufficient_privilege THEN EXECUTE format('GRANT wardbook_writer TO %I', session_user);
END
$$;
