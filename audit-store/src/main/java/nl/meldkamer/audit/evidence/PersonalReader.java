package nl.meldkamer.audit.evidence;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import nl.meldkamer.audit.privacy.BadKeyException;
import nl.meldkamer.audit.privacy.PersonalVault;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.Sha256;
import nl.meldkamer.audit.store.StoredEvent;
import org.jdbi.v3.core.Jdbi;

/** Tells of the personal fields of events as much as it may. */
@FunctionalInterface
public interface PersonalReader {

    /** Throws {@link EvidenceException} when they are to be read, the keys are there, and they can't be. */
    Personal read(StoredEvent stored) throws EvidenceException;

    /** One that leaves them encrypted. */
    static PersonalReader hiding() {
        return stored -> {
            Bytes ciphertext = stored.personal();
            return ciphertext == null ? new Personal.None() : new Personal.Hidden(sha256(ciphertext));
        };
    }

    /**
     * One that decrypts what can be.
     *
     * @param database connections as {@link nl.meldkamer.audit.store.Role#WRITER}
     */
    static PersonalReader opening(Jdbi database, PersonalVault vault) {
        return stored -> {
            Bytes ciphertext = stored.personal();
            if (ciphertext == null) return new Personal.None();
            try {
                PersonalVault.Opened opened =
                        database.withHandle(handle -> vault.decrypt(handle, stored.event(), ciphertext));
                Map<String, String> fields = new HashMap<>(opened.erasable());
                fields.putAll(opened.legal());
                return fields.isEmpty() ? new Personal.Erased(sha256(ciphertext)) : new Personal.Open(fields);
            } catch (BadKeyException e) {
                throw new EvidenceException(
                        "the personal fields of event " + stored.seq() + " can't be read: " + e.getMessage(), e);
            }
        };
    }

    private static String sha256(Bytes bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes.toArray()));
    }
}
