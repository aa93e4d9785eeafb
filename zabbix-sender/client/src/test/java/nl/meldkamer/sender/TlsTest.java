package nl.meldkamer.sender;

import static nl.meldkamer.sender.TlsExchange.ACCEPTED;
import static nl.meldkamer.sender.TlsExchange.KEY;
import static nl.meldkamer.sender.TlsExchange.assertNotSent;
import static nl.meldkamer.sender.TlsExchange.packetFor;
import static nl.meldkamer.sender.TlsExchange.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import nl.meldkamer.sender.testing.Behaviour;
import nl.meldkamer.sender.testing.CertificateAuthority;
import nl.meldkamer.sender.testing.FakeTrapper;
import nl.meldkamer.sender.testing.ServerSecurity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates, and what is true of every kind of TLS. */
@Timeout(60)
class TlsTest {

    @TempDir
    private static Path folder;

    private static CertificateAuthority authority;
    private static CertificateAuthority.Issued server;
    private static CertificateFiles files;

    @BeforeAll
    static void issueCertificates() {
        authority = CertificateAuthority.named("C=NL,O=Test,CN=Authority");
        server = authority.issue("C=NL,O=Test\\, and more,OU=a\\=b,CN=server", "RSA");
        CertificateAuthority.Issued client = authority.issue("C=NL,CN=client", "RSA");
        files = CertificateFiles.of(
                write("ca.pem", CertificateAuthority.pem(authority.certificate())),
                write("client.pem", CertificateAuthority.pem(client.certificate())),
                write("client.key", pkcs8(client.key())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificatesOnBothSidesAreEnough(String version) throws IOException {
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity(version))) {
            assertThat(send(trapper, TlsSettings.certificate(files))).isEqualTo(ACCEPTED);
            assertThat(trapper.requests()).hasSize(1);
            await().untilAsserted(() -> assertThat(trapper.failures()).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anAnswerEndsTheExchangeThoughTheServerKeepsTheConnection(String version) throws IOException {
        Behaviour staying = (in, out, received) -> {
            Behaviour.accepting().serve(in, out, received);
            out.flush();
            in.readAllBytes();
        };
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity(version), staying)) {
            long start = System.nanoTime();
            assertThat(send(trapper, TlsSettings.certificate(files))).isEqualTo(ACCEPTED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatRefusesOurCertificateHasReadNothing(String version) throws IOException {
        CertificateAuthority other = CertificateAuthority.named("CN=Other");
        CertificateAuthority.Issued stranger = other.issue("CN=stranger", "RSA");
        CertificateFiles strange = CertificateFiles.of(
                files.ca(),
                write("stranger.pem", CertificateAuthority.pem(stranger.certificate())),
                write("stranger.key", pkcs8(stranger.key())));
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity(version))) {
            assertThat(send(trapper, TlsSettings.certificate(strange))).isInstanceOf(Outcome.NotSent.class);
            assertThat(trapper.requests()).isEmpty();
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotSentTo() throws IOException {
        CertificateAuthority other = CertificateAuthority.named("CN=Other");
        CertificateFiles distrusting = CertificateFiles.of(
                write("other.pem", CertificateAuthority.pem(other.certificate())), files.certificate(), files.key());
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity("TLSv1.3"))) {
            assertNotSent(trapper, TlsSettings.certificate(distrusting), "certification path");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void keysOfBothKindsAreRead(String algorithm) throws IOException {
        CertificateAuthority.Issued client = authority.issue("CN=other client", algorithm);
        CertificateFiles own = CertificateFiles.of(
                files.ca(),
                write(algorithm + ".pem", "some text\n" + CertificateAuthority.pem(client.certificate())),
                write(algorithm + ".key", pkcs8(client.key())));
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity("TLSv1.3"))) {
            assertThat(send(trapper, TlsSettings.certificate(own))).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void anRsaKeyInPkcs1IsRead() throws IOException {
        CertificateAuthority.Issued client = authority.issue("CN=old client", "RSA");
        String pkcs1 = CertificateAuthority.pem(client.key());
        assertThat(pkcs1).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        CertificateFiles own = CertificateFiles.of(
                files.ca(),
                write("pkcs1.pem", CertificateAuthority.pem(client.certificate())),
                write("pkcs1.key", pkcs1));
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity("TLSv1.2"))) {
            assertThat(send(trapper, TlsSettings.certificate(own))).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aRevokedServerIsNotSentTo() throws IOException {
        CertificateFiles clean = files.withCrl(write("clean.crl", authority.revocationList()));
        CertificateFiles revoking =
                files.withCrl(write("revoking.crl", authority.revocationList(server.certificate())));
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity("TLSv1.2"))) {
            assertThat(send(trapper, TlsSettings.certificate(clean))).isEqualTo(ACCEPTED);
            assertNotSent(trapper, TlsSettings.certificate(revoking), "revo");
        }
    }

    @Test
    void issuerAndSubjectAreComparedAsZabbixWritesThem() throws IOException {
        CertificateFiles right = files.withServerIssuer("CN=Authority,O=Test,C=NL")
                .withServerSubject("CN=server,OU=a=b,O=Test\\, and more,C=NL");
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity("TLSv1.3"))) {
            assertThat(send(trapper, TlsSettings.certificate(right))).isEqualTo(ACCEPTED);
            assertNotSent(
                    trapper,
                    TlsSettings.certificate(right.withServerIssuer("C=NL,O=Test,CN=Authority")),
                    "has the issuer 'CN=Authority,O=Test,C=NL'");
            assertNotSent(
                    trapper,
                    TlsSettings.certificate(right.withServerSubject("CN=Server,OU=a=b,O=Test\\, and more,C=NL")),
                    "has the subject");
        }
    }

    @Test
    void theHostNameIsCheckedOnlyWhenAsked() throws IOException {
        try (FakeTrapper trapper = FakeTrapper.start(certificateSecurity("TLSv1.3"))) {
            assertNotSent(trapper, TlsSettings.certificate(files.withHostNameCheck()), "127.0.0.1");
        }
    }

    @Test
    void aMistakeInAFileNamesTheFile() {
        Path nothing = folder.resolve("nothing.pem");
        assertFault(CertificateFiles.of(nothing, files.certificate(), files.key()), "nothing.pem does not exist");
        assertFault(
                CertificateFiles.of(files.key(), files.certificate(), files.key()), "client.key holds no CERTIFICATE");
        assertFault(CertificateFiles.of(files.ca(), files.certificate(), files.ca()), "ca.pem holds no PRIVATE KEY");
        assertFault(files.withCrl(files.ca()), "ca.pem holds no X509 CRL");
        assertFault(
                CertificateFiles.of(files.ca(), files.ca(), files.key()), "client.key is not the key of " + files.ca());
        Path damaged = write("damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertFault(CertificateFiles.of(damaged, files.certificate(), files.key()), "damaged.pem is damaged");
        Path locked = write(
                "locked.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertFault(CertificateFiles.of(files.ca(), files.certificate(), locked), "openssl pkcs8");
    }

    @Test
    void aHandshakeThatStallsEndsAtTheTimeLimitAndIsNotSent() throws IOException {
        for (TlsSettings tls : List.of(TlsSettings.certificate(files), TlsSettings.psk("me", KEY))) {
            try (FakeTrapper trapper = FakeTrapper.start((in, out, received) -> in.readAllBytes())) {
                TrapperConfig config =
                        TrapperConfig.to(trapper.address()).withTls(tls).withTimeLimit(Duration.ofMillis(300));
                assertThat(new TrapperSender(config).send(packetFor("host"))).isInstanceOf(Outcome.NotSent.class);
            }
        }
    }

    @Test
    void aServerWithoutTlsIsNotSentTo() throws IOException {
        for (TlsSettings tls : List.of(TlsSettings.certificate(files), TlsSettings.psk("me", KEY))) {
            try (FakeTrapper trapper = FakeTrapper.start(Behaviour.raw("ZBXD".getBytes(StandardCharsets.UTF_8)))) {
                assertThat(send(trapper, tls)).isInstanceOf(Outcome.NotSent.class);
            }
        }
    }

    private static void assertFault(CertificateFiles files, String message) {
        assertThatThrownBy(() -> TlsSettings.certificate(files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static ServerSecurity certificateSecurity(String version) {
        return ServerSecurity.certificate(authority.serverContext(server), version);
    }

    private static String pkcs8(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static Path write(String file, String text) {
        return CertificateAuthority.write(folder, file, text);
    }
}
