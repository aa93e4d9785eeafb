package nl.meldkamer.e2e.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.meldkamer.audit.store.StoreSettings;

/**
 * What an {@link EventProducer} is told on its command line, but for the store's password, which is in the environment.
 *
 * @param store where to write
 * @param key file of the signing key
 * @param ledger what it keeps outside of the store
 * @param stream to write to
 * @param seed of its choices
 * @param owner who it is to other writers
 * @param lease how long the stream is its own after its last event
 * @param clockJumps how far its clock is set to and fro; zero: it is right
 */
record EventProducerSettings(
        StoreSettings.Server store,
        Path key,
        Path ledger,
        String stream,
        long seed,
        String owner,
        Duration lease,
        Duration clockJumps) {

    static final String PASSWORD = "STORE_PASSWORD";

    List<String> arguments() {
        return List.of(
                store.url(),
                store.user(),
                key.toString(),
                ledger.toString(),
                stream,
                Long.toString(seed),
                owner,
                lease.toString(),
                clockJumps.toString());
    }

    static EventProducerSettings of(String... arguments) {
        String password = System.getenv().getOrDefault(PASSWORD, "");
        return new EventProducerSettings(
                new StoreSettings.Server(arguments[0], arguments[1], password),
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                arguments[4],
                Long.parseLong(arguments[5]),
                arguments[6],
                Duration.parse(arguments[7]),
                Duration.parse(arguments[8]));
    }
}
