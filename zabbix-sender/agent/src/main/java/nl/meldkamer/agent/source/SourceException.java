package nl.meldkamer.agent.source;

/**
 * A source gave no answer. The message names the source, what is wrong and the way out; it is shown in Zabbix, so it
 * holds no secret and nothing that a row held.
 */
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /** What kind of failure; decides the status that Zabbix is told. */
    public enum Failure {
        /** Nothing answers, or it is starting, stopping or full. */
        UNREACHABLE(4),
        /** It answers and does not let us in. */
        REFUSED(4),
        /** We may not read this. */
        FORBIDDEN(1),
        /** A table or column is not there: another version of the application, or an optional part of it. */
        MISSING(2),
        TIMEOUT(1),
        /** There is nothing to compare with yet; the next run will have an answer. */
        NOT_YET(3),
        DEADLOCK(1),
        OTHER(1);

        private final int status;

        Failure(int status) {
            this.status = status;
        }

        /** As in {@link nl.meldkamer.templates.Collect.Collector}. */
        public int status() {
            return status;
        }

        /** True when the source as a whole is out of use, not only this question. */
        public boolean isTotal() {
            return this == UNREACHABLE || this == REFUSED;
        }
    }

    public SourceException(String source, Failure failure, String message, Throwable cause) {
        super("source '" + source + "': " + message, cause);
        this.failure = failure;
    }

    public SourceException(String source, Failure failure, String message) {
        super("source '" + source + "': " + message);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
