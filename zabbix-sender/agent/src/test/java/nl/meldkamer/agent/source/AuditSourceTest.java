package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Collect.Audit.Aspect;
import org.junit.jupiter.api.Test;

class AuditSourceTest {

    private static final ZonedDateTime NOW =
            Instant.ofEpochSecond(1_700_000_000).atZone(ZoneOffset.UTC);

    private boolean away;

    private final AuditSource source = new AuditSource("audit", new AuditStatus() {
        @Override
        public List<Stream> streams() {
            if (away) throw new IllegalStateException("the audit store's database does not answer");
            return List.of(
                    new Stream("new", Optional.empty(), 0, Duration.ofMillis(1500), Optional.empty(), Optional.empty()),
                    new Stream(
                            "club/app",
                            Optional.of("a note"),
                            7,
                            Duration.ZERO,
                            Optional.of(2L),
                            Optional.of(Duration.ofMinutes(1))));
        }

        @Override
        public Store store() {
            return new Store(1, 2, 3, 4, 5);
        }
    });

    @Test
    void whatIsNotKnownOfAStreamHasNoValue() throws Exception {
        assertThat(ask(Aspect.STREAMS).rows().get(0))
                .containsEntry("stream", Optional.of("new"))
                .containsEntry("checkpoint", Optional.empty())
                .containsEntry("size", number("0"))
                .containsEntry("lag", number("1.500"))
                .containsEntry("faults", Optional.empty())
                .containsEntry("verified", Optional.empty());
    }

    @Test
    void aStreamTellsItsCheckpointAndItsFaults() throws Exception {
        assertThat(ask(Aspect.STREAMS).rows().get(1))
                .isEqualTo(Map.of(
                        "stream", Optional.of("club/app"),
                        "checkpoint", Optional.of("a note"),
                        "size", number("7"),
                        "lag", number("0.000"),
                        "faults", number("2"),
                        "verified", number("60.000")));
    }

    @Test
    void theStoreTellsItsFigures() throws Exception {
        assertThat(ask(Aspect.STORE).rows())
                .containsExactly(Map.of(
                        "quarantined", number("1"),
                        "outside", number("2"),
                        "waiting", number("3"),
                        "spooled", number("4"),
                        "seal_failures", number("5")));
    }

    @Test
    void everyColumnOfTheCatalogueIsThere() throws Exception {
        for (Aspect aspect : Aspect.values())
            assertThat(ask(aspect).columns())
                    .extracting(Answer.Column::name)
                    .containsExactlyInAnyOrderElementsOf(new Collect.Audit(aspect).columns());
    }

    @Test
    void aStoreThatDoesNotAnswerIsASourceThatIsDown() {
        away = true;
        assertThatThrownBy(() -> ask(Aspect.STREAMS))
                .isInstanceOf(SourceException.class)
                .hasMessage("source 'audit': the audit store's database does not answer");
    }

    private Answer ask(Aspect aspect) throws SourceException {
        return source.ask(new Collect.Audit(aspect), NOW);
    }

    private static Optional<Object> number(String value) {
        return Optional.of(new BigDecimal(value));
    }
}
