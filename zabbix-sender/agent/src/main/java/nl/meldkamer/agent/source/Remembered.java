package nl.meldkamer.agent.source;

import java.util.function.Function;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.agent.state.Memory;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.agent.state.StateException;

/** What one question to one source remembers. */
final class Remembered {

    private final State state;
    private final String source;
    private final String part;

    /** Another {@code question} is another memory: what one has read says nothing of what the other would have. */
    Remembered(State state, String source, String question) {
        this.state = state;
        this.source = source;
        this.part = source + " " + question;
    }

    /** Keeps what {@code change} writes, all of it or nothing. */
    <T> T update(Function<Memory, T> change) throws SourceException {
        try {
            return state.update(part, change);
        } catch (StateException e) {
            throw new SourceException(source, Failure.OTHER, String.valueOf(e.getMessage()), e);
        }
    }
}
