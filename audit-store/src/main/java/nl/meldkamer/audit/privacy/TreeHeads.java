package nl.meldkamer.audit.privacy;

import java.util.Optional;

/** Where the state of a stream's tree is to be asked. */
@FunctionalInterface
public interface TreeHeads {

    /**
     * A state of a tree.
     *
     * @param size how many events it covers
     * @param root in hexadecimal
     */
    record Head(long size, String root) {}

    /**
     * The latest sealed state that covers at least so many events; may wait a little for it; empty if there is none.
     */
    Optional<Head> covering(String stream, long size);
}
