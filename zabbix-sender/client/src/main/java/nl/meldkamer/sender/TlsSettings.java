package nl.meldkamer.sender;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How the connections of a host are secured. Everything is read and checked when the settings are made, so that a
 * mistake shows at start and not with the first value; files that change later are not read again. Immutable and
 * thread-safe. {@link #toString} shows no secret.
 */
public abstract sealed class TlsSettings permits UnencryptedSettings, CertificateSettings, PskSettings {

    TlsSettings() {}

    /** No TLS. */
    public static TlsSettings unencrypted() {
        return UnencryptedSettings.INSTANCE;
    }

    /**
     * TLS 1.2 or 1.3 with certificates on both sides.
     *
     * @throws IOException when a file cannot be read or does not hold what it should; the message names it
     */
    public static TlsSettings certificate(CertificateFiles files) throws IOException {
        return CertificateSettings.read(files);
    }

    /**
     * TLS 1.2 or 1.3 with a pre-shared key. Needs BouncyCastle's bctls on the class path.
     *
     * @param identity 1 to 128 characters, not secret
     * @param key 32 to 512 hexadecimal digits
     * @throws IllegalArgumentException when one is not so; the message does not show the key
     */
    public static TlsSettings psk(String identity, String key) {
        return PskSettings.of(identity, key);
    }

    /**
     * As {@link #psk(String, String)}, the key being all that the file holds, save white space around it.
     *
     * @throws IOException when the file cannot be read
     */
    public static TlsSettings psk(String identity, Path keyFile) throws IOException {
        return PskSettings.read(identity, keyFile);
    }

    /** Does the handshake; on failure the wire is left to the caller to close. */
    abstract Connection secure(Wire wire, Address peer) throws IOException;
}
