package nl.meldkamer.audit.seal;

import java.time.Duration;
import java.util.Optional;

/**
 * How far one stream is sealed.
 *
 * @param stream its name
 * @param size how many events are sealed
 * @param head how many events it has
 * @param lag how long ago the oldest event that is not sealed was recorded; zero when all are
 * @param checkpoint the last signed note, for the witness; empty before the first
 * @param failure why the last attempt failed; empty when it did not
 */
public record SealState(
        String stream, long size, long head, Duration lag, Optional<String> checkpoint, Optional<String> failure) {}
