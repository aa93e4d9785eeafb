package nl.meldkamer.audit.privacy;

import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.SecretKey;

/**
 * Names for personal values by which they can be searched and not read: HMAC-SHA-256 under a key of the tenant. A bare
 * hash would not do, since all Dutch account numbers can be tried. Immutable.
 */
public final class BlindIndex {

    private final SecretKey key;

    BlindIndex(SecretKey key) {
        this.key = key;
    }

    /** Of an account number in any notation; text that is none is indexed as it stands, without blanks. */
    public String account(String text) {
        return of("account", Iban.parse(text).map(Iban::characters).orElseGet(() -> normal(text)));
    }

    /** Of the name that the source has for a person. */
    public String person(String name) {
        return of("person", normal(name));
    }

    /** Of the name of a document, as it is written. */
    String document(String name) {
        return "hmac:" + of("document", name);
    }

    private static String normal(String text) {
        return text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /** The kind is part of what is hashed: the same text as a person and as an account gives two names. */
    private String of(String kind, String value) {
        return HexFormat.of().formatHex(Hmac.of(key, FieldSet.encode(kind, value)));
    }
}
