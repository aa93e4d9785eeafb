package nl.meldkamer.agent.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what was appended to a log file since a position. When the file was rotated, by renaming it or by copying and
 * emptying it, the rest of the old one is read first, as long as it lies uncompressed beside the file under a name that
 * begins with the file's. A file that was empty at one reading, and was filled, copied and emptied before the next, leaves
 * no trace: so does one that was rotated away twice. A line counts once its end is there. Holds nothing open between two readings; not thread-safe.
 */
public final class Tail {

    /** Far more than a log grows between two readings. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** Whoever is further behind will not catch up, and what is so old says nothing of now. */
    private static final long MOST_BEHIND = 64L * 1024 * 1024;

    private static final int FIRST_BYTES = 1024 * 1024;
    private static final int MOST_SIBLINGS = 1000;

    private final Path path;
    private final int mostBytes;
    private final long mostBehind;
    private final int firstBytes;

    public Tail(Path path) {
        this(path, MOST_BYTES, MOST_BEHIND, FIRST_BYTES);
    }

    Tail(Path path, int mostBytes, long mostBehind, int firstBytes) {
        this.path = path;
        this.mostBytes = mostBytes;
        this.mostBehind = mostBehind;
        this.firstBytes = firstBytes;
    }

    /** The last lines of the file, for who has never read it. */
    public Chunk last() throws IOException {
        try (LogFile file = LogFile.open(path)) {
            long start = file.lineStart(Math.max(0, file.size() - firstBytes), mostBytes);
            return file.read(start, mostBytes);
        }
    }

    /** What came after the position, at most 8 MiB of it at a time. */
    public Chunk after(Position position) throws IOException {
        try (LogFile file = LogFile.open(path)) {
            if (file.continues(position)) return readOn(file, position.offset());
            Optional<Chunk> rest = rest(position);
            if (rest.filter(chunk -> !chunk.lines().isEmpty()).isPresent()) return rest.get();
            return readOn(file, 0);
        }
    }

    private Chunk readOn(LogFile file, long offset) throws IOException {
        long behind = file.size() - offset;
        if (behind <= mostBehind) return file.read(offset, mostBytes);
        long start = file.lineStart(file.size() - mostBytes, mostBytes);
        Chunk newest = file.read(start, mostBytes);
        return new Chunk(newest.lines(), newest.position(), start - offset + newest.skipped());
    }

    /** What was not read of the file that had the name before; the new file's turn comes when nothing is left of it. */
    private Optional<Chunk> rest(Position position) throws IOException {
        for (Path sibling : siblings()) {
            try (LogFile old = LogFile.open(sibling)) {
                boolean same = position.offset() == 0 ? old.continues(position) : old.holds(position);
                if (same) return Optional.of(readOn(old, position.offset()));
            }
        }
        return Optional.empty();
    }

    private List<Path> siblings() throws IOException {
        String name = path.getFileName().toString();
        try (Stream<Path> all = Files.list(path.toAbsolutePath().getParent())) {
            return all.filter(each -> each.getFileName().toString().startsWith(name))
                    .filter(each -> !each.getFileName().toString().equals(name) && Files.isRegularFile(each))
                    .limit(MOST_SIBLINGS)
                    .sorted()
                    .toList();
        }
    }
}
