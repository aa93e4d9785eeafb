package nl.meldkamer.audit.retention;

import java.time.Duration;

/**
 * How long retention waits for others.
 *
 * @param run for another run
 * @param tries how often it asks for the whole table, for the moment in which a month is taken out of it
 * @param readers for those who have the table then. Others wait behind it meanwhile, so it is less than the patience of
 *     the writer, and more than the second after which the server ends a vacuum of its own that is in the way
 * @param pause between two tries, in which nobody waits
 */
record Patience(Duration run, int tries, Duration readers, Duration pause) {

    static final Patience USUAL =
            new Patience(Duration.ofSeconds(30), 10, Duration.ofSeconds(2), Duration.ofSeconds(8));
}
