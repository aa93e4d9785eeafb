package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.audit.privacy.BadKeyException;
import nl.meldkamer.audit.privacy.KeyRing;
import nl.meldkamer.audit.store.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the keys that wrap the keys of persons. */
final class WrappingKeys {

    private static final Logger log = LoggerFactory.getLogger(WrappingKeys.class);

    private WrappingKeys() {}

    /** Those of an embedded store are made together with it; those of another are an administrator's to keep. */
    static KeyRing open(AuditSettings settings) {
        try {
            if (isNew(settings)) make(settings.keys());
            return KeyRing.read(settings.keys());
        } catch (IOException e) {
            throw new AuditException("the keys of the audit store can't be made: " + e, e);
        } catch (BadKeyException e) {
            throw new AuditException("audit keys: " + e.getMessage(), e);
        }
    }

    private static boolean isNew(AuditSettings settings) {
        return settings.store() instanceof StoreSettings.Embedded embedded
                && !Files.exists(embedded.directory())
                && !Files.exists(settings.keys());
    }

    private static void make(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) Files.createDirectories(directory);
        KeyRing.make(file, new SecureRandom());
        log.warn("made {}: keep a copy elsewhere, since without it the store's personal fields are lost", file);
    }
}
