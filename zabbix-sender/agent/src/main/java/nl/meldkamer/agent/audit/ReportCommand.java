package nl.meldkamer.agent.audit;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.config.AuditSettings.TailSettings;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.report.AppComparison;
import nl.meldkamer.audit.report.GoneException;
import nl.meldkamer.audit.report.Period;
import nl.meldkamer.audit.report.Report;
import nl.meldkamer.audit.report.ReportFormat;
import nl.meldkamer.audit.report.ReportKind;
import nl.meldkamer.audit.report.Reporter;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tail.Sweep;
import nl.meldkamer.audit.tree.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit report}: what was recorded in a period, counted as of signed trees. */
@Command(
        name = "report",
        exitCodeOnInvalidInput = 1,
        description = {
            "Make a report of what was recorded in a period: day, week, month, compliance or kpi.",
            "Exits 0 when it is made, 2 when it is made and says that a checkpoint or an event is not valid, 1 when it can't"
                    + " be made."
        })
final class ReportCommand implements Callable<Integer> {

    private static final int INVALID = 2;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "KIND", description = "day, week, month, compliance or kpi; the last two are of a month.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String kind;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "A day of the period; by default the last one that is over.")
    private @Nullable LocalDate date;

    @Option(names = "--from", paramLabel = "DATE", description = "In place of --date: the first day, with --to.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day.")
    private @Nullable LocalDate to;

    @Option(names = "--format", paramLabel = "FORMAT", description = "html, csv or json; by default html.")
    private String format = "html";

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--verify",
            description = "Read each event that is counted again, and prove it: some 300,000 a second.")
    private boolean verify;

    @Option(
            names = "--completeness",
            description =
                    "Compare the app's own tables with the record, as audit completeness does, and count that too.")
    private boolean completeness;

    @Override
    public Integer call() {
        ReportKind chosen = kind();
        ReportFormat form = format();
        Period period = period(chosen);
        VerifierKey key = SigningKey.readPublic(audit.settings().seal().publicKey());
        return audit.reading(store -> {
            Optional<AppComparison> app = completeness ? Optional.of(compare(store, period)) : Optional.empty();
            Reporter reporter = new Reporter(store.as(Role.READER), key, InstantSource.system());
            Report report = report(reporter, new Reporter.Order(chosen, period, app, verify));
            output.write("the report", form.write(report));
            return report.isValid() ? 0 : INVALID;
        });
    }

    private static Report report(Reporter reporter, Reporter.Order order) {
        try {
            return reporter.report(order);
        } catch (GoneException e) {
            throw new AuditException(String.valueOf(e.getMessage()), e);
        }
    }

    private ReportKind kind() {
        for (ReportKind each : ReportKind.values()) if (each.word().equals(kind)) return each;
        throw new ParameterException(
                spec.commandLine(), "'" + kind + "' is none of day, week, month, compliance and kpi");
    }

    private ReportFormat format() {
        for (ReportFormat each : ReportFormat.values()) if (each.word().equals(format)) return each;
        throw new ParameterException(spec.commandLine(), "'" + format + "' is none of html, csv and json");
    }

    private Period period(ReportKind chosen) {
        ZoneId zone = audit.configuration().timeZone();
        if ((from == null) != (to == null) || (from != null && date != null))
            throw new ParameterException(spec.commandLine(), "give --date, or both --from and --to");
        if (from != null && to != null) {
            if (to.isBefore(from)) throw new ParameterException(spec.commandLine(), "--to is before --from");
            return new Period(from, to, zone);
        }
        return date == null ? chosen.before(chosen.periodOf(LocalDate.now(zone), zone)) : chosen.periodOf(date, zone);
    }

    private AppComparison compare(AuditStore store, Period period) {
        if (audit.settings().tails().isEmpty()) throw new AuditException("the configuration has no audit tail");
        DataKeys keys = new DataKeys(WrappingKeys.open(audit.settings()), new SecureRandom(), InstantSource.system());
        Doors doors = new Doors(store.as(Role.WRITER), keys);
        Instant now = Instant.now();
        List<Sweep.Result> results = new ArrayList<>();
        for (TailSettings tail : audit.settings().tails())
            results.add(sweep(new Completeness(tail, period.zone(), store, doors), period));
        return AppComparisons.sum(results, now, period);
    }

    private static Sweep.Result sweep(Completeness completeness, Period period) {
        try {
            return completeness.sweep(period.first().atStartOfDay(), InstantSource.system(), Sweep.nowhere());
        } catch (SQLException e) {
            throw new AuditException(
                    "the database of tail " + completeness.tail().name() + " can't be reached, state "
                            + e.getSQLState(),
                    e);
        }
    }
}
