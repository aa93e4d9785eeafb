package nl.meldkamer.agent.spool;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a check of the file found, as the error that SQLite itself would have thrown on coming across it. */
final class DamagedException extends SQLiteException {

    private static final long serialVersionUID = 1L;

    DamagedException(String found) {
        super(found, SQLiteErrorCode.SQLITE_CORRUPT);
    }
}
