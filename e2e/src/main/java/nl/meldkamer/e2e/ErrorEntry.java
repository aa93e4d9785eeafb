package nl.meldkamer.e2e;

import java.time.LocalDateTime;

/**
 * A line of Frappe's error log.
 *
 * @param exception with what the traceback ends; empty: there is no traceback
 * @param kind as which the catalogue should know it
 */
record ErrorEntry(String name, LocalDateTime at, String title, boolean isSeen, String exception, String kind) {

    private static final String TRACEBACK =
            "Traceback (most recent call last):\n  File \"app.py\", line 1\n    run()\n";

    /** An exception of no special kind. */
    ErrorEntry(String name, LocalDateTime at, String title, boolean isSeen) {
        this(name, at, title, isSeen, "Exception: " + title, title.startsWith("SEPA") ? "sepa" : "other");
    }

    Row row() {
        return Row.of("Error Log", name, at)
                .set("seen", isSeen ? 1 : 0)
                .set("method", title)
                .set("error", exception.isEmpty() ? null : TRACEBACK + exception);
    }
}
