package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.meldkamer.sender.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsOptionsTest {
    @TempDir
    Path directory;

    @Test
    void withoutOptionsThereIsNoTls() throws Exception {
        assertThat(read("")).isSameAs(TlsSettings.unencrypted());
        assertThat(read("TLSConnect=unencrypted\n")).isSameAs(TlsSettings.unencrypted());
    }

    @Test
    void aKeyInTheFileOfTheAgentIsUsedWithItsIdentity() throws Exception {
        Path key = Files.writeString(directory.resolve("psk"), "0123456789abcdef".repeat(4) + "\n");

        assertThat(read("TLSConnect=psk\nTLSPSKIdentity=me\nTLSPSKFile=" + key)).hasToString("PSK with identity 'me'");
        assertThat(read("TLSConnect=psk\nTLSPSKIdentity=me\nTLSPSKFile=" + key, "--tls-psk-identity", "other"))
                .hasToString("PSK with identity 'other'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tls-connect tls|option \"--tls-connect\": unencrypted, psk or cert is expected, not \"tls\"",
                "--tls-connect psk --tls-psk-identity a|the TLS mode needs --tls-psk-file or TLSPSKFile",
                "--tls-connect psk --tls-psk-file f|the TLS mode needs --tls-psk-identity or TLSPSKIdentity",
                "--tls-connect cert|the TLS mode needs --tls-cert-file or TLSCertFile",
                "--tls-connect cert --tls-cert-file f|the TLS mode needs --tls-ca-file or TLSCAFile",
                "--tls-ca-file f|option \"--tls-ca-file\": is given, but neither --tls-connect nor TLSConnect",
                "--tls-cipher AES|option \"--tls-cipher\": the cipher suites can't be chosen; leave it out",
                "--tls-cipher13 AES|option \"--tls-cipher13\": the cipher suites can't be chosen; leave it out",
            })
    void whatDoesNotFitIsNamed(String options, String complaint) {
        assertThatThrownBy(() -> read("", options.split(" ")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(complaint);
    }

    @Test
    void aFileThatIsOfNoUseIsNamedWithWhereItIsSet() throws IOException {
        Path key = Files.writeString(directory.resolve("psk"), "not a key, and not to be shown");
        assertThatThrownBy(() -> read("TLSConnect=psk\nTLSPSKIdentity=me\nTLSPSKFile=" + key))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("x.conf line 3, TLSPSKFile: " + key)
                .hasMessageNotContaining("not to be shown");

        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> read(
                        "", "--tls-connect", "psk", "--tls-psk-identity", "me", "--tls-psk-file", missing.toString()))
                .hasMessageContaining("option \"--tls-psk-file\"")
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> read("TLSConnect=cert\nTLSCAFile=%s\nTLSCertFile=%s\nTLSKeyFile=%s"
                        .formatted(missing, missing, missing)))
                .hasMessageContaining("x.conf line 3, TLSCertFile")
                .hasMessageContaining(missing.toString());
    }

    private static TlsSettings read(String conf, String... options) throws InvalidSettingsException {
        return TlsOptions.read(new Sources(Arguments.parse(options), AgentdConf.parse(conf.getBytes(UTF_8), "x.conf")));
    }
}
