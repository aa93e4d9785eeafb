package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that runs to its end.
 *
 * @param environment added to our own
 */
record Command(List<String> words, Map<String, String> environment, Path directory) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    static final File NOTHING = new File("/dev/null");

    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Command of(String... words) {
        return of(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(words, Map.of(), Path.of("/"));
    }

    Command and(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all, environment, directory);
    }

    Command with(String variable, String value) {
        Map<String, String> more = new java.util.HashMap<>(environment);
        more.put(variable, value);
        return new Command(words, more, directory);
    }

    Command in(Path where) {
        return new Command(words, environment, where);
    }

    /** What it wrote, error output included. Throws, with the end of that, when it did not exit with 0. */
    String output() throws IOException {
        return run(ProcessBuilder.Redirect.from(NOTHING));
    }

    /** As {@link #output()}, with a file to read. */
    String reading(Path input) throws IOException {
        return run(ProcessBuilder.Redirect.from(input.toFile()));
    }

    boolean succeeds() throws IOException {
        Process process =
                builder().redirectOutput(NOTHING).redirectInput(NOTHING).start();
        return await(process) == 0;
    }

    private String run(ProcessBuilder.Redirect input) throws IOException {
        Process process = builder().redirectInput(input).start();
        String written;
        try (InputStream output = process.getInputStream()) {
            written = new String(output.readAllBytes(), UTF_8);
        }
        int exit = await(process);
        if (exit != 0) throw new IOException(words.get(0) + " exited with " + exit + ": " + Log.tail(written));
        return written;
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private int await(Process process) throws IOException {
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException(words.get(0) + " did not end within " + LIMIT.toSeconds() + " s");
    }
}
