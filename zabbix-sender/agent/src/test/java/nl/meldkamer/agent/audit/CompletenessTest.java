package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.agent.config.AuditSettings.TailSettings;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.agent.source.AuditStatus.Expected;
import nl.meldkamer.agent.source.AuditStatus.StaleException;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The app's tables held against the store of a running service, whose own tail never looks: all of it is PostgreSQL. */
class CompletenessTest {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 1, 12, 0);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Instant now = NOON.plusDays(1).toInstant(ZoneOffset.UTC);
    private AuditService service;
    private String server;
    private Configuration configuration;

    @BeforeEach
    void start() throws Exception {
        ReadyData.copyTo(directory.resolve("data"));
        Configuration withoutTail = configuration("");
        AuditSettings settings = withoutTail.audit().orElseThrow();
        service = AuditService.start(
                settings, EventSpool.in(withoutTail.data()), "test", withoutTail.timeZone(), InstantSource.system());
        server = ((StoreSettings.Server) RunningStore.of(settings).store()).url();
        execute("postgres", "CREATE DATABASE site");
        execute("site", table("Volunteer Expense"));
        configuration = configuration("Volunteer Expense");
    }

    @AfterEach
    void stop() {
        service.close(Duration.ofSeconds(20));
    }

    @Test
    void whatIsMissingIsNamedAndFilledInByTheCommand() throws Exception {
        expense("VE-1", NOON);
        expense("VE-2", NOON.plusHours(1));
        assertThat(run("completeness")).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "site  2026-03-01  Volunteer Expense: 0 of 2",
                        "site  missing  Volunteer Expense/VE-1/2026-03-01T12:00/",
                        "site  2 missing, 0 filled in");

        assertThat(run("completeness", "--backfill")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("site  2 missing, 2 filled in");
        await().atMost(Duration.ofSeconds(30)).until(() -> run("completeness") == 0);
        assertThat(out.toString()).contains("Volunteer Expense: 2 of 2", "site  0 missing, 0 filled in");
        assertThat(run("completeness", "--backfill")).isZero();
        assertThat(run("list")).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("expense_Submitted")))
                .hasSize(2);
    }

    @Test
    void whatIsOlderThanTheGivenDayIsLeftOut() throws Exception {
        expense("VE-1", NOON);
        assertThat(run("completeness", "--since", "2026-03-02")).isZero();
        assertThat(out.toString())
                .contains("site  no data: nothing is expected")
                .doesNotContain("missing");
    }

    @Test
    void ofATableThatCannotBeReadNothingIsSaidAndTheCommandFails() throws Exception {
        configuration = configuration("Volunteer Expense", "Elsewhere");
        assertThat(run("completeness")).isEqualTo(1);
        assertThat(out.toString()).contains("site  unknown  Elsewhere: there is no such table");
    }

    @Test
    void withoutATailThereIsNothingToCompare() throws Exception {
        configuration = configuration("");
        assertThat(run("completeness")).isEqualTo(1);
        assertThat(err.toString()).contains("the configuration has no audit tail");
    }

    @Test
    void theFiguresOfAllTailsStandTogetherAndAreThereWhenEachWasSwept() throws Exception {
        expense("VE-1", NOON);
        expense("VE-2", NOON.minusDays(36));
        withRuns(runs -> {
            Comparisons comparisons = new Comparisons(runs);
            runs.get(0).run();
            assertThat(comparisons.last()).isEmpty();
            Instant first = now;
            now = now.plusSeconds(60);
            runs.get(1).run();
            AuditStatus.Completeness found = comparisons.last().orElseThrow();
            assertThat(found.processes()).containsExactly(new Expected("Volunteer Expense", 2, 0));
            assertThat(found.unread()).isEqualTo(2);
            assertThat(found.compared()).isEqualTo(first);
        });
    }

    @Test
    void whatWasModifiedJustNowIsNotExpectedYet() throws Exception {
        expense("VE-1", LocalDateTime.ofInstant(now.minus(Completeness.GRACE), ZoneOffset.UTC));
        withRuns(runs -> {
            runs.get(0).run();
            assertThat(swept(runs).result().shares()).isEmpty();
            now = now.plusSeconds(1);
            runs.get(0).run();
            assertThat(swept(runs).result().missingInAll()).isOne();
        });
    }

    @Test
    void aSweepThatFailsLeavesTheOneBeforeUntilThatIsTooOld() throws Exception {
        withRuns(runs -> {
            runs.get(0).run();
            Instant succeeded = now;
            execute("postgres", "DROP DATABASE site WITH (FORCE)");
            now = now.plus(Duration.ofHours(3));
            runs.get(0).run();
            assertThat(swept(runs).at()).isEqualTo(succeeded);
            now = now.plus(Duration.ofMinutes(2));
            assertThatThrownBy(() -> runs.get(0).last())
                    .isInstanceOf(StaleException.class)
                    .hasMessage("the app's tables have not been compared since " + succeeded);
        });
    }

    private static CompletenessRun.Swept swept(List<CompletenessRun> runs) {
        return runs.get(0).last().orElseThrow();
    }

    private interface Body {
        void with(List<CompletenessRun> runs) throws Exception;
    }

    /** Two tails of the same table, each of which has another that is not there. */
    private void withRuns(Body body) throws Exception {
        configuration = configuration("Volunteer Expense", "Elsewhere");
        AuditSettings settings = configuration.audit().orElseThrow();
        TailSettings tail = settings.tails().get(0);
        AuditStore store = AuditService.open(RunningStore.of(settings));
        try {
            Doors doors = new Doors(store.as(Role.WRITER), PersonKeys.read(settings));
            Completeness completeness = new Completeness(tail, ZoneOffset.UTC, store, doors);
            body.with(List.of(
                    new CompletenessRun(completeness, () -> now), new CompletenessRun(completeness, () -> now)));
        } finally {
            AuditService.closeStore(store);
        }
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        return new CommandLine(new AuditCommand(() -> configuration))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(words);
    }

    /** @param documents whose tables a tail follows; an empty one: there is no tail */
    private Configuration configuration(String... documents) throws Exception {
        String text = """
            host: club
            time-zone: UTC
            server: 127.0.0.1
            data: data
            """;
        String audit = "audit:\n  stream: club/app\n";
        if (!documents[0].isEmpty()) {
            text += "sources:\n  app: {postgresql: {port: %s, database: site, user: postgres, password: any}}\n"
                    .formatted(server.replaceAll(".*:(\\d+)/.*", "$1"));
            audit += "  tails:\n    site: {source: app, tables: %s}\n".formatted(declare(documents));
        }
        Path file = Files.writeString(directory.resolve("meldkamer.yaml"), text + audit);
        return Configuration.read(file, Map.of());
    }

    private Path declare(String... documents) throws Exception {
        String tables = String.join(
                ",",
                List.of(documents).stream()
                        .map(document -> """
                            {"document": "%s", "process": "%s", "action": "expense_{status}", "status": "Compliant",
                             "details": ["status"]}\
                            """.formatted(document, document))
                        .toList());
        return Files.writeString(directory.resolve("tables.json"), "{\"tables\": [" + tables + "]}");
    }

    private static String table(String document) {
        return "CREATE TABLE \"tab" + document + "\" (name varchar(140) PRIMARY KEY, modified timestamp(6),"
                + " status varchar(140))";
    }

    private void expense(String name, LocalDateTime modified) throws SQLException {
        try (Connection connection = connect("site");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO \"tabVolunteer Expense\" VALUES (?, ?, 'Submitted')")) {
            insert.setString(1, name);
            insert.setObject(2, modified);
            insert.executeUpdate();
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.replaceFirst("/[^/]*$", "/" + database), "postgres", "");
    }
}
