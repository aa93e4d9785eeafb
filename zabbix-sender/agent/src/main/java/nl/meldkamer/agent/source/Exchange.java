package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;

/**
 * One small question and its answer, timed, with what the server's clock said meanwhile. The answer is taken to be made
 * halfway between sending and receiving, as NTP does it (RFC 5905, section 8). Not thread-safe.
 */
final class Exchange {

    private static final List<Column> COLUMNS =
            List.of(new Column("latency_ms", Kind.NUMBER), new Column("clock_ahead", Kind.NUMBER));
    private static final int MILLI = 3;
    private static final int NANO = 9;

    private final Instant start;
    private final LongSupplier nanoTime;
    private final long startedAt;
    private long sentAt;

    /**
     * Connecting may come before the question.
     *
     * @param start what the collector's clock says now
     */
    Exchange(Instant start, LongSupplier nanoTime) {
        this.start = start;
        this.nanoTime = nanoTime;
        startedAt = nanoTime.getAsLong();
        sentAt = startedAt;
    }

    /** The question is put now. */
    void sending() {
        sentAt = nanoTime.getAsLong();
    }

    /** The answer is here. */
    Answer received(Instant serverClock) {
        long roundTrip = nanoTime.getAsLong() - sentAt;
        Instant ours = start.plusNanos(sentAt - startedAt + roundTrip / 2);
        Duration ahead = Duration.between(ours, serverClock);
        BigDecimal seconds = BigDecimal.valueOf(ahead.toMillis(), MILLI);
        return Answer.of(COLUMNS, List.of(List.of(BigDecimal.valueOf(roundTrip, NANO - MILLI), seconds)));
    }
}
