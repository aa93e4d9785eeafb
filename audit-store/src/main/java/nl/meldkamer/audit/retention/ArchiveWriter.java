package nl.meldkamer.audit.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import nl.meldkamer.audit.seal.StoredTiles;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.Tree;
import org.jdbi.v3.core.Handle;

/** Writes an {@link Archive}: beside it first, and in its place once the disk has all of it. Used by one thread. */
final class ArchiveWriter {

    private static final int FETCH_SIZE = 500;

    private final Handle handle;
    private final YearMonth month;
    private final int policy;

    /** @param handle in a transaction, of one moment */
    ArchiveWriter(Handle handle, YearMonth month, int policy) {
        this.handle = handle;
        this.month = month;
        this.policy = policy;
    }

    /** The events of a stream in a month: they have no holes. */
    private record Run(int stream, String name, long first, long last) {}

    private record LastCheckpoint(long size, String note) {}

    void write(Path file) throws IOException, ArchiveException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            write(out);
            out.flush();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private void write(Writer out) throws IOException, ArchiveException {
        put(
                out,
                Archive.line()
                        .put("archive", Archive.VERSION)
                        .put("month", month.toString())
                        .put("policy", policy));
        long events = 0;
        for (Run run : runs()) {
            write(out, run);
            events += run.last - run.first + 1;
        }
        put(out, Archive.line().put("end", events));
    }

    private List<Run> runs() {
        return handle.createQuery("SELECT e.stream, s.name, min(seq), max(seq) FROM audit.event e"
                        + " JOIN audit.stream s ON s.id = e.stream WHERE month = :month GROUP BY 1, 2 ORDER BY 1")
                .bind("month", month.atDay(1))
                .map((row, context) -> new Run(row.getInt(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    private void write(Writer out, Run run) throws IOException, ArchiveException {
        LastCheckpoint last = lastCheckpoint(run);
        put(
                out,
                Archive.line()
                        .put("stream", run.name)
                        .put("first", run.first)
                        .put("last", run.last)
                        .put("checkpoint", last.note));
        StoredTiles tiles = new StoredTiles(handle, run.stream);
        Tree tree = new Tree(tiles, last.size);
        for (long tile = run.first / TilePath.FULL; tile <= run.last / TilePath.FULL; tile++) {
            put(out, tile(tiles, tree, tile));
            long from = Math.max(run.first, tile * TilePath.FULL);
            events(out, run, from, Math.min(run.last + 1, (tile + 1) * TilePath.FULL));
        }
    }

    private LastCheckpoint lastCheckpoint(Run run) throws ArchiveException {
        return handle.createQuery("SELECT size, note FROM audit.checkpoint WHERE stream = :stream AND size >= :needed"
                        + " ORDER BY size DESC LIMIT 1")
                .bind("stream", run.stream)
                .bind("needed", (run.last / TilePath.FULL + 1) * TilePath.FULL)
                .map((row, context) -> new LastCheckpoint(row.getLong(1), row.getString(2)))
                .findOne()
                .orElseThrow(
                        () -> new ArchiveException("stream " + run.name + " is not sealed to the end of the tile of"
                                + " event " + run.last + ": it has to grow first, and the daemon to run"));
    }

    private static ObjectNode tile(StoredTiles tiles, Tree tree, long tile) {
        ObjectNode line = Archive.line().put("tile", tile);
        line.put("hashes", base64(tiles.read(new TilePath(0, tile, TilePath.FULL))));
        ArrayNode path = line.putArray("path");
        for (Hash hash : tree.inclusion(tile * TilePath.FULL).path()) path.add(hash.base64());
        return line;
    }

    private void events(Writer out, Run run, long from, long to) {
        handle.createQuery("SELECT seq, canonical FROM audit.event WHERE stream = :stream AND month = :month"
                        + " AND seq >= :from AND seq < :to ORDER BY seq")
                .setFetchSize(FETCH_SIZE)
                .bind("stream", run.stream)
                .bind("month", month.atDay(1))
                .bind("from", from)
                .bind("to", to)
                .map((row, context) ->
                        Archive.line().put("seq", row.getLong(1)).put("canonical", base64(row.getBytes(2))))
                .forEach(line -> put(out, line));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void put(Writer out, ObjectNode line) {
        try {
            out.write(line.toString());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
