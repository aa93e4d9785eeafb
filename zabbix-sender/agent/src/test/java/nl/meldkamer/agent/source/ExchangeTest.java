package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MILLI = 1_000_000;

    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void theServersClockIsReadHalfwayThroughTheRoundTrip() {
        Exchange exchange = new Exchange(START, nanos::get);
        nanos.addAndGet(2000 * MILLI);
        exchange.sending();
        nanos.addAndGet(40 * MILLI);
        assertRow(exchange.received(START.plusMillis(2020)), "40", "0");
    }

    @Test
    void aClockThatIsBehindIsNegative() {
        Exchange exchange = new Exchange(START, nanos::get);
        nanos.addAndGet(MILLI / 2);
        assertRow(exchange.received(START.minusSeconds(7)), "0.5", "-7");
    }

    private static void assertRow(Answer answer, String latency, String ahead) {
        Map<String, Optional<Object>> row = answer.rows().get(0);
        assertThat((BigDecimal) row.get("latency_ms").orElseThrow()).isEqualByComparingTo(latency);
        assertThat((BigDecimal) row.get("clock_ahead").orElseThrow())
                .isCloseTo(new BigDecimal(ahead), org.assertj.core.data.Offset.offset(new BigDecimal("0.002")));
    }
}
