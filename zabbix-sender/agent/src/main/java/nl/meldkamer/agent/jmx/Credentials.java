package nl.meldkamer.agent.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import nl.meldkamer.agent.config.Secret;

/** Who may read the figures. */
record Credentials(String user, Secret password) {

    /** Takes as long for a login that is nearly right as for any other. */
    boolean are(String aUser, String aPassword) {
        return MessageDigest.isEqual(bytes(user, password.reveal()), bytes(aUser, aPassword));
    }

    /** No two logins have the same: their lengths are in it. */
    private static byte[] bytes(String aUser, String aPassword) {
        return (aUser.length() + ":" + aUser + aPassword).getBytes(UTF_8);
    }
}
