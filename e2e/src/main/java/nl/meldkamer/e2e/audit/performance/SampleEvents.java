package nl.meldkamer.e2e.audit.performance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;

/** Events of one stream as an association has them, each another one, with 351 bytes of details. Thread-safe. */
final class SampleEvents {

    private static final List<String> PROCESSES =
            List.of("Mandate Creation", "Batch Generation", "Payment Processing", "Bank Submission");
    private static final List<String> STATUSES =
            List.of("Compliant", "Compliant", "Compliant", "Compliant", "Failed", "Pending Review");
    private static final int ACTIONS = 7;
    private static final int DOCUMENTS = 100_000;
    private static final String DETAILS = "{\"amount\": 25.00, \"text\": \"" + "x".repeat(323) + "\"}";

    private final String stream;
    private final LongFunction<Instant> occurred;
    private final AtomicLong made = new AtomicLong();

    /** @param occurred when each of them happened, counted from 0 */
    SampleEvents(String stream, LongFunction<Instant> occurred) {
        this.stream = stream;
        this.occurred = occurred;
    }

    String stream() {
        return stream;
    }

    Event next() {
        long number = made.getAndIncrement();
        Instant at = occurred.apply(number).truncatedTo(ChronoUnit.MICROS);
        return new Event(
                stream,
                "verenigingen",
                version7(at, number).toString(),
                PROCESSES.get((int) (number % PROCESSES.size())),
                "action_" + number % ACTIONS,
                STATUSES.get((int) (number % STATUSES.size())),
                new Reference("Payment Entry", "ACC-PAY-" + number % DOCUMENTS),
                "treasurer@example.org",
                null,
                at,
                DETAILS,
                null);
    }

    List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) events.add(next());
        return events;
    }

    private static UUID version7(Instant at, long number) {
        return new UUID((at.toEpochMilli() << 16) | 0x7000 | (number & 0xFFF), 0x8000000000000000L | number);
    }
}
