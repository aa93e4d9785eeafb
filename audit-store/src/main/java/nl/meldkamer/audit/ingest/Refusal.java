package nl.meldkamer.audit.ingest;

/** A request that is not taken: nothing of it is stored. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfter;

    private Refusal(int status, String reason, long retryAfter) {
        super(reason);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static Refusal of(int status, String reason) {
        return new Refusal(status, reason, 0);
    }

    /** With the seconds after which it may well be taken. */
    static Refusal later(int status, String reason, long seconds) {
        return new Refusal(status, reason, Math.max(1, seconds));
    }

    Answer answer() {
        return Answer.refusal(status, String.valueOf(getMessage()), retryAfter);
    }
}
