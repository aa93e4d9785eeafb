package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.agent.socket.Confirmations;
import nl.meldkamer.agent.socket.Knowledge;
import nl.meldkamer.agent.socket.LatestValues;
import nl.meldkamer.agent.socket.Peers;
import nl.meldkamer.agent.socket.RequestHandler;
import nl.meldkamer.agent.socket.SocketServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatusCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws IOException {
        Files.write(
                directory.resolve("meldkamer.yaml"),
                List.of(
                        "host: h",
                        "time-zone: UTC",
                        "server: 127.0.0.1",
                        "data: data",
                        "socket: s.sock",
                        "sources: {}"));
    }

    private int status() {
        CommandLine command = Meldkamer.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(
                "status", "-c", directory.resolve("meldkamer.yaml").toString());
    }

    @Test
    void theDaemonsFiguresArePrintedOneToALine() throws IOException {
        InstantSource clock = InstantSource.system();
        RequestHandler handler = new RequestHandler(
                samples -> {},
                () -> Map.of("delivery.zabbix.waiting", "7"),
                new Stamps(clock),
                new Knowledge("1", new LatestValues("h", clock), new Confirmations()));
        SocketServer server = SocketServer.open(directory.resolve("s.sock"), handler, Peers.DEFAULT);
        try {
            assertThat(status()).isZero();
        } finally {
            server.close();
        }
        assertThat(out.toString()).isEqualTo("delivery.zabbix.waiting 7\n");
    }

    @Test
    void withoutADaemonItNamesTheSocketAndExitsWithOne() {
        assertThat(status()).isEqualTo(1);
        assertThat(err.toString()).contains("no daemon answers on " + directory.resolve("s.sock"));
    }
}
