package nl.meldkamer.audit.store;

import java.sql.SQLException;

/** Carries a failure of JDBC, which Jdbi knows nothing of, out of a transaction that Jdbi rolls back. */
final class WriteFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteFailedException(SQLException cause) {
        super(cause);
    }
}
