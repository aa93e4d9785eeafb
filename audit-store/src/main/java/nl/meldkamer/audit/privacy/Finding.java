package nl.meldkamer.audit.privacy;

/**
 * Personal data that stood where none belongs. Says what and where; the value itself is nowhere any more.
 *
 * @param kind what it is
 * @param field where it stood: the name of the field, and inside JSON followed by the JSON pointer (RFC 6901) to it
 * @param count how often in that field
 */
public record Finding(Kind kind, String field, int count) {

    /** What is recognised. Names and addresses are not: nothing in their form tells them from other words. */
    public enum Kind {
        IBAN,
        /** Burgerservicenummer, the Dutch citizen service number. */
        BSN,
        EMAIL
    }
}
