-- A person's keys are one for what can be erased and one a year for what the law wants kept; a tenant's is for the index.
ALTER TABLE person_key
    ADD COLUMN year integer NOT NULL DEFAULT 0,
    ADD COLUMN kek  uuid,                       -- the key outside the database that wraps it
    DROP CONSTRAINT person_key_purpose_check,
    ADD CHECK (purpose IN ('erasable', 'legal', 'index'));
DROP INDEX person_key_current;
CREATE UNIQUE INDEX person_key_current ON person_key (person, purpose, year) WHERE destroyed IS NULL;
-- A destroyed key is to be gone from the pages of the table as well, and soon.
ALTER TABLE person_key SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- Under keyed hashes, what events can be found by that have it only as ciphertext. Goes with the person's key.
CREATE TABLE search_term (
    term     text NOT NULL,
    stream   text NOT NULL,
    event_id uuid NOT NULL,
    person   text NOT NULL,
    PRIMARY KEY (term, stream, event_id)
);
CREATE INDEX search_term_person ON search_term (person);

GRANT SELECT ON search_term TO audit_reader;
GRANT INSERT ON search_term TO audit_writer;
GRANT DELETE ON search_term TO audit_retention;
GRANT UPDATE (kek) ON person_key TO audit_retention;
