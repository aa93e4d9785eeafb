package nl.meldkamer.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The file of the socket: whose it is, what lay there before, and that it goes. */
class SocketFileTest extends SocketServerFixture {

    @Test
    void theFileIsForOwnerAndGroup() throws IOException {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-rw----");
    }

    @Test
    void whatAKilledDaemonLeftBehindIsReplaced() throws IOException {
        Path stale = path();
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        open();
        isServed();
    }

    @Test
    void aSocketThatADaemonListensOnIsRefused() throws IOException {
        open();
        assertThatThrownBy(() -> SocketServer.open(path(), handler(), Peers.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another daemon listens on " + path());
        isServed();
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(path(), "precious");
        assertThatThrownBy(() -> SocketServer.open(path(), handler(), Peers.DEFAULT))
                .hasMessageContaining("is no socket");
        assertThat(path()).content().isEqualTo("precious");
    }

    @Test
    void aPathThatIsTooLongSaysWhatToDo() {
        assertThatThrownBy(() -> SocketServer.open(directory.resolve("x".repeat(108)), handler(), Peers.DEFAULT))
                .hasMessageContaining("set 'socket' to a shorter one");
    }

    @Test
    void closingEndsIdleConnectionsAndTakesTheFileAway() throws IOException {
        open();
        try (SocketClient idle = client()) {
            idle.ask(new Request.Health());
            assertThat(server.orElseThrow().close(Duration.ofSeconds(10))).isTrue();
            assertThat(path()).doesNotExist();
            assertThatThrownBy(() -> idle.ask(new Request.Health())).isInstanceOf(IOException.class);
        }
    }
}
