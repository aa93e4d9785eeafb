package nl.meldkamer.sender;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One value of one item, or the reason why the item has none. Made once and never changed: a resend is byte for byte
 * the same sample, and (item, clock, ns) tells Zabbix that it has it already, so {@code ns} must be unique among the
 * samples of an item that share a {@code clock}.
 *
 * @param host technical name of the host in Zabbix
 * @param key item key, with parameters as Zabbix wrote them
 * @param value the value, or the error text when {@code supported} is false
 * @param supported false when the item has no value; Zabbix then shows the item as "not supported" with the text
 * @param clock seconds since 1970 UTC
 * @param ns nanoseconds within that second, 0 to 999,999,999
 * @param log what only items of type Log carry
 */
public record Sample(
        String host, String key, String value, boolean supported, long clock, int ns, Optional<LogEntry> log) {

    public Sample {
        if (host.isEmpty()) throw new IllegalArgumentException("host is empty");
        if (key.isEmpty()) throw new IllegalArgumentException("key is empty");
        requireNonNull(value, "value is null");
        if (clock < 0) throw new IllegalArgumentException("clock is before 1970: " + clock);
        if (ns < 0 || ns > 999_999_999) throw new IllegalArgumentException("ns is not in 0..999999999: " + ns);
        requireNonNull(log, "log is null");
    }

    public static Sample of(String host, String key, String value, long clock, int ns) {
        return new Sample(host, key, value, true, clock, ns, Optional.empty());
    }

    /** The item has no value, and {@code reason} says why; protocol field {@code state: 1}. */
    public static Sample notSupported(String host, String key, String reason, long clock, int ns) {
        return new Sample(host, key, reason, false, clock, ns, Optional.empty());
    }
}
