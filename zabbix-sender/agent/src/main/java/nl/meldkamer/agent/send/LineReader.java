package nl.meldkamer.agent.send;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as byte ranges of one buffer, so that a million lines make no garbage. A line ends at a line feed or with
 * the input; carriage returns before that don't belong to it. A line longer than {@link #MAX_LINE_BYTES} is passed over
 * and says so. Not thread-safe.
 */
final class LineReader {
    static final int MAX_LINE_BYTES = 16 << 20;
    private static final int FIRST_BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int filled;
    private int lineStart;
    private int lineEnd;
    private int nextStart;
    private long number;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the input. */
    boolean next() throws IOException {
        tooLong = false;
        int newline = newlineFrom(nextStart);
        while (newline < 0) {
            makeRoom();
            int scanned = filled;
            if (!fill()) return lastLine();
            newline = newlineFrom(scanned);
        }
        setLine(newline, newline + 1);
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return lineStart;
    }

    int end() {
        return lineEnd;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** The line was passed over: of its bytes only some are here. */
    boolean tooLong() {
        return tooLong;
    }

    private int newlineFrom(int from) {
        for (int i = from; i < filled; i++) if (buffer[i] == '\n') return i;
        return -1;
    }

    /** Moves what is not yet used to the front, and has the buffer grow when it is full of it. */
    private void makeRoom() {
        filled -= nextStart;
        System.arraycopy(buffer, nextStart, buffer, 0, filled);
        nextStart = 0;
        if (filled < buffer.length) return;
        if (buffer.length < MAX_LINE_BYTES) buffer = Arrays.copyOf(buffer, buffer.length * 2);
        else dropBeginning();
    }

    private void dropBeginning() {
        tooLong = true;
        filled = 0;
    }

    /** Reads more; false at the end of the input. */
    private boolean fill() throws IOException {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count > 0) filled += count;
        return count >= 0;
    }

    private boolean lastLine() {
        if (nextStart == filled && !tooLong) return false;
        setLine(filled, filled);
        return true;
    }

    private void setLine(int end, int next) {
        lineStart = nextStart;
        lineEnd = end;
        while (lineEnd > lineStart && buffer[lineEnd - 1] == '\r') lineEnd--;
        nextStart = next;
        number++;
    }
}
