package nl.meldkamer.audit.tail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server of the system's packages, in a directory and on a port of its own, for the tests of one class. Root runs it
 * as the account that the package made, since the databases refuse to run as root.
 */
abstract class RealServer implements BeforeAllCallback, AfterAllCallback {

    private final String account;
    private final int port = freePort();
    private Path directory;
    private Process process;

    RealServer(String account) {
        this.account = account;
    }

    abstract void install();

    abstract List<String> command();

    abstract boolean answers();

    String stopSignal() {
        return "TERM";
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("meldkamer-audit-" + account);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (isRoot()) run(List.of("chown", account, directory.toString()));
        install();
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    final void start() {
        process = launch(unprivileged(command()));
        await().atMost(30, SECONDS).pollDelay(java.time.Duration.ZERO).until(this::isUp);
    }

    final void stop() {
        run(List.of("kill", "-" + stopSignal(), Long.toString(process.pid())));
        await().atMost(30, SECONDS).until(() -> !process.isAlive());
    }

    final int port() {
        return port;
    }

    final Path directory() {
        return directory;
    }

    /** Runs a program of the package to its end, as the server's account. */
    final void runAsAccount(List<String> command) {
        run(unprivileged(command));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUp() {
        if (!process.isAlive()) throw new IllegalStateException("the server ended; see " + log());
        return answers();
    }

    private void run(List<String> command) {
        Process tool = launch(command);
        int code = tool.onExit().join().exitValue();
        if (code != 0) throw new IllegalStateException(command + " ended with " + code + "; see " + log());
    }

    private Process launch(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return directory.resolve("log.txt");
    }

    private List<String> unprivileged(List<String> command) {
        if (!isRoot()) return command;
        List<String> whole =
                new ArrayList<>(List.of("setpriv", "--reuid=" + account, "--regid=" + account, "--clear-groups"));
        whole.addAll(command);
        return whole;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
