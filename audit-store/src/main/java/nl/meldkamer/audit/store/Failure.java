package nl.meldkamer.audit.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What to do about a transaction that failed (PostgreSQL documentation, appendix A, "Error Codes"). */
enum Failure {
    /** It met another: the same again will do. */
    AGAIN,
    /** The connection is gone, perhaps after the commit: the same again finds out. */
    AWAY,
    /** One of the events is what the database can't take. */
    EVENT,
    /** Full, or set up wrongly: trying again does not help. */
    STORE;

    static Failure of(Throwable thrown) {
        if (thrown instanceof LeaseLostException) return AGAIN;
        SQLException cause = cause(thrown);
        if (cause == null) return STORE;
        if (cause instanceof SQLTransientConnectionException) return AWAY;
        return of(cause.getSQLState());
    }

    private static Failure of(@Nullable String state) {
        if (state == null) return AWAY;
        return switch (state) {
            // Serialization failure, deadlock, lock not available, unique violation: by whoever had the stream before.
            case "40001", "40P01", "55P03", "23505" -> AGAIN;
            default ->
                switch (state.substring(0, 2)) {
                    case "08", "57" -> AWAY;
                    case "22", "54" -> EVENT;
                    default -> STORE;
                };
        };
    }

    private static @Nullable SQLException cause(@Nullable Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException cause) return cause;
        }
        return null;
    }

    /** The server's own words, without what the libraries wrap them in, and without its details, which hold values. */
    static String reason(Throwable thrown) {
        SQLException cause = cause(thrown);
        // What is no answer of the server may quote what was being written.
        if (cause == null) return "a fault in the store: " + thrown.getClass().getSimpleName();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown");
    }
}
