-- A month goes only by the function below, which the retention role alone may call, and which asks for itself what the
-- program asked before: that the law and the policy allow it, that nothing holds it, and that the proof of it stays.

-- In months, whatever a policy says. The same as LegalMinimum.java, which a test compares.
CREATE FUNCTION legal_minimum(process text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN process IN ('Payment Processing', 'Batch Generation', 'Bank Submission', 'Volunteer Expense') THEN 84
        WHEN process = 'Mandate Creation' THEN 36
        ELSE 0
    END
$$;

-- Why a month may not go, or null: a legal hold on something in it, or a mandate in it that has not ended, or has events
-- of the last 36 months: it must be shown until 36 months after its last collection.
CREATE FUNCTION retention_hold(which date) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT 'legal hold ' || hold.id FROM legal_hold hold
         WHERE hold.lifted IS NULL AND EXISTS (
            SELECT FROM event WHERE event.month = which
               AND (hold.stream IS NULL OR hold.stream = event.stream)
               AND (hold.reference_name IS NULL
                    OR (hold.reference_name = event.reference_name AND hold.reference_type = event.reference_type))
               AND (hold.person IS NULL OR EXISTS (
                    SELECT FROM search_term WHERE search_term.person = hold.person
                       AND search_term.event_id = event.event_id)))
         ORDER BY hold.id LIMIT 1),
        (SELECT 'a mandate that is in use' FROM event mandate
         WHERE mandate.month = which AND mandate.reference_type = 'SEPA Mandate'
           AND (EXISTS (SELECT FROM event later
                        WHERE later.reference_name = mandate.reference_name AND later.reference_type = 'SEPA Mandate'
                          AND later.stream = mandate.stream
                          AND later.month > which AND later.month > current_date - interval '36 months')
                OR NOT EXISTS (SELECT FROM event ended
                        WHERE ended.reference_name = mandate.reference_name AND ended.reference_type = 'SEPA Mandate'
                          AND ended.stream = mandate.stream
                          AND lower(ended.action) IN ('mandate_cancelled', 'mandate_expired', 'document_deleted')))
         LIMIT 1))
$$;
ALTER FUNCTION retention_hold(date) SET search_path = audit;

-- Drops a month, and leaves a tombstone for each stream, in the caller's transaction.
CREATE FUNCTION retention_drop(which date, policy integer, kept_in text, kept_sha256 bytea, expected bigint, who text)
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
    -- Nobody reads or writes it from here on.
    EXECUTE format('LOCK TABLE audit.%I IN ACCESS EXCLUSIVE MODE', part);
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

REVOKE ALL ON FUNCTION retention_drop(date, integer, text, bytea, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention_drop(date, integer, text, bytea, bigint, text) TO audit_retention;
REVOKE INSERT ON tombstone FROM audit_retention;
