package nl.meldkamer.audit.retention;

import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The turn of one run, for one month: a transaction in which no other run lets go of any. It begins before the archive
 * is written, as two would write the same file. Used by one thread.
 */
final class Turn implements AutoCloseable {

    private static final String TRY = "a_try";

    private final Handle transaction;
    private final YearMonth month;
    private final Patience patience;

    private Turn(Handle transaction, YearMonth month, Patience patience) {
        this.transaction = transaction;
        this.month = month;
        this.patience = patience;
    }

    /** @throws MonthStaysException if another run is at work for too long, or has let go of the month */
    static Turn take(Jdbi database, YearMonth month, Patience patience) throws MonthStaysException {
        Turn turn = new Turn(database.open().begin(), month, patience);
        try {
            turn.begin();
            return turn;
        } catch (MonthStaysException | RuntimeException e) {
            turn.close();
            throw e;
        }
    }

    private void begin() throws MonthStaysException {
        // It is idle while the archive is written and read, for as long as that takes.
        transaction.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        waitAtMost(patience.run());
        if (!isThere()) throw MonthStaysException.notThere(month);
    }

    private boolean isThere() throws MonthStaysException {
        try {
            return transaction
                    .createQuery("SELECT audit.retention_turn(:month)")
                    .bind("month", month.atDay(1))
                    .mapTo(Boolean.class)
                    .one();
        } catch (JdbiException e) {
            if (!metOthers(e)) throw e;
            throw MonthStaysException.otherRun(month);
        }
    }

    private void waitAtMost(Duration patience) {
        transaction.execute("SET LOCAL lock_timeout = " + patience.toMillis());
    }

    /**
     * Does it and commits. Where others are in the way it is undone, and tried again after a while.
     *
     * @throws MonthStaysException if they are in the way at each try
     */
    void use(Consumer<Handle> work) throws MonthStaysException {
        waitAtMost(patience.readers());
        for (int tried = 1; !isDone(work); tried++) {
            if (tried == patience.tries()) throw MonthStaysException.inUse(month, tried);
            pause();
        }
        transaction.commit();
    }

    private boolean isDone(Consumer<Handle> work) {
        transaction.savepoint(TRY);
        try {
            work.accept(transaction);
            return true;
        } catch (JdbiException e) {
            if (!metOthers(e)) throw e;
            // With it go the locks that it had got: nobody waits for us during the pause.
            transaction.rollbackToSavepoint(TRY);
            return false;
        }
    }

    /** Whether it had a lock to wait for too long, or was the one to give way of two that waited for each other. */
    private static boolean metOthers(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause
                && ("55P03".equals(cause.getSQLState()) || "40P01".equals(cause.getSQLState()));
    }

    private void pause() {
        long end = System.nanoTime() + patience.pause().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            if (Thread.currentThread().isInterrupted())
                throw new IllegalStateException("interrupted while waiting to let go of month " + month);
        }
    }

    /** Undoes what was not committed, and lets the next run begin. */
    @Override
    public void close() {
        try (transaction) {
            if (transaction.isInTransaction()) transaction.rollback();
        }
    }
}
