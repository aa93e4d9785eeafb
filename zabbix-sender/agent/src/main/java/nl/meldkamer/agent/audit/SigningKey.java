package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import nl.meldkamer.agent.config.SealSettings;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.KeyFile;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignerKey;
import nl.meldkamer.audit.tree.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key that checkpoints are signed with: in a file outside the database, its public half in one beside it. */
final class SigningKey {

    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);

    private SigningKey() {}

    /**
     * Reads the key, or makes it for a store that has no checkpoint yet.
     *
     * @throws AuditException when it can't be read, is open to others, or is gone while the store has checkpoints
     */
    static SignerKey open(SealSettings settings, AuditStore store) {
        if (!Files.exists(settings.key())) make(settings, store);
        SignerKey key = read(settings.key());
        if (!Files.exists(settings.publicKey())) publish(settings.publicKey(), key.verifier());
        return key;
    }

    private static void make(SealSettings settings, AuditStore store) {
        if (hasCheckpoint(store))
            throw new AuditException(settings.key()
                    + " is missing, and the store has checkpoints that it signed: put it back from where its copy is kept;"
                    + " with another key nothing that is there could be verified");
        try {
            Path directory = settings.key().toAbsolutePath().getParent();
            if (directory != null) Files.createDirectories(directory);
            KeyFile.create(settings.key(), SignerKey.generate(settings.name(), new SecureRandom()));
            log.warn(
                    "made {}: keep a copy elsewhere, and give {} to the auditor", settings.key(), settings.publicKey());
        } catch (IOException e) {
            throw new AuditException("the signing key " + settings.key() + " can't be made: " + e, e);
        }
    }

    private static boolean hasCheckpoint(AuditStore store) {
        return store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM audit.checkpoint)")
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Reads a key that must be there. */
    static SignerKey read(Path file) {
        try {
            return KeyFile.load(file);
        } catch (IOException e) {
            throw new AuditException("the signing key " + file + " can't be read: " + e, e);
        } catch (ProofException e) {
            throw new AuditException("the signing key " + e.getMessage(), e);
        }
    }

    private static void publish(Path file, VerifierKey key) {
        try {
            Files.writeString(file, key + "\n");
        } catch (IOException e) {
            throw new AuditException("the public key can't be written: " + e, e);
        }
    }

    /** Reads a public key in its text form. */
    static VerifierKey readPublic(Path file) {
        try {
            return VerifierKey.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            throw new AuditException(file + " is not there; the daemon writes it when it first starts", e);
        } catch (IOException e) {
            throw new AuditException("the public key " + file + " can't be read: " + e, e);
        } catch (ProofException e) {
            throw new AuditException("the public key " + file + ": " + e.getMessage(), e);
        }
    }
}
