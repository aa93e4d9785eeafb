package nl.meldkamer.agent.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * A database, read in sessions that are read only and bounded in time on the server's side too. A kept connection that
 * turns out to be broken is replaced and the query put once more: nobody needs to hear of a restart between two
 * intervals.
 */
final class SqlSource implements QuerySource {

    private static final int MOST_ROWS = 10_000;

    private final String name;
    private final Sql settings;
    private final Dialect dialect;
    private final SqlFailure failures;
    private volatile @Nullable Connection connection;

    SqlSource(String name, Sql settings) {
        this.name = name;
        this.settings = settings;
        this.dialect = Dialect.of(settings.engine());
        this.failures = new SqlFailure(name, settings, dialect);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        if (question instanceof Collect.Ping) return true;
        return question instanceof Collect.Sql sql
                && (sql.text().containsKey("")
                        || sql.text().containsKey(settings.engine().key()));
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        return ask(now, exchange -> answer(question, now, exchange));
    }

    @Override
    public Answer ask(Collect.Sql question, ZonedDateTime now, Map<String, Object> marks) throws SourceException {
        return ask(now, exchange -> query(text(question), now, marks));
    }

    private interface Asking {
        Answer ask(Exchange exchange) throws SourceException;
    }

    /** Once more where a connection that was kept turns out to be broken. */
    private Answer ask(ZonedDateTime now, Asking asking) throws SourceException {
        boolean kept = connection != null;
        Exchange exchange = new Exchange(now.toInstant(), System::nanoTime);
        try {
            return asking.ask(exchange);
        } catch (SourceException e) {
            if (!kept || e.failure() != Failure.UNREACHABLE) throw e;
            return asking.ask(exchange);
        }
    }

    private Answer answer(Collect question, ZonedDateTime now, Exchange exchange) throws SourceException {
        if (question instanceof Collect.Sql sql) return query(text(sql), now, Map.of());
        return ping(exchange, now);
    }

    private String text(Collect.Sql question) {
        return question.forEngine(settings.engine().key());
    }

    private Answer ping(Exchange exchange, ZonedDateTime now) throws SourceException {
        connected();
        exchange.sending();
        List<Map<String, Optional<Object>>> rows =
                query(dialect.clock(), now, Map.of()).rows();
        Object utc = rows.get(0).getOrDefault("utc", Optional.empty()).orElseThrow();
        return exchange.received(((LocalDateTime) utc).toInstant(ZoneOffset.UTC));
    }

    @Override
    public String identify() throws SourceException {
        try {
            var server = connected().getMetaData();
            return server.getDatabaseProductName() + " " + server.getDatabaseProductVersion() + " at "
                    + settings.address() + ", database '" + settings.database() + "'";
        } catch (SQLException e) {
            close();
            throw failures.whileAsking(e);
        }
    }

    private Answer query(String text, ZonedDateTime now, Map<String, Object> marks) throws SourceException {
        Connection open = connected();
        try {
            return read(open, text, now, marks);
        } catch (SQLException e) {
            SourceException failure = failures.whileAsking(e);
            if (failure.failure() == Failure.UNREACHABLE || failure.failure() == Failure.TIMEOUT) close();
            throw failure;
        } catch (StatementException e) {
            throw new SourceException(name, Failure.OTHER, "the query cannot be put: " + e.getShortMessage(), e);
        }
    }

    private Answer read(Connection open, String text, ZonedDateTime now, Map<String, Object> marks)
            throws SQLException, SourceException {
        try (Query query = Jdbi.create(open).open().createQuery(text)) {
            query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
            Answer answer = query.setMaxRows(MOST_ROWS + 1)
                    .bindNamedArgumentFinder(parameters(now, marks))
                    .scanResultSet((result, context) -> new Cells(now.getZone()).read(result.get()));
            if (answer.rows().size() <= MOST_ROWS) return answer;
            throw new SourceException(
                    name, Failure.OTHER, "more than " + MOST_ROWS + " rows; let the query group them");
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException cause) throw cause;
            throw e;
        }
    }

    private static NamedArgumentFinder parameters(ZonedDateTime now, Map<String, Object> marks) {
        Cutoffs cutoffs = new Cutoffs(now);
        return new NamedArgumentFinder() {
            @Override
            public Optional<Argument> find(String parameter, StatementContext context) {
                return Optional.ofNullable(marks.get(parameter))
                        .or(() -> cutoffs.value(parameter))
                        .map(value -> (position, statement, ignored) -> statement.setObject(position, value));
            }

            @Override
            public String toString() {
                return "cut-offs";
            }
        };
    }

    private Connection connected() throws SourceException {
        @Nullable Connection open = connection;
        if (open != null) return open;
        try {
            Connection fresh = configured(dialect.connect(settings));
            connection = fresh;
            return fresh;
        } catch (SQLException e) {
            throw failures.whileConnecting(e);
        }
    }

    private Connection configured(Connection fresh) throws SQLException {
        try (Statement statement = fresh.createStatement()) {
            statement.execute(dialect.sessionSettings(settings));
            return fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    /** Aborting closes at once, where closing might wait for a server that has gone. */
    @Override
    public void close() {
        @Nullable Connection open = connection;
        connection = null;
        try {
            if (open != null) open.abort(Runnable::run);
        } catch (SQLException e) {
            // Nothing of ours is lost with a connection that is gone anyway.
        }
    }
}
