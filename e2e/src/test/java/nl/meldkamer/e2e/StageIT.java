package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers themselves, before anything of Meldkamer comes into it. */
class StageIT {

    private static final int PNG_MAGIC = 0x89;

    @TempDir
    Path directory;

    @Test
    void aFreshZabbixStartsShowsItsDashboardStopsAndStartsAgain() throws Exception {
        Stage stage = new Stage(TestDirectory.open(directory), settings());
        List<Integer> ports = new ArrayList<>();
        try (stage) {
            stage.start();
            stage.servers().forEach(server -> ports.add(server.port()));
            ZabbixAdministration zabbix = stage.administration();
            assertThat(zabbix.api().version()).startsWith("6.0");
            zabbix.quietZabbixServerHost();
            assertShowsItself(stage);
        }
        for (Server server : stage.servers()) assertThat(server.isRunning()).isFalse();
        try (stage) {
            stage.start();
            assertThat(stage.servers().stream().map(Server::port)).isEqualTo(ports);
            assertThat(stage.administration().api().version()).startsWith("6.0");
        }
        assertThat(Path.of("/etc/zabbix/zabbix.conf.php")).doesNotExist();
    }

    private static void assertShowsItself(Stage stage) throws IOException {
        Browser browser = Browser.inBuildFolder();
        Path picture = browser.picture("fresh-zabbix");
        List<String> errors = browser.photograph(
                stage.frontend().address(), List.of(new Browser.Shot("zabbix.php?action=dashboard.view", picture)));
        // Nothing has been collected yet, so some of its widgets are empty.
        assertThat(errors).allMatch(error -> error.startsWith("fresh-zabbix.png: empty: "));
        assertThat(Byte.toUnsignedInt(Files.readAllBytes(picture)[0])).isEqualTo(PNG_MAGIC);
    }

    @Test
    void aServerThatDoesNotStartSaysWhatItsLogSays() throws Exception {
        Service service = new Service("sulking", account().directory(directory()), settings(), Signal.TERM);
        assertThatThrownBy(() -> service.start(
                        List.of("sh", "-c", "echo I will not; exit 3"),
                        Map.of(),
                        StageIT::refuse,
                        Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sulking ended instead of starting")
                .hasMessageContaining("I will not");
        assertThat(service.isRunning()).isFalse();
    }

    @Test
    void aServerThatIsNotReadyInTimeIsStopped() throws Exception {
        Service service = new Service("slow", account().directory(directory()), settings(), Signal.TERM);
        assertThatThrownBy(
                        () -> service.start(List.of("sleep", "60"), Map.of(), StageIT::refuse, Duration.ofMillis(200)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("slow was not ready")
                .hasMessageContaining("not yet");
        assertThat(service.isRunning()).isFalse();
    }

    @Test
    void aServerThatRunsIsNotStartedTwice() throws Exception {
        Redis redis = new Redis(directory().resolve("redis"), settings());
        try (redis) {
            redis.start();
            String pid = Files.readString(directory.resolve("redis/redis.pid"));
            redis.start();
            assertThat(Files.readString(directory.resolve("redis/redis.pid"))).isEqualTo(pid);
        }
    }

    @Test
    void aServerDiesWithTheJvmThatStartedItEvenWhenThatIsKilled() throws Exception {
        Path redis = directory().resolve("redis");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StarterOfRedis.class.getName(),
                        redis.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = starter.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            assertThat(RunningProcess.in(redis.resolve("redis.pid"))).isPresent();
        } finally {
            starter.destroyForcibly().waitFor();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(RunningProcess.in(redis.resolve("redis.pid")))
                        .isEmpty());
    }

    /** Starts a Redis and waits to be killed. */
    static final class StarterOfRedis {
        private StarterOfRedis() {}

        public static void main(String[] arguments) throws Exception {
            new Redis(Path.of(arguments[0]), settings()).start();
            System.out.println("started");
            new CountDownLatch(1).await();
        }
    }

    private static void refuse() throws IOException {
        throw new IOException("not yet");
    }

    private Path directory() throws IOException {
        return TestDirectory.open(directory);
    }

    private static Account account() throws IOException {
        return Account.unprivileged();
    }

    private static Service.Settings settings() throws IOException {
        return new Service.Settings(account(), Lifetime.WITH_THIS_JVM);
    }
}
