-- The log, format version 1. Positions are given under one lock, so they are dense and in the order of commits; no
-- sequence and no transaction id is kept, so a dump can be restored anywhere.

CREATE TABLE event (
  position bigint PRIMARY KEY,
  -- The greatest recorded_at of the log when this event was committed, in milliseconds since 1970.
  clock bigint NOT NULL,
  revision integer NOT NULL CHECK (revision >= 0),
  schema_version integer NOT NULL,
  stream text COLLATE "C" NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  salt bytea NOT NULL CHECK (length(salt) = 16),
  recorded_at text COLLATE "C" NOT NULL,
  occurred_at text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  -- text and never jsonb: these exact bytes are what is hashed.
  header text COLLATE "C" NOT NULL,
  data text COLLATE "C" NOT NULL,
  category text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (left(stream, greatest(0, strpos(stream, '-') - 1))) STORED,
  UNIQUE (stream, revision)
);
CREATE INDEX event_by_category ON event (category, position);

-- What is personal, apart from its event: erasing it breaks no chain. No foreign key: only append() writes here, in
-- the same transaction, and what it refers to is never removed; the key's check would lock each event once more.
CREATE TABLE sealed (
  position bigint NOT NULL,
  part integer NOT NULL,
  subject text COLLATE "C" NOT NULL,
  commitments text COLLATE "C" NOT NULL,
  ciphertext_digest bytea NOT NULL CHECK (length(ciphertext_digest) = 32),
  ciphertext bytea,
  PRIMARY KEY (position, part)
);
-- ANALYZE would keep samples of it where no erasure looks.
ALTER TABLE sealed ALTER COLUMN ciphertext SET STATISTICS 0;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'WB003', MESSAGE = TG_ARGV[0];
END
$$;
CREATE FUNCTION refuse_all_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ciphertext IS NOT NULL OR NEW.position <> OLD.position OR NEW.part <> OLD.part
    OR NEW.subject <> OLD.subject OR NEW.commitments <> OLD.commitments
    OR NEW.ciphertext_digest <> OLD.ciphertext_digest THEN
    RAISE EXCEPTION USING ERRCODE = 'WB003', MESSAGE = 'Only the ciphertext of a sealed part is ever erased.';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
  EXECUTE FUNCTION refuse_change('An event is never changed.');
CREATE TRIGGER event_is_never_removed BEFORE DELETE OR TRUNCATE ON event
  EXECUTE FUNCTION refuse_change('An event is never removed.');
CREATE TRIGGER sealed_is_only_erased BEFORE UPDATE ON sealed
  FOR EACH ROW EXECUTE FUNCTION refuse_all_but_erasure();
CREATE TRIGGER sealed_is_never_removed BEFORE DELETE OR TRUNCATE ON sealed
  EXECUTE FUNCTION refuse_change('A sealed part is never removed.');
-- Also for a session that plays the part of a replica, in which ordinary triggers do not fire.
ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_never_changed;
ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_never_removed;
ALTER TABLE sealed ENABLE ALWAYS TRIGGER sealed_is_only_erased;
ALTER TABLE sealed ENABLE ALWAYS TRIGGER sealed_is_never_removed;

