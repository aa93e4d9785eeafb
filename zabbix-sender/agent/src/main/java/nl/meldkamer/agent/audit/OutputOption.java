package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes what it was asked for: to a new file, or to standard output. */
final class OutputOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "It must not be there. By default standard output.")
    private @Nullable Path file;

    void write(String what, String text) {
        var unused = write(what, out -> append(out, text));
    }

    private static Writer append(Writer out, String text) {
        try {
            return out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Throws {@link AuditException} when it can't be written. A file that was there before stays as it is; one that is
     * not complete does not stay behind, but after a crash.
     *
     * @param what such as {@code the report}, for the error
     * @param writing may throw {@link UncheckedIOException}
     */
    <T> T write(String what, Function<Writer, T> writing) {
        if (file == null) return writing.apply(spec.commandLine().getOut());
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            return complete(file, out, writing);
        } catch (IOException | UncheckedIOException e) {
            throw new AuditException(what + " can't be written to " + file + ": " + e, e);
        }
    }

    private static <T> T complete(Path file, Writer out, Function<Writer, T> writing) throws IOException {
        try {
            T result = writing.apply(out);
            out.flush();
            return result;
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }
}
