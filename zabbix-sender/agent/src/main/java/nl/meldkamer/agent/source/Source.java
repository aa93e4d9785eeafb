package nl.meldkamer.agent.source;

import java.time.ZonedDateTime;
import nl.meldkamer.templates.Collect;

/**
 * Something that can be asked. At most one thread asks at a time, and a source holds at most one connection: made when
 * first needed, kept, and made anew after a failure, so that what comes back is found without a restart.
 */
public interface Source extends AutoCloseable {

    /** As the configuration names it. */
    String name();

    /** True for a question of the kind this source understands; any other may not be put. */
    boolean understands(Collect question);

    /** True when it is known to understand only some of the questions of a catalogue; the others are left out. */
    default boolean isPartial() {
        return false;
    }

    /**
     * Asks, within the time limits of the source's settings.
     *
     * @param now when the question is put, in the zone of the monitored application; cut-offs count from here
     * @throws SourceException when there is no whole answer
     */
    Answer ask(Collect question, ZonedDateTime now) throws SourceException;

    /** Says, in a few words without secrets, what answers there; throws as {@link #ask} does when nothing usable does. */
    String identify() throws SourceException;

    /** Lets go of the connection; a question that another thread has put fails. May be called more than once. */
    @Override
    void close();
}
