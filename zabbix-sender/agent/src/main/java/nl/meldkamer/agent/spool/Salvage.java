package nl.meldkamer.agent.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the samples of a damaged file over into a new one: from the oldest up to where reading fails, and from the
 * newest down to there. Only what its checksum vouches for is taken, with its id. The damaged file stays as it is.
 */
final class Salvage {

    private static final Logger log = LoggerFactory.getLogger(Salvage.class);

    private final Connection damaged;
    private final Statements fresh;
    private final SampleTable samples;
    private final Checksum checksum = new Checksum();
    private int count;
    private long highestFromBelow;

    private Salvage(Connection damaged, Statements fresh) {
        this.damaged = damaged;
        this.fresh = fresh;
        samples = new SampleTable(fresh);
    }

    /** How many samples could be carried over. */
    static int run(Path damaged, Connection fresh) throws SQLException {
        try (Connection source = Database.reader(damaged)) {
            return new Salvage(source, new Statements(fresh)).run();
        } catch (SQLException e) {
            if (!Database.isDamage(e)) throw e;
            return 0;
        }
    }

    private int run() throws SQLException {
        fresh.begin(true);
        long destinations = destinations();
        copy("ORDER BY id", destinations);
        copy("AND id > " + highestFromBelow + " ORDER BY id DESC", destinations);
        Schema.repairCounter(fresh.connection());
        fresh.commit();
        return count;
    }

    /** Carries the names over, so that each keeps its bit; all bits together. */
    private long destinations() throws SQLException {
        try (Statement query = damaged.createStatement();
                ResultSet rows = query.executeQuery("SELECT bit, name FROM destination");
                PreparedStatement insert =
                        fresh.connection().prepareStatement("INSERT OR IGNORE INTO destination VALUES (?, ?)")) {
            while (rows.next()) {
                insert.setInt(1, rows.getInt(1));
                insert.setString(2, rows.getString(2));
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            if (!Database.isDamage(e) && !Database.isSqlError(e)) throw e;
            log.debug("the names of the damaged spool's destinations are lost", e);
        }
        return Destinations.known(fresh.connection()).values().stream().reduce(0L, (a, b) -> a | b);
    }

    private void copy(String order, long destinations) throws SQLException {
        String query = "SELECT " + SampleTable.COLUMNS + ", owed FROM sample WHERE id > 0 " + order;
        try (Statement statement = damaged.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) keep(SampleTable.read(rows, checksum), rows.getLong(15) & destinations, destinations);
        } catch (SQLException e) {
            if (!Database.isDamage(e)) throw e;
            log.debug("reading the damaged spool ended early", e);
        }
    }

    private void keep(SpooledSample row, long owed, long destinations) throws SQLException {
        if (!row.intact()) return;
        // Owed to nobody would be lost; owed to all is at worst sent again.
        if (!samples.restore(row, owed == 0 ? destinations : owed)) return;
        highestFromBelow = Math.max(highestFromBelow, row.id());
        count++;
    }
}
