-- One finding per breach, so that a waived one does not hide the next about the same subject.
ALTER TABLE finding
    ADD COLUMN title    text   NOT NULL DEFAULT '',
    ADD COLUMN last_seq bigint NOT NULL DEFAULT -1, -- the latest event of the evidence: what comes after it can end it
    DROP CONSTRAINT finding_stream_rule_subject_key,
    ADD CONSTRAINT finding_breach UNIQUE (stream, rule, subject, evidence),
    ADD CONSTRAINT finding_settled CHECK ((state = 'open') = (settled IS NULL AND settled_by IS NULL AND reason IS NULL));
CREATE INDEX finding_open ON finding (id) WHERE state = 'open';

-- What was found, and on what grounds, nobody changes.
REVOKE UPDATE ON finding FROM audit_writer;
GRANT UPDATE (state, settled, settled_by, reason) ON finding TO audit_writer;
-- The decision about a finding, and an erasure, are events in the transaction that makes them.
GRANT INSERT ON pending TO audit_retention;
