-- Drops a month, and leaves a tombstone for each stream, in the caller's transaction. As in V31, but for the lock: readers
-- and it no longer wait for each other, which the server ended by failing one of them.
CREATE OR REPLACE FUNCTION retention_drop(
    which date, policy integer, kept_in text, kept_sha256 bytea, expected bigint, who text)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
DECLARE
    part    text := 'event_' || to_char(which, 'YYYY_MM');
    longest integer := greatest(84, (SELECT max(minimum_months) FROM retention_policy WHERE version = policy));
    needed  integer;
    actual  bigint;
    reason  text;
    run     record;
BEGIN
    IF which <> date_trunc('month', which) OR to_regclass('audit.' || part) IS NULL THEN
        RAISE EXCEPTION 'there is no month %', which;
    END IF;
    IF NOT EXISTS (SELECT FROM retention_policy WHERE version = policy) THEN
        RAISE EXCEPTION 'there is no policy %', policy;
    END IF;
    -- Nobody writes to it, or drops it as well, from here on. Who reads it has the whole table before the month, and would
    -- wait for us there while we wait for the whole to take the month out of it.
    EXECUTE format('LOCK TABLE audit.%I IN SHARE ROW EXCLUSIVE MODE', part);
    EXECUTE format('SELECT coalesce(max(greatest(legal_minimum(e.process), coalesce(p.minimum_months, $2))), 0)
                    FROM (SELECT DISTINCT process FROM audit.%I) e
                    LEFT JOIN audit.retention_policy p ON p.version = $1 AND p.process = e.process', part)
        INTO needed USING policy, longest;
    IF which + make_interval(months => needed + 1) > current_date THEN
        RAISE EXCEPTION 'month % has to be kept for % months', which, needed USING ERRCODE = 'insufficient_privilege';
    END IF;
    reason := audit.retention_hold(which);
    IF reason IS NOT NULL THEN
        RAISE EXCEPTION 'month % is held: %', which, reason USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT count(*) FROM audit.%I', part) INTO actual;
    IF actual <> expected THEN
        RAISE EXCEPTION 'month % has % events, and the archive %', which, actual, expected;
    END IF;
    FOR run IN EXECUTE format('SELECT stream, min(seq) AS first, max(seq) AS last, count(*) AS events
                               FROM audit.%I GROUP BY stream ORDER BY stream', part) LOOP
        IF run.events <> run.last - run.first + 1 THEN
            RAISE EXCEPTION 'stream % has holes in month %', run.stream, which;
        END IF;
        -- Their hashes stay in tiles, and tiles are of 256.
        IF (run.last / 256 + 1) * 256 > coalesce((SELECT size FROM seal WHERE stream = run.stream), 0) THEN
            RAISE EXCEPTION 'stream % is not sealed to the end of the tile of event %', run.stream, run.last;
        END IF;
        INSERT INTO tombstone (stream, month, first_seq, last_seq, root, archive, archive_sha256, policy_version, at, by)
            SELECT run.stream, which, run.first, run.last, c.root, kept_in, kept_sha256, policy, now(), who
            FROM checkpoint c WHERE c.stream = run.stream ORDER BY c.size DESC LIMIT 1;
        IF NOT FOUND THEN RAISE EXCEPTION 'stream % has no checkpoint', run.stream; END IF;
    END LOOP;
    EXECUTE format('DELETE FROM audit.search_term t USING audit.%I e, audit.stream s
                    WHERE e.event_id = t.event_id AND s.id = e.stream AND s.name = t.stream', part);
    EXECUTE format('ALTER TABLE audit.event DETACH PARTITION audit.%I', part);
    EXECUTE format('DROP TABLE audit.%I', part);
END $$;
