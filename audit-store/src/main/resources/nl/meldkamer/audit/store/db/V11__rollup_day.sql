-- What rollup has by hour, added up by day of UTC: a figure about a year reads a twenty-fourth of the rows. Kept by the
-- sealer in the transaction that keeps the hours, so that the two never differ.
CREATE TABLE rollup_day (
    stream  integer NOT NULL,
    day     date    NOT NULL,
    process text    NOT NULL,
    action  text    NOT NULL,
    status  text    NOT NULL,
    count   bigint  NOT NULL,
    PRIMARY KEY (stream, day, process, action, status)
) WITH (fillfactor = 50);

-- No sealer counts while they are added up.
LOCK TABLE rollup IN SHARE MODE;
INSERT INTO rollup_day (stream, day, process, action, status, count)
    SELECT stream, (hour AT TIME ZONE 'UTC')::date, process, action, status, sum(count)
    FROM rollup GROUP BY 1, 2, 3, 4, 5;

GRANT SELECT ON rollup_day TO audit_reader;
GRANT INSERT, UPDATE ON rollup_day TO audit_sealer;
