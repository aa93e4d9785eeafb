-- A roll-up is there because an event was counted. Not of the rows that are there already: one that counts nothing was
-- put there by somebody, and it is for verifying to tell of it, not for this to keep the store from being opened, nor to
-- take it away.
ALTER TABLE rollup ADD CONSTRAINT rollup_counts CHECK (count > 0) NOT VALID;
ALTER TABLE rollup_day ADD CONSTRAINT rollup_day_counts CHECK (count > 0) NOT VALID;
