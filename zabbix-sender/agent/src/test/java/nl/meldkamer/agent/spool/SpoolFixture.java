package nl.meldkamer.agent.spool;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.io.TempDir;

/** A spool in a directory of its own, on a clock that stands still. */
abstract class SpoolFixture {

    private static final int ALL = 1_000_000;

    @TempDir
    Path directory;

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    Spool open(String... destinations) {
        List<String> names = destinations.length == 0 ? List.of("main") : List.of(destinations);
        return Spool.open(directory, names, SpoolLimits.DEFAULT, clock);
    }

    Spool open() {
        return open(new String[0]);
    }

    static List<Sample> samples(String key, int from, int to) {
        List<Sample> made = new ArrayList<>();
        for (int n = from; n < to; n++) made.add(Sample.of("host", key, String.valueOf(n), 1_700_000_000L + n, n));
        return made;
    }

    static List<SpooledSample> waiting(Spool spool, String destination) {
        try (LaneReader reader = spool.outbox(destination).lane(0, 1)) {
            return reader.peek(0, Long.MAX_VALUE, ALL, Long.MAX_VALUE).samples();
        }
    }

    static void ack(Spool spool, String destination, List<SpooledSample> rows) {
        spool.outbox(destination)
                .ack(rows.stream().map(SpooledSample::id).toList())
                .join();
    }

    static List<String> values(List<SpooledSample> rows) {
        return rows.stream().map(row -> row.sample().value()).toList();
    }
}