-- Writes a group of appends, each of them wholly or not at all. The only way into the log: whoever could insert
-- without its lock could give a position that readers have passed already.
-- No stream is written twice in one group, nor written and guarded, so all can be judged at once.
-- Arrays belong together by prefix; append_…, guard_… and event_… number each other from 1.
CREATE FUNCTION append(
  append_stream text[], append_expected integer[], append_previous bytea[], append_clock bigint[],
  guard_append integer[], guard_stream text[], guard_revision integer[],
  event_append integer[], event_stream text[], event_revision integer[], event_id text[], event_type text[],
  event_schema_version integer[], event_occurred_at text[], event_recorded_at text[],
  event_salt bytea[], event_hash bytea[], event_header text[], event_data text[],
  sealed_event integer[], sealed_part integer[], sealed_subject text[], sealed_commitments text[],
  sealed_digest bytea[], sealed_ciphertext bytea[],
  -- Position of the newest event before the group; the events that are not refused follow it one by one.
  OUT base bigint,
  -- What is refused, and why; null when nothing is.
  OUT refusals json
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
  tolerance CONSTANT bigint := 2000;
  latest bigint;
  refused integer[];
  positions bigint[];
BEGIN
  -- Elsewhere the snapshot is older than the lock, and what was committed meanwhile is not seen.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = 'Appending needs READ COMMITTED.';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('wardbook log ' || current_schema(), 0));

  SELECT event.position, event.clock INTO base, latest FROM event ORDER BY event.position DESC LIMIT 1;
  base := coalesce(base, 0);

  WITH guard AS (
    SELECT DISTINCT ON (g.append) g.append, g.ordinal, g.actual
    FROM (
      SELECT asked.append, asked.ordinal, asked.revision, coalesce(
        (SELECT event.revision FROM event WHERE event.stream = asked.stream ORDER BY event.revision DESC LIMIT 1), -1
      ) AS actual
      FROM unnest(guard_append, guard_stream, guard_revision) WITH ORDINALITY AS asked (append, stream, revision, ordinal)
    ) AS g
    WHERE g.actual <> g.revision
    ORDER BY g.append, g.ordinal
  ), own AS (
    SELECT asked.*, coalesce(head.revision, -1) AS actual,
      asked.clock IS NOT NULL AND head.hash IS DISTINCT FROM asked.previous AS unlinked
    FROM unnest(append_stream, append_expected, append_previous, append_clock)
      WITH ORDINALITY AS asked (stream, expected, previous, clock, ordinal)
    LEFT JOIN LATERAL (
      SELECT event.revision, event.hash FROM event WHERE event.stream = asked.stream
      ORDER BY event.revision DESC LIMIT 1
    ) AS head ON true
  ), judged AS (
    SELECT own.*, guard.ordinal AS guard, guard.actual AS guard_actual,
      greatest(latest, max(own.clock) FILTER (WHERE guard.append IS NULL AND own.actual = own.expected AND NOT own.unlinked)
        OVER (ORDER BY own.ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS greatest_clock
    FROM own LEFT JOIN guard ON guard.append = own.ordinal
  )
  SELECT array_agg(ordinal), json_agg(json_build_object('append', ordinal, 'guard', guard,
      'actual', coalesce(guard_actual, actual),
      'clock', CASE WHEN clock < greatest_clock - tolerance THEN greatest_clock END,
      -- Where it ends when all of it is on record already: it was appended before, and is answered as it was then.
      'recorded', (
        SELECT CASE WHEN bool_and(event.hash IS NOT DISTINCT FROM e.hash) THEN max(event.position)::text END
        FROM unnest(event_append, event_stream, event_revision, event_hash) AS e (append, stream, revision, hash)
        LEFT JOIN event ON event.stream = e.stream AND event.revision = e.revision
        WHERE e.append = ordinal
      )))
    INTO refused, refusals
  FROM judged
  WHERE guard IS NOT NULL OR actual <> expected OR unlinked OR clock < greatest_clock - tolerance;

  IF refused IS NOT NULL THEN
    positions := ARRAY(
      SELECT CASE WHEN append <> ALL (refused)
        THEN base + count(*) FILTER (WHERE append <> ALL (refused)) OVER (ORDER BY ordinal) END
      FROM unnest(event_append) WITH ORDINALITY AS e (append, ordinal) ORDER BY ordinal
    );
  END IF;

  latest := greatest(latest, (
    SELECT max(clock) FROM unnest(append_clock) WITH ORDINALITY AS a (clock, ordinal)
    WHERE refused IS NULL OR ordinal <> ALL (refused)
  ));
  INSERT INTO event (position, clock, stream, revision, id, type, schema_version, occurred_at, recorded_at, salt, hash,
    header, data)
  SELECT coalesce(positions[e.ordinal], base + e.ordinal), latest, e.stream, e.revision, e.id, e.type, e.schema_version,
    e.occurred_at, e.recorded_at, e.salt, e.hash, e.header, e.data
  FROM unnest(event_stream, event_revision, event_id, event_type, event_schema_version, event_occurred_at,
      event_recorded_at, event_salt, event_hash, event_header, event_data)
    WITH ORDINALITY AS e (stream, revision, id, type, schema_version, occurred_at, recorded_at, salt, hash, header, data,
      ordinal)
  WHERE positions IS NULL OR positions[e.ordinal] IS NOT NULL;

  IF cardinality(sealed_event) > 0 THEN
    INSERT INTO sealed (position, part, subject, commitments, ciphertext_digest, ciphertext)
    SELECT coalesce(positions[s.event], base + s.event), s.part, s.subject, s.commitments, s.digest, s.ciphertext
    FROM unnest(sealed_event, sealed_part, sealed_subject, sealed_commitments, sealed_digest, sealed_ciphertext)
      AS s (event, part, subject, commitments, digest, ciphertext)
    WHERE positions IS NULL OR positions[s.event] IS NOT NULL;
  END IF;
END
$$;

-- Nobody writes but through append(), and nobody but its owner changes anything else.
REVOKE ALL ON FUNCTION append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append TO wardbook_writer;
GRANT SELECT ON event, sealed TO wardbook_writer;
