package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A stage on which the association lives and Meldkamer watches it, until it is stopped. */
final class Demonstration {

    private static final long SEED = 1894;
    private static final int STEPS = 9;

    static final int USUAL_SIZE = 5000;

    private final Stage stage;
    private final Incidents incidents;
    private final MeldkamerDaemon meldkamer;
    private final SimulatorProgram simulator;
    private final InstantSource clock;

    Demonstration(Path checkout, InstantSource clock) throws IOException {
        this.clock = clock;
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.ON_ITS_OWN);
        stage = new Stage(checkout.resolve(".demo"), settings);
        incidents = new Incidents(stage);
        meldkamer = new MeldkamerDaemon(checkout, stage);
        simulator = new SimulatorProgram(checkout, stage);
    }

    Stage stage() {
        return stage;
    }

    Incidents incidents() {
        return incidents;
    }

    /** In the order in which they are started. */
    List<Program> programs() {
        List<Program> programs = new ArrayList<>(stage.servers());
        programs.add(meldkamer);
        programs.add(simulator);
        return programs;
    }

    LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), SiteDatabase.ZONE).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Starts what does not run yet. {@code wanted} is the number of members; null for as many as there are. */
    void start(@Nullable Integer wanted, PrintStream out) throws Exception {
        int members = size(wanted);
        Progress progress = new Progress(out, clock, STEPS);
        progress.step("Starting MariaDB, the association's database", stage.mariaDb()::start);
        Files.deleteIfExists(stage.directory().resolve("incidents/database-down"));
        progress.step("Inventing Vereniging De Linde, " + members + " members", () -> found(members));
        progress.step("Starting Redis, the association's job queues", this::startQueues);
        progress.step("Starting PostgreSQL, the database of Zabbix", stage.postgres()::start);
        progress.step(
                "Starting the Zabbix server (its database is made the first time, about 20 s)", stage.zabbix()::start);
        progress.step("Starting the Zabbix frontend", stage.frontend()::start);
        progress.step("Importing the template and making the host " + MeldkamerDaemon.HOST, this::prepareZabbix);
        progress.step("Starting Meldkamer and waiting for its first values in Zabbix", this::startMeldkamer);
        progress.step("Starting the simulator", simulator::start);
    }

    private Path founding() {
        return stage.directory().resolve("association.txt");
    }

    /** The size asked for; without one that of the association that is there, or else a usual one. */
    private int size(@Nullable Integer wanted) throws IOException, RefusedException {
        if (!Files.exists(founding())) return wanted == null ? USUAL_SIZE : wanted;
        int is = Integer.parseInt(Files.readString(founding()).strip());
        if (wanted == null || wanted == is) return is;
        throw new RefusedException(
                "The association was founded with " + is + " members; for another one: ./demo reset");
    }

    private void found(int members) throws IOException, SQLException {
        if (Files.exists(founding())) return;
        stage.site().fill(Association.generate(SEED, members, Health.GOOD, now()));
        Files.writeString(founding(), members + "\n");
    }

    private void startQueues() throws IOException {
        stage.redis().start();
        try (var client = stage.redis().connect()) {
            Rq rq = new Rq(client, new SplittableRandom(SEED));
            if (rq.isEmpty()) rq.write(WorkQueue.invent(Health.GOOD, clock.instant()), clock.instant());
        }
    }

    private void prepareZabbix() throws IOException {
        ZabbixAdministration zabbix = stage.administration();
        zabbix.importTemplate(meldkamer.template());
        zabbix.ensureHost(MeldkamerDaemon.HOST, MeldkamerDaemon.TEMPLATE);
        zabbix.quietZabbixServerHost();
    }

    private void startMeldkamer() throws IOException {
        meldkamer.configure(stage.site(), List.of());
        meldkamer.start();
    }

    /** Ends everything, the last started first. */
    void stop(PrintStream out) throws IOException {
        List<Program> programs = programs();
        for (int i = programs.size() - 1; i >= 0; i--) stop(programs.get(i), out);
    }

    private static void stop(Program program, PrintStream out) throws IOException {
        if (!program.isRunning()) return;
        out.println("Stopping " + program.name());
        program.stop();
    }

    /** Takes away everything that the demonstration made. */
    void reset(PrintStream out) throws IOException {
        stop(out);
        Directory.delete(stage.directory());
    }
}
