package nl.meldkamer.agent.collect;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.templates.Group;

/** Rounds of one group, whose source says what it is told to. */
abstract class CollectorFixture {

    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    static final Instant START = Instant.parse("2026-03-01T11:00:00.123456789Z");

    Instant now = START;
    private final Stamps stamps = new Stamps(() -> now);

    Round run(FakeSource source, Group group) {
        return collector(source, group).collect();
    }

    Collector collector(FakeSource source, Group group) {
        return new Collector(group, source, "linde", ZONE, stamps);
    }

    static Round accept(Collector collector) {
        Round round = collector.collect();
        collector.accepted(round);
        return round;
    }

    static List<String> values(Round round) {
        return round.everything().stream()
                .filter(Sample::supported)
                .map(sample -> sample.key() + "=" + sample.value())
                .toList();
    }

    static List<String> errors(Round round) {
        return round.samples().stream()
                .filter(sample -> !sample.supported())
                .map(sample -> sample.key() + ": " + sample.value())
                .toList();
    }
}
