package nl.meldkamer.sender;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a request, frame included. Written once per connection, the same bytes each time. */
@FunctionalInterface
interface Request {

    void writeTo(OutputStream out) throws IOException;
}
