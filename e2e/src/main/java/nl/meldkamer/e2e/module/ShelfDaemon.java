package nl.meldkamer.e2e.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.socket.Reply;
import nl.meldkamer.agent.socket.Request;
import nl.meldkamer.agent.socket.SocketClient;

/** A daemon that collects a hundred numbers from a database every two seconds; no number comes twice. */
public final class ShelfDaemon implements AutoCloseable {

    public static final String HOST = "Shelf";
    public static final int PLACES = 100;
    public static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Path directory;
    private final Path launcher;
    private Background process;

    private ShelfDaemon(Path directory, Path launcher, Background process) {
        this.directory = directory;
        this.launcher = launcher;
        this.process = process;
    }

    /** Where the numbers come from, and go to. */
    public record Surroundings(int trapper, int postgres, String database, String user, String password) {}

    /** Item key of a place, from 1. */
    public static String key(int place) {
        return "shelf.value[" + place + "]";
    }

    /**
     * Starts it.
     *
     * @param more lines of its configuration
     */
    public static ShelfDaemon start(Path directory, Path launcher, Surroundings surroundings, List<String> more)
            throws IOException {
        Files.createDirectories(directory.resolve("catalogue"));
        Files.writeString(directory.resolve("catalogue/template.yaml"), """
                template: {name: Shelf by Zabbix trapper, group: Templates/Applications}
                """);
        Files.writeString(directory.resolve("catalogue/shelf.yaml"), """
                groups:
                  - group: shelf
                    source: app
                    every: 10s
                    description: Numbers of which none comes twice.
                    collect:
                      sql: >-
                        SELECT n, floor(extract(epoch FROM clock_timestamp()) * 1000) * 1000 + n AS v
                        FROM generate_series(1, %d) AS n
                    discovery: {key: shelf.discovery, name: Places, macros: {"{#N}": n}}
                    items:
                      - {key: "shelf.value[{#N}]", name: "Place {#N}", value: v, type: unsigned}
                """.formatted(PLACES));
        Files.writeString(
                directory.resolve("meldkamer.yaml"),
                """
                host: %s
                server: 127.0.0.1:%d
                data: data
                socket: meldkamer.sock
                catalogue: [%s]
                sources:
                  app: {postgresql: {host: 127.0.0.1, port: %d, database: %s, user: %s, password: "%s"}}
                groups:
                  shelf: {every: %ds}
                """.formatted(
                                        HOST,
                                        surroundings.trapper(),
                                        directory.resolve("catalogue"),
                                        surroundings.postgres(),
                                        surroundings.database(),
                                        surroundings.user(),
                                        surroundings.password(),
                                        EVERY.toSeconds())
                        + String.join("\n", more)
                        + "\n");
        return new ShelfDaemon(directory, launcher, run(directory, launcher));
    }

    private static Background run(Path directory, Path launcher) throws IOException {
        return Background.start(
                directory.resolve("meldkamer.log"),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        launcher.toString(),
                        "run",
                        "--config",
                        directory.resolve("meldkamer.yaml").toString()));
    }

    /** Starts it again after it was killed. */
    public void restart() throws IOException {
        process = run(directory, launcher);
    }

    public Background process() {
        return process;
    }

    /** What it collects. */
    public Path catalogue() {
        return directory.resolve("catalogue");
    }

    public Path socket() {
        return directory.resolve("meldkamer.sock");
    }

    /** Its own figures. */
    public Map<String, String> health() throws IOException {
        try (SocketClient client = SocketClient.connect(socket(), ANSWER)) {
            if (client.ask(new Request.Health()) instanceof Reply.Health health) return health.figures();
            throw new IOException("the daemon does not say how it is");
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
