package nl.meldkamer.agent.audit;

import java.security.SecureRandom;
import java.time.InstantSource;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.audit.privacy.BadKeyException;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.KeyRing;

/** The keys of persons, for a command. */
final class PersonKeys {

    private PersonKeys() {}

    /** Throws {@link AuditException} when the key file can't be used. */
    static DataKeys read(AuditSettings settings) {
        try {
            return new DataKeys(KeyRing.read(settings.keys()), new SecureRandom(), InstantSource.system());
        } catch (BadKeyException e) {
            throw new AuditException("audit keys: " + e.getMessage(), e);
        }
    }
}
