package nl.meldkamer.audit.retention;

import java.time.YearMonth;

/** A run did not let go of a month, and changed nothing: somebody else has it. The message says who, and what to do. */
public final class MonthStaysException extends Exception {

    private static final long serialVersionUID = 1;

    private MonthStaysException(String message) {
        super(message);
    }

    static MonthStaysException otherRun(YearMonth month) {
        return new MonthStaysException("month " + month + " is left to another run of retention, which is at work:"
                + " try again when it has ended");
    }

    static MonthStaysException notThere(YearMonth month) {
        return new MonthStaysException("month " + month + " has no partition: if another run let go of it meanwhile,"
                + " its archive is as that one wrote it");
    }

    static MonthStaysException inUse(YearMonth month, int tries) {
        return new MonthStaysException("month " + month + " stays: in " + tries + " tries somebody was always reading"
                + " the events, such as a report, an export or a backup: try again when that has ended");
    }
}
