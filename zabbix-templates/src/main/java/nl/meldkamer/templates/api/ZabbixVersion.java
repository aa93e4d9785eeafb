package nl.meldkamer.templates.api;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release line of Zabbix; what the API takes changes between these, not within them. */
public record ZabbixVersion(int major, int minor) implements Comparable<ZabbixVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\D.*)?");
    private static final Comparator<ZabbixVersion> ORDER =
            Comparator.comparingInt(ZabbixVersion::major).thenComparingInt(ZabbixVersion::minor);

    /** Of "7.0.22" or "6.0"; throws {@link IllegalArgumentException} for anything else. */
    public static ZabbixVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) throw new IllegalArgumentException("'" + text + "' is no version of Zabbix");
        return new ZabbixVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new ZabbixVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(ZabbixVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
