package nl.meldkamer.e2e;

import java.time.LocalDateTime;

/** A line of Frappe's error log. */
record ErrorEntry(String name, LocalDateTime at, String title, boolean isSeen) {

    Row row() {
        return Row.of("Error Log", name, at)
                .set("seen", isSeen ? 1 : 0)
                .set("method", title)
                .set("error", "Traceback (most recent call last):\n  File \"app.py\", line 1\nException: " + title);
    }
}
