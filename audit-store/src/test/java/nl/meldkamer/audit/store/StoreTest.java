package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.meldkamer.audit.Appended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    private static Appended append(AuditStore store, String id) {
        try (Writer writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system())) {
            return writer.append(List.of(Events.event("s", id)))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join()
                    .get(0);
        }
    }

    @Test
    void theEmbeddedOneKeepsItsDataAcrossRestarts(@TempDir Path directory) throws StoreException {
        StoreSettings settings = new StoreSettings.Embedded(directory.resolve("data"));
        try (AuditStore store = AuditStore.open(settings)) {
            assertThat(append(store, "1")).isEqualTo(new Appended.Stored(0));
        }
        try (AuditStore store = AuditStore.open(settings)) {
            assertThat(append(store, "1")).isEqualTo(new Appended.Duplicate(0));
            assertThat(append(store, "2")).isEqualTo(new Appended.Stored(1));
        }
    }

    @Test
    void openingAgainChangesNothing() throws StoreException {
        StoreSettings.Server settings = RealPostgreSql.shared().newDatabase();
        try (AuditStore store = AuditStore.open(settings)) {
            append(store, "1");
        }
        try (AuditStore store = AuditStore.open(settings)) {
            assertThat(append(store, "1")).isEqualTo(new Appended.Duplicate(0));
            assertThat(store.warnings()).isEmpty();
        }
    }

    @Test
    void aServerWithoutFsyncIsRefused() throws Exception {
        try (RealPostgreSql unsafe = RealPostgreSql.start()) {
            StoreSettings.Server settings = unsafe.newDatabase();
            set(settings, "fsync", "off");
            assertThatThrownBy(() -> AuditStore.open(settings)).hasMessageContaining("set fsync = on");
            set(settings, "fsync", "on");
            set(settings, "full_page_writes", "off");
            set(settings, "synchronous_commit", "off");
            try (AuditStore store = AuditStore.open(settings)) {
                assertThat(store.warnings()).singleElement().asString().contains("full_page_writes");
                String commit = store.as(Role.WRITER)
                        .withHandle(handle -> handle.createQuery("SHOW synchronous_commit")
                                .mapTo(String.class)
                                .one());
                assertThat(commit).isEqualTo("on");
            }
        }
    }

    private static void set(StoreSettings.Server settings, String name, String value) throws Exception {
        try (var connection = DriverManager.getConnection(settings.url());
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET " + name + " = " + value);
            statement.execute("SELECT pg_reload_conf()");
            org.awaitility.Awaitility.await()
                    .until(() -> ServerCheck.setting(name, connection).equals(value));
        }
    }

    @Test
    void aDatabaseThatIsNotUtf8IsRefused() throws Exception {
        RealPostgreSql server = RealPostgreSql.shared();
        try (var connection = DriverManager.getConnection(server.url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
        }
        assertThatThrownBy(() -> AuditStore.open(new StoreSettings.Server(server.url("latin"), "postgres", "")))
                .hasMessage("the database is in LATIN1; make one with ENCODING 'UTF8'");
    }

    @Test
    void aUrlInWhoseModeNoEventCouldBeWrittenIsRefused() {
        StoreSettings.Server settings = RealPostgreSql.shared().newDatabase();
        var simple = new StoreSettings.Server(
                settings.url() + "&preferQueryMode=simple", settings.user(), settings.password());
        assertThatThrownBy(() -> AuditStore.open(simple))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("preferQueryMode=simple");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() {
        var settings = new StoreSettings.Server("jdbc:postgresql://127.0.0.1:1/x?password=geheim", "me", "geheim");
        assertThatThrownBy(() -> AuditStore.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("127.0.0.1:1")
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void aMonthWithoutAPartitionLosesNothingAndShows() throws StoreException {
        try (AuditStore store = AuditStore.open(RealPostgreSql.shared().newDatabase())) {
            Instant now = Instant.now();
            assertThat(store.partitions().monthsReady(now)).isEqualTo(3);
            assertThat(store.partitions().eventsOutside()).isZero();
            LocalDate later = Partitions.month(now).plusMonths(7);
            store.as(Role.WRITER)
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO audit.event VALUES (1, 0, ?, gen_random_uuid(), '', '', '', '', 0, NULL, NULL,"
                                    + " NULL, now(), now(), '', '')",
                            later));
            assertThat(store.partitions().eventsOutside()).isEqualTo(1);
        }
    }
}
