package nl.meldkamer.agent.send;

/** An option or a configuration file is wrong. The message names it and what is expected; nothing was sent. */
final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidSettingsException(String message) {
        super(message);
    }
}
