package nl.meldkamer.agent.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What makes an audit store provable.
 *
 * @param key file of the key that checkpoints are signed with
 * @param name of that key: what checkpoints say first of what they are about
 * @param verifyEvery how often the daemon verifies a portion of the store
 */
public record SealSettings(Path key, String name, Duration verifyEvery) {

    /** Where the public half of the key is: who has it can verify. */
    public Path publicKey() {
        return Path.of(key + ".pub");
    }

    /** Where the daemon keeps what it has last sent to the witness. */
    public Path witness() {
        return Path.of(key + ".witness");
    }
}
