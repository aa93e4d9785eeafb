package nl.meldkamer.agent.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.CatalogueSchema;
import nl.meldkamer.templates.ExportFormat;
import nl.meldkamer.templates.TemplateXml;
import nl.meldkamer.templates.Via;
import nl.meldkamer.templates.yaml.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What Zabbix imports. */
@Command(
        name = "template",
        description = "Makes the template that Zabbix imports.",
        mixinStandardHelpOptions = true,
        subcommands = {TemplateCommand.Export.class, TemplateCommand.Schema.class, HelpCommand.class})
final class TemplateCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    /** For editors. */
    @Command(
            name = "schema",
            description = "Prints the JSON schema of a catalogue's files, for editors.",
            mixinStandardHelpOptions = true)
    static final class Schema implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli fills it
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(CatalogueSchema.text());
            out.flush();
            return 0;
        }
    }

    /** Writes the XML. */
    @Command(
            name = "export",
            description = "Writes the template of a catalogue as XML.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli fills it
        private CommandSpec spec;

        @Option(
                names = "--zabbix",
                paramLabel = "VERSION",
                defaultValue = "6.0",
                description = "Format: 6.0 or 7.0; by default ${DEFAULT-VALUE}.")
        private String version = "6.0";

        @Option(
                names = "--catalogue",
                paramLabel = "DIR",
                description =
                        "Directory of a catalogue, or the name of a built-in one; by default verenigingen, and with"
                                + " --via jmx meldkamer, the collector itself.")
        private @Nullable String catalogue;

        @Option(
                names = "--via",
                paramLabel = "WAY",
                defaultValue = "trapper",
                description = "How Zabbix comes by the values: ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
        private Via via = Via.TRAPPER;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Where to write; by default to standard output.")
        private @Nullable Path output;

        @Override
        public Integer call() {
            String usual = via == Via.JMX ? "meldkamer" : "verenigingen";
            Catalogue declared = Site.catalogue(catalogue == null ? usual : catalogue);
            String xml = TemplateXml.write(declared.by(via), format());
            if (output != null) write(output, xml);
            else print(spec.commandLine().getOut(), xml);
            return 0;
        }

        private ExportFormat format() {
            List<String> versions = Arrays.stream(ExportFormat.values())
                    .map(ExportFormat::version)
                    .toList();
            return Arrays.stream(ExportFormat.values())
                    .filter(format -> format.version().equals(version))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "there is no format for Zabbix " + version + Suggestion.hint(version, versions)));
        }

        private static void print(PrintWriter out, String xml) {
            out.print(xml);
            out.flush();
        }

        /** Whole or not at all: an administrator may import the file at any moment. */
        private static void write(Path file, String xml) {
            Path half = file.resolveSibling(file.getFileName() + ".new");
            try {
                Files.writeString(half, xml, StandardCharsets.UTF_8);
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new CommandException("the template can't be written to " + file + ": " + e, e);
            }
        }
    }
}
