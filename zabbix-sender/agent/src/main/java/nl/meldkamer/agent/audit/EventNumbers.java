package nl.meldkamer.agent.audit;

import java.util.List;
import nl.meldkamer.audit.seal.Prover;
import org.jspecify.annotations.Nullable;

/** Which events of a stream somebody means. */
final class EventNumbers {

    private EventNumbers() {}

    /**
     * The numbers of the events that are meant, in order; more than one where events contradict each other.
     *
     * @param event its number or, with a source, the id that this source gave it
     * @throws AuditException when there is none
     */
    static List<Long> of(Prover prover, String stream, String event, @Nullable String source) {
        if (source == null && event.matches("[0-9]{1,18}")) return List.of(Long.parseLong(event));
        String by = source == null ? AuditService.NAME : source;
        List<Long> numbers = prover.numbers(stream, by, event);
        if (!numbers.isEmpty()) return numbers;
        throw new AuditException("stream '" + stream + "' has no event '" + event + "' of source '" + by
                + "'; see --stream and --source");
    }
}
