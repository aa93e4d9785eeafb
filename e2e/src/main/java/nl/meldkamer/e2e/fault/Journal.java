package nl.meldkamer.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import nl.meldkamer.sender.Sample;

/**
 * What a producer knows about its samples, written outside of the spool. The kernel has a line before the next thing is
 * done, so that a kill of the producer leaves all but what it had not come to. Several producers, one after another,
 * write on. A line is words with spaces between, and is whole when it ends in a line feed:
 *
 * <pre>
 * run                              a producer starts
 * made NUMBER ITEM CLOCK NS        is about to be spooled; ITEM is an index into {@link Item#ALL}
 * acknowledged NUMBER              the spool has it
 * refused NUMBER                   the spool said that it has not
 * taken NUMBER                     Zabbix answered that it has it
 * </pre>
 *
 * Thread-safe.
 */
final class Journal implements AutoCloseable {

    private final OutputStream file;

    Journal(Path path) throws IOException {
        file = new FileOutputStream(path.toFile(), true);
        // Also ends a line that the one before was killed in.
        write("\nrun\n");
    }

    void made(long first, int item, List<Sample> samples) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            lines.append("made ").append(first + i).append(' ').append(item);
            lines.append(' ')
                    .append(sample.clock())
                    .append(' ')
                    .append(sample.ns())
                    .append('\n');
        }
        write(lines.toString());
    }

    void acknowledged(List<Sample> samples) {
        writeEach("acknowledged ", samples);
    }

    void refused(List<Sample> samples) {
        writeEach("refused ", samples);
    }

    void taken(List<Sample> samples) {
        writeEach("taken ", samples);
    }

    private void writeEach(String word, List<Sample> samples) {
        StringBuilder lines = new StringBuilder();
        for (Sample sample : samples)
            lines.append(word).append(Item.number(sample.value())).append('\n');
        write(lines.toString());
    }

    private synchronized void write(String lines) {
        try {
            file.write(lines.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written, so that nothing can be proved", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
