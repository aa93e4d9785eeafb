package nl.meldkamer.templates.api;

/** Who calls the API. Whoever prints one, by whatever way, prints no secret. */
public sealed interface Login {

    /** An API token: 64 hexadecimal digits. */
    record Token(String secret) implements Login {
        @Override
        public String toString() {
            return "an API token";
        }
    }

    /** A user of the frontend; the session that this makes ends with {@link ZabbixApi#close()}. */
    record Password(String user, String secret) implements Login {
        @Override
        public String toString() {
            return "user '" + user + "'";
        }
    }
}
