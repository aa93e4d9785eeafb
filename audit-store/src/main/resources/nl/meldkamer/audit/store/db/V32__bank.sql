-- A file is known by its bytes, and by the messages in it: a bank gives the same message out again in other bytes.
CREATE TABLE bank_message (
    kind       text  NOT NULL,
    message_id text  NOT NULL,
    sha256     bytea NOT NULL,                  -- of the file that it came in first
    PRIMARY KEY (kind, message_id)
);
GRANT SELECT ON bank_message TO audit_reader;
GRANT INSERT ON bank_message TO audit_writer;
ALTER TABLE bank_file DROP COLUMN statement_id;
ALTER TABLE bank_file ADD COLUMN messages integer NOT NULL DEFAULT 1;
SELECT make_append_only(name) FROM unnest(ARRAY['bank_file', 'bank_message']) AS name;
