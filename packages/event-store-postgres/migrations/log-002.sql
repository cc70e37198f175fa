-- Where processes stand: with the log, because it outlives the rows.

CREATE TABLE place (
  process text COLLATE "C" PRIMARY KEY,
  position bigint NOT NULL,
  parked text COLLATE "C" NOT NULL
);

-- Keeps a place if the stream `process-<name>` is still where the runner left it. Under the lock of append(), so that
-- whoever takes the process over comes wholly before or wholly after.
CREATE FUNCTION keep_place(
  place_process text, place_position bigint, place_parked text, fence integer,
  -- The revision at which the stream is, -1 where it does not exist. Kept if it is that of the fence.
  OUT actual integer
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
  -- Elsewhere the snapshot is older than the lock, and who took the process over meanwhile is not seen.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = 'Keeping a place needs READ COMMITTED.';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('wardbook log ' || current_schema(), 0));
  SELECT event.revision INTO actual FROM event WHERE event.stream = 'process-' || place_process
    ORDER BY event.revision DESC LIMIT 1;
  actual := coalesce(actual, -1);
  IF actual = fence THEN
    INSERT INTO place (process, position, parked) VALUES (place_process, place_position, place_parked)
    ON CONFLICT (process) DO UPDATE SET position = excluded.position, parked = excluded.parked;
  END IF;
END
$$;

REVOKE ALL ON FUNCTION keep_place FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_place TO wardbook_writer;
GRANT SELECT ON place TO wardbook_writer;
