package nl.meldkamer.agent.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real socket. */
class ServiceTest {

    private static final long PROCESS = 42;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private Listener systemd;
    private final List<String> heard = new ArrayList<>();
    private volatile Duration standstill = Duration.ZERO;

    private final Service.Work work = new Service.Work() {
        @Override
        public Duration standstill() {
            return standstill;
        }

        @Override
        public String status() {
            return "7 wait";
        }
    };

    @BeforeEach
    void listen() throws IOException {
        systemd = new Listener(directory + "/notify");
    }

    @AfterEach
    void close() {
        systemd.close();
    }

    @Test
    void tellsThatEverythingHasStartedAndThatItEnds() {
        try (Service service = Service.of(environment(Map.of()), PROCESS)) {
            service.ready(work, PATIENCE);
            service.stopping();
        }
        assertThat(all()).containsExactly("READY=1\nSTATUS=7 wait", "STOPPING=1\nSTATUS=sending what can be sent");
    }

    @Test
    void feedsTheWatchdogForAsLongAsTheWorkGoesOn() {
        try (Service service = Service.of(environment(Map.of("WATCHDOG_USEC", "30000")), PROCESS)) {
            service.ready(work, PATIENCE);
            await().until(() -> fed() >= 3);
        }
    }

    @Test
    void doesNotFeedItForWorkThatIsStuckAndSaysHowLong() {
        standstill = Duration.ofSeconds(91);
        try (Service service = Service.of(environment(Map.of("WATCHDOG_USEC", "30000")), PROCESS)) {
            service.ready(work, PATIENCE);
            await().until(() -> all().contains("STATUS=delivery has stood still for 91 s"));
            assertThat(fed()).isZero();
            standstill = Duration.ofSeconds(1);
            await().until(() -> fed() > 0);
        }
    }

    @Test
    void theWatchdogOfAnotherProcessIsNotFed() {
        Map<String, String> variables = Map.of("WATCHDOG_USEC", "1000", "WATCHDOG_PID", "43");
        try (Service service = Service.of(environment(variables), PROCESS)) {
            service.ready(work, PATIENCE);
            await().pollDelay(Duration.ofMillis(50)).until(() -> !all().isEmpty());
        }
        assertThat(all()).containsExactly("READY=1\nSTATUS=7 wait");
    }

    @Test
    void theAbstractNameOfASocketIsUnderstood() throws IOException {
        String name = "@meldkamer-" + UUID.randomUUID();
        try (Listener abstracted = new Listener(name);
                NotifySocket socket = NotifySocket.open(name)) {
            socket.send("READY=1");
            assertThat(abstracted.next()).contains("READY=1");
        }
    }

    @Test
    void whereSystemdDoesNotAskNothingIsTold() {
        try (Service service = Service.of(Map.of("WATCHDOG_USEC", "1000"), PROCESS)) {
            service.ready(work, PATIENCE);
            service.stopping();
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void thatNobodyListensIsNoReasonToEnd() {
        Map<String, String> variables = Map.of("NOTIFY_SOCKET", directory + "/nobody", "WATCHDOG_USEC", "9000");
        try (Service service = Service.of(variables, PROCESS)) {
            service.ready(work, PATIENCE);
            service.stopping();
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertThatThrownBy(() -> NotifySocket.open("vsock:2:1234"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vsock:2:1234");
        assertThatThrownBy(() -> NotifySocket.open("/" + "x".repeat(108))).isInstanceOf(IOException.class);
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("NOTIFY_SOCKET", directory + "/notify");
        return variables;
    }

    private long fed() {
        return all().stream()
                .filter(message -> message.startsWith("WATCHDOG=1"))
                .count();
    }

    private List<String> all() {
        for (var message = systemd.next(); message.isPresent(); message = systemd.next()) heard.add(message.get());
        return heard;
    }
}
