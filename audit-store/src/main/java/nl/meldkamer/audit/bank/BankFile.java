package nl.meldkamer.audit.bank;

import java.util.List;

/**
 * What a file was.
 *
 * @param sha256 of its bytes, in hexadecimal: with {@code statements} it tells whether the file was read before
 * @param statements the ids of its statements, or of its message, in their order; at most {@value #MOST_STATEMENTS}
 * @param returned how many debits it says came back
 */
public record BankFile(Format format, String sha256, List<String> statements, long returned) {

    /** A file of more is refused. */
    static final int MOST_STATEMENTS = 10_000;

    /** The messages that are read, in whatever version. */
    public enum Format {
        /** Payment status report. */
        PAIN_002,
        /** Statement of a day. */
        CAMT_053,
        /** Notice of debits and credits. */
        CAMT_054
    }
}
