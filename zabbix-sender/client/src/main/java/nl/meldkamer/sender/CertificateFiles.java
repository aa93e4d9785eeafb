package nl.meldkamer.sender;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What TLS with certificates needs, in PEM files as a Zabbix agent takes them.
 *
 * @param ca TLSCAFile: certificates of the authorities that are trusted
 * @param crl TLSCRLFile: revocation lists; when given, one must be there for every authority of a chain
 * @param certificate TLSCertFile: the certificate to show, followed by those between it and the authority
 * @param key TLSKeyFile: its private key, RSA or EC, not encrypted: PKCS #8 ("PRIVATE KEY") or, for RSA, PKCS #1
 * @param serverIssuer TLSServerCertIssuer: what the issuer of the server's certificate must be, as a string of RFC 4514
 *     with the most specific part first, compared character by character as Zabbix does
 * @param serverSubject TLSServerCertSubject: likewise its subject
 * @param checkHostName whether the certificate must name the host that is connected to; Zabbix never checks that
 */
public record CertificateFiles(
        Path ca,
        Optional<Path> crl,
        Path certificate,
        Path key,
        Optional<String> serverIssuer,
        Optional<String> serverSubject,
        boolean checkHostName) {

    public CertificateFiles {
        requireNonNull(ca, "ca is null");
        requireNonNull(crl, "crl is null");
        requireNonNull(certificate, "certificate is null");
        requireNonNull(key, "key is null");
        requireNonNull(serverIssuer, "serverIssuer is null");
        requireNonNull(serverSubject, "serverSubject is null");
    }

    public static CertificateFiles of(Path ca, Path certificate, Path key) {
        return new CertificateFiles(ca, Optional.empty(), certificate, key, Optional.empty(), Optional.empty(), false);
    }

    public CertificateFiles withCrl(Path file) {
        return new CertificateFiles(
                ca, Optional.of(file), certificate, key, serverIssuer, serverSubject, checkHostName);
    }

    public CertificateFiles withServerIssuer(String name) {
        return new CertificateFiles(ca, crl, certificate, key, Optional.of(name), serverSubject, checkHostName);
    }

    public CertificateFiles withServerSubject(String name) {
        return new CertificateFiles(ca, crl, certificate, key, serverIssuer, Optional.of(name), checkHostName);
    }

    public CertificateFiles withHostNameCheck() {
        return new CertificateFiles(ca, crl, certificate, key, serverIssuer, serverSubject, true);
    }
}
