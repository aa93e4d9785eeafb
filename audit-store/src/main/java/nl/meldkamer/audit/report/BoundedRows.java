package nl.meldkamer.audit.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The first rows of an answer, and how many there are in all.
 *
 * @param rows at most {@link Section#MOST_ROWS}
 */
record BoundedRows(List<List<Cell>> rows, long all) {

    /** Makes the cells of one row. */
    @FunctionalInterface
    interface Cells {
        List<Cell> of(ResultSet row) throws SQLException;
    }

    private record Counted(List<Cell> cells, long all) {}

    /** @param order names columns of the answer */
    static BoundedRows of(Counting counting, String sql, String order, Cells cells) {
        List<Counted> rows = counting.query("SELECT *, count(*) OVER () AS in_all FROM (" + sql + ") answer ORDER BY "
                        + order + " LIMIT " + Section.MOST_ROWS)
                .map((row, context) -> new Counted(cells.of(row), row.getLong("in_all")))
                .list();
        return new BoundedRows(
                rows.stream().map(Counted::cells).toList(),
                rows.stream().mapToLong(Counted::all).findFirst().orElse(0));
    }

    long leftOut() {
        return all - rows.size();
    }
}
