package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.Configuration;

/** The data of a daemon that has made its store and keys: making them takes as long as all that a test does with them. */
final class ReadyData {

    private static Optional<Path> made = Optional.empty();

    private ReadyData() {}

    /** Makes a copy of its own for a test, in the place where its configuration has the data. */
    static synchronized void copyTo(Path data) throws Exception {
        if (made.isEmpty()) made = Optional.of(make());
        copy(made.get(), data);
    }

    private static Path make() throws Exception {
        Path directory = Files.createTempDirectory("ready-data");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        Path file = Files.writeString(
                directory.resolve("meldkamer.yaml"),
                "host: club\nserver: 127.0.0.1\ndata: data\naudit: {stream: club/app}\n");
        Configuration configuration = Configuration.read(file, Map.of());
        AuditService.start(
                        configuration.audit().orElseThrow(),
                        EventSpool.in(configuration.data()),
                        "test",
                        configuration.timeZone(),
                        InstantSource.system())
                .close(Duration.ofSeconds(20));
        return configuration.data();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator)
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
