package nl.meldkamer.sender;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A way to one server over which nothing of a request has gone yet. For one thread and one exchange.
 *
 * @param wire what carries it
 * @param layer what lies on the wire and is told of the end first
 */
record Connection(Wire wire, InputStream input, OutputStream output, Closeable layer) implements Closeable {

    static Connection plain(Wire wire) {
        return new Connection(wire, wire.input(), wire.output(), () -> {});
    }

    /** Throws nothing: what was answered does not change because the goodbye failed. */
    @Override
    public void close() {
        try (wire) {
            layer.close();
        } catch (IOException e) {
            // The connection is of no more use either way.
        }
    }
}
