package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.meldkamer.sender.testing.CertificateAuthority;
import nl.meldkamer.sender.testing.CertificateAuthority.Issued;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands under {@code server} and {@code servers}. */
class ServersTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void oneServerHasTheNameThatTheSpoolAlwaysGaveIt() throws IOException {
        assertThat(read("server: [one, 'two:10052']")).singleElement().satisfies(server -> {
            assertThat(server.name()).isEqualTo("zabbix");
            assertThat(server.addresses()).containsExactly(new Address("one", 10051), new Address("two", 10052));
            assertThat(server.tls().of("any")).hasToString("unencrypted");
            assertThat(server.api()).isEmpty();
        });
    }

    @Test
    void aSiteWhoseZabbixAsksHasNoServerWhenItSaysSo() throws IOException {
        assertThat(read("server: none")).isEmpty();
        assertThat(problemsOf("time-zone: Europe/Amsterdam"))
                .singleElement()
                .asString()
                .contains("key 'server' is missing: write host:port of the Zabbix server, or 'none'");
    }

    @Test
    void severalServersHaveNamesAndKeepTheirOrder() throws IOException {
        assertThat(read("servers:\n  zabbix: here\n  head-office: {address: [a, b], timeout: 5s}"))
                .extracting(ZabbixServer::name)
                .containsExactly("zabbix", "head-office");
        assertThat(read("servers: {other: {address: [a, b], timeout: 5s}}")
                        .get(0)
                        .trapper())
                .satisfies(trapper -> {
                    assertThat(trapper.addresses()).hasSize(2);
                    assertThat(trapper.timeLimit()).isEqualTo(Duration.ofSeconds(5));
                });
    }

    @Test
    void serverAndServersTogetherAreRefused() {
        assertThat(problemsOf("server: here\nservers: {other: there}"))
                .containsExactly("2: server: stands beside 'servers'; make it one of them, with a name of its own");
    }

    @Test
    void serversThatNameNoneAreRefused() {
        assertThat(problemsOf("servers: {}"))
                .containsExactly("2: servers: names no server; write NAME: host:port, a line for each");
        assertThat(problemsOf("servers: {zabbix: }"))
                .containsExactly("2: servers.zabbix: names no address; write host:port");
    }

    @Test
    void aPreSharedKeyComesFromAFileBesideTheConfiguration() throws IOException {
        secret("linde.psk", KEY + "\n");
        assertThat(read("server: {address: here, tls: {psk: {identity: linde, file: linde.psk}}}"))
                .singleElement()
                .satisfies(server -> assertThat(server.tls().of("any")).hasToString("PSK with identity 'linde'"));
    }

    @Test
    void aPreSharedKeyMayBeASecret() throws IOException {
        List<ZabbixServer> read = read("server: {address: here, tls: {psk: {identity: linde, key: '" + KEY + "'}}}");
        assertThat(read.get(0).tls().of("any")).hasToString("PSK with identity 'linde'");
        assertThat(read.toString()).doesNotContain(KEY);
    }

    @Test
    void aPreSharedKeyThatIsNoneIsNamedAndNotShown() throws IOException {
        secret("linde.psk", "secret");
        assertThat(problemsOf("server:\n  address: here\n  tls:\n    psk: {identity: linde, file: linde.psk}"))
                .containsExactly("5: server.tls.psk: " + folder.resolve("linde.psk")
                        + ": a PSK has 32 to 512 hexadecimal digits, an even number; this one has 6");
        assertThat(problemsOf("server: {address: here, tls: {psk: {identity: linde, key: secret}}}"))
                .singleElement()
                .asString()
                .contains("server.tls.psk: a PSK has 32")
                .doesNotContain("secret");
    }

    @Test
    void aPreSharedKeyInBothPlacesOrNoneIsRefused() {
        String expected = "2: server.tls.psk: must have one of: file, with the path of the key, or key";
        assertThat(problemsOf("server: {address: here, tls: {psk: {identity: linde}}}"))
                .containsExactly(expected);
        assertThat(problemsOf("server: {address: here, tls: {psk: {identity: i, file: f, key: " + KEY + "}}}"))
                .containsExactly(expected);
    }

    @Test
    void certificatesAreReadWithTheirRules() throws IOException {
        CertificateAuthority authority = CertificateAuthority.named("CN=Authority");
        Issued own = authority.issue("CN=linde", "RSA");
        CertificateAuthority.write(folder, "ca.pem", CertificateAuthority.pem(authority.certificate()));
        CertificateAuthority.write(folder, "own.pem", CertificateAuthority.pem(own.certificate()));
        CertificateAuthority.write(folder, "own.key", CertificateAuthority.pem(own.key()));
        assertThat(read("""
                        server:
                          address: here
                          tls:
                            certificate: {ca: ca.pem, cert: own.pem, key: own.key, server-subject: 'CN=zabbix',
                                          server-issuer: 'CN=Authority'}"""))
                .singleElement()
                .satisfies(server ->
                        assertThat(server.tls().of("any")).hasToString("certificate " + folder.resolve("own.pem")));
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        assertThat(problemsOf("server: {address: here, tls: {certificate: {ca: ca.pem, cert: own.pem, key: own.key}}}"))
                .containsExactly("2: server.tls.certificate: " + folder.resolve("ca.pem") + " does not exist");
    }

    @Test
    void whatACertificateLacksIsNamed() {
        assertThat(problemsOf("server: {address: here, tls: {certificate: {ca: ca.pem, kee: own.key}}}"))
                .contains(
                        "2: server.tls.certificate: key 'cert' is missing",
                        "2: server.tls.certificate: key 'key' is missing",
                        "2: server.tls.certificate.kee: unknown key 'kee'; did you mean 'key'?");
    }

    @Test
    void tlsOfBothKindsOrNoneIsRefused() {
        assertThat(problemsOf("server: {address: here, tls: {}}"))
                .containsExactly("2: server.tls: must have one of: certificate, psk");
    }

    @Test
    void theApiHasAnAddressAndASecretToken() throws IOException {
        List<ZabbixServer> read =
                read("server: {address: here, api: {url: 'https://z.example/api_jsonrpc.php', token: s3cret}}");
        assertThat(read.get(0).api()).hasValueSatisfying(api -> {
            assertThat(api.url()).hasToString("https://z.example/api_jsonrpc.php");
            assertThat(api.token().reveal()).isEqualTo("s3cret");
        });
        assertThat(read.toString()).doesNotContain("s3cret");
    }

    @Test
    void anAddressThatIsNotTheApisSaysWhatToWrite() {
        assertThat(problemsOf("server: {address: here, api: {url: 'z.example', token: t}}"))
                .containsExactly("2: server.api.url: is not the address of the API; write"
                        + " https://zabbix.example/api_jsonrpc.php");
    }

    @Test
    void aTimeLimitHasBounds() {
        assertThat(problemsOf("server: {address: here, timeout: 1h}"))
                .containsExactly("2: server.timeout: must be from 1s to 10m");
    }

    private List<ZabbixServer> read(String text) throws IOException {
        secret("meldkamer.yaml", "host: linde\n" + text + "\n");
        return Configuration.read(folder.resolve("meldkamer.yaml"), Map.of()).servers();
    }

    /** Each as {@code line: key: message}. */
    private List<String> problemsOf(String text) {
        try {
            read(text);
        } catch (InvalidDocumentException e) {
            return e.problems().stream()
                    .map(problem ->
                            problem.toString().substring(folder.toString().length() + "/meldkamer.yaml:".length()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was taken as valid");
    }

    private void secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void aHostMayHaveAKeyOfItsOwn() throws IOException {
        secret("roos.psk", KEY);
        List<ZabbixServer> read = read("server: {address: here, tls: {psk: {identity: linde, key: '" + KEY
                + "'}, hosts: {De Roos: {psk: {identity: roos, file: roos.psk}}}}}");
        assertThat(read.get(0).tls().of("De Roos")).hasToString("PSK with identity 'roos'");
        assertThat(read.get(0).tls().of("De Linde")).hasToString("PSK with identity 'linde'");
    }

    @Test
    void onlySomeHostsMayHaveTls() throws IOException {
        List<ZabbixServer> read =
                read("server: {address: here, tls: {hosts: {De Roos: {psk: {identity: roos, key: '" + KEY + "'}}}}}");
        assertThat(read.get(0).tls().of("De Roos")).hasToString("PSK with identity 'roos'");
        assertThat(read.get(0).tls().of("De Linde")).hasToString("unencrypted");
    }

    @Test
    void theKeysOfHostsAreCheckedToo() throws IOException {
        assertThat(problemsOf("server: {address: here, tls: {hosts: {De Roos: {}}}}"))
                .containsExactly("2: server.tls.hosts.De Roos: must have one of: certificate, psk");
        assertThat(problemsOf("server: {address: here, tls: {hosts: {}}}")).hasSize(1);
    }
}
