package nl.meldkamer.agent.audit;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.config.AuditSettings.TailSettings;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.privacy.PersonalVault;
import nl.meldkamer.audit.privacy.ScreenedLog;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.TransactionalLog;
import nl.meldkamer.audit.tail.Sweep;
import nl.meldkamer.audit.tail.TableReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit completeness}: what the app's tables hold against what is recorded. */
@Command(
        name = "completeness",
        exitCodeOnInvalidInput = 1,
        description = {
            "Compare what the app's own tables hold with what is recorded, for each process and day, and name what is"
                    + " missing. Reads all rows of the tables that the tails follow, but for those that were modified in"
                    + " the last 15 minutes.",
            "Exits 1 when anything is missing, or a table could not be read."
        })
final class CompletenessCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--backfill", description = "Record what is missing.")
    private boolean backfill;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Leave out what was last modified before this day; by default nothing is left out.")
    private LocalDate since = LocalDate.EPOCH;

    @Override
    public Integer call() {
        if (audit.settings().tails().isEmpty()) throw new AuditException("the configuration has no audit tail");
        return audit.reading(store -> {
            DataKeys keys = PersonKeys.read(audit.settings());
            int incomplete = 0;
            for (TailSettings tail : audit.settings().tails()) incomplete += isComplete(store, keys, tail) ? 0 : 1;
            return incomplete == 0 ? 0 : 1;
        });
    }

    private boolean isComplete(AuditStore store, DataKeys keys, TailSettings tail) {
        Doors doors = new Doors(store.as(Role.WRITER), keys);
        Completeness completeness = new Completeness(tail, audit.configuration().timeZone(), store, doors);
        try {
            EventLog log = backfill ? log(store, doors, keys) : Sweep.nowhere();
            return told(tail.name(), completeness.sweep(since.atStartOfDay(), InstantSource.system(), log));
        } catch (SQLException e) {
            throw new AuditException(
                    "the database of tail " + tail.name() + " can't be reached, state " + e.getSQLState(), e);
        }
    }

    private static EventLog log(AuditStore store, Doors doors, DataKeys keys) {
        PersonalVault vault = new PersonalVault(keys, new SecureRandom());
        return new ScreenedLog(new TransactionalLog(store.as(Role.WRITER), vault), doors);
    }

    private boolean told(String name, Sweep.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        for (Sweep.Share share : result.shares())
            out.printf(
                    "%s  %s  %s: %d of %d%n", name, share.day(), share.process(), share.recorded(), share.expected());
        for (Sweep.Missing missing : result.missing()) out.printf("%s  missing  %s%n", name, missing.id());
        long unnamed = result.missingInAll() - result.missing().size();
        if (unnamed > 0) out.printf("%s  missing  %d more%n", name, unnamed);
        for (TableReport unread : result.unread())
            out.printf("%s  unknown  %s: %s%n", name, unread.document(), unread.trouble());
        if (result.shares().isEmpty()) out.printf("%s  no data: nothing is expected%n", name);
        else out.printf("%s  %d missing, %d filled in%n", name, result.missingInAll(), result.filled());
        return result.missingInAll() == result.filled() && result.unread().isEmpty();
    }
}
