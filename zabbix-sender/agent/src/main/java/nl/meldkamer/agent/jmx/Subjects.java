package nl.meldkamer.agent.jmx;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.socket.LatestValues;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.spool.SpoolCounters;
import nl.meldkamer.audit.store.WriterStatistics;

/**
 * What the daemon's figures are of. Each supplier is asked whenever a figure is.
 *
 * @param groups names of the groups that it collects
 * @param statuses of those that have run
 * @param delivery how each destination stands
 * @param audit empty where the daemon serves no audit store
 */
public record Subjects(
        String version,
        String host,
        List<String> groups,
        Supplier<List<GroupStatus>> statuses,
        Supplier<List<DeliverySnapshot>> delivery,
        Supplier<SpoolCounters> spool,
        Supplier<LatestValues.Counters> latest,
        Optional<Supplier<WriterStatistics>> audit) {

    public Subjects {
        groups = List.copyOf(groups);
    }
}
