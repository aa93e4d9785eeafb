package nl.meldkamer.audit.store;

import java.sql.SQLException;

/** Carries a failure of COPY, which Jdbi knows nothing of, out of a transaction that Jdbi rolls back. */
final class CopyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CopyFailedException(SQLException cause) {
        super(cause);
    }
}
