package nl.meldkamer.audit;

import java.sql.SQLException;

/** Where bytes are kept that can't be an event, for a person to look at. Thread-safe. */
public interface Quarantine {
    /**
     * Keeps them, and returns when that is committed.
     *
     * @param producer who sent them
     * @param reason why they are no event, without any of the bytes
     * @return the number under which they are kept
     */
    long keep(String producer, byte[] raw, String reason) throws SQLException;
}
