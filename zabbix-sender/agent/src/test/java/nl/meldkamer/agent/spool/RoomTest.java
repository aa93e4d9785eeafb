package nl.meldkamer.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {

    private static final List<Sample> ONE = List.of(Sample.of("host", "key", "x".repeat(100_000), 1, 1));

    @TempDir
    Path directory;

    @Test
    void aDiskThatIsNearlyFullIsSparedUntilTheFileHasFreePages() throws Exception {
        AtomicLong left = new AtomicLong(Room.KEPT_ON_DISK);
        try (Connection connection = Database.writer(directory.resolve("spool.db"), 10_000)) {
            Schema.migrate(connection);
            Statements statements = new Statements(connection);
            SampleTable samples = new SampleTable(statements);
            DeliveredTable delivered = new DeliveredTable(statements, DeliveryMemory.OFF, InstantSource.system());
            Room room =
                    new Room(connection, samples, delivered, SpoolLimits.DEFAULT, InstantSource.system(), left::get);
            assertThat(room.isDiskSpared(ONE)).isTrue();
            left.decrementAndGet();
            assertThat(room.isDiskSpared(ONE)).isFalse();
            for (int i = 0; i < 3; i++) samples.insert(ONE, 1, 1);
            samples.deleteOldest(3);
            assertThat(room.isDiskSpared(ONE)).isTrue();
        }
    }
}
