package nl.meldkamer.audit.store;

import java.nio.file.Path;

/** Where the store is. */
public sealed interface StoreSettings {

    /**
     * A PostgreSQL server, version 14 or later.
     *
     * @param url such as {@code jdbc:postgresql://host/database}
     * @param user a login that owns the database, or is a member of the five roles (see {@link Role})
     */
    record Server(String url, String user, String password) implements StoreSettings {
        /** Without the password; and without the URL's parameters, since one may be there as well. */
        @Override
        public String toString() {
            return "Server[" + url.replaceFirst("\\?.*", "") + ", " + user + "]";
        }
    }

    /**
     * A PostgreSQL of our own, for a trial, that runs as long as this program does.
     *
     * @param directory for its data, which is there again after a restart; made when absent
     */
    record Embedded(Path directory) implements StoreSettings {}
}
