-- One run at a time lets go of a month, from here to the end of the caller's transaction; who comes second waits here,
-- with nothing in hand that the first one may want. Nothing but a run of retention writes tombstones, and readers of
-- them do not wait. Returns whether the month is still there: the one before may have let go of it.
CREATE FUNCTION retention_turn(which date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, audit AS $$
BEGIN
    LOCK TABLE tombstone IN SHARE ROW EXCLUSIVE MODE;
    RETURN to_regclass('audit.event_' || to_char(which, 'YYYY_MM')) IS NOT NULL;
END $$;

REVOKE ALL ON FUNCTION retention_turn(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention_turn(date) TO audit_retention;
