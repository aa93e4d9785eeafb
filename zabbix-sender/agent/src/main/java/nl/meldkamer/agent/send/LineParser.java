package nl.meldkamer.agent.send;

import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Optional;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.ItemKey;
import nl.meldkamer.sender.Sample;

/**
 * Reads one line of an input file as zabbix_sender does ({@code get_string} and {@code sb_parse_line}):
 *
 * <pre>
 * line    blank* host blank+ key blank+ [timestamp blank+ [ns blank+]] value
 * host, key, timestamp, ns    quoted | byte+ without blanks; not empty
 * value   quoted blank* | the rest of the line, which does not start with a quote
 * quoted  " ( \" | \\ | \n | any other byte )* "
 * blank   space | tab
 * host    - stands for the default host
 * key     as {@link ItemKey} has it
 * </pre>
 *
 * Other than zabbix_sender it refuses keys that no item can have, and bytes that aren't UTF-8 and NUL bytes, which
 * Zabbix would store as something else. A value without time gets the time at which it was read. A value with a timestamp and no ns gets the number of
 * its line as ns: the order of the file is kept, no two values of the file are one, and the same file sent again gives
 * the same values, which Zabbix then keeps once. Not thread-safe.
 */
final class LineParser {
    private static final int NS_PER_SECOND = 1_000_000_000;

    private final LineFormat format;
    private final Optional<String> defaultHost;
    private final Stamps stamps;
    private final Names hosts = new Names(LineParser::requireText);
    private final Names keys = new Names(LineParser::requireKey);
    private final Fields fields;

    LineParser(LineFormat format, Optional<String> defaultHost, Stamps stamps) {
        this.format = format;
        this.defaultHost = defaultHost;
        this.stamps = stamps;
        fields = new Fields(format);
    }

    /** The bytes from {@code start} to {@code end} are line {@code number}, without its end-of-line bytes. */
    Sample parse(byte[] bytes, int start, int end, long number) throws BadLineException {
        fields.of(bytes, start, end);
        String host = host();
        String key = name("key", keys);
        return format.hasTimestamp() ? timed(host, key, number) : untimed(host, key);
    }

    private Sample untimed(String host, String key) throws BadLineException {
        String value = value();
        Instant now = stamps.next();
        return Sample.of(host, key, value, now.getEpochSecond(), now.getNano());
    }

    private Sample timed(String host, String key, long number) throws BadLineException {
        int clock = number("timestamp", Integer.MAX_VALUE);
        int ns = format.hasNs() ? number("ns", NS_PER_SECOND - 1) : (int) (number % NS_PER_SECOND);
        return Sample.of(host, key, value(), clock, ns);
    }

    private String host() throws BadLineException {
        String host = name("host", hosts);
        return host.equals("-") ? defaultHost.orElseThrow(LineParser::noDefaultHost) : host;
    }

    private static BadLineException noDefaultHost() {
        return new BadLineException(
                "host is \"-\", and there is no default host: give -s, or Hostname in the file of -c");
    }

    private String name(String what, Names names) throws BadLineException {
        fields.next(what);
        if (fields.start() == fields.end()) throw new BadLineException(what + " is empty: " + format.shape());
        try {
            return names.decode(fields.bytes(), fields.start(), fields.end());
        } catch (CharacterCodingException malformed) {
            throw new BadLineException(what + " is not UTF-8");
        } catch (IllegalArgumentException invalid) {
            throw new BadLineException(invalid.getMessage());
        }
    }

    private int number(String what, int max) throws BadLineException {
        fields.next(what);
        int number = Digits.parse(fields.bytes(), fields.start(), fields.end(), max);
        if (number == Digits.NONE)
            throw new BadLineException(what + " must be a whole number from 0 to " + max + ": " + format.shape());
        return number;
    }

    private String value() throws BadLineException {
        fields.rest("value");
        try {
            String value = Utf8.decode(fields.bytes(), fields.start(), fields.end());
            requireText(value);
            return value;
        } catch (CharacterCodingException malformed) {
            throw new BadLineException("value is not UTF-8");
        } catch (IllegalArgumentException invalid) {
            throw new BadLineException(invalid.getMessage());
        }
    }

    private static void requireKey(String key) {
        requireText(key);
        ItemKey.parse(key);
    }

    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0) throw new IllegalArgumentException("there is a NUL byte in the line");
    }
}
