package nl.meldkamer.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** TLS with a pre-shared key. */
final class PskSettings extends TlsSettings {

    private static final int LONGEST_IDENTITY = 128;
    private static final int FEWEST_DIGITS = 32;
    private static final int MOST_DIGITS = 512;

    private final String identity;
    private final byte[] key;

    private PskSettings(String identity, byte[] key) {
        this.identity = identity;
        this.key = key;
        PskHandshake.rehearse(identity.getBytes(UTF_8), key);
    }

    static PskSettings of(String identity, String key) {
        int characters = identity.codePointCount(0, identity.length());
        if (characters < 1 || characters > LONGEST_IDENTITY)
            throw new IllegalArgumentException("a PSK identity has 1 to 128 characters, this one has " + characters);
        if (key.length() < FEWEST_DIGITS || key.length() > MOST_DIGITS || key.length() % 2 != 0)
            throw new IllegalArgumentException(
                    "a PSK has 32 to 512 hexadecimal digits, an even number; this one has " + key.length());
        return new PskSettings(identity, bytes(key));
    }

    static PskSettings read(String identity, Path file) throws IOException {
        String key = TextFile.read(file).strip();
        try {
            return of(identity, key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    Connection secure(Wire wire, Address peer) throws IOException {
        return PskHandshake.over(wire, identity.getBytes(UTF_8), key);
    }

    @Override
    public String toString() {
        return "PSK with identity '" + identity + "'";
    }

    private static byte[] bytes(String key) {
        try {
            return HexFormat.of().parseHex(key);
        } catch (IllegalArgumentException e) {
            // The cause quotes the digit that is none; of a secret not even that is shown.
            throw new IllegalArgumentException("a PSK is written in hexadecimal digits; this one has other characters");
        }
    }
}
