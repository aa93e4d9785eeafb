package nl.meldkamer.agent.audit;

import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.export.EventExport;
import nl.meldkamer.audit.export.ExportFormat;
import nl.meldkamer.audit.store.AuditStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit export}: events for other programs. */
@Command(
        name = "export",
        exitCodeOnInvalidInput = 1,
        description = {
            "Write events for other programs, one a line, without personal fields: by the Open Cybersecurity Schema Framework"
                    + " (ocsf), the Elastic Common Schema (ecs), as a table (csv), or in the record's own words (json).",
            "Exits 0 when all are written, 2 when some could not be read and were left out, 1 when it can't be done."
        })
final class ExportCommand implements Callable<Integer> {

    private static final int LEFT_OUT = 2;

    /** PostgreSQL's dates go further, but no event does. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "ocsf, ecs, csv or json.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String format;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day of recording; by default all of them.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day.")
    private @Nullable LocalDate to;

    @Option(names = "--stream", paramLabel = "NAME", description = "By default all of them.")
    private @Nullable String stream;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ExportFormat form = form();
        return audit.reading(store -> {
            EventExport.Result result = export(store, form);
            if (result.unreadable() == 0) return 0;
            spec.commandLine()
                    .getErr()
                    .println(result.unreadable() + " events could not be read and were left out; run audit verify");
            return LEFT_OUT;
        });
    }

    private ExportFormat form() {
        for (ExportFormat each : ExportFormat.values()) if (each.word().equals(format)) return each;
        throw new ParameterException(spec.commandLine(), "'" + format + "' is none of ocsf, ecs, csv and json");
    }

    private EventExport.Result export(AuditStore store, ExportFormat form) {
        if (stream != null && store.reader().stream(stream).isEmpty())
            throw new AuditException("there is no stream '" + stream + "' yet");
        return output.write("the events", out -> write(store, form, out));
    }

    private EventExport.Result write(AuditStore store, ExportFormat form, Writer out) {
        ZoneId zone = audit.configuration().timeZone();
        Instant start = from == null ? Instant.EPOCH : from.atStartOfDay(zone).toInstant();
        Instant end = to == null ? END : to.plusDays(1).atStartOfDay(zone).toInstant();
        return new EventExport(store, form).write(Optional.ofNullable(stream), start, end, out);
    }
}
