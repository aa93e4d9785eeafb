package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.bank.BankFile;
import nl.meldkamer.audit.bank.BankFileException;
import nl.meldkamer.audit.bank.BankImport;
import nl.meldkamer.audit.bank.BankImport.Outcome;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit bank}: takes in what the bank says came back. */
@Command(
        name = "bank",
        exitCodeOnInvalidInput = 1,
        description = {
            "Take in files of a bank, each once: pain.002, camt.053 and camt.054. What came back becomes events, which the"
                    + " daemon records.",
            "Exits 1 when a file could not be read; the others are taken in."
        })
final class BankCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "As the bank gave it.")
    private List<Path> files = List.of();

    @Option(names = "--stream", paramLabel = "NAME", description = "By default the one of the configuration.")
    private @Nullable String stream;

    @Override
    public Integer call() {
        return audit.reading(store -> {
            BankImport bank = bank(store);
            int unread = 0;
            for (Path file : files) unread += take(bank, file) ? 0 : 1;
            return unread == 0 ? 0 : 1;
        });
    }

    private BankImport bank(AuditStore store) {
        return new BankImport(
                store.as(Role.WRITER),
                new Doors(store.as(Role.WRITER), PersonKeys.read(audit.settings())),
                stream == null ? audit.settings().stream() : stream,
                audit.configuration().timeZone(),
                InstantSource.system());
    }

    private boolean take(BankImport bank, Path file) {
        try {
            spec.commandLine().getOut().printf("%s  %s%n", file, told(bank.take(file)));
            return true;
        } catch (BankFileException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + " can't be read: " + e);
        }
        return false;
    }

    private static String told(Outcome outcome) {
        if (outcome instanceof Outcome.Known known)
            return "already imported, as %s on %s".formatted(known.name(), known.imported());
        BankFile file = ((Outcome.Imported) outcome).file();
        return "%s, %d messages, %d events"
                .formatted(file.format(), file.statements().size(), file.returned());
    }
}
