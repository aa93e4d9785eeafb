package nl.meldkamer.agent.tail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a log file was read.
 *
 * @param file what tells the file from any other that ever had its name (device and inode); empty where the system has
 *     none
 * @param offset of the first byte that was not read
 * @param fingerprint of the bytes before the offset, in hex; empty at the start of the file. It tells a file that was
 *     emptied and has grown again from one that only grew
 */
public record Position(String file, long offset, String fingerprint) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18}) ([0-9a-f]*) (.*)");

    /** Reads what {@link #toString} wrote; empty for anything else. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of(new Position(matcher.group(3), Long.parseLong(matcher.group(1)), matcher.group(2)));
    }

    @Override
    public String toString() {
        return offset + " " + fingerprint + " " + file;
    }
}
