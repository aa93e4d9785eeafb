package nl.meldkamer.e2e.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@link EventProducer} in a JVM of its own. */
final class EventProducerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private EventProducerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns at once: what it does while it starts may be cut short as well. */
    static EventProducerProcess start(EventProducerSettings settings, Path log) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EventProducer.class.getName()));
        words.addAll(settings.arguments());
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .put(EventProducerSettings.PASSWORD, settings.store().password());
        return new EventProducerProcess(builder.start(), log);
    }

    /** Ends it by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it in the middle of whatever it does, so that it still holds all that it held. */
    void halt() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on, as if no time had passed. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) throw new IOException("the producer can't be sent a SIG" + name);
    }

    /** Lets it make no more; what it made it goes on to write and to seal. */
    void makeNoMore() throws IOException {
        process.getOutputStream().close();
    }

    /** As {@link #makeNoMore}, and waits until all it made is taken and sealed; throws when that did not come. */
    void drain(Duration patience) throws IOException, InterruptedException {
        makeNoMore();
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended || process.exitValue() != 0)
            throw new IOException("the producer " + (ended ? "ended with " + process.exitValue() : "does not end")
                    + " and said: " + Files.readString(log));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        makeNoMore();
    }
}
