package nl.meldkamer.agent.send;

/**
 * Cuts a line into fields, without making objects of them: after {@link #next} or {@link #rest} the field is
 * {@link #bytes} from {@link #start} to {@link #end}, until the next one is cut. {@link LineParser} draws the grammar.
 * Not thread-safe.
 */
final class Fields {
    private final LineFormat format;
    private byte[] line = {};
    private int position;
    private int lineEnd;

    private byte[] bytes = {};
    private int start;
    private int end;
    private byte[] unescaped = new byte[256];

    Fields(LineFormat format) {
        this.format = format;
    }

    void of(byte[] line, int start, int end) {
        this.line = line;
        position = start;
        lineEnd = end;
        skipBlanks();
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Cuts the field that ends at a blank or, when quoted, at its quote; {@code what} is its name in complaints. */
    void next(String what) throws BadLineException {
        requireMore(what);
        if (line[position] == '"') quoted(what);
        else unquoted();
        skipBlanks();
    }

    /** Cuts the last field: all that is left or, when quoted, up to its quote, with nothing but blanks behind. */
    void rest(String what) throws BadLineException {
        requireMore(what);
        if (line[position] == '"') quotedRest(what);
        else set(line, position, lineEnd);
    }

    private void quotedRest(String what) throws BadLineException {
        next(what);
        if (position != lineEnd)
            throw new BadLineException("nothing is expected after the quoted " + what + ": " + format.shape());
    }

    private void requireMore(String what) throws BadLineException {
        if (position == lineEnd) throw new BadLineException(what + " expected: " + format.shape());
    }

    private void unquoted() {
        int from = position;
        while (position < lineEnd && !isBlank(line[position])) position++;
        set(line, from, position);
    }

    private void quoted(String what) throws BadLineException {
        int from = ++position;
        while (position < lineEnd && line[position] != '"' && line[position] != '\\') position++;
        if (position < lineEnd && line[position] == '\\') escaped(from);
        else set(line, from, position);
        requireClosingQuote(what);
    }

    /** The field from {@code from} has its first backslash at the position: goes on in a copy, without escapes. */
    private void escaped(int from) {
        int length = position - from;
        if (unescaped.length < lineEnd - from) unescaped = new byte[lineEnd - from];
        System.arraycopy(line, from, unescaped, 0, length);
        while (position < lineEnd && line[position] != '"') unescaped[length++] = unescapedByte();
        set(unescaped, 0, length);
    }

    /** A backslash before anything else than these three is a backslash. */
    private byte unescapedByte() {
        byte first = line[position++];
        if (first != '\\' || position == lineEnd) return first;
        byte second = line[position];
        if (second != '"' && second != '\\' && second != 'n') return first;
        position++;
        return second == 'n' ? (byte) '\n' : second;
    }

    private void requireClosingQuote(String what) throws BadLineException {
        if (position == lineEnd) throw new BadLineException(what + " has no closing quote");
        position++;
        if (position < lineEnd && !isBlank(line[position]))
            throw new BadLineException("a blank is expected after the quoted " + what);
    }

    private void skipBlanks() {
        while (position < lineEnd && isBlank(line[position])) position++;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    private void set(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }
}
