package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Strings as bytes that can be read in one way only. Numbers are big-endian; a map has its names in the order of their
 * UTF-16 code units:
 *
 * <pre>
 * string:  4  length in bytes, then so many bytes of UTF-8
 * map:     4  number of entries, then for each the string of its name and the string of its value
 * </pre>
 */
final class FieldSet {

    private FieldSet() {}

    /** The strings, one after the other. */
    static byte[] encode(String... strings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String string : strings) write(bytes, string);
        return bytes.toByteArray();
    }

    static byte[] encode(Map<String, String> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(number(fields.size()));
        new TreeMap<>(fields).forEach((name, value) -> {
            write(bytes, name);
            write(bytes, value);
        });
        return bytes.toByteArray();
    }

    /** Empty for what is no such map. */
    static Optional<Map<String, String>> decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Map<String, String> fields = new TreeMap<>();
        try {
            int count = buffer.getInt();
            if (count < 0) return Optional.empty();
            for (int i = 0; i < count; i++) fields.put(read(buffer), read(buffer));
        } catch (BufferUnderflowException | CharacterCodingException e) {
            return Optional.empty();
        }
        return buffer.hasRemaining() ? Optional.empty() : Optional.of(Map.copyOf(fields));
    }

    private static void write(ByteArrayOutputStream bytes, String string) {
        byte[] text = string.getBytes(UTF_8);
        bytes.writeBytes(number(text.length));
        bytes.writeBytes(text);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static String read(ByteBuffer buffer) throws CharacterCodingException {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) throw new BufferUnderflowException();
        ByteBuffer text = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return UTF_8.newDecoder().decode(text).toString();
    }
}
