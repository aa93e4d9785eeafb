package nl.meldkamer.audit.privacy;

import java.util.UUID;
import javax.crypto.SecretKey;

/** A key that encrypts data, with the name that stands in what it encrypts. */
record DataKey(UUID id, SecretKey key) {}
