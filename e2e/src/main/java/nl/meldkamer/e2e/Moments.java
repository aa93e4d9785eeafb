package nl.meldkamer.e2e;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When events were, seen from the moment at which an association is generated, in the site's time zone. None is so near
 * to the edge of a window that it would leave the window within minutes, or would be on the other side of it if somebody
 * counted the hour that summer time gives or takes.
 */
final class Moments {

    private record Band(Duration from, Duration to) {
        static Band before(Duration edge, Duration quiet) {
            return new Band(edge.minus(quiet), edge.plusMinutes(2));
        }

        static Band around(Duration edge) {
            return new Band(edge.minusMinutes(90), edge.plusMinutes(90));
        }

        boolean holds(Duration age) {
            return age.compareTo(from) > 0 && age.compareTo(to) < 0;
        }
    }

    private static final List<Band> FORBIDDEN = List.of(
            Band.before(Duration.ofMinutes(5), Duration.ofMinutes(4)),
            Band.before(Duration.ofHours(1), Duration.ofMinutes(15)),
            Band.before(Duration.ofHours(2), Duration.ofMinutes(15)),
            Band.around(Duration.ofHours(24)),
            Band.around(Duration.ofDays(7)),
            Band.around(Duration.ofDays(14)),
            Band.around(Duration.ofDays(30)),
            Band.around(Duration.ofDays(90)));
    private static final int TRIES = 10_000;

    private final LocalDateTime now;
    private final RandomGenerator random;

    Moments(LocalDateTime now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    LocalDateTime now() {
        return now;
    }

    LocalDate today() {
        return now.toLocalDate();
    }

    /** An event that is between {@code least} and {@code most} old. */
    LocalDateTime ago(Duration least, Duration most) {
        long span = most.minus(least).toMillis();
        for (int i = 0; i < TRIES; i++) {
            Duration age = least.plusMillis(random.nextLong(span));
            if (FORBIDDEN.stream().noneMatch(band -> band.holds(age))) return now.minus(age);
        }
        throw new IllegalArgumentException("no moment between " + least + " and " + most + " is clear of the windows");
    }

    /** In the office hours of a date, but never later than now; for what no window looks at closely. */
    LocalDateTime on(LocalDate date) {
        LocalDateTime moment = date.atTime(9, 0).plusSeconds(random.nextInt(8 * 3600));
        return moment.isBefore(now) ? moment : now.truncatedTo(ChronoUnit.SECONDS);
    }
}
