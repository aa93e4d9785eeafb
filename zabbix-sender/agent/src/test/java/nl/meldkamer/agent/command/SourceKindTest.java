package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.source.DeliveryStatus;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceKindTest {

    @Test
    void aSourceOfAnotherKindThanItsGroupsNeedIsNamed(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), """
                host: linde
                server: 127.0.0.1
                sources: {app: {redis: {}}, queue: {redis: {}}}
                """);
        Site site = Site.of(Configuration.read(file, Map.of()));
        DeliveryStatus nothing = () -> DeliveryStatus.Counters.NONE;
        try (Sources sources = Sources.of(site.configuration().sources(), new GroupStatuses(), nothing)) {
            assertThatThrownBy(() -> site.collectors(sources, InstantSource.system()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("source 'app' does not understand");
        }
    }
}
