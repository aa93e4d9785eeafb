package nl.meldkamer.agent.jmx;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a supplier gave a moment ago: all figures of one question cost no more than one. Thread-safe. */
final class Recent<T> implements Supplier<T> {

    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<T> supplier;
    private final LongSupplier nanoTime;
    private @Nullable T given;
    private long at;

    Recent(Supplier<T> supplier, LongSupplier nanoTime) {
        this.supplier = supplier;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized T get() {
        long now = nanoTime.getAsLong();
        T known = given;
        if (known != null && now - at < LONGEST_NANOS) return known;
        T found = supplier.get();
        given = found;
        at = now;
        return found;
    }
}
