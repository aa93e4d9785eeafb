package nl.meldkamer.audit.store;

import java.util.Locale;

/** Who does what in the database. Each is a role without login that a login is a member of. */
public enum Role {
    /** Owns the tables; makes and migrates them. */
    OWNER,
    /** Adds events, and what comes in with them. */
    WRITER,
    /** Reads all but keys. The other roles but the owner are members of it. */
    READER,
    /** Adds tiles, checkpoints, witnesses and roll-ups. */
    SEALER,
    /** Destroys keys and drops months. */
    RETENTION;

    /** Its name in the database. */
    public String databaseName() {
        return "audit_" + name().toLowerCase(Locale.ROOT);
    }
}
