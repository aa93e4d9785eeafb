package nl.meldkamer.e2e.audit.performance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The peer of bulk ingest: rows of the store, read beforehand into a file, into a table without index or trigger. The
 * format is that of COPY (FORMAT binary), in pieces of 500 rows:
 *
 * <pre>
 * size  what
 *    4  length n of the piece
 *    n  rows, without header and trailer
 * </pre>
 */
final class PlainCopy {

    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1);
    private static final byte[] TRAILER = {-1, -1};

    private final Connection connection;
    private final CopyManager copies;
    private final Path file;

    PlainCopy(Connection connection, Path file) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.file = file;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS plain (LIKE audit.event)");
        }
    }

    /** Reads the last rows of a stream into the file. */
    void read(String stream, long count) throws SQLException, IOException {
        CopyOut out =
                copies.copyOut("COPY (SELECT event.* FROM audit.event JOIN audit.stream ON id = stream WHERE name = '"
                        + stream + "' AND seq >= head - " + count + " ORDER BY seq) TO STDOUT (FORMAT binary)");
        try (DataOutputStream pieces = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            ByteArrayOutputStream piece = new ByteArrayOutputStream();
            int rows = 0;
            boolean first = true;
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy(), first = false) {
                int from = first ? HEADER.length : 0;
                // The server may send the header, and does send the trailer, by itself.
                if (row.length - from <= TRAILER.length) continue;
                piece.write(row, from, row.length - from);
                if (++rows % BulkIngest.SUBMISSION == 0) write(pieces, piece);
            }
            write(pieces, piece);
        }
    }

    private static void write(DataOutputStream pieces, ByteArrayOutputStream piece) throws IOException {
        pieces.writeInt(piece.size());
        piece.writeTo(pieces);
        piece.reset();
    }

    /** All rows in one transaction. */
    Speed inOne(long count) throws SQLException, IOException {
        empty();
        Speed.Watch watch = new Speed.Watch();
        CopyIn copy = begin();
        try (DataInputStream pieces = pieces()) {
            for (byte[] piece = next(pieces); piece.length > 0; piece = next(pieces))
                copy.writeToCopy(piece, 0, piece.length);
        }
        end(copy);
        return watch.of(count);
    }

    /** A transaction for each 500 rows, as the store's writer has. */
    Speed inBatches(long count) throws SQLException, IOException {
        empty();
        Speed.Watch watch = new Speed.Watch();
        try (DataInputStream pieces = pieces()) {
            for (byte[] piece = next(pieces); piece.length > 0; piece = next(pieces)) {
                CopyIn copy = begin();
                copy.writeToCopy(piece, 0, piece.length);
                end(copy);
            }
        }
        return watch.of(count);
    }

    private void empty() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE plain");
            statement.execute("CHECKPOINT");
        }
    }

    private DataInputStream pieces() throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
    }

    private static byte[] next(DataInputStream pieces) throws IOException {
        return pieces.readNBytes(pieces.readInt());
    }

    private CopyIn begin() throws SQLException {
        CopyIn copy = copies.copyIn("COPY plain FROM STDIN (FORMAT binary)");
        copy.writeToCopy(HEADER, 0, HEADER.length);
        return copy;
    }

    private static void end(CopyIn copy) throws SQLException {
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        copy.endCopy();
    }
}
