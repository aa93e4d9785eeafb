package nl.meldkamer.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Producer} in a JVM of its own. */
final class ProducerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ProducerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns at once: what the producer does meanwhile may be cut short as well. */
    static ProducerProcess start(ProducerSettings settings, Path log) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Where a killed JVM may leave the native library of its spool.
                "-Djava.io.tmpdir=" + log.toAbsolutePath().getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                Producer.class.getName()));
        words.addAll(settings.words());
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ProducerProcess(process, log);
    }

    /** Lets it make no more samples, and waits until Zabbix has taken all that it has; throws when that did not come. */
    void drain(Duration patience) throws IOException, InterruptedException {
        try (OutputStream input = process.getOutputStream()) {
            input.write("stop\n".getBytes(UTF_8));
        } catch (IOException gone) {
            throw new IOException("the producer ended before it was told to; it said: " + said(), gone);
        }
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
            throw new IOException(
                    "the spool was not empty after " + patience.toSeconds() + " s; its owner said: " + said());
        if (process.exitValue() != 0)
            throw new IOException("the producer ended with " + process.exitValue() + " and said: " + said());
    }

    private String said() throws IOException {
        return Files.readString(log, UTF_8);
    }

    /** Ends it by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.getOutputStream().close();
    }
}
