package nl.meldkamer.agent.source;

import java.time.ZonedDateTime;
import java.util.Map;
import nl.meldkamer.templates.Collect;

/** A source that queries can be put to. */
interface QuerySource extends Source {

    /**
     * As {@link #ask(Collect, ZonedDateTime)}.
     *
     * @param marks values of parameters beside the cut-offs
     */
    Answer ask(Collect.Sql question, ZonedDateTime now, Map<String, Object> marks) throws SourceException;
}
