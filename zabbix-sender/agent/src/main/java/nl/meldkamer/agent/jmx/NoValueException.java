package nl.meldkamer.agent.jmx;

/** There is no value for a key, and the message says why. */
final class NoValueException extends Exception {

    private static final long serialVersionUID = 1;

    NoValueException(String reason) {
        super(reason);
    }
}
