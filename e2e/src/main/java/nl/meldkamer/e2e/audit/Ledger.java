package nl.meldkamer.e2e.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a producer has done, outside the store. The kernel has a line before the next thing is done, so that a SIGKILL
 * takes none away. Thread-safe.
 *
 * <pre>
 * line  "made" space id space "."                    before the event is handed to the store
 *       "acknowledged" space id space seq space "."  after the store has answered for it
 * </pre>
 */
final class Ledger implements Closeable {

    private final FileChannel file;

    private Ledger(FileChannel file) {
        this.file = file;
    }

    static Ledger append(Path file) throws IOException {
        Ledger ledger = new Ledger(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        // Ends a line that the one before was killed in.
        ledger.write("\n");
        return ledger;
    }

    void made(List<String> ids) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String id : ids) lines.append("made ").append(id).append(" .\n");
        write(lines);
    }

    /** @param seqs of the events of these ids, in the same order */
    void acknowledged(List<String> ids, List<Long> seqs) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ids.size(); i++)
            lines.append("acknowledged ")
                    .append(ids.get(i))
                    .append(' ')
                    .append(seqs.get(i))
                    .append(" .\n");
        write(lines);
    }

    private synchronized void write(CharSequence lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(UTF_8));
        while (bytes.hasRemaining()) file.write(bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * What is in the file.
     *
     * @param acknowledged id to number
     */
    record Content(Set<String> made, Map<String, Long> acknowledged) {
        Content {
            made = Set.copyOf(made);
            acknowledged = Map.copyOf(acknowledged);
        }
    }

    /** Reads whole lines; one that a kill has cut short was not done. */
    static Content read(Path file) throws IOException {
        Set<String> made = new HashSet<>();
        Map<String, Long> acknowledged = new HashMap<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            if (!line.endsWith(" .")) continue;
            String[] words = line.split(" ", -1);
            if (words[0].equals("made")) made.add(words[1]);
            else acknowledged.put(words[1], Long.valueOf(words[2]));
        }
        return new Content(made, acknowledged);
    }
}
