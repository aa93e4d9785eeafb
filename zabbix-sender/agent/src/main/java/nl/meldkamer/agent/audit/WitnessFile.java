package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.meldkamer.audit.seal.Witness;

/**
 * Checkpoints in a file outside the database: the last one of each tree that was sent to Zabbix, so that the daemon knows
 * a backup that was put back for what it is before it writes to it. What {@link #remember} has returned for survives a
 * kill and a power cut. Thread-safe.
 *
 * <pre>
 * the file   signed notes one after the other, a blank line between them
 * a note     its text, each line ended by a line feed; a blank line; lines that begin with U+2014 and a space
 * </pre>
 */
final class WitnessFile implements Witness {

    private static final String SIGNATURE = "\u2014 ";

    private final Path file;

    /** By origin; the daemon's has one of each. */
    private final Map<String, List<String>> notes = new TreeMap<>();

    private WitnessFile(Path file) {
        this.file = file;
    }

    /** Reads what is there; throws {@link AuditException} when that can't be read. No signature of it is verified. */
    static WitnessFile open(Path file) {
        WitnessFile witness = new WitnessFile(file);
        if (!Files.exists(file)) return witness;
        try {
            for (String note : split(Files.readString(file))) witness.add(note);
            return witness;
        } catch (IOException e) {
            throw new AuditException("the checkpoints in " + file + " can't be read: " + e, e);
        }
    }

    /** A note ends where lines of signatures do. */
    static List<String> split(String text) {
        List<String> found = new ArrayList<>();
        StringBuilder note = new StringBuilder();
        boolean signed = false;
        for (String line : text.lines().toList()) {
            boolean signature = line.startsWith(SIGNATURE);
            if (signed && !signature) {
                found.add(note.toString());
                note.setLength(0);
            }
            signed = signature;
            if (note.length() > 0 || !line.isBlank()) note.append(line).append('\n');
        }
        if (note.length() > 0) found.add(note.toString());
        return found;
    }

    private void add(String note) {
        notes.computeIfAbsent(origin(note), any -> new ArrayList<>()).add(note);
    }

    private static String origin(String note) {
        return note.lines().findFirst().orElse("");
    }

    /** The trees that it has checkpoints of. */
    synchronized Set<String> origins() {
        return new TreeSet<>(notes.keySet());
    }

    @Override
    public synchronized List<String> seen(String origin) {
        return List.copyOf(notes.getOrDefault(origin, List.of()));
    }

    /** Keeps a checkpoint in place of the one that it has of the same tree. */
    synchronized void remember(String note) throws IOException {
        if (seen(origin(note)).equals(List.of(note))) return;
        Map<String, List<String>> after = new TreeMap<>(notes);
        after.put(origin(note), List.of(note));
        write(String.join("\n", after.values().stream().flatMap(List::stream).toList()));
        notes.put(origin(note), List.of(note));
    }

    private void write(String text) throws IOException {
        Path part = Path.of(file + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }
}
