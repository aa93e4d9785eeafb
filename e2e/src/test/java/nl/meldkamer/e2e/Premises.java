package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** What a site has beside its database: a log of requests that grows, backups, a configuration, and a page that answers. */
final class Premises implements AutoCloseable {

    private static final int LINES_PER_SECOND = 5;

    private final Path directory;
    private final Clock clock;
    private final HttpServer site;
    private final Timer visitors = new Timer("visitors", true);
    private int lines;

    private Premises(Path directory, Clock clock) throws IOException {
        this.directory = directory;
        this.clock = clock;
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    static Premises open(Path directory, Clock clock) throws IOException {
        Premises premises = new Premises(directory, clock);
        premises.start();
        return premises;
    }

    private void start() throws IOException {
        Files.createDirectories(directory.resolve("backups"));
        for (String kind : List.of("database.sql.gz", "files.tar", "private-files.tar", "site_config_backup.json"))
            Files.writeString(directory.resolve("backups/20260101_000000-linde-" + kind), "a backup");
        Files.writeString(directory.resolve("site_config.json"), "{\"maintenance_mode\": 0, \"db_password\": \"x\"}");
        site.createContext("/", exchange -> {
            byte[] pong = "{\"message\":\"pong\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, pong.length);
            exchange.getResponseBody().write(pong);
            exchange.close();
        });
        site.start();
        log();
        visitors.scheduleAtFixedRate(
                new TimerTask() {
                    @Override
                    public void run() {
                        logQuietly();
                    }
                },
                1000,
                1000);
    }

    /** Lines of YAML below {@code sources:}. */
    List<String> sources() {
        return List.of(
                "requests: {monitor-log: {file: " + directory.resolve("monitor.json.log")
                        + ", site: linde.example, slow: 2s, pages: [membership]}}",
                "backup: {files: {directory: " + directory.resolve("backups") + "}}",
                "site: {json-file: {file: " + directory.resolve("site_config.json") + "}}",
                "web: {http: {url: \"http://127.0.0.1:" + site.getAddress().getPort() + "/\", expect: pong}}");
    }

    private void logQuietly() {
        try {
            log();
        } catch (IOException directoryIsGone) {
            visitors.cancel();
        }
    }

    private void log() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES_PER_SECOND; i++) text.append(line(lines++)).append('\n');
        Files.writeString(
                directory.resolve("monitor.json.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String line(int number) {
        String what = number % 4 == 0
                ? "\"transaction_type\":\"job\",\"job\":{\"method\":\"dues\",\"scheduled\":true,\"wait\":5000}"
                : "\"transaction_type\":\"request\",\"request\":{\"ip\":\"203.0.113.7\",\"method\":\"GET\","
                        + "\"path\":\"/membership\",\"response_length\":512,\"status_code\":"
                        + (number % 50 == 1 ? 500 : 200) + "}";
        return "{\"duration\":" + (20_000 + number % 7 * 400_000) + "," + what
                + ",\"site\":\"linde.example\",\"timestamp\":\""
                + LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .toString()
                        .replace('T', ' ')
                + "\",\"uuid\":\"u" + number + "\"}";
    }

    @Override
    public void close() {
        visitors.cancel();
        site.stop(0);
    }
}
