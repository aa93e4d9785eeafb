package nl.meldkamer.e2e;

import java.io.IOException;

/** A real server on 127.0.0.1, with all that it owns in one directory. */
interface Server extends AutoCloseable {

    /** As people know it. */
    String name();

    int port();

    /** Starts it unless it runs, and returns when it answers. The first time its data is made. */
    void start() throws IOException;

    void stop() throws IOException;

    boolean isRunning() throws IOException;

    @Override
    default void close() throws IOException {
        stop();
    }
}
