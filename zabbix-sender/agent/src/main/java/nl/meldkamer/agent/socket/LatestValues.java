package nl.meldkamer.agent.socket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.meldkamer.sender.ItemKey;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.yaml.Suggestion;

/**
 * The latest value of each item, in memory: what the daemon spooled last, or the reason why there is none. A key may be
 * written with quotes or without, wherever Zabbix takes it for the same. Nothing of it survives the daemon.
 *
 * <p>It has room for {@link #MOST_KEYS} keys and {@link #MOST_CHARACTERS} characters of values. When that is full, what is
 * out of date for long goes; when that is not enough, a value is not kept, and counted. Thread-safe; reading waits for
 * nobody.
 */
public final class LatestValues {

    static final int MOST_KEYS = 50_000;
    static final long MOST_CHARACTERS = 8L << 20;

    /** What is so old is given up when room is needed. */
    static final Duration LONG_OUT_OF_DATE = Duration.ofDays(1);

    private static final Duration SWEEP_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final int MOST_CANDIDATES = 200;
    private static final int LONGEST_WITH_HINT = 100;

    private final String defaultHost;
    private final InstantSource clock;
    private final int mostKeys;
    private final long mostCharacters;
    private final Map<Name, Entry> entries = new ConcurrentHashMap<>();
    private long characters;
    private long turnedAway;
    private Instant swept = Instant.MIN;
    private Optional<Board> board = Optional.empty();

    private record Name(String host, String key) {}

    /** What is known of a key. */
    private record Entry(Content content, boolean rule, Duration every, String text, Instant at) {

        /** It is measured at intervals, and two have gone by. */
        boolean isOutdated(Instant now) {
            return !every.isZero() && age(now).compareTo(every.multipliedBy(2)) > 0;
        }

        /** Milliseconds since 1970 UTC at which it is not outdated yet. */
        long until() {
            return every.isZero()
                    ? Long.MAX_VALUE
                    : at.plus(every.multipliedBy(2)).toEpochMilli();
        }

        boolean isValueOfItem() {
            return content == Content.VALUE && !rule;
        }

        Duration age(Instant now) {
            return now.isBefore(at) ? Duration.ZERO : Duration.between(at, now);
        }
    }

    private enum Content {
        EXPECTED,
        VALUE,
        ERROR,
        NOTHING
    }

    /**
     * What there is room for and what not.
     *
     * @param keys that something is known of
     * @param characters of all values
     * @param turnedAway values that there was no room for
     * @param shown keys whose values are on the board too
     */
    public record Counters(int keys, long characters, long turnedAway, int shown) {}

    /**
     * Knows nothing yet.
     *
     * @param defaultHost the host that an empty name stands for
     */
    public LatestValues(String defaultHost, InstantSource clock) {
        this(defaultHost, clock, MOST_KEYS, MOST_CHARACTERS);
    }

    LatestValues(String defaultHost, InstantSource clock, int mostKeys, long mostCharacters) {
        this.defaultHost = defaultHost;
        this.clock = clock;
        this.mostKeys = mostKeys;
        this.mostCharacters = mostCharacters;
    }

    /** From now on the values of the daemon's own host are on the board too. */
    synchronized void showOn(Board shown) {
        board = Optional.of(shown);
        entries.forEach(this::show);
    }

    private void show(Name name, Entry entry) {
        if (board.isEmpty() || !isOwn(name)) return;
        if (entry.isValueOfItem()) board.get().put(name.key(), entry.text(), entry.until());
        else board.get().remove(name.key());
    }

    private boolean isOwn(Name name) {
        return name.host().equals(defaultHost);
    }

    /** The key will have values at this interval; until then that is what is told. */
    public void expect(String host, String key, boolean rule, Duration every) {
        put(host, key, new Entry(Content.EXPECTED, rule, every, "", Instant.EPOCH));
    }

    /**
     * Takes values and errors of items.
     *
     * @param every how often they are measured; zero where that is not known, so that they never are too old
     */
    public void take(Collection<Sample> samples, Duration every) {
        for (Sample sample : samples) {
            Content content = sample.supported() ? Content.VALUE : Content.ERROR;
            Instant at = Instant.ofEpochSecond(sample.clock(), sample.ns());
            put(sample.host(), sample.key(), new Entry(content, false, every, sample.value(), at));
        }
    }

    /** The items were measured and have no value now. */
    public void takeNothing(String host, Collection<String> keys, Instant at, Duration every) {
        for (String key : keys) put(host, key, new Entry(Content.NOTHING, false, every, "", at));
    }

    /**
     * Takes the value of a rule.
     *
     * @param entities as Zabbix gets them
     */
    public void takeDiscovery(String host, String rule, String entities, Instant at, Duration every) {
        put(host, rule, new Entry(Content.VALUE, true, every, entities, at));
    }

    /** The entities of a rule, however old. */
    public Optional<String> discovery(String host, String rule) {
        return find(host, rule)
                .filter(entry -> entry.rule() && entry.content() == Content.VALUE)
                .map(Entry::text);
    }

