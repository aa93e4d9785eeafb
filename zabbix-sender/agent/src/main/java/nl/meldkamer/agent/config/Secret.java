package nl.meldkamer.agent.config;

import static java.util.Objects.requireNonNull;

/** A password or the like: whoever prints it, by whatever way, prints stars. */
public final class Secret {

    private final String text;

    public Secret(String text) {
        this.text = requireNonNull(text, "text is null");
    }

    /** The secret itself, for the connection that needs it and nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
