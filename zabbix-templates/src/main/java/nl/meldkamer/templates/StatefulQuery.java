package nl.meldkamer.templates;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is worked out from a query's answer and from what is remembered of the runs before, or of the clock. */
public sealed interface StatefulQuery extends Collect {

    Collect.Sql sql();

    @Override
    default Optional<Collect.Sql> query() {
        return Optional.of(sql());
    }

    /**
     * Changes of state of what a table holds, found by comparing with what was read before; a row for each pair of states
     * between which something has changed lately, with from, to, n (changes within {@code within}, possibly 0). The query
     * gives entity, state and modified, in the order of modified and entity, of rows after
     * {@code (:watermark, :after)} and at most {@code :page} of them. The first run learns and gives no answer. A change
     * that was undone between two runs, or that did not touch modified, is not seen.
     */
    record Transitions(Collect.Sql sql, Duration within) implements StatefulQuery {

        private static final Set<String> COLUMNS = Set.of("from", "to", "n");
        private static final Set<String> QUERY_COLUMNS = Set.of("entity", "state", "modified");
        private static final Set<String> PARAMETERS = Set.of("watermark", "after", "page");

        @Override
        public Set<String> columns() {
            return COLUMNS;
        }

        @Override
        public Set<String> queryColumns() {
            return QUERY_COLUMNS;
        }

        @Override
        public Set<String> queryParameters() {
            return PARAMETERS;
        }
    }

    /**
     * Kinds that appeared for the first time in {@code remember}: a row each, newest first and at most 200, with kind
     * (masked) and first_seen, for those that appeared within {@code within}. The query gives kind, first_seen and
     * last_seen of what came after {@code :watermark}; at the first run that is {@code remember} ago.
     */
    record FirstSeen(Collect.Sql sql, Duration within, Duration remember) implements StatefulQuery {

        private static final Set<String> COLUMNS = Set.of("kind", "first_seen");
        private static final Set<String> QUERY_COLUMNS = Set.of("kind", "first_seen", "last_seen");
        private static final Set<String> PARAMETERS = Set.of("watermark");

        @Override
        public Set<String> columns() {
            return COLUMNS;
        }

        @Override
        public Set<String> queryColumns() {
            return QUERY_COLUMNS;
        }

        @Override
        public Set<String> queryParameters() {
            return PARAMETERS;
        }
    }

    /**
     * Scheduled jobs of Frappe against their plan: a row each with job, due (when the run that is next should start),
     * overdue (seconds past that time and its tolerance; 0 when in time), late (1 or 0), unreadable (1 when no plan could
     * be made out, else 0). The tolerance is a tenth of the period, at least 10 minutes. The query gives job, frequency,
     * cron (may be empty), last_execution and creation of the jobs that are not stopped.
     */
    record OverdueJobs(Collect.Sql sql) implements StatefulQuery {

        private static final Set<String> COLUMNS = Set.of("job", "due", "overdue", "late", "unreadable");
        private static final Set<String> QUERY_COLUMNS =
                Set.of("job", "frequency", "cron", "last_execution", "creation");

        @Override
        public Set<String> columns() {
            return COLUMNS;
        }

        @Override
        public Set<String> queryColumns() {
            return QUERY_COLUMNS;
        }
    }
}
