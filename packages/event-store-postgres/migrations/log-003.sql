-- Times of recording are judged by this server's clock: a writer that is ahead of it is refused, and so is everybody
-- while the log itself is. The clock of the log starts again at an operator's correction (docs/format.md 4).
-- The function is that of log-001.sql otherwise, whose column `clock` it keeps.

CREATE OR REPLACE FUNCTION append(
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
  -- Appends that are under way at once are not written in the order in which their clocks were read.
  tolerance CONSTANT bigint := 2000;
  -- An event of this stream is an operator's correction: the clock of the log starts again from its time.
  corrections CONSTANT text := 'clock-corrections';
  correcting CONSTANT boolean := corrections = ANY (append_stream);
  -- How far ahead of this server's clock a writer may be; a session says so, in milliseconds.
  ahead_by CONSTANT bigint := coalesce(nullif(current_setting('wardbook.clock_ahead', true), ''), '5000')::bigint;
  server bigint;
  latest bigint;
  refused integer[];
  positions bigint[];
BEGIN
  -- Elsewhere the snapshot is older than the lock, and what was committed meanwhile is not seen.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = 'Appending needs READ COMMITTED.';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('wardbook log ' || current_schema(), 0));

  IF correcting AND cardinality(append_stream) > 1 THEN
    RAISE EXCEPTION USING ERRCODE = 'WB004', MESSAGE = 'A correction of the clock is appended alone.';
  END IF;
  -- Now that the lock is held: when the events are written, and not when they were sent.
  server := extract(epoch FROM clock_timestamp()) * 1000;

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
  ), ordered AS (
    SELECT own.*, guard.ordinal AS guard, guard.actual AS guard_actual,
      greatest(latest, max(own.clock) FILTER (WHERE guard.append IS NULL AND own.actual = own.expected
          AND NOT own.unlinked AND own.clock <= server + ahead_by)
        OVER (ORDER BY own.ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS greatest_clock
    FROM own LEFT JOIN guard ON guard.append = own.ordinal
  ), judged AS (
    SELECT ordered.*, clock IS NOT NULL AND CASE WHEN correcting THEN abs(clock - server) > ahead_by
      ELSE coalesce(latest > server + ahead_by, false) OR clock > server + ahead_by
        OR coalesce(clock < greatest_clock - tolerance, false) END AS mistimed
    FROM ordered
  )
  SELECT array_agg(ordinal), json_agg(json_build_object('append', ordinal, 'guard', guard,
      'actual', coalesce(guard_actual, actual),
      -- What it was judged by, if its time of recording is refused.
      'mistimed', mistimed, 'clock', greatest_clock, 'server', server,
      -- Where it ends when all of it is on record already: it was appended before, and is answered as it was then.
      'recorded', (
        SELECT CASE WHEN bool_and(event.hash IS NOT DISTINCT FROM e.hash) THEN max(event.position)::text END
        FROM unnest(event_append, event_stream, event_revision, event_hash) AS e (append, stream, revision, hash)
        LEFT JOIN event ON event.stream = e.stream AND event.revision = e.revision
        WHERE e.append = ordinal
      )))
    INTO refused, refusals
  FROM judged
  WHERE guard IS NOT NULL OR actual <> expected OR unlinked OR mistimed;

  IF refused IS NOT NULL THEN
    positions := ARRAY(
      SELECT CASE WHEN append <> ALL (refused)
        THEN base + count(*) FILTER (WHERE append <> ALL (refused)) OVER (ORDER BY ordinal) END
      FROM unnest(event_append) WITH ORDINALITY AS e (append, ordinal) ORDER BY ordinal
    );
  END IF;

  latest := greatest(CASE WHEN correcting AND refused IS NULL THEN NULL ELSE latest END, (
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
