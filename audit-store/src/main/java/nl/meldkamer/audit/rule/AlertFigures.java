package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What the record says of alerts, kept up to date as the {@link Judge} reads it. An update may be told of before its
 * problem. Thread-safe.
 */
public final class AlertFigures {

    /** What ends by itself sooner than this, untouched, was noise. */
    public static final Duration SHORT = Duration.ofMinutes(5);

    /** By name, and how long. */
    private static final Map<String, Duration> PERIODS =
            Map.of("day", Duration.ofDays(1), "month", Duration.ofDays(30));

    private static final int MOST_PROBLEMS = 100_000;

    /** A problem that has ended may still be commented on. */
    private static final Duration AFTERMATH = Duration.ofDays(1);

    /**
     * The alerts of a moment.
     *
     * @param open problems that have not ended
     * @param unacknowledged those of them that nobody has acknowledged for longer than may be
     * @param longest how long the oldest of those that nobody has acknowledged waits, within the limit or beyond; zero
     *     when there is none
     * @param uncounted alerts of problems for which there was no room
     */
    public record Now(long open, long unacknowledged, Duration longest, long uncounted) {}

    private record Key(String stream, String zabbix, String problem) {}

    private static final class Story {
        private @Nullable Instant began;
        private @Nullable Instant noticed;
        private @Nullable Instant acknowledged;
        private @Nullable Instant ended;
        private boolean waits = true;
        private boolean touched;
        private boolean unseen;

        private boolean isOpen() {
            return began != null && ended == null && !unseen;
        }

        private Stream<Duration> since(@Nullable Instant from, @Nullable Instant to) {
            if (from == null || to == null) return Stream.empty();
            return Stream.of(to.isBefore(from) ? Duration.ZERO : Duration.between(from, to));
        }
    }

    private final int most;
    private final Map<Key, Story> stories = new HashMap<>();
    private long uncounted;

    AlertFigures() {
        this(MOST_PROBLEMS);
    }

    AlertFigures(int most) {
        this.most = most;
    }

    synchronized void accept(Fact fact) {
        Reference about = fact.event().reference();
        if (about == null || !fact.event().process().equals(Alert.PROCESS)) return;
        Key key = new Key(fact.event().stream(), fact.text("zabbix").orElse(""), about.name());
        if (stories.size() >= most && !stories.containsKey(key)) uncounted++;
        else add(fact, stories.computeIfAbsent(key, each -> new Story()));
    }

    private static void add(Fact fact, Story story) {
        if (fact.is(Words.ALERT_PROBLEM)) {
            story.began = fact.occurred();
            story.noticed = fact.recorded();
        } else if (fact.is(Words.ALERT_RECOVERED)) {
            story.ended = fact.occurred();
        } else if (fact.is(Words.ALERT_UNSEEN)) {
            story.unseen = true;
        } else {
            story.touched = true;
            if (fact.is(Words.ALERT_ACKNOWLEDGED)) acknowledge(fact.occurred(), story);
            if (fact.is(Words.ALERT_UNACKNOWLEDGED)) story.waits = true;
        }
    }

    private static void acknowledge(Instant at, Story story) {
        story.waits = false;
        if (story.acknowledged == null || at.isBefore(story.acknowledged)) story.acknowledged = at;
    }

    synchronized void forgetBefore(Instant from) {
        stories.values().removeIf(story -> story.ended != null && story.ended.isBefore(from));
    }

    synchronized void forget() {
        stories.clear();
        uncounted = 0;
    }

    /**
     * Those of a moment.
     *
     * @param limit how long an alert may wait for a person
     */
    public synchronized Now now(Instant now, Duration limit) {
        List<Duration> waiting = stories.values().stream()
                .filter(story -> story.isOpen() && story.waits)
                .flatMap(story -> story.since(story.began, now))
                .toList();
        return new Now(
                stories.values().stream().filter(Story::isOpen).count(),
                waiting.stream().filter(time -> time.compareTo(limit) > 0).count(),
                waiting.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO),
                uncounted);
    }

    /** Of the last day and of the last 30 days. */
    public synchronized List<AlertTimes> times(Instant now) {
        return PERIODS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(period -> times(period.getKey(), now.minus(period.getValue())))
                .toList();
    }

    private AlertTimes times(String period, Instant from) {
        List<Story> ended = after(from, story -> story.ended);
        return new AlertTimes(
                period,
                spread(after(from, story -> story.began), story -> story.since(story.began, story.noticed)),
                spread(after(from, story -> story.acknowledged), story -> story.since(story.began, story.acknowledged)),
                spread(ended, story -> story.since(story.began, story.ended)),
                ended.size(),
                ended.stream().filter(AlertFigures::isNoise).count());
    }

    private List<Story> after(Instant from, Function<Story, @Nullable Instant> moment) {
        return stories.values().stream()
                .filter(story -> {
                    Instant at = moment.apply(story);
                    return at != null && at.isAfter(from);
                })
                .toList();
    }

    private static Optional<Spread> spread(Collection<Story> stories, Function<Story, Stream<Duration>> time) {
        return Spread.of(stories.stream().flatMap(time).toList());
    }

    private static boolean isNoise(Story story) {
        return !story.touched && story.since(story.began, story.ended).anyMatch(time -> time.compareTo(SHORT) < 0);
    }

    /** Problems of a Zabbix of which more may still be told, each with whether it is open; the others ended lately. */
    public synchronized SortedMap<String, Boolean> unfinished(String stream, String zabbix, Instant now) {
        SortedMap<String, Boolean> found = new TreeMap<>();
        stories.forEach((key, story) -> {
            if (key.stream.equals(stream) && key.zabbix.equals(zabbix) && isUnfinished(story, now))
                found.put(key.problem, story.isOpen());
        });
        return found;
    }

    private static boolean isUnfinished(Story story, Instant now) {
        if (story.unseen) return false;
        return story.ended == null || story.ended.isAfter(now.minus(AFTERMATH));
    }
}
