package nl.meldkamer.sender;

import static nl.meldkamer.sender.TlsExchange.ACCEPTED;
import static nl.meldkamer.sender.TlsExchange.KEY;
import static nl.meldkamer.sender.TlsExchange.assertNotSent;
import static nl.meldkamer.sender.TlsExchange.packetFor;
import static nl.meldkamer.sender.TlsExchange.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.testing.CertificateAuthority;
import nl.meldkamer.sender.testing.FakeTrapper;
import nl.meldkamer.sender.testing.ServerSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pre-shared keys. */
@Timeout(60)
class TlsPskTest {

    @TempDir
    private Path folder;

    @Test
    void aPreSharedKeyIsEnoughInBothVersions() {
        for (ServerSecurity security : List.of(ServerSecurity.psk12("me", KEY), ServerSecurity.psk13("me", KEY))) {
            try (FakeTrapper trapper = FakeTrapper.start(security)) {
                assertThat(send(trapper, TlsSettings.psk("me", KEY))).isEqualTo(ACCEPTED);
                assertThat(trapper.requests()).hasSize(1);
            }
        }
    }

    @Test
    void aWrongKeyOrIdentityIsNotSent() {
        for (ServerSecurity security : List.of(ServerSecurity.psk12("me", KEY), ServerSecurity.psk13("me", KEY))) {
            try (FakeTrapper trapper = FakeTrapper.start(security)) {
                assertThat(send(trapper, TlsSettings.psk("you", KEY))).isInstanceOf(Outcome.NotSent.class);
                assertThat(send(trapper, TlsSettings.psk("me", KEY.replace('0', '1'))))
                        .isInstanceOf(Outcome.NotSent.class);
                assertThat(trapper.requests()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatHangsUpDuringTheHandshakeIsSaidToHaveDoneSo() {
        try (FakeTrapper trapper = FakeTrapper.start((in, out, received) -> readRecord(in))) {
            assertNotSent(trapper, TlsSettings.psk("me", KEY), "the server ended the connection during it");
        }
    }

    @Test
    void theIdentityBelongsToTheHost() {
        Map<String, TlsSettings> byHost =
                Map.of("mine", TlsSettings.psk("me", KEY), "yours", TlsSettings.psk("you", KEY));
        try (FakeTrapper trapper = FakeTrapper.start(ServerSecurity.psk12("me", KEY))) {
            TrapperSender sender =
                    new TrapperSender(TrapperConfig.to(trapper.address()).withTlsByHost(byHost::get));
            assertThat(sender.send(packetFor("mine"))).isEqualTo(ACCEPTED);
            assertThat(sender.send(packetFor("yours"))).isInstanceOf(Outcome.NotSent.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0123456789abcdef0123456789abcdef, has 0",
        "me, 0123456789abcdef0123456789abcde, has 31",
        "me, 0123456789abcdef0123456789abcd, has 30",
        "me, 0123456789abcdef0123456789abcdeg, other characters",
    })
    void anIdentityOrKeyThatZabbixWouldNotTakeIsRefusedAndNotShown(String identity, String key, String message) {
        assertThatThrownBy(() -> TlsSettings.psk(identity, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(key);
    }

    @Test
    void theBoundsOfIdentityAndKeyAreThoseOfZabbix() {
        assertThat(TlsSettings.psk("\uD83D\uDE00".repeat(128), "ab".repeat(256)))
                .hasToString("PSK with identity '" + "\uD83D\uDE00".repeat(128) + "'");
        assertThatThrownBy(() -> TlsSettings.psk("x".repeat(129), KEY)).hasMessageContaining("129");
        assertThatThrownBy(() -> TlsSettings.psk("x", "ab".repeat(257))).hasMessageContaining("514");
    }

    @Test
    void aKeyIsReadFromAFile() throws IOException {
        try (FakeTrapper trapper = FakeTrapper.start(ServerSecurity.psk12("me", KEY))) {
            assertThat(send(trapper, TlsSettings.psk("me", CertificateAuthority.write(folder, "psk", KEY + "\n"))))
                    .isEqualTo(ACCEPTED);
        }
        Path wrong = CertificateAuthority.write(folder, "psk.wrong", "secret");
        assertThatThrownBy(() -> TlsSettings.psk("me", wrong))
                .hasMessageContaining("psk.wrong")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> TlsSettings.psk("me", folder.resolve("none"))).hasMessageContaining("does not exist");
    }

    /** All that came, lest closing becomes a reset. */
    private static void readRecord(InputStream in) throws IOException {
        byte[] header = in.readNBytes(5);
        in.readNBytes(Byte.toUnsignedInt(header[3]) << 8 | Byte.toUnsignedInt(header[4]));
    }
}
