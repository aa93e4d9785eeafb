-- How far each stream is sealed. Moved on, from the size that was read, in the transaction that writes a checkpoint: of
-- two sealers of one stream one waits here and then finds that it is late, and its roll-ups are not counted twice.
CREATE TABLE seal (
    stream integer PRIMARY KEY,
    size   bigint  NOT NULL
) WITH (fillfactor = 50);

GRANT SELECT ON seal TO audit_reader;
GRANT INSERT, UPDATE ON seal TO audit_sealer;
