package nl.meldkamer.audit.retention;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none of them longer than a limit, so that a file without line feeds does not fill the memory. */
final class BoundedLines {

    private final Reader in;
    private final int limit;
    private final char[] buffer = new char[8192];
    private int at;
    private int end;
    private int number;

    BoundedLines(Reader in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * The next line, without its line feed; null at the end.
     *
     * @throws IllegalArgumentException when it is longer than the limit
     */
    @Nullable String next() throws IOException {
        if (!hasMore()) return null;
        number++;
        StringBuilder line = new StringBuilder();
        while (hasMore()) {
            int start = at;
            while (at < end && buffer[at] != '\n') at++;
            if (line.length() + at - start > limit)
                throw new IllegalArgumentException("longer than " + limit + " characters");
            line.append(buffer, start, at - start);
            if (at < end) {
                at++;
                break;
            }
        }
        return line.toString();
    }

    private boolean hasMore() throws IOException {
        if (at < end) return true;
        at = 0;
        end = in.read(buffer);
        return end > 0;
    }

    /** Of the last line that was begun, from 1. */
    int number() {
        return number;
    }
}
