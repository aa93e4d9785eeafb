package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerProcessesTest {

    @Test
    void processorTimeIsThatOfTheProcessAndOfItsChildrenThatHaveEnded() {
        String stat = "4711 (a ) strange) name) S 1 4711 4711 0 -1 4194560 10 20 0 0 100 20 3 4 20 0 1 0 99 1 1";
        assertThat(ServerProcesses.ofStat(stat)).isEqualTo(1270);
    }
}
