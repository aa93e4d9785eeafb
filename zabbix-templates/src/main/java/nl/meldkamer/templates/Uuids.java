package nl.meldkamer.templates;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The uuids of exported objects, made from names: the same object has the same uuid in every export, so that an import
 * changes it instead of making another. Zabbix wants the form of version 4: 32 lower-case hexadecimal digits, of which
 * the 13th is 4 and the 17th is 8 to b.
 */
final class Uuids {

    /** Groups that Zabbix itself ships; another uuid would take them away from its own templates. */
    private static final Map<String, String> OFFICIAL_GROUPS =
            Map.of("Templates/Applications", "a571c0d144b14fd4a87a9d9b2aa9fcd6");

    private Uuids() {}

    static String ofGroup(String name) {
        String official = OFFICIAL_GROUPS.get(name);
        return official == null ? of(name, "group", name) : official;
    }

    /** The uuid of the object of this kind and name in the template. */
    static String of(String template, String kind, String name) {
        byte[] bytes = Arrays.copyOf(sha256(String.join("\n", "meldkamer", template, kind, name)), 16);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
