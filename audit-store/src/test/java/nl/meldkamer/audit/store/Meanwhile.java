package nl.meldkamer.audit.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Does something once in another session, just before a statement is put to the database. */
public final class Meanwhile implements SqlLogger {
    /** Whoever waits for a lock of the one that is held up here can't come to its end now. */
    private static final int PATIENCE_MILLIS = 3000;

    /** What is done. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private final String statement;
    private final Action action;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Meanwhile(String statement, Action action) {
        this.statement = statement;
        this.action = action;
    }

    /**
     * To be done before a statement that has this text.
     *
     * @return done when the action is
     */
    public static CompletableFuture<Void> before(Jdbi database, String statement, Action action) {
        Meanwhile meanwhile = new Meanwhile(statement, action);
        database.setSqlLogger(meanwhile);
        return meanwhile.done;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (!String.valueOf(context.getRenderedSql()).contains(statement) || begun.getAndSet(true)) return;
        new Thread(this::run).start();
        done.handle((nothing, failure) -> true)
                .completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private void run() {
        try {
            action.run();
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }
}
