package nl.meldkamer.audit.seal;

import java.nio.file.Path;
import java.time.Clock;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.tree.KeyFile;

/** A program that seals until it is killed. Arguments: the URL of the store, the key file. */
final class SealerProcess {
    private SealerProcess() {}

    public static void main(String[] arguments) throws Exception {
        AuditStore store = AuditStore.open(new StoreSettings.Server(arguments[0], "postgres", ""));
        Sealing.start(store.as(Role.SEALER), KeyFile.load(Path.of(arguments[1])), Clock.systemUTC());
        Thread.currentThread().join();
    }
}
