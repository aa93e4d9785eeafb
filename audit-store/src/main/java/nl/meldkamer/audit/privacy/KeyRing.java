package nl.meldkamer.audit.privacy;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key encryption keys, from a file outside the database: without it nothing personal in the store can be read, by
 * nobody and never again. Immutable.
 *
 * <p>The file has one key a line, 32 random bytes in base64, such as {@code openssl rand -base64 32} makes; the first
 * line is the key that wraps, those below are older ones that can still unwrap. Blank lines and lines with {@code #} do
 * not count. Only its owner may have any right on it (0600 or 0400).
 */
public final class KeyRing {

    private static final Set<PosixFilePermission> ALLOWED = EnumSet.of(OWNER_READ, OWNER_WRITE);
    private static final int KEY_BYTES = 32;

    private final Map<UUID, SecretKey> keys;
    private final UUID current;

    private KeyRing(Map<UUID, SecretKey> keys) {
        this.keys = Collections.unmodifiableMap(keys);
        current = keys.keySet().iterator().next();
    }

    /**
     * Reads the file.
     *
     * @throws BadKeyException if it is away, open to others, or holds anything but such keys; nothing of a key is in
     *     the message
     */
    public static KeyRing read(Path file) throws BadKeyException {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            if (!ALLOWED.containsAll(rights))
                throw new BadKeyException(file + " can be used by others than its owner: chmod 600 " + file);
            return new KeyRing(keys(file, Files.readAllLines(file)));
        } catch (NoSuchFileException e) {
            throw new BadKeyException(file + " is missing: restore it from where it is kept, or, for a new store only,"
                    + " make it with: (umask 077; openssl rand -base64 32 > " + file + ")");
        } catch (IOException e) {
            throw new BadKeyException(file + " can't be read: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Makes the file, with one new key; only for a store that is made at the same time.
     *
     * @throws IOException if it can't be made, or is there already
     */
    public static void make(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(ALLOWED));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
    }

    private static Map<UUID, SecretKey> keys(Path file, List<String> lines) throws BadKeyException {
        Map<UUID, SecretKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            SecretKey key = key(line).orElseThrow(badLine(file, i + 1));
            keys.put(Hmac.id(key), key);
        }
        if (keys.isEmpty())
            throw new BadKeyException(file + " holds no key: it must have 32 bytes in base64 on a line");
        return keys;
    }

    private static Optional<SecretKey> key(String line) {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            return bytes.length == KEY_BYTES ? Optional.of(new SecretKeySpec(bytes, "AES")) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Supplier<BadKeyException> badLine(Path file, int line) {
        return () -> new BadKeyException(file + " line " + line + ": not " + KEY_BYTES + " bytes in base64");
    }

    /** The id of the key that wraps. */
    UUID current() {
        return current;
    }

    /** Empty for a key that the file has not, or no more. */
    Optional<SecretKey> key(UUID id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The ids of all keys, for an administrator to compare; they tell nothing about the keys. */
    public List<UUID> ids() {
        return new ArrayList<>(keys.keySet());
    }
}
