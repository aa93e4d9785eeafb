package nl.meldkamer.e2e.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.store.StoreSettings;

/** An {@link EventProducer} in a JVM of its own. */
final class EventProducerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private EventProducerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns at once: what it does while it starts may be cut short as well. */
    static EventProducerProcess start(
            StoreSettings.Server store, Path key, Path ledger, String stream, long seed, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EventProducer.class.getName(),
                        store.url(),
                        store.user(),
                        key.toString(),
                        ledger.toString(),
                        stream,
                        Long.toString(seed)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put(EventProducer.PASSWORD, store.password());
        return new EventProducerProcess(builder.start(), log);
    }

    /** Ends it by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it make no more, and waits until all it made is taken and sealed; throws when that did not come. */
    void drain(Duration patience) throws IOException, InterruptedException {
        process.getOutputStream().close();
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended || process.exitValue() != 0)
            throw new IOException("the producer " + (ended ? "ended with " + process.exitValue() : "does not end")
                    + " and said: " + Files.readString(log));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.getOutputStream().close();
    }
}
