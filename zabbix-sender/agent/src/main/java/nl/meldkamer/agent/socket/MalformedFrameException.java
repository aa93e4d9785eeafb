package nl.meldkamer.agent.socket;

import java.io.IOException;

/** Bytes that are not as {@link Protocol} draws them; the message says where they differ. */
public final class MalformedFrameException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message);
    }
}
