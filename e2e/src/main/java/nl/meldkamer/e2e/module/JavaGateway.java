package nl.meldkamer.e2e.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.meldkamer.e2e.Port;
import nl.meldkamer.sender.Frame;

/** Zabbix's own Java gateway, and what a Zabbix server asks any gateway. */
final class JavaGateway implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/zabbix-java-gateway.jar");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 1 << 20;
    private static final int ANSWER_MS = 30_000;

    private final Background process;
    private final int port;

    private JavaGateway(Background process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What items are asked with: their endpoint and their login. */
    record Items(int jmxPort, String user, String password) {

        String request(List<String> keys) throws IOException {
            return JSON.writeValueAsString(Map.of(
                    "request",
                    "java gateway jmx",
                    "jmx_endpoint",
                    "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi",
                    "username",
                    user,
                    "password",
                    password,
                    "keys",
                    keys));
        }
    }

    static boolean isThere() {
        return Files.exists(PROGRAM);
    }

    static JavaGateway start(Path directory) throws IOException {
        int port = Port.free();
        List<String> words = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-Dzabbix.listenIP=127.0.0.1",
                "-Dzabbix.listenPort=" + port,
                "-Dzabbix.startPollers=2",
                "-Dzabbix.timeout=10",
                "-jar",
                PROGRAM.toString());
        return new JavaGateway(Background.start(directory.resolve("java-gateway.log"), Map.of(), words), port);
    }

    int port() {
        return port;
    }

    Background process() {
        return process;
    }

    /** The answer of the gateway on a port. */
    static JsonNode ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream().write(Frame.plain(request.getBytes(UTF_8)));
            return JSON.readTree(Frame.read(socket.getInputStream(), LARGEST));
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
