package nl.meldkamer.e2e;

import java.io.IOException;

/** A program in the background, with all that it owns in one directory. */
interface Program extends AutoCloseable {

    /** As people know it. */
    String name();

    /** Starts it unless it runs, and returns when it does its work. */
    void start() throws IOException;

    void stop() throws IOException;

    boolean isRunning() throws IOException;

    @Override
    default void close() throws IOException {
        stop();
    }
}
