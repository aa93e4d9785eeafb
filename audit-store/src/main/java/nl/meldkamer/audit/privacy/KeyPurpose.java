package nl.meldkamer.audit.privacy;

import java.util.Locale;

/** What a key is for, and with that when it may be destroyed. */
enum KeyPurpose {
    /** A person's, destroyed when the person asks for it. One for all years. */
    ERASABLE,
    /** A person's, destroyed when the longest period that the law sets has ended for its year. One a year. */
    LEGAL,
    /** A tenant's, for the blind index. */
    INDEX;

    /** As it is written in the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyPurpose of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
