package nl.meldkamer.audit.seal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.TilePath;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A run of events, read in one go: each row compared with itself, its place, and its hash in the tile. Keeps the tiles
 * of the run, 32 bytes an event. Used by one thread, as the connection is.
 */
final class Segment {
    /** Takes the leaves in order, none left out. Not to use the connection: it is busy. */
    @FunctionalInterface
    interface Leaves {
        void accept(long seq, Hash leaf);
    }

    private final Handle handle;
    private final StreamName stream;
    private final long from;
    private final long to;
    private final Faults faults;
    private final Map<Long, byte[]> tiles;
    private final Dropped dropped;

    /** @param from how many events of the stream come before it; {@code to} is that of its end */
    Segment(Handle handle, StreamName stream, long from, long to, Faults faults) {
        this.handle = handle;
        this.stream = stream;
        this.from = from;
        this.to = to;
        this.faults = faults;
        this.tiles = tiles();
        this.dropped = Dropped.of(handle, stream);
    }

    private Map<Long, byte[]> tiles() {
        return handle.createQuery("SELECT idx, hashes FROM audit.tile WHERE stream = :stream AND level = 0"
                        + " AND idx >= :first AND idx <= :last")
                .bind("stream", stream.id())
                .bind("first", from / TilePath.FULL)
                .bind("last", (to - 1) / TilePath.FULL)
                .reduceResultSet(new HashMap<>(), (map, row, context) -> {
                    map.put(row.getLong(1), row.getBytes(2));
                    return map;
                });
    }

    /**
     * Reads it. Where a tile has the hash of an event, that is the one that the sink gets, so that one event that was
     * changed is one fault, and does not make every root after it wrong.
     */
    void read(Leaves sink) {
        String query = "SELECT " + EventRow.COLUMNS + " FROM audit.event WHERE stream = " + stream.id() + " AND seq >= "
                + from + " AND seq < " + to + " ORDER BY stream, seq";
        try (BinaryRows rows = new BinaryRows(handle.getConnection(), query, EventRow.COLUMN_COUNT)) {
            read(rows, sink);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the events of stream " + stream.name() + " can't be read: " + e.getMessage(), e);
        }
    }

    private void read(BinaryRows rows, Leaves sink) throws SQLException {
        EventRow check = new EventRow(stream);
        long next = from;
        while (rows.next()) {
            long seq = rows.int64(EventRow.SEQ);
            while (next < seq) missing(next++, sink);
            if (seq < next) {
                faults.add(seq, "there is another row with this number");
            } else {
                present(seq, check.check(rows), sink);
                next++;
            }
        }
        while (next < to) missing(next++, sink);
    }

    private void present(long seq, EventRow.Checked row, Leaves sink) {
        Optional<Hash> sealed = sealed(seq);
        if (row.fault() != null) faults.add(seq, row.fault());
        else if (sealed.isPresent() && !sealed.get().equals(row.leaf())) faults.add(seq, "it is not what was sealed");
        sink.accept(seq, sealed.orElse(row.leaf()));
    }

    private void missing(long seq, Leaves sink) {
        Optional<Hash> sealed = sealed(seq);
        if (!dropped.has(seq)) faults.add(seq, "it is missing");
        else if (sealed.isEmpty()) faults.add(seq, "it was dropped, and its hash is not kept in a tile");
        sink.accept(seq, sealed.orElseGet(() -> Hash.leaf(new byte[0])));
    }

    /** Its hash by the tile; a tile of a wrong length has none. */
    private Optional<Hash> sealed(long seq) {
        byte[] tile = tiles.get(seq / TilePath.FULL);
        if (tile == null || tile.length != TilePath.FULL * Hash.SIZE) return Optional.empty();
        return Optional.of(Hash.at(tile, (int) (seq % TilePath.FULL)));
    }

    /** Names the full tiles of a tree of this size that are not there. */
    void requireTiles(long size) {
        for (long tile = from / TilePath.FULL; (tile + 1) * TilePath.FULL <= Math.min(to, size); tile++) {
            byte[] hashes = tiles.get(tile);
            boolean whole = hashes != null && hashes.length == TilePath.FULL * Hash.SIZE;
            if (!whole)
                faults.add(tile * TilePath.FULL, new TilePath(0, tile, TilePath.FULL) + " is missing or damaged");
        }
    }

    /** The runs that retention has dropped, by their tombstones. */
    private record Dropped(Map<Long, Long> lastByFirst) {
        private static final RowMapper<Map.Entry<Long, Long>> RUN =
                (row, context) -> Map.entry(row.getLong(1), row.getLong(2));

        static Dropped of(Handle handle, StreamName stream) {
            return new Dropped(
                    handle.createQuery("SELECT first_seq, last_seq FROM audit.tombstone WHERE stream = :stream")
                            .bind("stream", stream.id())
                            .map(RUN)
                            .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        boolean has(long seq) {
            return lastByFirst.entrySet().stream().anyMatch(run -> run.getKey() <= seq && seq <= run.getValue());
        }
    }
}
