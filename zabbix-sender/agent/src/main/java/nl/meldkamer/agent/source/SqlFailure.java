package nl.meldkamer.agent.source;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.SourceSettings.Sql;
import nl.meldkamer.agent.source.SourceException.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Words for what a driver throws. A server's own message is quoted only where it can speak of the query and of nothing
 * else: other messages may hold what a row held.
 */
final class SqlFailure {

    private static final int LONGEST_QUOTE = 200;
    /** What the driver of MariaDB puts before the server's message. */
    private static final Pattern CONNECTION_NUMBER = Pattern.compile("^\\(conn=-?[0-9]+\\) ");

    private final String source;
    private final Sql settings;
    private final Dialect dialect;

    SqlFailure(String source, Sql settings, Dialect dialect) {
        this.source = source;
        this.settings = settings;
        this.dialect = dialect;
    }

    SourceException whileConnecting(SQLException e) {
        Failure failure = dialect.classify(e);
        return described(failure == Failure.OTHER ? Failure.UNREACHABLE : failure, e);
    }

    SourceException whileAsking(SQLException e) {
        Failure failure =
                causes(e).anyMatch(SocketTimeoutException.class::isInstance) ? Failure.TIMEOUT : dialect.classify(e);
        return described(failure, e);
    }

    private SourceException described(Failure failure, SQLException e) {
        return new SourceException(source, failure, words(failure, e), e);
    }

    private String words(Failure failure, SQLException e) {
        String server = settings.engine().title() + " at " + settings.address();
        return switch (failure) {
            case UNREACHABLE ->
                "no usable " + server + " (" + reason(e) + "): does it run, are host and port right, has it a free "
                        + "connection?";
            case REFUSED ->
                server + " does not let user '" + settings.user() + "' into database '" + settings.database() + "' ("
                        + code(e) + "): check user, password, database and tls";
            // MariaDB says the same of a table that is not there.
            case FORBIDDEN ->
                "user '" + settings.user() + "' may not read this (" + quoted(e)
                        + "): grant SELECT on it, or switch the group off if the application has no such table";
            case MISSING ->
                "a table or column is not there (" + quoted(e)
                        + "): another version of the application, or a part that is not installed";
            case TIMEOUT ->
                "no answer within " + settings.timeout().toSeconds()
                        + " s: raise the source's timeout, or see why the database is slow";
            case DEADLOCK -> "the query lost against a lock (" + code(e) + "); it is put again at the next interval";
            default -> "the query failed (" + (isAboutText(e) ? quoted(e) : code(e)) + ")";
        };
    }

    /** Class 42 is "syntax error or access rule violation", 25006 a write in a read-only transaction. */
    private static boolean isAboutText(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("42") || state.equals("25006");
    }

    private static String reason(SQLException e) {
        return causes(e)
                .filter(IOException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .map(cause -> cause.getClass().getSimpleName().replace("Exception", "") + message(cause))
                .orElseGet(() -> code(e));
    }

    private static String message(Throwable cause) {
        return cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }

    private static String code(SQLException e) {
        return "SQLSTATE " + e.getSQLState() + (e.getErrorCode() == 0 ? "" : ", error " + e.getErrorCode());
    }

    private static String quoted(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        Matcher number = CONNECTION_NUMBER.matcher(message);
        String text = number.replaceFirst("");
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, (@Nullable Throwable cause) -> cause != null, Throwable::getCause);
    }
}
