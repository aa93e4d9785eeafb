package nl.meldkamer.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;

/**
 * Tells whether a row is what was written: SQLite notices a damaged page only where its structure breaks. CRC-32C (RFC
 * 3720) over, in this order and big-endian:
 *
 * <pre>
 * id         8 bytes     clock      8 bytes     log: timestamp  8 bytes
 * stored     8           ns         4                severity   4
 * host       4 + n       state      1                event id   8
 * key        4 + n       log        1 (0, 1)         source     4 + n
 * value      4 + n
 * </pre>
 *
 * Text is its length in bytes and its UTF-8. Not thread-safe.
 */
final class Checksum {

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer numbers = ByteBuffer.allocate(24);

    long of(long id, long stored, Sample sample) {
        crc.reset();
        numbers(numbers.clear().putLong(id).putLong(stored));
        text(sample.host());
        text(sample.key());
        text(sample.value());
        byte state = (byte) (sample.supported() ? 0 : 1);
        byte logged = (byte) (sample.log().isPresent() ? 1 : 0);
        numbers(numbers.clear()
                .putLong(sample.clock())
                .putInt(sample.ns())
                .put(state)
                .put(logged));
        if (sample.log().isPresent()) log(sample.log().get());
        return crc.getValue();
    }

    private void log(LogEntry log) {
        numbers(numbers.clear().putLong(log.timestamp()).putInt(log.severity()).putLong(log.eventId()));
        text(log.source());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        numbers(numbers.clear().putInt(bytes.length));
        crc.update(bytes, 0, bytes.length);
    }

    private void numbers(ByteBuffer filled) {
        crc.update(filled.flip());
    }
}
