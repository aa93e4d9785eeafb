package nl.meldkamer.agent.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import nl.meldkamer.audit.seal.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies what is sealed, a portion of each stream at a time: from its first event to its last, and then from the first
 * again. One thread runs it; any may ask.
 */
final class Rereading implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Rereading.class);

    /** Verifies the events of a stream from one number to before another. */
    @FunctionalInterface
    interface Reader {
        Verification read(String stream, long from, long to);
    }

    private final Supplier<Map<String, Long>> sizes;
    private final Reader reader;
    private final long portion;
    private final InstantSource clock;
    private final Map<String, Pass> passes = new ConcurrentHashMap<>();

    /**
     * One that has read nothing yet.
     *
     * @param sizes how many events of each stream are sealed
     * @param portion events of each stream that one run reads
     */
    Rereading(Supplier<Map<String, Long>> sizes, Reader reader, long portion, InstantSource clock) {
        this.sizes = sizes;
        this.reader = reader;
        this.portion = portion;
        this.clock = clock;
    }

    /**
     * How far the reading of one stream is.
     *
     * @param next where the next portion begins
     * @param faults found since it last began at the first event
     * @param before found the time before that, to the last event
     * @param at when the last portion was verified
     */
    private record Pass(long next, long faults, long before, Instant at) {

        Pass after(long to, long size, long found, Instant now) {
            long faultsNow = next == 0 ? found : faults + found;
            return to < size ? new Pass(to, faultsNow, before, now) : new Pass(0, faultsNow, faultsNow, now);
        }

        long shown() {
            return Math.max(faults, before);
        }
    }

    /** Faults that were found, until all events were read again without any; empty before anything was read. */
    Optional<Long> faults(String stream) {
        return Optional.ofNullable(passes.get(stream)).map(Pass::shown);
    }

    /** Since a portion was read. */
    Optional<Duration> age(String stream) {
        return Optional.ofNullable(passes.get(stream)).map(pass -> Duration.between(pass.at(), clock.instant()));
    }

    @Override
    public void run() {
        try {
            sizes.get().forEach((stream, size) -> {
                if (size > 0) read(stream, size);
            });
        } catch (RuntimeException e) {
            // The schedule would end with it. How long ago it was verified tells that it is not.
            log.warn("the audit store is not being verified: {}", e.toString());
        }
    }

    private void read(String stream, long size) {
        Pass before = passes.getOrDefault(stream, new Pass(0, 0, 0, Instant.EPOCH));
        Pass pass = before.next() < size ? before : new Pass(0, before.faults(), before.before(), before.at());
        long to = Math.min(size, pass.next() + portion);
        Verification found = reader.read(stream, pass.next(), to);
        passes.put(stream, pass.after(to, size, found.count(), clock.instant()));
        found.first()
                .ifPresent(fault -> log.error(
                        "audit stream {}: {} faults; the first, event {}: {}",
                        stream,
                        found.count(),
                        fault.seq(),
                        fault.what()));
    }
}
