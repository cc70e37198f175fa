-- Keys, wrapped; NULL once destroyed. Never in the same backup as the log.

CREATE TABLE key (
  subject text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  wrapped bytea,
  PRIMARY KEY (subject, record)
);

-- A key stands in one place: in its row, not in a file beside it, and not among the samples that ANALYZE keeps.
ALTER TABLE key
  ALTER COLUMN wrapped SET STORAGE PLAIN,
  ALTER COLUMN wrapped SET STATISTICS 0;

CREATE FUNCTION key_is_never_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A key is destroyed, never removed.';
END
$$;

CREATE TRIGGER key_is_never_removed BEFORE DELETE OR TRUNCATE ON key
  FOR EACH STATEMENT EXECUTE FUNCTION key_is_never_removed();

CREATE FUNCTION key_is_only_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.wrapped IS NOT NULL OR NEW.subject <> OLD.subject OR NEW.record <> OLD.record THEN
    RAISE EXCEPTION 'A key is only ever destroyed: it is never replaced, and a destroyed key never comes back.';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER key_is_only_destroyed BEFORE UPDATE ON key
  FOR EACH ROW EXECUTE FUNCTION key_is_only_destroyed();

-- Also for a session that sets session_replication_role.
ALTER TABLE key ENABLE ALWAYS TRIGGER key_is_never_removed;
ALTER TABLE key ENABLE ALWAYS TRIGGER key_is_only_destroyed;

-- Who may destroy has to be able to have what is left written anew; before PostgreSQL 17 only the owner is.
GRANT SELECT, INSERT, UPDATE (wrapped) ON key TO wardbook_writer;
DO $$
BEGIN
  IF current_setting('server_version_num')::integer >= 170000 THEN
    GRANT MAINTAIN ON key TO wardbook_writer;
  END IF;
END
$$;
