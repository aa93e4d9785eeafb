package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyTest {
    private static final List<String> TABLES =
            List.of("event", "tile", "checkpoint", "witness", "tombstone", "erasure", "event_default");

    private static StoreSettings.Server settings;
    private static AuditStore store;

    @BeforeAll
    static void open() throws StoreException {
        settings = RealPostgreSql.shared().newDatabase();
        store = AuditStore.open(settings);
        try (Writer writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system())) {
            writer.append(Events.events("s", 0, 2))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
    }

    @AfterAll
    static void close() throws StoreException {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OWNER")
    void noRoleMayChangeOrTakeAwayWhatIsThere(Role role) {
        for (String table : TABLES) {
            for (String change : changes(table)) {
                assertThatThrownBy(() -> store.as(role).useHandle(handle -> handle.execute(change)))
                        .as("%s as %s", change, role)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "replica"})
    void evenASuperuserIsStoppedByTheTrigger(String replication) throws Exception {
        try (var connection = DriverManager.getConnection(settings.url());
                var statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = " + replication);
            for (String table : TABLES) {
                for (String change : changes(table)) {
                    assertThatThrownBy(() -> statement.execute(change))
                            .as(change)
                            .hasMessageContaining("the audit store only appends");
                }
            }
        }
    }

    @Test
    void everyMonthHasItsOwnTrigger() throws Exception {
        try (var connection = DriverManager.getConnection(settings.url());
                var statement = connection.createStatement();
                var months = statement.executeQuery("SELECT count(*), count(tgname) FROM pg_inherits"
                        + " LEFT JOIN pg_trigger ON tgrelid = inhrelid AND tgenabled = 'A' AND tgname = 'append_only'"
                        + " WHERE inhparent = 'audit.event'::regclass")) {
            months.next();
            assertThat(months.getInt(1)).isEqualTo(4);
            assertThat(months.getInt(2)).isEqualTo(4);
        }
    }

    @Test
    void aReaderSeesNoKeys() {
        assertThatThrownBy(
                        () -> store.as(Role.READER).useHandle(handle -> handle.execute("SELECT FROM audit.person_key")))
                .hasMessageContaining("permission denied");
    }

    private static List<String> changes(String table) {
        return List.of(
                "UPDATE audit." + table + " SET " + column(table) + " = " + column(table),
                "DELETE FROM audit." + table,
                "TRUNCATE audit." + table);
    }

    private static String column(String table) {
        return table.equals("erasure") ? "id" : "stream";
    }
}