    public synchronized Counters counters() {
        return new Counters(
                entries.size(), characters, turnedAway, board.map(Board::shown).orElse(0));
    }

    /** What the socket replies: {@link Reply.Told}, or {@link Reply.None} with the reason. */
    public Reply answer(Request.Lookup lookup) {
        Optional<Entry> found = find(lookup.host(), lookup.key());
        if (found.isEmpty()) return new Reply.None(unknown(lookup));
        Entry entry = found.get();
        boolean discover = lookup instanceof Request.Discover;
        if (discover && !entry.rule())
            return new Reply.None("'" + lookup.key() + "' is an item and no discovery rule; get its value");
        return lookup instanceof Request.Age ? age(entry) : latest(entry);
    }

    /** The keys of a host that sort after one, as many as a reply may hold. */
    List<String> keys(String host, String after) {
        String wanted = hostOf(host);
        return entries.keySet().stream()
                .filter(name -> name.host().equals(wanted) && name.key().compareTo(after) > 0)
                .map(Name::key)
                .sorted()
                .limit(Protocol.MOST_VALUES)
                .toList();
    }

    private Reply latest(Entry entry) {
        Instant now = clock.instant();
        return switch (entry.content()) {
            case EXPECTED -> new Reply.None(expected(entry));
            case ERROR -> new Reply.None(entry.text());
            case NOTHING -> new Reply.None("it has no value now, which is no error: there is nothing to measure");
            case VALUE -> entry.isOutdated(now) ? new Reply.None(outdated(entry, now)) : told(entry.text(), entry);
        };
    }

    private Reply age(Entry entry) {
        if (entry.content() == Content.EXPECTED) return new Reply.None(expected(entry));
        return told(Long.toString(entry.age(clock.instant()).toSeconds()), entry);
    }

    private static Reply told(String text, Entry entry) {
        int every = (int) Math.min(entry.every().toSeconds(), Integer.MAX_VALUE);
        Instant at = entry.at();
        return new Reply.Told(text, at.getEpochSecond(), at.getNano(), every);
    }

    private static String expected(Entry entry) {
        return "the daemon has not collected it since it started; it does so every " + seconds(entry.every());
    }

    private static String outdated(Entry entry, Instant now) {
        return "the latest value is " + seconds(entry.age(now)) + " old, and it is to be collected every "
                + seconds(entry.every()) + "; the daemon's log says what is wrong with the group";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private String unknown(Request.Lookup lookup) {
        String host = hostOf(lookup.host());
        return "the daemon knows no key '" + lookup.key() + "' of host '" + host + "'" + hint(host, lookup.key());
    }

    /** Of a few keys only: the daemon has other things to do. */
    private String hint(String host, String key) {
        if (key.length() > LONGEST_WITH_HINT) return "";
        List<String> candidates = entries.keySet().stream()
                .filter(name -> name.host().equals(host))
                .map(Name::key)
                .filter(known -> Math.abs(known.length() - key.length()) <= 3)
                .limit(MOST_CANDIDATES)
                .toList();
        return Suggestion.nearest(key, candidates)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    private Optional<Entry> find(String host, String key) {
        Entry asWritten = entries.get(new Name(hostOf(host), key));
        return asWritten != null ? Optional.of(asWritten) : Optional.ofNullable(entries.get(name(host, key)));
    }

    private Name name(String host, String key) {
        return new Name(hostOf(host), canonical(key));
    }

    private String hostOf(String host) {
        return host.isEmpty() ? defaultHost : host;
    }

    private static String canonical(String key) {
        try {
            return ItemKey.parse(key).toString();
        } catch (IllegalArgumentException noKey) {
            return key;
        }
    }

    /** A value that is older than the one that is known changes nothing. */
    private synchronized void put(String host, String key, Entry entry) {
        Name name = name(host, key);
        Entry before = entries.get(name);
        if (before != null && before.at().isAfter(entry.at())) return;
        if (!fits(name, entry)) sweep();
        if (fits(name, entry)) {
            characters += entry.text().length() - length(name);
            entries.put(name, entry);
            show(name, entry);
        } else {
            remove(name);
            turnedAway++;
        }
    }

    private boolean fits(Name name, Entry entry) {
        int keys = entries.size() + (entries.containsKey(name) ? 0 : 1);
        return keys <= mostKeys && characters - length(name) + entry.text().length() <= mostCharacters;
    }

    private int length(Name name) {
        Entry entry = entries.get(name);
        return entry == null ? 0 : entry.text().length();
    }

    private void sweep() {
        Instant now = clock.instant();
        if (swept.isAfter(now.minus(SWEEP_AGAIN_AFTER))) return;
        swept = now;
        Instant limit = now.minus(LONG_OUT_OF_DATE);
        entries.forEach((name, entry) -> {
            if (entry.content() != Content.EXPECTED && entry.at().isBefore(limit)) remove(name);
        });
    }

    private void remove(Name name) {
        characters -= length(name);
        entries.remove(name);
        if (isOwn(name)) board.ifPresent(shown -> shown.remove(name.key()));
    }
}
