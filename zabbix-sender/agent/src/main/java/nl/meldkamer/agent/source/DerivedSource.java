package nl.meldkamer.agent.source;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.StatefulQuery;

/** Answers the questions whose answer is worked out from a query, and hands on all others. */
final class DerivedSource implements Source {

    private final QuerySource queries;
    private final State state;
    private final Map<Collect, Derivation> derivations = new HashMap<>();

    DerivedSource(QuerySource queries, State state) {
        this.queries = queries;
        this.state = state;
    }

    @Override
    public String name() {
        return queries.name();
    }

    @Override
    public boolean understands(Collect question) {
        return queries.understands(isDerived(question) ? question.query().orElseThrow() : question);
    }

    @Override
    public boolean isPartial() {
        return queries.isPartial();
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        if (!isDerived(question)) return queries.ask(question, now);
        return derivations.computeIfAbsent(question, this::derivation).answer(now);
    }

    /** Whether its answer is worked out from that of a query. */
    private static boolean isDerived(Collect question) {
        return question.query().isPresent() && !(question instanceof Collect.Sql);
    }

    private Derivation derivation(Collect question) {
        if (question instanceof StatefulQuery.Transitions transitions)
            return new Transitions(queries, transitions, state);
        if (question instanceof StatefulQuery.FirstSeen firstSeen) return new FirstSeen(queries, firstSeen, state);
        return new OverdueJobs(queries, (StatefulQuery.OverdueJobs) question);
    }

    @Override
    public String identify() throws SourceException {
        return queries.identify();
    }

    @Override
    public void close() {
        queries.close();
    }

    /** How an answer comes about. */
    interface Derivation {
        Answer answer(ZonedDateTime now) throws SourceException;
    }
}
