package nl.meldkamer.agent.state;

/** What is remembered could not be read or written; nothing of the change was kept. */
public final class StateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
