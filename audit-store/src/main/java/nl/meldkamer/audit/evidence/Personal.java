package nl.meldkamer.audit.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What is told of the personal fields of an event. */
public sealed interface Personal {

    /** It has none. */
    record None() implements Personal {}

    /**
     * They stay encrypted.
     *
     * @param sha256 of the ciphertext, in hexadecimal digits
     */
    record Hidden(String sha256) implements Personal {}

    /** They could be read. */
    record Open(Map<String, String> fields) implements Personal {
        public Open {
            fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        }
    }

    /** The keys were destroyed: nobody can read them any more. */
    record Erased(String sha256) implements Personal {}
}
