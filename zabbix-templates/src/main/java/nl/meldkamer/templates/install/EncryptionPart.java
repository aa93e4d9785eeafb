package nl.meldkamer.templates.install;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That the host takes values only over TLS with a pre-shared key. Zabbix shows nobody the key that it has, so the file is
 * what says that both sides have the same one: it is a draft until Zabbix has taken it.
 *
 * @param key file with 64 hexadecimal digits
 */
record EncryptionPart(Lookup lookup, String host, PrivateFile key, SecureRandom random) implements Part {

    private static final int UNENCRYPTED = 1;
    private static final int PSK = 2;
    private static final int CERTIFICATE = 4;
    private static final int KEY_BYTES = 32;
    private static final int LONGEST_IDENTITY = 128;

    @Override
    public String id() {
        return "pre-shared key of host '" + host + "'";
    }

    /** What the sender calls itself. */
    static String identity(String host) {
        String identity = "meldkamer " + host;
        int end = Math.min(LONGEST_IDENTITY, identity.codePointCount(0, identity.length()));
        return identity.substring(0, identity.offsetByCodePoints(0, end));
    }

    @Override
    public Map<String, String> wanted() {
        return properties(PSK, true);
    }

    @Override
    public Optional<Map<String, String>> found(Map<String, String> installed) {
        boolean hasKey = key.read().isPresent();
        return accepted()
                .filter(bits -> key.draft().isEmpty())
                .filter(bits -> bits != UNENCRYPTED || hasKey)
                .map(bits -> properties(bits, hasKey));
    }

    private Optional<Integer> accepted() {
        return lookup.find("host", "host", host, Map.of())
                .map(found -> found.path("tls_accept").asInt());
    }

    private Map<String, String> properties(int bits, boolean hasKey) {
        return Map.of(
                "connections",
                accepts(bits),
                "key",
                (bits & PSK) == 0 ? "none" : hasKey ? "that in " + key.path() : "another than in " + key.path());
    }

    private static String accepts(int bits) {
        List<String> ways = new ArrayList<>();
        if ((bits & UNENCRYPTED) != 0) ways.add("unencrypted");
        if ((bits & PSK) != 0) ways.add("PSK");
        if ((bits & CERTIFICATE) != 0) ways.add("certificate");
        return String.join(" or ", ways);
    }

    /** The file with the key. */
    @Override
    public boolean isMarked() {
        return true;
    }

    @Override
    public void create() {
        change();
    }

    @Override
    public void change() {
        String secret = key.draft().or(key::read).orElseGet(this::generate).strip();
        key.draft(secret + "\n");
        lookup.api()
                .call(
                        "host.update",
                        Map.of(
                                "hostid",
                                Lookup.demanded(lookup.hostId(host), HostPart.id(host)),
                                "tls_accept",
                                PSK,
                                "tls_psk_identity",
                                identity(host),
                                "tls_psk",
                                secret));
        key.keepDraft();
    }

    private String generate() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void remove() {
        lookup.hostId(host)
                .ifPresent(id -> lookup.api().call("host.update", Map.of("hostid", id, "tls_accept", UNENCRYPTED)));
        key.delete();
    }

    @Override
    public String loss() {
        return "the file " + key.path() + " goes with it";
    }
}
