-- A roll-up is there because an event was counted. Of the rows that are there already nothing is asked: one that counts
-- nothing was put there by somebody, so verifying tells of it, and this neither takes it away nor keeps the store from
-- being opened.
ALTER TABLE rollup ADD CONSTRAINT rollup_counts CHECK (count > 0) NOT VALID;
ALTER TABLE rollup_day ADD CONSTRAINT rollup_day_counts CHECK (count > 0) NOT VALID;
