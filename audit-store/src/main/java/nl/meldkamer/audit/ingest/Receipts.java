package nl.meldkamer.audit.ingest;

import java.util.Optional;

/** Gives out signed receipts for events that are committed. Thread-safe. */
@FunctionalInterface
public interface Receipts {

    /** None is given to anybody. */
    Receipts NONE = (stream, seq) -> Optional.empty();

    /**
     * The receipt for the event of a number; empty when there is none to be had now. May throw what a database throws.
     */
    Optional<String> of(String stream, long seq);
}
