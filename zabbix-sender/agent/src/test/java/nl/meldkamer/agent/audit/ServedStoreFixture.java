package nl.meldkamer.agent.audit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import nl.meldkamer.agent.config.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An audit store that a daemon serves, and the commands that somebody gives beside it. */
abstract class ServedStoreFixture {

    @TempDir
    Path directory;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    Configuration configuration;
    AuditService service;

    /** A line of the configuration of the audit. */
    String more() {
        return "";
    }

    @BeforeEach
    void start() throws Exception {
        ReadyData.copyTo(directory.resolve("data"));
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), """
            host: club
            time-zone: Europe/Amsterdam
            server: 127.0.0.1
            data: data
            audit:
              stream: club/app
              %s
            """.formatted(more()));
        configuration = Configuration.read(file, Map.of());
        service = AuditService.start(
                configuration.audit().orElseThrow(),
                EventSpool.in(configuration.data()),
                "test",
                configuration.timeZone(),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        service.close(Duration.ofSeconds(20));
    }

    int run(String... words) {
        return new CommandLine(new AuditCommand(() -> configuration))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    static void feed(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        System.setIn(in);
    }

    String last() {
        return out.toString().lines().reduce((first, second) -> second).orElse("");
    }
}
