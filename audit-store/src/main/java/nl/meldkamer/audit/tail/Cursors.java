package nl.meldkamer.audit.tail;

import java.sql.SQLException;
import java.util.Optional;

/** How far tables have been read. Kept in the store itself, so that both are restored from one backup. */
public interface Cursors {

    Optional<String> position(String source, String name) throws SQLException;

    /** Committed when it returns. */
    void move(String source, String name, String position) throws SQLException;
}
