package nl.meldkamer.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.templates.Collect;

/**
 * How a database goes about a query.
 *
 * @param reads each access to a table, in the order in which the server lists them
 * @param rowsRead what the accesses met, whether they kept it or not; 0 where only the server's counters tell
 */
record Plan(List<String> reads, long rowsRead) {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Plan NONE = new Plan(List.of(), 0);

    /** Of what a group asks; it is run on PostgreSQL. Nothing for a group that asks no query. */
    static Plan of(Collect collect, String engine, Connection connection) throws SQLException {
        Optional<Collect.Sql> query = collect.query();
        if (query.isEmpty()) return NONE;
        String sql = BoundQuery.of(query.get().forEngine(engine), Instant.now().atZone(SiteDatabase.ZONE));
        return engine.equals("mariadb") ? ofMariaDb(sql, connection) : ofPostgres(sql, connection);
    }

    private static Plan ofMariaDb(String sql, Connection connection) throws SQLException {
        List<String> reads = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            while (rows.next()) if (rows.getString("table") != null) reads.add(access(rows));
        }
        return new Plan(reads, 0);
    }

    private static String access(ResultSet row) throws SQLException {
        String key = row.getString("key");
        return row.getString("table") + " " + row.getString("type") + (key == null ? "" : " " + key);
    }

    private static Plan ofPostgres(String sql, Connection connection) throws SQLException {
        List<JsonNode> scans = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql)) {
            rows.next();
            collectScans(JSON.readTree(rows.getString(1)).path(0).path("Plan"), scans);
        } catch (JsonProcessingException e) {
            throw new SQLException("not a plan in JSON", e);
        }
        return new Plan(
                scans.stream().map(Plan::scan).toList(),
                scans.stream().mapToLong(Plan::met).sum());
    }

    private static void collectScans(JsonNode node, List<JsonNode> scans) {
        if (node.has("Relation Name")) scans.add(node);
        node.path("Plans").forEach(below -> collectScans(below, scans));
    }

    private static String scan(JsonNode node) {
        String scan = node.path("Alias").asText() + " " + node.path("Node Type").asText();
        return node.has("Index Name") ? scan + " " + node.path("Index Name").asText() : scan;
    }

    private static long met(JsonNode node) {
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return Math.round(each * node.path("Actual Loops").asDouble());
    }
}
