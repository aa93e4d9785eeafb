package nl.meldkamer.agent.spool;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Compares what the spool remembers as delivered with the history of the Zabbix that it went to. */
@FunctionalInterface
public interface AgainstHistory {

    /**
     * What is asked.
     *
     * @param window how far back
     * @param settle the newest part of it that is left out, because Zabbix answers before it writes
     * @param resend whether what is missing is put into the spool again
     * @param destination empty: every one whose API is known
     * @param url of the API; empty: as configured
     * @param tokenFile the file with the API's token
     */
    record Question(
            Duration window,
            Duration settle,
            boolean resend,
            Optional<String> destination,
            Optional<String> url,
            Optional<Path> tokenFile) {}

    /** Prints what it finds; true when every value is there once. */
    boolean verify(SpoolOperations spool, Question question, PrintWriter out);
}
