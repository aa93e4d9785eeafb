package nl.meldkamer.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.meldkamer.agent.command.Program;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual pages, the completion for bash and the changelog below a directory that becomes the package's root. */
final class Pages {

    private final Path sources;
    private final Path root;
    private final String version;

    private Pages(Path sources, Path root, String version) {
        this.sources = sources;
        this.root = root;
        this.version = version;
    }

    /** Arguments: the module's {@code src/main}, the directory to write to, Maven's version. */
    public static void main(String[] args) throws IOException {
        new Pages(Path.of(args[0]), Path.of(args[1]), args[2]).write();
    }

    private void write() throws IOException {
        CommandLine program = Program.commandLine();
        for (CommandPage page : CommandPage.all(program, version).toList())
            write("usr/share/man/man1/" + page.name() + ".1", page.text());
        List<String> configuration = Files.readAllLines(sources.resolve("root/etc/meldkamer/meldkamer.yaml"));
        write("usr/share/man/man5/meldkamer.yaml.5", ConfigurationPage.text(configuration, version));
        write("usr/share/bash-completion/completions/meldkamer", completion(program));
        write("usr/share/doc/meldkamer/changelog", changelog());
    }

    /** Is read by a shell and not started, so that its first line would be wrong. */
    private static String completion(CommandLine program) {
        return AutoComplete.bash("meldkamer", program).replaceFirst("^#!.*\n", "");
    }

    /** A snapshot comes before its release in Debian's order. */
    private String changelog() throws IOException {
        return Files.readString(sources.resolve("changelog"))
                .replace("@VERSION@", version.replace("-SNAPSHOT", "~snapshot"));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
