package nl.meldkamer.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the catalogue costs the database of a large site. */
@Command(
        name = "cost",
        description =
                "Makes a large site on a database server of its own, collects every group of the catalogue from it"
                        + " with the daemon's own classes, and prints what each costs, how the server goes about it, and"
                        + " what the peer's queries cost there.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 2)
final class CostProgram implements Callable<Integer> {

    private static final long SEED = 200;

    @Option(names = "--engine", description = "mariadb or postgresql (${DEFAULT-VALUE})", defaultValue = "mariadb")
    private String engineName = "mariadb";

    @Option(
            names = "--members",
            description = "of the site that is made larger (${DEFAULT-VALUE})",
            defaultValue = "5000")
    private int members;

    @Option(names = "--factor", description = "how many times larger (${DEFAULT-VALUE})", defaultValue = "40")
    private int factor;

    @Option(names = "--rounds", description = "of each group (${DEFAULT-VALUE})", defaultValue = "5")
    private int rounds;

    @Option(names = "--directory", description = "where the database lies while it is measured (a temporary one)")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--keep", description = "keep the site in the directory, and measure one that was kept there")
    private boolean keep;

    @Option(names = "--sql", description = "statements to put to the site first, such as indexes")
    private @Nullable Path statements;

    private final PrintStream out;

    CostProgram(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CostProgram(System.out)).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path place = place();
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        Stage stage = new Stage(place, settings);
        boolean mariaDb = engineName.equals("mariadb");
        Server server = mariaDb ? stage.mariaDb() : stage.postgres();
        Engine engine = mariaDb ? stage.mariaDb() : stage.postgres();
        server.start();
        try {
            SiteDatabase site = stage.siteOn(engine);
            Path grown = place.resolve("grown");
            if (!Files.exists(grown)) {
                grow(site);
                Files.createFile(grown);
            }
            if (statements != null) prepare(site, Files.readString(statements));
            measure(site);
        } finally {
            server.stop();
            if (!keep) Directory.delete(place);
        }
        return 0;
    }

    private Path place() throws IOException {
        if (!keep) return Files.createTempDirectory(directory, "cost");
        return Files.createDirectories(directory.resolve("cost-" + engineName + "-" + factor));
    }

    private void grow(SiteDatabase site) throws SQLException, IOException {
        LocalDateTime now = LocalDateTime.ofInstant(Clock.systemUTC().instant(), SiteDatabase.ZONE)
                .truncatedTo(ChronoUnit.SECONDS);
        site.fill(Association.generate(SEED, members, Health.TROUBLED, now));
        try (Connection owner = site.connect()) {
            new SiteGrowth(site.engine(), owner, out).grow(factor);
        }
    }

    private void prepare(SiteDatabase site, String sql) throws SQLException, IOException {
        try (Connection owner = site.connect();
                Statement statement = owner.createStatement()) {
            for (String each : sql.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                if (each.isBlank()) continue;
                long start = System.nanoTime();
                statement.execute(each);
                out.printf("%.1f s for%s%n", (System.nanoTime() - start) / 1e9, each.stripTrailing());
            }
        }
    }

    private void measure(SiteDatabase site) throws SQLException, IOException {
        CostReport report = new CostReport(new CatalogueCost(site, rounds).measure());
        report.printCosts(out);
        out.println();
        report.printPlans(out);
        out.println();
        report.printComparison(out, new PeerCost(site).measure(rounds));
    }
}
