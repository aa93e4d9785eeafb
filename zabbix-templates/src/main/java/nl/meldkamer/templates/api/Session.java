package nl.meldkamer.templates.api;

import java.util.Optional;
import nl.meldkamer.templates.api.JsonRpc.Authentication;

/**
 * In whose name calls are made.
 *
 * @param endsWithUs it was made by a password, and nobody else will end it
 * @param note what works and is still not right, for the user
 */
record Session(String secret, Authentication authentication, boolean endsWithUs, Optional<String> note) {

    @Override
    public String toString() {
        return "a session";
    }
}
