package nl.meldkamer.agent.jmx;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.spool.DropReason;
import nl.meldkamer.agent.spool.SpoolCounters;
import nl.meldkamer.audit.store.WriterStatistics;

/** The figures as beans. Each attribute reads its figure anew. */
final class Beans {

    private Beans() {}

    record DaemonBean(Subjects subjects) implements DaemonMXBean {

        @Override
        public String getVersion() {
            return subjects.version();
        }

        @Override
        public String getHost() {
            return subjects.host();
        }

        @Override
        public int getGroups() {
            return subjects.groups().size();
        }

        @Override
        public int getFailingGroups() {
            return (int) subjects.statuses().get().stream()
                    .filter(GroupStatus::isFailure)
                    .count();
        }

        @Override
        public int getKnownKeys() {
            return subjects.latest().get().keys();
        }

        @Override
        public long getTurnedAwayValues() {
            return subjects.latest().get().turnedAway();
        }
    }

    record CollectionBean(String group, Supplier<List<GroupStatus>> statuses) implements CollectionMXBean {

        private GroupStatus status() {
            return statuses.get().stream()
                    .filter(status -> status.group().equals(group))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException("the group has not been collected since the daemon started"));
        }

        @Override
        public String getGroup() {
            return group;
        }

        @Override
        public String getSource() {
            return status().source();
        }

        @Override
        public int getStatus() {
            return status().status();
        }

        @Override
        public long getTookMillis() {
            return status().took().toMillis();
        }

        @Override
        public String getError() {
            return status().error();
        }
    }

    record DeliveryBean(String destination, Supplier<List<DeliverySnapshot>> snapshots) implements DeliveryMXBean {

        private DeliverySnapshot now() {
            return snapshots.get().stream()
                    .filter(snapshot -> snapshot.destination().equals(destination))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nothing is delivered there"));
        }

        @Override
        public long getAccepted() {
            return now().accepted();
        }

        @Override
        public long getRejected() {
            return now().rejected();
        }

        @Override
        public long getDead() {
            return now().dead();
        }

        @Override
        public long getUnknown() {
            return now().unknown();
        }

        @Override
        public long getRefused() {
            return now().refused();
        }

        @Override
        public long getNotSent() {
            return now().notSent();
        }

        @Override
        public long getHeld() {
            return now().held();
        }

        @Override
        public long getBlockedHosts() {
            return now().blockedHosts();
        }

        @Override
        public long getWaiting() {
            return now().waiting();
        }

        @Override
        public long getOldestSeconds() {
            return now().oldest().map(Duration::toSeconds).orElse(0L);
        }
    }

    record SpoolBean(Supplier<SpoolCounters> counters) implements SpoolMXBean {

        private long dropped(DropReason reason) {
            return counters.get().dropped().getOrDefault(reason, 0L);
        }

        @Override
        public long getAppended() {
            return counters.get().appended();
        }

        @Override
        public long getDropped() {
            return counters.get().dropped().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        @Override
        public long getDroppedForAge() {
            return dropped(DropReason.AGE);
        }

        @Override
        public long getDroppedForRoom() {
            return dropped(DropReason.OLDEST);
        }

        @Override
        public long getDroppedAsRefused() {
            return dropped(DropReason.REFUSED);
        }

        @Override
        public long getDroppedByDisk() {
            return dropped(DropReason.DISK);
        }

        @Override
        public long getDroppedDeadLetters() {
            return dropped(DropReason.DEAD_LETTER);
        }
    }

    record AuditStoreBean(Supplier<WriterStatistics> statistics) implements AuditStoreMXBean {

        @Override
        public int getWaiting() {
            return statistics.get().waiting();
        }

        @Override
        public long getStored() {
            return statistics.get().stored();
        }

        @Override
        public long getDuplicates() {
            return statistics.get().duplicates();
        }

        @Override
        public long getConflicts() {
            return statistics.get().conflicts();
        }

        @Override
        public long getRefused() {
            return statistics.get().refused();
        }
    }
}
