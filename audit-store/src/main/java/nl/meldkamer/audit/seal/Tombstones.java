package nl.meldkamer.audit.seal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The runs of events of a stream that retention has dropped. */
record Tombstones(List<Run> runs) {

    record Run(long first, long last) {}

    /**
     * Those of a stream, to which none is added before the end of the transaction: an event that is not there, and in
     * none of them, is missing.
     *
     * @param transaction which has not asked for anything if it is to be of one snapshot
     */
    static Tombstones of(Handle transaction, StreamName stream) {
        // Retention lets go of a month when nobody has the table, and of whom it waits for it takes nothing away.
        transaction.execute("LOCK TABLE ONLY audit.event IN ACCESS SHARE MODE");
        return new Tombstones(transaction
                .createQuery("SELECT first_seq, last_seq FROM audit.tombstone WHERE stream = :stream ORDER BY 1, 2")
                .bind("stream", stream.id())
                .map((row, context) -> new Run(row.getLong(1), row.getLong(2)))
                .list());
    }

    boolean have(long seq) {
        return runs.stream().anyMatch(run -> run.first <= seq && seq <= run.last);
    }

    /** How many events they stand for. */
    long events() {
        return runs.stream().mapToLong(run -> run.last - run.first + 1).sum();
    }
}
